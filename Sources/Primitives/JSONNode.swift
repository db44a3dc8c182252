/// A JSON value that knows where it stands in its file.
///
/// For small files read at set-up; strict RFC 8259, nested 32 deep at most.
package struct JSONNode: Sendable {
    /// What a value may be; numbers keep their source text.
    package enum Value: Sendable {
        case object([Member])
        case array([JSONNode])
        case string(String)
        case number(String)
        case bool(Bool)
        case null
    }

    /// A name and its value, in the order of the file.
    package struct Member: Sendable {
        /// Escapes resolved.
        package let name: String
        /// The name with its quotes.
        package let nameSpan: Span
        package let value: JSONNode
    }

    package let value: Value
    /// First byte to last, quotes and braces with it.
    package let span: Span

    /// Reads a whole file as one value.
    ///
    /// - Parameters:
    ///   - source: the file.
    ///   - code: of the diagnostic that says that it is no JSON.
    /// - Throws: `Diagnostic` at the first byte that does not fit.
    package init(_ source: SourceText, code: String) throws(Diagnostic) {
        var scanner = JSONScanner(source, code: code)
        self = try scanner.document()
    }

    init(_ value: Value, _ start: Int, _ end: Int) {
        self.value = value
        span = Span(start, end)
    }

    package var isObject: Bool { if case .object = value { true } else { false } }

    /// What the value is, with its article.
    package var kind: String {
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
