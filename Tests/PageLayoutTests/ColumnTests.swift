import DocumentModel
import PageLayout
import Primitives
import XCTest

/// A body of 160 points holds 13 lines; two columns with a gap of 10 are 75 wide.
final class ColumnTests: XCTestCase {
    private func columns(_ document: TestDocument, in parent: Int? = nil) -> Int {
        document.add(.block, in: parent) {
            $0.columns = 2
            $0.gap = .points(10)
        }
    }

    private func lines(_ count: Int, _ prefix: String = "l") -> String {
        (1...count).map { "\(prefix)\($0)" }.joined(separator: "\n")
    }

    func testLastPageIsBalanced() {
        let document = TestDocument()
        document.text(lines(10), in: columns(document))
        document.text("after")
        let laid = document.layOut()
        XCTAssertEqual(laid.story, ["l1 l2 l3 l4 l5 l6 l7 l8 l9 l10 after"])
        XCTAssertEqual(laid.first("l1")!.x, 20)
        XCTAssertEqual(laid.first("l6")!.x, 105)
        XCTAssertEqual(laid.first("l6")!.y, laid.first("l1")!.y)
        XCTAssertEqual(laid.first("after")!.y, laid.first("l5")!.y + 12, accuracy: 0.5)
    }

    func testColumnsAreFilledPageByPage() {
        let document = TestDocument()
        document.text(lines(3, "b"))
        document.text(lines(30), in: columns(document))
        document.text("after")
        let laid = document.layOut()
        let pages = (0..<laid.pageCount).map { page in
            laid.placed(page: page).filter { $0.text.hasPrefix("l") }.map(\.x)
        }
        XCTAssertEqual(pages[0].filter { $0 == 20 }.count, 10)
        XCTAssertEqual(pages[0].filter { $0 == 105 }.count, 10)
        XCTAssertEqual(pages[1].filter { $0 == 20 }.count, 5)
        XCTAssertEqual(pages[1].filter { $0 == 105 }.count, 5)
        XCTAssertEqual(laid.first("after")!.page, 1)
        XCTAssertEqual(laid.texts().filter { $0.hasPrefix("l") }, (1...30).map { "l\($0)" })
    }

    func testOrphansAndWidowsHoldInColumns() {
        let document = TestDocument()
        let block = columns(document)
        document.text(lines(3, "a"), in: block)
        document.text(lines(3, "b"), in: block)
        document.text(lines(3, "c"), in: block)
        let laid = document.layOut()
        // Nine lines: five and four would leave one line of b behind or take one.
        for prefix in ["a", "b", "c"] {
            let columns = laid.placed().filter { $0.text.hasPrefix(prefix) }.map(\.x)
            for x in Set(columns) where Set(columns).count > 1 {
                XCTAssertGreaterThan(columns.filter { $0 == x }.count, 1, prefix)
            }
        }
    }

    func testHeadingsStayWithNextInColumns() {
        for before in 1...14 {
            let document = TestDocument()
            let block = columns(document)
            document.text(lines(before), in: block)
            document.text("Heading", in: block, role: .heading2)
            document.text(lines(6, "t"), in: block)
            let laid = document.layOut()
            let heading = laid.first("Heading")!, text = laid.first("t1")!
            XCTAssertEqual(heading.x, text.x, "\(before)")
            XCTAssertEqual(heading.page, text.page, "\(before)")
            XCTAssertEqual(laid.findings, [])
        }
    }

    func testGroundIsBehindAllColumnsOfEachPage() {
        let document = TestDocument()
        let block = document.add(.block) {
            $0.columns = 2
            $0.gap = .points(10)
            $0.background = .rgb(0xEEEEEE)
            $0.padding = Edges(top: .points(6), right: .zero, bottom: .points(6), left: .zero)
        }
        document.text(lines(40), in: block)
        let laid = document.layOut()
        for page in 0..<laid.pageCount {
            let grounds = laid.items(.fill, page: page)
            XCTAssertEqual(grounds.count, 1)
            let ground = grounds[0]
            for placed in laid.placed(page: page) {
                XCTAssertGreaterThan(placed.y, ground.y.points)
                XCTAssertLessThan(placed.y, (ground.y + ground.height).points)
                XCTAssertLessThan(placed.right, (ground.x + ground.width).points)
            }
            XCTAssertEqual(laid.pages.items[laid.pages.pages[page].firstItem].kind, .fill)
        }
    }

    func testColumnsInRowsAndOfThree() {
        let document = TestDocument()
        let row = document.add(.row)
        let left = document.add(.block, in: row) { $0.width = Track(.fraction, 1000) }
        document.text("side", in: left)
        let right = document.add(.block, in: row) {
            $0.width = Track(.fixed, 130_000)
            $0.columns = 3
            $0.gap = .points(5)
        }
        document.text("a\nb\nc\nd\ne\nf", in: right) {
            $0.orphans = 1
            $0.widows = 1
        }
        let laid = document.layOut()
        XCTAssertEqual(["a", "c", "e"].map { laid.first($0)!.x }, [50, 95, 140])
        XCTAssertEqual(Set(["side", "a", "c", "e"].map { laid.first($0)!.y }).count, 1)
    }

    func testTablesFlowThroughColumns() {
        let document = TestDocument()
        let block = columns(document)
        let table = document.table(
            [ColumnSpec(width: Track(.fraction, 1), align: .start)], in: block)
        document.row(["head"], in: table, role: .headerRow)
        for index in 1...16 { document.row(["r\(index)"], in: table) }
        let laid = document.layOut()
        XCTAssertEqual(laid.pageCount, 1)
        XCTAssertEqual(laid.placed().filter { $0.text == "head" }.map(\.x), [20, 105])
        XCTAssertEqual(
            laid.texts().filter { $0.hasPrefix("r") }, (1...16).map { "r\($0)" })
    }
}
