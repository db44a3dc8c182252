import DocumentModel
import PageLayout
import Primitives
import XCTest

/// A body of 160 points holds 13 rows of 12.
final class TableTests: XCTestCase {
    private let oneColumn = [ColumnSpec(width: Track(.fraction, 1), align: .start)]

    /// A table of a header, `count` body rows `r1`… and footers; returns texts by page.
    private func pages(
        _ count: Int, before: Int = 0, header: Bool = true, footers: Int = 0,
        groups: Set<Int> = [], _ change: (inout Style) -> Void = { _ in }
    ) -> [[String]] {
        let document = TestDocument()
        if before > 0 {
            document.text((1...before).map { "l\($0)" }.joined(separator: "\n"))
        }
        let table = document.table(oneColumn, change)
        if header { document.row(["head"], in: table, role: .headerRow) }
        for index in 1..<count + 1 {
            if groups.contains(index) { document.row(["g\(index)"], in: table, role: .groupRow) }
            document.row(["r\(index)"], in: table)
        }
        for index in 0..<footers { document.row(["f\(index)"], in: table, role: .footerRow) }
        let laid = document.layOut()
        XCTAssertEqual(laid.findings, [])
        return (0..<laid.pageCount).map { laid.texts(page: $0) }
    }

    func testHeaderIsRepeatedAsArtifact() {
        let document = TestDocument()
        let table = document.table(oneColumn)
        document.row(["head"], in: table, role: .headerRow)
        for index in 0..<30 { document.row(["r\(index)"], in: table) }
        let laid = document.layOut()
        XCTAssertEqual(laid.pageCount, 3)
        let heads = laid.placed().filter { $0.text == "head" }
        XCTAssertEqual(heads.map(\.page), [0, 1, 2])
        XCTAssertEqual(heads.map { $0.item.box >= 0 }, [true, false, false])
        XCTAssertEqual(Set(heads.map(\.y)).count, 1)
        XCTAssertEqual(laid.texts().filter { $0 != "head" }, (0..<30).map { "r\($0)" })
    }

    func testRowsFillPages() {
        let rows: [(rows: Int, before: Int, pages: [Int], line: UInt)] = [
            (0, 0, [1], #line), (12, 0, [13], #line), (13, 0, [11, 4], #line),
            (14, 0, [12, 4], #line), (15, 0, [13, 4], #line), (24, 0, [13, 13], #line),
            (25, 0, [13, 11, 4], #line),
        ]
        for row in rows {
            let result = pages(row.rows, before: row.before)
            XCTAssertEqual(result.map(\.count), row.pages, line: row.line)
        }
    }

    func testThreeRowsAtLeastAreLeftAndTaken() {
        let rows: [(rows: Int, before: Int, pages: [Int], line: UInt)] = [
            (10, 9, [13, 8], #line),  // head and three rows are left
            (10, 10, [10, 11], #line),  // two would be left
            (5, 8, [8, 6], #line),  // four and one, three and two: none is allowed
            (6, 8, [12, 4], #line),
            (2, 10, [13], #line),
            (2, 11, [11, 3], #line),
        ]
        for row in rows {
            let result = pages(row.rows, before: row.before)
            XCTAssertEqual(result.map(\.count), row.pages, line: row.line)
        }
        let more = pages(20, before: 7) { $0.orphans = 6 }
        XCTAssertEqual(more.map(\.count), [7, 13, 9])
        let taken = pages(13) { $0.widows = 5 }
        XCTAssertEqual(taken.map(\.count), [9, 6])
    }

    func testGroupRowIsNeverTheLastOfAPage() {
        let result = pages(30, groups: [1, 12])
        XCTAssertEqual(result[0].last, "r11")
        XCTAssertEqual(result[1].prefix(2), ["head", "g12"])
    }

    func testFootersStayWithTheRowsBefore() {
        let result = pages(12, footers: 2)
        XCTAssertEqual(result[1], ["head", "r10", "r11", "r12", "f0", "f1"])
    }

    func testRowsMayBeginPages() {
        let document = TestDocument()
        let table = document.table(oneColumn)
        document.row(["head"], in: table, role: .headerRow)
        document.row(["a"], in: table)
        document.row(["b"], in: table) { $0.breakBefore = .page }
        document.row(["c"], in: table) { $0.breakAfter = .page }
        document.row(["d"], in: table)
        let laid = document.layOut()
        XCTAssertEqual(
            (0..<laid.pageCount).map { laid.texts(page: $0) },
            [["head", "a"], ["head", "b", "c"], ["head", "d"]])
    }

    func testCellsOverSeveralColumns() {
        let document = TestDocument()
        let table = document.table([
            ColumnSpec(width: Track(.fixed, 30_000), align: .start),
            ColumnSpec(width: Track(.fixed, 50_000), align: .start),
            ColumnSpec(width: Track(.fraction, 1), align: .end),
        ])
        let row = document.add(.tableRow, in: table, role: .bodyRow)
        for (span, text) in [(2, "wide"), (1, "right")] {
            let cell = document.add(.cell, in: row, role: .cell, first: span) {
                $0.background = .white
            }
            document.text(text, in: cell)
        }
        let laid = document.layOut()
        XCTAssertEqual(laid.items(.fill).map(\.x.points), [20, 100])
        XCTAssertEqual(laid.items(.fill).map(\.width.points), [80, 80])
        XCTAssertEqual(laid.first("right")!.right, 180, accuracy: 0.01)
    }

    func testAutomaticColumnsTakeTheWidestCell() {
        let document = TestDocument()
        let table = document.table([
            ColumnSpec(width: Track(.auto), align: .start),
            ColumnSpec(width: Track(.fraction, 1), align: .start),
        ])
        for text in ["um", "cinquenta", "dois"] { document.row([text, "x"], in: table) }
        let laid = document.layOut()
        let widest = laid.first("cinquenta")!.right
        for placed in laid.placed() where placed.text == "x" {
            XCTAssertEqual(placed.x, widest, accuracy: 0.002)
        }
    }

    func testRowIsAsHighAsItsHighestCell() {
        let document = TestDocument()
        let table = document.table(
            Array(repeating: ColumnSpec(width: Track(.fraction, 1), align: .start), count: 3))
        let row = document.add(.tableRow, in: table, role: .bodyRow) { $0.background = .white }
        let aligns: [VerticalAlign] = [.top, .middle, .bottom]
        for (index, align) in aligns.enumerated() {
            let cell = document.add(.cell, in: row, role: .cell, first: 1) {
                $0.verticalAlign = align
                $0.padding.top = .points(2)
            }
            document.text(index == 0 ? "a\nb\nc" : "x", in: cell)
        }
        document.row(["next"], in: table)
        let laid = document.layOut()
        XCTAssertEqual(laid.items(.fill)[0].height.points, 38)
        let x = laid.placed().filter { $0.text == "x" }.map(\.y)
        XCTAssertEqual(x[0] - laid.first("a")!.y, 12, accuracy: 0.001)
        XCTAssertEqual(x[1] - laid.first("a")!.y, 24, accuracy: 0.001)
        XCTAssertEqual(laid.first("next")!.y - laid.first("a")!.y, 36, accuracy: 0.001)
    }

    func testTableInACellIsAtomic() {
        let document = TestDocument()
        document.text((1...11).map { "l\($0)" }.joined(separator: "\n"))
        let table = document.table(oneColumn)
        let row = document.add(.tableRow, in: table, role: .bodyRow)
        let cell = document.add(.cell, in: row, role: .cell, first: 1)
        let inner = document.table(oneColumn, in: cell)
        for text in ["a", "b", "c"] { document.row([text], in: inner) }
        let laid = document.layOut()
        XCTAssertEqual(laid.texts(page: 1), ["a", "b", "c"])
    }
}
