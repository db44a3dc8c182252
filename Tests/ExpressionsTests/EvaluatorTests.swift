import Primitives
import Records
import XCTest

@testable import Expressions

final class EvaluatorTests: XCTestCase {
    func testValues() throws {
        let rows: [(source: String, value: String, line: UInt)] = [
            // Paths.
            ("id", "\"A-1\"", #line), ("customer.name", "\"José d'Ávila\"", #line),
            ("kind", "\"invoice\"", #line), ("total", "$113.05", #line),
            ("cycle", "2026-07", #line), ("issued", "2026-07-05", #line),
            ("lines.amount", "[$100.10, $-7.05, $20.00, $0.00]", #line),
            ("lines.quantity", "[1.5, 2, ∅, ∅]", #line),
            ("lines[0].unitPrice", "0.12345678", #line),
            ("lines[1].description", "\"Ligações\"", #line), ("lines[4].amount", "∅", #line),
            ("lines[2147483647].amount", "∅", #line), ("customer.tags[1]", "\"fibra\"", #line),
            ("usage.groups[0].details[0].time", "65099s", #line),
            ("taxes[0].included", "true", #line), ("lines[0]", "{}", #line),
            // What is not there stays not there.
            ("due ?? issued", "2026-07-15", #line), ("subtotal", "∅", #line),
            ("subtotal + total", "∅", #line), ("total - subtotal", "∅", #line),
            ("subtotal * 2", "∅", #line), ("-subtotal", "∅", #line),
            ("usage.series.points", "[]", #line), ("usage.series[0].points[3].value", "∅", #line),
            ("terms.text", "∅", #line), ("lines[9].period.from", "∅", #line),
            ("offers.title", "[]", #line), ("offers", "∅", #line),
            ("taxes.rate", "[18.5, ∅]", #line), ("null", "∅", #line),
            // Exact arithmetic.
            ("1 + 2 * 3", "7", #line), ("0.1 + 0.2", "0.3", #line), ("1.50 - 0.5", "1.00", #line),
            ("total + 1 * total", "$226.10", #line), ("total * 0.5", "$56.525", #line),
            ("lines[0].quantity * lines[0].unitPrice", "0.185185170", #line),
            ("- -2", "2", #line), ("2 - -2", "4", #line), ("1 - 3 - 4", "-6", #line),
            ("999999999999999999999999999999 + 1", "1000000000000000000000000000000", #line),
            (
                "999999999999999999999999999999 * 99999999",
                "99999998999999999999999999999900000001", #line
            ),
            // Beyond 128 bits, or 30 places: nothing.
            ("999999999999999999999999999999 * 999999999999", "∅", #line),
            ("0.0000000000000001 * 0.0000000000000001", "∅", #line),
            (
                "99999999999999999999 * 999999999999999999 + 99999999999999999999 * 999999999999999999",
                "∅", #line
            ),
            // Presence.
            ("subtotal ?? total", "$113.05", #line), ("total ?? subtotal", "$113.05", #line),
            ("subtotal ?? rounding ?? total", "$113.05", #line),
            ("customer.email ?? 'none'", "\"none\"", #line),
            ("lines[3].amount ?? total", "$0.00", #line), ("subtotal ?? prepaid", "∅", #line),
            // Truth.
            ("not total", "false", #line), ("not subtotal", "true", #line),
            ("not customer.email", "true", #line), ("not lines", "false", #line),
            ("not offers", "true", #line), ("not customer", "false", #line),
            ("not lines[3].amount", "false", #line), ("not false", "true", #line),
            ("true and false", "false", #line), ("true and 'x'", "true", #line),
            ("false or 'x'", "true", #line), ("false or ''", "false", #line),
            ("subtotal and total", "false", #line), ("total or subtotal", "true", #line),
            ("subtotal or due", "true", #line), ("null or null", "false", #line),
            ("total ? 'yes' : 'no'", "\"yes\"", #line),
            ("subtotal ? 'yes' : 'no'", "\"no\"", #line),
            ("false ? 1 : false ? 2 : 3", "3", #line),
            ("subtotal ? null : total", "$113.05", #line), ("total ? null : total", "∅", #line),
            // Comparison.
            ("1 == 1.00", "true", #line), ("1 != 1.01", "true", #line),
            ("0.1 < 0.11", "true", #line),
            ("2 <= 2.0", "true", #line), ("3 > 2.999", "true", #line), ("-3 >= -2", "false", #line),
            ("total > 100", "true", #line), ("total == 113.05", "true", #line),
            ("'a' < 'b'", "true", #line), ("'a' < 'a'", "false", #line),
            ("'a' < 'ab'", "true", #line),
            ("'é' > 'z'", "true", #line), ("id == 'A-1'", "true", #line),
            ("'' == ''", "true", #line),
            ("issued < due", "true", #line), ("history[0].cycle < cycle", "true", #line),
            ("true == true", "true", #line), ("subtotal == null", "true", #line),
            ("total == null", "false", #line), ("total != null", "true", #line),
            ("subtotal != null", "false", #line), ("subtotal == rounding", "true", #line),
            ("subtotal < total", "false", #line), ("subtotal >= total", "false", #line),
            ("lines != null", "true", #line), ("offers == null", "true", #line),
            // Membership.
            ("'combo' in customer.tags", "true", #line),
            ("'comb' in customer.tags", "false", #line),
            ("customer.tags contains 'fibra'", "true", #line),
            ("'x' in customer.consents.purpose", "false", #line),
            ("customer.name contains 'Ávila'", "true", #line),
            ("'' in customer.name", "true", #line),
            ("customer.name contains 'joão'", "false", #line),
            ("customer.email contains ''", "true", #line),
            ("'longer than it' in id", "false", #line),
            ("20.0 in lines.quantity", "false", #line), ("2.0 in lines.quantity", "true", #line),
        ]
        let fixture = Fixture()
        for row in rows {
            XCTAssertEqual(try fixture.value(row.source), row.value, row.source, line: row.line)
        }
    }

    func testRightSidesAreNotRunInVain() throws {
        // Two fibra lists: the right side alone would differ.
        let builder = Fixture().makeBuilder()
        let source = "true or any(lines, it.amount > 0)"
        let text = ExpressionText(bytes: Array(source.utf8), start: 0)
        let expression = try builder.compile(text, scope: Scope())
        let fixture = Fixture()
        let evaluator = Evaluator(program: builder.finish(), record: fixture.record)
        fixture.begin(evaluator)
        evaluator.set(0, to: Value(7))
        XCTAssertTrue(evaluator.evaluate(expression.code).isTrue)
        // The loop would have set its local to an element.
        XCTAssertEqual(evaluator.locals[0].tag, .number)
    }

    func testPathsAreKept() throws {
        let fixture = Fixture()
        let rows: [(source: String, path: String, line: UInt)] = [
            ("customer.name", "customer.name", #line),
            ("customer.name | upper", "customer.name", #line),
            ("total | money", "total", #line),
            ("lines[1].amount | money('bare')", "lines[1].amount", #line),
            ("subtotal ?? total", "total", #line),
            ("last(lines).description", "lines[3].description", #line),
            ("'x'", "", #line), ("total + total", "", #line),
            ("customer.taxId | cpf", "customer.taxId", #line),
            ("sortBy(lines, it.amount)[0].amount", "lines[1].amount", #line),
            ("map(lines, it.description)[2]", "lines[2].description", #line),
        ]
        for row in rows {
            let builder = fixture.makeBuilder()
            let text = ExpressionText(bytes: Array(row.source.utf8), start: 0)
            let expression = try builder.compile(text, scope: Scope())
            let evaluator = Evaluator(program: builder.finish(), record: fixture.record)
            fixture.begin(evaluator)
            let path = Int(evaluator.evaluate(expression.code).path)
            XCTAssertEqual(
                path < 0 ? "" : fixture.record.path(of: path), row.path, row.source, line: row.line)
        }
    }

    func testATextsPathIsItsFirstFields() throws {
        let fixture = Fixture()
        let builder = fixture.makeBuilder()
        let text = ExpressionText(bytes: Array("Dear {{customer.name}}, {{id}}".utf8), start: 0)
        let expression = try builder.compileText(text, scope: Scope())
        XCTAssertNil(expression.constant)
        let evaluator = Evaluator(program: builder.finish(), record: fixture.record)
        fixture.begin(evaluator)
        let value = evaluator.evaluate(expression.code)
        XCTAssertEqual(evaluator.bytes(value).string, "Dear José d'Ávila, A-1")
        XCTAssertEqual(fixture.record.path(of: Int(value.path)), "customer.name")
    }

    func testARecordLeavesNothingToTheNext() throws {
        let fixture = Fixture()
        let builder = fixture.makeBuilder()
        let source = "sortBy(map(lines, it.description | upper), it)"
        let text = ExpressionText(bytes: Array(source.utf8), start: 0)
        let expression = try builder.compile(text, scope: Scope())
        let evaluator = Evaluator(program: builder.finish(), record: fixture.record)
        var shown: Set<String> = []
        var sizes: Set<Int> = []
        for _ in 0..<3 {
            fixture.begin(evaluator)
            shown.insert(show(evaluator.evaluate(expression.code), evaluator))
            sizes.insert(evaluator.scratch.count)
            XCTAssertTrue(evaluator.stack.isEmpty)
        }
        XCTAssertEqual(shown, ["[\"EXTRA\", \"LIGAÇÕES\", \"PLANO\", \"SEM GRUPO\"]"])
        XCTAssertEqual(sizes.count, 1)
    }

    func testTextsWithHoles() throws {
        let fixture = Fixture()
        let rows: [(source: String, text: String, line: UInt)] = [
            ("plain", "plain", #line), ("", "", #line), ("{{id}}", "A-1", #line),
            ("[{{subtotal}}]", "[]", #line), ("{{number}}/{{cycle}}", "42/jul", #line),
            ("{{total}} {{issued}} {{count(lines)}}", "R$\u{A0}113,05 05/07/2026 4", #line),
            ("{{total > 1}} {{subtotal > 1}}", "true false", #line),
            ("{{usage.groups[0].details[0].time}}", "18:04:59", #line),
            ("{{1.50}} {{-2}}", "1,50 −2", #line),
        ]
        for row in rows {
            XCTAssertEqual(try fixture.filled(row.source), row.text, line: row.line)
        }
    }

    /// Every function and filter over every path of a record that lacks all it may lack: nothing traps.
    func testNothingTrapsOnAnEmptyRecord() throws {
        let empty = """
            {"id":"A","cycle":"2026-07","issued":"2026-07-05","currency":"JPY","locale":"de-CH",
            "issuer":{"name":"I"},"customer":{"id":"C","name":"N"},"lines":[],"total":0}
            """
        let fixture = Fixture(empty)
        let texts = ["id", "customer.language", "customer.name", "services[0].number"]
        let numbers = ["terms.graceDays", "lines[0].quantity", "0", "-1", "99999999999999999999.5"]
        let money = ["total", "subtotal", "lines[0].amount"]
        let dates = ["issued", "due", "lines[0].period.from"]
        let lists = ["lines", "offers", "usage.series", "usage.groups[0].details"]
        let digits = "0.000000000000000000000000001"
        var sources = lists.flatMap { list in
            [
                "count(\(list))", "first(\(list))", "last(\(list))", "take(\(list), 3)",
                "take(\(list), 0 - 9223372036854775808)", "take(\(list), lines[0].quantity)",
                "where(\(list), it)", "map(\(list), it)", "any(\(list), it)", "all(\(list), it)",
            ]
        }
        sources += numbers.flatMap { number in
            [
                "round(\(number), 30)", "round(\(number), -5)", "abs(\(number))",
                "divide(\(number), 0, 2)", "divide(\(number), \(digits) * 0.01, 20)",
                "divide(\(digits), \(number), 0)", "\(number) | number(10)",
                "\(number) | number(99)",
                "\(number) | percent", "\(number) | duration", "\(number) | bytes",
                "\(number) | pad(300)", "\(number) | pad(-1)",
            ]
        }
        sources += money.flatMap {
            ["\($0) | money", "\($0) | money('bare')", "\($0) | number(0)"]
        }
        sources += dates.flatMap { date in
            [
                "", "('short')", "('long')", "('day')", "('')",
                "('\(String(repeating: "EEEE d MMMM yyyy ", count: 9))')",
                "('\(String(repeating: "dd.MM.yy/", count: 99))')", "('EEE')",
                "(\"'\")",
            ].map { "\(date) | date\($0)" } + ["\(date) | month('year')", "\(date) | weekday"]
        }
        let filters = "phone mask upper lower title cpf cnpj cep digits pad(44)".split(
            separator: " ")
        sources += texts.flatMap { text in filters.map { "\(text) | \($0)" } }
        for source in sources { XCTAssertNoThrow(try fixture.value(source), source) }
        XCTAssertGreaterThan(sources.count, 150)
    }
}
