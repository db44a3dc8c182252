import XCTest

@testable import Rules

final class OwnPastTests: XCTestCase {
    private let limits = OwnPast.Limits(
        least: 6, deviations: 3, leastSpread: 0.04, ratio: 1.45, seasonalWeight: 3)

    private func verdict(
        _ earlier: [Double], use: [Double] = [], billed: Double, billedUse: Double = -1,
        least: Int = 6
    ) -> OwnPast.Verdict? {
        var past = OwnPast()
        for (index, value) in earlier.enumerated() {
            let cycle = Int32(100 - earlier.count + index)
            past.add(.init(cycle: cycle, value: value, use: use.isEmpty ? -1 : use[index]))
        }
        var limits = limits
        limits.least = least
        return past.judge(.init(cycle: 100, value: billed, use: billedUse), limits)
    }

    func testWhatIsFarAboveTheOwnMonthsIsUnusual() throws {
        let even: [Double] = [100, 102, 98, 101, 99, 100, 103, 97]
        let rows: [(earlier: [Double], billed: Double, isUnusual: Bool, line: UInt)] = [
            (even, 100, false, #line), (even, 140, false, #line), (even, 150, true, #line),
            (even, 10, false, #line),
            // Once may have been a mistake; twice is how it is.
            (even + [300], 300, true, #line), (even + [300, 300], 300, false, #line),
            // A year ago it was as high.
            ([240] + Array(repeating: 100, count: 11), 250, false, #line),
            ([100, 240] + Array(repeating: 100, count: 10), 250, true, #line),
            // Wide months make a wide band.
            ([50, 150, 60, 140, 55, 145, 100, 90], 200, false, #line),
            ([50, 150, 60, 140, 55, 145, 100, 90], 450, true, #line),
        ]
        for row in rows {
            let found = try XCTUnwrap(verdict(row.earlier, billed: row.billed), line: row.line)
            XCTAssertEqual(found.isUnusual, row.isUnusual, "\(found)", line: row.line)
            XCTAssertEqual(found.months, row.earlier.count, line: row.line)
        }
    }

    func testUseExplainsTotals() throws {
        let use: [Double] = [100, 150, 120, 300, 80, 200, 170, 90]
        let totals = use.map { 10 + 0.8 * $0 }
        let high = try XCTUnwrap(verdict(totals, use: use, billed: 330, billedUse: 400))
        XCTAssertTrue(high.isByUse)
        XCTAssertEqual(high.expected, 330, accuracy: 1e-9)
        XCTAssertFalse(high.isUnusual)
        let double = try XCTUnwrap(verdict(totals, use: use, billed: 260, billedUse: 150))
        XCTAssertTrue(double.isByUse)
        XCTAssertTrue(double.isUnusual)
    }

    func testTooFewOrEmptyMonthsSayNothing() {
        XCTAssertNil(verdict([1, 1, 1, 1, 1], billed: 9))
        XCTAssertNotNil(verdict([1, 1, 1, 1, 1], billed: 9, least: 5))
        XCTAssertNil(verdict([0, 0, 0, 0, 0, 0], billed: 9))
    }

    func testMedianIsThatOfSortedValues() throws {
        var values: [Double] = []
        for count in 6...36 {
            values = (0..<count).map { Double(($0 * 7919) % 1013) + 1 }
            let sorted = values.sorted()
            let middle =
                count % 2 == 1
                ? sorted[count / 2] : (sorted[count / 2 - 1] + sorted[count / 2]) / 2
            var past = OwnPast()
            // Months that share no month of the year with the billed one count once.
            for (index, value) in values.enumerated() {
                past.add(.init(cycle: Int32(index * 12 + 1), value: value, use: -1))
            }
            let found = past.judge(.init(cycle: 1000 * 12, value: 1, use: -1), limits)
            XCTAssertEqual(try XCTUnwrap(found).median, middle, "\(count)")
        }
    }
}
