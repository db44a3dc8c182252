import Primitives

/// A JSON value that knows where it stands in its file.
///
/// For small files read at set-up; strict RFC 8259, nested 32 deep at most.
struct JSONNode: Sendable {
    /// What a value may be; numbers keep their source text.
    enum Value: Sendable {
        case object([Member])
        case array([JSONNode])
        case string(String)
        case number(String)
        case bool(Bool)
        case null
    }

    /// A name and its value, in the order of the file.
    struct Member: Sendable {
        let name: String
        let nameSpan: Span
        let value: JSONNode
    }

    let value: Value
    let span: Span

    /// Reads a whole file as one value.
    ///
    /// - Throws: `Diagnostic` F501 at the first byte that does not fit.
    init(_ source: SourceText) throws(Diagnostic) {
        var scanner = JSONScanner(source)
        self = try scanner.document()
    }

    init(_ value: Value, _ start: Int, _ end: Int) {
        self.value = value
        span = Span(start, end)
    }

    var isObject: Bool { if case .object = value { true } else { false } }

    /// What the value is, with its article.
    var kind: String {
        switch value {
        case .object: "an object"
        case .array: "an array"
        case .string: "a string"
        case .number: "a number"
        case .bool: "true or false"
        case .null: "null"
        }
    }
}
