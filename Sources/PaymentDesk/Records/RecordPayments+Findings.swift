import Payments
import Primitives
import Records

// Findings: the only part of the room that makes text.
extension RecordPayments {
    /// Reports what is wrong at a node of the record.
    func report(
        _ rule: String, _ severity: Severity = .hold, at node: Int, _ message: String, cure: String
    ) {
        findings.append(
            Finding(
                rule: rule, severity: severity, path: record.path(of: node), message: message,
                cure: cure))
    }

    /// Reports what is wrong at a slot of the payment, or with the whole of it (slot −1).
    func report(
        _ rule: String, _ severity: Severity = .hold, at slot: Int, _ entry: Entry,
        _ message: String, cure: String
    ) {
        let first = Int(entry.payment.payload)
        guard slot < 0 else {
            return report(rule, severity, at: first + slot, message, cure: cure)
        }
        report(rule, severity, at: first + slots.scheme, message, cure: cure)
        // A payment's place is found by its first slot: `payments[0].scheme` without its name.
        let path = findings[findings.count - 1].path
        findings[findings.count - 1].path = String(path.dropLast(".scheme".count))
    }

    /// A ready code that no bank accepts.
    func reportCode(_ error: PaymentError, at slot: Int, _ entry: Entry) {
        report(
            "payment.code", at: slot, entry,
            "no bank would accept this: \(error.text) (\(error.rawValue))",
            cure: "let whoever makes the code correct it, or leave it out and give its fields")
    }

    /// Fields of which no code can be made.
    func reportFields(_ error: PaymentError, at slot: Int, _ entry: Entry) {
        report(
            "payment.code", .reject, at: slot, entry,
            "no payment code can be made of this: \(error.text) (\(error.rawValue))",
            cure: "correct what the code names, or give a code that a bank would accept")
    }

    // MARK: Amounts

    func reportAmount(
        _ own: Int64, in slot: Int, _ entry: Entry, _ expected: Int64, severity: Severity = .hold
    ) {
        report(
            "payment.amount", severity, at: slot, entry,
            "the code asks for \(figure(own)), to be paid are \(figure(expected)), "
                + "difference \(difference(own, expected))",
            cure: "make the code again for the amount of \(entry.whole.name)")
    }

    /// A code that leaves the amount to who pays.
    func reportNoAmount(in slot: Int, _ entry: Entry, _ expected: Int64) {
        report(
            "payment.amount", .warn, at: slot, entry,
            "the code asks for no amount, so anything can be paid; to be paid are "
                + figure(expected),
            cure: "make the code again with the amount of \(entry.whole.name)")
    }

    func reportOwnAmount(_ own: Int64, _ entry: Entry, _ whole: Int64) {
        report(
            "payment.amount", at: slots.amount, entry,
            "the payment asks for \(figure(own)), \(entry.whole.name) for \(figure(whole)), "
                + "difference \(difference(own, whole))",
            cure: "give both the same amount")
    }

    func reportCurrency(_ own: String, in slot: Int, _ entry: Entry) {
        report(
            "payment.amount", at: slot, entry,
            "the code is paid in \(own), the bill in \(currency.string)",
            cure: "offer a way to pay in the currency of the bill")
    }

    // MARK: Due dates

    /// A code that is due on another day; nil where its factor is that of no day near the bill's issue.
    func reportDue(_ own: CivilDate?, in slot: Int, _ entry: Entry, _ expected: CivilDate) {
        let said =
            own.map { "due on \(iso($0))" }
            ?? "due on no day from 3000 before to 5500 after \(iso(issued ?? expected))"
        report(
            "payment.due", at: slot, entry,
            "the code is \(said), \(entry.ownDue == nil ? "\(entry.whole.name)" : "the payment") on "
                + iso(expected),
            cure: "make the code again for the due date of \(entry.whole.name)")
    }

    /// A boleto without a due date, which can be paid at any time.
    func reportNoDue(in slot: Int, _ entry: Entry, _ expected: CivilDate) {
        report(
            "payment.due", at: slot, entry,
            "the code carries no due date (factor 0000, which only proposals and card slips may), "
                + "\(entry.whole.name) is due on \(iso(expected))",
            cure: "make the code again with the due date of \(entry.whole.name)")
    }

    func reportOwnDue(_ own: CivilDate, _ entry: Entry, _ whole: CivilDate) {
        report(
            "payment.due", at: slots.ownDue, entry,
            "the payment is due on \(iso(own)), \(entry.whole.name) on \(iso(whole))",
            cure: "give both the same due date")
    }

    // MARK: Who is paid, and what for

    func reportOwnPayee(
        _ own: String, _ entry: Entry, _ issuer: String, number isNumber: Bool = false
    ) {
        let payee = record.slot(slots.payee, of: entry.payment)
        let node =
            isNumber
            ? Int(payee.payload) + slots.payeeTaxId : Int(entry.payment.payload) + slots.payee
        report(
            "payment.payee", .warn, at: node,
            isNumber
                ? "the payee's tax number is “\(own)”, the issuer's “\(issuer)”"
                : "the payee is “\(own)”, the issuer “\(issuer)”",
            cure: "see that the issuer is paid by this payee, or correct the field")
    }

    func reportPayee(
        _ what: String, _ own: String, in slot: Int, _ entry: Entry, _ expected: String,
        severity: Severity = .hold
    ) {
        report(
            "payment.payee", severity, at: slot, entry,
            "\(what) in the code is “\(own)”, it should be “\(expected)”",
            cure: "make the code again, or correct the field: the money would go elsewhere")
    }

    func reportReference(
        _ what: String, _ own: String, in slot: Int, _ entry: Entry, _ expected: String
    ) {
        report(
            "payment.reference", at: slot, entry,
            "\(what) in the code is “\(own)”, the field says “\(expected)”",
            cure: "make the code again, or correct the field: the payment would not be matched")
    }

    // MARK: Figures

    /// An amount in minor units as people read it.
    func figure(_ amount: Int64) -> String {
        var digits = String(amount.magnitude)
        let scale = record.currencyScale
        guard scale > 0 else { return (amount < 0 ? "-" : "") + digits }
        digits = String(repeating: "0", count: max(0, scale + 1 - digits.count)) + digits
        return (amount < 0 ? "-" : "") + digits.dropLast(scale) + "." + digits.suffix(scale)
    }

    private func difference(_ own: Int64, _ expected: Int64) -> String {
        figure(Int64(clamping: Int128(own) - Int128(expected)))
    }

    func iso(_ date: CivilDate) -> String {
        let (year, month, day) = date.parts
        let padded = { (number: Int, width: Int) in
            String(repeating: "0", count: max(0, width - String(number).count)) + String(number)
        }
        return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
    }
}
