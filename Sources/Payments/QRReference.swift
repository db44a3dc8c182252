public import Primitives

/// The reference of a Swiss QR-bill to a QR-IBAN: 26 digits and one check digit, not all zero.
///
/// Source: SIX, Implementation Guidelines QR-bill v2.3, annex B; modulo 10, recursive.
public enum QRReference {
    /// How many digits a reference has.
    public static let count = 27

    /// Appends the reference of a customer's number and the creditor's own.
    ///
    /// - Parameters:
    ///   - customer: what the bank assigned to the creditor, up to 11 digits, or nothing; stands first.
    ///   - reference: the creditor's own number, as many digits as then are left; stands last.
    ///   - buffer: takes 27 bytes, or none when an error is thrown; the digits must not lie in it.
    /// - Throws: `referenceMissing`, `referenceTooLong`, `notNumeric`.
    public static func append(
        customer: ByteView = ByteView(), reference: ByteView, to buffer: inout ByteBuffer
    ) throws(PaymentError) {
        guard !reference.isEmpty else { throw .referenceMissing }
        guard isDigits(customer), isDigits(reference) else { throw .notNumeric }
        let zeros = count - 1 - customer.count - reference.count
        guard customer.count <= 11, zeros >= 0 else { throw .referenceTooLong }
        guard !isZero(customer) || !isZero(reference) else { throw .referenceMissing }
        let start = buffer.count
        buffer.append(customer)
        buffer.append(repeating: 48, count: zeros)
        buffer.append(reference)
        buffer.append(48 + modulo10Recursive(of: buffer.view(start..<buffer.count)))
    }

    /// Appends a reference as machines read it: without spaces.
    ///
    /// - Parameters:
    ///   - text: with spaces or without; must not lie in `buffer`.
    ///   - buffer: takes 27 bytes, or none when an error is thrown.
    /// - Throws: `referenceFormat`, `referenceMissing`, `referenceCheck`.
    public static func append(
        _ text: ByteView, to buffer: inout ByteBuffer
    ) throws(PaymentError) {
        let start = buffer.count
        appendElectronic(text, to: &buffer)
        do throws(PaymentError) {
            try check(buffer.view(start..<buffer.count))
        } catch {
            buffer.truncate(to: start)
            throw error
        }
    }

    /// Verifies a reference without spaces.
    ///
    /// - Throws: `referenceFormat`, `referenceMissing`, `referenceCheck`.
    public static func check(_ reference: ByteView) throws(PaymentError) {
        guard reference.count == count, isDigits(reference) else { throw .referenceFormat }
        guard !isZero(reference) else { throw .referenceMissing }
        guard reference[26] == 48 + modulo10Recursive(of: reference[0..<26]) else {
            throw .referenceCheck
        }
    }

    /// Appends a reference for people: two digits, then groups of five.
    public static func append(printing text: ByteView, to buffer: inout ByteBuffer) {
        appendGroups(of: text, first: 2, rest: 5, to: &buffer)
    }

    private static func isZero(_ digits: ByteView) -> Bool {
        for index in 0..<digits.count where digits[index] != 48 { return false }
        return true
    }
}
