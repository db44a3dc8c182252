import Primitives

/// The bars of Interleaved 2 of 5 (ISO/IEC 16390), wide to narrow 3 : 1.
///
/// What payment slips carry on every bill, so it is made here, straight into rectangles, and not by libzint, which
/// takes twenty times as long for the same bars; the tests compare the two.
enum Interleaved2of5 {
    /// Appends the bars of a payload, one module high; returns the symbol's width in modules.
    ///
    /// - Precondition: the payload is digits, an even number of them.
    static func draw(_ digits: ByteView, into rects: inout Pool<ModuleRect>) -> Int {
        var x = 0
        // Start: bar, space, bar, space, all narrow.
        bar(&x, 1, into: &rects)
        x += 1
        bar(&x, 1, into: &rects)
        x += 1
        for index in stride(from: 0, to: digits.count, by: 2) {
            var bars = widths(digits[index])
            var spaces = widths(digits[index + 1])
            for _ in 0..<5 {
                bar(&x, bars & 3, into: &rects)
                x += spaces & 3
                bars >>= 2
                spaces >>= 2
            }
        }
        // Stop: wide bar, narrow space, narrow bar.
        bar(&x, 3, into: &rects)
        x += 1
        bar(&x, 1, into: &rects)
        return x
    }

    @inline(__always)
    private static func bar(_ x: inout Int, _ width: Int, into rects: inout Pool<ModuleRect>) {
        rects.append(
            ModuleRect(
                x: Int16(truncatingIfNeeded: x), y: 0, width: Int16(truncatingIfNeeded: width),
                height: 1))
        x += width
    }

    /// The five widths of a digit, two bits each, the first lowest: two of them are wide (table 1).
    @inline(__always)
    private static func widths(_ digit: UInt8) -> Int {
        switch digit {
        case UInt8(ascii: "0"): 0b01_11_11_01_01
        case UInt8(ascii: "1"): 0b11_01_01_01_11
        case UInt8(ascii: "2"): 0b11_01_01_11_01
        case UInt8(ascii: "3"): 0b01_01_01_11_11
        case UInt8(ascii: "4"): 0b11_01_11_01_01
        case UInt8(ascii: "5"): 0b01_01_11_01_11
        case UInt8(ascii: "6"): 0b01_01_11_11_01
        case UInt8(ascii: "7"): 0b11_11_01_01_01
        case UInt8(ascii: "8"): 0b01_11_01_01_11
        default: 0b01_11_01_11_01
        }
    }
}
