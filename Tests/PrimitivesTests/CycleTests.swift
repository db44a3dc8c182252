import Primitives
import XCTest

final class CycleTests: XCTestCase {
    func testPartsAndFirstDay() {
        let rows: [(year: Int, month: Int, firstDay: Int32, line: UInt)] = [
            (1970, 1, 0, #line), (1970, 2, 31, #line), (2024, 12, 20_058, #line),
            (1, 1, -719_162, #line), (9999, 12, 2_932_866, #line),
        ]
        for row in rows {
            let cycle = Cycle(year: row.year, month: row.month)
            XCTAssertEqual(cycle.year, row.year, line: row.line)
            XCTAssertEqual(cycle.month, row.month, line: row.line)
            XCTAssertEqual(cycle.firstDay.days, row.firstDay, line: row.line)
            XCTAssertEqual(cycle.firstDay.cycle, cycle, line: row.line)
        }
    }

    func testCountsMonths() {
        let cycle = Cycle(year: 2025, month: 1)
        let rows: [(step: Int32, year: Int, month: Int, line: UInt)] = [
            (-1, 2024, 12, #line), (1, 2025, 2, #line), (11, 2025, 12, #line),
            (12, 2026, 1, #line), (-13, 2023, 12, #line), (-24_300, 0, 1, #line),
            (-24_301, -1, 12, #line), (-24_313, -2, 12, #line),
        ]
        for row in rows {
            let other = Cycle(months: cycle.months + row.step)
            XCTAssertEqual(other.year, row.year, line: row.line)
            XCTAssertEqual(other.month, row.month, line: row.line)
            XCTAssertEqual(other < cycle, row.step < 0, line: row.line)
        }
        XCTAssertEqual(Cycle(months: 0).firstDay.days, 0)  // year 0 has no days
    }

    func testReadsISOMonthsAndNothingElse() {
        let rows: [(text: String, months: Int32?, line: UInt)] = [
            ("2025-01", 24_300, #line), ("0001-01", 12, #line), ("9999-12", 119_999, #line),
            ("", nil, #line), ("2025-1", nil, #line), ("2025-001", nil, #line),
            ("2025/01", nil, #line), ("2025-00", nil, #line), ("2025-13", nil, #line),
            ("0000-01", nil, #line), ("+025-01", nil, #line), ("2025-0x", nil, #line),
            ("2025-01-01", nil, #line), ("202501", nil, #line), (" 2025-1", nil, #line),
        ]
        for row in rows {
            withView(of: row.text) {
                XCTAssertEqual(Cycle(iso: $0)?.months, row.months, line: row.line)
            }
        }
    }
}
