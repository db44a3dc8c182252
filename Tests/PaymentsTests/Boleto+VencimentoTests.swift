import Payments
import Primitives
import XCTest

final class BoletoVencimentoTests: XCTestCase {
    /// Vectors boleto_factor-001 to -022.
    func testVectors() throws {
        for vector in try Vector.family("boleto_factor") {
            switch vector.kind {
            case "encode":
                let factor = try Boleto.factor(due: day(vector["due_date"]))
                XCTAssertEqual(String(factor), vector.expects("factor"), vector.id)
            case "decode":
                let due = try boleto(factor: vector["factor"])
                    .due(around: day(vector["reference_date"]))
                XCTAssertEqual(due, try day(vector.expects("due_date")), vector.id)
            default:
                XCTAssertThrowsError(try Boleto.factor(due: day(vector["due_date"])), vector.id) {
                    XCTAssertEqual($0 as? PaymentError, .dueDateOutOfFactorRange)
                }
            }
        }
    }

    func testTheFactorStartsAgainAt1000() throws {
        let rows: [(date: String, factor: Int, line: UInt)] = [
            ("2000-07-03", 1000, #line), ("2025-02-21", 9999, #line), ("2025-02-22", 1000, #line),
            ("2049-10-13", 9999, #line),
        ]
        for row in rows {
            XCTAssertEqual(try Boleto.factor(due: day(row.date)), row.factor, line: row.line)
        }
    }

    /// Every day of both cycles comes back, seen from any day it may be issued on.
    func testEveryDayComesBack() throws {
        let first = try day("2000-07-03").days
        for days in stride(from: first, to: first + 18_000, by: 37) {
            let due = CivilDate(days: days)
            let factor = try Boleto.factor(due: due)
            let slip = try boleto(factor: String(factor))
            for reference in [days - 5500, days - 30, days, days + 3000] {
                XCTAssertEqual(try slip.due(around: CivilDate(days: reference)), due)
            }
            XCTAssertNotEqual(try? slip.due(around: CivilDate(days: days - 5501)), due)
            XCTAssertNotEqual(try? slip.due(around: CivilDate(days: days + 3001)), due)
        }
    }

    func testAFactorThatFitsNoDateIsAmbiguous() throws {
        // 1667 is 2002-05-01 or 2026-12-21: from 2010-10-01 both lie outside the window.
        let slip = try boleto(factor: "1667")
        let reference = try day("2010-10-01")
        XCTAssertThrowsError(try slip.due(around: reference)) {
            XCTAssertEqual($0 as? PaymentError, .dueDateAmbiguous)
        }
    }

    /// A factor below 1000 is that of one day, before new slips begin: it is out of range, not ambiguous.
    func testAFactorBelow1000IsNoneOfNewSlips() throws {
        let slip = try boleto(factor: "0999")
        XCTAssertEqual(try slip.due(around: day("2000-06-01")), try day("2000-07-02"))
        XCTAssertThrowsError(try slip.due(around: day("2026-07-02"))) {
            XCTAssertEqual($0 as? PaymentError, .dueDateOutOfFactorRange)
        }
    }

    /// A boleto with a factor and its check digit.
    private func boleto(factor: String) throws -> Boleto {
        let head = "0419"
        let tail = factor + "0000000100" + "2103401234560000004524020"
        let check = try XCTUnwrap(withView(head + tail) { modulo11Boleto($0) })
        return try read(head + String(check) + tail)
    }
}
