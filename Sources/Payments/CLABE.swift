public import Primitives

/// The standardised bank account number of Mexico, to which SPEI transfers go: 18 digits.
///
/// | position | content |
/// |---|---|
/// | 1-3 | bank |
/// | 4-6 | place |
/// | 7-17 | account |
/// | 18 | check digit |
///
/// Weights 3, 7, 1 from the left, each product modulo 10 (Banco de México).
public enum CLABE {
    /// Verifies a number.
    ///
    /// - Throws: `length`, `notNumeric`, `generalCheckDigit`.
    public static func check(_ digits: ByteView) throws(PaymentError) {
        guard digits.count == 18 else { throw .length }
        guard isDigits(digits) else { throw .notNumeric }
        var sum = 0
        for index in 0..<17 {
            let weight = index % 3 == 0 ? 3 : index % 3 == 1 ? 7 : 1
            sum += Int(digits[index] - 48) * weight % 10
        }
        guard Int(digits[17] - 48) == (10 - sum % 10) % 10 else { throw .generalCheckDigit }
    }
}
