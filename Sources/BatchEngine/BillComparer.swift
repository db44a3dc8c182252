import Primitives
import Rules
import RunFolders

/// Gathers what of a bill is compared with an earlier run, and asks for the customer's bill there; one per worker.
final class BillComparer {
    private let bills: BillReader
    private let rules: RuleSet
    private let earlier: EarlierBills

    /// A comparer of the bills that `bills` reads.
    init(
        _ facts: EarlierFacts, _ bills: BillReader, _ rules: RuleSet
    ) throws(RunFailure) {
        earlier = try facts.bills()
        self.bills = bills
        self.rules = rules
    }

    /// Completes the last entry of a scan, which is that of the bill that was read last.
    func compare(_ facts: BillFacts, _ scan: ShardScan) throws(RunFailure) {
        let index = scan.entries.count - 1
        scan.entries[index].lineStart = scan.lines.count
        bills.appendCharges(to: &scan.lines, of: &scan.charges)
        scan.entries[index].lineEnd = scan.lines.count
        guard let cycle = facts.cycle, facts.total > 0, facts.customer.count > 0,
            rules.weightOfTotals != nil
        else { return }
        let last = try inFolder { () throws(RunFolderError) in
            try earlier.bill(
                ofCustomer: facts.customer, kind: facts.kind, currency: facts.currency,
                before: cycle)
        }
        guard let last, last.total > 0 else { return }
        scan.entries[index].last = last.total
        scan.entries[index].lastCycle = last.cycle
        scan.entries[index].isFar = rules.isFar(facts.total, from: last.total)
    }
}
