public import Primitives

/// A boleto bancário: what its 44 digits say, once every check has held.
///
/// | position | content |
/// |---|---|
/// | 1-3 | bank |
/// | 4 | currency, 9 = real |
/// | 5 | general check digit |
/// | 6-9 | due-date factor, 0000 = none |
/// | 10-19 | amount in centavos, 0 = not fixed |
/// | 20-44 | campo livre, the bank's own |
///
/// Source: FEBRABAN, as in Banco do Brasil Doc5175 (2019).
public struct Boleto: BitwiseCopyable, Hashable, Sendable {
    /// The bank's compensation code, 0...999.
    public let bank: Int

    /// The due-date factor, 0...9999; 0 when no due date is carried.
    public let factor: Int

    /// Centavos; 0 when the amount is not fixed, and always with bank 988.
    public let amount: Int64

    /// The ISPB of an institution without a bank code (bank 988); nil for all others.
    public let ispb: Int?

    /// Where the campo livre lies in the 44 digits.
    public static let campoLivre = 19..<44

    /// The largest amount the field holds, in centavos.
    public static let largestAmount: Int64 = 9_999_999_999

    /// Reads and verifies 44 digits.
    ///
    /// - Throws: `productIs8`, `length`, `notNumeric`, `bankCode` (000), `currencyCode`,
    ///   `dueDateOutOfFactorRange` (a factor with bank 988), `generalCheckDigit`.
    public init(codigoDeBarras code: ByteView) throws(PaymentError) {
        if code.count > 0, code[0] == UInt8(ascii: "8") { throw .productIs8 }
        guard code.count == 44 else { throw .length }
        guard isDigits(code) else { throw .notNumeric }
        bank = Int(number(code[0..<3]))
        guard bank > 0 else { throw .bankCode }
        factor = Int(number(code[5..<9]))
        let value = number(code[9..<19])
        if bank == 988 {
            guard code[3] == UInt8(ascii: "0") else { throw .currencyCode }
            guard factor == 0 else { throw .dueDateOutOfFactorRange }
            (amount, ispb) = (0, Int(value))
        } else {
            guard code[3] == UInt8(ascii: "9") else { throw .currencyCode }
            (amount, ispb) = (value, nil)
        }
        guard code[4] == 48 + modulo11Boleto(of: code, skipping: 4) else {
            throw .generalCheckDigit
        }
    }

    /// Verifies 44 digits against the document they stand on.
    ///
    /// - Throws: what `init` throws, `dueDateMismatch`, `amountMismatch` (a code without amount or due date
    ///   agrees with any).
    public static func verify(
        codigoDeBarras code: ByteView, due: CivilDate?, amount: Int64
    ) throws(PaymentError) {
        let boleto = try Boleto(codigoDeBarras: code)
        if let due, boleto.factor != 0, try factor(due: due) != boleto.factor {
            throw .dueDateMismatch
        }
        if boleto.amount != 0, boleto.amount != amount { throw .amountMismatch }
    }

    /// Appends the 44 digits of a boleto.
    ///
    /// - Parameters:
    ///   - bank: three digits, not 000; 988 is read but not built.
    ///   - due: the due date; nil writes factor 0000, which only proposals and card slips may carry.
    ///   - amount: centavos, 0...`largestAmount`; 0 leaves it open.
    ///   - freeField: 25 digits.
    ///   - buffer: takes 44 bytes, or none when an error is thrown.
    /// - Throws: `bankCode`, `productIs8`, `amountNegative`, `amountTooLarge`, `freeFieldLength`,
    ///   `freeFieldNotNumeric`, `dueDateOutOfFactorRange`.
    public static func codigoDeBarras(
        bank: ByteView, due: CivilDate?, amount: Int64, freeField: ByteView,
        into buffer: inout ByteBuffer
    ) throws(PaymentError) {
        guard bank.count == 3, isDigits(bank), !(bank == "988"), !(bank == "000") else {
            throw .bankCode
        }
        guard bank[0] != UInt8(ascii: "8") else { throw .productIs8 }
        guard amount >= 0 else { throw .amountNegative }
        guard amount <= largestAmount else { throw .amountTooLarge }
        guard freeField.count == 25 else { throw .freeFieldLength }
        guard isDigits(freeField) else { throw .freeFieldNotNumeric }
        var factor = 0
        if let due { factor = try self.factor(due: due) }
        let start = buffer.count
        buffer.append(bank)
        buffer.append("90")
        buffer.append(decimal: factor, width: 4)
        buffer.append(decimal: Int(amount), width: 10)
        buffer.append(freeField)
        buffer[start + 4] = 48 + modulo11Boleto(of: buffer.view(start..<start + 44), skipping: 4)
    }
}
