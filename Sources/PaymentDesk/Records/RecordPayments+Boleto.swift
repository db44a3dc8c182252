import Payments
import Primitives
import Records

// What the 44 digits of a boleto say against the payment's fields.
extension RecordPayments {
    /// - Throws: `dueDateOutOfFactorRange` for a factor that stands on no new slip.
    func compare(_ boleto: Boleto, _ entry: Entry) throws(PaymentError) {
        guard boleto.factor == 0 || boleto.factor >= Boleto.leastFactor else {
            throw .dueDateOutOfFactorRange
        }
        // Codes of an ISPB say neither amount nor due date.
        if boleto.ispb == nil {
            compareAmount(boleto.amount == 0 ? nil : boleto.amount, in: slots.code, entry)
            compareDue(boleto, entry)
        }
        let code = text(slots.code, entry)
        let bank = text(slots.bankCode, of: slots.bank, entry)
        compare("the bank", code[0..<3], with: bank, .payee, in: slots.code, entry)
        let own = code[Boleto.campoLivre]
        compare("the campo livre", own, slots.freeField, .reference, in: slots.code, entry)
        if bank.isEmpty || bank == code[0..<3] {
            compareCampoLivre(own, bank: code[0..<3], entry)
        }
    }

    private func compareDue(_ boleto: Boleto, _ entry: Entry) {
        guard let due = entry.due else { return }
        guard boleto.factor != 0 else { return reportNoDue(in: slots.code, entry, due) }
        guard (try? Boleto.factor(due: due)) != boleto.factor else { return }
        if let whole = entry.wholeDue, (try? Boleto.factor(due: whole)) == boleto.factor { return }
        reportDue(try? boleto.due(around: issued ?? due), in: slots.code, entry, due)
    }

    /// Checks the digit that is printed behind the bank's code.
    func checkBankDigit(_ entry: Entry) {
        let bank = record.slot(slots.bank, of: entry.payment)
        let code = record.text(record.slot(slots.bankCode, of: bank))
        let digit = record.text(record.slot(slots.bankDigit, of: bank))
        guard code.count == 3, isDigits(code), !digit.isEmpty,
            !Boleto.isCheckDigit(digit, ofBank: code)
        else { return }
        report(
            "payment.payee", at: Int(bank.payload) + slots.bankDigit,
            "“\(digit.string)” is not the check digit of bank \(code.string)",
            cure: "correct the bank's code or its digit")
    }

    // MARK: Campo livre

    /// Compares the digits of the bank's own field with the numbers they were made of, as the bank lays them out.
    ///
    /// Only the banks whose field can be built are known; numbers that the payment does not bring agree with any.
    func compareCampoLivre(_ own: ByteView, bank: ByteView, _ entry: Entry) {
        if bank == "341" {
            compareItau(own, entry)
        } else if bank == "237" {
            compareAccount(agency: own[0..<4], account: own[17..<24], entry)
            compareWallet(own[4..<6], entry)
            compareNumber(
                own[6..<17],
                digit: try? CampoLivre.digitoBradesco(carteiraNossoNumero: own[4..<17]),
                entry)
        } else if bank == "001" {
            compareBancoDoBrasil(own, entry)
        } else if bank == "033" {
            compare("the agreement", own[1..<8], slots.agreement, entry)
            compareNumber(own[8..<20], digit: own[20], or: own[8..<21], entry)
            compareWallet(own[22..<25], entry)
        } else if bank == "104" {
            compareCaixa(own, entry)
        } else if bank == "756" {
            compareWallet(own[0..<1], entry)
            compare("the agency", own[1..<5], slots.agency, entry)
            compare("the modality", own[5..<7], slots.modality, entry)
            compare("the agreement", own[7..<14], slots.agreement, entry)
            compareNumber(own[14..<21], digit: own[21], entry)
        } else if bank == "748" {
            compareNumber(own[2..<10], digit: own[10], keepsPrefix: true, entry)
            compare("the agency", own[11..<15], slots.agency, entry)
            compare("the post", own[15..<17], slots.post, entry)
            compare("the agreement", own[17..<22], slots.agreement, entry)
        }
    }

    private func compareItau(_ own: ByteView, _ entry: Entry) {
        compareWallet(own[0..<3], entry)
        guard !CampoLivre.isNumberedByCompany(carteiraItau: own[0..<3]) else {
            compareNumber(own[3..<11], digit: nil, entry)
            compare("the document's number", own[11..<18], slots.documentNumber, entry)
            return compare("the agreement", own[18..<23], slots.agreement, entry)
        }
        compareNumber(own[3..<11], digit: own[11], entry)
        compareAccount(agency: own[12..<16], account: own[16..<21], entry)
    }

    /// How long the agreement's number is says how the field is laid out; without one nothing does.
    private func compareBancoDoBrasil(_ own: ByteView, _ entry: Entry) {
        scratch.removeAll()
        let count = place(slots.agreement, entry).count
        guard count == 4 || 6...8 ~= count else { return }
        let isShort = count <= 6
        let start = isShort ? 0 : 6
        compare("the agreement", own[start..<start + count], slots.agreement, entry)
        scratch.removeAll()
        guard count != 6 || place(slots.nossoNumero, entry).count < 17 else {
            return compareNumber(own[6..<23], digit: nil, entry)
        }
        let digit = isShort ? try? CampoLivre.digitoBancoDoBrasil(of: own[0..<11]) : nil
        compareNumber(own[start + count..<(isShort ? 11 : 23)], digit: digit, entry)
        compareWallet(own[23..<25], entry)
        if isShort { compareAccount(agency: own[11..<15], account: own[15..<23], entry) }
    }

    /// The nosso número is put together again of the three pieces that it lies in.
    private func compareCaixa(_ own: ByteView, _ entry: Entry) {
        scratch.removeAll()
        let isLong = place(slots.agreement, entry).count == 7
        compare("the agreement", own[0..<(isLong ? 7 : 6)], slots.agreement, entry)
        decoded.removeAll()
        decoded.append(own[10])
        decoded.append(own[14])
        decoded.append(own[7..<10])
        decoded.append(own[11..<14])
        decoded.append(own[15..<24])
        let digit = modulo11(decoded.view).map { 48 + $0 }
        compareNumber(decoded.view, digit: digit, keepsPrefix: true, entry)
    }

    // MARK: Printed numbers

    /// Compares digits with a number as it is printed, its check digit behind a hyphen left out.
    private func compare(_ what: StaticString, _ own: ByteView, _ field: Int, _ entry: Entry) {
        scratch.removeAll()
        let printed = scratch.view(place(field, entry))
        guard !printed.isEmpty, !isSameInteger(own, printed) else { return }
        reportPayee("\(what)", own.string, in: slots.code, entry, text(field, entry).string)
    }

    /// Compares the carteira: the digits that a name such as `17/019` or `09` begins with.
    private func compareWallet(_ own: ByteView, _ entry: Entry) {
        let text = text(slots.wallet, entry)
        var count = 0
        while count < text.count, text[count] &- 48 <= 9 { count += 1 }
        guard count > 0, !isSameInteger(own, text[0..<count]) else { return }
        reportReference("the carteira", own.string, in: slots.code, entry, text.string)
    }

    /// Compares the nosso número, and the check digit that is printed behind it.
    ///
    /// - Parameters:
    ///   - own: the code's digits.
    ///   - digit: the check digit they have, ASCII; nil where they have none.
    ///   - long: the digits with it, where some contracts number by all of them.
    ///   - keepsPrefix: whether digits in front of a stroke are part of the number.
    ///   - entry: the payment.
    private func compareNumber(
        _ own: ByteView, digit: UInt8?, or long: ByteView = ByteView(), keepsPrefix: Bool = false,
        _ entry: Entry
    ) {
        scratch.removeAll()
        let printed = scratch.view(place(slots.nossoNumero, entry, keepsPrefix: keepsPrefix))
        guard !printed.isEmpty else { return }
        let text = text(slots.nossoNumero, entry)
        if !long.isEmpty, isSameInteger(long, printed) { return }
        // An agreement's number may stand in front.
        let last = printed[max(0, printed.count - own.count)..<printed.count]
        guard isSameInteger(own, last) else {
            return reportReference(
                "the nosso número", own.string, in: slots.code, entry, text.string)
        }
        let check = checkDigit(of: text, isNeeded: true)
        guard let digit, !check.isEmpty, check[0] & 0xDF != digit & 0xDF else { return }
        report(
            "payment.reference", at: slots.nossoNumero, entry,
            "the check digit of the nosso número is \(Character(UnicodeScalar(digit))), the field says "
                + "“\(text.string)”",
            cure: "correct the digit behind the hyphen")
    }

    /// Compares agency and account with their fields, and where those agree with `1234-3/0123456-0`, as they are
    /// printed.
    private func compareAccount(agency: ByteView, account: ByteView, _ entry: Entry) {
        let known = findings.count
        compare("the agency", agency, slots.agency, entry)
        compare("the account", account, slots.account, entry)
        guard findings.count == known else { return }
        let text = text(slots.agencyAccount, entry)
        var stroke = 0
        while stroke < text.count, text[stroke] != UInt8(ascii: "/") { stroke += 1 }
        guard stroke < text.count else { return }
        scratch.removeAll()
        let first = place(text[0..<stroke])
        let second = place(text[stroke + 1..<text.count])
        guard
            !first.isEmpty && !isSameInteger(agency, scratch.view(first))
                || !second.isEmpty && !isSameInteger(account, scratch.view(second))
        else { return }
        reportPayee(
            "agency/account", "\(agency.string)/\(account.string)", in: slots.code, entry,
            text.string)
    }
}
