import XCTest

@testable import Primitives

final class CivilDateArithmeticTests: XCTestCase {
    func testDays() {
        let rows: [(date: String, days: Int, sum: String?, line: UInt)] = [
            ("2026-11-22", 0, "2026-11-22", #line), ("2026-11-22", 40, "2027-01-01", #line),
            ("2026-03-01", -1, "2026-02-28", #line), ("2028-03-01", -1, "2028-02-29", #line),
            ("9999-12-31", 1, nil, #line), ("0001-01-01", -1, nil, #line),
            ("2026-11-22", .max, nil, #line), ("2026-11-22", .min, nil, #line),
            ("0001-01-01", 3_652_058, "9999-12-31", #line),
        ]
        for row in rows {
            XCTAssertEqual(
                date(row.date).adding(days: row.days).map(text), row.sum, line: row.line)
        }
    }

    func testMonthsEndWhereTheMonthEnds() {
        let rows: [(date: String, months: Int, sum: String?, line: UInt)] = [
            ("2026-01-31", 1, "2026-02-28", #line), ("2028-01-31", 1, "2028-02-29", #line),
            ("2026-01-31", 2, "2026-03-31", #line), ("2026-03-31", -1, "2026-02-28", #line),
            ("2026-12-15", 1, "2027-01-15", #line), ("2026-01-15", -1, "2025-12-15", #line),
            ("2028-02-29", 12, "2029-02-28", #line), ("2026-05-31", 0, "2026-05-31", #line),
            ("9999-12-01", 1, nil, #line), ("0001-01-31", -1, nil, #line),
            ("2026-05-31", .max, nil, #line), ("2026-05-31", .min, nil, #line),
        ]
        for row in rows {
            XCTAssertEqual(
                date(row.date).adding(months: row.months).map(text), row.sum, line: row.line)
        }
        XCTAssertEqual(text(date("2026-02-03").endOfMonth), "2026-02-28")
        XCTAssertEqual(text(Cycle(year: 2024, month: 2).lastDay), "2024-02-29")
        XCTAssertEqual(
            Cycle(year: 2026, month: 11).adding(months: 2), Cycle(year: 2027, month: 1))
        XCTAssertNil(Cycle(year: 9999, month: 12).adding(months: 1))
        XCTAssertNil(Cycle(year: 1, month: 1).adding(months: -1))
    }

    /// Dates as the churches published them, the earliest and the latest there can be among them.
    func testEaster() {
        let rows: [(year: Int, day: String, line: UInt)] = [
            (1818, "1818-03-22", #line), (1943, "1943-04-25", #line), (1954, "1954-04-18", #line),
            (1981, "1981-04-19", #line), (2000, "2000-04-23", #line), (2008, "2008-03-23", #line),
            (2024, "2024-03-31", #line), (2025, "2025-04-20", #line), (2026, "2026-04-05", #line),
            (2027, "2027-03-28", #line), (2038, "2038-04-25", #line), (2285, "2285-03-22", #line),
        ]
        for row in rows {
            XCTAssertEqual(text(CivilDate.easter(row.year)), row.day, line: row.line)
        }
        for year in 1583...4000 { XCTAssertEqual(CivilDate.easter(year).weekday, 7, "\(year)") }
    }

    private func date(_ iso: String) -> CivilDate {
        var buffer = ByteBuffer()
        buffer.append(string: iso)
        return CivilDate(iso: buffer.view)!
    }

    private func text(_ date: CivilDate) -> String {
        let parts = date.parts
        var buffer = ByteBuffer()
        buffer.append(decimal: parts.year, width: 4)
        buffer.append(string: "-")
        buffer.append(decimal: parts.month, width: 2)
        buffer.append(string: "-")
        buffer.append(decimal: parts.day, width: 2)
        return buffer.view.string
    }
}
