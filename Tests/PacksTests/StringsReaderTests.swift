import Expressions
import Primitives
import XCTest

@testable import Packs

final class StringsReaderTests: XCTestCase {
    func testStrings() throws {
        let rows: [(json: String, strings: [String: String], line: UInt)] = [
            ("{}", [:], #line), (" {\t}\r\n", [:], #line), (#"{"a":"b"}"#, ["a": "b"], #line),
            (" { \"a\" : \"b\" ,\n\"c.d\":\"\" } ", ["a": "b", "c.d": ""], #line),
            (#"{"é\n":"\"\\\/\b\f\n\r\t"}"#, ["é\n": "\"\\/\u{8}\u{C}\n\r\t"], #line),
            (#"{"a":"\u00e9\u20AC\ud83d\uDE00"}"#, ["a": "é€😀"], #line),
        ]
        for row in rows {
            let read = try read(row.json).mapValues {
                String(decoding: $0.text.bytes, as: UTF8.self)
            }
            XCTAssertEqual(read, row.strings, line: row.line)
        }
    }

    func testMistakes() {
        let rows: [(json: String, place: String, message: String, line: UInt)] = [
            ("", "1:1", "strings must be one object", #line),
            ("[]", "1:1", "strings must be one object", #line),
            ("\n {", "2:3", "a key in quotes is expected here", #line),
            ("{a:1}", "1:2", "a key in quotes is expected here", #line),
            (#"{"a"}"#, "1:5", "a colon is expected behind the key “a”", #line),
            (#"{"a":1}"#, "1:6", "the string “a” is no text", #line),
            (#"{"a":null}"#, "1:6", "the string “a” is no text", #line),
            (#"{"a":{"b":"c"}}"#, "1:6", "the string “a” is no text", #line),
            (#"{"a":"b" "c":"d"}"#, "1:10", "a comma or “}” is expected here", #line),
            (#"{"a":"b",}"#, "1:10", "a key in quotes is expected here", #line),
            (#"{"a":"b"} x"#, "1:11", "the strings end here", #line),
            (#"{"a":"b"#, "1:6", "this text has no closing quote", #line),
            ("{\"a\":\"b\nc\"}", "1:8", "a line end or control character stands in a text", #line),
            (#"{"a":"é\x"}"#, "1:8", "this escape means nothing", #line),
            (#"{"a":"\u12"}"#, "1:7", "“\\u” takes four hexadecimal digits", #line),
            (#"{"a":"\u+123"}"#, "1:7", "“\\u” takes four hexadecimal digits", #line),
            (#"{"a":"\ud83d"}"#, "1:7", "half a surrogate pair is no character", #line),
            (#"{"a":"\ude00\ud83d"}"#, "1:7", "half a surrogate pair is no character", #line),
            (#"{"a":"\"#, "1:7", "this escape means nothing", #line),
            ("{\"a\":\"b\",\n \"a\":\"c\"}", "2:2", "the string “a” is given twice", #line),
        ]
        for row in rows {
            XCTAssertThrowsError(try read(row.json), row.json, line: row.line) { error in
                let error = error as! Diagnostic
                XCTAssertEqual(error.code, "F402", line: row.line)
                XCTAssertEqual("\(error.line):\(error.column)", row.place, row.json, line: row.line)
                XCTAssertEqual(error.message, row.message, line: row.line)
            }
        }
    }

    func testPluralForms() throws {
        let json = #"{"a": {"one": "x", "other": "y {{z}}", "zero": ""}, "b": "c"}"#
        let source = SourceText(file: "s.json", bytes: Array(json.utf8))
        var reader = StringsReader(source, file: 3, language: "en-US")
        let strings = try reader.read()
        let forms = try XCTUnwrap(strings["a"]).forms
        XCTAssertEqual(
            forms.mapValues { String(decoding: $0.bytes, as: UTF8.self) },
            [.one: "x", .other: "y {{z}}", .zero: ""])
        XCTAssertEqual(strings["b"]?.forms.isEmpty, true)
        let rows:
            [(
                language: String, json: String, place: String, message: String, cure: String,
                line: UInt
            )] = [
                (
                    "en-US", #"{"a": {"other": "y"}}"#, "1:7 F213",
                    "the string “a” lacks the plural form one", "“en-US” counts in one, other",
                    #line
                ),
                (
                    "en-US", #"{"a": {}}"#, "1:7 F213",
                    "the string “a” lacks the plural form one, other",
                    "“en-US” counts in one, other",
                    #line
                ),
                (
                    "pt-BR", #"{"a": {"one": "y"}}"#, "1:7 F213",
                    "the string “a” lacks the plural form other",
                    "“pt-BR” counts in one, many, other", #line
                ),
                (
                    "en-US", #"{"a": {"one": "x", "few": "y", "other": "z"}}"#, "1:20 F213",
                    "no count is “few” in “en-US”",
                    "its categories are one, other; zero is exactly 0", #line
                ),
                (
                    "en-US", #"{"a": {"One": "x", "other": "z"}}"#, "1:8 F213",
                    "“One” is no plural category",
                    "its categories are one, other; zero is exactly 0",
                    #line
                ),
                (
                    "en-US", #"{"a": {"one": 1, "other": "z"}}"#, "1:15 F402",
                    "the form “one” is no text", "strings are one object: { \"key\": \"text\" }",
                    #line
                ),
                (
                    "en-US", #"{"a": {"one": "x", "one": "z"}}"#, "1:20 F402",
                    "the string “one” is given twice", "remove one of them", #line
                ),
                (
                    "nl-NL", #"{"a": {"one": "x", "other": "z"}}"#, "1:7 F213",
                    "when a count is one or many in “nl-NL” is not known",
                    "plurals are known of the languages of pt-BR, pt-PT, es-ES, es-MX, en-US, en-GB, "
                        + "de-DE, de-CH, fr-FR, it-IT", #line
                ),
            ]
        for row in rows {
            let source = SourceText(file: "s.json", bytes: Array(row.json.utf8))
            var reader = StringsReader(source, file: 1, language: row.language)
            XCTAssertThrowsError(try reader.read(), line: row.line) { error in
                let error = error as! Diagnostic
                XCTAssertEqual(
                    "\(error.line):\(error.column) \(error.code)", row.place, line: row.line)
                XCTAssertEqual(error.message, row.message, line: row.line)
                XCTAssertEqual(error.cure, row.cure, line: row.line)
            }
        }
    }

    func testEscapesKeepPlaces() throws {
        let json = #"{"a":"\u00e9\n{{x}}"}"#
        let text = try XCTUnwrap(try read(json)["a"]).text
        let brace = try XCTUnwrap(text.bytes.firstIndex(of: 0x7B))
        XCTAssertEqual(text.offset(brace), Array(json.utf8).dropFirst().firstIndex(of: 0x7B))
    }

    private func read(_ json: String) throws -> [String: PackString] {
        var reader = StringsReader(SourceText(file: "s.json", bytes: Array(json.utf8)), file: 3)
        let strings = try reader.read()
        for string in strings.values { XCTAssertEqual(string.file, 3) }
        return strings
    }
}
