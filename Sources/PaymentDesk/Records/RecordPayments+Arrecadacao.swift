import Payments
import Primitives
import Records

// What the 44 digits of an arrecadação say against the payment's fields.
extension RecordPayments {
    func compare(_ slip: Arrecadacao, _ code: ByteView, _ entry: Entry) {
        // A reference in the place of the amount lets the company say what is to be paid; zeros say nothing.
        if slip.amount != nil || slip.value == 0 {
            compareAmount(slip.amount, in: slots.code, entry)
        }
        compareDue(slip, entry)
        let companyEnd = slip.segment == 6 ? 23 : 19
        compare("the segment", code[1..<2], slots.segment, .payee, in: slots.code, entry)
        compare("the value id", code[2..<3], slots.valueId, .reference, in: slots.code, entry)
        compare("the company", code[15..<companyEnd], slots.company, .payee, in: slots.code, entry)
        if slip.segment == 6, text(slots.company, entry).isEmpty {
            compareRoot(code[15..<23], entry)
        }
        let reference = text(slots.reference, entry)
        if slip.amount == nil, isDigits(reference), !isSameInteger(code[4..<15], reference) {
            compare(
                "the reference", code[4..<15], with: reference, .reference, in: slots.code, entry)
        }
        compareFreeField(code[companyEnd..<44], entry)
    }

    /// Whether the free field begins with a date is the company's choice: what is no day near the bill's is taken for
    /// something else.
    private func compareDue(_ slip: Arrecadacao, _ entry: Entry) {
        guard let own = slip.due, let due = entry.due, own != due, own != entry.wholeDue,
            abs(own.days - due.days) <= 366
        else { return }
        reportDue(own, in: slots.code, entry, due)
    }

    /// A field that leaves room for the due date stands behind it.
    private func compareFreeField(_ own: ByteView, _ entry: Entry) {
        let field = text(slots.freeField, entry)
        let isDated = field.count == own.count - 8
        compare(
            "the free field", isDated ? own[8..<own.count] : own, with: field, .reference,
            in: slots.code, entry)
    }

    /// In segment 6 the company is the root of a CNPJ.
    private func compareRoot(_ own: ByteView, _ entry: Entry) {
        parts.removeAll()
        guard let range = appendTaxNumber(payeeTaxNumber(entry)) else { return }
        let number = parts.view(range)
        guard CNPJ.isValid(number) else { return }
        compare(
            "the CNPJ's root", own, with: number[0..<8], .payee, in: slots.code, entry)
    }
}
