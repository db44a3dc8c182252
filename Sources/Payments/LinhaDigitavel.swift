public import Primitives

/// Appends the linha digitável of a 44-digit code, boleto or arrecadação, told apart by the first digit.
///
/// A code that starts with 8 is an arrecadação (48 digits, `XXXXXXXXXXX-D` four times), any other a boleto
/// (47 digits, `AAABC.CCCCX DDDDD.DDDDDY EEEEE.EEEEEZ K UUUUVVVVVVVVVV`).
///
/// - Parameters:
///   - codigoDeBarras: 44 digits, verified first; must not lie in `buffer`.
///   - buffer: takes 47 or 48 digits, with the mask 54 or 55 bytes; nothing when an error is thrown.
///   - masked: whether dots, hyphens and spaces of the printed form are written.
/// - Throws: what `Boleto` or `Arrecadacao` say of the code.
/// - Complexity: one pass for each check digit; allocates only when `buffer` must grow.
public func linhaDigitavel(
    codigoDeBarras: ByteView, into buffer: inout ByteBuffer, masked: Bool = true
) throws(PaymentError) {
    if codigoDeBarras.count > 0, codigoDeBarras[0] == UInt8(ascii: "8") {
        try Arrecadacao.linhaDigitavel(
            codigoDeBarras: codigoDeBarras, into: &buffer, masked: masked)
    } else {
        try Boleto.linhaDigitavel(codigoDeBarras: codigoDeBarras, into: &buffer, masked: masked)
    }
}

/// Appends the 44-digit code of a linha digitável, boleto or arrecadação, told apart by the first digit.
///
/// Every check digit of the line is verified. Spaces, dots and hyphens are allowed where a printed mask
/// has them and nowhere else.
///
/// - Throws: `length`, `notNumeric`, the field's or block's check digit, or what the code itself says.
public func codigoDeBarras(
    linhaDigitavel: ByteView, into buffer: inout ByteBuffer
) throws(PaymentError) {
    if linhaDigitavel.count > 0, linhaDigitavel[0] == UInt8(ascii: "8") {
        try Arrecadacao.codigoDeBarras(linhaDigitavel: linhaDigitavel, into: &buffer)
    } else {
        try Boleto.codigoDeBarras(linhaDigitavel: linhaDigitavel, into: &buffer)
    }
}

/// Appends the `count` digits of a line without its separators; appends nothing when it throws.
///
/// Bit *n* of `breaks` is set where separators may follow the *n*-th digit.
///
/// - Throws: `notNumeric` or `length`.
func appendDigits(
    of line: ByteView, count: Int, breaks: UInt64, to buffer: inout ByteBuffer
) throws(PaymentError) {
    var digits = 0
    for index in 0..<line.count {
        let byte = line[index]
        if byte &- 48 <= 9 {
            digits += 1
        } else if !isSeparator(byte) {
            throw .notNumeric
        }
    }
    guard digits == count else { throw .length }
    let start = buffer.count
    for index in 0..<line.count {
        let byte = line[index]
        if byte &- 48 <= 9 {
            buffer.append(byte)
        } else if breaks >> UInt64(buffer.count - start) & 1 == 0 {
            buffer.truncate(to: start)
            throw .notNumeric
        }
    }
}

private func isSeparator(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-")
}

/// Keeps the last `kept` bytes of those behind `start` and drops the ones before them.
func keepLast(_ kept: Int, behind start: Int, in buffer: inout ByteBuffer) {
    let source = buffer.count - kept
    for offset in 0..<kept { buffer[start + offset] = buffer[source + offset] }
    buffer.truncate(to: start + kept)
}
