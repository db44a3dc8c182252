import Payments
import Primitives
import Records

// Bars of fields: a campo livre as it is given, or as the bank makes it.
extension RecordPayments {
    /// Builds the code and its digits where the payment has fields to build them of.
    func build(_ entry: Entry, _ bars: Bars) {
        let slot = fault(entry, bars)
        guard slot >= -1 else { return }
        scratch.removeAll()
        do throws(PaymentError) {
            guard currency == "BRL" else { throw .currency }
            switch bars {
            case .boleto: try buildBoleto(entry)
            case .arrecadacao: try buildArrecadacao(entry)
            }
        } catch {
            return reportFields(error, at: barSlot(of: error) ?? slot, entry)
        }
        // What is given moves texts given before, not the scratch.
        give(scratch.view, to: slots.code, of: entry)
        giveDigits(of: scratch.view, entry)
        guard bars == .boleto else { return }
        let code = text(slots.code, entry)
        compareCampoLivre(code[Boleto.campoLivre], bank: code[0..<3], entry)
    }

    private func giveDigits(of code: ByteView, _ entry: Entry) {
        parts.removeAll()
        // Built just before, so it is verified.
        try? linhaDigitavel(codigoDeBarras: code, into: &parts)
        give(parts.view, to: slots.digits, of: entry)
    }

    /// The field to name when no code can be made; −2 where the payment has no fields of a code at all.
    private func fault(_ entry: Entry, _ bars: Bars) -> Int {
        let hasField = !text(slots.freeField, entry).isEmpty
        switch bars {
        case .arrecadacao:
            return hasField || !text(slots.company, entry).isEmpty ? slots.freeField : -2
        case .boleto:
            guard !hasField else { return slots.freeField }
            guard !text(slots.bankCode, of: slots.bank, entry).isEmpty else { return -2 }
            return text(slots.nossoNumero, entry).isEmpty ? -2 : slots.nossoNumero
        }
    }

    private func barSlot(of error: PaymentError) -> Int? {
        switch error {
        case .segmentNotAssigned: slots.segment
        case .valueId: slots.valueId
        case .companyLength: slots.company
        case .amountNegative, .amountTooLarge: slots.amount
        case .dueDateOutOfFactorRange: slots.ownDue
        case .bankCode: slots.bank
        case .currency: -1
        default: nil
        }
    }

    // MARK: Arrecadação

    /// A free field that leaves room for a due date has the bill's put in front.
    private func buildArrecadacao(_ entry: Entry) throws(PaymentError) {
        let segment = number(text(slots.segment, entry))
        let valueId = number(text(slots.valueId, entry))
        let field = text(slots.freeField, entry)
        let isDated = field.count == (segment == 6 ? 13 : 17)
        var value = entry.amount ?? 0
        if valueId == 7 || valueId == 9 {
            let reference = text(slots.reference, entry)
            guard isDigits(reference) else { throw .notNumeric }
            guard reference.count <= 11 else { throw .amountTooLarge }
            value = Int64(number(reference))
        }
        try Arrecadacao.codigoDeBarras(
            segment: segment, valueId: valueId, value: value,
            company: text(slots.company, entry), due: isDated ? entry.due : nil, freeField: field,
            into: &scratch)
    }

    /// At most 11 digits as a number; −1 for anything else.
    private func number(_ text: ByteView) -> Int {
        guard isDigits(text), text.count <= 11 else { return -1 }
        var value = 0
        for index in 0..<text.count { value = value * 10 + Int(text[index] - 48) }
        return value
    }

    // MARK: Boleto

    private func buildBoleto(_ entry: Entry) throws(PaymentError) {
        let bank = text(slots.bankCode, of: slots.bank, entry)
        parts.removeAll()
        var field = text(slots.freeField, entry)
        if field.isEmpty {
            try appendCampoLivre(bank, entry)
            field = parts.view
        }
        try Boleto.codigoDeBarras(
            bank: bank, due: entry.due, amount: entry.amount ?? 0, freeField: field, into: &scratch)
    }

    /// Appends the bank's campo livre to `parts`; its digits are laid out in `scratch` meanwhile.
    private func appendCampoLivre(_ bank: ByteView, _ entry: Entry) throws(PaymentError) {
        scratch.removeAll()
        let number = place(slots.nossoNumero, entry, keepsPrefix: bank == "748")
        let agency = place(slots.agency, entry)
        let account = place(slots.account, entry)
        let wallet = place(slots.wallet, entry)
        let agreement = place(slots.agreement, entry)
        let digits = { [self] (range: Range<Int>) in scratch.view(range) }
        if bank == "341" {
            try appendItau(entry, digits(number), digits(agency), digits(account))
        } else if bank == "237" {
            try CampoLivre.bradesco(
                agencia: digits(agency), carteira: digits(wallet), nossoNumero: digits(number),
                conta: digits(account), into: &parts)
        } else if bank == "001" {
            try appendBancoDoBrasil(
                digits(agreement), digits(number), digits(agency), digits(account), digits(wallet))
        } else if bank == "033" {
            try CampoLivre.santander(
                beneficiario: digits(agreement), nossoNumero: digits(number),
                carteira: digits(wallet), into: &parts)
        } else if bank == "104" {
            try appendCaixa(digits(agreement), digits(number))
        } else if bank == "756" {
            try CampoLivre.sicoob(
                carteira: digits(wallet), cooperativa: digits(agency),
                modalidade: text(slots.modality, entry), cliente: digits(agreement),
                nossoNumero: digits(number), parcela: ("001" as StaticString).bytes, into: &parts)
        } else if bank == "748" {
            try appendSicredi(entry, digits(number), digits(agency), digits(agreement))
        } else {
            throw .freeFieldLength
        }
        scratch.removeAll()
    }

    /// Lays the digits of a printed number out in `scratch`: without a carteira in front of a stroke, without
    /// points, and without the check digit behind a hyphen.
    func place(_ slot: Int, _ entry: Entry, keepsPrefix: Bool = false) -> Range<Int> {
        place(text(slot, entry), keepsPrefix: keepsPrefix)
    }

    /// Lays the digits of a printed number out in `scratch`.
    func place(_ text: ByteView, keepsPrefix: Bool = false) -> Range<Int> {
        let start = scratch.count
        for index in 0..<text.count {
            let byte = text[index]
            if byte == UInt8(ascii: "-") { break }
            if byte == UInt8(ascii: "/"), !keepsPrefix { scratch.truncate(to: start) }
            if byte &- 48 <= 9 { scratch.append(byte) }
        }
        return start..<scratch.count
    }

    private func appendItau(
        _ entry: Entry, _ number: ByteView, _ agency: ByteView, _ account: ByteView
    ) throws(PaymentError) {
        let wallet = text(slots.wallet, entry)
        if CampoLivre.isNumberedByCompany(carteiraItau: wallet) {
            try CampoLivre.itau(
                carteira: wallet, nossoNumero: number, seuNumero: text(slots.documentNumber, entry),
                cliente: text(slots.agreement, entry), into: &parts)
        } else {
            try CampoLivre.itau(
                carteira: wallet, nossoNumero: number, agencia: agency, conta: account,
                dac: checkDigit(of: text(slots.nossoNumero, entry), isNeeded: wallet == "112"),
                into: &parts)
        }
    }

    /// The digit behind the hyphen of a printed number, where it is needed.
    func checkDigit(of text: ByteView, isNeeded: Bool) -> ByteView {
        guard isNeeded, text.count >= 2, text[text.count - 2] == UInt8(ascii: "-") else {
            return ByteView()
        }
        return text[text.count - 1..<text.count]
    }

    /// A number of 17 digits has the agreement's in front, or is the long form of an agreement of six.
    private func appendBancoDoBrasil(
        _ agreement: ByteView, _ number: ByteView, _ agency: ByteView, _ account: ByteView,
        _ wallet: ByteView
    ) throws(PaymentError) {
        let isLong = number.count == 17 && agreement.count == 6
        var own = number
        if number.count == 17, agreement.count >= 7,
            number[0..<agreement.count] == agreement
        {
            own = number[agreement.count..<17]
        }
        try CampoLivre.bancoDoBrasil(
            convenio: agreement, nossoNumero: own, isLong: isLong, agencia: agency,
            conta: account, carteira: wallet, into: &parts)
    }

    private func appendCaixa(
        _ agreement: ByteView, _ number: ByteView
    ) throws(PaymentError) {
        guard number.count == 17, number[0] == 49 || number[0] == 50,
            number[1] == 49 || number[1] == 52
        else { throw .freeFieldLength }
        try CampoLivre.caixa(
            beneficiario: agreement, isRegistered: number[0] == 49, issuedByBank: number[1] == 49,
            nossoNumero: number[2..<17], into: &parts)
    }

    /// Nosso número `26/200001-4`: year, byte, sequence.
    private func appendSicredi(
        _ entry: Entry, _ number: ByteView, _ agency: ByteView, _ agreement: ByteView
    ) throws(PaymentError) {
        guard number.count == 8 else { throw .freeFieldLength }
        try CampoLivre.sicredi(
            year: number[0..<2], byte: number[2..<3], sequence: number[3..<8], agencia: agency,
            posto: text(slots.post, entry), beneficiario: agreement, into: &parts)
    }
}

extension StaticString {
    /// The literal's bytes, valid for ever.
    var bytes: ByteView { unsafe ByteView(base: utf8Start, count: utf8CodeUnitCount) }
}
