public import Primitives

/// One object of a file: the bytes that stand in it, finished by the caller.
///
/// The views must stay valid until the file is written.
public struct HaruObject: BitwiseCopyable, Sendable {
    /// What libharu makes of the bytes.
    public enum Kind: UInt8, BitwiseCopyable, Sendable {
        /// A dictionary with the entries of `body`.
        case dictionary
        /// A stream: entries of `body` (its `/Filter` among them), bytes of `data`; `/Length` is added.
        case stream
        /// A page: entries of `body`; `/Parent` is added and the page tree knows it.
        case page
    }

    /// What libharu makes of the bytes.
    public var kind: Kind
    /// The entries between `<<` and `>>`.
    public var body: ByteView
    /// The bytes between `stream` and `endstream`, filtered already; empty for other objects.
    public var data: ByteView

    /// An object.
    @inlinable
    public init(_ kind: Kind, body: ByteView, data: ByteView = ByteView()) {
        self.kind = kind
        self.body = body
        self.data = data
    }
}

/// Entries that go into the objects libharu makes by itself.
public struct HaruEntries: BitwiseCopyable, Sendable {
    /// Added to the catalog.
    public var catalog: ByteView
    /// The whole of the information dictionary (ISO 32000-1, 14.3.3).
    public var info: ByteView
    /// Added to the trailer, such as `/ID`.
    public var trailer: ByteView

    /// Entries of a file.
    @inlinable
    public init(catalog: ByteView, info: ByteView, trailer: ByteView) {
        self.catalog = catalog
        self.info = info
        self.trailer = trailer
    }
}
