import Records
import XCTest

@testable import Expressions

/// Loops over one field; the fixture compares each with the same loop run element by element.
final class EvaluatorScansTests: XCTestCase {
    private let fixture = Fixture(
        """
        {"id":"A","cycle":"2026-07","issued":"2026-07-05","currency":"BRL","locale":"pt-BR",
        "issuer":{"name":"I"},"customer":{"id":"C","name":"N"},
        "lines":[
        {"id":"L1","code":"A","group":"Planos","description":"a","quantity":1,"amount":10.00},
        {"id":"L2","code":"B","group":"Planos","description":"b","quantity":2.5,"amount":5.00},
        {"id":"L3","code":"A","group":"Uso","description":"c","amount":5.00},
        {"id":"L4","code":"","group":"","description":"d","quantity":4,"amount":-1.00}],
        "taxes":[{"code":"X","amount":1.00,"included":true},{"code":"Y","amount":2.00}],
        "history":[{"cycle":"2026-05","total":90.00},{"cycle":"2026-06","total":120.00},
        {"cycle":"2026-07","total":90.00}],
        "total":19.00}
        """)

    func testScans() throws {
        let rows: [(source: String, value: String, line: UInt)] = [
            // All, none, a run at either end or within, and others between them.
            ("where(lines, it.description).id", "[\"L1\", \"L2\", \"L3\", \"L4\"]", #line),
            ("where(lines, it.amount > 99).id", "[]", #line),
            ("where(lines, it.group == 'Planos').id", "[\"L1\", \"L2\"]", #line),
            ("where(lines, it.group == 'Uso').id", "[\"L3\"]", #line),
            ("where(lines, it.amount <= 5).id", "[\"L2\", \"L3\", \"L4\"]", #line),
            ("where(lines, it.code == 'A').id", "[\"L1\", \"L3\"]", #line),
            ("where(lines, it.quantity).id", "[\"L1\", \"L2\", \"L4\"]", #line),
            ("where(where(lines, it.quantity), it.amount < 6).id", "[\"L2\", \"L4\"]", #line),
            ("where(where(lines, it.amount < 6), it.quantity).id", "[\"L2\", \"L4\"]", #line),
            ("where(lines, it.group != 'Planos').id", "[\"L3\", \"L4\"]", #line),
            ("where(lines, it.group > 'Planos').id", "[\"L3\"]", #line),
            ("where(lines, it.group).id", "[\"L1\", \"L2\", \"L3\"]", #line),
            ("where(lines, it.quantity != 1).id", "[\"L2\", \"L3\", \"L4\"]", #line),
            ("where(lines, it.quantity >= 2.50).id", "[\"L2\", \"L4\"]", #line),
            ("where(lines, it.amount == total).id", "[]", #line),
            ("where(history, it.cycle < cycle).total", "[$90.00, $120.00]", #line),
            ("where(history, it.cycle == cycle).total", "[$90.00]", #line),
            ("where(offers, it.title == 'x')", "[]", #line),
            ("count(where(lines, it.code == 'A'))", "2", #line),
            ("first(where(lines, it.code == 'B')).id", "\"L2\"", #line),
            ("first(where(lines, it.code == 'Z')).id", "∅", #line),
            ("last(where(history, it.cycle <= cycle)).total", "$90.00", #line),
            ("any(lines, it.code == 'B')", "true", #line),
            ("any(lines, it.code == 'Z')", "false", #line),
            ("all(lines, it.amount >= -1)", "true", #line),
            ("all(lines, it.amount > -1)", "false", #line),
            ("all(taxes, it.included)", "false", #line), ("any(taxes, it.included)", "true", #line),
            ("map(lines, it.quantity)", "[1, 2.5, ∅, 4]", #line),
            ("map(where(lines, it.code == 'A'), it.amount)", "[$10.00, $5.00]", #line),
            // Those that are sorted already are left as they are; equal ones keep their order.
            ("sortBy(history, it.cycle).total", "[$90.00, $120.00, $90.00]", #line),
            ("sortBy(history, it.cycle, 'desc').total", "[$90.00, $120.00, $90.00]", #line),
            ("sortBy(history, it.total).cycle", "[2026-05, 2026-07, 2026-06]", #line),
            (
                "sortBy(lines, it.amount, 'desc').id", "[\"L1\", \"L2\", \"L3\", \"L4\"]", #line
            ),
            ("sortBy(lines, it.amount).id", "[\"L4\", \"L2\", \"L3\", \"L1\"]", #line),
            ("sortBy(lines, it.quantity).id", "[\"L3\", \"L1\", \"L2\", \"L4\"]", #line),
            // Groups side by side, and groups that are not.
            ("map(groupBy(lines, it.group), it.key)", "[\"Planos\", \"Uso\", \"\"]", #line),
            ("map(groupBy(lines, it.group), count(it.items))", "[2, 1, 1]", #line),
            (
                "map(groupBy(lines, it.group), sum(it.items.amount))", "[$15.00, $5.00, $-1.00]",
                #line
            ),
            ("map(groupBy(lines, it.code), it.key)", "[\"A\", \"B\", \"\"]", #line),
            ("groupBy(lines, it.code)[0].items.id", "[\"L1\", \"L3\"]", #line),
            ("map(groupBy(lines, it.amount), count(it.items))", "[1, 2, 1]", #line),
            (
                "map(groupBy(where(lines, it.quantity), it.group), count(it.items))", "[2, 1]",
                #line
            ),
            ("groupBy(lines, it.group)[1].items[0].id", "\"L3\"", #line),
        ]
        for row in rows {
            XCTAssertEqual(try fixture.value(row.source), row.value, row.source, line: row.line)
        }
    }

    /// Sums of a field without a list of it: of one scale, of several, of elements here and there, of none.
    func testSumsOfFields() throws {
        let rows: [(source: String, value: String, line: UInt)] = [
            ("sum(lines.amount)", "$19.00", #line), ("sum(lines.quantity)", "7.5", #line),
            ("sum(where(lines, it.quantity).quantity)", "7.5", #line),
            ("sum(where(lines, it.code == 'A').amount)", "$15.00", #line),
            ("sum(where(lines, it.group != 'Planos').amount)", "$4.00", #line),
            ("sum(where(lines, it.amount > 99).amount)", "$0", #line),
            ("sum(where(lines, it.amount > 99).quantity)", "0", #line),
            ("sum(history.total) + total", "$319.00", #line),
            ("map(groupBy(lines, it.group), sum(it.items.quantity))", "[3.5, 0, 4]", #line),
        ]
        for row in rows {
            XCTAssertEqual(try fixture.value(row.source), row.value, row.source, line: row.line)
        }
    }

    func testSumsBeyond64Bits() throws {
        let lines = (1...3).map {
            #"{"id":"\#($0)","description":"d","quantity":4000000000000000000,"amount":1}"#
        }
        let fixture = Fixture(
            """
            {"id":"A","cycle":"2026-07","issued":"2026-07-05","currency":"BRL","locale":"pt-BR",
            "issuer":{"name":"I"},"customer":{"id":"C","name":"N"},
            "lines":[\(lines.joined(separator: ","))],"total":0}
            """)
        XCTAssertEqual(try fixture.value("sum(lines.quantity)"), "12000000000000000000")
    }

    /// A loop that is asked again is asked of another list, too, and the other way round.
    func testLoopsOverAllElementsAskedAgain() throws {
        let rows: [(source: String, value: String, line: UInt)] = [
            ("map(lines, all(taxes, it.included))", "[false, false, false, false]", #line),
            ("map(lines, any(taxes, it.included))", "[true, true, true, true]", #line),
            (
                "map(groupBy(lines, it.group), all(it.items, it.quantity))", "[true, false, true]",
                #line
            ),
            (
                "map(groupBy(lines, it.group), any(it.items, it.code == 'B'))",
                "[true, false, false]", #line
            ),
            (
                "map(groupBy(lines, it.code), all(it.items, it.quantity))",
                "[false, true, true]", #line
            ),
        ]
        for row in rows {
            XCTAssertEqual(try fixture.value(row.source), row.value, row.source, line: row.line)
        }
    }

    func testMoreGroupsThanAreComparedWithAll() throws {
        for count in [1, 15, 16, 17, 40] {
            let lines = (0..<count * 2).map {
                #"{"id":"\#($0)","group":"g\#($0 / 2)","description":"d","amount":1}"#
            }
            let fixture = Fixture(
                """
                {"id":"A","cycle":"2026-07","issued":"2026-07-05","currency":"BRL",
                "locale":"pt-BR","issuer":{"name":"I"},"customer":{"id":"C","name":"N"},
                "lines":[\(lines.joined(separator: ","))],"total":0}
                """)
            let counts = Array(repeating: "2", count: count).joined(separator: ", ")
            XCTAssertEqual(
                try fixture.value("map(groupBy(lines, it.group), count(it.items))"),
                "[\(counts)]", "\(count)")
        }
    }

    /// A body that is more than a field and something that stays the same is run for each element.
    func testWhatABodyIs() throws {
        let rows: [(source: String, isField: Bool, line: UInt)] = [
            ("where(lines, it.quantity)", true, #line),
            ("where(lines, it.code == 'A')", true, #line),
            ("where(lines, it.amount == total)", true, #line),
            ("where(lines, it.amount > 3)", true, #line),
            ("where(lines, not it.quantity)", false, #line),
            ("where(lines, it.code == it.group)", false, #line),
            ("where(lines, it.amount + it.amount > 3)", false, #line),
            ("where(lines, it.code == 'A' or it.code == 'B')", false, #line),
        ]
        for row in rows {
            let builder = fixture.makeBuilder()
            let text = ExpressionText(bytes: Array(row.source.utf8), start: 0)
            let code = try builder.compile(text, scope: Scope()).code
            let evaluator = Evaluator(program: builder.finish(), record: fixture.record)
            fixture.begin(evaluator)
            let place = (Int(code.start)..<Int(code.end)).first {
                evaluator.instructions[$0].operation == .iterate
            }
            let loop = try XCTUnwrap(place, row.source)
            let body = evaluator.fieldBody(of: evaluator.instructions[loop], loop + 1)
            XCTAssertEqual(body != nil, row.isField, row.source, line: row.line)
        }
    }
}
