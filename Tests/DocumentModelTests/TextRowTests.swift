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
        let pieces = tree.cellPieces[1]
        XCTAssertEqual(tree.text(of: pieces).map { tree.bytes($0).string }, "12 GB")
        XCTAssertEqual(
            tree.text(of: tree.cellPieces[0]).map { tree.bytes($0).string }, "1,5")
        tree.inlines[2].link = 0
        XCTAssertNil(tree.text(of: pieces))
        tree.inlines[2].link = -1
        tree.inlines[2].text.start += 1
        XCTAssertNil(tree.text(of: pieces))
    }
}
