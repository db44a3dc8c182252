import Primitives
import XCTest

@testable import Rules

final class RunComparisonTests: XCTestCase {
    private let rules = RuleSet(schema: .standard)

    /// The facts of a run that had one bill, and what its charges cost.
    private func facts(
        _ record: String, charges: ChargeTotals = ChargeTotals()
    ) -> RunFacts {
        var facts = RunFacts(charges: charges)
        let (checker, parser) = RuleFixture.checked(record)
        withExtendedLifetime(parser) {
            var keys = Pool<DuplicateKey>()
            checker.appendDuplicateKeys(to: &keys)
            let bill = checker.billFacts
            facts.add(bill.bill, customer: bill.customer, kind: bill.kind, keys: keys)
        }
        return facts
    }

    func testBillsAreComparedWithTheLastRun() {
        let last = facts(RuleFixture.bill)
        let rows: [(changes: [(String, String)], found: [String], line: UInt)] = [
            (
                [],
                [
                    "duplicate.cycle customer.id", "duplicate.payment payments[0].payload",
                    "duplicate.payment payments[1].code",
                ], #line
            ),
            (
                [("2026-07\"", "2026-08\""), ("QR-1", "QR-2"), ("\"123\"", "\"124\"")], [], #line
            ),
            (
                [("C-1", "C-2"), ("QR-1", "QR-2")], ["duplicate.payment payments[1].code"], #line
            ),
            (
                [
                    ("2026-07\"", "2026-08\""), ("QR-1", "QR-2"), ("\"123\"", "\"124\""),
                    (#""total":100.00"#, #""total":300.00"#),
                    (#""amount":-1.23"#, #""amount":198.77"#),
                    (#""previousBalance":10.00"#, #""previousBalance":-190.00"#),
                ], ["against.total total"], #line
            ),
        ]
        for row in rows {
            let bill = RuleFixture.bill(row.changes.map { (from: $0.0, to: $0.1) }, line: row.line)
            let (checker, parser) = RuleFixture.checked(bill, line: row.line)
            withExtendedLifetime(parser) {
                XCTAssertEqual(checker.findings, [], line: row.line)
                var keys = Pool<DuplicateKey>()
                checker.appendDuplicateKeys(to: &keys)
                let comparison = RunComparison(rules: rules, earlier: last)
                let found = comparison.findings(checker, keys: keys)
                XCTAssertEqual(found.map(\.place), row.found, line: row.line)
                for finding in found where finding.rule == "duplicate.cycle" {
                    XCTAssertTrue(finding.message.contains("“C-1”"), finding.message)
                    XCTAssertTrue(finding.message.contains("2026-07"), finding.message)
                }
            }
        }
    }

    func testChargesAreComparedOnAverage() {
        var before = ChargeTotals()
        var now = ChargeTotals()
        for _ in 0..<40 {
            for code in ["A", "B", "C", "D"] { before.add(1000, code: code, currency: "BRL") }
            now.add(1000, code: "A", currency: "BRL")
            now.add(1300, code: "B", currency: "BRL")
            now.add(700, code: "C", currency: "BRL")
            now.add(5000, code: "D", currency: "EUR")
            now.add(5000, code: "E", currency: "BRL")
        }
        for _ in 0..<10 {
            before.add(100, code: "F", currency: "BRL")
            now.add(900, code: "F", currency: "BRL")
        }
        let comparison = RunComparison(rules: rules, earlier: RunFacts(charges: before))
        let found = comparison.findings(now)
        XCTAssertEqual(found.map(\.rule), ["against.charge", "against.charge"])
        XCTAssertTrue(found[0].message.contains("“B” costs 1.30 times"), found[0].message)
        XCTAssertTrue(found[1].message.contains("“C” costs 0.70 times"), found[1].message)
        XCTAssertEqual(found.map(\.stake), [12_000, 12_000])
    }

    func testTotalsOfWorkersAreBroughtTogether() {
        var (one, two) = (ChargeTotals(), ChargeTotals())
        one.add(10, code: "A", currency: "BRL")
        two.add(20, code: "A", currency: "BRL")
        two.add(5, code: "B", currency: "BRL")
        var (left, right) = (one, two)
        left.merge(two)
        right.merge(one)
        XCTAssertEqual(left["A", "BRL"], ChargeFact(count: 2, sum: 30))
        XCTAssertEqual(left.charges.map(\.code), ["A", "B"])
        XCTAssertEqual(left.charges.map(\.fact), right.charges.map(\.fact))
    }

    func testLinesAreCountedByCode() {
        let (checker, parser) = RuleFixture.checked(RuleFixture.bill)
        withExtendedLifetime(parser) {
            var charges = ChargeTotals()
            checker.count(into: &charges)
            XCTAssertEqual(charges["P", "BRL"], ChargeFact(count: 1, sum: 9990))
            XCTAssertEqual(charges["U", "BRL"], ChargeFact(count: 1, sum: 83))
            XCTAssertNil(charges["P", "EUR"])
        }
    }
}
