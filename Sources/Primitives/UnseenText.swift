/// Text of a template that nobody can see, whatever the record says.
public struct UnseenText: Sendable, Hashable {
    /// The file of the element that holds it.
    public let file: String
    /// Where the element stands.
    public let span: Span
    /// Why nobody sees it, as a sentence goes on.
    public let reason: String

    /// A text in an element.
    public init(file: String, span: Span, reason: String) {
        self.file = file
        self.span = span
        self.reason = reason
    }
}
