import Primitives
import Records

/// The amounts of a record, by what readers of a bill may take them for; none is negative.
struct ProofAmounts: Sendable {
    /// Those that may be the largest, the one to be paid first; empty if the record has none.
    let headlines: [ExactDecimal]
    /// The field of the first of `headlines`.
    let headlinePath: String
    /// What the bill's lines come to; nil if the record does not say.
    let total: ExactDecimal?
    /// Those that may stand at labels of what is to be paid.
    let due: [ExactDecimal]
    /// Those that may stand at labels of what the bill's lines come to.
    let totals: [ExactDecimal]
    /// What the bill is made up of; may be as large as the largest where that is right.
    let parts: [ExactDecimal]
    /// Those that may stand beside the word for a sum where the total does, too.
    let sums: [ExactDecimal]
    /// Totals of earlier bills.
    let earlier: [ExactDecimal]
    /// Of the currency.
    let decimals: Int

    /// Every amount of the bill as a whole.
    var whole: [ExactDecimal] { due + totals + parts + sums }

    /// The amounts of a record.
    ///
    /// - Parameters:
    ///   - record: the record.
    ///   - fields: where its fields are.
    ///   - payments: the amounts of its ways to pay.
    init(_ record: Record, _ fields: ProofFields, payments: [ExactDecimal]) {
        let root = record.root
        let (total, amountDue) = (
            record.amount(fields.total, of: root), record.amount(fields.amountDue, of: root)
        )
        let known = [amountDue, total].compactMap(\.self)
        // With nothing to be paid, as after a payment in advance, a bill may say what it came to.
        let isOpen = amountDue.map { !$0.isZero && (total ?? $0) > .zero || $0 > .zero } ?? false
        headlines = (isOpen ? Array(known.prefix(1)) : known).map(\.magnitude)
        self.total = total?.magnitude
        headlinePath = amountDue != nil ? "amountDue" : total != nil ? "total" : ""
        due = known.prefix(1).map(\.magnitude) + payments
        totals = known.map(\.magnitude)
        parts = [
            fields.subtotal, fields.previousBalance, fields.paymentsReceived, fields.prepaid,
        ].compactMap { record.amount($0, of: root)?.magnitude }
        let taxes = record.amounts(fields.taxAmount, in: fields.taxes, of: root)
        let use = record.amounts(
            fields.groupSubtotal, in: fields.groups, of: record.slot(fields.usage, of: root))
        let fiscal = record.amounts(fields.fiscalTotal, in: fields.fiscal, of: root)
        sums = use + fiscal + [ProofAmounts.sum(use), ProofAmounts.sum(taxes)]
        earlier = record.amounts(fields.historyTotal, in: fields.history, of: root)
        decimals = total?.scale ?? amountDue?.scale ?? 0
    }

    /// All of one currency, so of one scale.
    private static func sum(_ amounts: [ExactDecimal]) -> ExactDecimal {
        ExactDecimal(
            mantissa: amounts.reduce(0) { $0 + $1.mantissa }, scale: amounts.first?.scale ?? 0)
    }
}

extension Record {
    /// A number of an object; nil if it has none there.
    func amount(_ slot: Int, of object: RecordNode) -> ExactDecimal? {
        let node = self.slot(slot, of: object)
        return switch node.tag {
        case .money, .decimal, .integer: decimal(node)
        default: nil
        }
    }

    /// The numbers of a list's elements, without their signs.
    fileprivate func amounts(
        _ slot: Int, in list: Int, of object: RecordNode
    ) -> [ExactDecimal] {
        elements(list, of: object).compactMap { amount(slot, of: $0)?.magnitude }
    }
}
