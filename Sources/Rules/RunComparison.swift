public import Primitives
import Records

/// Compares a run with an earlier one: bill by bill, and charge by charge at the end.
public struct RunComparison<Earlier: EarlierRun> {
    private let rules: RuleSet
    private let earlier: Earlier

    /// A comparison with the facts of an earlier run.
    public init(rules: RuleSet, earlier: Earlier) {
        self.rules = rules
        self.earlier = earlier
    }

    /// What the bill that was checked last gives cause to, against the earlier run.
    ///
    /// - Parameters:
    ///   - checker: which read the bill.
    ///   - keys: what the bill may share with no other, as the checker appended it.
    /// - Returns: what is shared with the earlier run, then how the totals differ.
    public func findings(
        _ checker: RuleChecker, keys: borrowing Pool<DuplicateKey>
    ) -> [Finding] {
        var findings: [Finding] = []
        let facts = checker.billFacts
        for index in keys.indices where earlier.contains(keys[index]) {
            if let found = rules.finding(keys[index], customer: facts.customer, run: "the last run")
            {
                findings.append(found)
            }
        }
        if let found = total(facts.bill, facts.customer, facts.kind, checker) {
            findings.append(found)
        }
        return findings
    }

    private func total(
        _ bill: BillFact, _ customer: ByteView, _ kind: ByteView, _ checker: RuleChecker
    ) -> Finding? {
        guard let severity = rules.severity(of: .againstTotal), bill.total > 0,
            let last = earlier.bill(ofCustomer: customer, kind: kind),
            last.currency == bill.currency, last.cycle < bill.cycle, last.total > 0
        else { return nil }
        let ratio = Double(bill.total) / Double(last.total)
        let limit = rules.thresholds[.againstRatio]
        guard ratio >= limit || ratio * limit <= 1 else { return nil }
        let difference = Int128(bill.total) - Int128(last.total)
        return Finding(
            rule: BuiltInRule.againstTotal.id, severity: severity, path: "total",
            message: "the total \(checker.amount(bill.total)) is "
                + "\(Figure.rounded(ratio, places: 2)) times the \(checker.amount(last.total)) of "
                + "\(Figure.month(Int64(last.cycle.months)))",
            cure: BuiltInRule.againstTotal.cure,
            stake: Int64(clamping: Int128(clamping: difference.magnitude)))
    }

    /// Charges that cost far more or less on average than in the earlier run: a price list that is wrong for
    /// everybody shows in no single bill.
    ///
    /// - Parameter charges: what all workers counted.
    /// - Returns: findings about the run, in the order of codes.
    public func findings(_ charges: ChargeTotals) -> [Finding] {
        guard let severity = rules.severity(of: .againstCharge) else { return [] }
        let least = Int(rules.thresholds[.chargeLeast])
        let limit = rules.thresholds[.chargeRatio]
        return charges.charges.compactMap { code, currency, fact in
            guard let last = earlier.charge(code, currency: currency), fact.count >= least,
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

    /// What a run keeps of the last record.
    public var billFacts: (bill: BillFact, customer: ByteView, kind: ByteView) {
        let root = record.root
        let customer = record.slot(fields.customer, of: root)
        let cycle = Int32(truncatingIfNeeded: record.slot(fields.cycle, of: root).payload)
        return (
            BillFact(
                cycle: Cycle(months: cycle),
                total: record.slot(fields.total, of: root).payload,
                currency: record.text(record.slot(fields.currency, of: root)).string),
            record.text(record.slot(fields.party.id, of: customer)),
            record.text(record.slot(fields.kind, of: root))
        )
    }

    /// Counts the last record's lines by their codes.
    public func count(into charges: inout ChargeTotals) {
        let root = record.root
        let currency = record.text(record.slot(fields.currency, of: root)).string
        let list = record.slot(fields.lines, of: root)
        for index in 0..<Int(list.count) where list.tag == .list {
            let line = record.element(index, of: list)
            let code = record.text(record.slot(fields.line.code, of: line))
            guard code.count > 0 else { continue }
            let amount = record.slot(fields.line.amount, of: line).payload
            charges.add(amount, code: code.string, currency: currency)
        }
    }
}
