import Calendars
import XCTest

@testable import Expressions

final class EvaluatorDatesTests: XCTestCase {
    func testDates() throws {
        let rows: [(source: String, value: String, line: UInt)] = [
            // Literals, and what they are compared with.
            ("date('2026-11-22')", "2026-11-22", #line), ("cycle('2026-11')", "2026-11", #line),
            ("time('18:00:05')", "64805s", #line), ("due > date('2026-07-14')", "true", #line),
            ("due == date('2026-07-15')", "true", #line),
            ("cycle < cycle('2026-08')", "true", #line),
            ("usage.groups[0].details[0].time > time('18:00:00')", "true", #line),
            ("min(map(lines, due))", "2026-07-15", #line),
            // Sums and differences.
            ("due + 5", "2026-07-20", #line), ("5 + due", "2026-07-20", #line),
            ("due - 15", "2026-06-30", #line), ("due - issued", "10", #line),
            ("issued - due", "-10", #line), ("cycle + 6", "2027-01", #line),
            ("6 + cycle", "2027-01", #line), ("cycle - 7", "2025-12", #line),
            ("cycle - history[0].cycle", "2", #line), ("due + 0.9", "2026-07-15", #line),
            ("due + 9999999", "∅", #line), ("due - 99999999999999999999999", "∅", #line),
            ("due + lines[3].quantity", "∅", #line), ("terms.discountUntil + 1", "∅", #line),
            ("terms.discountUntil - due", "∅", #line), ("due - terms.discountUntil", "∅", #line),
            ("lines[3].quantity + due", "∅", #line), ("cycle + 99999999", "∅", #line),
            // Parts.
            ("year(due)", "2026", #line), ("monthNumber(due)", "7", #line),
            ("day(due)", "15", #line),
            ("weekdayNumber(due)", "3", #line), ("year(cycle)", "2026", #line),
            ("monthNumber(cycle)", "7", #line), ("cycle(due)", "2026-07", #line),
            ("cycle(due) == cycle", "true", #line), ("startOfMonth(due)", "2026-07-01", #line),
            ("endOfMonth(due)", "2026-07-31", #line), ("startOfMonth(cycle)", "2026-07-01", #line),
            ("endOfMonth(cycle)", "2026-07-31", #line),
            ("day(terms.discountUntil)", "∅", #line), ("cycle(terms.discountUntil)", "∅", #line),
            // Moved.
            ("addDays(due, -15)", "2026-06-30", #line),
            ("addMonths(due, 5)", "2026-12-15", #line),
            ("addMonths(date('2026-08-31'), 1)", "2026-09-30", #line),
            ("addMonths(cycle, -7)", "2025-12", #line),
            ("addMonths(due, total - total)", "", #line),
            ("addDays(terms.discountUntil, 1)", "∅", #line),
            ("addMonths(due, lines[3].quantity)", "∅", #line),
            ("addMonths(due, 999999999999999999999999)", "∅", #line),
            // Business days: 9 July is no national holiday, 7 September 2026 a Monday.
            ("addBusinessDays(due, 3)", "2026-07-20", #line),
            ("addBusinessDays(due, -3)", "2026-07-10", #line),
            ("addBusinessDays(date('2026-09-04'), 1)", "2026-09-08", #line),
            ("addBusinessDays(date('2026-09-05'), 0)", "2026-09-05", #line),
            ("nextBusinessDay(date('2026-09-05'))", "2026-09-08", #line),
            ("nextBusinessDay(due)", "2026-07-15", #line),
            ("previousBusinessDay(date('2026-09-07'))", "2026-09-04", #line),
            ("businessDaysBetween(issued, due)", "8", #line),
            ("businessDaysBetween(due, issued)", "-8", #line),
            ("isBusinessDay(due)", "true", #line),
            ("isBusinessDay(date('2026-09-07'))", "false", #line),
            ("isBusinessDay(terms.discountUntil)", "∅", #line),
            ("businessDaysBetween(due, terms.discountUntil)", "∅", #line),
            ("addBusinessDays(due, lines[3].quantity)", "∅", #line),
            ("addBusinessDays(due, 99999999999999999999)", "∅", #line),
        ]
        let fixture = Fixture()
        fixture.settings.calendar = BusinessCalendar(named: "BR")
        for row in rows {
            if row.value.isEmpty {
                XCTAssertEqual(fixture.error(row.source)?.code, .type, line: row.line)
                continue
            }
            XCTAssertEqual(try fixture.value(row.source), row.value, row.source, line: row.line)
        }
    }

    /// Each function with each type of argument: a value of the type promised, nothing, or an error.
    func testEveryFunctionTakesOrRefusesEveryType() throws {
        let fixture = Fixture()
        fixture.settings.calendar = BusinessCalendar(named: "BR")
        fixture.forms = ["k": ["one": "1", "other": "n"]]
        let arguments = [
            "null", "'text'", "1.5", "total", "true", "due", "time('01:02:03')", "cycle",
            "customer", "lines", "lines.amount", "customer.tags", "lines.adjustments",
            "groupBy(lines, it.group)", "groupBy(lines, it.group)[0]", "terms.text",
            "lines[3].quantity", "lines[3].unitPrice", "subtotal", "terms.discountUntil", "it.id",
        ]
        var compiled = 0
        var refused = 0
        for spec in functionReference {
            var sources: [String] = []
            for first in arguments {
                sources.append(spec.isFilter ? "\(first) | \(spec.name)" : "\(spec.name)(\(first))")
                for second in arguments {
                    sources.append(
                        spec.isFilter
                            ? "\(first) | \(spec.name)(\(second))"
                            : "\(spec.name)(\(first), \(second))")
                }
            }
            for third in arguments where !spec.isFilter {
                sources.append("\(spec.name)(total, 3, \(third))")
                sources.append("\(spec.name)(lines, it.amount, \(third))")
            }
            for source in sources {
                if let error = fixture.error(source) {
                    XCTAssertFalse(error.message.isEmpty, source)
                    XCTAssertLessThanOrEqual(Int(error.span.end), source.utf8.count, source)
                    refused += 1
                } else {
                    let (type, tag) = try fixture.typed(source)
                    XCTAssertTrue(
                        tag == .absent || type == .null || type.holds(tag),
                        "\(source) gives \(tag), not \(type.name)")
                    compiled += 1
                }
            }
        }
        XCTAssertGreaterThan(compiled, 1_000)
        XCTAssertGreaterThan(refused, 5_000)
    }
}

extension ValueType {
    /// Whether values of this type have that tag.
    fileprivate func holds(_ tag: Value.Tag) -> Bool {
        switch self {
        case .null: tag == .absent
        case .text: tag == .text
        case .number: tag == .number
        case .money: tag == .money
        case .bool: tag == .bool
        case .date: tag == .date
        case .time: tag == .time
        case .cycle: tag == .cycle
        case .object, .group: tag == .object
        case .list: tag == .list
        }
    }
}
