public import Primitives

/// The tax number of a person in Brazil: nine digits and two check digits.
public enum CPF {
    /// Whether 11 digits carry the right check digits and are not all the same.
    ///
    /// The eleven numbers of one repeated digit satisfy the sums but were never issued.
    public static func isValid(_ digits: ByteView) -> Bool {
        guard checkDigitsHold(digits) else { return false }
        for index in 1..<11 where digits[index] != digits[0] { return true }
        return false
    }

    /// Whether 11 digits carry the right check digits.
    public static func checkDigitsHold(_ digits: ByteView) -> Bool {
        guard digits.count == 11, isDigits(digits) else { return false }
        return digits[9] == 48 + modulo11(of: digits[0..<9], highestWeight: 11)
            && digits[10] == 48 + modulo11(of: digits[0..<10], highestWeight: 11)
    }

    /// Appends the 11 digits of the number that starts with `base`, 0...999,999,999.
    public static func append(base: Int, to buffer: inout ByteBuffer) {
        let start = buffer.count
        buffer.append(decimal: base, width: 9)
        for _ in 0..<2 {
            let body = buffer.view(start..<buffer.count)
            buffer.append(48 + modulo11(of: body, highestWeight: 11))
        }
    }
}
