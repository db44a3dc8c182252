import Primitives
import Records
import XCTest

@testable import Expressions

/// What is written in place is what is appended otherwise.
final class FieldTextTests: XCTestCase {
    private let formats: [Format] = [
        Format(.standard), Format(.money), Format(.bareMoney), Format(.number),
        Format(.number, places: 0), Format(.number, places: 2), Format(.percent),
        Format(.duration), Format(.date), Format(.dayMonth),
    ]

    func testFieldsAreWrittenAsTheyAreAppended() throws {
        let nodes = self.nodes
        var inPlace = 0
        for tag in LocaleFormat.tags {
            let (fixture, evaluator) = try begun(locale: tag)
            for format in formats {
                for (index, node) in nodes.enumerated() {
                    let field = FieldText(kind: .formatted, format: format, start: 0, count: 0)
                    let written = write(field, node, evaluator)
                    guard let written else { continue }
                    inPlace += 1
                    var value = Value(tag: Value.tag(of: node.tag), payload: Int128(node.payload))
                    if node.isAbsent { value.payload = 0 }
                    value.scale = node.scale
                    var buffer = ByteBuffer()
                    evaluator.write(value, format, to: &buffer)
                    XCTAssertEqual(written, buffer.view.string, "\(tag) \(format) \(index)")
                }
            }
            _ = fixture
        }
        XCTAssertGreaterThan(inPlace, LocaleFormat.tags.count * formats.count * nodes.count / 12)
    }

    /// Texts that are joined say the same, and show the same field, as where they are put together first.
    func testJoinedTexts() throws {
        let fixture = Fixture()
        let rows: [(source: String, text: String, line: UInt)] = [
            ("{{id}} – {{due | date}}", "A-1 – 15/07/2026", #line),
            ("{{due | date('day')}}/{{number}}", "15/07/42", #line),
            ("{{subtotal | money}}{{number}}, {{id}}", "42, A-1", #line),
            ("Total: {{total | money}}", "Total: R$\u{A0}113,05", #line),
            ("{{period.from | date}}–{{period.to | date}}", "01/06/2026–30/06/2026", #line),
            ("{{issuer.name}} {{issuer.address.line1}}.", "Vivaz .", #line),
            ("{{abs(total) | money('bare')}} {{id}}", "113,05 A-1", #line),
        ]
        for row in rows {
            XCTAssertEqual(try fixture.filled(row.source), row.text, row.source, line: row.line)
        }
    }

    /// The usual ones are not left to the general way.
    func testUsualFieldsAreWrittenInPlace() throws {
        let (_, evaluator) = try begun(locale: "pt-BR")
        let rows: [(kind: Format.Kind, node: RecordNode, text: String?, line: UInt)] = [
            (.date, RecordNode(.date, payload: 20_605), "01/06/2026", #line),
            (.standard, RecordNode(.time, payload: 25_296), "07:01:36", #line),
            (.duration, RecordNode(.integer, payload: 359_999), "99:59:59", #line),
            (.duration, RecordNode(.integer, payload: 360_000), nil, #line),
            (.bareMoney, RecordNode(.money, scale: 2, payload: 0), "0,00", #line),
            (.bareMoney, RecordNode(.money, scale: 2, payload: 99_999_999), "999.999,99", #line),
            (.bareMoney, RecordNode(.money, scale: 2, payload: 100_000_000), nil, #line),
            (.bareMoney, RecordNode(.money, scale: 2, payload: -1), nil, #line),
            (.number, RecordNode(.decimal, scale: 1, payload: 727), "72,7", #line),
            (.number, RecordNode(.integer, payload: 1000), "1.000", #line),
            (.number, RecordNode(.absent, payload: 0), "", #line),
            (.percent, RecordNode(.decimal, scale: 2, payload: 1850), "18,50%", #line),
            (.percent, RecordNode(.decimal, scale: 2, payload: -1), nil, #line),
        ]
        for row in rows {
            let field = FieldText(kind: .formatted, format: Format(row.kind), start: 0, count: 0)
            XCTAssertEqual(write(field, row.node, evaluator), row.text, line: row.line)
        }
    }

    func testEveryTimeOfDayIsWritten() throws {
        let (_, evaluator) = try begun(locale: "pt-BR")
        let field = FieldText(
            kind: .formatted, format: Format(.duration), start: 0, count: 0)
        let two = { (number: Int) in (number < 10 ? "0" : "") + String(number) }
        for seconds in stride(from: 0, to: 360_000, by: 7) {
            let wanted = [seconds / 3600, seconds / 60 % 60, seconds % 60].map(two)
            XCTAssertEqual(
                write(field, RecordNode(.time, payload: Int64(seconds)), evaluator),
                wanted.joined(separator: ":"))
        }
    }

    func testNumbersAreRoundedInPlace() throws {
        let (_, evaluator) = try begun(locale: "pt-BR")
        let rows: [(value: Int64, scale: Int, places: Int8, text: String?, line: UInt)] = [
            (14, 1, 0, "1", #line), (15, 1, 0, "2", #line), (25, 1, 0, "3", #line),
            (1449, 3, 1, "1,4", #line), (1450, 3, 1, "1,5", #line),
            (9_999_994, 2, 1, "99.999,9", #line),
            (9_999_999, 2, 1, "100.000,0", #line), (49_999, 5, 1, "0,5", #line),
            (4_999_999, 5, 0, nil, #line), (4, 1, 2, nil, #line), (-15, 1, 0, nil, #line),
            (1 << 32, 1, 0, nil, #line),
        ]
        for row in rows {
            let format = Format(.number, places: row.places)
            let field = FieldText(kind: .formatted, format: format, start: 0, count: 0)
            let node = RecordNode(.decimal, scale: row.scale, payload: row.value)
            XCTAssertEqual(write(field, node, evaluator), row.text, line: row.line)
        }
    }

    private func begun(locale: String) throws -> (Fixture, Evaluator) {
        let fixture = Fixture()
        fixture.locale = locale
        let evaluator = Evaluator(program: fixture.makeBuilder().finish(), record: fixture.record)
        fixture.begin(evaluator)
        return (fixture, evaluator)
    }

    private var nodes: [RecordNode] {
        let numbers: [Int64] = [
            0, 1, 9, 10, 99, 100, 999, 1000, 1001, 9999, 10_000, 99_999, 100_000, 999_999,
            1_000_000, 12_345_678, 99_999_999, 999_999_999, 4_294_967_295, 4_294_967_296, -1,
            -1000, .max, .min,
        ]
        let places: [(RecordNode.Tag, [Int])] = [
            (.money, [0, 2, 3]), (.decimal, [0, 1, 2, 3, 4, 10]), (.integer, [0]),
        ]
        var nodes = places.flatMap { tag, scales in
            scales.flatMap { scale in
                numbers.map { RecordNode(tag, scale: scale, payload: $0) }
            }
        }
        for day: Int64 in [-719_162, -1, 0, 63, 64, 127, 20_605, 2_932_896] {
            nodes.append(RecordNode(.date, payload: day))
        }
        for second: Int64 in [0, 59, 60, 3599, 3600, 86_399] {
            nodes.append(RecordNode(.time, payload: second))
        }
        nodes.append(RecordNode(.bool, payload: 1))
        nodes.append(RecordNode(.cycle, payload: 24_318))
        nodes.append(.absent)
        return nodes
    }

    private func write(_ field: FieldText, _ node: RecordNode, _ evaluator: Evaluator) -> String? {
        var buffer = ByteBuffer(capacity: FieldText.room)
        var isUsual = true
        unsafe buffer.appendUnsafe(space: FieldText.room) { target in
            let count = unsafe evaluator.write(field, node, to: target)
            isUsual = count >= 0
            return max(count, 0)
        }
        return isUsual ? buffer.view.string : nil
    }
}
