import Primitives

// How PDF writes numbers and strings (ISO 32000-1, 7.3).

extension ByteBuffer {
    /// Appends hundredths of a point as a number of at most two decimals: `12.5`, `-.07`, `3`.
    @inline(__always)
    mutating func append(hundredths value: Int) {
        unsafe appendUnsafe(space: 24) { bytes in
            unsafe putNumber(value, decimals: 100, at: bytes)
        }
    }

    /// Appends thousandths as a number of at most three decimals.
    @inline(__always)
    mutating func append(thousandths value: Int) {
        unsafe appendUnsafe(space: 24) { bytes in
            unsafe putNumber(value, decimals: 1000, at: bytes)
        }
    }

    /// Appends millionths as a number of at most six decimals.
    @inline(__always)
    mutating func append(millionths value: Int) {
        unsafe appendUnsafe(space: 28) { bytes in
            unsafe putNumber(value, decimals: 1_000_000, at: bytes)
        }
    }

    /// Appends a reference to an object.
    mutating func append(reference id: Int) {
        append(decimal: id)
        append(" 0 R")
    }

    /// Appends bytes as a literal string.
    mutating func append(literal view: ByteView) {
        append(UInt8(ascii: "("))
        for index in 0..<view.count { append(escaped: view[index]) }
        append(UInt8(ascii: ")"))
    }

    /// Appends one byte of a literal string.
    ///
    /// Parentheses and the backslash would end it or be lost, a carriage return would be read as a line
    /// feed (7.3.4.2); every other byte stands for itself.
    @inline(__always)
    mutating func append(escaped byte: UInt8) {
        switch byte {
        case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "\\"):
            append(UInt8(ascii: "\\"))
            append(byte)
        case 13: append("\\r")
        default: append(byte)
        }
    }

    /// Appends UTF-8 as a text string (7.9.2.2): as it stands if printable ASCII, else as UTF-16.
    mutating func append(textString view: ByteView) {
        var isPlain = true
        for index in 0..<view.count where !(32...126).contains(view[index]) { isPlain = false }
        guard !isPlain else { return append(literal: view) }
        append("<FEFF")
        var index = 0
        while index < view.count {
            let byte = view[index]
            if byte < 0x80 {
                append(hex16: UInt32(byte))
                index &+= 1
                continue
            }
            let scalar = decodeScalar(view, at: &index)
            if scalar < 0x10000 {
                append(hex16: scalar)
            } else {
                append(hex16: 0xD800 + (scalar - 0x10000) >> 10)
                append(hex16: 0xDC00 + (scalar - 0x10000) & 0x3FF)
            }
        }
        append(UInt8(ascii: ">"))
    }

    /// Appends the bytes of a URI, the ones no URI may hold percent-encoded (RFC 3986, 2.1), as a string.
    mutating func append(uri view: ByteView) {
        append(UInt8(ascii: "("))
        var start = 0
        for index in 0..<view.count where !isPlainInURI(view[index]) {
            append(view[start..<index])
            start = index &+ 1
            let byte = view[index]
            if byte == UInt8(ascii: "(") || byte == UInt8(ascii: ")") || byte == UInt8(ascii: "\\")
            {
                append(escaped: byte)
            } else {
                append(UInt8(ascii: "%"))
                append(hexDigit: UInt32(byte >> 4))
                append(hexDigit: UInt32(byte & 15))
            }
        }
        append(view[start..<view.count])
        append(UInt8(ascii: ")"))
    }

    /// Appends 64 bits as 16 hexadecimal digits.
    mutating func append(hex value: UInt64) { append(hex: value, digits: 16) }

    /// Appends 16 bits as four hexadecimal digits, all at once.
    @inline(__always)
    private mutating func append(hex16 value: UInt32) {
        let low = value & 15
        // The digits' values, the first one lowest.
        let digits = value &>> 12 | value & 0xF00 | value &<< 12 & 0xF_0000 | low &<< 24
        // 1 for those of ten and more.
        let letters = (digits &+ 0x0606_0606) &>> 4 & 0x0101_0101
        let text = 0x3030_3030 &+ digits &+ letters &* 7
        unsafe appendUnsafe(space: 4) { bytes in
            unsafe UnsafeMutableRawPointer(bytes).storeBytes(
                of: text.littleEndian, as: UInt32.self)
            return 4
        }
    }

    /// Appends the lowest bits as so many hexadecimal digits.
    @inline(__always)
    private mutating func append(hex value: UInt64, digits count: Int) {
        unsafe appendUnsafe(space: count) { digits in
            for place in 0..<count {
                let digit = value >> UInt64(4 * (count - 1 - place)) & 15
                unsafe digits[place] = UInt8(truncatingIfNeeded: digit &+ (digit < 10 ? 48 : 55))
            }
            return count
        }
    }

    private mutating func append(hexDigit value: UInt32) { append(hex: UInt64(value), digits: 1) }
}

/// Whether a byte stands for itself in a string that is a URI.
@inline(__always)
private func isPlainInURI(_ byte: UInt8) -> Bool {
    // Bit n: byte n, or 64 + n, is printable and none of `()<>\`.
    let (low, high): (UInt64, UInt64) = (0xAFFF_FCFE_0000_0000, 0x7FFF_FFFF_EFFF_FFFF)
    return byte < 128 && (byte < 64 ? low : high) &>> UInt64(byte & 63) & 1 != 0
}

/// Writes `value` / `decimals` without trailing zeros, a leading zero or a bare point; returns how many bytes.
@unsafe
@inline(__always)
func putNumber(_ value: Int, decimals: Int, at bytes: UnsafeMutablePointer<UInt8>) -> Int {
    var length = 0
    var magnitude = value
    if value < 0 {
        unsafe bytes[0] = UInt8(ascii: "-")
        length = 1
        magnitude = -value
    }
    let (whole, rest) = magnitude.quotientAndRemainder(dividingBy: decimals)
    if whole > 0 || rest == 0 { unsafe length += putDigits(whole, at: bytes + length) }
    guard rest > 0 else { return length }
    unsafe bytes[length] = UInt8(ascii: ".")
    length += 1
    var unit = decimals / 10
    var left = rest
    while left > 0 {
        unsafe bytes[length] = UInt8(truncatingIfNeeded: 48 + left / unit)
        length += 1
        left %= unit
        unit /= 10
    }
    return length
}

/// Writes a whole number that is not negative; returns how many bytes.
@unsafe
@inline(__always)
func putDigits(_ value: Int, at bytes: UnsafeMutablePointer<UInt8>) -> Int {
    if value < 10 {
        unsafe bytes[0] = UInt8(truncatingIfNeeded: 48 + value)
        return 1
    }
    if value < 100 {
        unsafe bytes[0] = UInt8(truncatingIfNeeded: 48 + value / 10)
        unsafe bytes[1] = UInt8(truncatingIfNeeded: 48 + value % 10)
        return 2
    }
    var length = 3
    var bound = 1000
    while length < 19, value >= bound {
        length += 1
        bound &*= 10
    }
    var rest = value
    for index in stride(from: length - 1, through: 0, by: -1) {
        unsafe bytes[index] = UInt8(truncatingIfNeeded: 48 + rest % 10)
        rest /= 10
    }
    return length
}
