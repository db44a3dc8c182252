import DocumentModel
import PageLayout
import Primitives
import XCTest

/// A body holds 13 lines.
final class PaginationTests: XCTestCase {
    /// Lines of 12 points, one of 36 in the middle: what fits is counted by heights, not by lines.
    func testWidowsAndOrphansOfUnequalLines() {
        let rows: [(before: Int, tall: Int, pages: [[String]], line: UInt)] = [
            // 13 lines of 12 points a page: 160 points.
            (10, 1, [[], ["0", "1", "2", "3", "4"]], #line),
            (9, 2, [["0", "1"], ["2", "3", "4"]], #line),
            (10, 4, [["0", "1", "2"], ["3", "4"]], #line),
            (8, 4, [["0", "1", "2"], ["3", "4"]], #line),
            (8, 3, [["0", "1", "2"], ["3", "4"]], #line),
            (12, 3, [[], ["0", "1", "2", "3", "4"]], #line),
        ]
        for row in rows {
            let document = TestDocument()
            for _ in 0..<row.before { document.text("x") }
            let box = document.add(.paragraph)
            document.begin(box)
            for index in 0..<5 {
                if index > 0 { document.lineBreak(box) }
                document.inline("\(index)", of: box) {
                    if index == row.tall { $0.lineHeight = .points(36) }
                }
            }
            let laid = document.layOut()
            let found = (0..<laid.pageCount).map { page in
                laid.texts(page: page).filter { $0 != "x" }
            }
            XCTAssertEqual(found, row.pages, line: row.line)
        }
    }

    /// So many lines, `prefix1`, `prefix2` and so on.
    private func lines(_ count: Int, _ prefix: String = "l") -> String {
        (1...count).map { "\(prefix)\($0)" }.joined(separator: "\n")
    }

    private func counts(_ laid: LaidOut) -> [Int] {
        (0..<laid.pageCount).map { laid.texts(page: $0).count }
    }

    func testOrphansAndWidows() {
        let rows:
            [(before: Int, lines: Int, orphans: UInt8, widows: UInt8, pages: [Int], line: UInt)] = [
                (10, 3, 2, 2, [13], #line),
                (10, 4, 2, 2, [12, 2], #line),
                (11, 4, 2, 2, [13, 2], #line),
                (12, 4, 2, 2, [12, 4], #line),
                (12, 4, 1, 1, [13, 3], #line),
                (10, 4, 3, 2, [10, 4], #line),
                (11, 3, 2, 2, [11, 3], #line),
                (1, 30, 2, 2, [13, 13, 5], #line),
                (1, 26, 2, 2, [13, 12, 2], #line),
                (1, 26, 2, 4, [13, 10, 4], #line),
            ]
        for row in rows {
            let document = TestDocument()
            document.text(lines(row.before, "b"))
            document.text(lines(row.lines)) {
                $0.orphans = row.orphans
                $0.widows = row.widows
            }
            let laid = document.layOut()
            XCTAssertEqual(counts(laid), row.pages, line: row.line)
            XCTAssertEqual(
                laid.texts(),
                (lines(row.before, "b") + "\n" + lines(row.lines)).components(separatedBy: "\n"),
                line: row.line)
            XCTAssertEqual(laid.findings, [], line: row.line)
        }
    }

    func testExactlyFullPageMakesNoOther() {
        let document = TestDocument()
        document.size.height = 40 + 13 * 12
        document.text(lines(13))
        XCTAssertEqual(document.layOut().pageCount, 1)
    }

    func testKeepsTogether() {
        let document = TestDocument()
        document.text(lines(10))
        let box = document.add(.block) { $0.breakInside = .avoid }
        document.text("a\nb", in: box)
        document.text("c\nd", in: box)
        XCTAssertEqual(counts(document.layOut()), [10, 4])
    }

    func testWhatIsHigherThanAPageIsNotKeptTogether() {
        let document = TestDocument()
        document.text(lines(10))
        let box = document.add(.block) { $0.breakInside = .avoid }
        document.text(lines(20, "x"), in: box)
        XCTAssertEqual(counts(document.layOut()), [13, 13, 4])
    }

    func testBoxOfFixedHeightIsNotDivided() {
        let document = TestDocument()
        document.text(lines(10))
        let box = document.add(.block) { $0.height = .points(60) }
        document.text("x", in: box)
        XCTAssertEqual(document.layOut().first("x")!.page, 1)
    }

    func testHeadingsStayWithWhatTheyHead() {
        let document = TestDocument()
        document.text(lines(10))
        document.text("Heading", role: .heading2)
        document.text("Subheading", role: .heading3)
        document.text("a\nb\nc")
        let laid = document.layOut()
        XCTAssertEqual(counts(laid), [10, 5])
        XCTAssertEqual(laid.texts(page: 1)[0], "Heading")
    }

    func testKeepsWithNextAndPrevious() {
        let rows: [(after: BreakRule, before: BreakRule, pages: [Int], line: UInt)] = [
            (.auto, .auto, [13, 1], #line), (.avoid, .auto, [12, 2], #line),
            (.auto, .avoid, [12, 2], #line), (.page, .avoid, [13, 1], #line),
        ]
        for row in rows {
            let document = TestDocument()
            document.text(lines(12))
            document.text("x") { $0.breakAfter = row.after }
            document.text("y") { $0.breakBefore = row.before }
            XCTAssertEqual(counts(document.layOut()), row.pages, line: row.line)
        }
    }

    func testChainsLongerThanAPageAreDivided() {
        let document = TestDocument()
        for index in 0..<40 { document.text("h\(index)", role: .heading2) }
        let laid = document.layOut()
        XCTAssertEqual(laid.texts().count, 40)
        XCTAssertLessThanOrEqual(laid.pageCount, 5)
    }

    func testPageBreaks() {
        let full = (1...13).map(String.init).joined(separator: "\n")
        check([1, 1]) {
            $0.text("a")
            $0.add(.pageBreak)
            $0.text("b")
        }
        // At the document's start and end.
        check([1]) {
            $0.add(.pageBreak)
            $0.text("a")
            $0.add(.pageBreak)
        }
        // Several for one page.
        check([1, 1]) {
            $0.text("a") { $0.breakAfter = .page }
            $0.add(.pageBreak)
            $0.text("b") { $0.breakBefore = .page }
        }
        // Behind a full page.
        check([13, 1]) {
            $0.size.height = 40 + 13 * 12
            $0.text(full)
            $0.add(.pageBreak)
            $0.text("b")
        }
        // Inside of a box.
        check([1, 2]) {
            let box = $0.add(.block)
            $0.text("a", in: box)
            $0.add(.pageBreak, in: box)
            $0.text("b", in: box)
            $0.text("c")
        }
        // From the first page only.
        check([1, 2]) {
            $0.text("a")
            $0.add(.pageBreak, first: 1)
            $0.text("b")
            $0.add(.pageBreak, first: 1)
            $0.text("c")
        }
    }

    private func check(_ pages: [Int], line: UInt = #line, _ make: (TestDocument) -> Void) {
        let document = TestDocument()
        make(document)
        XCTAssertEqual(counts(document.layOut()), pages, line: line)
    }

    func testSpaceIsDroppedAtAPagesTop() {
        let document = TestDocument { $0.gap = .points(6) }
        document.add(.spacer) { $0.height = .points(7) }
        document.text("a")
        document.add(.pageBreak)
        document.add(.spacer) { $0.height = .points(30) }
        document.text("b") { $0.margin.top = .points(20) }
        document.text("c")
        let laid = document.layOut()
        let top = laid.first("b")!.y
        XCTAssertEqual(laid.first("a")!.y - top, 7 + 6, accuracy: 0.001)
        XCTAssertEqual(laid.first("c")!.y - top, 12 + 6, accuracy: 0.001)
        XCTAssertEqual(laid.first("b")!.page, 1)
    }

    func testBoxOverPagesIsPaintedOnEach() {
        let document = TestDocument()
        document.text("first")
        let box = document.add(.block) {
            $0.background = .white
            $0.border.bottom = .points(1)
            $0.border.top = .points(2)
            $0.padding = Edges(
                top: .points(3), right: .zero, bottom: .points(4), left: .zero)
        }
        document.text(lines(30), in: box)
        let laid = document.layOut()
        XCTAssertEqual(laid.pageCount, 3)
        let grounds = laid.items(.fill).filter { $0.color == .white }
        XCTAssertEqual(grounds.map(\.y.points), [32, 20, 20])
        XCTAssertEqual(grounds.map(\.height.points), [137, 156, 77])
        XCTAssertEqual(laid.items(.fill, page: 0).count, 2)
        XCTAssertEqual(laid.items(.fill, page: 1).count, 1)
        XCTAssertEqual(laid.items(.fill, page: 2).count, 2)
        XCTAssertEqual(laid.pages.items[laid.pages.pages[1].firstItem].kind, .fill)
    }

    func testBoxBeginsWhereItsFirstLineDoes() {
        let document = TestDocument()
        document.text(lines(12))
        let box = document.add(.block) {
            $0.background = .white
            $0.padding.top = .points(5)
        }
        document.text(lines(20, "x"), in: box)
        let laid = document.layOut()
        XCTAssertEqual(laid.items(.fill, page: 0).count, 0)
        XCTAssertEqual(laid.items(.fill, page: 1)[0].y, .points(20))
        XCTAssertEqual(laid.items(.fill, page: 1)[0].height.points, 5 + 12 * 12)
    }

    func testLowerEdgesStayOnThePage() {
        let document = TestDocument()
        document.text(lines(10))
        let box = document.add(.block) {
            $0.background = .white
            $0.padding.bottom = .points(10)
        }
        document.text("a", in: box)
        document.text("b", in: box)
        document.text("c", in: box)
        let laid = document.layOut()
        XCTAssertEqual(counts(laid), [12, 1])
        for item in laid.items(.fill) {
            XCTAssertLessThanOrEqual((item.y + item.height).points, 180)
        }
    }

    func testColumnsBreakIndependently() {
        let document = TestDocument()
        document.text(lines(3))
        let row = document.add(.row) { $0.background = .white }
        document.text(lines(15, "a"), in: row) { $0.width = Track(.fraction, 1) }
        document.text(lines(30, "b"), in: row) { $0.width = Track(.fraction, 1) }
        document.text("below")
        let laid = document.layOut()
        XCTAssertEqual(counts(laid), [23, 18, 8])
        XCTAssertEqual(laid.first("a1")!.y, laid.first("b1")!.y)
        XCTAssertEqual(laid.first("a11")!.y, laid.first("b11")!.y)
        XCTAssertEqual(laid.first("below")!.y - laid.first("b30")!.y, 12, accuracy: 0.001)
        XCTAssertEqual(laid.items(.fill).map(\.y.points), [56, 20, 20])
        XCTAssertEqual(laid.items(.fill).map(\.height.points), [120, 156, 84])
    }

    func testNestedRowsOverPages() {
        let document = TestDocument()
        let outer = document.add(.row)
        let left = document.add(.block, in: outer) { $0.width = Track(.fraction, 1) }
        let inner = document.add(.row, in: left)
        document.text(lines(20, "a"), in: inner) { $0.width = Track(.fraction, 1) }
        document.text(lines(2, "b"), in: inner) { $0.width = Track(.fraction, 1) }
        document.text("after", in: left)
        document.text(lines(40, "c"), in: outer) { $0.width = Track(.fraction, 1) }
        let laid = document.layOut()
        XCTAssertEqual(laid.pageCount, 4)
        XCTAssertEqual(laid.first("after")!.page, 1)
        XCTAssertEqual(
            laid.first("after")!.y - laid.first("a20")!.y, 12, accuracy: 0.001)
        XCTAssertEqual(laid.texts().count, 20 + 2 + 1 + 40)
    }

    func testRowMovesOnIfOneOfItsColumnsCannotBegin() {
        let document = TestDocument()
        document.text(lines(12))
        let row = document.add(.row)
        document.text("x", in: row) { $0.width = Track(.fraction, 1) }
        document.text(lines(14, "y"), in: row) { $0.width = Track(.fraction, 1) }
        let laid = document.layOut()
        XCTAssertEqual(laid.first("x")!.page, 1)
        XCTAssertEqual(laid.first("y1")!.page, 1)
    }

    func testWhatIsHigherThanAPageIsReported() {
        let document = TestDocument()
        document.add(.chart) { $0.height = .points(240) }
        document.tree.charts.append(
            ChartBox(
                firstPoint: 0, pointCount: 0, height: .points(240), average: -1,
                averageText: .empty, highlightColor: .black, columnColor: .black,
                lineColor: .black, alternative: .empty))
        let laid = document.layOut()
        XCTAssertEqual(laid.pageCount, 1)
        XCTAssertEqual(laid.findings.map(\.kind), [.overflow])
        XCTAssertEqual(laid.findings.map(\.amount), [80_000])
    }
}
