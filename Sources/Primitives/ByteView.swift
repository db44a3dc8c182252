/// Bytes somebody else owns: a start and a count, without a claim on their life.
///
/// What enters this room is bytes and numbers; what leaves it are the small values every other room is
/// built from. A view is valid as long as its owner says: views into a `Record` until its worker reads
/// the next record, views into a compiled template for ever.
@safe
public struct ByteView: BitwiseCopyable, @unchecked Sendable {
    // Sendable: the bytes are immutable while any view of them is in use, by the rule above.

    /// The first byte; arbitrary when `count` is 0.
    public let base: UnsafePointer<UInt8>

    /// How many bytes.
    public let count: Int

    /// A view of `count` bytes from `base`.
    @inlinable @inline(__always)
    public init(base: UnsafePointer<UInt8>, count: Int) {
        unsafe self.base = base
        self.count = count
    }

    /// A view of no bytes.
    @inlinable
    public init() {
        unsafe base = UnsafePointer(bitPattern: 16).unsafelyUnwrapped
        count = 0
    }

    /// Whether there is no byte.
    @inlinable @inline(__always)
    public var isEmpty: Bool { count == 0 }

    /// The byte at `index`; traps outside `0..<count`.
    @inlinable @inline(__always)
    public subscript(index: Int) -> UInt8 {
        precondition(UInt(bitPattern: index) < UInt(bitPattern: count))
        return unsafe base[index]
    }

    /// The bytes of `range`; traps outside `0...count`.
    @inlinable @inline(__always)
    public subscript(range: Range<Int>) -> ByteView {
        precondition(range.lowerBound >= 0 && range.upperBound <= count)
        return unsafe ByteView(base: base + range.lowerBound, count: range.count)
    }

    /// The bytes as an array, copied.
    @inlinable
    public var bytes: [UInt8] { unsafe Array(UnsafeBufferPointer(start: base, count: count)) }

    /// The bytes read as UTF-8; broken sequences become U+FFFD.
    @inlinable
    public var string: String {
        unsafe String(decoding: UnsafeBufferPointer(start: base, count: count), as: UTF8.self)
    }

    /// Whether both views hold the same bytes.
    @inlinable
    public static func == (a: ByteView, b: ByteView) -> Bool {
        a.count == b.count && a.holdsSame(as: b)
    }

    /// Whether both views hold the same bytes, for views as long as one another.
    @inlinable @inline(__always)
    public func holdsSame(as other: ByteView) -> Bool {
        precondition(count == other.count)
        var index = 0
        while index &+ 8 <= count {
            if word(at: index) != other.word(at: index) { return false }
            index &+= 8
        }
        return index == count || tail(from: index) == other.tail(from: index)
    }

    /// Whether a byte is `first`, or what it is but for its lowest bit, or `second` or `third`.
    ///
    /// - Complexity: O(*n*), eight bytes at a time; no byte of theirs may be 0.
    @inlinable @inline(__always)
    public func contains(pair first: UInt8, or second: UInt8, or third: UInt8) -> Bool {
        let (low, high): (UInt64, UInt64) = (0x0101_0101_0101_0101, 0x8080_8080_8080_8080)
        let (a, b, c) = (
            UInt64(first & 0xFE) &* low, UInt64(second) &* low, UInt64(third) &* low
        )
        var index = 0
        while index < count {
            let bytes = index &+ 8 <= count ? word(at: index) : tail(from: index)
            let (x, y, z) = ((bytes & ~low) ^ a, bytes ^ b, bytes ^ c)
            // The highest bit of a byte that is zero, and perhaps of others behind it.
            let zeros = (x &- low) & ~x | (y &- low) & ~y | (z &- low) & ~z
            if zeros & high != 0 { return true }
            index &+= 8
        }
        return false
    }

    /// Whether all bytes are ASCII.
    ///
    /// - Complexity: O(*n*), eight bytes at a time.
    @inlinable @inline(__always)
    public var isASCII: Bool {
        var (index, all) = (0, UInt64(0))
        while index &+ 8 <= count {
            all |= word(at: index)
            index &+= 8
        }
        if index < count { all |= tail(from: index) }
        return all & 0x8080_8080_8080_8080 == 0
    }

    /// Whether a byte follows itself somewhere.
    ///
    /// - Complexity: O(*n*), eight bytes at a time.
    @inlinable
    public func contains(twice byte: UInt8) -> Bool {
        let (low, high): (UInt64, UInt64) = (0x7F7F_7F7F_7F7F_7F7F, 0x8080_8080_8080_8080)
        let pattern = UInt64(byte) &* 0x0101_0101_0101_0101
        var (index, last) = (0, UInt64(0))
        while index &+ 8 <= count {
            let others = word(at: index) ^ pattern
            // The highest bit of each place where the byte stands; `last`: it stood before the lowest.
            let places = ~(((others & low) &+ low) | others) & high
            if places & (places &<< 8 | last) != 0 { return true }
            last = places &>> 56
            index &+= 8
        }
        // What is left, and the last byte before it.
        index = max(index, 1)
        while index < count {
            if self[index] == byte, self[index &- 1] == byte { return true }
            index &+= 1
        }
        return false
    }

    /// A number that equal bytes share and other bytes mostly do not; no secret keeps it from being aimed at.
    ///
    /// - Parameter seed: something else the number depends on.
    /// - Returns: the number.
    /// - Complexity: O(*n*), eight bytes at a time.
    @inlinable @inline(__always)
    public func hash(seed: UInt64) -> UInt64 {
        var hash = (seed ^ UInt64(truncatingIfNeeded: count)) &* 0x9E37_79B9_7F4A_7C15
        var index = 0
        while index &+ 8 <= count {
            hash = Self.mix(hash ^ word(at: index))
            index &+= 8
        }
        return index == count ? hash : Self.mix(hash ^ tail(from: index))
    }

    @inlinable @inline(__always)
    static func mix(_ value: UInt64) -> UInt64 {
        let product = value.multipliedFullWidth(by: 0xD6E8_FEB8_6659_FD93)
        return product.high ^ product.low
    }

    /// Eight bytes from `index` on, which all lie in the view.
    @inlinable @inline(__always)
    func word(at index: Int) -> UInt64 {
        unsafe UnsafeRawPointer(base + index).loadUnaligned(as: UInt64.self)
    }

    /// The bytes from `index` on, of which there are one to seven.
    @inlinable @inline(__always)
    func tail(from index: Int) -> UInt64 {
        if count >= 8 { return word(at: count &- 8) }
        let left = count &- index
        if left >= 4 {
            let low = unsafe UnsafeRawPointer(base + index).loadUnaligned(as: UInt32.self)
            let high = unsafe UnsafeRawPointer(base + (count &- 4)).loadUnaligned(as: UInt32.self)
            return UInt64(high) << 32 | UInt64(low)
        }
        let middle = unsafe UInt64(base[index &+ left / 2])
        return unsafe UInt64(base[index]) | middle << 8 | UInt64(base[count &- 1]) << 16
    }

    /// Whether the bytes are those of a literal.
    @inlinable
    public static func == (a: ByteView, b: StaticString) -> Bool {
        unsafe a == ByteView(base: b.utf8Start, count: b.utf8CodeUnitCount)
    }

    /// Calls `body` with the bytes as a buffer pointer, for C and the standard library.
    @inlinable @inline(__always)
    public func withUnsafeBytes<Result, Failure: Error>(
        _ body: (UnsafeBufferPointer<UInt8>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try unsafe body(UnsafeBufferPointer(start: base, count: count))
    }
}

/// One step of reading UTF-8: the scalar that starts at `index`, and where the next one starts.
///
/// Broken sequences give U+FFFD and advance by one byte, so a reader always ends.
@inlinable @inline(__always)
public func decodeScalar(_ text: ByteView, at index: inout Int) -> UInt32 {
    let first = UInt32(text[index])
    index += 1
    if first < 0x80 { return first }
    return decodeLongScalar(text, first: first, next: &index)
}

/// The rest of `decodeScalar`, for scalars beyond ASCII (Unicode 15, table 3-7).
@inlinable
func decodeLongScalar(_ text: ByteView, first: UInt32, next index: inout Int) -> UInt32 {
    let length = first >= 0xF0 ? 3 : first >= 0xE0 ? 2 : 1
    guard first >= 0xC2, first <= 0xF4, index + length <= text.count else { return 0xFFFD }
    var scalar = first & (length == 3 ? 0x07 : length == 2 ? 0x0F : 0x1F)
    for offset in 0..<length {
        let byte = UInt32(text[index + offset])
        guard byte & 0xC0 == 0x80 else { return 0xFFFD }
        scalar = scalar << 6 | (byte & 0x3F)
    }
    let minimum: UInt32 = length == 3 ? 0x10000 : length == 2 ? 0x800 : 0x80
    guard scalar >= minimum, scalar <= 0x10FFFF, !(0xD800...0xDFFF).contains(scalar) else {
        return 0xFFFD
    }
    index += length
    return scalar
}
