// What enters this room is a compiled template and one record after another; what leaves is the box tree of
// each, and what the record gave cause to find.

/// A way a document reaches somebody; one template feeds all.
public enum Channel: UInt8, Sendable, CaseIterable {
    /// Pages for print and archive.
    case pdf
    /// A web page for the customer's portal.
    case portal

    /// The channel's bit in `only` and `except`.
    package var mask: Int32 { 1 << Int32(rawValue) }

    /// Its name in templates and commands.
    public var name: String { String(describing: self) }

    /// The channel of a name.
    public init?(name: String) {
        guard let channel = Channel.allCases.first(where: { $0.name == name }) else { return nil }
        self = channel
    }
}
