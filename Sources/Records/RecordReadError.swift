/// Why input could not be read on.
public struct RecordReadError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The input as the user named it; `-` is standard input.
    public let path: String
    /// What failed and how, one sentence without a full stop.
    public let message: String
    /// What would mend it; may be empty.
    public let cure: String

    /// Whether nothing failed, and the reader was told to end.
    public let isInterruption: Bool

    init(path: String, message: String, cure: String = "", isInterruption: Bool = false) {
        self.path = path
        self.message = message
        self.cure = cure
        self.isInterruption = isInterruption
    }

    /// `path: message`.
    public var description: String { "\(path): \(message)" }
}
