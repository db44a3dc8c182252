import Primitives

/// `Td` by distances in hundredths, looked up where it was written before.
struct MoveOperators: ~Copyable {
    private var kept = ShortOperators()
    private let numbers = NumberTable()

    /// No more bytes are written.
    static let space = 64

    /// Writes `Td`; returns how many bytes.
    @unsafe
    @inline(__always)
    mutating func put(_ right: Int, _ up: Int, at bytes: UnsafeMutablePointer<UInt8>) -> Int {
        unsafe putKnown(right, up, at: bytes) ?? putNew(Self.key(right, up), at: bytes)
    }

    /// Writes a `Td` that was written before; returns how many bytes, nil if it was not.
    @unsafe
    @inline(__always)
    func putKnown(_ right: Int, _ up: Int, at bytes: UnsafeMutablePointer<UInt8>) -> Int? {
        unsafe kept.put(Self.key(right, up), at: bytes)
    }

    @inline(__always)
    private static func key(_ right: Int, _ up: Int) -> UInt64 {
        // Differences of lengths of 32 bits in thousandths: hundredths have at most as many.
        UInt64(truncatingIfNeeded: right) &<< 32 | UInt64(UInt32(truncatingIfNeeded: up))
    }

    /// Writes the `Td` of a key, and keeps it.
    @unsafe
    @inline(never)
    private mutating func putNew(_ key: UInt64, at bytes: UnsafeMutablePointer<UInt8>) -> Int {
        let right = Int(Int32(truncatingIfNeeded: key &>> 32))
        let up = Int(Int32(truncatingIfNeeded: key))
        var length = unsafe put(right, at: bytes)
        unsafe bytes[length] = UInt8(ascii: " ")
        unsafe length &+= 1 &+ put(up, at: bytes + length + 1)
        let operators: UInt32 = 0x64_54_20  // " Td"
        unsafe UnsafeMutableRawPointer(bytes + length).storeBytes(
            of: operators.littleEndian, as: UInt32.self)
        unsafe kept.keep(key, bytes, count: length &+ 3)
        return length &+ 3
    }

    /// Writes a distance, most of which go down; returns how many bytes.
    @unsafe
    @inline(__always)
    private func put(_ distance: Int, at bytes: UnsafeMutablePointer<UInt8>) -> Int {
        guard distance < 0 else { return unsafe numbers.put(hundredths: distance, at: bytes) }
        unsafe bytes[0] = UInt8(ascii: "-")
        return unsafe 1 &+ numbers.put(hundredths: -distance, at: bytes + 1)
    }
}
