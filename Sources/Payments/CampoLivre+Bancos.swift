public import Primitives

/// Builders of banks whose digits hold an agreement's number or check digits of their own.
///
/// Source: Banco do Brasil Doc5175 (2019); for the others, the rules that public libraries share.
extension CampoLivre {
    /// Appends Banco do Brasil's (001); how many digits the agreement has says which form it is.
    ///
    /// | convênio | form |
    /// |---|---|
    /// | 4 | convênio 4, nosso número 7, agência 4, conta 8, carteira 2 |
    /// | 6 | convênio 6, nosso número 5, agência 4, conta 8, carteira 2 |
    /// | 6, long number | convênio 6, nosso número 17, `21` (carteiras 16 and 18) |
    /// | 7 | `000000`, convênio 7, nosso número 10, carteira 2 |
    /// | 8 | `000000`, convênio 8, nosso número 9, carteira 2 |
    ///
    /// - Parameters:
    ///   - convenio: 4, 6, 7 or 8 digits.
    ///   - nossoNumero: without the agreement in front and without check digit.
    ///   - isLong: whether an agreement of 6 digits numbers its slips with 17 digits.
    ///   - agencia: up to 4 digits, without check digit; not used by the longer agreements.
    ///   - conta: up to 8 digits, without check digit; not used by the longer agreements.
    ///   - carteira: up to 2 digits.
    ///   - buffer: takes 25 bytes, or none when an error is thrown.
    /// - Throws: `freeFieldLength` or `freeFieldNotNumeric`.
    public static func bancoDoBrasil(
        convenio: ByteView, nossoNumero: ByteView, isLong: Bool = false, agencia: ByteView,
        conta: ByteView, carteira: ByteView, into buffer: inout ByteBuffer
    ) throws(PaymentError) {
        try filling(&buffer) { (buffer) throws(PaymentError) in
            switch convenio.count {
            case 4, 6:
                try append(convenio, width: convenio.count, to: &buffer)
                if isLong {
                    guard convenio.count == 6 else { throw .freeFieldLength }
                    try append(nossoNumero, width: 17, to: &buffer)
                    return buffer.append("21")
                }
                try append(nossoNumero, width: 11 - convenio.count, to: &buffer)
                try append(agencia, width: 4, to: &buffer)
                try append(conta, width: 8, to: &buffer)
            case 7, 8:
                guard !isLong else { throw .freeFieldLength }
                buffer.append("000000")
                try append(convenio, width: convenio.count, to: &buffer)
                try append(nossoNumero, width: 17 - convenio.count, to: &buffer)
            default: throw .freeFieldLength
            }
            try append(carteira, width: 2, to: &buffer)
        }
    }

    /// The check digit Banco do Brasil prints behind agências, accounts and numbers: ASCII `0`-`9` or `X`.
    ///
    /// Modulo 11 with weights 9, 8, …, 2 from the right; the remainder itself, 10 is `X`.
    ///
    /// - Throws: `notNumeric`.
    public static func digitoBancoDoBrasil(of digits: ByteView) throws(PaymentError) -> UInt8 {
        guard isDigits(digits), !digits.isEmpty else { throw .notNumeric }
        var (sum, weight) = (0, 9)
        for index in (0..<digits.count).reversed() {
            sum += Int(digits[index] - 48) * weight
            weight = weight == 2 ? 9 : weight - 1
        }
        let remainder = UInt8(truncatingIfNeeded: sum % 11)
        return remainder == 10 ? UInt8(ascii: "X") : 48 + remainder
    }

    /// Appends Santander's (033): `9`, beneficiário 7, nosso número 12, its check digit, IOS, carteira 3.
    ///
    /// - Parameters:
    ///   - beneficiario: up to 7 digits.
    ///   - nossoNumero: up to 12 digits, without check digit.
    ///   - carteira: up to 3 digits: 101, 102, 104, …
    ///   - ios: tax on insurance in percent, 0 for all but insurers.
    ///   - buffer: takes 25 bytes, or none when an error is thrown.
    /// - Throws: `freeFieldLength` or `freeFieldNotNumeric`.
    public static func santander(
        beneficiario: ByteView, nossoNumero: ByteView, carteira: ByteView, ios: UInt8 = 0,
        into buffer: inout ByteBuffer
    ) throws(PaymentError) {
        guard ios <= 9 else { throw .freeFieldLength }
        try filling(&buffer) { (buffer) throws(PaymentError) in
            buffer.append(UInt8(ascii: "9"))
            try append(beneficiario, width: 7, to: &buffer)
            let start = buffer.count
            try append(nossoNumero, width: 12, to: &buffer)
            buffer.append(48 + modulo11(of: buffer.view(start..<start + 12)))
            buffer.append(48 + ios)
            try append(carteira, width: 3, to: &buffer)
        }
    }

    /// Appends Caixa's (104, SIGCB), whose nosso número of 17 digits is taken apart.
    ///
    /// Beneficiário 6, its check digit, nosso número 3-5, its 1st digit, 6-8, its 2nd digit, 9-17, check digit of all.
    ///
    /// - Parameters:
    ///   - beneficiario: up to 6 digits, or 7 from 1,100,000 on, which have no check digit.
    ///   - isRegistered: the first digit of nosso número, 1 or 2.
    ///   - issuedByBank: the second one, 1 or 4 (the beneficiary).
    ///   - nossoNumero: the other 15 digits.
    ///   - buffer: takes 25 bytes, or none when an error is thrown.
    /// - Throws: `freeFieldLength` or `freeFieldNotNumeric`.
    public static func caixa(
        beneficiario: ByteView, isRegistered: Bool = true, issuedByBank: Bool = false,
        nossoNumero: ByteView, into buffer: inout ByteBuffer
    ) throws(PaymentError) {
        guard nossoNumero.count == 15 else { throw .freeFieldLength }
        try filling(&buffer) { (buffer) throws(PaymentError) in
            let start = buffer.count
            if beneficiario.count == 7 {
                try append(beneficiario, width: 7, to: &buffer)
            } else {
                try append(beneficiario, width: 6, to: &buffer)
                buffer.append(48 + modulo11(of: buffer.view(start..<start + 6)))
            }
            try append(nossoNumero[0..<3], width: 3, to: &buffer)
            buffer.append(isRegistered ? UInt8(ascii: "1") : UInt8(ascii: "2"))
            try append(nossoNumero[3..<6], width: 3, to: &buffer)
            buffer.append(issuedByBank ? UInt8(ascii: "1") : UInt8(ascii: "4"))
            try append(nossoNumero[6..<15], width: 9, to: &buffer)
            buffer.append(48 + modulo11(of: buffer.view(start..<start + 24)))
        }
    }

    /// Appends Sicoob's (756): carteira, cooperativa 4, modalidade 2, cliente 7, nosso número 7, its check digit, parcela 3.
    ///
    /// - Parameters:
    ///   - carteira: one digit.
    ///   - cooperativa: up to 4 digits.
    ///   - modalidade: up to 2 digits.
    ///   - cliente: up to 7 digits.
    ///   - nossoNumero: up to 7 digits, without check digit.
    ///   - parcela: up to 3 digits; 001 for a single slip.
    ///   - buffer: takes 25 bytes, or none when an error is thrown.
    /// - Throws: `freeFieldLength` or `freeFieldNotNumeric`.
    public static func sicoob(
        carteira: ByteView, cooperativa: ByteView, modalidade: ByteView, cliente: ByteView,
        nossoNumero: ByteView, parcela: ByteView, into buffer: inout ByteBuffer
    ) throws(PaymentError) {
        try filling(&buffer) { (buffer) throws(PaymentError) in
            let check = try digitoSicoob(
                cooperativa: cooperativa, cliente: cliente, nossoNumero: nossoNumero)
            try append(carteira, width: 1, to: &buffer)
            try append(cooperativa, width: 4, to: &buffer)
            try append(modalidade, width: 2, to: &buffer)
            try append(cliente, width: 7, to: &buffer)
            try append(nossoNumero, width: 7, to: &buffer)
            buffer.append(check)
            try append(parcela, width: 3, to: &buffer)
        }
    }

    /// The check digit of Sicoob's nosso número, ASCII.
    ///
    /// Cooperativa 4, cliente 10 and nosso número 7, times 3, 1, 9, 7 from the left, modulo 11.
    ///
    /// - Throws: `freeFieldLength` or `freeFieldNotNumeric`.
    public static func digitoSicoob(
        cooperativa: ByteView, cliente: ByteView, nossoNumero: ByteView
    ) throws(PaymentError) -> UInt8 {
        var sum = 0
        try addSicoob(cooperativa, width: 4, from: 0, to: &sum)
        try addSicoob(cliente, width: 10, from: 4, to: &sum)
        try addSicoob(nossoNumero, width: 7, from: 14, to: &sum)
        let remainder = sum % 11
        return remainder < 2 ? 48 : 48 + UInt8(truncatingIfNeeded: 11 - remainder)
    }

    /// Adds the weighted digits of a field whose first digit, once filled with zeros, stands at `place`.
    private static func addSicoob(
        _ digits: ByteView, width: Int, from place: Int, to sum: inout Int
    ) throws(PaymentError) {
        guard digits.count > 0, digits.count <= width else { throw .freeFieldLength }
        guard isDigits(digits) else { throw .freeFieldNotNumeric }
        for index in 0..<digits.count {
            let weight =
                switch (place + width - digits.count + index) % 4 {
                case 0: 3
                case 1: 1
                case 2: 9
                default: 7
                }
            sum += Int(digits[index] - 48) * weight
        }
    }

    /// Appends Sicredi's (748): `1` or `3`, `1`, nosso número 9, agência 4, posto 2, beneficiário 5, `10`, check digit.
    ///
    /// Nosso número is year 2, byte, sequence 5 and a check digit over agência, posto, beneficiário and those.
    ///
    /// - Parameters:
    ///   - isRegistered: whether the slip is registered (1) or not (3).
    ///   - year: two digits.
    ///   - byte: one digit; 1 issued by the agency, 2 to 9 by the beneficiary.
    ///   - sequence: up to 5 digits.
    ///   - agencia: up to 4 digits.
    ///   - posto: up to 2 digits.
    ///   - beneficiario: up to 5 digits.
    ///   - buffer: takes 25 bytes, or none when an error is thrown.
    /// - Throws: `freeFieldLength` or `freeFieldNotNumeric`.
    public static func sicredi(
        isRegistered: Bool = true, year: ByteView, byte: ByteView, sequence: ByteView,
        agencia: ByteView, posto: ByteView, beneficiario: ByteView, into buffer: inout ByteBuffer
    ) throws(PaymentError) {
        try filling(&buffer) { (buffer) throws(PaymentError) in
            // What the number's check digit is of; its second part is written again where it belongs.
            let start = buffer.count
            try append(agencia, width: 4, to: &buffer)
            try append(posto, width: 2, to: &buffer)
            try append(beneficiario, width: 5, to: &buffer)
            try append(year, width: 2, to: &buffer)
            try append(byte, width: 1, to: &buffer)
            try append(sequence, width: 5, to: &buffer)
            let check = 48 + modulo11(of: buffer.view(start..<start + 19))
            buffer.append(isRegistered ? "11" : "31")
            buffer.appendOwn(start + 11..<start + 19)
            buffer.append(check)
            buffer.appendOwn(start..<start + 11)
            buffer.append("10")
            keepLast(24, behind: start, in: &buffer)
            buffer.append(48 + modulo11(of: buffer.view(start..<start + 24)))
        }
    }

    /// Lets `body` append, and takes back what it appended when it throws.
    private static func filling(
        _ buffer: inout ByteBuffer, _ body: (inout ByteBuffer) throws(PaymentError) -> Void
    ) throws(PaymentError) {
        let start = buffer.count
        do throws(PaymentError) {
            try body(&buffer)
        } catch {
            buffer.truncate(to: start)
            throw error
        }
    }
}
