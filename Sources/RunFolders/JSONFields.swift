import Compression
import Primitives

/// A JSON object of a file that a run wrote, being read: a name that is missing, unknown or there twice is an
/// error that tells its path, line and column.
struct JSONFields {
    private let source: SourceText
    private let path: String
    private let span: Span
    private var left: [JSONNode.Member]

    /// Of the diagnostics.
    static let code = "F731"

    /// Reads a file as one object.
    init(file: String, bytes: [UInt8]) throws(Diagnostic) {
        let source = SourceText(file: file, bytes: bytes)
        let node = try JSONNode(source, code: JSONFields.code)
        try self.init(node, path: "", source: source)
    }

    private init(_ node: JSONNode, path: String, source: SourceText) throws(Diagnostic) {
        self.source = source
        self.path = path
        span = node.span
        guard case .object(let members) = node.value else {
            throw JSONFields.wrong(
                source, node.span,
                "\(path.isEmpty ? "the file" : path) is \(node.kind), not an object")
        }
        left = members
    }

    /// Whether a name is there that was not read yet.
    func has(_ name: String) -> Bool { left.contains { $0.name == name } }

    mutating func text(_ name: String) throws(Diagnostic) -> String {
        let node = try take(name)
        guard case .string(let text) = node.value else { throw wrongKind(name, node, "a string") }
        return text
    }

    mutating func integer(_ name: String) throws(Diagnostic) -> Int64 {
        let node = try take(name)
        guard case .number(let text) = node.value, let value = Int64(text) else {
            throw wrongKind(name, node, "a whole number")
        }
        return value
    }

    /// The largest count: a million million, so that no sum of counts that a file can hold is beyond 64 bits.
    static let mostCount = 1 << 40

    /// A whole number of zero or more.
    mutating func count(_ name: String) throws(Diagnostic) -> Int {
        let node = try take(name)
        guard let value = JSONFields.count(node) else { throw wrongKind(name, node, "a count") }
        return value
    }

    /// A list of whole numbers of zero or more.
    mutating func counts(_ name: String) throws(Diagnostic) -> [Int] {
        let node = try take(name)
        guard case .array(let elements) = node.value else {
            throw wrongKind(name, node, "a list")
        }
        var counts: [Int] = []
        for (index, element) in elements.enumerated() {
            guard let value = JSONFields.count(element) else {
                throw wrongKind("\(name)[\(index)]", element, "a count")
            }
            counts.append(value)
        }
        return counts
    }

    private static func count(_ node: JSONNode) -> Int? {
        guard case .number(let text) = node.value, let value = Int(text), 0...mostCount ~= value
        else { return nil }
        return value
    }

    mutating func digest(_ name: String) throws(Diagnostic) -> SHA256Digest {
        let node = try take(name)
        guard case .string(let text) = node.value, let digest = SHA256Digest(hexadecimal: text)
        else { throw wrongKind(name, node, "a SHA-256 of 64 hexadecimal digits") }
        return digest
    }

    /// A list of strings.
    mutating func texts(_ name: String) throws(Diagnostic) -> [String] {
        let node = try take(name)
        guard case .array(let elements) = node.value else {
            throw wrongKind(name, node, "a list")
        }
        var texts: [String] = []
        for (index, element) in elements.enumerated() {
            guard case .string(let text) = element.value else {
                throw wrongKind("\(name)[\(index)]", element, "a string")
            }
            texts.append(text)
        }
        return texts
    }

    /// A list of digests.
    mutating func digests(_ name: String) throws(Diagnostic) -> [SHA256Digest] {
        var digests: [SHA256Digest] = []
        for text in try texts(name) {
            guard let digest = SHA256Digest(hexadecimal: text) else {
                throw wrong("\(name) holds “\(text)”, which is no SHA-256")
            }
            digests.append(digest)
        }
        return digests
    }

    /// Reads the file's version, which must be this one.
    mutating func expect(version: Int) throws(Diagnostic) {
        let node = try take("format")
        guard case .number(let text) = node.value, text == String(version) else {
            throw Diagnostic(
                code: "F732", source: source, span: node.span,
                message: "the file is of another version than \(version)",
                cure: "use the program that made the run, or run again in a new folder")
        }
    }

    /// One of the words that a type has.
    mutating func word<Word: RawRepresentable>(
        _ name: String
    ) throws(Diagnostic) -> Word where Word.RawValue == String {
        let node = try take(name)
        guard case .string(let text) = node.value, let word = Word(rawValue: text) else {
            throw wrongKind(name, node, "a word that this version knows")
        }
        return word
    }

    mutating func object(_ name: String) throws(Diagnostic) -> JSONFields {
        try JSONFields(try take(name), path: inner(name), source: source)
    }

    /// An object, or nil where null stands.
    mutating func optionalObject(_ name: String) throws(Diagnostic) -> JSONFields? {
        let node = try take(name)
        if case .null = node.value { return nil }
        return try JSONFields(node, path: inner(name), source: source)
    }

    /// The elements of a list, each of them an object.
    mutating func objects(_ name: String) throws(Diagnostic) -> [JSONFields] {
        let node = try take(name)
        guard case .array(let elements) = node.value else {
            throw wrongKind(name, node, "a list")
        }
        var objects: [JSONFields] = []
        for (index, element) in elements.enumerated() {
            objects.append(
                try JSONFields(element, path: "\(inner(name))[\(index)]", source: source))
        }
        return objects
    }

    /// All names with their strings, whatever they are called.
    mutating func allTexts() throws(Diagnostic) -> [(name: String, text: String)] {
        var texts: [(name: String, text: String)] = []
        while let name = left.first?.name { texts.append((name, try text(name))) }
        return texts
    }

    /// Says what was not read.
    func finish() throws(Diagnostic) {
        guard let unknown = left.first else { return }
        throw JSONFields.wrong(
            source, unknown.nameSpan, "\(inner(unknown.name)) is nothing that this version knows")
    }

    /// What is wrong with the object as a whole.
    func wrong(_ message: String) -> Diagnostic {
        JSONFields.wrong(source, span, path.isEmpty ? message : "\(path): \(message)")
    }

    private mutating func take(_ name: String) throws(Diagnostic) -> JSONNode {
        guard let index = left.firstIndex(where: { $0.name == name }) else {
            throw JSONFields.wrong(source, span, "\(inner(name)) is missing")
        }
        let member = left.remove(at: index)
        if let again = left.first(where: { $0.name == name }) {
            throw JSONFields.wrong(source, again.nameSpan, "\(inner(name)) is there twice")
        }
        return member.value
    }

    private func inner(_ name: String) -> String { path.isEmpty ? name : "\(path).\(name)" }

    private func wrongKind(_ name: String, _ node: JSONNode, _ wanted: String) -> Diagnostic {
        JSONFields.wrong(
            source, node.span, "\(inner(name)) must be \(wanted), and is \(node.kind)")
    }

    private static func wrong(
        _ source: SourceText, _ span: Span, _ message: String
    ) -> Diagnostic {
        Diagnostic(
            code: code, source: source, span: span, message: message,
            cure: "the run writes this file: restore it from a copy, or run again in a new folder")
    }
}
