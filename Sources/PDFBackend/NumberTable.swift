import Primitives

/// The digits of small numbers, four bytes each, so that a coordinate is written by two stores.
struct NumberTable: ~Copyable {
    /// For 0..<1000 its digits in the lower bytes, their number in the highest.
    private var wholes = Pool<UInt32>(capacity: 1000)
    /// For 0..<100 hundredths the point and the digits that are not needless zeros.
    private var fractions = Pool<UInt32>(capacity: 100)

    init() {
        for number in 0..<1000 { wholes.append(Self.pack(Array(String(number).utf8))) }
        for number in 0..<100 {
            var digits: [UInt8] = [46, UInt8(48 + number / 10), UInt8(48 + number % 10)]
            while digits.last == 48 { digits.removeLast() }
            fractions.append(Self.pack(number == 0 ? [] : digits))
        }
    }

    private static func pack(_ digits: [UInt8]) -> UInt32 {
        digits.reversed().reduce(0) { $0 << 8 | UInt32($1) } | UInt32(digits.count) << 24
    }

    /// Writes hundredths as `putNumber` does.
    ///
    /// Returns how many bytes; four more may be written.
    @unsafe
    @inline(__always)
    func put(hundredths value: Int, at bytes: UnsafeMutablePointer<UInt8>) -> Int {
        // Nearly all are of 1 to 999.99 points.
        guard UInt(bitPattern: value &- 100) < 99_900 else {
            return unsafe Self.putOther(value, at: bytes)
        }
        let whole = Int(truncatingIfNeeded: UInt(bitPattern: value) / 100)
        let length = unsafe Self.put(wholes[whole], at: bytes)
        return unsafe length &+ Self.put(fractions[value &- whole &* 100], at: bytes + length)
    }

    /// Writes a blank and hundredths.
    ///
    /// Returns how many bytes; four more may be written.
    @unsafe
    @inline(__always)
    func putNext(hundredths value: Int, at bytes: UnsafeMutablePointer<UInt8>) -> Int {
        unsafe bytes[0] = UInt8(ascii: " ")
        return unsafe 1 &+ put(hundredths: value, at: bytes + 1)
    }

    @unsafe
    @inline(never)
    private static func putOther(_ value: Int, at bytes: UnsafeMutablePointer<UInt8>) -> Int {
        unsafe putNumber(value, decimals: 100, at: bytes)
    }

    @unsafe
    @inline(__always)
    private static func put(_ packed: UInt32, at bytes: UnsafeMutablePointer<UInt8>) -> Int {
        unsafe UnsafeMutableRawPointer(bytes).storeBytes(
            of: packed.littleEndian, as: UInt32.self)
        return Int(packed >> 24)
    }
}
