package import Expressions
import Foundation
import Markup
package import Primitives
import Vocabulary

// What enters this room is a folder; what leaves are the files a template is made of, read: strings, settings,
// grades, fields of the pack's own.

/// A folder with a template, its strings and its pictures, as files.
public struct Pack: Sendable {
    /// The folder's path as the user gave it.
    public let folder: String

    /// Largest file a pack may hold.
    static let maximumBytes = 16 << 20

    /// The pack in a folder; nothing is read yet.
    public init(folder: String) { self.folder = folder }

    /// The name under which a file of the pack is reported.
    public func path(_ name: String) -> String { folder.isEmpty ? name : "\(folder)/\(name)" }

    /// The bytes of a file of the pack; nil when it is missing, too large or outside of the folder.
    public func read(_ name: String) -> [UInt8]? {
        guard !leadsOut(name) else { return nil }
        guard let data = FileManager.default.contents(atPath: path(name)),
            data.count <= Pack.maximumBytes
        else { return nil }
        return [UInt8](data)
    }

    /// Whether a path leads out of the pack's folder, by itself or by a symbolic link.
    func leadsOut(_ name: String) -> Bool {
        if name.hasPrefix("/") || name.split(separator: "/").contains("..") { return true }
        let real = { (path: String) in
            URL(fileURLWithPath: path).resolvingSymlinksInPath().standardizedFileURL.path
        }
        let root = real(folder.isEmpty ? "." : folder)
        let file = real(path(name))
        return file != root && !file.hasPrefix(root == "/" ? root : root + "/")
    }

    /// The names of the files in one of the pack's folders, sorted; empty where there is none.
    package func files(in name: String) -> [String] {
        let found = try? FileManager.default.contentsOfDirectory(atPath: path(name))
        return (found ?? []).filter { !$0.hasPrefix(".") }.sorted().map { "\(name)/\($0)" }
    }

    /// What is wrong with a path that cannot be read, and what mends it.
    package func fault(_ name: String, _ what: String) -> (message: String, cure: String) {
        if leadsOut(name) {
            return ("“\(name)” leads out of the pack", "put the file into the pack's folder")
        }
        if FileManager.default.fileExists(atPath: path(name)) {
            return ("“\(name)” cannot be read", "a file of a pack has at most 16 MiB")
        }
        let folder = name.split(separator: "/").dropLast().joined(separator: "/")
        let near = nearest(to: name, among: folder.isEmpty ? [] : files(in: folder))
        return (
            "there is no \(what) “\(name)”",
            near.map { "did you mean “\($0)”?" } ?? "paths start at the pack's folder"
        )
    }

    /// The sector its template names, for which sample records are made; `telecom` if it names none.
    ///
    /// Nil when there is no template, or its outermost element cannot be read, or names another.
    public var sector: String? {
        guard let source = source("template.xml") else { return nil }
        var scanner = MarkupScanner(source)
        guard let root = scanner.scan(), root.name == "template", !root.isBroken else { return nil }
        guard let attribute = root.attribute("sector") else { return "telecom" }
        return packSectors.contains(attribute.string) ? attribute.string : nil
    }

    /// The names of the sample records, `samples/*.json`, in order.
    public var sampleNames: [String] {
        files(in: "samples").filter { $0.hasSuffix(".json") }
    }

    /// A text file of the pack, without byte order mark, its line ends as line feeds (XML 1.0, section 2.11).
    package func source(_ name: String) -> SourceText? {
        guard let read = read(name) else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(read.count)
        for (index, byte) in read.enumerated() {
            if index < 3, read.starts(with: [0xEF, 0xBB, 0xBF]) { continue }
            guard byte == 13 else {
                bytes.append(byte)
                continue
            }
            if index + 1 == read.count || read[index + 1] != 10 { bytes.append(10) }
        }
        return SourceText(file: path(name), bytes: bytes)
    }

    /// The keys and texts of `strings/{language}.json`: one object of strings and plural forms.
    package func strings(
        _ language: String, file: Int
    ) throws(Diagnostic) -> (
        source: SourceText, strings: [String: PackString]
    ) {
        let name = "strings/\(language).json"
        guard let source = source(name) else {
            throw Diagnostic(
                code: "F401", file: path(name), message: "the strings of \(language) are missing",
                cure: "write them, or take \(language) out of the template's languages")
        }
        var reader = StringsReader(source, file: file, language: language)
        return (source, try reader.read())
    }

    /// How much the pack wants findings to weigh, by `rules.json`; reports what is wrong with it.
    package func grades(_ diagnostics: inout [Diagnostic]) -> Grades {
        guard let source = source("rules.json") else { return Grades() }
        var reader = GradesReader(source)
        reader.read()
        diagnostics += reader.diagnostics
        return reader.grades
    }
}
