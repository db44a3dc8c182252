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
            (
                "it.amount", "it", "F203", "there is no “it” here",
                "“it” is the element inside of where, map, any, sortBy and their like", #line
            ),
            (
                "page", "page", "F203", "there is no “page” here",
                "page and pages are known in headers, footers and carry rows", #line
            ),
            // Fields that lie elsewhere.
            (
                "city", "city", "F203", "there is no “city” here",
                "“city” is in issuer.address and customer.address", #line
            ),
            (
                "fineRate", "fineRate", "F203", "there is no “fineRate” here",
                "did you mean “terms.fineRate”?", #line
            ),
            (
                "customer.city", "city", "F204", "customer has no field “city”",
                "did you mean “customer.address.city”?", #line
            ),
            (
                "customer.adress.city", "adress", "F204", "customer has no field “adress”",
                "did you mean “customer.address”?", #line
            ),
            (
                "lines[0].kilowatts", "kilowatts", "F204", "line has no field “kilowatts”",
                "a field of the pack's own is declared with <extra path=\"…\" type=\"…\"/>", #line
            ),
            (
                "url", "url", "F203", "there is no “url” here",
                "“url” is in offers, payments and selfService", #line
            ),
            (
                "xyzzy", "xyzzy", "F203", "there is no “xyzzy” here",
                "a field of the pack's own is declared with <extra path=\"…\" type=\"…\"/>", #line
            ),
            (
                "1 + customer.nmae", "nmae", "F204", "customer has no field “nmae”",
                "did you mean “customer.name”?", #line
            ),
            (
                "sum(lines.amout)", "amout", "F204", "line has no field “amout”",
                "did you mean “lines.amount”?", #line
            ),
            (
                "extra.kilowatts", "kilowatts", "F204", "extra has no field “kilowatts”",
                "a field of the pack's own is declared with <extra path=\"…\" type=\"…\"/>", #line
            ),
            (
                "groupBy(lines, it.group)[0].name", "name", "F204", "a group has no field “name”",
                "it has key and items", #line
            ),
            ("total.cents", "cents", "F205", "money has no fields", "", #line),
            (
                "issued.year", "year", "F205", "a date has no fields",
                "parts of a date are year(date), monthNumber(date), day(date)", #line
            ),
            ("customer.tags.x", "x", "F205", "a list of text has no fields", "", #line),
            (
                "lines.adjustments.amount", "amount", "F205",
                "a list of list of object has no fields",
                "make one list of the lists: flatten(list).amount", #line
            ),
            (
                "groupBy(lines, it.group).key", "key", "F205", "a list of group has no fields",
                "go through the groups with <each>, or choose one: list[0].key", #line
            ),
            ("total[0]", "total", "F205", "money has no elements", "", #line),
            // Operators.
            (
                "total + 1", "1", "F205", "money and number cannot be added",
                "make the number money with amount(…)", #line
            ),
            (
                "1 - total", "total", "F205", "number and money cannot be subtracted",
                "make the number money with amount(…)", #line
            ),
            (
                "total * subtotal", "subtotal", "F205", "money times money means nothing",
                "one of the two must be a plain number", #line
            ),
            (
                "id + number", "id", "F205", "“+” takes numbers, money and dates, not text",
                "join texts with concat(a, b), or write them side by side: {{a}} {{b}}", #line
            ),
            (
                "total + id", "id", "F205", "“+” takes numbers, money and dates, not text",
                "join texts with concat(a, b), or write them side by side: {{a}} {{b}}", #line
            ),
            (
                "issued + due", "due", "F205", "date and date cannot be added",
                "subtract them for the days between them", #line
            ),
            (
                "due + total", "total", "F205", "date and money cannot be added",
                "a plain number of days can be added or subtracted", #line
            ),
            (
                "cycle + cycle", "cycle", "F205", "cycle and cycle cannot be added",
                "subtract them for the months between them", #line
            ),
            (
                "5 - due", "due", "F205", "number and date cannot be subtracted",
                "a plain number of days can be added or subtracted", #line
            ),
            (
                "due - cycle", "cycle", "F205", "date and cycle cannot be subtracted",
                "make them one type: cycle(date), or startOfMonth(cycle)", #line
            ),
            (
                "2 * due", "due", "F205", "“*” takes numbers and money, not date",
                "a plain number of days can be added or subtracted", #line
            ),
            (
                "2 * true", "true", "F205", "“*” takes numbers, money and dates, not bool",
                "make it a number: test ? 1 : 0", #line
            ),
            (
                "total + lines", "lines", "F205",
                "“+” takes numbers, money and dates, not list of object",
                "add up a list with sum(list.field)", #line
            ),
            (
                "total - customer", "customer", "F205",
                "“-” takes numbers, money and dates, not object", "name one of its fields", #line
            ),
            ("-id", "id", "F205", "a text has no sign", "", #line),
            ("id == total", "total", "F205", "a text cannot be compared with money", "", #line),
            (
                "id == 5", "5", "F205", "a text cannot be compared with a number",
                "write the number in quotes", #line
            ),
            (
                "total == '5'", "'5'", "F205", "money cannot be compared with a text",
                "write the number without quotes", #line
            ),
            (
                "due > '2026-11-22'", "'2026-11-22'", "F205",
                "a date cannot be compared with a text", "write a day as date('2026-11-22')", #line
            ),
            (
                "cycle == '2026-11'", "'2026-11'", "F205",
                "a cycle cannot be compared with a text", "write a month as cycle('2026-11')", #line
            ),
            (
                "customer.contactWindow.from < '18:00'", "'18:00'", "F205",
                "a time cannot be compared with a text",
                "write a time of day as time('18:00:00')", #line
            ),
            (
                "due > 5", "5", "F205", "a date cannot be compared with a number",
                "the days between two dates are a number: due - issued", #line
            ),
            (
                "taxes[0].included == 'true'", "'true'", "F205",
                "a bool cannot be compared with a text", "a bool stands alone: test, or not test",
                #line
            ),
            (
                "issued < cycle", "cycle", "F205", "a date cannot be compared with a cycle",
                "take the date's month: cycle(date)", #line
            ),
            (
                "lines == lines", "lines", "F205",
                "a list of object cannot be compared with a list of object",
                "ask with contains, any(list, …) or count(list)", #line
            ),
            (
                "customer == issuer", "issuer", "F205",
                "an object cannot be compared with an object", "compare one of its fields", #line
            ),
            (
                "kind == 'creditnote'", "'creditnote'", "F205", "kind is never “creditnote”",
                "did you mean “creditNote”?", #line
            ),
            (
                "'xyzzy' != offers[0].kind", "'xyzzy'", "F205",
                "offers[0].kind is never “xyzzy”", "it is one of own, partner", #line
            ),
            (
                "any(offers, it.kind == 'mine')", "'mine'", "F205", "it.kind is never “mine”",
                "it is one of own, partner", #line
            ),
            (
                "1 in lines", "lines", "F205", "a list of object cannot contain a number",
                "name the field: list.field contains …", #line
            ),
            (
                "id contains 1", "id", "F205", "a text cannot contain a number",
                "a text contains texts; write a number in quotes", #line
            ),
            (
                "customer.tags contains 1", "tags", "F205",
                "a list of text cannot contain a number", "ask for a text", #line
            ),
            (
                "total contains 1", "total", "F205", "money cannot contain a number",
                "a list or a text contains something", #line
            ),
            (
                "total ?? 0", "0", "F205",
                "both sides of “??” must be of one type, not money and number",
                "make the number money with amount(…)", #line
            ),
            (
                "due ? due : 'none'", "'none'", "F205",
                "both sides of a choice must be of one type, not date and text",
                "make the date a text: value | filter, or concat(value, '')", #line
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
                "avg(lines.amount)", "avg", "F207", "avg does not take 1 argument",
                "it takes: list, places", #line
            ),
            (
                "t(id)", "t", "F207", "t takes one key in quotes",
                "write t('key'), or t('key', count) for plurals", #line
            ),
            ("count(total)", "total", "F205", "count takes a list, not money", "", #line),
            (
                "count(id)", "id", "F205", "count takes a list, not a text",
                "length(text) counts characters", #line
            ),
            (
                "length(lines)", "lines", "F205", "length takes a text, not a list of object",
                "count(list) counts elements", #line
            ),
            (
                "startsWith(id, 1)", "1", "F205", "startsWith takes a text, not a number", "", #line
            ),
            (
                "indexOf(total, 1)", "total", "F205", "money cannot contain a number",
                "a list or a text contains something", #line
            ),
            (
                "concat(id)", "concat", "F207", "concat does not take 1 argument",
                "it takes: a, b, …", #line
            ),
            (
                "concat(id, lines)", "lines", "F205", "a list of object cannot be printed",
                "name one of its fields, or go through it with <each>", #line
            ),
            (
                "join(lines, ', ')", "lines", "F205", "join cannot print a list of object",
                "name the field: join(list.field, ', ')", #line
            ),
            (
                "join(customer.tags, 1)", "1", "F205", "join takes a text, not a number", "", #line
            ),
            (
                "flatten(lines)", "lines", "F205", "flatten takes a list of lists, not objects",
                "this list is flat already", #line
            ),
            (
                "distinct(lines)", "lines", "F205", "distinct cannot go by an object",
                "go by one of its fields: distinct(list, it.field)", #line
            ),
            (
                "sortBy(lines, it.amount, 'down')", "'down'", "F207",
                "sortBy does not know this order", "it knows 'asc' and 'desc'", #line
            ),
            (
                "amount(id)", "id", "F205", "amount takes a number or money, not a text", "", #line
            ),
            // Dates.
            (
                "date('2026-02-30')", "'2026-02-30'", "F211", "“2026-02-30” is no date",
                "write a day there is, as YYYY-MM-DD", #line
            ),
            (
                "cycle('2026-13')", "'2026-13'", "F211", "“2026-13” is no month",
                "write YYYY-MM", #line
            ),
            (
                "time('24:00:00')", "'24:00:00'", "F211", "“24:00:00” is no time",
                "write HH:MM:SS", #line
            ),
            (
                "date(id)", "id", "F207", "date takes a literal in quotes",
                "write date('2026-11-22')", #line
            ),
            (
                "addDays('2026-11-22', 1)", "'2026-11-22'", "F205",
                "addDays takes a date, not a text", "write a day as date('2026-11-22')", #line
            ),
            (
                "addDays(cycle, 1)", "cycle", "F205", "addDays takes a date, not a cycle",
                "take a day of the month: startOfMonth(cycle), endOfMonth(cycle)", #line
            ),
            (
                "addMonths(total, 1)", "total", "F205",
                "addMonths takes a date or cycle, not money", "", #line
            ),
            (
                "addDays(due, total)", "total", "F205", "addDays takes a plain number here", "",
                #line
            ),
            (
                "cycle(total)", "total", "F205", "cycle takes a date, not money", "", #line
            ),
            (
                "addBusinessDays(due, 1)", "addBusinessDays", "F212",
                "addBusinessDays needs a calendar",
                "write calendar=\"…\" on <template>, one of "
                    + "BR, CH, DE, ES, FR, GB, IT, PT, TARGET, weekends", #line
            ),
            (
                "sum(lines)", "lines", "F205", "sum cannot work on a list of object",
                "name the field: sum(list.field)", #line
            ),
            (
                "sum(history.cycle)", "cycle", "F205", "sum cannot work on a list of cycle",
                "name the field: sum(list.field)", #line
            ),
            ("sum(total, it.x)", "total", "F205", "sum takes a list, not money", "", #line),
            (
                "avg(history.cycle, 1)", "cycle", "F205", "avg cannot work on a list of cycle",
                "name the field: avg(list.field, places)", #line
            ),
            ("take(lines, total)", "total", "F205", "take takes a plain number here", "", #line),
            ("round(id, 2)", "id", "F205", "round takes a number or money, not a text", "", #line),
            (
                "groupBy(lines, it.period)", "period", "F205", "groupBy cannot go by an object",
                "go by one of its fields: groupBy(list, it.field)", #line
            ),
            (
                "sortBy(lines, it)", "it", "F205", "sortBy cannot go by an object",
                "go by one of its fields: sortBy(list, it.field)", #line
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
            (
                "total | startsWith('x')", "startsWith", "F208", "there is no filter “startsWith”",
                "“startsWith” is a function: write startsWith(…)", #line
            ),
            (
                "1 | money", "money", "F205", "money takes money, not number",
                "a number goes through number, percent, duration, bytes, pad", #line
            ),
            (
                "id | number", "number", "F205", "number takes number or money, not text", "", #line
            ),
            (
                "cycle | date", "date", "F205", "date takes date, not cycle",
                "a cycle goes through month", #line
            ),
            (
                "issued | duration", "duration", "F205", "duration takes number, not date",
                "a date goes through date, month, weekday", #line
            ),
            (
                "total | upper", "upper", "F205", "upper takes text, not money",
                "money goes through money, number", #line
            ),
            (
                "customer.tags | upper", "upper", "F205", "upper takes text, not list of text",
                "go through the list with <each>, or join(list, ', ')", #line
            ),
            (
                "customer | upper", "upper", "F205", "upper takes text, not object",
                "name one of its fields", #line
            ),
            (
                "total | money('bold')", "'bold'", "F207", "money does not know “bold”",
                "it knows bare, spaced", #line
            ),
            (
                "cycle | month('day')", "'day'", "F207", "month does not know “day”",
                "it knows short, long, year", #line
            ),
            (
                "issued | date(id)", "id", "F207", "date takes a word in quotes",
                "it knows short, long, day, and patterns such as dd/MM", #line
            ),
            (
                "id | upper(1)", "upper", "F207", "upper does not take 1 argument",
                "it takes: none", #line
            ),
            ("id | pad", "pad", "F207", "pad does not take 0 arguments", "it takes: width", #line),
            (
                "total | default(1)", "1", "F205", "default must be money, not a number",
                "make the number money with amount(…)", #line
            ),
            // Strings.
            (
                "t('nothing')", "'nothing'", "F209", "the string “nothing” is missing in pt-BR",
                "add it to strings/pt-BR.json", #line
            ),
            (
                "t('rows')", "'rows'", "F213",
                "the string “rows” has plural forms and needs a count",
                "write count=\"…\" beside t, or t('rows', …)", #line
            ),
            (
                "t('rows', lines)", "lines", "F205",
                "the count of a string must be a number, not a list of object",
                "count its elements: count(list)", #line
            ),
            (
                "t('rows', id)", "id", "F205",
                "the count of a string must be a number, not a text", "", #line
            ),
        ]
        let fixture = Fixture()
        fixture.forms = ["rows": ["one": "{{count}} row", "other": "{{count}} rows"]]
        for row in rows {
            let error = try XCTUnwrap(fixture.error(row.source), row.source, line: row.line)
            let text = SourceText(file: "", bytes: Array(row.source.utf8)).string(error.span)
            XCTAssertEqual(text, row.marked, row.source, line: row.line)
            XCTAssertEqual(error.code.rawValue, row.code, row.source, line: row.line)
            XCTAssertEqual(error.message, row.message, row.source, line: row.line)
            XCTAssertEqual(error.cure, row.cure, row.source, line: row.line)
        }
        // The rest: what is no expression, what is too deep, and cases; see their own tests.
        let covered = Set(rows.map(\.code)).union(["F201", "F202", "F210", "F214"])
        XCTAssertEqual(covered, Set((1...14).map { $0 < 10 ? "F20\($0)" : "F2\($0)" }))
    }

    func testWhatCannotBePrinted() {
        let rows: [(source: String, message: String, line: UInt)] = [
            ("lines", "a list of object cannot be printed", #line),
            ("customer", "an object cannot be printed", #line),
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
