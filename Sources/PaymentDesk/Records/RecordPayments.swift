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
/// brings a code has it verified, and all that it says compared with the payment's own fields and with the bill's.
/// Keys of fiscal documents and tax numbers of Brazil, which are made of check digits too, are checked here as well.
/// In the steady state nothing is allocated unless something is found.
///
/// Not `Sendable`.
public final class RecordPayments {
    /// What is wrong with the last record's payments and numbers, in their order.
    public internal(set) var findings: [Finding] = []

    /// Whether a payment of the last record is still without the code that its scheme is paid by, and no finding says why.
    ///
    /// A template that draws the code cannot; one that shows a link instead can.
    public private(set) var isWithoutCode = false

    let record: Record
    let slots: PaymentSlots
    var scratch = ByteBuffer(capacity: 1024)
    var parts = ByteBuffer(capacity: 512)
    /// What a code says, where it does not say it as it reads.
    var decoded = ByteBuffer(capacity: 256)
    /// The last tax number of a company that was right, as its record writes it.
    var rightNumber = ByteBuffer(capacity: 32)

    /// A desk for the records that `record` will hold.
    public init(record: Record) {
        self.record = record
        slots = PaymentSlots(record.schema)
    }

    /// What a way to pay is a part of.
    enum Whole: UInt8, BitwiseCopyable {
        case bill, installment

        var name: StaticString { self == .bill ? "the bill" : "the installment" }
    }

    /// One way to pay, and what it must agree with.
    struct Entry: BitwiseCopyable {
        let payment: RecordNode
        let whole: Whole
        /// Minor units, as the payment's installment says, else the bill; nil where neither does.
        let wholeAmount: Int64?
        /// The day its installment is due, else the bill.
        let wholeDue: CivilDate?
        /// What the payment says itself.
        let ownAmount: Int64?
        let ownDue: CivilDate?

        /// Minor units that a code is made for: the payment's own, else those of its whole.
        var amount: Int64? { ownAmount ?? wholeAmount }
        /// The day that a code is made for.
        var due: CivilDate? { ownDue ?? wholeDue }
    }

    /// Completes and checks all payments of the record, and leaves what is wrong in `findings`.
    ///
    /// - Complexity: O(bytes of the codes); some 27,000 instructions for a bill with bars and a Pix code.
    public func settle() {
        if !findings.isEmpty { findings.removeAll(keepingCapacity: true) }
        isWithoutCode = false
        var isPayable = false
        let payments = record.slot(slots.payments, of: record.root)
        for index in 0..<Int(payments.count) {
            let payment = record.element(index, of: payments)
            if settle(entry(payment)) { isPayable = true }
            if settleInstallments(of: payment) { isPayable = true }
        }
        if !isPayable { checkIsPayable() }
        checkFiscalDocuments()
        checkParties()
    }

    /// Completes the record's own payments and says nothing of any; what they are paid by is the same as after `settle`.
    ///
    /// One that brings what it is paid by is left as it is, its installments too: nobody asks whether it is right.
    ///
    /// - Complexity: O(bytes of the codes that are made); some 100 instructions for a payment that brings its own.
    public func complete() {
        let payments = record.slot(slots.payments, of: record.root)
        for index in 0..<Int(payments.count) {
            let entry = entry(record.element(index, of: payments))
            if !isReady(entry) { _ = settle(entry) }
        }
        if !findings.isEmpty { findings.removeAll(keepingCapacity: true) }
        isWithoutCode = false
    }

    /// Whether the payment brings what it is paid by: no payload is made for one that has it, nor for bars with a code.
    private func isReady(_ entry: Entry) -> Bool {
        guard entry.payment.tag == .object else { return true }
        if !text(slots.payload, entry).isEmpty { return true }
        let scheme = text(slots.scheme, entry)
        return (scheme == "arrecadacao" || scheme == "boleto") && !text(slots.code, entry).isEmpty
    }

    /// A payment of the bill, or of an installment of it.
    func entry(_ payment: RecordNode, of installment: RecordNode = .absent) -> Entry {
        let root = record.root
        let isPart = installment.tag == .object
        return Entry(
            payment: payment, whole: isPart ? .installment : .bill,
            wholeAmount: money(record.slot(slots.installmentAmount, of: installment))
                ?? money(record.slot(slots.amountDue, of: root)),
            wholeDue: date(record.slot(slots.installmentDue, of: installment))
                ?? date(record.slot(slots.due, of: root)),
            ownAmount: money(record.slot(slots.amount, of: payment)),
            ownDue: date(record.slot(slots.ownDue, of: payment)))
    }

    /// Completes and checks one way to pay; whether somebody can pay by it, or a finding says why not.
    func settle(_ entry: Entry) -> Bool {
        guard entry.payment.tag == .object else { return false }
        let known = findings.count
        let scheme = text(slots.scheme, entry)
        var code = slots.payload
        if scheme == "pix" {
            settlePix(entry)
        } else if scheme == "arrecadacao" {
            settleBars(entry, .arrecadacao)
            code = slots.code
        } else if scheme == "boleto" {
            settleBars(entry, .boleto)
            code = slots.code
        } else if scheme == "sepa" {
            settleTransfer(entry)
        } else if scheme == "swiss" {
            settleSlip(entry)
        } else if scheme == "upi" {
            settleUPI(entry)
        } else {
            code = -1
        }
        let hasCode = code < 0 || !text(code, entry).isEmpty || findings.count > known
        if !hasCode { isWithoutCode = true }
        compareWithWhole(entry)
        // What is wrong with who is paid is told once.
        if !findings[known...].contains(where: { $0.rule == "payment.payee" }) {
            comparePayee(entry)
        }
        checkBankDigit(entry)
        return hasCode || !text(slots.url, entry).isEmpty
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

    /// A text of the issuer.
    func issuerText(_ slot: Int) -> ByteView {
        record.text(record.slot(slot, of: record.slot(slots.issuer, of: record.root)))
    }

    var currency: ByteView { record.text(record.slot(slots.currency, of: record.root)) }

    /// The day the bill is issued; what counts as today.
    var issued: CivilDate? { date(record.slot(slots.issued, of: record.root)) }

    func date(_ node: RecordNode) -> CivilDate? {
        node.tag == .date ? CivilDate(days: Int32(truncatingIfNeeded: node.payload)) : nil
    }

    func money(_ node: RecordNode) -> Int64? { node.tag == .money ? node.payload : nil }

    // MARK: Writing

    /// Gives the payment a text in one of its slots.
    func give(_ text: ByteView, to slot: Int, of entry: Entry) {
        record.give(text, to: Int(entry.payment.payload) + slot)
    }
}
