import Expressions
import Foundation
import Primitives

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
        guard !name.hasPrefix("/"), !name.split(separator: "/").contains("..") else { return nil }
        guard let data = FileManager.default.contents(atPath: path(name)),
            data.count <= Pack.maximumBytes
        else { return nil }
        return [UInt8](data)
    }

    /// The names of the sample records, `samples/*.json`, in order.
    public var sampleNames: [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path("samples"))) ?? []
        return names.filter { $0.hasSuffix(".json") }.sorted().map { "samples/\($0)" }
    }

    /// A text file of the pack, without byte order mark, its line ends as line feeds (XML 1.0, section 2.11).
    func source(_ name: String) -> SourceText? {
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

    /// The keys and texts of `strings/{language}.json`: one flat object of strings.
    func strings(
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
        var reader = StringsReader(source, file: file)
        return (source, try reader.read())
    }
}
