import XCTest

@testable import Expressions

final class EvaluatorIterationTests: XCTestCase {
    func testLists() throws {
        let rows: [(source: String, value: String, line: UInt)] = [
            ("sum(lines.amount)", "$113.05", #line),
            ("sum(lines, it.amount * 2)", "$226.10", #line),
            ("sum(lines.quantity)", "3.5", #line),
            // The sum of nothing is nothing of the right kind.
            ("sum(where(lines, false).amount)", "$0", #line),
            ("sum(usage.series.points[0].value)", "0", #line),
            ("sum(fiscal.total)", "$0", #line),
            ("count(lines)", "4", #line), ("count(offers)", "0", #line),
            ("count(customer.tags)", "2", #line),
            ("min(lines.amount)", "$-7.05", #line), ("max(lines.amount)", "$100.10", #line),
            ("min(lines.quantity)", "1.5", #line), ("max(history.cycle)", "2026-06", #line),
            ("min(lines.period.from)", "∅", #line), ("max(fiscal.total)", "∅", #line),
            ("avg(lines.amount, 2)", "$28.26", #line), ("avg(lines.quantity, 2)", "1.75", #line),
            ("avg(fiscal.total, 2)", "∅", #line), ("avg(lines.amount, 0)", "$28", #line),
            ("first(lines).id", "\"L1\"", #line), ("last(lines).id", "\"L4\"", #line),
            ("first(offers).title", "∅", #line), ("last(offers)", "∅", #line),
            ("take(lines, 2).id", "[\"L1\", \"L2\"]", #line),
            ("take(lines, -3).id", "[\"L2\", \"L3\", \"L4\"]", #line),
            ("take(lines, 0).id", "[]", #line),
            ("take(lines, 99).id", "[\"L1\", \"L2\", \"L3\", \"L4\"]", #line),
            ("take(lines, -99).id", "[\"L1\", \"L2\", \"L3\", \"L4\"]", #line),
            ("take(lines, 1.9).id", "[\"L1\"]", #line), ("take(offers, 2)", "∅", #line),
            ("take(take(lines, -3), 2).id", "[\"L2\", \"L3\"]", #line),
            ("where(lines, it.group == 'Planos').id", "[\"L1\", \"L3\"]", #line),
            ("where(lines, it.quantity).id", "[\"L1\", \"L2\"]", #line),
            ("where(offers, true)", "[]", #line),
            ("where(where(lines, it.amount > 0), it.amount > 50).id", "[\"L1\"]", #line),
            ("map(lines, it.amount * 2)", "[$200.20, $-14.10, $40.00, $0.00]", #line),
            ("map(lines, it.quantity)", "[1.5, 2, ∅, ∅]", #line),
            ("map(take(lines, 2), it.description | upper)", "[\"PLANO\", \"LIGAÇÕES\"]", #line),
            ("map(history, map(lines, it.id)[0])", "[\"L1\", \"L1\"]", #line),
            ("any(lines, it.amount < 0)", "true", #line),
            ("any(lines, it.amount < -99)", "false", #line),
            ("any(offers, true)", "false", #line), ("all(lines, it.description)", "true", #line),
            ("all(lines, it.group)", "false", #line), ("all(offers, false)", "true", #line),
            (
                "any(lines, any(taxes, it.amount == 1)) and all(lines, any(taxes, it.included))",
                "true", #line
            ),
            ("groupBy(lines, it.group)[0].key", "\"Planos\"", #line),
            ("map(groupBy(lines, it.group), it.key)", "[\"Planos\", \"Uso\", ∅]", #line),
            (
                "map(groupBy(lines, it.group), sum(it.items.amount))", "[$120.10, $-7.05, $0.00]",
                #line
            ),
            ("map(groupBy(lines, it.amount > 0), count(it.items))", "[2, 2]", #line),
            ("groupBy(lines, it.group)[0].items.id", "[\"L1\", \"L3\"]", #line),
            ("groupBy(offers, it.title)", "[]", #line),
            ("groupBy(lines, it.group)[7].items", "∅", #line),
            ("sortBy(lines, it.amount).id", "[\"L2\", \"L4\", \"L3\", \"L1\"]", #line),
            ("sortBy(lines, -it.amount).id", "[\"L1\", \"L3\", \"L4\", \"L2\"]", #line),
            // Equal keys keep their order, absent keys come first.
            ("sortBy(lines, it.group).id", "[\"L4\", \"L1\", \"L3\", \"L2\"]", #line),
            ("sortBy(lines, it.quantity).id", "[\"L3\", \"L4\", \"L1\", \"L2\"]", #line),
            ("sortBy(lines, true).id", "[\"L1\", \"L2\", \"L3\", \"L4\"]", #line),
            ("sortBy(offers, it.title)", "[]", #line),
            ("last(sortBy(where(lines, it.group != 'Uso'), it.amount)).id", "\"L1\"", #line),
        ]
        let fixture = Fixture()
        for row in rows {
            XCTAssertEqual(try fixture.value(row.source), row.value, row.source, line: row.line)
        }
    }

    func testSortingIsStableAtEveryLength() throws {
        for count in [0, 1, 2, 3, 4, 5, 7, 8, 9, 31, 32, 33, 100] {
            // Keys repeat every seven lines; ids count up.
            let lines = (0..<count).map {
                #"{"id":"\#(1000 + $0)","description":"d","amount":\#($0 * 5 % 7)}"#
            }
            let json = """
                {"id":"A","cycle":"2026-07","issued":"2026-07-05","currency":"BRL","locale":"pt-BR",
                "issuer":{"name":"I"},"customer":{"id":"C","name":"N"},
                "lines":[\(lines.joined(separator: ","))],"total":0}
                """
            let expected = (0..<count).sorted { ($0 * 5 % 7, $0) < ($1 * 5 % 7, $1) }
                .map { "\"\(1000 + $0)\"" }.joined(separator: ", ")
            XCTAssertEqual(
                try Fixture(json).value("sortBy(lines, it.amount).id"), "[\(expected)]", "\(count)")
        }
    }

    func testRounding() throws {
        let rows: [(source: String, value: String, line: UInt)] = [
            ("round(2.5, 0)", "3", #line), ("round(-2.5, 0)", "-3", #line),
            ("round(2.4999999, 0)", "2", #line), ("round(-2.4999999, 0)", "-2", #line),
            ("round(0.005, 2)", "0.01", #line), ("round(-0.005, 2)", "-0.01", #line),
            ("round(-0.004, 2)", "0.00", #line), ("round(1.5, 3)", "1.500", #line),
            ("round(total, 1)", "$113.1", #line), ("round(total, 0)", "$113", #line),
            ("round(subtotal, 2)", "∅", #line), ("round(1234, -2)", "1234", #line),
            ("divide(1, 3, 4)", "0.3333", #line), ("divide(2, 3, 4)", "0.6667", #line),
            ("divide(-2, 3, 4)", "-0.6667", #line), ("divide(2, -3, 4)", "-0.6667", #line),
            ("divide(1, 8, 2)", "0.13", #line), ("divide(-1, 8, 2)", "-0.13", #line),
            ("divide(1, 0, 2)", "∅", #line), ("divide(0, 7, 2)", "0.00", #line),
            ("divide(5, -1, 0)", "-5", #line), ("divide(0.001, 0.1, 3)", "0.010", #line),
            ("divide(total, 3, 2)", "$37.68", #line), ("divide(total, total, 1)", "1.0", #line),
            ("divide(subtotal, 3, 2)", "∅", #line), ("divide(1, lines[3].quantity, 2)", "∅", #line),
            ("divide(1, 0.000000000000001 * 0.00000000000001, 20)", "∅", #line),
            (
                "divide(0, 0.000000000000001 * 0.00000000000001, 20)", "0.00000000000000000000",
                #line
            ),
            ("abs(-7.5)", "7.5", #line), ("abs(lines[1].amount)", "$7.05", #line),
            ("abs(subtotal)", "∅", #line),
        ]
        let fixture = Fixture()
        for row in rows {
            XCTAssertEqual(try fixture.value(row.source), row.value, row.source, line: row.line)
        }
    }
}
