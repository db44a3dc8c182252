public import Primitives

/// The 47 digits a person types: three fields with a modulo 10 digit each, the general digit, factor and
/// amount.
extension Boleto {
    /// After these many digits the printed line has a dot or a space.
    private static let breaks: UInt64 =
        1 << 5 | 1 << 10 | 1 << 15 | 1 << 21 | 1 << 26 | 1 << 32 | 1 << 33

    /// Appends the linha digitável of 44 digits.
    ///
    /// `masked` tells whether dots and spaces are written (54 bytes) or not (47).
    ///
    /// - Throws: what `init(codigoDeBarras:)` throws; then nothing is appended.
    public static func linhaDigitavel(
        codigoDeBarras code: ByteView, into buffer: inout ByteBuffer, masked: Bool = true
    ) throws(PaymentError) {
        _ = try Boleto(codigoDeBarras: code)
        appendField(code[0..<4], code[19..<24], to: &buffer, masked: masked)
        appendField(code[24..<29], code[29..<34], to: &buffer, masked: masked)
        appendField(code[34..<39], code[39..<44], to: &buffer, masked: masked)
        buffer.append(code[4])
        if masked { buffer.append(UInt8(ascii: " ")) }
        buffer.append(code[5..<19])
    }

    /// Appends `head` and `tail`, their check digit, a dot after the fifth digit and a space at the end.
    private static func appendField(
        _ head: ByteView, _ tail: ByteView, to buffer: inout ByteBuffer, masked: Bool
    ) {
        let start = buffer.count
        buffer.append(head)
        buffer.append(tail)
        let check = 48 + modulo10(of: buffer.view(start..<buffer.count), skipping: -1)
        guard masked else { return buffer.append(check) }
        buffer.truncate(to: start + 5)
        buffer.append(UInt8(ascii: "."))
        buffer.append(tail[5 - head.count..<tail.count])
        buffer.append(check)
        buffer.append(UInt8(ascii: " "))
    }

    /// Appends the 44 digits of a linha digitável, with or without its mask.
    ///
    /// - Throws: `productIs8`, `length`, `notNumeric`, `field1CheckDigit`, `field2CheckDigit`,
    ///   `field3CheckDigit`, then what `init(codigoDeBarras:)` throws; then nothing is appended.
    public static func codigoDeBarras(
        linhaDigitavel line: ByteView, into buffer: inout ByteBuffer
    ) throws(PaymentError) {
        if line.count > 0, line[0] == UInt8(ascii: "8") { throw .productIs8 }
        let start = buffer.count
        try appendDigits(of: line, count: 47, breaks: breaks, to: &buffer)
        do throws(PaymentError) {
            try verifyFields(buffer.view(start..<start + 47))
            buffer.appendOwn(start..<start + 4)
            buffer.appendOwn(start + 32..<start + 47)
            buffer.appendOwn(start + 4..<start + 9)
            buffer.appendOwn(start + 10..<start + 20)
            buffer.appendOwn(start + 21..<start + 31)
            keepLast(44, behind: start, in: &buffer)
            _ = try Boleto(codigoDeBarras: buffer.view(start..<start + 44))
        } catch {
            buffer.truncate(to: start)
            throw error
        }
    }

    private static func verifyFields(_ line: ByteView) throws(PaymentError) {
        guard line[9] == 48 + modulo10(of: line[0..<9], skipping: -1) else {
            throw .field1CheckDigit
        }
        guard line[20] == 48 + modulo10(of: line[10..<20], skipping: -1) else {
            throw .field2CheckDigit
        }
        guard line[31] == 48 + modulo10(of: line[21..<31], skipping: -1) else {
            throw .field3CheckDigit
        }
    }
}
