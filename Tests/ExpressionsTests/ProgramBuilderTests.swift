import Primitives
import XCTest

@testable import Expressions

final class ProgramBuilderTests: XCTestCase {
    func testTypes() throws {
        let rows: [(source: String, type: String, line: UInt)] = [
            ("null", "null", #line), ("id", "text", #line), ("total", "money", #line),
            ("terms.fineRate", "number", #line), ("terms.graceDays", "number", #line),
            ("issued", "date", #line), ("cycle", "cycle", #line), ("kind", "text", #line),
            ("customer", "object", #line), ("customer.tags", "list of text", #line),
            ("lines", "list of object", #line), ("lines.amount", "list of money", #line),
            ("lines.period.from", "list of date", #line), ("lines[0].amount", "money", #line),
            ("usage.groups[0].details[0].time", "time", #line),
            ("total * 2", "money", #line), ("2 * total", "money", #line),
            ("-total", "money", #line),
            ("total - subtotal", "money", #line), ("1 + 2", "number", #line),
            ("total > 1", "bool", #line), ("total == null", "bool", #line),
            ("not total", "bool", #line), ("lines and offers", "bool", #line),
            ("subtotal ?? total", "money", #line), ("null ?? total", "money", #line),
            ("total ?? null", "money", #line), ("lines ? 'a' : 'b'", "text", #line),
            ("lines ? null : 'b'", "text", #line), ("total | default(1 * total)", "money", #line),
            ("sum(lines.amount)", "money", #line), ("sum(lines, it.quantity)", "number", #line),
            ("min(lines.amount)", "money", #line), ("max(history.cycle)", "cycle", #line),
            ("avg(lines.amount, 2)", "money", #line), ("count(lines)", "number", #line),
            ("first(lines)", "object", #line), ("take(lines, 2)", "list of object", #line),
            ("where(lines, it.amount > 0)", "list of object", #line),
            ("map(lines, it.amount * 2)", "list of money", #line),
            ("any(lines, it.amount > 0)", "bool", #line), ("all(lines, it.group)", "bool", #line),
            ("groupBy(lines, it.group)", "list of group", #line),
            ("groupBy(lines, it.group)[0].key", "text", #line),
            ("groupBy(lines, it.group)[0].items.amount", "list of money", #line),
            ("sortBy(lines, it.amount)", "list of object", #line),
            ("round(total, 0)", "money", #line), ("abs(-1)", "number", #line),
            ("divide(total, 3, 2)", "money", #line), ("divide(total, total, 2)", "number", #line),
            ("divide(1, 3, 2)", "number", #line), ("divide(1, total, 2)", "number", #line),
            ("'a' in customer.tags", "bool", #line), ("id contains 'A'", "bool", #line),
            ("total | money", "text", #line), ("issued | date('day')", "text", #line),
        ]
        for row in rows {
            let text = ExpressionText(bytes: Array(row.source.utf8), start: 0)
            let type = try Fixture().makeBuilder().compile(text, scope: Scope()).type
            XCTAssertEqual(type.name, row.type, row.source, line: row.line)
        }
    }

    func testMistakes() throws {
        typealias Row = (
            source: String, marked: String, code: String, message: String, cure: String, line: UInt
        )
        let rows: [Row] = [
            // Names and fields.
            ("totl", "totl", "F203", "there is no “totl” here", "did you mean “total”?", #line),
            ("it.amount", "it", "F203", "there is no “it” here", "did you mean “id”?", #line),
            (
                "xyzzy", "xyzzy", "F203", "there is no “xyzzy” here",
                "a field of the pack's own is declared with <extra path=\"…\" type=\"…\"/>", #line
            ),
            (
                "1 + customer.nmae", "nmae", "F204", "customer has no field “nmae”",
                "did you mean “name”?", #line
            ),
            (
                "sum(lines.amout)", "amout", "F204", "line has no field “amout”",
                "did you mean “amount”?", #line
            ),
            (
                "extra.kilowatts", "kilowatts", "F204", "extra has no field “kilowatts”",
                "a field of the pack's own is declared with <extra path=\"…\" type=\"…\"/>", #line
            ),
            (
                "groupBy(lines, it.group)[0].name", "name", "F204", "a group has no field “name”",
                "it has key and items", #line
            ),
            ("total.cents", "cents", "F205", "a money has no fields", "", #line),
            ("customer.tags.x", "x", "F205", "a list of text has no fields", "", #line),
            ("total[0]", "total", "F205", "a money has no elements", "", #line),
            // Operators.
            ("total + 1", "1", "F205", "money and number cannot be added or subtracted", "", #line),
            (
                "1 - total", "total", "F205", "number and money cannot be added or subtracted", "",
                #line
            ),
            ("total * subtotal", "subtotal", "F205", "money times money means nothing", "", #line),
            (
                "id + number", "id", "F205", "“+” takes numbers and money, not text",
                "write texts side by side: {{a}} {{b}}", #line
            ),
            (
                "total + id", "id", "F205", "“+” takes numbers and money, not text",
                "write texts side by side: {{a}} {{b}}", #line
            ),
            (
                "issued - due", "issued", "F205", "“-” takes numbers and money, not date", "", #line
            ),
            ("2 * true", "true", "F205", "“*” takes numbers and money, not bool", "", #line),
            ("-id", "id", "F205", "a text has no sign", "", #line),
            ("id == total", "total", "F205", "a text cannot be compared with a money", "", #line),
            (
                "issued < cycle", "cycle", "F205", "a date cannot be compared with a cycle", "",
                #line
            ),
            (
                "lines == lines", "lines", "F205",
                "a list of object cannot be compared with a list of object", "", #line
            ),
            (
                "customer == issuer", "issuer", "F205", "a object cannot be compared with a object",
                "", #line
            ),
            ("1 in lines", "lines", "F205", "a list of object cannot contain a number", "", #line),
            ("id contains 1", "id", "F205", "a text cannot contain a number", "", #line),
            (
                "total ?? 0", "0", "F205",
                "both sides of “??” must be of one type, not money and number",
                "", #line
            ),
            (
                "due ? due : 'none'", "'none'", "F205",
                "both sides of a choice must be of one type, not date and text", "", #line
            ),
            // Functions.
            (
                "summ(lines)", "summ", "F206", "there is no function “summ”", "did you mean “sum”?",
                #line
            ),
            (
                "money(total)", "money", "F206", "there is no function “money”",
                "“money” is a filter: write value | money", #line
            ),
            (
                "count()", "count", "F207", "count does not take 0 arguments", "it takes: list",
                #line
            ),
            (
                "divide(1, 2)", "divide", "F207", "divide does not take 2 arguments",
                "it takes: a, b, places", #line
            ),
            (
                "avg(lines.amount)", "avg", "F207", "avg does not take 1 arguments",
                "it takes: list, places", #line
            ),
            ("t(id)", "t", "F207", "t takes one key in quotes", "", #line),
            ("count(total)", "total", "F205", "count takes a list, not a money", "", #line),
            (
                "sum(lines)", "lines", "F205", "sum cannot work on a list of object",
                "name the field: sum(list.field)", #line
            ),
            (
                "sum(history.cycle)", "cycle", "F205", "sum cannot work on a list of cycle",
                "name the field: sum(list.field)", #line
            ),
            ("sum(total, it.x)", "total", "F205", "sum takes a list, not a money", "", #line),
            (
                "avg(history.cycle, 1)", "cycle", "F205", "avg cannot work on a list of cycle", "",
                #line
            ),
            ("take(lines, total)", "total", "F205", "take takes a plain number here", "", #line),
            ("round(id, 2)", "id", "F205", "round takes a number or money, not a text", "", #line),
            (
                "groupBy(lines, it.period)", "period", "F205", "groupBy cannot go by a object",
                "go by one of its fields", #line
            ),
            (
                "sortBy(lines, it)", "it", "F205", "sortBy cannot go by a object",
                "go by one of its fields", #line
            ),
            // Filters.
            (
                "total | mony", "mony", "F208", "there is no filter “mony”",
                "did you mean “money”?",
                #line
            ),
            (
                "total | xyzzy", "xyzzy", "F208", "there is no filter “xyzzy”",
                "filters are money, number, percent, date, month, weekday, duration, bytes, phone, "
                    + "mask, upper, lower, title, default, pad, cpf, cnpj, cep, digits, iban, reference",
                #line
            ),
            ("1 | money", "money", "F205", "money takes money, not number", "", #line),
            ("id | number", "number", "F205", "number takes number or money, not text", "", #line),
            ("cycle | date", "date", "F205", "date takes date, not cycle", "", #line),
            ("issued | duration", "duration", "F205", "duration takes number, not date", "", #line),
            ("total | upper", "upper", "F205", "upper takes text, not money", "", #line),
            (
                "total | money('bold')", "'bold'", "F207", "money does not know “bold”",
                "it knows bare, spaced", #line
            ),
            (
                "cycle | month('day')", "'day'", "F207", "month does not know “day”",
                "it knows short, long, year", #line
            ),
            ("issued | date(id)", "id", "F207", "date takes a word in quotes", "", #line),
            (
                "id | upper(1)", "upper", "F207", "upper does not take 2 arguments", "it takes: ",
                #line
            ),
            ("id | pad", "pad", "F207", "pad does not take 1 arguments", "it takes: width", #line),
            (
                "total | default(1)", "1", "F205", "default must be a money, not a number", "",
                #line
            ),
            // Strings.
            (
                "t('nothing')", "'nothing'", "F209", "the string “nothing” is missing in pt-BR",
                "add it to strings/pt-BR.json", #line
            ),
        ]
        let fixture = Fixture()
        for row in rows {
            let error = try XCTUnwrap(fixture.error(row.source), row.source, line: row.line)
            let text = SourceText(file: "", bytes: Array(row.source.utf8)).string(error.span)
            XCTAssertEqual(text, row.marked, row.source, line: row.line)
            XCTAssertEqual(error.code.rawValue, row.code, row.source, line: row.line)
            XCTAssertEqual(error.message, row.message, row.source, line: row.line)
            XCTAssertEqual(error.cure, row.cure, row.source, line: row.line)
        }
        let covered = Set(rows.map(\.code)).union(["F201", "F202", "F210"])
        XCTAssertEqual(covered, Set((1...10).map { $0 < 10 ? "F20\($0)" : "F2\($0)" }))
    }

    func testWhatCannotBePrinted() {
        let rows: [(source: String, message: String, line: UInt)] = [
            ("lines", "a list of object cannot be printed", #line),
            ("customer", "a object cannot be printed", #line),
            ("groupBy(lines, it.group)[0]", "a group cannot be printed", #line),
        ]
        for row in rows {
            let text = ExpressionText(bytes: Array("a {{\(row.source)}}".utf8), start: 100)
            XCTAssertThrowsError(
                try Fixture().makeBuilder().compileText(text, scope: Scope()), line: row.line
            ) { error in
                let error = error as! ExpressionError
                XCTAssertEqual(error.message, row.message, line: row.line)
                XCTAssertEqual(
                    error.cure, "name one of its fields, or go through it with <each>",
                    line: row.line)
                XCTAssertGreaterThanOrEqual(error.span.start, 104, line: row.line)
            }
        }
    }

    func testTextsAreCutAtBraces() throws {
        let rows: [(source: String, parts: [String], line: UInt)] = [
            ("", [""], #line), ("plain", ["plain"], #line), ("{{a}}", ["<a>"], #line),
            ("x {{a}} y {{ b }}z", ["x ", "<a>", " y ", "< b >", "z"], #line),
            ("{ a } }} {x", ["{ a } }} {x"], #line), ("{{a}}{{b}}", ["<a>", "<b>"], #line),
            ("{{}}", ["<>"], #line),
        ]
        for row in rows {
            let parts = try splitText(ExpressionText(bytes: Array(row.source.utf8), start: 0))
            let shown = parts.map { part in
                switch part {
                case .literal(let bytes): String(decoding: bytes, as: UTF8.self)
                case .expression(let text): "<\(String(decoding: text.bytes, as: UTF8.self))>"
                }
            }
            XCTAssertEqual(shown, row.parts, line: row.line)
        }
        XCTAssertThrowsError(
            try splitText(ExpressionText(bytes: Array("ab {{c }".utf8), start: 7))
        ) { error in
            let error = error as! ExpressionError
            XCTAssertEqual(error.span, Span(10, 12))
            XCTAssertEqual(error.message, "this “{{” has no “}}”")
        }
    }

    func testLocalsHideFields() throws {
        let builder = Fixture().makeBuilder()
        var scope = Scope()
        scope.locals["total"] = .init(slot: builder.addLocal(), type: .text)
        scope.locals["n"] = .init(slot: builder.addLocal(), type: .number)
        let type = { (source: String) in
            try builder.compile(
                ExpressionText(bytes: Array(source.utf8), start: 0), scope: scope
            ).type
        }
        XCTAssertEqual(try type("total"), .text)
        XCTAssertEqual(try type("n + 1"), .number)
        // `it` is the innermost list's element.
        XCTAssertEqual(
            try type("map(lines, sum(map(it.adjustments, it.amount)))"), .list(.money))
    }

    func testEveryFunctionAndFilterIsInTheReference() {
        let fixture = Fixture()
        for spec in functionReference {
            XCTAssertFalse(spec.summary.isEmpty, spec.name)
            let code = fixture.error(spec.isFilter ? "null | \(spec.name)" : "\(spec.name)()")?.code
            XCTAssertNotEqual(code, .unknownFunction, spec.name)
            XCTAssertNotEqual(code, .unknownFilter, spec.name)
        }
        let listed = Set(functionReference.map(\.name))
        for function in Function.allCases { XCTAssertTrue(listed.contains(function.name)) }
    }
}
