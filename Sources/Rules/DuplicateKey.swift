public import Primitives
import Records

/// What no two bills of a run may share: whom it bills for what, and how it is paid.
public struct DuplicateKey: BitwiseCopyable, Sendable {
    /// What a key stands for.
    public enum Subject: UInt8, BitwiseCopyable, Sendable {
        /// Customer, cycle and kind.
        case cycle = 1
        /// What a payment's QR code holds, its bar code, or its digits.
        case payload, code, digits
    }

    /// Stands for it among the keys of the same secret; ids begin with the word 0, and are others.
    public let hash: KeyedHash
    /// What it stands for.
    public let subject: Subject
    /// The payment's place; of a cycle, its months since year 0.
    public let place: Int32

    /// The key of a customer's bills of a kind in a month.
    init(cycle: Int, customer: ByteView, kind: ByteView, _ secret: HashSecret) {
        subject = .cycle
        place = Int32(truncatingIfNeeded: cycle)
        var hasher = KeyedHasher(secret)
        hasher.combine(UInt64(Subject.cycle.rawValue))
        hasher.combine(UInt64(bitPattern: Int64(cycle)))
        hasher.combine(customer)
        hasher.combine(kind)
        hash = hasher.finish()
    }

    /// The key of a payment's code, the same in whichever field the code stands.
    init(_ subject: Subject, of payment: Int, text: ByteView, _ secret: HashSecret) {
        self.subject = subject
        place = Int32(truncatingIfNeeded: payment)
        var hasher = KeyedHasher(secret)
        hasher.combine(UInt64(Subject.payload.rawValue))
        hasher.combine(text)
        hash = hasher.finish()
    }
}

extension RuleChecker {
    /// Appends what no other bill of the run may share with the last record.
    ///
    /// - Parameters:
    ///   - keys: gets one for customer, cycle and kind, and one for each payment with a code.
    ///   - secret: what the keys are hashed with; a run whose keys a later one is compared with keeps its own.
    public func appendDuplicateKeys(
        to keys: inout Pool<DuplicateKey>, secret: HashSecret = .ofThisProcess
    ) {
        let root = record.root
        if asks(.duplicateCycle) {
            let customer = record.slot(fields.customer, of: root)
            let id = record.text(record.slot(fields.party.id, of: customer))
            let cycle = Int(record.slot(fields.cycle, of: root).payload)
            let kind = record.text(record.slot(fields.kind, of: root))
            if id.count > 0 {
                keys.append(DuplicateKey(cycle: cycle, customer: id, kind: kind, secret))
            }
        }
        guard asks(.duplicatePayment) else { return }
        let payments = record.slot(fields.payments, of: root)
        guard payments.tag == .list else { return }
        let first = keys.count
        for index in 0..<min(Int(payments.count), RuleChecker.mostPayments) {
            appendPayment(index, of: payments, first, secret, to: &keys)
        }
    }

    /// So many payments of one bill are compared with those of others.
    private static let mostPayments = 64

    /// Appends the code of a payment, unless another one of the bill has the same.
    private func appendPayment(
        _ index: Int, of payments: RecordNode, _ first: Int, _ secret: HashSecret,
        to keys: inout Pool<DuplicateKey>
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
        let key = DuplicateKey(subject, of: index, text: text, secret)
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
        finding(key.subject, place: Int(key.place), customer: customer, run: run)
    }

    /// What is said of a bill that shares what a key stands for with an earlier one, as above.
    public func finding(
        _ subject: DuplicateKey.Subject, place: Int, customer: ByteView, run: String
    ) -> Finding? {
        let isCycle = subject == .cycle
        let rule = isCycle ? BuiltInRule.duplicateCycle : .duplicatePayment
        guard let severity = severity(of: rule) else { return nil }
        let field = String(describing: subject)
        return Finding(
            rule: rule.id, severity: severity,
            path: isCycle ? "customer.id" : "payments[\(place)].\(field)",
            message: isCycle
                ? "the customer “\(customer.string)” has another bill of this kind for "
                    + "\(Figure.month(Int64(place))) in \(run)"
                : "the \(field) of payments[\(place)] is that of another bill in \(run)",
            cure: rule.cure)
    }
}
