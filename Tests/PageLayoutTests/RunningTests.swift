import DocumentModel
import PageLayout
import Primitives
import XCTest

/// Headers and footers.
final class RunningTests: XCTestCase {
    private func lines(_ count: Int) -> String {
        (1...count).map { "l\($0)" }.joined(separator: "\n")
    }

    private func band(
        _ text: @escaping (RunningContext) -> String
    ) -> (
        RunningContext, TestDocument
    ) -> Int {
        { context, document in
            let box = document.looseBlock()
            document.text(text(context), in: box)
            return box
        }
    }

    func testPageXOfY() {
        let document = TestDocument()
        document.footer = document.running(band { "page \($0.page) of \($0.pageCount)" })
        document.text(lines(30))
        let laid = document.layOut()
        XCTAssertEqual(laid.pageCount, 3)
        for page in 0..<3 {
            let last = laid.placed(page: page).last!
            XCTAssertEqual(last.text, "page \(page + 1) of 3")
            XCTAssertEqual(last.item.box, -1)
        }
        XCTAssertEqual(laid.texts(page: 0).count, 12 + 1)
    }

    func testHeaderStandsAboveTheBody() {
        let document = TestDocument()
        document.header = document.running(band { _ in "head\nhead" })
        document.text(lines(12))
        let laid = document.layOut()
        XCTAssertEqual(laid.texts(page: 0), ["head", "head"] + (1...10).map { "l\($0)" })
        let ys = laid.placed(page: 0).map(\.y)
        XCTAssertEqual(ys[2] - ys[1], 12, accuracy: 0.001)
        XCTAssertEqual(laid.texts(page: 1), ["head", "head", "l11", "l12"])
    }

    func testWhatIsTheSameOnEveryPageIsMadeOnce() {
        var laid: [[[String]]] = []
        for isSteady in [true, false] {
            let document = TestDocument()
            document.header = document.running(band { _ in "head\nhead" })
            document.footer = document.running(band { "page \($0.page) of \($0.pageCount)" })
            document.steadyElements = [isSteady]
            document.text(lines(30))
            let pages = document.layOut()
            XCTAssertEqual(pages.pageCount, 3)
            let made = (0..<2).map { id in document.contexts.count { $0.id == id } }
            XCTAssertEqual(made, isSteady ? [1, 5] : [5, 5], "measured for two pages, and drawn")
            laid.append(
                (0..<3).map { page in pages.placed(page: page).map { "\($0.x) \($0.y) \($0.text)" }
                })
            XCTAssertEqual(pages.texts(page: 2).first, "head")
            XCTAssertEqual(pages.texts(page: 2).last, "page 3 of 3")
        }
        XCTAssertEqual(laid[0], laid[1])
    }

    /// Where the document is placed again, what a head made once was found to have is found again.
    func testFindingsOfWhatIsMadeOnceAreKept() {
        for isSteady in [true, false] {
            for isPlacedAgain in [true, false] {
                let document = TestDocument()
                document.header = document.running(band { _ in "a\u{4E2D}b" })
                document.steadyElements = [isSteady]
                if isPlacedAgain {
                    document.lastPage = (-1, -1, document.margin)
                } else {
                    let block = document.add(.block) { $0.isOptional = true }
                    document.text("optional", in: block)
                }
                document.text(lines(30))
                XCTAssertEqual(
                    document.layOut().findings.map(\.kind), [.script],
                    "\(isSteady) \(isPlacedAgain)")
            }
        }
    }

    func testHeaderThatLeavesNoRoomIsCut() {
        // Inside the margins 160 pt: what leaves the body less than a third, 53.333 pt, is cut to a third.
        for (height, finds) in [(8, false), (9, true), (400, true)] {
            let document = TestDocument()
            document.header = document.running(band { _ in self.lines(height) })
            document.text(lines(30))
            let laid = document.layOut()
            XCTAssertEqual(laid.findings.map(\.kind), finds ? [.overflow] : [], "\(height)")
            XCTAssertEqual(laid.pageCount, finds ? 4 : 6, "\(height)")
            XCTAssertEqual(laid.texts(page: 2).contains("l\(height)"), !finds, "\(height)")
        }
    }

    func testThePagesEnd() {
        let document = TestDocument()
        document.text(lines(100))
        let laid = document.layOut(pageLimit: 3)
        XCTAssertEqual(laid.pageCount, 3)
        XCTAssertEqual(laid.findings.map(\.kind), [.tooManyPages])
        XCTAssertEqual(laid.findings.map(\.amount), [3])
        XCTAssertEqual(laid.placed().count, 100)
    }

    func testOfEachKindSomeFindingsAreTold() {
        let document = TestDocument()
        for _ in 0..<80 { document.text("\u{1F600}") }
        XCTAssertEqual(
            document.layOut().findings.map(\.kind),
            Array(repeating: .missingGlyph, count: 50))
    }

    func testHeightIsThatOfTheLongestPageNumber() {
        let document = TestDocument()
        document.header = document.running(
            band { $0.pageCount > 99 ? "one\ntwo" : "one" })
        document.text("body")
        let laid = document.layOut()
        let ys = laid.placed().map(\.y)
        XCTAssertEqual(ys[1] - ys[0], 24, accuracy: 0.001)
    }

    func testMastersOfFirstAndOtherPages() {
        let document = TestDocument()
        document.footer = document.running(band { _ in "first" })
        document.restFooter = document.running(band { _ in "rest\nrest" })
        document.text(lines(30))
        let laid = document.layOut()
        XCTAssertEqual(laid.texts(page: 0).suffix(1), ["first"])
        XCTAssertEqual(laid.texts(page: 0).count, 13)
        XCTAssertEqual(laid.texts(page: 1).suffix(2), ["rest", "rest"])
        XCTAssertEqual(laid.texts(page: 1).count, 11 + 2)
    }

    func testFoldMarksStandAtTheirPlaceOnEachPage() {
        let document = TestDocument()
        document.header = document.running { _, document in
            let box = document.looseBlock()
            let region = document.add(.block, in: box) {
                $0.position = .region
                $0.region.left = .points(2)
                $0.region.top = .points(66)
                $0.region.width = .points(10)
            }
            document.add(.rule, in: region, role: .artifact) { $0.border.top = .points(0.25) }
            return box
        }
        document.text(lines(20))
        let laid = document.layOut()
        for page in 0..<2 {
            let mark = laid.items(.fill, page: page)[0]
            XCTAssertEqual([mark.x.points, mark.y.points, mark.width.points], [2, 66, 10])
        }
        XCTAssertEqual(laid.texts(page: 0).count, 13)
    }

    func testLinksOfRunningContent() {
        let document = TestDocument()
        document.footer = document.running { _, document in
            let box = document.looseBlock()
            let paragraph = document.add(.paragraph, in: box)
            document.begin(paragraph)
            document.tree.links.append(document.append("https://vivaz.example"))
            document.inline("site", of: paragraph, link: document.tree.links.count - 1)
            return box
        }
        document.text("body")
        let laid = document.layOut()
        let link = laid.items(.link)[0]
        XCTAssertEqual(
            laid.tree.bytes(laid.tree.links[Int(link.index)]).string, "https://vivaz.example")
        XCTAssertEqual(link.width, laid.first("site")!.item.width)
    }

    func testFindingsOfRunningContentComeOnce() {
        let document = TestDocument()
        document.footer = document.running(band { "page \($0.page) \u{10D0}" })
        document.text(lines(30))
        let laid = document.layOut()
        XCTAssertEqual(laid.pageCount, 3)
        XCTAssertEqual(laid.findings.map(\.kind), [.missingGlyph])
    }
}
