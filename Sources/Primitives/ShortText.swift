/// One to 24 bytes by value, for tables of short texts.
public struct ShortText: BitwiseCopyable, Sendable {
    // Equal counts and words are equal bytes: the last word ends with the last byte, over the one before if need be.
    @usableFromInline let first: UInt64
    @usableFromInline let middle: UInt64
    @usableFromInline let last: UInt64
    @usableFromInline let count: Int

    /// The bytes of a view; nil if there are none, or more than 24.
    @inlinable @inline(__always)
    public init?(_ text: ByteView) {
        guard text.count &- 1 < 24, text.count > 0 else { return nil }
        count = text.count
        first = text.count >= 8 ? text.word(at: 0) : 0
        middle = text.count >= 16 ? text.word(at: 8) : 0
        last = text.tail(from: 0)
    }

    /// A number that equal texts share and others mostly do not.
    @inlinable @inline(__always)
    public var hash: Int {
        let sum = first ^ (middle &* 0x9E37_79B9_7F4A_7C15) ^ (last &<< 1) ^ UInt64(count)
        return Int(truncatingIfNeeded: ByteView.mix(sum))
    }

    /// Whether both have the same bytes.
    @inlinable @inline(__always)
    public static func == (a: ShortText, b: ShortText) -> Bool {
        (a.first ^ b.first) | (a.middle ^ b.middle) | (a.last ^ b.last)
            | UInt64(bitPattern: Int64(a.count ^ b.count)) == 0
    }
}
