import DocumentModel
import PageLayout
import Primitives
import XCTest

/// Boxes that stand only where their page has room to spare; a body holds 13 lines, 160 points.
final class OptionalBoxTests: XCTestCase {
    private func lines(_ count: Int, _ prefix: String = "l") -> String {
        (1...count).map { "\(prefix)\($0)" }.joined(separator: "\n")
    }

    @discardableResult
    private func offer(_ text: String, lines: Int, _ document: TestDocument) -> Int {
        let block = document.add(.block) { $0.isOptional = true }
        document.text(self.lines(lines, text), in: block)
        return block
    }

    func testStandsWhereThereIsRoom() {
        let rows: [(before: Int, after: Int, offer: Int, pages: [Int], stands: Bool, line: UInt)] =
            [
                (2, 2, 4, [8], true, #line),
                (2, 7, 4, [13], true, #line),
                (2, 8, 4, [10], false, #line),
                (13, 3, 4, [13, 3], false, #line),
                (2, 13, 1, [13, 2], false, #line),
                (0, 2, 3, [5], true, #line),
            ]
        for row in rows {
            let document = TestDocument()
            if row.before > 0 { document.text(lines(row.before, "b")) }
            offer("o", lines: row.offer, document)
            document.text(lines(row.after, "a"))
            let laid = document.layOut()
            let counts = (0..<laid.pageCount).map { laid.texts(page: $0).count }
            XCTAssertEqual(counts, row.pages, line: row.line)
            XCTAssertEqual(laid.first("o1") != nil, row.stands, line: row.line)
            XCTAssertEqual(laid.pages.leftOut.count, row.stands ? 0 : 1, line: row.line)
            XCTAssertEqual(laid.dump.contains("left out"), !row.stands, line: row.line)
            XCTAssertEqual(laid.findings, [], line: row.line)
        }
    }

    func testTheFirstOnesOfAPageHaveIt() {
        let document = TestDocument()
        document.text(lines(6))
        offer("a", lines: 5, document)
        offer("b", lines: 4, document)
        offer("c", lines: 2, document)
        let laid = document.layOut()
        XCTAssertEqual(laid.pageCount, 1)
        XCTAssertNotNil(laid.first("a1"))
        XCTAssertNil(laid.first("b1"))
        XCTAssertNotNil(laid.first("c1"))
    }

    func testFollowingContentMovesDownWithinItsPage() {
        let document = TestDocument()
        document.text("x")
        offer("o", lines: 2, document)
        document.text("y")
        let laid = document.layOut()
        XCTAssertEqual(laid.story, ["x o1 o2 y"])
        XCTAssertEqual(laid.first("y")!.y - laid.first("x")!.y, 36)
    }

    func testBehindAPageBreakStandsOnAPageThatIsThereAnyway() {
        let rows: [(after: String?, stands: Bool, pages: Int, line: UInt)] = [
            ("y", true, 2, #line), (nil, false, 1, #line),
        ]
        for row in rows {
            let document = TestDocument()
            document.text("x")
            document.add(.pageBreak)
            offer("o", lines: 1, document)
            if let after = row.after { document.text(after) }
            let laid = document.layOut()
            XCTAssertEqual(laid.first("o1") != nil, row.stands, line: row.line)
            XCTAssertEqual(laid.pageCount, row.pages, line: row.line)
        }
    }

    func testMarginsGapsAndGroundsCount() {
        for height in [111.0, 112.0] {
            let document = TestDocument { $0.gap = .points(4) }
            document.text("x")
            let box = document.add(.block) {
                $0.isOptional = true
                $0.margin.top = .points(10)
                $0.margin.bottom = .points(10)
                $0.height = .points(height)
                $0.background = .white
            }
            document.text("o", in: box)
            document.text("y")
            // 12 + 4 + 10 + height + 10 + 4 + 12 of 160
            let laid = document.layOut()
            XCTAssertEqual(laid.first("o") != nil, height <= 108)
            document.size.height = 40 + 12 + 4 + 10 + height + 10 + 4 + 12
            XCTAssertNotNil(document.layOut().first("o"))
        }
    }

    func testNestedInColumnsOfRowsAndInDividedBoxes() {
        let document = TestDocument()
        let row = document.add(.row)
        let left = document.add(.block, in: row) { $0.width = Track(.fraction, 1000) }
        let right = document.add(.block, in: row) { $0.width = Track(.fraction, 1000) }
        document.text(lines(5), in: left)
        document.text("r", in: right)
        let box = document.add(.block, in: right) { $0.isOptional = true }
        document.text("o", in: box)
        document.text(lines(20, "z"))
        let laid = document.layOut()
        XCTAssertEqual(laid.pageCount, 2)
        XCTAssertNil(laid.first("o"), "page 1 is full")
    }

    func testSecondLayoutOfALayouterIsTheSame() {
        let document = TestDocument()
        document.text(lines(6))
        offer("a", lines: 9, document)
        offer("b", lines: 4, document)
        let resources = document.resources()
        let layouter = PageLayouter(
            resources: resources, faces: [TestFaces.regular, TestFaces.bold])
        var dumps: [String] = []
        for _ in 0..<2 {
            let pages = PageSet()
            layouter.layOut(document.tree, running: document, into: pages)
            dumps.append(
                pages.dump(
                    tree: document.tree, resources: resources,
                    faces: [TestFaces.regular, TestFaces.bold]))
        }
        XCTAssertEqual(dumps[0], dumps[1])
    }
}
