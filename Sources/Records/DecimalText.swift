import Primitives

/// A number read from its text, or why it is none.
///
/// The grammar is JSON's (RFC 8259, section 6) without the exponent, for strings too: what a record
/// says must mean the same wherever it stands.
struct DecimalText {
    /// What keeps a text from being a number.
    enum Fault {
        case none, empty, exponent, overflow, comma, plus, notFinite, leadingZero, notANumber
    }

    var mantissa: Int64 = 0
    /// Digits behind the point, as written.
    var scale = 0
    var fault = Fault.none

    /// A number somebody else has read.
    @inline(__always)
    init(mantissa: Int64, scale: Int) {
        self.mantissa = mantissa
        self.scale = scale
    }

    /// Reads a whole text; no space is skipped.
    init(_ text: ByteView) {
        guard text.count > 0 else {
            fault = .empty
            return
        }
        let negative = text[0] == 45
        let start = negative ? 1 : 0
        guard let end = scan(text, from: start), end == text.count else {
            fault = DecimalText.judge(text)
            scale = 0
            return
        }
        if fault == .none, negative { mantissa = -mantissa }
    }

    /// Reads digits, a point, digits; nil where the grammar breaks, else where it stopped.
    private mutating func scan(_ text: ByteView, from start: Int) -> Int? {
        var index = start
        while index < text.count, isDigit(text[index]) {
            take(text[index])
            index += 1
        }
        guard index > start, index == start + 1 || text[start] != 48 else { return nil }
        guard index < text.count, text[index] == 46 else { return index }
        let point = index
        index += 1
        while index < text.count, isDigit(text[index]) {
            take(text[index])
            index += 1
        }
        scale = index - point - 1
        return scale > 0 ? index : nil
    }

    private mutating func take(_ digit: UInt8) {
        let (tens, overflow) = mantissa.multipliedReportingOverflow(by: 10)
        let (sum, carry) = tens.addingReportingOverflow(Int64(digit - 48))
        if overflow || carry { fault = .overflow } else { mantissa = sum }
    }

    /// Why a text that is no plain number is none; for messages.
    private static func judge(_ text: ByteView) -> Fault {
        let word = text.string.lowercased()
        if word.allSatisfy({ $0 == " " || $0 == "\t" }) { return .empty }
        let digits = word.drop { $0 == "-" || $0 == "+" }
        if ["nan", "inf", "infinity", "infinite"].contains(String(digits)) { return .notFinite }
        guard let first = digits.first, first.isASCII, first.isNumber else { return .notANumber }
        if word.hasPrefix("+") { return .plus }
        let rest = digits.drop { $0.isASCII && $0.isNumber }
        if digits.hasPrefix("0"), digits.count > 1, digits.count - rest.count > 1 {
            return .leadingZero
        }
        if digits.allSatisfy({ $0.isASCII && $0.isNumber || ",.".contains($0) }),
            digits.contains(",")
        {
            return .comma
        }
        return isExponential(digits) ? .exponent : .notANumber
    }

    /// Digits, perhaps a fraction, then e and a whole number.
    private static func isExponential(_ text: Substring) -> Bool {
        let parts = text.split(separator: "e", omittingEmptySubsequences: false)
        guard parts.count == 2 else { return false }
        let power = parts[1].drop { $0 == "-" || $0 == "+" }
        return !power.isEmpty && power.allSatisfy { $0.isASCII && $0.isNumber }
            && parts[0].allSatisfy { $0.isASCII && $0.isNumber || $0 == "." }
    }
}

@inline(__always)
func isDigit(_ byte: UInt8) -> Bool { byte &- 48 < 10 }
