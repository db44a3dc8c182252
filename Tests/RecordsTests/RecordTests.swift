import Primitives
import XCTest

@testable import Records

final class RecordTests: XCTestCase {
    private let parsed = ParsedRecord(
        minimal(
            ("total", "-1.5"), ("terms", #"{"fineRate":2.125,"graceDays":3}"#),
            ("lines", #"[{"description":"ção","amount":1},{"description":"b","amount":2}]"#),
            ("customer", #"{"id":"C","name":"N","tags":["x","y"]}"#)))

    func testNodesAreSixteenBytes() { XCTAssertEqual(MemoryLayout<RecordNode>.size, 16) }

    func testSlotsAndElements() {
        let record = parsed.record
        let lines = parsed.node("lines")
        XCTAssertEqual(lines.count, 2)
        let line = record.element(1, of: lines)
        XCTAssertEqual(line.tag, .object)
        XCTAssertEqual(
            Int(line.count),
            record.schema.field(at: "lines[]").flatMap { record.schema.objectType(of: $0.kind) }?
                .fields.count)
        XCTAssertTrue(record.element(2, of: lines).isAbsent)
        XCTAssertTrue(record.element(-1, of: lines).isAbsent)
        XCTAssertTrue(record.element(0, of: .absent).isAbsent)
        XCTAssertTrue(record.element(0, of: line).isAbsent, "an object has no elements")
        XCTAssertTrue(record.slot(0, of: .absent).isAbsent)
        XCTAssertTrue(record.slot(0, of: lines).isAbsent, "a list has no slots")
        XCTAssertTrue(record.slot(99, of: record.root).isAbsent)
        XCTAssertTrue(record.slot(-1, of: record.root).isAbsent)
    }

    func testTexts() {
        XCTAssertEqual(parsed.text("lines[0].description"), "ção")
        XCTAssertEqual(parsed.text("customer.tags[1]"), "y")
        XCTAssertEqual(parsed.record.text(parsed.node("total")).count, 0)
        XCTAssertEqual(parsed.record.text(.absent).count, 0)
    }

    func testDecimals() {
        let rows: [(path: String, mantissa: Int128, scale: Int, line: UInt)] = [
            ("total", -150, 2, #line), ("terms.fineRate", 2125, 3, #line),
            ("terms.graceDays", 3, 0, #line), ("id", 0, 0, #line), ("issued", 0, 0, #line),
            ("rounding", 0, 0, #line),
        ]
        for row in rows {
            let decimal = parsed.record.decimal(parsed.node(row.path))
            XCTAssertEqual(decimal.mantissa, row.mantissa, line: row.line)
            XCTAssertEqual(decimal.scale, row.scale, line: row.line)
        }
    }

    func testPathsOfNodes() {
        let record = parsed.record
        let amount = record.schema.field(at: "lines[].amount")!.slot
        let line = record.element(1, of: parsed.node("lines"))
        XCTAssertEqual(record.path(of: Int(line.payload) + amount), "lines[1].amount")
        XCTAssertEqual(record.path(of: Int(parsed.node("lines").payload)), "lines[0]")
        XCTAssertEqual(
            record.path(of: Int(parsed.node("customer.tags").payload) + 1), "customer.tags[1]")
        XCTAssertEqual(record.path(of: Int(record.root.payload)), "kind")
        XCTAssertEqual(record.path(of: record.nodeCount), "")
        var paths: Set<String> = []
        for index in 0..<record.nodeCount { paths.insert(record.path(of: index)) }
        XCTAssertEqual(paths.count, record.nodeCount, "each node has a path of its own")
        XCTAssertFalse(paths.contains(""))
        XCTAssertEqual(ParsedRecord("[").record.path(of: 0), "")
    }

    func testRecordOutlivesItsParser() {
        var parser: RecordParser? = RecordParser(schema: .standard)
        let record = parser!.record
        XCTAssertTrue(parser!.parse(0, of: RecordChunk(record: Array(minimal().utf8))))
        parser = nil
        let id = record.schema.types[0].field("id")!.slot
        XCTAssertEqual(record.text(record.slot(id, of: record.root)).string, "A-1")
    }
}
