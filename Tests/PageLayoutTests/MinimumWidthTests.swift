import DocumentModel
import PageLayout
import Primitives
import XCTest

/// Columns that keep their words whole as long as there is width for it.
final class MinimumWidthTests: XCTestCase {
    private func widths(_ tracks: [Track], _ cells: [String]) -> (LaidOut, [Double]) {
        let document = TestDocument()
        let table = document.table(tracks.map { ColumnSpec(width: $0, align: .start) })
        document.row(cells, in: table)
        let laid = document.layOut()
        return (laid, laid.placed().map(\.x))
    }

    func testSharesBesideFullContentColumns() {
        let (laid, _) = widths(
            [Track(.auto), Track(.fraction, 1000)],
            ["a long text that would take the whole width of the table by itself", "word"])
        XCTAssertEqual(laid.findings, [])
        XCTAssertNotNil(laid.first("word"))
    }

    func testLongWordsOfCutColumnsStayWhole() {
        let (laid, _) = widths(
            [Track(.auto), Track(.auto), Track(.auto)],
            ["one two three four", "Incomprehensibilities", "five six seven eight"])
        XCTAssertEqual(laid.findings, [])
        XCTAssertNotNil(laid.first("Incomprehensibilities"))
    }

    func testWordsThatCannotAllStayWholeAreBrokenAndReported() {
        let (laid, _) = widths(
            [Track(.auto), Track(.fraction, 1000)],
            ["Incomprehensibilities", "Incomprehensibilities"])
        XCTAssertEqual(Set(laid.findings.map(\.kind)), [.brokenWord])
        XCTAssertTrue(laid.placed().allSatisfy { $0.right <= 180.01 && $0.width > 0 })
    }

    func testChildrenOfRows() {
        let document = TestDocument()
        let row = document.add(.row)
        document.text("a long text that would take the whole width of the row", in: row)
        document.text("word", in: row) { $0.width = Track(.fraction, 1000) }
        let laid = document.layOut()
        XCTAssertEqual(laid.findings, [])
        XCTAssertNotNil(laid.first("word"))
    }

    func testTablesInCells() {
        let document = TestDocument()
        let outer = document.table(
            [
                ColumnSpec(width: Track(.fraction, 1), align: .start),
                ColumnSpec(width: Track(.fraction, 1), align: .start),
            ])
        let row = document.add(.tableRow, in: outer, role: .bodyRow)
        document.text("left", in: document.add(.cell, in: row, role: .cell, first: 1))
        let cell = document.add(.cell, in: row, role: .cell, first: 1)
        let inner = document.table(
            [
                ColumnSpec(width: Track(.auto), align: .start),
                ColumnSpec(width: Track(.fraction, 1), align: .end),
            ], in: cell)
        document.row(["a", "1"], in: inner)
        document.row(["bb", "22"], in: inner)
        let laid = document.layOut()
        XCTAssertEqual(laid.story, ["left a 1 bb 22"])
        XCTAssertEqual(laid.first("a")!.x, 100)
        XCTAssertEqual(laid.first("22")!.right, 180, accuracy: 0.01)
        XCTAssertEqual(laid.first("bb")!.y - laid.first("left")!.y, 12)
    }
}
