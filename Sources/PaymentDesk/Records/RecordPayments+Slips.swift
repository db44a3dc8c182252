public import Primitives
import Records

// Which digits are those of a slip, whatever they are drawn as.
extension RecordPayments {
    /// Whether digits are the 44 of a boleto or arrecadação among the record's payments, or those of their
    /// installments.
    ///
    /// - Complexity: O(payments); nothing for texts of another length.
    public func isCodeOfSlip(_ digits: ByteView) -> Bool {
        guard digits.count == 44 else { return false }
        let list = record.slot(slots.payments, of: record.root)
        for index in 0..<Int(list.count) {
            let payment = record.element(index, of: list)
            if isCode(digits, of: payment) { return true }
            let parts = record.slot(slots.installments, of: payment)
            for place in 0..<Int(parts.count) where parts.tag == .list {
                let part = record.element(place, of: parts)
                if isCode(digits, of: record.slot(slots.installmentPayment, of: part)) {
                    return true
                }
            }
        }
        return false
    }

    private func isCode(_ digits: ByteView, of payment: RecordNode) -> Bool {
        record.text(record.slot(slots.code, of: payment)) == digits
    }
}
