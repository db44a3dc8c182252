public import Primitives

/// An arrecadação (convênio) of a utility, telecom or tax: what its 44 digits say, once every check held.
///
/// | position | content |
/// |---|---|
/// | 1 | product, 8 |
/// | 2 | segment: 3 energy and gas, 4 telecommunications, … |
/// | 3 | value id: 6, 8 amount in centavos; 7, 9 a reference; 6, 7 modulo 10; 8, 9 modulo 11 |
/// | 4 | general check digit |
/// | 5-15 | amount or reference |
/// | 16-19 | company (16-23, the CNPJ's root, in segment 6) |
/// | 20-44 | free field; a due date, if any, is its first 8 digits, `AAAAMMDD` |
///
/// Source: FEBRABAN, layout V7 of 2023-03-01.
public struct Arrecadacao: BitwiseCopyable, Hashable, Sendable {
    /// 1...7 or 9.
    public let segment: Int

    /// 6...9.
    public let valueId: Int

    /// Centavos with value id 6 or 8, else a reference quantity.
    public let value: Int64

    /// The company's number: FEBRABAN's four digits, or the CNPJ's root in segment 6.
    public let company: Int

    /// The first eight digits of the free field where they are a date.
    ///
    /// Whether they are meant as the due date is the company's choice; the code does not tell.
    public let due: CivilDate?

    /// The amount in centavos; nil where the code carries a reference instead.
    public var amount: Int64? { valueId == 6 || valueId == 8 ? value : nil }

    /// The largest amount the field holds, in centavos.
    public static let largestAmount: Int64 = 99_999_999_999

    /// Reads and verifies 44 digits.
    ///
    /// - Throws: `product`, `length`, `notNumeric`, `segmentNotAssigned`, `valueId`, `generalCheckDigit`.
    public init(codigoDeBarras code: ByteView) throws(PaymentError) {
        if code.count > 0, code[0] != UInt8(ascii: "8") { throw .product }
        guard code.count == 44 else { throw .length }
        guard isDigits(code) else { throw .notNumeric }
        segment = Int(code[1] - 48)
        valueId = Int(code[2] - 48)
        guard Arrecadacao.isAssigned(segment: segment) else { throw .segmentNotAssigned }
        guard (6...9).contains(valueId) else { throw .valueId }
        guard code[3] == 48 + Arrecadacao.check(code, skipping: 3, valueId: valueId) else {
            throw .generalCheckDigit
        }
        value = number(code[4..<15])
        let companyEnd = segment == 6 ? 23 : 19
        company = Int(number(code[15..<companyEnd]))
        due = Arrecadacao.date(code[companyEnd..<companyEnd + 8])
    }

    /// Verifies 44 digits against the document they stand on.
    ///
    /// - Parameters:
    ///   - code: 44 digits.
    ///   - due: the due date the free field must start with; nil when the company does not put it there.
    ///   - amount: centavos; not compared where the code carries a reference.
    /// - Throws: what `init` throws, `amountMismatch`, `dueDateInFreeField`.
    public static func verify(
        codigoDeBarras code: ByteView, due: CivilDate?, amount: Int64
    ) throws(PaymentError) {
        let slip = try Arrecadacao(codigoDeBarras: code)
        if let own = slip.amount, own != amount { throw .amountMismatch }
        if let due, slip.due != due { throw .dueDateInFreeField }
    }

    /// Appends the 44 digits of an arrecadação.
    ///
    /// - Parameters:
    ///   - segment: 1...7 or 9.
    ///   - valueId: 6 or 8 for an amount, 7 or 9 for a reference.
    ///   - value: centavos, 1...`largestAmount`, or the reference, which may be 0.
    ///   - company: 4 digits; 8 digits of the CNPJ in segment 6.
    ///   - due: written as `AAAAMMDD` at the head of the free field; nil writes none.
    ///   - freeField: 25 digits (21 in segment 6), 8 fewer with a due date.
    ///   - buffer: takes 44 bytes, or none when an error is thrown.
    /// - Throws: `segmentNotAssigned`, `valueId`, `amountNegative`, `amountTooLarge`, `amountZero`,
    ///   `companyLength`, `freeFieldLength`, `notNumeric`.
    public static func codigoDeBarras(
        segment: Int, valueId: Int, value: Int64, company: ByteView, due: CivilDate? = nil,
        freeField: ByteView, into buffer: inout ByteBuffer
    ) throws(PaymentError) {
        guard isAssigned(segment: segment) else { throw .segmentNotAssigned }
        guard (6...9).contains(valueId) else { throw .valueId }
        guard value >= 0 else { throw .amountNegative }
        guard value <= largestAmount else { throw .amountTooLarge }
        guard value > 0 || valueId == 7 || valueId == 9 else { throw .amountZero }
        guard company.count == (segment == 6 ? 8 : 4) else { throw .companyLength }
        guard 19 + (segment == 6 ? 4 : 0) + (due == nil ? 0 : 8) + freeField.count == 44 else {
            throw .freeFieldLength
        }
        guard isDigits(company), isDigits(freeField) else { throw .notNumeric }
        let start = buffer.count
        buffer.append(UInt8(ascii: "8"))
        buffer.append(decimal: segment)
        buffer.append(decimal: valueId)
        buffer.append(UInt8(ascii: "0"))
        buffer.append(decimal: Int(value), width: 11)
        buffer.append(company)
        if let parts = due?.parts {
            buffer.append(decimal: parts.year * 10_000 + parts.month * 100 + parts.day, width: 8)
        }
        buffer.append(freeField)
        let code = buffer.view(start..<start + 44)
        buffer[start + 3] = 48 + check(code, skipping: 3, valueId: valueId)
    }

    /// The check digit over a code or block, by the modulus the value id names.
    static func check(_ digits: ByteView, skipping skipped: Int, valueId: Int) -> UInt8 {
        valueId < 8
            ? modulo10(of: digits, skipping: skipped) : modulo11(of: digits, skipping: skipped)
    }

    private static func isAssigned(segment: Int) -> Bool {
        (1...7).contains(segment) || segment == 9
    }

    private static func date(_ digits: ByteView) -> CivilDate? {
        CivilDate(
            year: Int(number(digits[0..<4])), month: Int(number(digits[4..<6])),
            day: Int(number(digits[6..<8])))
    }
}
