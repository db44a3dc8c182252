public import Primitives

/// The number of a trade item: 8, 12, 13 or 14 digits, the last of which checks the others.
///
/// Source: GS1 General Specifications, 7.9: weights 3, 1, 3, … from the right.
public enum GTIN {
    /// The check digit behind 7, 11, 12 or 13 digits.
    ///
    /// - Returns: 0 to 9.
    /// - Throws: `length` or `notNumeric`.
    public static func checkDigit(of digits: ByteView) throws(PaymentError) -> UInt8 {
        guard digits.count == 7 || (11...13).contains(digits.count) else { throw .length }
        guard isDigits(digits) else { throw .notNumeric }
        return digit(behind: digits)
    }

    /// The check digit behind any number of checked digits, as other numbers of GS1 have it too.
    static func digit(behind digits: ByteView) -> UInt8 {
        var (sum, weight) = (0, 3)
        for index in (0..<digits.count).reversed() {
            sum += Int(digits[index] - 48) * weight
            weight = 4 - weight
        }
        return UInt8(truncatingIfNeeded: (10 - sum % 10) % 10)
    }

    /// Verifies a whole number.
    ///
    /// - Throws: `length`, `notNumeric`, `generalCheckDigit`.
    public static func check(_ digits: ByteView) throws(PaymentError) {
        guard digits.count > 0 else { throw .length }
        let last = digits[digits.count - 1]
        guard last &- 48 <= 9 else { throw .notNumeric }
        guard try last == 48 + checkDigit(of: digits[0..<digits.count - 1]) else {
            throw .generalCheckDigit
        }
    }
}
