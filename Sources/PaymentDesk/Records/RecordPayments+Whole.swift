import Payments
import Primitives
import Records

// The payment against the bill, and installments against their payment: what no code is needed for.
extension RecordPayments {
    /// Compares a payment's own amount and due date with those of the bill or its installment.
    ///
    /// The amounts of the bill's payments are compared with what it asks for by the rules.
    func compareWithWhole(_ entry: Entry) {
        if entry.whole == .installment, let own = entry.ownAmount, let whole = entry.wholeAmount,
            own != whole
        {
            reportOwnAmount(own, entry, whole)
        }
        if let own = entry.ownDue, let whole = entry.wholeDue, own != whole {
            reportOwnDue(own, entry, whole)
        }
    }

    /// Compares who a payment says is paid with the issuer.
    func comparePayee(_ entry: Entry) {
        guard record.slot(slots.payee, of: entry.payment).tag == .object else { return }
        let (payee, issuer) = (text(slots.payeeName, of: slots.payee, entry), issuerName)
        if !payee.isBlank, !issuer.isEmpty, !(payee == issuer), !shareWord(payee, issuer) {
            reportOwnPayee(payee.string, entry, issuer.string)
        } else {
            comparePayeeNumber(entry)
        }
    }

    var issuerName: ByteView { issuerText(slots.issuerName) }

    /// A payee of the issuer's name is the issuer, or a company of its group, which is worth a look.
    private func comparePayeeNumber(_ entry: Entry) {
        let own = text(slots.payeeTaxId, of: slots.payee, entry)
        let issuer = issuerText(slots.issuerTaxId)
        guard !own.isEmpty, !(own == issuer) else { return }
        parts.removeAll()
        guard let first = appendTaxNumber(own), let second = appendTaxNumber(issuer) else {
            return
        }
        guard isSameHolder(parts.view(first), parts.view(second)) == false else { return }
        reportOwnPayee(own.string, entry, issuer.string, number: true)
    }

    // MARK: Installments

    /// Completes and checks the payments of installments; whether somebody can pay by one of them.
    func settleInstallments(of payment: RecordNode) -> Bool {
        let installments = record.slot(slots.installments, of: payment)
        guard installments.tag == .list else { return false }
        var isPayable = false
        // Which numbers were met, from 0 to 127; of larger ones the one before alone is known.
        var (seen, before): (UInt128, Int64) = (0, -1)
        for index in 0..<Int(installments.count) {
            let installment = record.element(index, of: installments)
            checkInstallment(installment)
            let number = record.slot(slots.installmentNumber, of: installment)
            if number.tag == .integer {
                let bit: UInt128 = (0..<128).contains(number.payload) ? 1 << number.payload : 0
                if seen & bit != 0 || number.payload == before {
                    reportNumber(number.payload, of: installment)
                }
                (seen, before) = (seen | bit, number.payload)
            }
            let part = record.slot(slots.installmentPayment, of: installment)
            if settle(entry(part, of: installment)) { isPayable = true }
        }
        return isPayable
    }

    /// What an installment says by itself.
    private func checkInstallment(_ installment: RecordNode) {
        let first = Int(installment.payload)
        if let amount = money(record.slot(slots.installmentAmount, of: installment)), amount < 0 {
            report(
                "payment.amount", at: first + slots.installmentAmount,
                "the installment asks for \(figure(amount))",
                cure: "correct the amounts of the installments")
        }
        if let due = date(record.slot(slots.installmentDue, of: installment)), let issued,
            due < issued
        {
            report(
                "payment.due", at: first + slots.installmentDue,
                "the installment is due on \(iso(due)), the bill issued on \(iso(issued))",
                cure: "correct the dates of the installments")
        }
    }

    private func reportNumber(_ number: Int64, of installment: RecordNode) {
        report(
            "payment.installments", at: Int(installment.payload) + slots.installmentNumber,
            "two installments have the number \(number)",
            cure: "number the installments from 1 on")
    }

    // MARK: Nothing to pay by

    /// Warns of a bill that asks for money and says no way to pay it.
    func checkIsPayable() {
        guard let due = money(record.slot(slots.amountDue, of: record.root)), due > 0 else {
            return
        }
        let kind = record.text(record.slot(slots.kind, of: record.root))
        guard !(kind == "creditNote"), !(kind == "receipt"), !(kind == "quittance") else { return }
        let payments = record.slot(slots.payments, of: record.root)
        let said =
            payments.count > 0 ? "none of its payments can be paid by" : "it lists no way to pay"
        report(
            "missing.payment", .warn, at: Int(record.root.payload) + slots.payments,
            "\(figure(due)) are to be paid, and \(said)",
            cure:
                "give the bill a payment with its code or the code's fields, or one of the scheme "
                + "text that says how it is paid")
    }
}
