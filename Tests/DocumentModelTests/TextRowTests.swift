import Primitives
import XCTest

@testable import DocumentModel

final class TextRowTests: XCTestCase {
    private let known = FrozenTable([
        TextCell(
            role: .cell, textRole: .none, style: 1, textStyle: 2, node: 3, textNode: 4, span: 1),
        TextCell(
            role: .headerCell, textRole: .paragraph, style: 5, textStyle: 6, node: 7, textNode: 8,
            span: 2),
    ])

    /// A table of a row of two texts, the second of two pieces, and a box behind it.
    private func tree(secondPieces: Int32 = 2) -> BoxTree {
        let tree = BoxTree()
        tree.append(Box(kind: .table, role: .table, style: 0, node: 0), to: -1)
        var row = Box(kind: .tableRow, role: .bodyRow, style: 0, node: 0)
        row.textRow = 0
        tree.append(row, to: 0)
        tree.append(Box(kind: .tableRow, role: .bodyRow, style: 0, node: 0), to: 0)
        tree.textRows.append(TextRow(first: 0, count: 2))
        tree.cellPieces.append(CellPieces(cell: 0, first: 0, count: 1))
        tree.cellPieces.append(CellPieces(cell: 1, first: 1, count: secondPieces))
        for text in ["1,5", "12", " GB"] {
            tree.text.append(string: text)
            let range = TextRange(start: tree.text.count - text.utf8.count, count: text.utf8.count)
            tree.inlines.append(
                Inline(text: range, style: 2, isBreak: false, link: -1, path: 9))
        }
        return tree
    }

    func testCellsAreMadeBehindAllOtherBoxes() {
        let tree = tree()
        tree.makeCells(ofRow: 1, known)
        XCTAssertEqual(tree.boxes.count, 7)
        XCTAssertEqual(tree.boxes[1].textRow, -1)
        XCTAssertEqual([tree.boxes[1].firstChild, tree.boxes[1].lastChild], [3, 5])
        let (cell, text) = (tree.boxes[5], tree.boxes[6])
        XCTAssertEqual(cell.kind, .cell)
        XCTAssertEqual([Int(cell.style), Int(cell.node), Int(cell.first)], [5, 7, 2])
        XCTAssertEqual(cell.role, .headerCell)
        XCTAssertEqual(text.kind, .paragraph)
        XCTAssertEqual([Int(text.style), Int(text.node)], [6, 8])
        XCTAssertEqual([text.first, text.count], [1, 2])
        tree.makeCells(ofRow: 1, known)
        XCTAssertEqual(tree.boxes.count, 7)
    }

    func testNothingStandsInAnEmptyCell() {
        let tree = tree(secondPieces: 0)
        tree.makeCells(ofRow: 1, known)
        XCTAssertEqual(tree.boxes.count, 6)
        XCTAssertEqual(tree.boxes[5].firstChild, -1)
    }

    func testPiecesSideBySideAreOneText() {
        let tree = tree()
        func joined(_ cell: Int) -> String {
            var pieces = tree.cellPieces[cell]
            tree.join(&pieces)
            return tree.bytes(pieces.text).string
        }
        XCTAssertEqual([joined(0), joined(1)], ["1,5", "12 GB"])
        tree.inlines[2].link = 0
        XCTAssertEqual(joined(1), "")
        tree.inlines[2].link = -1
        tree.inlines[2].text.start += 1
        XCTAssertEqual(joined(1), "")
    }

    func testRowsAreTakenOutOfTheMiddleOfAList() {
        let rows: [(taken: [Range<Int>], kinds: String, counts: [Int], line: UInt)] = [
            ([2..<4], "h LrrL f", [2, 6], #line),
            ([0..<10], "h Lrrrrrrrrrr f", [0], #line),
            ([0..<1], "h LrL f", [0, 9], #line),
            ([9..<10], "h Lr f", [9], #line),
            ([8..<10, 3..<5], "h LrrLrr f", [3, 3], #line),
        ]
        for row in rows {
            for isLast in [false, true] {
                let maker = ListMaker()
                let tree = maker.tree(isLast: isLast)
                for taken in row.taken { tree.takeRows(taken, of: 2, maker) }
                let kinds = isLast ? String(row.kinds.dropLast(2)) : row.kinds
                XCTAssertEqual(
                    maker.kinds(of: tree), kinds.replacing(" ", with: ""), line: row.line)
                XCTAssertEqual(maker.counts(of: tree), row.counts, line: row.line)
            }
        }
    }
}

/// Makes rows of a list of ten, between a head and a foot.
private final class ListMaker: RunningContent {
    func tree(isLast: Bool) -> BoxTree {
        let tree = BoxTree()
        tree.append(Box(kind: .table, role: .table, style: 0, node: 0), to: -1)
        tree.append(Box(kind: .tableRow, role: .headerRow, style: 0, node: 0), to: 0)
        var list = Box(kind: .tableRows, role: .bodyRow, style: 0, node: 0)
        list.first = 0
        tree.append(list, to: 0)
        tree.rowLists.append(
            RowList(
                program: 0, firstCell: 0, cellCount: 1, sumCount: 1, firstSum: 100,
                firstElement: 1000, count: 10))
        if !isLast { tree.append(Box(kind: .tableRow, role: .footerRow, style: 0, node: 0), to: 0) }
        return tree
    }

    /// The children of the table, each by a letter; what comes out of order is marked.
    func kinds(of tree: BoxTree) -> String {
        var kinds = ""
        var child = tree.boxes[0].firstChild
        var last: Int32 = -1
        var element: Int32 = 1000
        while child >= 0 {
            let box = tree.boxes[Int(child)]
            switch (box.kind, box.role) {
            case (.tableRow, .headerRow): kinds += "h"
            case (.tableRow, .footerRow): kinds += "f"
            case (.tableRow, _):
                kinds += box.path == element && box.first == element - 900 ? "r" : "?"
                element += 1
            default:
                let list = tree.rowLists[Int(box.first)]
                let isNext = list.firstElement == Int(element) || list.count == 0
                kinds += isNext && list.firstSum == list.firstElement - 900 ? "L" : "?"
                element += Int32(list.count)
            }
            if box.parent != 0 { kinds += "!" }
            last = child
            child = box.nextSibling
        }
        return kinds + (tree.boxes[0].lastChild == last && element == 1010 ? "" : "…")
    }

    func counts(of tree: BoxTree) -> [Int] {
        tree.rowLists.indices.map { tree.rowLists[$0].count }.sorted { $0 < $1 }
    }

    func expandRunning(_ id: Int, context: RunningContext, into tree: BoxTree) -> Int { -1 }

    func writeRows(_ rows: Range<Int>, of list: RowList, into texts: RowTexts) -> Int { 0 }

    func appendRows(_ rows: Range<Int>, of list: RowList, to table: Int, of tree: BoxTree) {
        for row in rows {
            var box = Box(kind: .tableRow, role: .bodyRow, style: 0, node: 0)
            box.path = Int32(list.firstElement + row)
            box.first = Int32(list.firstSum + row * Int(list.sumCount))
            tree.append(box, to: table)
        }
    }
}
