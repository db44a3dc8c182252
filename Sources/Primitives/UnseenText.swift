/// Text of a template that nobody can see, whatever the record says.
public struct UnseenText: Sendable, Hashable {
    /// The file of the element that holds it.
    public let file: String
    /// Where the element stands.
    public let span: Span
    /// Why, as it ends “…, which nobody sees: ”.
    public let reason: String

    /// A text in an element.
    public init(file: String, span: Span, reason: String) {
        self.file = file
        self.span = span
        self.reason = reason
    }
}
