public import Primitives
import Records

/// What no two bills of a run may share, as a number: whom it bills for what, and how it is paid.
///
/// Different bills share a number once in 10^7 runs of a million; the second is then kept back, never lost.
public struct DuplicateKey: BitwiseCopyable, Sendable {
    /// What a key stands for.
    public enum Subject: UInt8, BitwiseCopyable, Sendable {
        /// Customer, cycle and kind.
        case cycle
        /// What a payment's QR code holds, its bar code, or its digits.
        case payload, code, digits
    }

    /// Never 0.
    public let hash: UInt64
    /// What it stands for.
    public let subject: Subject
    /// The payment's place; of a cycle, its months since year 0.
    public let place: Int32

    init(_ subject: Subject, place: Int, hash: UInt64) {
        self.subject = subject
        self.place = Int32(truncatingIfNeeded: place)
        self.hash = hash == 0 ? 1 : hash
    }
}

extension RuleChecker {
    /// Appends what no other bill of the run may share with the last record.
    ///
    /// - Parameter keys: gets one for customer, cycle and kind, and one for each payment with a code.
    public func appendDuplicateKeys(to keys: inout Pool<DuplicateKey>) {
        let root = record.root
        if asks(.duplicateCycle) {
            let customer = record.slot(fields.customer, of: root)
            let id = record.text(record.slot(fields.party.id, of: customer))
            let cycle = Int(record.slot(fields.cycle, of: root).payload)
            let kind = record.text(record.slot(fields.kind, of: root))
            if id.count > 0 {
                let hash = kind.hash(seed: id.hash(seed: UInt64(bitPattern: Int64(cycle))))
                keys.append(DuplicateKey(.cycle, place: cycle, hash: hash))
            }
        }
        guard asks(.duplicatePayment) else { return }
        let payments = record.slot(fields.payments, of: root)
        guard payments.tag == .list else { return }
        let first = keys.count
        for index in 0..<min(Int(payments.count), RuleChecker.mostPayments) {
            appendPayment(index, of: payments, first, to: &keys)
        }
    }

    /// So many payments of one bill are compared with those of others.
    private static let mostPayments = 64

    /// Appends the code of a payment, unless another one of the bill has the same.
    private func appendPayment(
        _ index: Int, of payments: RecordNode, _ first: Int, to keys: inout Pool<DuplicateKey>
    ) {
        let payment = record.element(index, of: payments)
        let amount = record.slot(fields.payment.amount, of: payment)
        guard (amount.isAbsent ? amountOwed : amount.payload) > 0 else { return }
        var subject = DuplicateKey.Subject.payload
        var text = record.text(record.slot(fields.payment.payload, of: payment))
        if text.count == 0 {
            (subject, text) = (.code, record.text(record.slot(fields.payment.code, of: payment)))
        }
        if text.count == 0 {
            (subject, text) = (
                .digits, record.text(record.slot(fields.payment.digits, of: payment))
            )
        }
        guard text.count > 0 else { return }
        let key = DuplicateKey(subject, place: index, hash: text.hash(seed: 0))
        for other in first..<keys.count where keys[other].hash == key.hash { return }
        keys.append(key)
    }
}

extension RuleSet {
    /// What is said of a bill that shares a key with an earlier one; nil where the pack turns the rule off.
    ///
    /// - Parameters:
    ///   - key: the key.
    ///   - customer: the bill's customer.
    ///   - run: which run the other bill is of: “this run”, “the last run”.
    /// - Returns: the finding, with the weight the pack gives it.
    public func finding(_ key: DuplicateKey, customer: ByteView, run: String) -> Finding? {
        let isCycle = key.subject == .cycle
        let rule = isCycle ? BuiltInRule.duplicateCycle : .duplicatePayment
        guard let severity = severity(of: rule) else { return nil }
        let field = String(describing: key.subject)
        return Finding(
            rule: rule.id, severity: severity,
            path: isCycle ? "customer.id" : "payments[\(key.place)].\(field)",
            message: isCycle
                ? "the customer “\(customer.string)” has another bill of this kind for "
                    + "\(Figure.month(Int64(key.place))) in \(run)"
                : "the \(field) of payments[\(key.place)] is that of another bill in \(run)",
            cure: rule.cure)
    }
}
