public import Primitives

/// The check digit that is printed behind a bank's compensation code.
extension Boleto {
    /// Whether a digit may stand behind a bank's code, as in `237-2`.
    ///
    /// Modulo 11 with weights 2, 3, 4 from the right. Where it is 10, banks print `X` (748), `0` (104) or, one of
    /// them, `1` (085).
    ///
    /// Source: the table that public libraries share; no norm was found.
    ///
    /// - Parameters:
    ///   - digit: one character.
    ///   - bank: three digits.
    /// - Returns: false also for what is no digit or no bank's code.
    public static func isCheckDigit(_ digit: ByteView, ofBank bank: ByteView) -> Bool {
        guard bank.count == 3, isDigits(bank), digit.count == 1 else { return false }
        switch modulo11Remainder(of: bank) {
        case 0: return digit == "0"
        case 1: return digit == "X" || digit == "x" || digit == "0" || bank == "085" && digit == "1"
        case let remainder: return digit[0] == 48 + UInt8(truncatingIfNeeded: 11 - remainder)
        }
    }
}
