/// Reads numbers and words of an SVG attribute (SVG 1.1, section 8.3.9).
struct SVGScanner {
    let bytes: [UInt8]
    private(set) var position = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    var isAtEnd: Bool { position >= bytes.count }

    /// The next byte; 0 at the end.
    var next: UInt8 { isAtEnd ? 0 : bytes[position] }

    mutating func advance() { position += 1 }

    /// Skips blanks and commas.
    mutating func skipSeparators() {
        while !isAtEnd, bytes[position] <= 32 || bytes[position] == UInt8(ascii: ",") {
            position += 1
        }
    }

    /// Skips a byte with the blanks around it, if it comes next.
    mutating func skip(_ byte: UInt8) -> Bool {
        skipSeparators()
        guard next == byte, !isAtEnd else { return false }
        position += 1
        skipSeparators()
        return true
    }

    /// The letters that come next.
    mutating func word() -> String {
        let start = position
        while !isAtEnd, (65...90).contains(bytes[position] & 0xDF) { position += 1 }
        return String(decoding: bytes[start..<position], as: UTF8.self)
    }

    /// Whether a number comes next.
    var isAtNumber: Bool {
        switch next {
        case 0x30...0x39, UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."): true
        default: false
        }
    }

    /// The next number; nil, and no step, if there is none within ±10⁹.
    mutating func number() -> Double? {
        skipSeparators()
        var end = position
        func skipDigits() {
            while end < bytes.count, (0x30...0x39).contains(bytes[end]) { end += 1 }
        }
        if end < bytes.count, bytes[end] == UInt8(ascii: "-") || bytes[end] == UInt8(ascii: "+") {
            end += 1
        }
        skipDigits()
        if end < bytes.count, bytes[end] == UInt8(ascii: ".") {
            end += 1
            skipDigits()
        }
        if end + 1 < bytes.count, bytes[end] | 0x20 == UInt8(ascii: "e") {
            let mantissaEnd = end
            end += 1
            if bytes[end] == UInt8(ascii: "-") || bytes[end] == UInt8(ascii: "+") { end += 1 }
            let exponent = end
            skipDigits()
            if end == exponent { end = mantissaEnd }
        }
        let text = String(decoding: bytes[position..<end], as: UTF8.self)
        guard let value = Double(text.hasSuffix(".") ? text + "0" : text), abs(value) <= 1e9 else {
            return nil
        }
        position = end
        skipSeparators()
        return value
    }

    /// The flag of an arc: one digit, which nothing need part from what follows.
    mutating func flag() -> Bool? {
        skipSeparators()
        guard next == UInt8(ascii: "0") || next == UInt8(ascii: "1") else { return nil }
        defer {
            position += 1
            skipSeparators()
        }
        return next == UInt8(ascii: "1")
    }

    /// One number at least, and at most so many; nil otherwise.
    mutating func numbers(upTo count: Int) -> [Double]? {
        var values: [Double] = []
        while isAtNumber {
            guard values.count < count, let value = number() else { return nil }
            values.append(value)
        }
        return values.isEmpty ? nil : values
    }
}
