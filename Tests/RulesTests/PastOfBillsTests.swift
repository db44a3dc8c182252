import Primitives
import XCTest

@testable import Rules

/// Total and use of whole bills against their own months.
final class PastOfBillsTests: XCTestCase {
    /// A bill of a total, with twelve earlier ones and as many months of use.
    private func bill(
        total: Int, earlier: [Int], use: Int, before: [Int], kind: String = "invoice"
    ) -> String {
        func month(_ index: Int) -> String {
            let months = 2026 * 12 + 6 - index
            let digits = String(months % 12 + 1)
            return "\(months / 12)-\(digits.count < 2 ? "0" : "")\(digits)"
        }
        let history = earlier.enumerated().map {
            #"{"cycle":"\#(month(earlier.count - $0.offset))","total":\#($0.element)}"#
        }
        let points = (before + [use]).enumerated().map {
            #"{"cycle":"\#(month(before.count - $0.offset))","value":\#($0.element)}"#
        }
        return """
            {"id":"A","kind":"\(kind)","cycle":"2026-07","issued":"2026-07-02","due":"2026-07-03",
            "currency":"BRL","locale":"pt-BR","issuer":{"name":"V"},"customer":{"id":"C","name":"A"},
            "lines":[{"description":"x","amount":\(total)}],"total":\(total),"amountDue":\(total),
            "history":[\(history.joined(separator: ","))],
            "usage":{"series":[{"name":"Uso","unit":"kWh","points":[\(points.joined(separator: ","))]}]}}
            """
    }

    private let even = [100, 103, 98, 100, 102, 97, 101, 99, 100, 104, 96, 100]

    func testTotalsAndUseFarAboveTheOwn() {
        let rows: [(total: Int, use: Int, kind: String, found: [String], share: Int, line: UInt)] =
            [
                (100, 100, "invoice", [], 1000, #line),
                (140, 100, "invoice", [], 1400, #line),
                (300, 100, "invoice", ["total.unusual total"], 3000, #line),
                (
                    100, 300, "invoice", ["usage.unusual usage.series[0].points[12].value"], 1000,
                    #line
                ),
                (300, 300, "creditNote", [], -1, #line),
            ]
        for row in rows {
            let bill = bill(
                total: row.total, earlier: even, use: row.use, before: even, kind: row.kind)
            let (checker, parser) = RuleFixture.checked(bill, line: row.line)
            withExtendedLifetime(parser) {
                XCTAssertEqual(checker.findings.map(\.place), row.found, line: row.line)
                XCTAssertEqual(checker.totalShare, row.share, line: row.line)
            }
        }
    }

    func testFindingsSayTheFigures() throws {
        let found = RuleFixture.findings(
            bill(total: 300, earlier: even, use: 100, before: even.reversed()))
        let first = try XCTUnwrap(found.first)
        XCTAssertEqual(
            first.message,
            "the total 300.00 is 2.9 times the 103.00 of 12 earlier bills, which are usual; a deviation is 4.12"
        )
        XCTAssertEqual(first.stake, 19_700)
    }

    func testAMonthOfHighUseExplainsAHighTotal() {
        let use = [100, 200, 150, 120, 180, 90, 110, 160, 140, 130, 170, 100]
        let totals = use.map { $0 * 2 + 10 }
        let rows: [(total: Int, use: Int, found: [String], line: UInt)] = [
            (810, 400, ["usage.unusual usage.series[0].points[12].value"], #line),
            (620, 150, ["total.unusual total"], #line),
        ]
        for row in rows {
            let bill = bill(total: row.total, earlier: totals, use: row.use, before: use)
            XCTAssertEqual(
                RuleFixture.findings(bill, line: row.line).map(\.place), row.found, line: row.line)
        }
    }

    func testUseIsComparedWithTheYear() throws {
        // July is high for everybody, and was low for this customer a year ago.
        let before = [100, 103, 98, 100, 102, 97, 101, 99, 100, 104, 96, 100]
        var thresholds = RuleThresholds()
        let usual = bill(total: 100, earlier: even, use: 160, before: before)
        let wanted = ["usage.unusual usage.series[0].points[12].value"]
        let plain = RuleSet(schema: .standard, thresholds: thresholds)
        XCTAssertEqual(RuleFixture.findings(usual, plain).map(\.place), wanted)
        var percent = [Double](repeating: 100, count: 12)
        percent[6] = 125
        thresholds.usageSeason = try XCTUnwrap(Season(percent: percent))
        let seasonal = RuleSet(schema: .standard, thresholds: thresholds)
        XCTAssertEqual(RuleFixture.findings(usual, seasonal), [])
        let found = RuleFixture.findings(
            bill(total: 100, earlier: even, use: 250, before: before), seasonal)
        XCTAssertEqual(found.map(\.place), wanted)
        // In figures of July: 103 in a usual month are 128.75 in this one.
        XCTAssertEqual(
            found.first?.message,
            "“Uso”: 250.00 kWh is 1.9 times the 128.75 of 12 earlier months, which are usual; a deviation is 5.15"
        )
    }

    func testTooFewMonthsSayNothing() {
        let few = Array(even.prefix(5))
        XCTAssertEqual(
            RuleFixture.findings(bill(total: 900, earlier: few, use: 900, before: few)), [])
    }
}
