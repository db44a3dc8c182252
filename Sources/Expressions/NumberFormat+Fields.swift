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
        var count = unsafe NumberFormat.write(whole: whole, usual, to: target)
        guard scale > 0, count > 0 else { return count }
        guard usual.point != 0 else { return -1 }
        unsafe target[count] = usual.point
        count &+= 1
        switch scale {
        case 1: unsafe target[count] = NumberFormat.digit(value &- whole &* 10)
        case 2: unsafe ByteBuffer.write(pair: value &- whole &* 100, to: target + count)
        default: unsafe NumberFormat.writeThree(value &- whole &* 1000, to: target + count)
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
    private static func write(
        whole: UInt32, _ usual: UsualSeparators, to target: UnsafeMutablePointer<UInt8>
    ) -> Int {
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
        return unsafe writeThousands(whole, usual, to: target)
    }

    @inline(never)
    private static func writeThousands(
        _ whole: UInt32, _ usual: UsualSeparators, to target: UnsafeMutablePointer<UInt8>
    ) -> Int {
        guard whole < 1_000_000 else { return -1 }
        let thousands = whole / 1000
        var count = unsafe write(whole: thousands, usual, to: target)
        if whole >= usual.leastGrouped {
            guard usual.group != 0 else { return -1 }
            unsafe target[count] = usual.group
            count &+= 1
        }
        unsafe writeThree(whole - thousands * 1000, to: target + count)
        return count &+ 3
    }

    @inline(__always)
    private static func writeThree(_ number: UInt32, to target: UnsafeMutablePointer<UInt8>) {
        let hundreds = number / 100
        unsafe target[0] = digit(hundreds)
        unsafe ByteBuffer.write(pair: number &- hundreds &* 100, to: target + 1)
    }

    @inline(__always)
    private static func digit(_ number: UInt32) -> UInt8 {
        UInt8(truncatingIfNeeded: 48 &+ number)
    }
}

/// What stands between the digits of most numbers, in a word: separators of one byte, 0 for any other.
struct UsualSeparators: BitwiseCopyable {
    let point: UInt8
    let group: UInt8
    /// From here on whole numbers are written in groups of three digits.
    let leastGrouped: UInt16

    init(point: ByteView, group: ByteView, leastGrouped: UInt16) {
        self.point = point.count == 1 ? point[0] : 0
        self.group = group.count == 1 ? group[0] : 0
        self.leastGrouped = leastGrouped
    }
}
