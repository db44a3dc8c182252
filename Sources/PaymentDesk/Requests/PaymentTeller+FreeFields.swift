import Payments
import Primitives

// The campo livre of each bank, and the check digits that are printed beside it.
extension PaymentTeller {
    @Sendable static func buildFreeField(
        _ request: borrowing PaymentRequest
    ) throws(PaymentError) -> PaymentAnswer {
        var field = ByteBuffer(capacity: 64)
        let digit = try appendFreeField(request, to: &field)
        var answer = PaymentAnswer()
        answer.set("free_field", field.view)
        if let digit { answer.set("our_number_dv", letter(digit)) }
        answer.parts = CodePart.parts(
            ofFreeField: field.view.string, bank: try request.text("bank").string)
        return answer
    }

    /// Appends the 25 digits of the bank that is asked for.
    ///
    /// - Returns: the check digit of nosso número, where the bank has one of its own.
    static func appendFreeField(
        _ request: borrowing PaymentRequest, to field: inout ByteBuffer
    ) throws(PaymentError) -> UInt8? {
        let bank = try request.text("bank")
        if bank == "341" { return try itau(request, &field) }
        if bank == "237" { return try bradesco(request, &field) }
        if bank == "104" { return try caixa(request, &field) }
        if bank == "001" {
            try bancoDoBrasil(request, &field)
            return nil
        }
        if bank == "033" {
            try CampoLivre.santander(
                beneficiario: request.text("beneficiary"),
                nossoNumero: request.text("our_number"), carteira: request.text("portfolio"),
                into: &field)
            return field[20]
        }
        if bank == "756" {
            try sicoob(request, &field)
            return field[21]
        }
        guard bank == "748" else { throw .bankCode }
        try sicredi(request, &field)
        return field[10]
    }

    static func letter(_ byte: UInt8) -> String { String(UnicodeScalar(byte)) }

    private static func itau(
        _ request: borrowing PaymentRequest, _ field: inout ByteBuffer
    ) throws(PaymentError) -> UInt8? {
        let wallet = try request.text("portfolio")
        guard !CampoLivre.isNumberedByCompany(carteiraItau: wallet) else {
            try CampoLivre.itau(
                carteira: wallet, nossoNumero: request.text("our_number"),
                seuNumero: request.text("your_number"), cliente: request.text("client_code"),
                into: &field)
            return nil
        }
        try CampoLivre.itau(
            carteira: wallet, nossoNumero: request.text("our_number"),
            agencia: request.text("agency"), conta: request.text("account"),
            dac: request.optional("our_number_dv"), into: &field)
        return field[11]
    }

    private static func bradesco(
        _ request: borrowing PaymentRequest, _ field: inout ByteBuffer
    ) throws(PaymentError) -> UInt8 {
        try CampoLivre.bradesco(
            agencia: request.text("agency"), carteira: request.text("portfolio"),
            nossoNumero: request.text("our_number"), conta: request.text("account"), into: &field)
        return try CampoLivre.digitoBradesco(carteiraNossoNumero: field.view(4..<17))
    }

    private static func bancoDoBrasil(
        _ request: borrowing PaymentRequest, _ field: inout ByteBuffer
    ) throws(PaymentError) {
        try CampoLivre.bancoDoBrasil(
            convenio: request.text("agreement"), nossoNumero: request.text("our_number"),
            isLong: request.optional("our_number_17") == "true",
            agencia: request.optional("agency"), conta: request.optional("account"),
            carteira: request.text("portfolio"), into: &field)
    }

    private static func caixa(
        _ request: borrowing PaymentRequest, _ field: inout ByteBuffer
    ) throws(PaymentError) -> UInt8 {
        let (first, second) = (try request.text("const1"), try request.text("const2"))
        guard first == "1" || first == "2", second == "1" || second == "4" else {
            throw .freeFieldLength
        }
        let number = try request.text("our_number_15")
        try CampoLivre.caixa(
            beneficiario: request.text("beneficiary"), isRegistered: first == "1",
            issuedByBank: second == "1", nossoNumero: number, into: &field)
        var whole = ByteBuffer(capacity: 32)
        whole.append(first)
        whole.append(second)
        whole.append(number)
        return 48 + (modulo11(whole.view) ?? 0)
    }

    private static func sicoob(
        _ request: borrowing PaymentRequest, _ field: inout ByteBuffer
    ) throws(PaymentError) {
        try CampoLivre.sicoob(
            carteira: request.text("portfolio"), cooperativa: request.text("cooperative"),
            modalidade: request.text("modality"), cliente: request.text("client"),
            nossoNumero: request.text("our_number"), parcela: request.text("instalment"),
            into: &field)
    }

    private static func sicredi(
        _ request: borrowing PaymentRequest, _ field: inout ByteBuffer
    ) throws(PaymentError) {
        let kind = try request.text("charge_type")
        guard kind == "1" || kind == "3" else { throw .freeFieldLength }
        try CampoLivre.sicredi(
            isRegistered: kind == "1", year: request.text("year"), byte: request.text("byte"),
            sequence: request.text("sequence"), agencia: request.text("agency"),
            posto: request.text("post"), beneficiario: request.text("beneficiary"), into: &field)
    }

    // MARK: Check digits

    /// One check digit of a bank; which one is said by `what`.
    @Sendable static func bankDigit(
        _ request: borrowing PaymentRequest
    ) throws(PaymentError) -> PaymentAnswer {
        let (bank, what) = (try request.text("bank"), try request.text("what"))
        let digit: UInt8
        if bank == "341" {
            digit = try itauDigit(what, request)
        } else if bank == "237", what == "our number DV" {
            var digits = ByteBuffer(capacity: 32)
            try append(request.text("portfolio"), width: 2, to: &digits)
            try append(request.text("our_number"), width: 11, to: &digits)
            digit = try CampoLivre.digitoBradesco(carteiraNossoNumero: digits.view)
        } else if bank == "001" {
            digit = try CampoLivre.digitoBancoDoBrasil(of: request.text("digits"))
        } else if bank == "033", what == "our number DV" {
            digit = try modulo11Digit(request.text("our_number"))
        } else if bank == "104", what == "beneficiary DV" {
            digit = try modulo11Digit(request.text("beneficiary"))
        } else if bank == "756", what == "our number DV" {
            digit = try CampoLivre.digitoSicoob(
                cooperativa: request.text("cooperative"), cliente: request.text("client"),
                nossoNumero: request.text("our_number"))
        } else {
            throw .fieldValue
        }
        var answer = PaymentAnswer("dv", .text(letter(digit)))
        answer.parts = [CodePart("DV", letter(digit), "\(what.string) of bank \(bank.string)")]
        return answer
    }

    /// The account's digit does not depend on the carteira, the number's on all.
    private static func itauDigit(
        _ what: ByteView, _ request: borrowing PaymentRequest
    ) throws(PaymentError) -> UInt8 {
        var field = ByteBuffer(capacity: 64)
        let isAccount = what == "account DAC"
        guard isAccount || what == "our number DAC" else { throw .fieldValue }
        let (wallet, number): (StaticString, StaticString) = ("109", "0")
        try CampoLivre.itau(
            carteira: isAccount ? wallet.bytes : request.text("portfolio"),
            nossoNumero: isAccount ? number.bytes : request.text("our_number"),
            agencia: request.text("agency"),
            conta: request.text("account"), dac: request.optional("our_number_dv"), into: &field)
        return field[isAccount ? 21 : 11]
    }

    private static func modulo11Digit(_ digits: ByteView) throws(PaymentError) -> UInt8 {
        guard !digits.isEmpty, let digit = modulo11(digits) else { throw .notNumeric }
        return 48 + digit
    }

    /// Appends digits filled with zeros from the left.
    private static func append(
        _ digits: ByteView, width: Int, to buffer: inout ByteBuffer
    ) throws(PaymentError) {
        guard digits.count <= width else { throw .freeFieldLength }
        buffer.append(repeating: 48, count: width - digits.count)
        buffer.append(digits)
    }
}
