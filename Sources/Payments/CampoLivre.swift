public import Primitives

/// Builders of a boleto's campo livre, one bank each; any other bank's 25 digits are given ready-made.
public enum CampoLivre {
    /// Appends Bradesco's (237): agência 4, carteira 2, nosso número 11, conta 7, zero.
    ///
    /// - Parameters:
    ///   - agencia: up to 4 digits, without check digit.
    ///   - carteira: up to 2 digits.
    ///   - nossoNumero: up to 11 digits, without check digit.
    ///   - conta: up to 7 digits, without check digit.
    ///   - buffer: takes 25 bytes, or none when an error is thrown.
    /// - Throws: `freeFieldLength` or `freeFieldNotNumeric`.
    public static func bradesco(
        agencia: ByteView, carteira: ByteView, nossoNumero: ByteView, conta: ByteView,
        into buffer: inout ByteBuffer
    ) throws(PaymentError) {
        let start = buffer.count
        do throws(PaymentError) {
            try append(agencia, width: 4, to: &buffer)
            try append(carteira, width: 2, to: &buffer)
            try append(nossoNumero, width: 11, to: &buffer)
            try append(conta, width: 7, to: &buffer)
        } catch {
            buffer.truncate(to: start)
            throw error
        }
        buffer.append(UInt8(ascii: "0"))
    }

    /// The check digit printed behind Bradesco's nosso número: ASCII `0`-`9` or `P`.
    ///
    /// Modulo 11 with weights 2…7 over carteira (2 digits) and nosso número (11 digits).
    ///
    /// - Throws: `freeFieldLength` or `freeFieldNotNumeric`.
    public static func digitoBradesco(
        carteiraNossoNumero digits: ByteView
    ) throws(PaymentError) -> UInt8 {
        guard digits.count == 13 else { throw .freeFieldLength }
        guard isDigits(digits) else { throw .freeFieldNotNumeric }
        switch modulo11Remainder(of: digits, highestWeight: 7) {
        case 0: return UInt8(ascii: "0")
        case 1: return UInt8(ascii: "P")
        case let remainder: return 48 + UInt8(truncatingIfNeeded: 11 - remainder)
        }
    }

    /// Appends Itaú's (341), general form: carteira 3, nosso número 8, DAC, agência 4, conta 5, DAC, `000`.
    ///
    /// The first DAC is modulo 10 over agência, conta, carteira and nosso número, for the carteiras 126, 131,
    /// 146, 150 and 168 over carteira and nosso número; the second over agência and conta. For carteira 112
    /// public sources give three different digits and for 168 two, so the bank's own may be given; 112 needs it.
    ///
    /// - Parameters:
    ///   - carteira: 3 digits.
    ///   - nossoNumero: up to 8 digits, without check digit.
    ///   - agencia: up to 4 digits.
    ///   - conta: up to 5 digits, without check digit.
    ///   - dac: the first DAC as the bank states it, one digit; nothing to have it computed.
    ///   - buffer: takes 25 bytes, or none when an error is thrown.
    /// - Throws: `freeFieldLength`, `freeFieldNotNumeric`, `checkDigitDisputed`.
    public static func itau(
        carteira: ByteView, nossoNumero: ByteView, agencia: ByteView, conta: ByteView,
        dac: ByteView = ByteView(), into buffer: inout ByteBuffer
    ) throws(PaymentError) {
        guard !(carteira == "112") || !dac.isEmpty else { throw .checkDigitDisputed }
        guard dac.count <= 1 else { throw .freeFieldLength }
        guard isDigits(dac) else { throw .freeFieldNotNumeric }
        let start = buffer.count
        do throws(PaymentError) {
            try append(agencia, width: 4, to: &buffer)
            try append(conta, width: 5, to: &buffer)
            try append(carteira, width: 3, to: &buffer)
            try append(nossoNumero, width: 8, to: &buffer)
        } catch {
            buffer.truncate(to: start)
            throw error
        }
        let short = isShort(carteiraItau: carteira)
        let sum = buffer.view(start + (short ? 9 : 0)..<start + 20)
        let nossoNumeroDAC = dac.isEmpty ? 48 + modulo10(of: sum, skipping: -1) : dac[0]
        let contaDAC = 48 + modulo10(of: buffer.view(start..<start + 9), skipping: -1)
        buffer.appendOwn(start + 9..<start + 20)
        buffer.append(nossoNumeroDAC)
        buffer.appendOwn(start..<start + 9)
        buffer.append(contaDAC)
        buffer.append("000")
        keepLast(25, behind: start, in: &buffer)
    }

    /// Appends Itaú's (341) for the carteiras that number with the company's own: carteira 3, nosso número 8,
    /// seu número 7, cliente 5, DAC, `0`.
    ///
    /// The DAC is modulo 10 over the 23 digits before it.
    ///
    /// - Parameters:
    ///   - carteira: 3 digits, one that `isNumberedByCompany`.
    ///   - nossoNumero: up to 8 digits.
    ///   - seuNumero: up to 7 digits.
    ///   - cliente: up to 5 digits.
    ///   - buffer: takes 25 bytes, or none when an error is thrown.
    /// - Throws: `freeFieldLength` or `freeFieldNotNumeric`.
    public static func itau(
        carteira: ByteView, nossoNumero: ByteView, seuNumero: ByteView, cliente: ByteView,
        into buffer: inout ByteBuffer
    ) throws(PaymentError) {
        let start = buffer.count
        do throws(PaymentError) {
            try append(carteira, width: 3, to: &buffer)
            try append(nossoNumero, width: 8, to: &buffer)
            try append(seuNumero, width: 7, to: &buffer)
            try append(cliente, width: 5, to: &buffer)
        } catch {
            buffer.truncate(to: start)
            throw error
        }
        buffer.append(48 + modulo10(of: buffer.view(start..<start + 23), skipping: -1))
        buffer.append(UInt8(ascii: "0"))
    }

    /// Whether a carteira of Itaú holds the company's own number instead of agência and conta.
    public static func isNumberedByCompany(carteiraItau carteira: ByteView) -> Bool {
        guard carteira.count == 3, isDigits(carteira) else { return false }
        switch number(carteira) {
        case 106, 107, 122, 142, 143, 195, 196, 198: return true
        default: return false
        }
    }

    private static func isShort(carteiraItau carteira: ByteView) -> Bool {
        carteira == "126" || carteira == "131" || carteira == "146" || carteira == "150"
            || carteira == "168"
    }

    /// Appends digits filled with zeros from the left.
    static func append(
        _ digits: ByteView, width: Int, to buffer: inout ByteBuffer
    ) throws(PaymentError) {
        guard digits.count > 0, digits.count <= width else { throw .freeFieldLength }
        guard isDigits(digits) else { throw .freeFieldNotNumeric }
        buffer.append(repeating: UInt8(ascii: "0"), count: width - digits.count)
        buffer.append(digits)
    }
}
