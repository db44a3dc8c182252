public import Primitives

/// The structured reference of a creditor: `RF`, two check digits, 1 to 21 letters or digits.
///
/// Source: ISO 11649. Check digits are computed and compared, so twins with 00, 01 or 99 are refused.
public enum CreditorReference {
    /// The most characters that a reference has.
    public static let largestCount = 25

    /// Appends the reference of a creditor's own number.
    ///
    /// - Parameters:
    ///   - body: 1 to 21 letters or digits, spaces left out; must not lie in `buffer`.
    ///   - buffer: takes up to 25 bytes, or none when an error is thrown.
    /// - Throws: `referenceMissing`, `referenceTooLong`, `referenceFormat`.
    public static func append(
        body: ByteView, to buffer: inout ByteBuffer
    ) throws(PaymentError) {
        let start = buffer.count
        buffer.append("RF00")
        appendElectronic(body, to: &buffer)
        do throws(PaymentError) {
            let check = try checkDigits(of: buffer.view(start..<buffer.count))
            buffer[start + 2] = 48 + UInt8(check / 10)
            buffer[start + 3] = 48 + UInt8(check % 10)
        } catch {
            buffer.truncate(to: start)
            throw error
        }
    }

    /// Appends a reference as machines read it: capitals, without spaces.
    ///
    /// - Parameters:
    ///   - text: with spaces or without; must not lie in `buffer`.
    ///   - buffer: takes up to 25 bytes, or none when an error is thrown.
    /// - Throws: `referenceMissing`, `referenceTooLong`, `referenceFormat`, `referenceCheck`.
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
    /// - Throws: `referenceMissing`, `referenceTooLong`, `referenceFormat`, `referenceCheck`.
    public static func check(_ reference: ByteView) throws(PaymentError) {
        guard !reference.isEmpty else { throw .referenceMissing }
        guard hasPrefix(reference), isDigits(reference[2..<4]) else { throw .referenceFormat }
        guard try Int(number(reference[2..<4])) == checkDigits(of: reference) else {
            throw .referenceCheck
        }
    }

    /// Appends a reference for people: groups of four.
    public static func append(printing text: ByteView, to buffer: inout ByteBuffer) {
        appendGroups(of: text, first: 4, rest: 4, to: &buffer)
    }

    /// Whether a text, spaces in front left out, begins as a reference does.
    public static func isOne(_ text: ByteView) -> Bool {
        var start = 0
        while start < text.count, text[start] == 0x20 { start += 1 }
        return start + 1 < text.count && text[start] & 0xDF == UInt8(ascii: "R")
            && text[start + 1] & 0xDF == UInt8(ascii: "F")
    }

    private static func hasPrefix(_ reference: ByteView) -> Bool {
        reference.count >= 4 && isOne(reference[0..<2])
    }

    private static func checkDigits(of reference: ByteView) throws(PaymentError) -> Int {
        guard reference.count > 4 else { throw .referenceMissing }
        guard reference.count <= largestCount else { throw .referenceTooLong }
        guard let remainder = modulo97(of: reference) else { throw .referenceFormat }
        return 98 - remainder
    }
}
