import Primitives
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
            (
                "sortBy(lines, it.amount, 'desc').id", "[\"L1\", \"L3\", \"L4\", \"L2\"]", #line
            ),
            ("sortBy(lines, it.amount, 'asc').id", "[\"L2\", \"L4\", \"L3\", \"L1\"]", #line),
            // Falling, absent keys come last, and equal ones still keep their order.
            ("sortBy(lines, it.group, 'desc').id", "[\"L2\", \"L1\", \"L3\", \"L4\"]", #line),
            ("sortBy(lines, it.id, 'desc')[0].id", "\"L4\"", #line),
            ("distinct(lines.group)", "[\"Planos\", \"Uso\", ∅]", #line),
            ("distinct(lines, it.group).id", "[\"L1\", \"L2\", \"L4\"]", #line),
            ("distinct(map(lines, 1))", "[1]", #line), ("distinct(offers.title)", "[]", #line),
            ("distinct(customer.tags)", "[\"combo\", \"fibra\"]", #line),
            ("flatten(usage.groups.details).seconds", "[3725]", #line),
            ("flatten(map(lines, customer.tags))[7]", "\"fibra\"", #line),
            ("count(flatten(map(lines, take(lines, 3))))", "12", #line),
            ("flatten(lines.adjustments)", "[]", #line),
            ("join(customer.tags, ', ')", "\"combo, fibra\"", #line),
            ("join(lines.quantity, '; ')", "\"1,5; 2\"", #line),
            ("join(history.cycle, '/')", "\"mai/jun\"", #line),
            ("join(offers.title, ', ')", "\"\"", #line),
            ("join(where(lines, false).id, ', ')", "\"\"", #line),
            (
                "join(map(lines, it.description | upper), '')", "\"PLANOLIGAÇÕESEXTRASEM GRUPO\"",
                #line
            ),
            ("join(customer.tags, terms.text)", "\"combofibra\"", #line),
            // Groups of groups.
            (
                "map(groupBy(lines, it.group), count(groupBy(it.items, it.amount > 50)))",
                "[2, 1, 1]", #line
            ),
            (
                "groupBy(groupBy(lines, it.group)[0].items, it.amount > 50)[1].items.id",
                "[\"L3\"]", #line
            ),
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

    func testTexts() throws {
        let rows: [(source: String, value: String, line: UInt)] = [
            ("concat(id, '/', total, '/', due)", "\"A-1/R$\u{A0}113,05/15/07/2026\"", #line),
            ("concat(id, subtotal)", "\"A-1\"", #line), ("concat(1, true)", "\"1true\"", #line),
            ("length(customer.name)", "12", #line), ("length('')", "0", #line),
            ("length('ação')", "4", #line), ("length(terms.text)", "∅", #line),
            ("indexOf(customer.name, 'd')", "5", #line), ("indexOf('ação', 'o')", "3", #line),
            ("indexOf('ação', '')", "0", #line), ("indexOf('ação', 'x')", "∅", #line),
            ("indexOf(terms.text, 'x')", "∅", #line), ("indexOf(id, terms.text)", "∅", #line),
            ("indexOf(customer.tags, 'fibra')", "1", #line),
            ("indexOf(lines.amount, total)", "∅", #line),
            ("startsWith(id, 'A-')", "true", #line), ("startsWith(id, 'A-12')", "false", #line),
            ("startsWith(id, '')", "true", #line), ("startsWith(terms.text, '')", "∅", #line),
            ("endsWith(id, '-1')", "true", #line), ("endsWith(id, 'A')", "false", #line),
            ("endsWith(id, 'AA-1')", "false", #line), ("endsWith(id, terms.text)", "∅", #line),
            ("amount(2.5)", "$2.5", #line), ("amount(total)", "$113.05", #line),
            ("subtotal ?? amount(0)", "$0", #line), ("total + amount(1)", "$114.05", #line),
            ("amount(lines[3].quantity)", "∅", #line),
        ]
        let fixture = Fixture()
        for row in rows {
            XCTAssertEqual(try fixture.value(row.source), row.value, row.source, line: row.line)
        }
    }

    func testThePacksRounding() throws {
        let rows: [(rule: ExactDecimal.Rounding, source: String, text: String, line: UInt)] = [
            (.halfUp, "round(2.5, 0)", "3", #line), (.halfEven, "round(2.5, 0)", "2", #line),
            (.down, "round(2.9, 0)", "2", #line), (.halfEven, "round(-3.5, 0)", "−4", #line),
            (.halfUp, "divide(1, 8, 2)", "0,13", #line),
            (.halfEven, "divide(1, 8, 2)", "0,12", #line),
            (.down, "divide(-2, 3, 2)", "−0,66", #line),
            (.halfUp, "avg(map(take(lines, 2), it.quantity), 1)", "1,8", #line),
            (.down, "avg(map(take(lines, 2), it.quantity), 1)", "1,7", #line),
            (.halfUp, "total * 0.5", "R$\u{A0}56,53", #line),
            (.halfEven, "total * 0.5", "R$\u{A0}56,52", #line),
            (.down, "total * 0.999 | money('bare')", "112,93", #line),
            (.halfEven, "0.125 | number(2)", "0,12", #line),
            (.down, "1.99 | percent(0)", "1%", #line),
        ]
        for row in rows {
            let fixture = Fixture()
            fixture.settings.rounding = row.rule
            XCTAssertEqual(try fixture.printed(row.source), row.text, row.source, line: row.line)
        }
    }

    /// 100,000 elements are sorted, grouped and searched within the record's steps; a loop in a loop over
    /// them is given up.
    func testLongLists() throws {
        #if DEBUG
        let count = 20_000
        #else
        let count = 100_000
        #endif
        let lines = (0..<count).map {
            #"{"id":"\#($0)","description":"d","amount":\#(($0 * 7919) % 1000)}"#
        }
        let fixture = Fixture(
            """
            {"id":"A","cycle":"2026-07","issued":"2026-07-05","currency":"BRL","locale":"pt-BR",
            "issuer":{"name":"I"},"customer":{"id":"C","name":"N"},
            "lines":[\(lines.joined(separator: ","))],"total":0}
            """)
        let rows: [(source: String, value: String, isExhausted: Bool, line: UInt)] = [
            ("count(groupBy(lines, it.id))", "\(count)", false, #line),
            ("sum(groupBy(lines, it.amount)[999].items.amount) > 0", "true", false, #line),
            ("sortBy(lines, it.amount, 'desc')[0].amount", "$999.00", false, #line),
            ("count(distinct(lines.id))", "\(count)", false, #line),
            ("sum(map(lines, it.amount))", "$\(count / 1000 * 499_500).00", false, #line),
            ("count(where(lines, any(lines, it.amount < 0)))", "0", true, #line),
            ("count(map(lines, map(lines, it)))", "", true, #line),
            ("sum(map(lines, indexOf(lines.id, 'none') ?? 0)) == 0", "true", true, #line),
        ]
        for row in rows {
            let builder = fixture.makeBuilder()
            let text = ExpressionText(bytes: Array(row.source.utf8), start: 0)
            let code = try builder.compile(text, scope: Scope()).code
            let evaluator = Evaluator(program: builder.finish(), record: fixture.record)
            // A part of the limit shows the same, sooner.
            evaluator.limit = Evaluator.stepLimit / (row.isExhausted ? 100 : 10)
            fixture.begin(evaluator)
            let shown = show(evaluator.evaluate(code), evaluator)
            if !row.value.isEmpty { XCTAssertEqual(shown, row.value, row.source, line: row.line) }
            XCTAssertEqual(evaluator.isExhausted, row.isExhausted, row.source, line: row.line)
            // The next record begins anew.
            fixture.begin(evaluator)
            XCTAssertFalse(evaluator.isExhausted)
        }
    }

    /// A record makes 64 MiB of texts at most, those among them that are joined where they are wanted.
    func testJoinedTextsCountAsTextsThatAreMade() throws {
        let fixture = Fixture()
        let builder = fixture.makeBuilder()
        let source = "concat(id, '\(String(repeating: "x", count: (1 << 14) - 3))')"
        let text = ExpressionText(bytes: Array(source.utf8), start: 0)
        let code = try builder.compile(text, scope: Scope()).code
        let evaluator = Evaluator(program: builder.finish(), record: fixture.record)
        var buffer = ByteBuffer()
        for _ in 0..<2 {
            fixture.begin(evaluator)
            for _ in 0..<4096 {
                buffer.removeAll()
                XCTAssertTrue(evaluator.canSpend(1))
                _ = evaluator.write(code, to: &buffer)
                XCTAssertEqual(buffer.count, 1 << 14)
            }
            // 64 MiB are allowed, a byte more is not.
            XCTAssertTrue(evaluator.canSpend(1))
            _ = evaluator.write(code, to: &buffer)
            XCTAssertFalse(evaluator.canSpend(1))
            XCTAssertFalse(evaluator.spend(1))
            XCTAssertTrue(evaluator.isExhausted)
        }
    }

    /// Lists made on the way to a value are given back: as many as you like do not pile up.
    func testListsDoNotPileUp() throws {
        let fixture = Fixture()
        let builder = fixture.makeBuilder()
        let source = "sum(map(lines, count(where(lines, it.amount > 0))))"
        let text = ExpressionText(bytes: Array(source.utf8), start: 0)
        let code = try builder.compile(text, scope: Scope()).code
        let evaluator = Evaluator(program: builder.finish(), record: fixture.record)
        fixture.begin(evaluator)
        for _ in 0..<100 { XCTAssertEqual(show(evaluator.evaluate(code), evaluator), "8") }
        XCTAssertEqual(evaluator.lists.count, 0)
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
