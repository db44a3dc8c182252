public import Primitives

/// The 48 digits a person types: four blocks of 11 digits of the code, each with its check digit.
extension Arrecadacao {
    /// After these many digits the printed line has a hyphen or a space.
    private static let breaks: UInt64 =
        1 << 11 | 1 << 12 | 1 << 23 | 1 << 24 | 1 << 35 | 1 << 36 | 1 << 47

    /// Appends the linha digitável of 44 digits.
    ///
    /// `masked` tells whether hyphens and spaces are written (55 bytes) or not (48).
    ///
    /// - Throws: what `init(codigoDeBarras:)` throws; then nothing is appended.
    public static func linhaDigitavel(
        codigoDeBarras code: ByteView, into buffer: inout ByteBuffer, masked: Bool = true
    ) throws(PaymentError) {
        let slip = try Arrecadacao(codigoDeBarras: code)
        for block in 0..<4 {
            let digits = code[block * 11..<block * 11 + 11]
            if masked, block > 0 { buffer.append(UInt8(ascii: " ")) }
            buffer.append(digits)
            if masked { buffer.append(UInt8(ascii: "-")) }
            buffer.append(48 + check(digits, skipping: -1, valueId: slip.valueId))
        }
    }

    /// Appends the 44 digits of a linha digitável, with or without its mask.
    ///
    /// - Throws: `product`, `length`, `notNumeric`, `valueId`, `block1CheckDigit` to `block4CheckDigit`, then
    ///   what `init(codigoDeBarras:)` throws; then nothing is appended.
    public static func codigoDeBarras(
        linhaDigitavel line: ByteView, into buffer: inout ByteBuffer
    ) throws(PaymentError) {
        if line.count > 0, line[0] != UInt8(ascii: "8") { throw .product }
        let start = buffer.count
        try appendDigits(of: line, count: 48, breaks: breaks, to: &buffer)
        do throws(PaymentError) {
            try verifyBlocks(buffer.view(start..<start + 48))
            for block in 0..<4 {
                buffer.appendOwn(start + block * 12..<start + block * 12 + 11)
            }
            keepLast(44, behind: start, in: &buffer)
            _ = try Arrecadacao(codigoDeBarras: buffer.view(start..<start + 44))
        } catch {
            buffer.truncate(to: start)
            throw error
        }
    }

    private static func verifyBlocks(_ line: ByteView) throws(PaymentError) {
        let valueId = Int(line[2] - 48)
        guard (6...9).contains(valueId) else { throw .valueId }
        for block in 0..<4 {
            let digits = line[block * 12..<block * 12 + 11]
            guard line[block * 12 + 11] != 48 + check(digits, skipping: -1, valueId: valueId) else {
                continue
            }
            switch block {
            case 0: throw .block1CheckDigit
            case 1: throw .block2CheckDigit
            case 2: throw .block3CheckDigit
            default: throw .block4CheckDigit
            }
        }
    }
}
