import Primitives
import XCTest

@testable import Rules

final class RunComparisonTests: XCTestCase {
    private let rules = RuleSet(schema: .standard)

    func testTotalsAreFarFromSoManyTimesTheLastOn() {
        let rows: [(total: Int64, last: Int64, isFar: Bool, line: UInt)] = [
            (300, 100, true, #line), (299, 100, false, #line), (100, 300, true, #line),
            (101, 300, false, #line), (0, 100, false, #line), (100, 0, false, #line),
            (-300, 100, false, #line), (.max, 1, true, #line), (1, .max, true, #line),
        ]
        for row in rows {
            XCTAssertEqual(rules.isFar(row.total, from: row.last), row.isFar, line: row.line)
        }
        let last = BillFact(cycle: Cycle(year: 2026, month: 6), total: 10_000)
        let found = rules.finding(30_050, scale: 2, farFrom: last)
        XCTAssertEqual(found?.rule, "against.total")
        XCTAssertEqual(found?.message, "the total 300.50 is 3.01 times the 100.00 of 2026-06")
        XCTAssertEqual(found?.stake, 20_050)
        XCTAssertNil(rules.finding(0, totalsFarOf: 9))
        XCTAssertEqual(
            rules.finding(2, totalsFarOf: 9)?.message,
            "2 of 9 totals are 3.00 times those of the last run, or as many times less")
    }

    func testWhatIsSharedWithTheLastRunIsNamed() {
        var bytes = ByteBuffer()
        bytes.append(string: "C-1")
        let cycle = rules.finding(
            .cycle, place: 2026 * 12 + 6, customer: bytes.view, run: "the last run")
        XCTAssertEqual(
            cycle?.message,
            "the customer “C-1” has another bill of this kind for 2026-07 in the last run")
        let code = rules.finding(.code, place: 1, customer: bytes.view, run: "the last run")
        XCTAssertEqual(code?.path, "payments[1].code")
        XCTAssertEqual(
            code?.message, "the code of payments[1] is that of another bill in the last run")
    }

    private func add(
        _ amount: Int128, _ code: String, _ currency: String, to all: inout ChargeTotals
    ) {
        all.add(ChargeFact(count: 1, sum: amount), code: code, currency: currency)
    }

    func testChargesAreComparedOnAverage() {
        var before = ChargeTotals()
        var now = ChargeTotals()
        for _ in 0..<40 {
            for code in ["A", "B", "C", "D"] { add(1000, code, "BRL", to: &before) }
            add(1000, "A", "BRL", to: &now)
            add(1300, "B", "BRL", to: &now)
            add(700, "C", "BRL", to: &now)
            add(5000, "D", "EUR", to: &now)
            add(5000, "E", "BRL", to: &now)
        }
        for _ in 0..<10 {
            add(100, "F", "BRL", to: &before)
            add(900, "F", "BRL", to: &now)
        }
        let found = rules.findings(now, against: before)
        XCTAssertEqual(found.map(\.rule), ["against.charge", "against.charge"])
        XCTAssertEqual(found.map(\.severity), [.hold, .hold])
        XCTAssertTrue(found[0].message.contains("“B” costs 1.30 times"), found[0].message)
        XCTAssertTrue(found[1].message.contains("“C” costs 0.70 times"), found[1].message)
        XCTAssertEqual(found.map(\.stake), [12_000, 12_000])
    }

    func testCountersComeTogetherInAnyOrder() {
        let (checker, parser) = RuleFixture.checked(RuleFixture.bill)
        withExtendedLifetime(parser) {
            var counter = ChargeCounter()
            checker.count(into: &counter)
            checker.count(into: &counter)
            var totals = ChargeTotals()
            totals.merge(counter)
            XCTAssertEqual(totals["P", "BRL"], ChargeFact(count: 2, sum: 19_980))
            XCTAssertEqual(totals["U", "BRL"], ChargeFact(count: 2, sum: 166))
            XCTAssertNil(totals["P", "EUR"])
            counter.removeAll()
            XCTAssertEqual(counter.count, 0)
            var lines = Pool<ChargeLine>()
            checker.appendCharges(to: &lines, of: &counter)
            XCTAssertEqual(lines.count, 2)
            totals.merge(counter)
            XCTAssertEqual(
                totals["P", "BRL"], ChargeFact(count: 2, sum: 19_980), "none was counted")
            for line in lines.indices {
                counter.add(lines[line].amount, at: Int(lines[line].place))
            }
            totals.merge(counter)
            XCTAssertEqual(totals["P", "BRL"], ChargeFact(count: 3, sum: 29_970))
            XCTAssertEqual(totals.charges.map(\.code), ["P", "U"])
        }
    }

    func testCodesBeyondTheBoundCountForNone() {
        var counter = ChargeCounter()
        var currency = ByteBuffer()
        currency.append("BRL")
        var places: [Int] = []
        for number in 0...ChargeCounter.mostCodes {
            var code = ByteBuffer()
            code.append(string: "code \(number)")
            places.append(counter.place(of: code.view, currency: currency.view))
        }
        XCTAssertEqual(places.last, -1)
        XCTAssertEqual(counter.count, Set(places).count - 1)
        XCTAssertGreaterThan(counter.count, ChargeCounter.mostCodes - 8)
        var first = ByteBuffer()
        first.append("code 0")
        XCTAssertEqual(counter.place(of: first.view, currency: currency.view), 0)
        XCTAssertEqual(counter.place(of: first.view, currency: ByteView()), -1)
    }
}
