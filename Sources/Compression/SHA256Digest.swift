import CGnuTLS
public import Primitives

/// The SHA-256 of bytes (FIPS 180-4, 6.2).
///
/// By GnuTLS, with the processor's own instructions where it has them.
public struct SHA256Digest: BitwiseCopyable, Sendable, Hashable {
    /// The 32 bytes as they stand in memory, eight a word.
    private let words: (UInt64, UInt64, UInt64, UInt64)

    /// How many hexadecimal digits `append(digest:)` writes.
    public static let digits = 64

    /// How many bytes it has.
    public static let byteCount = 32

    /// The digest of bytes, none included.
    ///
    /// - Complexity: O(*n*), 0.6 ns a byte; allocates nothing.
    public init(of bytes: ByteView) {
        guard bytes.count <= SHA256Stream.blockBytes else {
            var stream = SHA256Stream()
            stream.update(bytes)
            self = stream.finish()
            return
        }
        var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
        let status = unsafe withUnsafeMutableBytes(of: &words) { space in
            unsafe gnutls_hash_fast(
                GNUTLS_DIG_SHA256, bytes.base, bytes.count, space.baseAddress)
        }
        precondition(status == 0, "GnuTLS has no SHA-256")
        self.words = words
    }

    /// A digest that `fill` writes, 32 bytes from where it is told.
    @unsafe
    init(_ fill: (UnsafeMutableRawPointer?) -> Void) {
        var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
        unsafe withUnsafeMutableBytes(of: &words) { unsafe fill($0.baseAddress) }
        self.words = words
    }

    /// A digest from its 32 bytes; nil for any other count.
    public init?(bytes: ByteView) {
        guard bytes.count == SHA256Digest.byteCount else { return nil }
        unsafe self.init { space in
            unsafe space?.copyMemory(from: bytes.base, byteCount: SHA256Digest.byteCount)
        }
    }

    /// A digest from its 64 hexadecimal digits, small letters; nil for anything else.
    public init?(hexadecimal text: String) {
        var bytes = ByteBuffer(capacity: SHA256Digest.byteCount)
        var high: UInt8?
        for digit in text.utf8 {
            guard let value = hexadecimalValue(digit) else { return nil }
            if let first = high {
                bytes.append(first << 4 | value)
                high = nil
            } else {
                high = value
            }
        }
        guard high == nil else { return nil }
        self.init(bytes: bytes.view)
    }

    /// Its 64 hexadecimal digits, small letters.
    public var hexadecimal: String {
        var text = ByteBuffer(capacity: SHA256Digest.digits)
        text.append(digest: self)
        return text.view.string
    }

    /// Whether both are of the same bytes, as far as anybody can tell.
    public static func == (a: SHA256Digest, b: SHA256Digest) -> Bool { a.words == b.words }

    /// Mixes the digest into a hash.
    public func hash(into hasher: inout Hasher) { hasher.combine(words.0) }

    /// Calls `body` with the 32 bytes.
    fileprivate func withBytes(_ body: (UInt8) -> Void) {
        unsafe withUnsafeBytes(of: words) { bytes in
            for index in bytes.indices { unsafe body(bytes[index]) }
        }
    }
}

extension ByteBuffer {
    /// Appends a digest's 32 bytes.
    public mutating func append(bytesOf digest: SHA256Digest) {
        reserve(SHA256Digest.byteCount)
        digest.withBytes { append($0) }
    }

    /// Appends a digest as 64 hexadecimal digits, small letters.
    public mutating func append(digest: SHA256Digest) {
        unsafe appendUnsafe(space: SHA256Digest.digits) { digits in
            var place = 0
            digest.withBytes { byte in
                unsafe digits[place] = hexadecimalDigit(byte >> 4)
                unsafe digits[place + 1] = hexadecimalDigit(byte & 15)
                place += 2
            }
            return SHA256Digest.digits
        }
    }
}

private func hexadecimalDigit(_ value: UInt8) -> UInt8 { value < 10 ? 48 + value : 87 + value }

private func hexadecimalValue(_ digit: UInt8) -> UInt8? {
    switch digit {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
    default: nil
    }
}
