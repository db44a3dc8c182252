import Primitives
import XCTest

@testable import Prints

final class MarkPayloadTests: XCTestCase {
    private func payload(
        _ mark: PrintPreset.Mark, envelope: Int = 42, sheet: Int = 1, of sheets: Int = 3,
        place: Int = 1234, isReprint: Bool = false
    ) -> String {
        var document = ByteBuffer()
        var output = ByteBuffer()
        document.append(string: "2026-A7")
        mark.appendPayload(
            of: MarkedSheet(
                envelope: envelope, sheet: sheet, sheets: sheets, place: place,
                isReprint: isReprint, document: document.view), to: &output)
        return output.view.string
    }

    func testMatrixHoldsItsFieldsInTheirOrder() {
        let rows: [(fields: [MatrixMark.Field], reprint: Bool, text: String, line: UInt)] = [
            ([.envelope], false, "000000042", #line),
            ([.envelope], true, "100000042", #line),
            ([.sheet, .sheets], false, "00000100003", #line),
            ([.sequence], false, "0234", #line),
            ([.end, .document], false, "002026-A7", #line),
            // 3 · 1 of the last digit, then 1, 3, …: 0·1 + 2·3 + 3·1 + 4·3 = 21, so 9.
            ([.sequence, .check], false, "02349", #line),
            // What is no digit does not count: 7·3 + 6·1 + 2·3 + 0·1 + 2·3 + 0 = 39, so 1.
            ([.document, .check], false, "02026-A71", #line),
        ]
        for row in rows {
            let mark = MatrixMark(
                x: 0, y: 0, module: 500, quietZone: 2, holds: row.fields, sequence: 1000)
            XCTAssertEqual(
                payload(.dataMatrix(mark), isReprint: row.reprint), row.text, line: row.line)
        }
    }

    func testBarsSayWhichSheetItIs() {
        let rows: [(sheet: Int, place: Int, reprint: Bool, bars: String, line: UInt)] = [
            // start first end 1 2 4 8 16 reprint parity stop
            (1, 0, false, "11000000011", #line),
            (2, 1, false, "10010000011", #line),
            (3, 31, false, "10111111001", #line),
            (3, 31, true, "10111111111", #line),
            (2, 32, true, "10000000111", #line),
            (2, 6, false, "10001100001", #line),
        ]
        let mark = BarMark(
            x: 0, y: 0, width: 7000, thickness: 500, pitch: 4000,
            bars: [
                .start, .first, .end, .sequence1, .sequence2, .sequence4, .sequence8, .sequence16,
                .reprint, .parity, .stop,
            ])
        for row in rows {
            let found = payload(
                .bars(mark), sheet: row.sheet, place: row.place, isReprint: row.reprint)
            XCTAssertEqual(found, row.bars, line: row.line)
            XCTAssertEqual(found.filter { $0 == "1" }.count % 2, 0, line: row.line)
        }
    }

    func testWithoutAMarkNothingIsSaid() { XCTAssertEqual(payload(.none), "") }
}
