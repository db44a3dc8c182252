import Payments
import Primitives
import Records

// Findings: the only part of the room that makes text.
extension RecordPayments {
    /// Reports what is wrong at a slot of the payment, or with the whole of it (slot −1).
    func report(
        _ rule: String, _ severity: Severity = .hold, at slot: Int, _ entry: Entry,
        _ message: String, cure: String
    ) {
        let first = Int(entry.payment.payload)
        // A payment's place is found by its first slot: `payments[0].scheme` without its name.
        let path =
            slot >= 0
            ? record.path(of: first + slot)
            : String(record.path(of: first + slots.scheme).dropLast(".scheme".count))
        findings.append(
            Finding(rule: rule, severity: severity, path: path, message: message, cure: cure))
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

    func reportAmount(_ own: Int64, in slot: Int, _ entry: Entry, _ expected: Int64) {
        report(
            "payment.amount", at: slot, entry,
            "the code asks for \(figure(own)), to be paid are \(figure(expected)), "
                + "difference \(figure(own - expected))",
            cure: "make the code again for the amount of the bill")
    }

    func reportCurrency(_ own: String, in slot: Int, _ entry: Entry) {
        report(
            "payment.amount", at: slot, entry,
            "the code is paid in \(own), the bill in \(currency.string)",
            cure: "offer a way to pay in the currency of the bill")
    }

    func reportDue(_ own: CivilDate?, in slot: Int, _ entry: Entry) {
        report(
            "payment.due", at: slot, entry,
            "the code is due on \(iso(own)), the bill on \(iso(entry.due))",
            cure: "make the code again for the due date of the bill")
    }

    func reportOwnDue(_ own: CivilDate, _ entry: Entry, _ due: CivilDate) {
        report(
            "payment.due", at: slots.ownDue, entry,
            "the payment is due on \(iso(own)), the bill on \(iso(due))",
            cure: "give both the same due date")
    }

    func reportOwnPayee(_ own: String, _ entry: Entry, _ issuer: String) {
        report(
            "payment.payee", .warn, at: slots.payee, entry,
            "the payee is “\(own)”, the issuer “\(issuer)”",
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

    /// An amount in minor units as people read it.
    private func figure(_ amount: Int64) -> String {
        var digits = String(amount.magnitude)
        let scale = record.currencyScale
        guard scale > 0 else { return (amount < 0 ? "-" : "") + digits }
        digits = String(repeating: "0", count: max(0, scale + 1 - digits.count)) + digits
        return (amount < 0 ? "-" : "") + digits.dropLast(scale) + "." + digits.suffix(scale)
    }

    private func iso(_ date: CivilDate?) -> String {
        guard let (year, month, day) = date?.parts else { return "no day" }
        let padded = { (number: Int, width: Int) in
            String(repeating: "0", count: max(0, width - String(number).count)) + String(number)
        }
        return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
    }
}
