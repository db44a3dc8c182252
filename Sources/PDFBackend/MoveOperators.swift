import Primitives

/// `Td` by distances in hundredths, looked up where it was written before.
struct MoveOperators: ~Copyable {
    private var kept = ShortOperators()

    /// No more bytes are written.
    static let space = 64

    /// Writes `Td`; returns how many bytes.
    @unsafe
    @inline(__always)
    mutating func put(_ right: Int, _ up: Int, at bytes: UnsafeMutablePointer<UInt8>) -> Int {
        // Differences of lengths of 32 bits in thousandths: hundredths have at most as many.
        let key =
            UInt64(truncatingIfNeeded: right) &<< 32
            | UInt64(UInt32(truncatingIfNeeded: up))
        let length = unsafe kept.put(key, at: bytes)
        return length > 0 ? length : unsafe putNew(key, at: bytes)
    }

    /// Writes the `Td` of a key, and keeps it.
    @unsafe
    @inline(never)
    private mutating func putNew(_ key: UInt64, at bytes: UnsafeMutablePointer<UInt8>) -> Int {
        let right = Int(Int32(truncatingIfNeeded: key &>> 32))
        let up = Int(Int32(truncatingIfNeeded: key))
        var length = unsafe putNumber(right, decimals: 100, at: bytes)
        unsafe bytes[length] = UInt8(ascii: " ")
        unsafe length &+= 1 &+ putNumber(up, decimals: 100, at: bytes + length + 1)
        let operators: UInt32 = 0x64_54_20  // " Td"
        unsafe UnsafeMutableRawPointer(bytes + length).storeBytes(
            of: operators.littleEndian, as: UInt32.self)
        unsafe kept.keep(key, bytes, count: length &+ 3)
        return length &+ 3
    }
}
