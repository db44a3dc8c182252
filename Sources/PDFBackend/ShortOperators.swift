import Primitives

/// Operators of a few bytes that were written before, found by a number that tells them from all others.
///
/// Documents of one template set the same fonts and colors and move from column to column by the same
/// distances. Of two numbers that share a place the later one is kept.
struct ShortOperators: ~Copyable {
    private var entries = Pool<Entry>(capacity: 1 << ShortOperators.bits)

    private static let bits: UInt64 = 10
    /// So many bytes are written, and those of operators read, at a time; operators have at most one less.
    static let space = 24

    struct Entry: BitwiseCopyable {
        var key: UInt64 = 0
        /// The bytes, the first one lowest.
        var first: UInt64 = 0
        var second: UInt64 = 0
        /// The highest byte says how many bytes there are.
        var third: UInt64 = 0
    }

    init() {
        entries.append(repeating: Entry(), count: 1 << Int(Self.bits))
        // Where nothing is kept stands a number that belongs elsewhere: 0 to the first place, 1 not.
        entries[0].key = 1
    }

    /// Writes the operators of a number where there are `space` bytes; returns how many, nil if none are kept.
    @unsafe
    @inline(__always)
    func put(_ key: UInt64, at bytes: UnsafeMutablePointer<UInt8>) -> Int? {
        let entry = entries[Self.place(of: key)]
        guard entry.key == key else { return nil }
        let target = UnsafeMutableRawPointer(bytes)
        unsafe target.storeBytes(of: entry.first, as: UInt64.self)
        unsafe (target + 8).storeBytes(of: entry.second, as: UInt64.self)
        unsafe (target + 16).storeBytes(of: entry.third, as: UInt64.self)
        return Int(truncatingIfNeeded: UInt64(littleEndian: entry.third) &>> 56)
    }

    /// Appends the operators of a number; false if none are kept.
    @inline(__always)
    func append(_ key: UInt64, to out: inout ByteBuffer) -> Bool {
        var isKept = false
        unsafe out.appendUnsafe(space: Self.space) { bytes in
            guard let count = unsafe put(key, at: bytes) else { return 0 }
            isKept = true
            return count
        }
        return isKept
    }

    /// Keeps the operators of a number that have just been written, unless they are too long.
    ///
    /// `space` bytes are read, whatever stands behind those meant.
    @unsafe
    @inline(__always)
    mutating func keep(_ key: UInt64, _ bytes: UnsafePointer<UInt8>, count: Int) {
        guard count < Self.space else { return }
        let source = unsafe UnsafeRawPointer(bytes)
        let third = unsafe (source + 16).loadUnaligned(as: UInt64.self)
        let last = UInt64(littleEndian: third) & .max >> 8 | UInt64(count) << 56
        entries[Self.place(of: key)] = unsafe Entry(
            key: key, first: source.loadUnaligned(as: UInt64.self),
            second: (source + 8).loadUnaligned(as: UInt64.self), third: last.littleEndian)
    }

    /// Keeps the operators of a number that stand at a buffer's end from `start` on, unless they are too long.
    mutating func keep(_ key: UInt64, endOf out: inout ByteBuffer, from start: Int) {
        out.reserve(Self.space)
        unsafe keep(key, out.view.base + start, count: out.count - start)
    }

    @inline(__always)
    private static func place(of key: UInt64) -> Int {
        Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) &>> (64 - bits))
    }
}
