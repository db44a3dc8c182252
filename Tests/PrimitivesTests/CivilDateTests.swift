import Foundation
import Primitives
import XCTest

final class CivilDateTests: XCTestCase {
    func testAgreesWithFoundationFrom1900To2100() throws {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = try XCTUnwrap(TimeZone(secondsFromGMT: 0))
        let first = try XCTUnwrap(CivilDate(year: 1900, month: 1, day: 1)).days
        let last = try XCTUnwrap(CivilDate(year: 2100, month: 12, day: 31)).days
        XCTAssertEqual(last - first + 1, 73_414)
        for days in first...last {
            let found = calendar.dateComponents(
                [.year, .month, .day, .weekday],
                from: Date(timeIntervalSince1970: Double(days) * 86_400))
            let date = CivilDate(days: days)
            let parts = date.parts
            let isEqual =
                found.year == parts.year && found.month == parts.month && found.day == parts.day
                && found.weekday == date.weekday % 7 + 1  // Foundation: Sunday is 1
                && CivilDate(year: parts.year, month: parts.month, day: parts.day) == date
                && date.cycle == Cycle(year: parts.year, month: parts.month)
            if !isEqual { XCTFail("\(days): \(parts), not \(found)") }
        }
    }

    func testEveryMonthFollowsTheLast() throws {
        var days: Int32 = -719_162  // 1 January of year 1, a Monday
        XCTAssertEqual(CivilDate(days: days).weekday, 1)
        let lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        for year in 1...9999 {
            let isLeap = year.isMultiple(of: 400) || (year % 4 == 0 && year % 100 != 0)
            for month in 1...12 {
                let length = lengths[month - 1] + (month == 2 && isLeap ? 1 : 0)
                let last = days + Int32(length) - 1
                let isRight =
                    CivilDate(year: year, month: month, day: 1)?.days == days
                    && CivilDate(year: year, month: month, day: length)?.days == last
                    && CivilDate(year: year, month: month, day: length + 1) == nil
                    && CivilDate(days: last).parts == (year, month, length)
                if !isRight { XCTFail("\(year)-\(month)") }
                days += Int32(length)
            }
        }
        XCTAssertEqual(days - 1, 2_932_896)  // 31 December 9999, a Friday
        XCTAssertEqual(CivilDate(days: days - 1).weekday, 5)
    }

    func testWeekdays() throws {
        let rows: [(year: Int, month: Int, day: Int, weekday: Int, line: UInt)] = [
            (1970, 1, 1, 4, #line), (1969, 12, 31, 3, #line), (1582, 10, 15, 5, #line),
            (2000, 2, 29, 2, #line), (2025, 2, 22, 6, #line), (2024, 12, 1, 7, #line),
        ]
        for row in rows {
            let date = CivilDate(year: row.year, month: row.month, day: row.day)
            XCTAssertEqual(date?.weekday, row.weekday, line: row.line)
        }
    }

    func testNoSuchDay() {
        let rows: [(year: Int, month: Int, day: Int, line: UInt)] = [
            (0, 12, 31, #line), (10_000, 1, 1, #line), (-1, 1, 1, #line), (2024, 0, 1, #line),
            (2024, 13, 1, #line), (2024, 1, 0, #line), (2024, 1, 32, #line), (2024, 4, 31, #line),
            (2023, 2, 29, #line), (1900, 2, 29, #line), (2024, 2, 30, #line),
            (.max, .max, .max, #line), (.min, .min, .min, #line),
        ]
        for row in rows {
            XCTAssertNil(
                CivilDate(year: row.year, month: row.month, day: row.day), line: row.line)
        }
    }

    func testReadsISODatesAndNothingElse() {
        let rows: [(text: String, days: Int32?, line: UInt)] = [
            ("1970-01-01", 0, #line), ("2000-02-29", 11_016, #line),
            ("0001-01-01", -719_162, #line),
            ("9999-12-31", 2_932_896, #line), ("", nil, #line), ("2024-1-01", nil, #line),
            ("2024-01-1", nil, #line), ("2024-01-011", nil, #line), ("2024/01/01", nil, #line),
            ("2024-01/01", nil, #line), ("20240101", nil, #line), ("2024-01-01T", nil, #line),
            (" 2024-01-1", nil, #line), ("2024-01-01 ", nil, #line), ("+024-01-01", nil, #line),
            ("-024-01-01", nil, #line), ("2024-+1-01", nil, #line), ("2024-01--1", nil, #line),
            ("2024-00-10", nil, #line), ("2024-13-10", nil, #line), ("2024-01-00", nil, #line),
            ("2023-02-29", nil, #line), ("0000-01-01", nil, #line), ("2O24-01-01", nil, #line),
            ("2024-01-0a", nil, #line), ("２24-01-01", nil, #line), ("2024-01\u{2013}1", nil, #line),
            ("01-01-2024", nil, #line), ("2024-W01-1", nil, #line),
        ]
        for row in rows {
            withView(of: row.text) {
                XCTAssertEqual(CivilDate(iso: $0)?.days, row.days, line: row.line)
            }
        }
    }

    func testOrder() {
        XCTAssertTrue(CivilDate(days: -1) < CivilDate(days: 0))
        XCTAssertFalse(CivilDate(days: 3) < CivilDate(days: 3))
    }

    func testSecondsOfDay() {
        let rows: [(text: String, seconds: Int?, line: UInt)] = [
            ("00:00:00", 0, #line), ("23:59:59", 86_399, #line), ("01:02:03", 3723, #line),
            ("24:00:00", nil, #line), ("12:60:00", nil, #line), ("12:00:60", nil, #line),
            ("", nil, #line), ("12:00", nil, #line), ("1:02:03", nil, #line),
            ("12-00-00", nil, #line), ("12:00-00", nil, #line), ("12:00:0x", nil, #line),
            ("+1:00:00", nil, #line), ("12:00:00Z", nil, #line), (" 1:00:00", nil, #line),
        ]
        for row in rows {
            withView(of: row.text) {
                XCTAssertEqual(secondsOfDay(iso: $0), row.seconds, line: row.line)
            }
        }
    }
}
