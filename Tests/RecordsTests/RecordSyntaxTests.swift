import Primitives
import XCTest

@testable import Records

final class RecordSyntaxTests: XCTestCase {
    func testSaysWhereAndWhat() {
        let rows: [(json: String, message: String, line: UInt)] = [
            ("{\"id\":", "byte 7: expected a value, found the end of the line", #line),
            ("{\"id\"", "byte 6: expected a colon, found the end of the line", #line),
            ("{", "byte 2: expected a name in quotes, found the end of the line", #line),
            ("{\"a\":1", "byte 7: expected a comma or }, found the end of the line", #line),
            ("{\"a\":[1", "byte 8: expected a comma or ], found the end of the line", #line),
            ("{\"a\":1,5}", "byte 8: expected a name in quotes, found `5}`", #line),
            ("{\"a\":1,}", "byte 8: expected a name in quotes, found `}`", #line),
            ("{\"a\":[1,]}", "byte 9: expected a value, found `]}`", #line),
            ("{\"a\" 1}", "byte 6: expected a colon, found `1}`", #line),
            ("{\"a\":1 \"b\":2}", "byte 8: expected a comma or }, found `\"b\":2}`", #line),
            ("{\"a\":x\"b\":2}", "byte 7: expected a comma or }, found `\"b\":2}`", #line),
            ("{\"a\":\"x\"y}", "byte 9: expected a comma or }, found `y}`", #line),
            ("{a:1}", "byte 2: expected a name in quotes, found `a:1}`", #line),
            ("{'a':1}", "byte 2: expected a name in quotes, found `'a':1}`", #line),
            ("{} {}", "byte 4: expected the end of the line, found `{}`", #line),
            ("{}}", "byte 3: expected the end of the line, found `}`", #line),
            ("{\"a\":]}", "byte 6: expected a value, found `]}`", #line),
            ("{\"a\":[}]}", "byte 7: expected a value, found `}]}`", #line),
            ("{\"a\":\"\\x\"}", "byte 7: `\\x\"}` is no escape", #line),
            ("{\"a\":\"\\u12G4\"}", "byte 7: `\\u12G4\"}` is no escape", #line),
            ("{\"a\":\"\\ud800\"}", "byte 7: `\\ud800\"}` is half of a surrogate pair", #line),
            (
                "{\"a\":\"\\ud800\\u0041\"}",
                "byte 7: `\\ud800\\u0041\"}` is half of a surrogate pair", #line
            ),
            ("{\"a\":\"\\udc00\"}", "byte 7: `\\udc00\"}` is half of a surrogate pair", #line),
            ("{\"a\":\"x", "byte 6: a string starts and does not end", #line),
            ("{\"a\":\"x\u{1}\"}", "byte 8: a control character stands in a string", #line),
            ("[]", "the record is a list, not an object", #line),
            ("5", "the record is the number `5`, not an object", #line),
            ("nul", "the record is `nul`, not an object", #line),
            ("\"x\"", "the record is the text `x`, not an object", #line),
            ("", "the line is empty", #line),
            ("{\"a\":1}#", "byte 8: expected the end of the line, found `#`", #line),
        ]
        for row in rows {
            let parsed = ParsedRecord(row.json)
            XCTAssertFalse(parsed.renders, line: row.line)
            XCTAssertEqual(parsed.verdicts, ["record.json "], line: row.line)
            XCTAssertEqual(
                parsed.findings.first?.message.replacing("found `\\", with: "`\\"), row.message,
                line: row.line)
            XCTAssertEqual(parsed.findings.first?.cure.isEmpty, false, line: row.line)
            XCTAssertTrue(parsed.record.root.isAbsent, line: row.line)
        }
    }

    func testDecimalCommaIsExplained() {
        XCTAssertEqual(
            ParsedRecord("{\"a\":1,5}").findings[0].cure,
            "Write a decimal point, not a comma, in numbers")
    }

    func testRefusesBrokenUTF8() {
        let broken: [(bytes: [UInt8], line: UInt)] = [
            ([0xE3, 0x6F], #line), ([0xC0, 0xAF], #line), ([0xED, 0xA0, 0x80], #line),
            ([0xF4, 0x90, 0x80, 0x80], #line), ([0x80], #line), ([0xFF], #line),
        ]
        for row in broken {
            // A real U+FFFD in front must not be taken for the broken place.
            let text = Array("{\"id\":\"\u{FFFD}".utf8) + row.bytes + Array("\"}".utf8)
            let parser = RecordParser(schema: .standard)
            XCTAssertFalse(
                parser.parse(0, of: RecordChunk(record: text)), line: row.line)
            XCTAssertEqual(
                parser.findings.first?.message, "byte 11: the text is not UTF-8", line: row.line)
        }
    }

    func testUnescapes() {
        let rows: [(json: String, text: String, line: UInt)] = [
            (#"\"\\\/"#, "\"\\/", #line), (#"\u00e3\u20ac"#, "ã€", #line),
            (#"\ud83d\ude00"#, "😀", #line),
            (#"ab\ncdefgh\tijklmnop"#, "ab\ncdefgh\tijklmnop", #line),
            ("ação 日本 😀", "ação 日本 😀", #line), (#"\\\\"#, "\\\\", #line),
            (#"12345678\u0041"#, "12345678A", #line),
        ]
        for row in rows {
            let parsed = ParsedRecord(minimal(("number", "\"\(row.json)\"")))
            XCTAssertEqual(parsed.verdicts, [], line: row.line)
            XCTAssertEqual(parsed.text("number"), row.text, line: row.line)
        }
    }

    func testNestsSixtyFourDeepAndNoDeeper() {
        func nested(_ depth: Int) -> String {
            // The record is one level.
            let lists = depth - 1
            return minimal(
                ("x", String(repeating: "[", count: lists) + String(repeating: "]", count: lists)))
        }
        XCTAssertTrue(ParsedRecord(nested(64)).renders)
        let parsed = ParsedRecord(nested(65))
        XCTAssertEqual(parsed.verdicts, ["record.json "])
        XCTAssertTrue(parsed.findings[0].message.hasSuffix("nested deeper than 64"))
        XCTAssertEqual(ParsedRecord(nested(10_000)).verdicts, ["record.json "])
        XCTAssertEqual(
            ParsedRecord(String(repeating: "{\"a\":", count: 10_000)).verdicts, ["record.json "])
    }

    func testReadsOneMegabyteOfText() {
        let text = String(repeating: "ção😀", count: 1_000)
        let tags = Array(repeating: "\"\(text)\"", count: 120).joined(separator: ",")
        let parsed = ParsedRecord(
            minimal(("customer", #"{"id":"C","name":"N","tags":[\#(tags)]}"#)))
        XCTAssertTrue(parsed.renders)
        XCTAssertEqual(parsed.node("customer.tags").count, 120)
        for index in 0..<120 { XCTAssertTrue(parsed.text("customer.tags[\(index)]") == text) }
    }

    func testReadsHugeLists() {
        let parsed = ParsedRecord(
            minimal(
                ("lines", "[" + repeated(#"{"description":"x","amount":0.01}"#, 50_000) + "]"),
                ("x", "[" + repeated("0", 100_000) + "]")))
        XCTAssertTrue(parsed.renders)
        XCTAssertEqual(parsed.node("lines").count, 50_000)
        XCTAssertEqual(parsed.node("lines[49999].amount").payload, 1)
        let bad = ParsedRecord(minimal(("history", "[" + repeated("{}", 20_000) + "]")))
        XCTAssertEqual(bad.findings.count, 21)
        XCTAssertEqual(bad.findings[20].message, "and 39980 more findings")
    }

    func testLimitsTheNodesOfARecord() {
        let parser = RecordParser(schema: .standard, nodeLimit: 1000)
        let payments = minimal(("payments", "[" + repeated(#"{"scheme":"text"}"#, 100) + "]"))
        let tags = minimal(
            ("customer", #"{"id":"C","name":"N","tags":["# + repeated("\"a\"", 2000) + "]}"))
        let rows: [(json: String, path: String, line: UInt)] = [
            (payments, "payments[18]", #line), (tags, "customer.tags", #line),
        ]
        for row in rows {
            XCTAssertFalse(parser.parse(0, of: RecordChunk(record: Array(row.json.utf8))))
            XCTAssertEqual(parser.findings.first?.rule, "record.length", line: row.line)
            XCTAssertEqual(parser.findings.first?.path, row.path, line: row.line)
            XCTAssertLessThanOrEqual(parser.record.nodeCount, 1000, line: row.line)
        }
        XCTAssertTrue(parser.parse(0, of: RecordChunk(record: Array(minimal().utf8))))
    }

    func testLongKeysAndKeysThatDifferInTheMiddle() {
        let key = String(repeating: "k", count: 5000)
        let parsed = ParsedRecord(
            minimal(
                (key, "1"), ("", "2"),
                ("payments", #"[{"scheme":"text","additionalInXormation":"no"}]"#)))
        XCTAssertEqual(parsed.verdicts, [])
        XCTAssertTrue(parsed.node("payments[0].additionalInformation").isAbsent)
    }
}
