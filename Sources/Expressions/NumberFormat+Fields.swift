import Primitives

extension NumberFormat {
    /// Writes what most amounts and quantities are: not negative, below a million, of up to three places.
    ///
    /// - Parameters:
    ///   - value: the number, times 10^`scale`.
    ///   - scale: digits behind the point.
    ///   - target: where sixteen bytes are free.
    /// - Returns: how many bytes were written; −1 for any other number.
    @inline(__always)
    func write(_ value: Int64, scale: Int, to target: UnsafeMutablePointer<UInt8>) -> Int {
        guard let value = UInt32(exactly: value) else { return -1 }
        let whole: UInt32
        switch scale {
        case 0: whole = value
        case 1: whole = value / 10
        case 2: whole = value / 100
        case 3: whole = value / 1000
        default: return -1
        }
        var count = unsafe write(whole: whole, to: target)
        guard scale > 0, count > 0 else { return count }
        guard let separator = only(decimalSeparator) else { return -1 }
        unsafe target[count] = separator
        count &+= 1
        switch scale {
        case 1: unsafe target[count] = digit(value &- whole &* 10)
        case 2: unsafe ByteBuffer.write(pair: value &- whole &* 100, to: target + count)
        default: unsafe writeThree(value &- whole &* 1000, to: target + count)
        }
        return count &+ scale
    }

    /// Writes a percentage that is such a number, see `write(_:scale:to:)`; −1 for any other.
    func write(percent value: Int64, scale: Int, to target: UnsafeMutablePointer<UInt8>) -> Int {
        let count = unsafe write(value, scale: scale, to: target)
        guard count > 0, count &+ percentGap.count < FieldText.room else { return -1 }
        for index in 0..<percentGap.count { unsafe target[count &+ index] = percentGap[index] }
        unsafe target[count &+ percentGap.count] = UInt8(ascii: "%")
        return count &+ percentGap.count &+ 1
    }

    /// Writes a whole number below a million, in groups; −1 for any other.
    @inline(__always)
    private func write(whole: UInt32, to target: UnsafeMutablePointer<UInt8>) -> Int {
        if whole < 10 {
            unsafe target[0] = digit(whole)
            return 1
        }
        if whole < 100 {
            unsafe ByteBuffer.write(pair: whole, to: target)
            return 2
        }
        if whole < 1000 {
            unsafe writeThree(whole, to: target)
            return 3
        }
        return unsafe writeThousands(whole, to: target)
    }

    private func writeThousands(_ whole: UInt32, to target: UnsafeMutablePointer<UInt8>) -> Int {
        guard whole < 1_000_000 else { return -1 }
        let thousands = whole / 1000
        var count = unsafe write(whole: thousands, to: target)
        if UInt64(whole) >= leastGrouped {
            guard let separator = only(groupSeparator) else { return -1 }
            unsafe target[count] = separator
            count &+= 1
        }
        unsafe writeThree(whole - thousands * 1000, to: target + count)
        return count &+ 3
    }

    @inline(__always)
    private func writeThree(_ number: UInt32, to target: UnsafeMutablePointer<UInt8>) {
        let hundreds = number / 100
        unsafe target[0] = digit(hundreds)
        unsafe ByteBuffer.write(pair: number &- hundreds &* 100, to: target + 1)
    }

    @inline(__always)
    private func digit(_ number: UInt32) -> UInt8 { UInt8(truncatingIfNeeded: 48 &+ number) }

    /// A separator of one byte.
    @inline(__always)
    private func only(_ separator: ByteView) -> UInt8? {
        separator.count == 1 ? separator[0] : nil
    }
}
