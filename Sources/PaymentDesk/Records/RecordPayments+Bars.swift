import Payments
import Primitives
import Records

// Boleto and arrecadação: 44 digits as bars, and the line to type.
extension RecordPayments {
    enum Bars { case boleto, arrecadacao }

    func settleBars(_ entry: Entry, _ bars: Bars) {
        let (code, digits) = (text(slots.code, entry), text(slots.digits, entry))
        if code.isEmpty, digits.isEmpty {
            build(entry, bars)
        } else if !digits.isEmpty, !checkDigits(digits, code, entry, bars) {
            return
        } else if checkCode(entry, bars), digits.isEmpty {
            giveDigits(entry)
        }
    }

    /// Checks the line that is typed; gives the code where the payment has none.
    ///
    /// - Returns: whether there is a code to check.
    private func checkDigits(
        _ digits: ByteView, _ code: ByteView, _ entry: Entry, _ bars: Bars
    ) -> Bool {
        scratch.removeAll()
        do throws(PaymentError) {
            switch bars {
            case .boleto: try Boleto.codigoDeBarras(linhaDigitavel: digits, into: &scratch)
            case .arrecadacao:
                try Arrecadacao.codigoDeBarras(linhaDigitavel: digits, into: &scratch)
            }
        } catch {
            report(
                "payment.digits", at: slots.digits, entry,
                "nobody could type this: \(error.text) (\(error.rawValue))",
                cure: "leave digits out; they are made of the code")
            return !code.isEmpty
        }
        if code.isEmpty {
            give(scratch.view, to: slots.code, of: entry)
        } else if !(scratch.view == code) {
            report(
                "payment.digits", at: slots.digits, entry,
                "the digits are those of \(scratch.view.string), the code is \(code.string)",
                cure: "leave digits out; they are made of the code")
        }
        return true
    }

    private func giveDigits(_ entry: Entry) {
        scratch.removeAll()
        // The code was verified just before.
        try? linhaDigitavel(codigoDeBarras: text(slots.code, entry), into: &scratch)
        give(scratch.view, to: slots.digits, of: entry)
    }

    /// Checks a ready code and what it says; whether it is one at all.
    private func checkCode(_ entry: Entry, _ bars: Bars) -> Bool {
        let code = text(slots.code, entry)
        do throws(PaymentError) {
            if !(currency == "BRL") { reportCurrency("BRL", in: slots.code, entry) }
            switch bars {
            case .boleto: compare(try Boleto(codigoDeBarras: code), entry)
            case .arrecadacao: compare(try Arrecadacao(codigoDeBarras: code), code, entry)
            }
            return true
        } catch {
            reportCode(error, at: slots.code, entry)
            return false
        }
    }

    private func compare(_ boleto: Boleto, _ entry: Entry) {
        if boleto.amount != 0, let amount = entry.amount, boleto.amount != amount {
            reportAmount(boleto.amount, in: slots.code, entry, amount)
        }
        if boleto.factor != 0, let due = entry.due, (try? Boleto.factor(due: due)) != boleto.factor
        {
            let stated = try? boleto.due(around: issued ?? due)
            reportDue(stated, in: slots.code, entry)
        }
        let bank = text(slots.bankCode, of: slots.bank, entry)
        if !bank.isEmpty, !(bank == text(slots.code, entry)[0..<3]) {
            reportPayee(
                "the bank", text(slots.code, entry)[0..<3].string, in: slots.code, entry,
                bank.string)
        }
        let field = text(slots.freeField, entry)
        let own = text(slots.code, entry)[Boleto.campoLivre]
        if !field.isEmpty, !(field == own) {
            reportReference("the campo livre", own.string, in: slots.code, entry, field.string)
        }
    }

    private func compare(_ slip: Arrecadacao, _ code: ByteView, _ entry: Entry) {
        if let own = slip.amount, let amount = entry.amount, own != amount {
            reportAmount(own, in: slots.code, entry, amount)
        }
        // Whether the free field begins with a date is the company's choice: what is no day near the bill's is taken
        // for something else.
        if let own = slip.due, let due = entry.due, own != due, abs(own.days - due.days) <= 366 {
            reportDue(own, in: slots.code, entry)
        }
        let company = code[15..<(slip.segment == 6 ? 23 : 19)]
        compare("the segment", code[1..<2], slots.segment, entry)
        compare("the company", company, slots.company, entry)
        if slip.segment == 6, text(slots.company, entry).isEmpty { compareRoot(company, entry) }
    }

    private func compare(_ what: StaticString, _ own: ByteView, _ slot: Int, _ entry: Entry) {
        let expected = text(slot, entry)
        guard !expected.isEmpty, !(expected == own) else { return }
        reportPayee("\(what)", own.string, in: slots.code, entry, expected.string)
    }

    /// In segment 6 the company is the root of a CNPJ.
    private func compareRoot(_ own: ByteView, _ entry: Entry) {
        let expected = taxRoot(entry)
        guard expected.count == 8, !(expected == own) else { return }
        reportPayee("the CNPJ's root", own.string, in: slots.code, entry, expected.string)
    }

    /// The first eight digits of the payee's tax number, else of the issuer's; nothing if it is no CNPJ.
    func taxRoot(_ entry: Entry) -> ByteView {
        var number = text(slots.payeeTaxId, of: slots.payee, entry)
        if number.isEmpty {
            let issuer = record.slot(slots.issuer, of: record.root)
            number = record.text(record.slot(slots.issuerTaxId, of: issuer))
        }
        parts.removeAll()
        for index in 0..<number.count where isAlphanumeric(number[index]) {
            parts.append(number[index])
        }
        return CNPJ.isValid(parts.view) ? parts.view(0..<8) : ByteView()
    }
}

/// Whether a byte is an ASCII letter or digit.
func isAlphanumeric(_ byte: UInt8) -> Bool {
    byte &- 48 <= 9 || (byte | 0x20) &- 97 <= 25
}
