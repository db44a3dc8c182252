import DocumentModel
import PageLayout
import Primitives
import XCTest

/// Boxes at the foot of a page and boxes at fixed places.
final class FootTests: XCTestCase {
    private func lines(_ count: Int) -> String {
        (1...count).map { "l\($0)" }.joined(separator: "\n")
    }

    private func foot(_ document: TestDocument, in parent: Int? = nil, text: String = "foot") {
        let box = document.add(.block, in: parent) {
            $0.position = .bottom
            $0.background = .white
        }
        document.text(text, in: box)
    }

    func testStandsAtTheFootAndTheFlowEndsAbove() {
        let document = TestDocument()
        foot(document, text: "foot\nof\nthe page")
        document.text(lines(12))
        let laid = document.layOut()
        let ground = laid.items(.fill)[0]
        XCTAssertEqual([ground.y.points, ground.height.points], [144, 36])
        XCTAssertEqual(laid.texts(page: 0).count, 10 + 3)
        XCTAssertEqual(laid.texts(page: 1), ["l11", "l12"])
        XCTAssertEqual(laid.texts(page: 0).suffix(3), ["foot", "of", "the page"])
    }

    func testGoesToTheNextPageIfItDoesNotFit() {
        let document = TestDocument()
        document.text(lines(9))
        let box = document.add(.block)
        document.text("flow\nflow", in: box)
        foot(document, in: box, text: "foot\nof\nthe page")
        document.text("last")
        let laid = document.layOut()
        XCTAssertEqual(laid.texts(page: 0).suffix(3), ["flow", "flow", "last"])
        XCTAssertEqual(laid.texts(page: 1), ["foot", "of", "the page"])
        XCTAssertEqual(laid.items(.fill)[0].y, .points(144))
    }

    func testFlowOfTheNextPageEndsAboveIt() {
        let document = TestDocument()
        document.text(lines(12))
        let box = document.add(.block)
        document.text((1...20).map { "m\($0)" }.joined(separator: "\n"), in: box)
        foot(document, in: box)
        let laid = document.layOut()
        XCTAssertEqual(laid.first("foot")!.page, 1)
        XCTAssertEqual(laid.texts(page: 1).count, 12 + 1)
        XCTAssertEqual(laid.texts(page: 2).count, 8)
    }

    func testSeveralStandAboveOneAnother() {
        let document = TestDocument()
        foot(document, text: "a")
        foot(document, text: "b")
        let box = document.add(.block)
        document.text("flow", in: box)
        foot(document, in: box, text: "c")
        let laid = document.layOut()
        let ys = ["a", "b", "c"].map { laid.first($0)!.y }
        XCTAssertEqual(ys[1] - ys[0], 12, accuracy: 0.001)
        XCTAssertEqual(ys[0] - ys[2], 12, accuracy: 0.001)
    }

    func testHigherThanAPageIsReported() {
        let document = TestDocument()
        document.text("flow")
        foot(document, text: lines(14))
        let laid = document.layOut()
        XCTAssertEqual(laid.findings.map(\.kind), [.bottomDoesNotFit])
        XCTAssertEqual(laid.findings.map(\.amount), [8000])
        XCTAssertEqual(laid.first("flow")!.page, 0)
    }

    private func region(
        _ document: TestDocument, in parent: Int? = nil, text: String, height: Double
    ) {
        let box = document.add(.block, in: parent) {
            $0.position = .region
            $0.region.left = .points(100)
            $0.region.top = .points(50)
            $0.region.width = .points(60)
            $0.region.height = .points(height)
        }
        document.text(text, in: box)
    }

    func testRegionStandsWhereItsStyleSays() {
        let document = TestDocument()
        document.text("a")
        document.add(.pageBreak)
        let box = document.add(.block)
        region(document, in: box, text: "there", height: 0)
        document.text("b", in: box)
        let laid = document.layOut()
        let placed = laid.first("there")!
        XCTAssertEqual(placed.page, 1)
        XCTAssertEqual(placed.x, 100)
        XCTAssertEqual(placed.y - laid.first("b")!.y, 30, accuracy: 0.001)
        XCTAssertEqual(laid.findings, [])
    }

    func testRegionThatLeavesThePaperIsReported() {
        // The paper is 200 pt square; two lines are 24 pt high.
        typealias Place = (left: Double, top: Double, width: Double)
        let rows: [(place: Place, kinds: [LayoutFinding.Kind], amounts: [Int32], line: UInt)] = [
            ((0, 0, 200), [], [], #line), ((140, 176, 60), [], [], #line),
            ((140.5, 176, 60), [.tooWide], [500], #line),
            ((-3, 10, 60), [.tooWide], [3000], #line),
            ((140, 177, 60), [.overflow], [1000], #line),
            ((140, -2, 60), [.overflow], [2000], #line),
            ((150, 190, 60), [.tooWide, .overflow], [10_000, 14_000], #line),
        ]
        for row in rows {
            let document = TestDocument()
            let box = document.add(.block) {
                $0.position = .region
                $0.region.left = .points(row.place.left)
                $0.region.top = .points(row.place.top)
                $0.region.width = .points(row.place.width)
            }
            document.text("a\nb", in: box)
            let findings = document.layOut().findings
            XCTAssertEqual(findings.map(\.kind), row.kinds, line: row.line)
            XCTAssertEqual(findings.map(\.amount), row.amounts, line: row.line)
        }
    }

    func testRegionOverflowIsReported() {
        let rows: [(text: String, height: Double, kinds: [LayoutFinding.Kind], line: UInt)] = [
            ("um dois\ntrês", 24, [], #line), ("um dois\ntrês", 20, [.overflow], #line),
            ("Pneumoultramicroscopicossilicovulcano", 100, [.brokenWord], #line),
        ]
        for row in rows {
            let document = TestDocument()
            region(document, text: row.text, height: row.height)
            XCTAssertEqual(document.layOut().findings.map(\.kind), row.kinds, line: row.line)
        }
    }
}
