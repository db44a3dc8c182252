/// A library that documents' bytes depend on, with its version.
///
/// Each room that imports one tells its own: `LibraryVersion.haru` and so on.
public struct LibraryVersion: Sendable, Hashable {
    /// As the distribution calls it, such as `libhpdf`.
    public let name: String
    /// As the library tells it, when the program runs where it can.
    public let version: String

    /// A library.
    public init(name: String, version: String) {
        self.name = name
        self.version = version
    }

    /// A library that tells its version as a C string.
    @unsafe
    public init(name: String, text: UnsafePointer<CChar>?) {
        self.init(name: name, version: unsafe text.map { unsafe String(cString: $0) } ?? "none")
    }
}
