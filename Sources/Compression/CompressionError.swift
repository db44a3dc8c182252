/// Why bytes could not be inflated.
public enum CompressionError: Error, Sendable, Hashable {
    /// The bytes are no zlib stream, break off, or fail their checksum (RFC 1950).
    case corrupt
    /// The stream holds more than `limit` bytes; one that breaks off may look like that.
    case tooLong(limit: Int)
    /// A whole stream ends after `used` bytes and others follow.
    case trailingBytes(used: Int)
}
