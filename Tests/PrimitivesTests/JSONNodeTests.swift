import Primitives
import XCTest

final class JSONNodeTests: XCTestCase {
    private func read(_ json: String) throws(Diagnostic) -> JSONNode {
        try JSONNode(SourceText(file: "x.json", bytes: Array(json.utf8)), code: "F501")
    }

    private func dump(_ node: JSONNode) -> String {
        switch node.value {
        case .object(let members):
            "{" + members.map { "\($0.name)=\(dump($0.value))" }.joined(separator: ",") + "}"
        case .array(let elements): "[" + elements.map(dump).joined(separator: ",") + "]"
        case .string(let text): "'\(text)'"
        case .number(let text): text
        case .bool(let value): "\(value)"
        case .null: "null"
        }
    }

    func testValues() throws {
        let rows: [(json: String, dump: String, line: UInt)] = [
            ("null", "null", #line), (" true\n", "true", #line), ("false", "false", #line),
            ("-0.5e+10", "-0.5e+10", #line), ("0", "0", #line), ("120", "120", #line),
            ("[]", "[]", #line), ("[ 1 , [ ] ]", "[1,[]]", #line), ("{ }", "{}", #line),
            (#"{"a": {"b": [1, "c"]}, "é": 2}"#, "{a={b=[1,'c']},é=2}", #line),
            (#""\"\\\/\b\f\n\r\t\u00e9\ud83d\ude00""#, "'\"\\/\u{8}\u{C}\n\r\té😀'", #line),
        ]
        for row in rows { XCTAssertEqual(dump(try read(row.json)), row.dump, line: row.line) }
    }

    func testSpans() throws {
        guard case .object(let members) = try read("{ \"a\" : [1] }").value else {
            return XCTFail("no object")
        }
        XCTAssertEqual(members[0].nameSpan, Span(2, 5))
        XCTAssertEqual(members[0].value.span, Span(8, 11))
    }

    func testWhatIsNoJSON() {
        let deep = String(repeating: "[", count: 33)
        let rows: [(json: String, column: Int, line: UInt)] = [
            ("", 1, #line), ("nul", 1, #line), ("01", 2, #line), ("-", 2, #line), ("1.", 3, #line),
            ("1e", 3, #line), ("+1", 1, #line), ("[1,]", 4, #line), ("[1 2]", 4, #line),
            ("{\"a\" 1}", 6, #line), ("{\"a\":1,}", 8, #line), ("{a:1}", 2, #line),
            ("\"a", 3, #line), ("\"a\nb\"", 3, #line), (#""\x""#, 3, #line),
            (#""\u12""#, 6, #line), (#""\ud800""#, 8, #line), (#""\ud800\u0041""#, 14, #line),
            ("1 // x", 3, #line), (deep, 33 + 1, #line), ("\u{FEFF}1", 1, #line),
        ]
        for row in rows {
            XCTAssertThrowsError(try read(row.json), row.json, line: row.line) {
                XCTAssertEqual(($0 as? Diagnostic)?.column, row.column, row.json, line: row.line)
            }
        }
        XCTAssertThrowsError(
            try JSONNode(SourceText(file: "x", bytes: [0x22, 0xFF, 0x22]), code: "F501"))
    }
}
