import Primitives
import XCTest

@testable import Records

/// Texts that are gone through in parts: what comes of them is what comes of them in one.
final class LongTextTests: XCTestCase {
    private let parts = [1, 7, 64, 500]
    private let whole = RecordParser(schema: .standard)
    private var parsers: [Int: RecordParser] = [:]

    private func parser(_ partBytes: Int) -> RecordParser {
        if let parser = parsers[partBytes] { return parser }
        let parser = RecordParser(
            schema: .standard, nodeLimit: RecordParser.maximumNodes, partBytes: partBytes)
        parsers[partBytes] = parser
        return parser
    }

    func testPartsGiveWhatTheWholeGives() {
        let records = [
            minimal(), fullRecord(),
            minimal(("notices", #"[{"code":"a\"b,","text":"é,\\"},{"code":",","text":",,\",,"}]"#)),
            minimal(("extra", #"{"a":[1,2,[3,"x,y"]],"b":{"c":",\"\\"}}"#)),
            minimal() + "   ", "   " + minimal(), minimal(("lines", "null")),
        ]
        for (index, record) in records.enumerated() {
            for bytes in parts {
                compare(Array(record.utf8), bytes, "\(index) in parts of \(bytes)")
            }
        }
    }

    func testMistakesAreTheSame() {
        let rows: [(text: String, line: UInt)] = [
            ("", #line), ("{", #line), (",", #line), (",,,,", #line), ("{\"a\":\"b,c", #line),
            ("{\"a\":1,\"b\":\"\u{1}\",\"c\":\"x,", #line), ("{\"a\":\"\u{1},\",\"b\":1}", #line),
            ("[1,2,3]", #line), ("{\"a\":1,}", #line), ("{\"a\":1},{\"b\":2}", #line),
            (minimal(("id", "\"a\\u12\"")), #line), (minimal(("total", "NaN")), #line),
            (minimal(("total", "1.234")), #line),
        ]
        for row in rows {
            for bytes in parts { compare(Array(row.text.utf8), bytes, "\(bytes)", line: row.line) }
        }
        for broken in [[0xC3, 44, 0x28], [0xFF], [34, 0xE9, 44, 34]] as [[UInt8]] {
            let text = Array(minimal().dropLast().utf8) + [44] + broken + [44, 1]
            for bytes in parts { compare(text, bytes, "\(broken) in parts of \(bytes)") }
        }
    }

    func testMutatedRecordsAreTheSame() {
        let original = Array(fullRecord().utf8)
        var random = SplitMix64(state: 8)
        for index in 0..<200 {
            compare(
                RecordMutationTests.mutated(original, &random), parts[index % parts.count],
                "\(index)")
        }
    }

    func testShortAndLongTextsTakeTurns() {
        let parser = RecordParser(
            schema: .standard, nodeLimit: RecordParser.maximumNodes, partBytes: 400)
        let short = Array(minimal().utf8)
        let long = Array(minimal(("notices", notices(2_000))).utf8)
        XCTAssertLessThan(short.count, 400)
        Spool.setLimit(1 << 12)
        defer { Spool.setLimit(Spool.usualLimit) }
        for text in [short, long, short, long, long, short] {
            let chunk = RecordChunk(record: text)
            XCTAssertTrue(parser.parse(0, of: chunk))
            XCTAssertEqual(dump(parser), dump(ParsedRecord(String(decoding: text, as: UTF8.self))))
            XCTAssertEqual(Spool.fileCount > 0, text.count > 400)
        }
    }

    private func notices(_ count: Int) -> String {
        let all = (0..<count).map { #"{"code":"\#($0)","text":"Nº, \#($0)\n"}"# }
        return "[" + all.joined(separator: ",") + "]"
    }

    private func dump(_ parsed: ParsedRecord) -> [String] { dump(parsed.parser) }

    private func dump(_ parser: RecordParser) -> [String] {
        let record = parser.record
        return parser.findings.map { "\($0)" }
            + (0..<record.nodeCount).map { index in
                let node = record.node(index)
                return node.tag == .string ? record.text(node).string : "\(node)"
            }
    }

    private func compare(
        _ text: [UInt8], _ partBytes: Int, _ name: String, line: UInt = #line
    ) {
        let chunk = RecordChunk(record: text)
        guard chunk.lineCount == 1 else { return }
        let parted = parser(partBytes)
        XCTAssertEqual(
            parted.parse(0, of: chunk), whole.parse(0, of: chunk), name, line: line)
        XCTAssertEqual(dump(parted), dump(whole), name, line: line)
    }
}
