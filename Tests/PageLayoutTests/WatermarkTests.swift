import DocumentModel
import Primitives
import XCTest

@testable import PageLayout

/// Watermarks, backgrounds, links around boxes, frames.
final class WatermarkTests: XCTestCase {
    private func mark(
        _ document: TestDocument, _ pages: Watermark.Pages = .all, above: Bool = false,
        text: String = "PAID"
    ) {
        let id = document.running { _, document in
            let box = document.looseBlock { $0.rotation = 330 }
            if !text.isEmpty { document.text(text, in: box) { $0.align = .center } }
            return box
        }
        document.watermarks.append(Watermark(running: id, pages: pages, isAbove: above))
    }

    private func kinds(_ laidOut: LaidOut, page: Int = 0) -> [ItemKind] {
        let page = laidOut.pages.pages[page]
        return (page.firstItem..<page.firstItem + page.itemCount).map {
            laidOut.pages.items[$0].kind
        }
    }

    private func symbol(in document: TestDocument) {
        document.tree.symbols.append(
            SymbolBox(
                columns: 20, rows: 20, quietZone: 4, firstRect: 0, rectCount: 0,
                width: .points(20), height: .points(20), reservesQuietZone: true, payload: .empty,
                alternative: .empty))
        document.add(.symbol, first: document.tree.symbols.count - 1)
    }

    func testStandsInTheMiddleBelowTheText() throws {
        let document = TestDocument()
        mark(document)
        document.text("body")
        let laidOut = document.layOut()
        XCTAssertEqual(laidOut.texts(), ["PAID", "body"])
        XCTAssertEqual(
            kinds(laidOut), [.beginArtifact, .push, .text, .pop, .endArtifact, .text])
        let push = laidOut.items(.push)[0]
        XCTAssertEqual([push.x, push.y], [.points(100), .points(100)])
        XCTAssertEqual(try XCTUnwrap(laidOut.first("PAID")).item.box, -1)
    }

    func testStandsOnItsPages() {
        let rows: [(pages: Watermark.Pages, expected: [Int], line: UInt)] = [
            (.all, [0, 1, 2], #line), (.first, [0], #line), (.rest, [1, 2], #line),
            (.last, [2], #line),
        ]
        for row in rows {
            let document = TestDocument()
            mark(document, row.pages)
            for text in ["one", "two", "three"] { document.text(text) { $0.breakBefore = .page } }
            let laidOut = document.layOut()
            XCTAssertEqual(laidOut.pageCount, 3, line: row.line)
            let found = (0..<3).filter { laidOut.texts(page: $0).contains("PAID") }
            XCTAssertEqual(found, row.expected, line: row.line)
        }
    }

    func testOneWithoutContentLeavesThePageAsItIs() {
        let plain = TestDocument()
        plain.text("body")
        let document = TestDocument()
        mark(document, text: "")
        document.text("body")
        XCTAssertEqual(document.layOut().dump, plain.layOut().dump)
    }

    func testSymbolsKeepWhiteGround() {
        let document = TestDocument()
        mark(document)
        symbol(in: document)
        let laidOut = document.layOut()
        XCTAssertEqual(
            kinds(laidOut), [.beginArtifact, .push, .text, .pop, .endArtifact, .fill, .symbol])
        let ground = laidOut.items(.fill)[0]
        XCTAssertEqual(ground.color, .white)
        XCTAssertEqual([ground.x, ground.y], [.points(20), .points(20)])
        XCTAssertEqual([ground.width, ground.height], [.points(28), .points(28)])
    }

    func testSymbolsArePaintedAfterWhatStandsOverThePage() {
        let document = TestDocument()
        mark(document, above: true)
        symbol(in: document)
        document.text("body")
        XCTAssertEqual(
            kinds(document.layOut()),
            [.text, .beginArtifact, .push, .text, .pop, .endArtifact, .fill, .symbol])
    }

    /// The cross of a Swiss code stays over its modules.
    func testMarksOfSymbolsStayOverThem() {
        for (above, start) in [(false, 5), (true, 6)] {
            let document = TestDocument()
            mark(document, above: above)
            symbol(in: document)
            document.tree.symbols[0].mark = .swissCross
            document.text("body")
            let all = kinds(document.layOut())
            XCTAssertEqual(
                all.dropFirst(start).filter { $0 != .text },
                [.fill, .symbol, .fill, .fill, .fill, .fill], "\(all)")
        }
    }

    func testTurnedSymbolsKeepClearToo() {
        let document = TestDocument()
        mark(document, above: true)
        document.tree.symbols.append(
            SymbolBox(
                columns: 20, rows: 20, quietZone: 4, firstRect: 0, rectCount: 0,
                width: .points(20), height: .points(20), reservesQuietZone: true, payload: .empty,
                alternative: .empty))
        document.add(.symbol) { $0.rotation = 90 }
        XCTAssertEqual(
            kinds(document.layOut()).suffix(6), [.push, .fill, .pop, .push, .symbol, .pop])
    }

    func testPagesWithoutAMarkStayAsTheyAre() {
        let document = TestDocument()
        mark(document, .first)
        document.text("one")
        document.add(.block) { $0.breakBefore = .page }
        symbol(in: document)
        document.text("two") { $0.breakBefore = .page }
        let laidOut = document.layOut()
        XCTAssertEqual(laidOut.items(.fill, page: laidOut.pageCount - 1).count, 0)
    }

    func testBackgroundLiesBelowHeaderAndBody() {
        let document = TestDocument()
        document.background = document.running { _, document in
            let box = document.looseBlock { $0.background = .rgb(0xEEEEEE) }
            document.text("ground", in: box)
            return box
        }
        document.header = document.running { _, document in
            let box = document.looseBlock()
            document.text("header", in: box)
            return box
        }
        document.text("body")
        document.text("next") { $0.breakBefore = .page }
        let laidOut = document.layOut()
        XCTAssertEqual(laidOut.texts(page: 0), ["ground", "header", "body"])
        XCTAssertEqual(laidOut.texts(page: 1), ["ground", "header", "next"])
        let ground = laidOut.items(.fill, page: 1)[0]
        XCTAssertEqual([ground.x, ground.y], [.zero, .zero])
        XCTAssertEqual([ground.width, ground.height], [.points(200), .points(200)])
        XCTAssertEqual(ground.box, -1)
    }

    func testBackgroundHigherThanThePaperIsOneFinding() {
        let document = TestDocument()
        document.background = document.running { _, document in
            let box = document.looseBlock()
            document.add(.spacer, in: box) { $0.height = .points(300) }
            return box
        }
        document.text("one")
        document.text("two") { $0.breakBefore = .page }
        XCTAssertEqual(document.layOut().findings.map(\.kind), [.overflow])
    }

    func testPagesOfEverything() throws {
        let document = TestDocument()
        mark(document, .first)
        mark(document, .rest, above: true, text: "COPY")
        document.background = document.running { context, document in
            let box = document.looseBlock()
            document.text("page \(context.page) of \(context.pageCount)", in: box) {
                $0.rotation = 270
            }
            return box
        }
        document.text("label") { ($0.rotation, $0.background) = (90, .rgb(0xEEEEEE)) }
        symbol(in: document)
        document.text("frame") {
            $0.breakBefore = .page
            $0.border = Edges(
                top: .points(1), right: .points(1), bottom: .points(1), left: .points(1))
            $0.borderLine = .dotted
        }
        symbol(in: document)
        try assertGolden(document.layOut().dump, "pages/drawing.txt")
    }

    // MARK: Links

    func testLinkAroundBoxesCoversThemAndIsNotDivided() throws {
        let document = TestDocument()
        document.tree.links.append(document.append("https://a.example"))
        document.text("1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11")
        let box = document.add(.block)
        document.tree.boxes[box].first = 1
        for text in ["one", "two", "three", "four"] { document.text(text, in: box) }
        let laidOut = document.layOut()
        XCTAssertEqual(laidOut.items(.link, page: 0).count, 0)
        let link = laidOut.items(.link, page: 1)[0]
        XCTAssertEqual([link.x, link.y], [.points(20), .points(20)])
        XCTAssertEqual([link.width, link.height], [.points(160), .points(48)])
        XCTAssertEqual(link.index, 0)
    }

    func testLinkOfSeveralStylesIsOneRectangleALine() throws {
        let document = TestDocument()
        document.tree.links.append(document.append("https://a.example"))
        let box = document.add(.paragraph)
        document.begin(box)
        document.inline("plain ", of: box)
        document.inline("one ", of: box, link: 0)
        document.inline("two ", of: box, link: 0) { $0.font = 1 }
        document.inline("three", of: box, link: 0) { $0.isUnderlined = true }
        document.lineBreak(box)
        document.inline("four", of: box, link: 0)
        let laidOut = document.layOut()
        let links = laidOut.items(.link)
        XCTAssertEqual(links.count, 2)
        let (first, last) = (laidOut.first("one "), laidOut.first("three"))
        XCTAssertEqual(links[0].x.points, try XCTUnwrap(first).x, accuracy: 0.01)
        XCTAssertEqual(
            (links[0].x + links[0].width).points, try XCTUnwrap(last).right, accuracy: 0.01)
        XCTAssertLessThan(links[0].y, links[1].y)
    }

    // MARK: Frames

    func testInterruptedFrameClosesItsCorners() {
        for line in [BorderLine.dashed, .dotted] {
            let document = TestDocument()
            document.text("x") {
                $0.border = Edges(
                    top: .points(2), right: .points(2), bottom: .points(2), left: .points(2))
                $0.borderLine = line
            }
            let lines = document.layOut().items(.line)
            XCTAssertEqual(lines.count, 4)
            for item in lines {
                let length = max(item.width, item.height).points
                let dash = line == .dashed ? 6.0 : 2
                let period = dash + item.size.points
                // A whole number of periods, and one dash more.
                let periods = (length - dash) / period
                XCTAssertEqual(periods, periods.rounded(), accuracy: 0.05)
                XCTAssertEqual(item.size.points, line == .dashed ? 4 : 2, accuracy: 1.5)
            }
        }
    }

    func testRoundInterruptedFrameIsOneStroke() {
        let document = TestDocument()
        document.text("x") {
            $0.border = Edges(
                top: .points(1), right: .points(1), bottom: .points(1), left: .points(1))
            $0.borderLine = .dashed
            $0.radius = .points(3)
        }
        let laidOut = document.layOut()
        XCTAssertEqual(laidOut.items(.line).count, 0)
        XCTAssertEqual(laidOut.items(.stroke).count, 1)
    }
}
