import DocumentModel
import PageLayout
import Primitives
import XCTest

/// Rows higher than a page; a body holds 13 lines.
final class DividedRowTests: XCTestCase {
    private let twoColumns = [
        ColumnSpec(width: Track(.fraction, 1), align: .start),
        ColumnSpec(width: Track(.fraction, 1), align: .start),
    ]

    private func lines(_ count: Int, _ prefix: String) -> String {
        (1...count).map { "\(prefix)\($0)" }.joined(separator: "\n")
    }

    func testCellsFlowOnBelowTheHeader() {
        let document = TestDocument()
        let table = document.table(twoColumns)
        document.row(["head", "h"], in: table, role: .headerRow)
        document.row(["r1", "s1"], in: table)
        document.row([lines(30, "a"), lines(16, "b")], in: table)
        document.row(["r3", "s3"], in: table)
        let laid = document.layOut()
        XCTAssertEqual(laid.findings, [])
        let pages = (0..<laid.pageCount).map { page in
            ["head", "a", "b", "r"].map { prefix in
                laid.texts(page: page).filter { $0.hasPrefix(prefix) }.count
            }
        }
        XCTAssertEqual(pages, [[1, 0, 0, 1], [1, 12, 12, 0], [1, 12, 4, 0], [1, 6, 0, 1]])
        XCTAssertEqual(laid.first("r3")!.page, 3)
        XCTAssertEqual(laid.first("a13")!.y, laid.first("b13")!.y)
        XCTAssertEqual(
            laid.texts().filter { $0.hasPrefix("a") }, (1...30).map { "a\($0)" })
    }

    func testAnOnlyRowWithoutHeader() {
        let document = TestDocument()
        let table = document.table(twoColumns)
        document.row([lines(20, "a"), "b"], in: table)
        let laid = document.layOut()
        XCTAssertEqual(laid.pageCount, 2)
        XCTAssertEqual(laid.texts(page: 0).count, 14)
        XCTAssertEqual(laid.findings, [])
    }

    func testWhatCannotBeDividedIsReported() {
        let document = TestDocument()
        let table = document.table(twoColumns)
        let row = document.add(.tableRow, in: table, role: .bodyRow)
        let cell = document.add(.cell, in: row, role: .cell, first: 1)
        let box = document.add(.block, in: cell) { $0.height = .points(200) }
        document.text("x", in: box)
        document.text("y", in: document.add(.cell, in: row, role: .cell, first: 1))
        XCTAssertTrue(document.layOut().findings.allSatisfy { $0.kind == .overflow })
    }

    func testCarriesAroundADividedRow() {
        let document = TestDocument()
        let show = { (name: String) in
            { (context: RunningContext, document: TestDocument) -> Int in
                document.looseRow(["\(name) \(context.sums.0.mantissa)", ""])
            }
        }
        let carry = document.running(show("carry")), forward = document.running(show("from"))
        let table = document.table(twoColumns, carry: carry, forward: forward, sums: 1)
        document.row(["1", "x"], in: table, sums: [ExactDecimal(1)])
        document.row([lines(20, "a"), "y"], in: table, sums: [ExactDecimal(10)])
        for _ in 0..<12 { document.row(["2", "z"], in: table, sums: [ExactDecimal(100)]) }
        let laid = document.layOut()
        XCTAssertEqual(laid.findings, [])
        let texts = laid.texts()
        XCTAssertTrue(texts.contains("carry 1"))
        XCTAssertTrue(texts.contains("from 1"))
        let later = texts.filter { $0.hasPrefix("carry") }.last
        let rows = laid.texts(page: 2).filter { $0 == "2" }.count
        XCTAssertEqual(later, "carry \(11 + 100 * rows)")
    }

    func testCellsAreAsHighAsTheirRowOnEachPage() {
        let document = TestDocument()
        let table = document.table(twoColumns)
        let row = document.add(.tableRow, in: table, role: .bodyRow)
        for text in [lines(30, "a"), lines(2, "b")] {
            let cell = document.add(.cell, in: row, role: .cell, first: 1) {
                $0.background = .rgb(0xEEEEEE)
                $0.padding = Edges(
                    top: .points(3), right: .points(3), bottom: .points(3), left: .points(3))
            }
            document.text(text, in: cell)
        }
        document.text("after")
        let laid = document.layOut()
        XCTAssertEqual(laid.pageCount, 3)
        for page in 0..<3 {
            let grounds = laid.items(.fill, page: page)
            XCTAssertEqual(grounds.map(\.x.points), [20, 100])
            XCTAssertEqual(grounds[0].y, grounds[1].y)
            XCTAssertEqual(grounds[0].height, grounds[1].height)
        }
        XCTAssertEqual(laid.first("b1")!.y, laid.first("a1")!.y)
        XCTAssertEqual(laid.first("after")!.y, laid.first("a30")!.y + 15)
        XCTAssertEqual(laid.findings, [])
    }

    func testGroundsOfDividedCells() {
        let document = TestDocument()
        let table = document.table([twoColumns[0]])
        let row = document.add(.tableRow, in: table, role: .bodyRow) {
            $0.background = .rgb(0xEEEEEE)
        }
        let cell = document.add(.cell, in: row, role: .cell, first: 1)
        document.text(lines(20, "a"), in: cell)
        let laid = document.layOut()
        for page in 0..<2 {
            let ground = laid.items(.fill, page: page)[0]
            for placed in laid.placed(page: page) {
                XCTAssertLessThan(ground.y.points, placed.y)
                XCTAssertGreaterThanOrEqual((ground.y + ground.height).points, placed.y)
            }
        }
    }
}
