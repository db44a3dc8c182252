import Primitives
import XCTest

@testable import Records

final class RecordParserTests: XCTestCase {
    func testReadsSmallestRecord() {
        let parsed = ParsedRecord(minimal(), number: 7)
        XCTAssertTrue(parsed.renders)
        XCTAssertEqual(parsed.findings, [])
        XCTAssertEqual(parsed.record.number, 7)
        XCTAssertEqual(parsed.text("id"), "A-1")
        XCTAssertEqual(parsed.text("kind"), "invoice", "the default")
        XCTAssertTrue(parsed.node("number").isAbsent)
        XCTAssertEqual(parsed.node("lines").tag, .list)
    }

    func testReadsEveryFieldOfTheSchema() {
        let parsed = ParsedRecord(fullRecord())
        XCTAssertEqual(parsed.verdicts, [])
        XCTAssertTrue(parsed.renders)
        var tags: Set<RecordNode.Tag> = []
        for index in 0..<parsed.record.nodeCount {
            let tag = parsed.record.node(index).tag
            XCTAssertNotEqual(tag, .absent, parsed.record.path(of: index))
            tags.insert(tag)
        }
        XCTAssertEqual(tags.count, 10, "every tag but absent")
    }

    func testMoney() {
        let rows: [(currency: String, json: String, units: Int64, scale: UInt8, line: UInt)] = [
            ("BRL", "123.45", 12345, 2, #line), ("BRL", "\"123.45\"", 12345, 2, #line),
            ("BRL", "-7", -700, 2, #line), ("BRL", "0.5", 50, 2, #line),
            ("BRL", "-0.01", -1, 2, #line), ("BRL", "-0", 0, 2, #line),
            ("JPY", "1500", 1500, 0, #line), ("CLP", "\"99\"", 99, 0, #line),
            ("KWD", "1.234", 1234, 3, #line), ("CLF", "1.2345", 12345, 4, #line),
            ("BRL", "10000000000000.00", 1_000_000_000_000_000, 2, #line),
            ("BRL", "-10000000000000", -1_000_000_000_000_000, 2, #line),
            ("JPY", "1000000000000000", 1_000_000_000_000_000, 0, #line),
        ]
        for row in rows {
            let json = minimal(("total", row.json), ("currency", "\"\(row.currency)\""))
            let parsed = ParsedRecord(json)
            let node = parsed.node("total")
            XCTAssertEqual(parsed.verdicts, [], line: row.line)
            XCTAssertEqual(node.tag, .money, line: row.line)
            XCTAssertEqual(node.payload, row.units, line: row.line)
            XCTAssertEqual(node.scale, row.scale, line: row.line)
            XCTAssertEqual(parsed.record.currencyScale, Int(row.scale), line: row.line)
        }
    }

    func testMoneyInFrontOfItsCurrency() {
        let parsed = ParsedRecord(
            minimal(("total", nil), ("currency", nil), ("rounding", "1.234"), ("total", "2.5"))
                .replacing("\"id\"", with: "\"prepaid\":1.5,\"id\"")
                .replacing("}]", with: "}]").dropLast() + ",\"currency\":\"TND\"}")
        XCTAssertEqual(parsed.verdicts, [])
        XCTAssertEqual(parsed.node("prepaid").payload, 1500)
        XCTAssertEqual(parsed.node("rounding").payload, 1234)
    }

    func testRefusesMoney() {
        let rows: [(json: String, message: String, line: UInt)] = [
            ("1.234", "`1.234` has 3 decimals; BRL has at most 2", #line),
            ("1.500", "`1.500` has 3 decimals; BRL has at most 2", #line),
            ("\"1.234\"", "`1.234` has 3 decimals; BRL has at most 2", #line),
            ("1e3", "`1e3` is in exponent notation", #line),
            ("1E-2", "`1E-2` is in exponent notation", #line),
            ("\"1e3\"", "`1e3` is in exponent notation", #line),
            (
                "99999999999999999999",
                "`99999999999999999999` is too large; the largest is 10000000000000.00", #line
            ),
            (
                "92233720368547758.08",
                "`92233720368547758.08` is too large; the largest is 10000000000000.00", #line
            ),
            (
                "922337203685477581",
                "`922337203685477581` is too large; the largest is 10000000000000.00", #line
            ),
            (
                "\"99999999999999999999\"",
                "`99999999999999999999` is too large; the largest is 10000000000000.00", #line
            ),
            (
                "10000000000000.01",
                "`10000000000000.01` is too large; the largest is 10000000000000.00", #line
            ),
            (
                "\"-10000000000000.01\"",
                "`-10000000000000.01` is too large; the largest is 10000000000000.00", #line
            ),
            ("NaN", "`NaN` is not a number", #line),
            ("-Infinity", "`-Infinity` is not a number", #line),
            ("\"NaN\"", "`NaN` is not a number", #line),
            ("+5", "`+5` has a plus sign", #line),
            ("\"+5\"", "`+5` has a plus sign", #line),
            ("\"\"", "`` is empty", #line),
            ("\" \"", "` ` is empty", #line),
            ("\"1,5\"", "`1,5` has a comma", #line),
            ("\"1.234,56\"", "`1.234,56` has a comma", #line),
            ("007", "`007` has leading zeros", #line),
            ("\"007.10\"", "`007.10` has leading zeros", #line),
            ("-", "`-` is not a number", #line),
            ("1.", "`1.` is not a number", #line),
            (".5", "`.5` is not a number", #line),
            ("\" 5\"", "` 5` is not a number", #line),
            ("\"abc\"", "`abc` is not a number", #line),
            ("0x1F", "`0x1F` is not a number", #line),
            ("1.2.3", "`1.2.3` is not a number", #line),
        ]
        for row in rows {
            let parsed = ParsedRecord(minimal(("total", row.json)))
            XCTAssertFalse(parsed.renders, line: row.line)
            XCTAssertEqual(parsed.verdicts, ["record.money total"], line: row.line)
            XCTAssertEqual(parsed.findings.first?.message, row.message, line: row.line)
            XCTAssertEqual(parsed.findings.first?.cure.isEmpty, false, line: row.line)
            XCTAssertTrue(parsed.node("total").isAbsent, line: row.line)
            XCTAssertEqual(parsed.text("id"), "A-1", line: row.line)
        }
    }

    func testDecimalsAndIntegers() {
        let rows: [(json: String, mantissa: Int64, scale: UInt8, line: UInt)] = [
            ("1.50", 150, 2, #line), ("0.0000000001", 1, 10, #line), ("\"-3.25\"", -325, 2, #line),
            ("9223372036854775807", .max, 0, #line), ("12", 12, 0, #line),
        ]
        for row in rows {
            let parsed = ParsedRecord(
                minimal(
                    ("lines", "[{\"description\":\"x\",\"amount\":1,\"quantity\":\(row.json)}]")))
            let node = parsed.node("lines[0].quantity")
            XCTAssertEqual(parsed.verdicts, [], line: row.line)
            XCTAssertEqual(node.payload, row.mantissa, line: row.line)
            XCTAssertEqual(node.scale, row.scale, line: row.line)
        }
        let days = ParsedRecord(minimal(("terms", "{\"graceDays\":30}")))
        XCTAssertEqual(days.node("terms.graceDays").payload, 30)
        XCTAssertEqual(days.node("terms.graceDays").tag, .integer)
    }

    func testRefusesDecimalsAndIntegers() {
        let rows: [(field: String, json: String, message: String, line: UInt)] = [
            (
                "fineRate", "0.00000000001",
                "`0.00000000001` has 11 decimals; a decimal number has at most 10", #line
            ),
            ("fineRate", "1e-3", "`1e-3` is in exponent notation", #line),
            (
                "fineRate", "9223372036854775808",
                "`9223372036854775808` is too large; the largest is 9223372036854775807", #line
            ),
            (
                "graceDays", "2.5", "`2.5` has 1 decimal; a whole number has at most 0", #line
            ),
            ("graceDays", "\"x\"", "`x` is not a number", #line),
        ]
        for row in rows {
            let parsed = ParsedRecord(minimal(("terms", "{\"\(row.field)\":\(row.json)}")))
            XCTAssertEqual(
                parsed.verdicts, ["record.decimal terms.\(row.field)"], line: row.line)
            XCTAssertEqual(parsed.findings.first?.message, row.message, line: row.line)
        }
    }

    func testDatesTimesAndCycles() {
        let parsed = ParsedRecord(
            minimal(
                ("due", "\"2024-02-29\""), ("cycle", "\"2024-02\""),
                ("customer", #"{"id":"C","name":"N","contactWindow":{"from":"08:30:59"}}"#)))
        XCTAssertEqual(parsed.verdicts, [])
        XCTAssertEqual(
            parsed.node("due").payload, Int64(CivilDate(year: 2024, month: 2, day: 29)!.days))
        XCTAssertEqual(parsed.node("due").tag, .date)
        XCTAssertEqual(parsed.node("cycle").payload, 2024 * 12 + 1)
        XCTAssertEqual(parsed.node("cycle").tag, .cycle)
        XCTAssertEqual(parsed.node("customer.contactWindow.from").payload, 8 * 3600 + 30 * 60 + 59)
        XCTAssertEqual(parsed.node("customer.contactWindow.from").tag, .time)
    }

    func testRefusesDatesTimesAndCycles() {
        let rows: [(name: String, json: String, path: String, line: UInt)] = [
            ("due", "\"2025-02-30\"", "due", #line), ("due", "\"2025-2-3\"", "due", #line),
            ("due", "\"2025-13-01\"", "due", #line), ("due", "\"20250515\"", "due", #line),
            ("due", "\"2025-05-15T00:00:00Z\"", "due", #line), ("due", "\"\"", "due", #line),
            ("due", "\"0000-01-01\"", "due", #line), ("due", "\"2023-02-29\"", "due", #line),
            ("cycle", "\"2025-00\"", "cycle", #line), ("cycle", "\"2025-5\"", "cycle", #line),
            (
                "customer", #"{"id":"C","name":"N","contactWindow":{"to":"24:00:00"}}"#,
                "customer.contactWindow.to", #line
            ),
            (
                "customer", #"{"id":"C","name":"N","contactWindow":{"to":"9:00:00"}}"#,
                "customer.contactWindow.to", #line
            ),
        ]
        for row in rows {
            let parsed = ParsedRecord(minimal((row.name, row.json)))
            XCTAssertEqual(parsed.verdicts, ["record.date \(row.path)"], line: row.line)
        }
        let finding = ParsedRecord(minimal(("due", "\"2025-02-30\""))).findings[0]
        XCTAssertEqual(finding.message, "`2025-02-30` is not a date")
        XCTAssertEqual(finding.cure, "Write a day that exists as YYYY-MM-DD, such as 2025-05-15")
    }

    func testRefusesOtherKindsOfJSON() {
        let rows: [(name: String, json: String, path: String, message: String, line: UInt)] = [
            (
                "number", "12", "number", "the number `12` stands where text is expected", #line
            ),
            ("number", "true", "number", "`true` stands where text is expected", #line),
            ("number", "{}", "number", "an object stands where text is expected", #line),
            ("total", "[1]", "total", "a list stands where an amount is expected", #line),
            ("total", "true", "total", "`true` stands where an amount is expected", #line),
            (
                "issued", "20250505", "issued",
                "the number `20250505` stands where a date is expected", #line
            ),
            (
                "lines", "{\"a\":[1,{\"b\":2}]}", "lines",
                "an object stands where a list is expected", #line
            ),
            (
                "lines", "[5]", "lines[0]", "the number `5` stands where an object is expected",
                #line
            ),
            (
                "issuer", "\"me\"", "issuer", "the text `me` stands where an object is expected",
                #line
            ),
            (
                "taxes", "[{\"code\":\"A\",\"amount\":1,\"included\":\"true\"}]",
                "taxes[0].included", "the text `true` stands where true or false is expected", #line
            ),
            ("kind", "3", "kind", "the number `3` stands where text is expected", #line),
            ("references", "[null]", "references[0]", "null stands in a list", #line),
            ("currency", "3", "currency", "the number `3` stands where text is expected", #line),
        ]
        for row in rows {
            let parsed = ParsedRecord(minimal((row.name, row.json)))
            XCTAssertEqual(parsed.verdicts, ["record.type \(row.path)"], line: row.line)
            XCTAssertEqual(parsed.findings.first?.message, row.message, line: row.line)
        }
    }

    func testNamesEveryRequiredFieldThatIsMissing() {
        XCTAssertEqual(
            ParsedRecord("{}").verdicts,
            [
                "id", "cycle", "issued", "currency", "locale", "issuer", "customer", "lines",
                "total",
            ].map { "record.missing \($0)" })
        let rows: [(name: String, json: String?, path: String, line: UInt)] = [
            ("id", nil, "id", #line), ("id", "null", "id", #line), ("id", "\"\"", "id", #line),
            ("id", "\" \\t\\n\"", "id", #line), ("locale", "\"\"", "locale", #line),
            ("issuer", "{}", "issuer.name", #line),
            ("lines", "[{\"amount\":1}]", "lines[0].description", #line),
            (
                "lines",
                #"[{"description":"a","amount":1},{"description":"b","adjustments":[{}],"amount":1}]"#,
                "lines[1].adjustments[0].amount", #line
            ),
            ("payments", "[{}]", "payments[0].scheme", #line),
            ("amountDue", "0.01", "due", #line), ("amountDue", "\"5\"", "due", #line),
        ]
        for row in rows {
            let parsed = ParsedRecord(minimal((row.name, row.json)))
            XCTAssertEqual(parsed.verdicts, ["record.missing \(row.path)"], line: row.line)
            XCTAssertFalse(parsed.renders, line: row.line)
        }
    }

    func testDueIsNeededOnlyForSomethingToPay() {
        for amount in ["0", "-5.00", "null"] {
            XCTAssertTrue(ParsedRecord(minimal(("amountDue", amount))).renders, amount)
        }
        XCTAssertTrue(
            ParsedRecord(minimal(("amountDue", "1"), ("due", "\"2025-05-15\""))).renders)
        // A due date that is no date is one finding, not two.
        XCTAssertEqual(
            ParsedRecord(minimal(("amountDue", "1"), ("due", "\"x\""))).verdicts,
            ["record.date due"])
        XCTAssertEqual(
            ParsedRecord(minimal(("amountDue", "1.5"))).findings[0].message,
            "due is missing, and BRL 1.50 is to be paid")
    }

    func testNullCountsAsAbsent() {
        let parsed = ParsedRecord(
            minimal(("kind", "null"), ("number", "null"), ("taxes", "null"), ("period", "null")))
        XCTAssertEqual(parsed.verdicts, [])
        XCTAssertEqual(parsed.text("kind"), "invoice")
        XCTAssertTrue(parsed.node("taxes").isAbsent)
        XCTAssertTrue(parsed.node("period.from").isAbsent)
    }

    func testRefusesDuplicateKeys() {
        let rows: [(json: String, path: String, line: UInt)] = [
            (minimal().dropLast() + ",\"total\":5}", "total", #line),
            (minimal(("number", "null")).dropLast() + ",\"number\":\"5\"}", "number", #line),
            (minimal().dropLast() + #","t\u006ftal":5}"#, "total", #line),
            (minimal(("issuer", #"{"name":"a","name":"a"}"#)), "issuer.name", #line),
        ]
        for row in rows {
            XCTAssertEqual(
                ParsedRecord(row.json).verdicts, ["record.duplicate \(row.path)"], line: row.line)
        }
        // The first one counts; unknown keys may stand as often as they like.
        XCTAssertEqual(
            ParsedRecord(minimal().dropLast() + ",\"total\":5}").node("total").payload, 0)
        XCTAssertTrue(ParsedRecord(minimal().dropLast() + ",\"x\":1,\"x\":2}").renders)
    }

    func testRefusesCurrencies() {
        for code in ["REAL", "brl", "XXX", "XAU", "R$", "", "BR"] {
            let parsed = ParsedRecord(
                minimal(("currency", "\"\(code)\""), ("total", "1.2345")))
            XCTAssertEqual(parsed.verdicts, ["record.currency currency"], code)
        }
        XCTAssertEqual(
            ParsedRecord(minimal(("currency", "\"REAL\""))).findings[0].message,
            "`REAL` is no currency of ISO 4217")
    }

    func testRefusesOtherThanEnumerated() {
        let parsed = ParsedRecord(
            minimal(
                ("kind", "\"invoise\""), ("offers", #"[{"kind":"own"},{"kind":"Partner"}]"#),
                ("payments", #"[{"scheme":"bitcoin"}]"#)))
        XCTAssertEqual(
            Set(parsed.verdicts),
            ["record.enum kind", "record.enum offers[1].kind", "record.enum payments[0].scheme"])
        XCTAssertEqual(
            parsed.findings.first { $0.path == "kind" }?.cure, "Did you mean invoice?")
        XCTAssertEqual(
            parsed.findings.first { $0.path == "offers[1].kind" }?.message,
            "`Partner` is none of own, partner")
    }

    func testRefusesControlCharacters() {
        for escape in ["\\u0000", "\\u0001", "\\b", "\\f", "\\u001f"] {
            let parsed = ParsedRecord(minimal(("number", "\"a\(escape)b\"")))
            XCTAssertEqual(parsed.verdicts, ["record.text number"], escape)
        }
        let parsed = ParsedRecord(minimal(("number", "\"a\\t\\r\\nb\"")))
        XCTAssertEqual(parsed.verdicts, [])
        XCTAssertEqual(parsed.text("number"), "a\t\r\nb")
        XCTAssertEqual(
            ParsedRecord(minimal(("number", "\"a\\u0000b\""))).findings[0].message,
            "the text `a<U+0000>b` holds a control character")
    }

    func testLimitsTheId() {
        let full = String(repeating: "x", count: 200)
        XCTAssertTrue(ParsedRecord(minimal(("id", "\"\(full)\""))).renders)
        XCTAssertEqual(
            ParsedRecord(minimal(("id", "\"\(full)x\""))).verdicts, ["record.length id"])
    }

    func testLimitsText() {
        let rows: [(change: (String) -> (String, String?), most: Int, path: String, line: UInt)] = [
            ({ ("number", "\"\($0)\"") }, 10_000, "number", #line),
            (
                { ("customer", #"{"id":"C","name":"\#($0)"}"#) }, 10_000, "customer.name", #line
            ),
            (
                { ("customer", #"{"id":"C","name":"N","tags":["a","\#($0)"]}"#) }, 10_000,
                "customer.tags[1]", #line
            ),
            ({ ("fiscal", #"[{"xml":"\#($0)"}]"#) }, 100_000, "fiscal[0].xml", #line),
        ]
        for row in rows {
            let (name, full) = row.change(String(repeating: "x", count: row.most))
            XCTAssertEqual(ParsedRecord(minimal((name, full))).verdicts, [], line: row.line)
            let (_, more) = row.change(String(repeating: "x", count: row.most + 1))
            let finding = ParsedRecord(minimal((name, more))).findings.first
            XCTAssertEqual(finding?.rule, "record.length", line: row.line)
            XCTAssertEqual(finding?.path, row.path, line: row.line)
            XCTAssertEqual(
                finding?.message,
                "the text has \(row.most + 1) bytes; at most \(row.most) are allowed",
                line: row.line)
        }
    }

    func testOneErrorHidesNoOther() {
        let parsed = ParsedRecord(
            minimal(
                ("total", "NaN"), ("issued", "\"2025-02-30\""), ("kind", "\"x\""),
                ("lines", #"[{"amount":1.234},{"description":"ok","amount":1}]"#),
                ("locale", nil)))
        XCTAssertEqual(
            Set(parsed.verdicts),
            [
                "record.money total", "record.date issued", "record.enum kind",
                "record.money lines[0].amount", "record.missing lines[0].description",
                "record.missing locale",
            ])
        XCTAssertEqual(parsed.node("lines[1].amount").payload, 100)
        XCTAssertTrue(parsed.findings.allSatisfy { $0.severity == .reject && !$0.cure.isEmpty })
    }

    func testCountsFindingsBeyondTwenty() {
        let parsed = ParsedRecord(
            minimal(("tags", "1"), ("history", "[" + repeated("{}", 15) + "]")))
        XCTAssertEqual(parsed.findings.count, 21)
        XCTAssertEqual(parsed.findings[20].message, "and 10 more findings")
        XCTAssertEqual(parsed.findings[0].path, "history[0].cycle")
    }

    func testPassesOverUnknownFields() {
        let parsed = ParsedRecord(
            minimal(("x", #"{"total":[1,{"id":null}],"y":"z"}"#), ("w", "1e400"), ("v", "-0.1")))
        XCTAssertEqual(parsed.verdicts, [])
        XCTAssertEqual(
            ParsedRecord(minimal(("x", "[1,{\"y\":NaN}]"))).verdicts, ["record.json x[1].y"])
        XCTAssertEqual(
            ParsedRecord(minimal(("number", "abc"))).verdicts, ["record.json number"])
    }

    func testParserIsUsedAgain() {
        let parser = RecordParser(schema: .standard)
        let chunk = RecordChunk(
            lines: Array((fullRecord() + "\n{\"id\":\n" + minimal(("id", "\"B\""))).utf8))
        XCTAssertTrue(parser.parse(0, of: chunk))
        XCTAssertFalse(parser.parse(1, of: chunk))
        XCTAssertEqual(parser.record.root.tag, .absent)
        XCTAssertEqual(parser.record.number, 2)
        XCTAssertTrue(parser.parse(2, of: chunk))
        XCTAssertEqual(parser.findings, [])
        let id = parser.record.schema.types[0].field("id")!
        XCTAssertEqual(
            parser.record.text(parser.record.slot(id.slot, of: parser.record.root)).string, "B")
    }
}

/// Copies of a text with commas between them.
func repeated(_ text: String, _ count: Int) -> String {
    Array(repeating: text, count: count).joined(separator: ",")
}
