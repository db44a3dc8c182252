public import Primitives

/// What is wrong with an expression, and where.
public struct ExpressionError: Error, Sendable, Hashable {
    /// Stable codes, explained in `docs/errors.md`.
    public enum Code: String, Sendable {
        case syntax = "F201"
        case number = "F202"
        case unknownName = "F203"
        case unknownField = "F204"
        case type = "F205"
        case unknownFunction = "F206"
        case arguments = "F207"
        case unknownFilter = "F208"
        case missingString = "F209"
        case depth = "F210"
        case literal = "F211"
        case calendar = "F212"
        case plural = "F213"
        case repeatedCase = "F214"
    }

    /// What kind of mistake it is.
    public var code: Code
    /// Where it stands in the source.
    public var span: Span
    /// One sentence without a full stop.
    public var message: String
    /// What would mend it; may be empty.
    public var cure: String
    /// Whether it only follows from a mistake that was reported before, and is not to be told.
    public internal(set) var isEcho = false

    init(_ code: Code, _ span: Span, _ message: String, cure: String = "") {
        self.code = code
        self.span = span
        self.message = message
        self.cure = cure
    }
}
