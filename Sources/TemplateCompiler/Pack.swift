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

    /// The keys and texts of `strings/{language}.json`: one flat object of strings.
    func strings(
        _ language: String, file: Int
    ) throws(Diagnostic) -> (
        source: SourceText, strings: [String: PackString]
    ) {
        let name = "strings/\(language).json"
        guard let bytes = read(name) else {
            throw Diagnostic(
                code: "F401", file: path(name), message: "the strings of \(language) are missing",
                cure: "write them, or take \(language) out of the template's languages")
        }
        let source = SourceText(file: path(name), bytes: bytes)
        let object: Any
        do {
            object = try JSONSerialization.jsonObject(with: Data(bytes))
        } catch {
            let place = (error as NSError).userInfo["NSJSONSerializationErrorIndex"] as? Int ?? 0
            throw Diagnostic(
                code: "F402", source: source, span: Span(place, place + 1),
                message: "this is no JSON", cure: "strings are one object: { \"key\": \"text\" }")
        }
        guard let entries = object as? [String: Any] else {
            throw Diagnostic(
                code: "F402", source: source, span: .none, message: "strings must be one object",
                cure: "write { \"key\": \"text\" }")
        }
        var strings: [String: PackString] = [:]
        for (key, value) in entries {
            guard let text = value as? String else {
                throw Diagnostic(
                    code: "F402", source: source, span: Pack.place(ofKey: key, in: bytes),
                    message: "the string “\(key)” is no text")
            }
            let start = Int(Pack.place(ofKey: key, in: bytes).end)
            strings[key] = PackString(
                text: ExpressionText(bytes: Array(text.utf8), start: start), file: file)
        }
        return (source, strings)
    }

    /// Where a key's value begins: the span from the key up to the value's first character.
    private static func place(ofKey key: String, in bytes: [UInt8]) -> Span {
        let pattern = Array("\"\(key)\"".utf8)
        var index = 0
        while index + pattern.count <= bytes.count {
            if bytes[index] == 0x22, bytes[index..<index + pattern.count].elementsEqual(pattern) {
                var end = index + pattern.count
                while end < bytes.count, bytes[end] <= 32 { end += 1 }
                if end < bytes.count, bytes[end] == 0x3A {
                    end += 1
                    while end < bytes.count, bytes[end] <= 32 || bytes[end] == 0x22 { end += 1 }
                    return Span(index, end)
                }
            }
            index += 1
        }
        return .none
    }
}
