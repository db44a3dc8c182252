public import Primitives
import Records

// How a run is compared with an earlier one: bill by bill, and charge by charge.

/// A bill of an earlier run.
public struct BillFact: Sendable, Hashable {
    /// Its month.
    public var cycle: Cycle
    /// In minor units of the currency that both bills have.
    public var total: Int64

    /// A bill's facts.
    public init(cycle: Cycle, total: Int64) {
        self.cycle = cycle
        self.total = total
    }
}

extension RuleSet {
    /// How much it weighs that a total is far from the last run's; nil where the pack turns the rule off.
    public var weightOfTotals: Severity? { severity(of: .againstTotal) }

    /// Whether a bill's total is far from that of the customer's bill in an earlier run; never where one of them
    /// is nothing to pay.
    public func isFar(_ total: Int64, from last: Int64) -> Bool {
        guard total > 0, last > 0 else { return false }
        let ratio = Double(total) / Double(last)
        let limit = thresholds[.againstRatio]
        return ratio >= limit || ratio * limit <= 1
    }

    /// What is said of a bill whose total is far from that of the customer's bill in an earlier run.
    ///
    /// - Parameters:
    ///   - total: in minor units.
    ///   - scale: decimals of the currency.
    ///   - last: the earlier bill.
    /// - Returns: nil where the pack turns the rule off.
    public func finding(_ total: Int64, scale: Int, farFrom last: BillFact) -> Finding? {
        guard let severity = weightOfTotals else { return nil }
        let ratio = Double(total) / Double(last.total)
        let difference = Int128(total) - Int128(last.total)
        return Finding(
            rule: BuiltInRule.againstTotal.id, severity: severity, path: "total",
            message: "the total \(Figure.amount(Int128(total), scale: scale)) is "
                + "\(Figure.rounded(ratio, places: 2)) times the "
                + "\(Figure.amount(Int128(last.total), scale: scale)) of "
                + "\(Figure.month(Int64(last.cycle.months)))",
            cure: BuiltInRule.againstTotal.cure,
            stake: Int64(clamping: Int128(clamping: difference.magnitude)))
    }

    /// What is said of a run in which so many totals are far from those of an earlier one, where each of them is
    /// no reason to keep a bill back.
    ///
    /// - Returns: nil for none, and where the pack turns the rule off.
    public func finding(_ far: Int, totalsFarOf compared: Int) -> Finding? {
        guard far > 0, let severity = weightOfTotals else { return nil }
        return Finding(
            rule: BuiltInRule.againstTotal.id, severity: severity, path: "total",
            message: "\(far) of \(compared) totals are "
                + "\(Figure.rounded(thresholds[.againstRatio], places: 2)) times those of the last run, "
                + "or as many times less",
            cure: BuiltInRule.againstTotal.cure)
    }

    /// Charges that cost far more or less on average than in an earlier run: a price list that is wrong for
    /// everybody shows in no single bill.
    ///
    /// - Parameters:
    ///   - charges: what was counted of the run.
    ///   - earlier: what charges cost in the earlier one.
    /// - Returns: findings about the run, in the order of codes.
    public func findings(
        _ charges: ChargeTotals, against earlier: ChargeTotals
    ) -> [Finding] {
        guard let severity = severity(of: .againstCharge) else { return [] }
        let least = Int(thresholds[.chargeLeast])
        let limit = thresholds[.chargeRatio]
        return charges.charges.compactMap { code, currency, fact in
            guard let last = earlier[code, currency], fact.count >= least,
                last.count >= least, last.mean != 0
            else { return nil }
            let ratio = fact.mean / last.mean
            guard ratio >= limit || ratio * limit <= 1 else { return nil }
            return Finding(
                rule: BuiltInRule.againstCharge.id, severity: severity, path: "lines[].code",
                message:
                    "“\(code)” costs \(Figure.rounded(ratio, places: 2)) times as much as in the "
                    + "last run: \(Figure.counted(fact.count, "line")) against \(last.count)",
                cure: BuiltInRule.againstCharge.cure,
                stake: Int64(
                    clamping: Int128((Double(fact.count) * (fact.mean - last.mean)).magnitude)))
        }
    }
}

extension RuleChecker {
    /// Whom the last record bills, and how much, without a text made for it.
    public var facts: (customer: ByteView, total: Int64) {
        let customer = record.slot(fields.customer, of: record.root)
        return (
            record.text(record.slot(fields.party.id, of: customer)),
            record.slot(fields.total, of: record.root).payload
        )
    }
}
