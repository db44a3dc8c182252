import Primitives

/// The operators of rectangles outlined before, kept for others that differ from them in height above the page
/// alone, as the rules below the rows of tables do.
///
/// Of two that share a place the later one is kept.
struct OutlineOperators: ~Copyable {
    private var entries = Pool<Entry>(capacity: 1 << OutlineOperators.bits)

    private static let bits: UInt64 = 6
    /// So many bytes are needed at most, those behind the operator included that are written and not meant.
    static let space = 96

    /// What an operator is but for the bottom.
    struct Entry: BitwiseCopyable {
        var key = Key(first: 0, second: 0)
        /// The left edge as a number and a blank, at most 12 bytes; the last byte says how many.
        var left = SIMD16<UInt8>()
        /// What follows the bottom, at most 26 bytes; the last byte says how many.
        var rest = SIMD32<UInt8>()
    }

    /// Left edge, width and height in thousandths, and the height in hundredths, which depends on where it is.
    struct Key: BitwiseCopyable {
        var first: UInt64
        var second: UInt64

        @inline(__always)
        init(first: UInt64, second: UInt64) {
            self.first = first
            self.second = second
        }

        @inline(__always)
        init(x: Length, width: Length, height: Length, tall: Int) {
            first =
                UInt64(UInt32(bitPattern: x.milliPoints)) &<< 32
                | UInt64(UInt32(bitPattern: width.milliPoints))
            second =
                UInt64(UInt32(bitPattern: height.milliPoints)) &<< 32
                | UInt64(UInt32(truncatingIfNeeded: tall))
        }

        /// Where the entry is; it may be another's.
        @inline(__always)
        var place: Int {
            let mixed = (first ^ second &* 0x9E37_79B9_7F4A_7C15) &* 0x9E37_79B9_7F4A_7C15
            return Int(truncatingIfNeeded: mixed &>> (64 - OutlineOperators.bits))
        }
    }

    init() {
        entries.append(repeating: Entry(), count: 1 << Int(Self.bits))
        // Where nothing is kept stands a key that belongs elsewhere: 0 to the first place, 1 not.
        entries[0].key.first = 1
    }

    /// The entry of a rectangle; made, by writing behind what `out` holds, if it is not kept.
    @inline(__always)
    mutating func entry(
        _ key: Key, _ numbers: borrowing NumberTable, _ out: inout ByteBuffer
    ) -> Entry {
        let entry = entries[key.place]
        if entry.key.first == key.first, entry.key.second == key.second { return entry }
        return make(key, numbers, &out)
    }

    @inline(never)
    private mutating func make(
        _ key: Key, _ numbers: borrowing NumberTable, _ out: inout ByteBuffer
    ) -> Entry {
        let (x, width) = (
            Int32(truncatingIfNeeded: key.first &>> 32), Int32(truncatingIfNeeded: key.first)
        )
        let (left, right) = (hundredths(Int(x)), hundredths(Int(x &+ width)))
        let tall = Int(Int32(truncatingIfNeeded: key.second))
        var entry = Entry(key: key)
        unsafe out.appendUnsafe(space: Self.space) { bytes in
            let rest = unsafe bytes + 32
            let count = unsafe numbers.put(hundredths: left, at: bytes)
            unsafe bytes[count] = UInt8(ascii: " ")
            var length = unsafe numbers.putNext(hundredths: right - left, at: rest)
            unsafe length += numbers.putNext(hundredths: tall, at: rest + length)
            let operators: UInt32 = 0x0A_65_72_20  // " re\n"
            unsafe UnsafeMutableRawPointer(rest + length).storeBytes(
                of: operators.littleEndian, as: UInt32.self)
            let source = UnsafeRawPointer(bytes)
            entry.left = unsafe source.loadUnaligned(as: SIMD16<UInt8>.self)
            entry.left[15] = UInt8(count + 1)
            entry.rest = unsafe (source + 32).loadUnaligned(as: SIMD32<UInt8>.self)
            entry.rest[31] = UInt8(length + 4)
            return 0
        }
        entries[key.place] = entry
        return entry
    }
}

extension OutlineOperators.Entry {
    /// Writes `re` of a rectangle whose bottom is given in hundredths; returns how many bytes.
    ///
    /// All of the room of a part is copied, and what comes next written over what is too much of it.
    @unsafe
    @inline(__always)
    func put(
        bottom: Int, _ numbers: borrowing NumberTable, at bytes: UnsafeMutablePointer<UInt8>
    ) -> Int {
        unsafe UnsafeMutableRawPointer(bytes).storeBytes(of: left, as: SIMD16<UInt8>.self)
        var end = unsafe bytes + Int(left[15])
        unsafe end += numbers.put(hundredths: bottom, at: end)
        unsafe UnsafeMutableRawPointer(end).storeBytes(of: rest, as: SIMD32<UInt8>.self)
        return unsafe end - bytes &+ Int(rest[31])
    }
}
