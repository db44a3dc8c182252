public import Primitives

/// The access key of an electronic fiscal document: 43 characters and a check digit.
///
/// | position | content |
/// |---|---|
/// | 1-2 | state of the issuer (IBGE) |
/// | 3-6 | year and month of issue, AAMM |
/// | 7-20 | the issuer's CNPJ |
/// | 21-22 | model: 62 NFCom, 66 NF3e |
/// | 23-25 | series |
/// | 26-34 | number |
/// | 35 | kind of emission, 1 = normal |
/// | 36 | site of the authorizer |
/// | 37-43 | random code |
/// | 44 | modulo 11 over the 43 before it |
///
/// Source: NFCom MOC v1.00a. With an alphanumeric CNPJ a letter is worth its ASCII code − 48.
public enum ChaveDeAcesso {
    /// How many characters a key has.
    public static let count = 44

    /// Where year and month of issue lie, `AAMM`.
    public static let month = 2..<6

    /// Where the issuer's CNPJ lies.
    public static let cnpj = 6..<20

    /// Where the model lies.
    public static let model = 20..<22

    /// Where the series lies, filled with zeros.
    public static let series = 22..<25

    /// Where the number lies, filled with zeros.
    public static let number = 25..<34

    /// Whether 44 characters are a key.
    ///
    /// Only positions 7 to 18, the CNPJ's root and branch, may be letters.
    public static func isValid(_ key: ByteView) -> Bool { (try? check(key)) != nil }

    /// Verifies 44 characters.
    ///
    /// - Throws: `length`, `notNumeric`, `generalCheckDigit`, `stateCode`, `dateFormat`.
    public static func check(_ key: ByteView) throws(PaymentError) {
        let digit = try checkDigit(of: key)
        guard key[43] == 48 + digit else { throw .generalCheckDigit }
        guard isState(Int(Payments.number(key[0..<2]))) else { throw .stateCode }
        guard (1...12).contains(Payments.number(key[4..<6])) else { throw .dateFormat }
    }

    /// Whether a number is that of a state of Brazil (IBGE).
    private static func isState(_ code: Int) -> Bool {
        switch code {
        case 11...17, 21...29, 31...33, 35, 41...43, 50...53: true
        default: false
        }
    }

    /// The digit that 44 characters ought to end in, 0 to 9.
    ///
    /// - Throws: `length`, `notNumeric`.
    public static func checkDigit(of key: ByteView) throws(PaymentError) -> UInt8 {
        guard key.count == 44 else { throw .length }
        guard isDigits(key[0..<6]), CNPJ.isAlphanumeric(key[6..<18]), isDigits(key[18..<44]) else {
            throw .notNumeric
        }
        return modulo11(of: key[0..<43])
    }

    /// Appends the 44 characters of an NFCom or NF3e key.
    ///
    /// - Parameters:
    ///   - state: IBGE code, 11...53.
    ///   - issued: the month of issue.
    ///   - cnpj: 14 characters with valid check digits; must not lie in `buffer`.
    ///   - model: 62 or 66; others have a layout of their own.
    ///   - series: 0...999.
    ///   - number: 1...999,999,999.
    ///   - emission: 1 normal, 2 contingency.
    ///   - site: 0...9.
    ///   - code: 0...9,999,999.
    ///   - buffer: takes 44 bytes, or none when an error is thrown.
    /// - Throws: `notNumeric` or `cnpjCheckDigits` when the CNPJ is none, `stateCode`, `fiscalModel`,
    ///   `emissionKind`, `length` when another number does not fit its field.
    public static func append(
        state: Int, issued: Cycle, cnpj: ByteView, model: Int, series: Int, number: Int,
        emission: Int = 1, site: Int = 0, code: Int, to buffer: inout ByteBuffer
    ) throws(PaymentError) {
        guard cnpj.count == 14 else { throw .length }
        guard CNPJ.isShaped(cnpj) else { throw .notNumeric }
        guard CNPJ.isValid(cnpj) else { throw .cnpjCheckDigits }
        guard isState(state) else { throw .stateCode }
        guard model == 62 || model == 66 else { throw .fiscalModel }
        guard emission == 1 || emission == 2 else { throw .emissionKind }
        guard (0...999).contains(series), (0...999_999_999).contains(number),
            (0...9).contains(site), (0...9_999_999).contains(code)
        else { throw .length }
        let start = buffer.count
        buffer.append(decimal: state, width: 2)
        buffer.append(decimal: issued.year % 100 * 100 + issued.month, width: 4)
        buffer.append(cnpj)
        buffer.append(decimal: model, width: 2)
        buffer.append(decimal: series, width: 3)
        buffer.append(decimal: number, width: 9)
        buffer.append(decimal: emission)
        buffer.append(decimal: site)
        buffer.append(decimal: code, width: 7)
        buffer.append(48 + modulo11(of: buffer.view(start..<start + 43)))
    }
}
