import Primitives
import XCTest

@testable import Calendars

final class BusinessCalendarTests: XCTestCase {
    /// A year's holidays on weekdays, as the authorities published them.
    func testHolidays() throws {
        let rows: [(calendar: String, year: Int, days: String, line: UInt)] = [
            (
                "BR", 2024, "01-01 02-12 02-13 03-29 05-01 05-30 11-15 11-20 12-25", #line
            ),
            (
                "BR", 2023, "02-20 02-21 04-07 04-21 05-01 06-08 09-07 10-12 11-02 11-15 12-25",
                #line
            ),
            (
                "BR", 2026,
                "01-01 02-16 02-17 04-03 04-21 05-01 06-04 09-07 10-12 11-02 11-20 12-25", #line
            ),
            ("DE", 2017, "04-14 04-17 05-01 05-25 06-05 10-03 10-31 12-25 12-26", #line),
            ("DE", 2026, "01-01 04-03 04-06 05-01 05-14 05-25 12-25", #line),
            ("CH", 2025, "01-01 01-02 04-18 04-21 05-01 05-29 06-09 08-01 12-25 12-26", #line),
            ("GB", 2020, "01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-28", #line),
            ("GB", 2021, "01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28", #line),
            ("GB", 2022, "01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27", #line),
            ("GB", 2023, "01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26", #line),
            ("GB", 2026, "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28", #line),
            ("ES", 2025, "01-01 01-06 04-18 05-01 08-15 12-08 12-25", #line),
            ("FR", 2025, "01-01 04-21 05-01 05-08 05-29 06-09 07-14 08-15 11-11 12-25", #line),
            ("IT", 2025, "01-01 01-06 04-21 04-25 05-01 06-02 08-15 12-08 12-25 12-26", #line),
            ("IT", 2027, "01-01 01-06 03-29 06-02 10-04 11-01 12-08", #line),
            ("PT", 2014, "01-01 04-18 04-25 05-01 06-10 08-15 12-08 12-25", #line),
            ("PT", 2018, "01-01 03-30 04-25 05-01 05-31 08-15 10-05 11-01 12-25", #line),
            ("TARGET", 2026, "01-01 04-03 04-06 05-01 12-25", #line),
            ("weekends", 2026, "", #line),
        ]
        for row in rows {
            let calendar = try XCTUnwrap(BusinessCalendar(named: row.calendar), line: row.line)
            let first = CivilDate(year: row.year, month: 1, day: 1)!.days
            let last = CivilDate(year: row.year, month: 12, day: 31)!.days
            let days = (first...last).map { CivilDate(days: $0) }
                .filter { $0.weekday < 6 && !calendar.isBusinessDay($0) }
                .map { two($0.parts.month) + "-" + two($0.parts.day) }
            XCTAssertEqual(days.joined(separator: " "), row.days, row.calendar, line: row.line)
        }
        XCTAssertNil(BusinessCalendar(named: "XX"))
        XCTAssertEqual(
            BusinessCalendar.names.filter { BusinessCalendar(named: $0) == nil }, [])
    }

    /// Counting and moving say what going day by day says.
    func testCountingIsGoingDayByDay() throws {
        let calendar = try XCTUnwrap(BusinessCalendar(named: "BR"))
        let start = CivilDate(year: 2025, month: 12, day: 20)!
        for offset in 0..<70 {
            let from = CivilDate(days: start.days + Int32(offset))
            for count in [-30, -7, -2, -1, 1, 2, 3, 15, 40] {
                var day = from
                var left = abs(count)
                while left > 0 {
                    day = CivilDate(days: day.days + (count > 0 ? 1 : -1))
                    if calendar.isBusinessDay(day) { left -= 1 }
                }
                XCTAssertEqual(
                    calendar.date(from, addingBusinessDays: count), day, "\(from.parts) \(count)")
            }
            XCTAssertEqual(calendar.date(from, addingBusinessDays: 0), from)
            let end = CivilDate(days: from.days + 45)
            let counted = (from.days + 1...end.days).count {
                calendar.isBusinessDay(CivilDate(days: $0))
            }
            XCTAssertEqual(calendar.businessDays(from: from, to: end), counted)
            XCTAssertEqual(calendar.businessDays(from: end, to: from), -counted)
        }
    }

    func testEndsOfTime() throws {
        let calendar = try XCTUnwrap(BusinessCalendar(named: "BR"))
        let (first, last) = (CivilDate.earliest, CivilDate.latest)
        for count in [Int.min, -5_000_000, -1, 1, 5_000_000, .max] {
            XCTAssertNil(calendar.date(count > 0 ? last : first, addingBusinessDays: count))
        }
        // 9999-12-31 is a Friday, 0001-01-01 a Monday.
        XCTAssertEqual(
            calendar.date(CivilDate(days: last.days - 1), addingBusinessDays: 1), last)
        XCTAssertEqual(calendar.nearest(last, forward: true), last)
        XCTAssertEqual(calendar.nearest(first, forward: false), first)
        XCTAssertEqual(calendar.businessDays(from: last, to: last), 0)
        XCTAssertGreaterThan(calendar.businessDays(from: first, to: last), 2_600_000)
    }

    func testExtraHolidays() throws {
        let extra = try ["2026-01-26", "01-27", "02-29"].map {
            try XCTUnwrap(BusinessCalendar.ExtraHoliday(Array($0.utf8)))
        }
        let calendar = try XCTUnwrap(BusinessCalendar(named: "weekends", extra: extra))
        let rows: [(year: Int, month: Int, day: Int, isBusiness: Bool, line: UInt)] = [
            (2026, 1, 26, false, #line), (2027, 1, 26, true, #line), (2026, 1, 27, false, #line),
            (2027, 1, 27, false, #line), (2028, 2, 29, false, #line), (2027, 3, 1, true, #line),
        ]
        for row in rows {
            let date = try XCTUnwrap(CivilDate(year: row.year, month: row.month, day: row.day))
            XCTAssertEqual(calendar.isBusinessDay(date), row.isBusiness, line: row.line)
        }
        for wrong in ["", "26", "2026-02-30", "02-30", "1-1", "2026/01/26", "26-01-2026"] {
            XCTAssertNil(BusinessCalendar.ExtraHoliday(Array(wrong.utf8)), wrong)
        }
    }

    private func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
