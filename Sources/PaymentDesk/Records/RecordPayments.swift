/// What enters this room is a record's payments, or a line of JSON that asks for one; what leaves it are codes
/// that a bank reads, in the record as if they had been given, and findings about those that none would read.
///
/// This file: the payments of a record, one after the other.
public import Primitives
import Payments
public import Records

/// Completes and checks the payments of one record after the other; one per worker.
///
/// A payment that brings the fields of a code but no code gets `code`, `digits` or `payload` in its slots. One that
/// brings a code has it verified, and its amount, due date and payee compared with the payment's own fields and
/// with the bill's. In the steady state nothing is allocated unless something is found.
///
/// Not `Sendable`.
public final class RecordPayments {
    /// What is wrong with the last record's payments, in their order.
    public internal(set) var findings: [Finding] = []

    let record: Record
    let slots: PaymentSlots
    var scratch = ByteBuffer(capacity: 1024)
    var parts = ByteBuffer(capacity: 512)

    /// A desk for the records that `record` will hold.
    public init(record: Record) {
        self.record = record
        slots = PaymentSlots(record.schema)
    }

    /// One way to pay, and what it must agree with.
    struct Entry: BitwiseCopyable {
        let payment: RecordNode
        /// Minor units: the payment's own, else its installment's, else the bill's; nil where none says one.
        let amount: Int64?
        /// The payment's own, else its installment's, else the bill's.
        let due: CivilDate?
    }

    /// Completes and checks all payments of the record, and leaves what is wrong in `findings`.
    ///
    /// - Complexity: O(bytes of the codes); some 24,000 instructions for a bill with bars and a Pix code.
    public func settle() {
        if !findings.isEmpty { findings.removeAll(keepingCapacity: true) }
        let payments = record.slot(slots.payments, of: record.root)
        for index in 0..<Int(payments.count) {
            let payment = record.element(index, of: payments)
            let known = findings.count
            settle(entry(payment))
            // What is wrong with a code is told once.
            if findings.count == known { compareWithBill(entry(payment)) }
            let installments = record.slot(slots.installments, of: payment)
            for part in 0..<Int(installments.count) {
                let installment = record.element(part, of: installments)
                settle(
                    entry(
                        record.slot(slots.installmentPayment, of: installment),
                        amount: record.slot(slots.installmentAmount, of: installment),
                        due: record.slot(slots.installmentDue, of: installment)))
            }
        }
    }

    /// A payment with its own amount and due date, else those of its installment, else the bill's.
    func entry(
        _ payment: RecordNode, amount: RecordNode = .absent, due: RecordNode = .absent
    ) -> Entry {
        let root = record.root
        return Entry(
            payment: payment,
            amount: money(record.slot(slots.amount, of: payment)) ?? money(amount)
                ?? money(record.slot(slots.amountDue, of: root)),
            due: date(record.slot(slots.ownDue, of: payment)) ?? date(due)
                ?? date(record.slot(slots.due, of: root)))
    }

    private func settle(_ entry: Entry) {
        guard entry.payment.tag == .object else { return }
        let scheme = text(slots.scheme, entry)
        if scheme == "pix" {
            settlePix(entry)
        } else if scheme == "arrecadacao" {
            settleBars(entry, .arrecadacao)
        } else if scheme == "boleto" {
            settleBars(entry, .boleto)
        } else if scheme == "sepa" {
            settleTransfer(entry)
        } else if scheme == "swiss" {
            settleSlip(entry)
        } else if scheme == "upi" {
            settleUPI(entry)
        }
    }

    // MARK: Reading

    /// A text of the payment; empty where there is none.
    func text(_ slot: Int, _ entry: Entry) -> ByteView {
        record.text(record.slot(slot, of: entry.payment))
    }

    /// A text of an object that the payment holds.
    func text(_ slot: Int, of object: Int, _ entry: Entry) -> ByteView {
        record.text(record.slot(slot, of: record.slot(object, of: entry.payment)))
    }

    var currency: ByteView { record.text(record.slot(slots.currency, of: record.root)) }

    /// The day the bill is issued; what counts as today.
    var issued: CivilDate? { date(record.slot(slots.issued, of: record.root)) }

    func date(_ node: RecordNode) -> CivilDate? {
        node.tag == .date ? CivilDate(days: Int32(truncatingIfNeeded: node.payload)) : nil
    }

    private func money(_ node: RecordNode) -> Int64? { node.tag == .money ? node.payload : nil }

    // MARK: Writing

    /// Gives the payment a text in one of its slots.
    func give(_ text: ByteView, to slot: Int, of entry: Entry) {
        record.give(text, to: Int(entry.payment.payload) + slot)
    }
}
