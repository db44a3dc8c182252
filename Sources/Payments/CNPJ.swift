public import Primitives

/// The tax number of a company in Brazil: twelve characters and two check digits.
///
/// From July 2026 the twelve may be letters `A`-`Z` too, each worth its ASCII code − 48 (Receita Federal,
/// NT Conjunta 2025.001); the check digits stay digits.
public enum CNPJ {
    /// Whether 14 characters carry the right check digits and are not all zero.
    ///
    /// Fourteen zeros satisfy the sums, but were never issued.
    public static func isValid(_ text: ByteView) -> Bool {
        guard isShaped(text), !(text[0..<12] == "000000000000") else { return false }
        return text[12] == 48 + modulo11(of: text[0..<12])
            && text[13] == 48 + modulo11(of: text[0..<13])
    }

    /// Whether a text is built as a number is: 12 digits or capitals and two digits, right or wrong.
    public static func isShaped(_ text: ByteView) -> Bool {
        text.count == 14 && isAlphanumeric(text[0..<12]) && isDigits(text[12..<14])
    }

    /// Appends a number of 14 characters.
    ///
    /// - Parameters:
    ///   - base: 12 characters, `0`-`9` and `A`-`Z`; must not lie in `buffer`.
    ///   - buffer: takes 14 bytes, or none when an error is thrown.
    /// - Throws: `length` or `notNumeric`.
    public static func append(base: ByteView, to buffer: inout ByteBuffer) throws(PaymentError) {
        guard base.count == 12 else { throw .length }
        guard isAlphanumeric(base) else { throw .notNumeric }
        let start = buffer.count
        buffer.append(base)
        appendCheckDigits(behind: start, to: &buffer)
    }

    /// Appends the 14 digits of the number with a root of eight digits and a branch of four.
    ///
    /// - Parameters:
    ///   - root: 0...99,999,999.
    ///   - branch: 1...9999; 1 is the head office.
    ///   - buffer: takes 14 bytes.
    public static func append(root: Int, branch: Int, to buffer: inout ByteBuffer) {
        let start = buffer.count
        buffer.append(decimal: root, width: 8)
        buffer.append(decimal: branch, width: 4)
        appendCheckDigits(behind: start, to: &buffer)
    }

    private static func appendCheckDigits(behind start: Int, to buffer: inout ByteBuffer) {
        for _ in 0..<2 {
            buffer.append(48 + modulo11(of: buffer.view(start..<buffer.count)))
        }
    }

    static func isAlphanumeric(_ text: ByteView) -> Bool {
        for index in 0..<text.count {
            let byte = text[index]
            guard byte &- 48 <= 9 || byte &- 65 <= 25 else { return false }
        }
        return true
    }
}
