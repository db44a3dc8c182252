import DocumentModel
import PageLayout
import Primitives
import XCTest

final class BoxTests: XCTestCase {
    func testFindingsNameTheFirstPathOfTheirBox() {
        let document = TestDocument()
        let box = document.add(.block) { $0.height = .points(10) }
        document.text("label", in: box)
        document.text("value", in: document.add(.block, in: box), path: 7)
        let findings = document.layOut().findings
        XCTAssertEqual(findings.map(\.kind), [.overflow])
        XCTAssertEqual(findings.map(\.path), [7])
        XCTAssertEqual(findings.map(\.amount), [14_000])
    }

    /// Found by random trees, seed 395.
    func testAnEmptyBoxHasNoGround() {
        let document = TestDocument()
        document.text("", in: document.add(.block) { $0.background = .white })
        document.text("x")
        XCTAssertEqual(document.layOut().items(.fill).count, 0)
    }

    /// What is painted of boxes in the flow comes before all text of their page, outer boxes first; of boxes
    /// at fixed places and of turned ones it stays with their content.
    func testGroundsComeBeforeText() {
        let document = TestDocument()
        document.text("um")
        let outer = document.add(.block) { $0.background = .rgb(1) }
        document.text("dois", in: outer)
        document.text("três", in: document.add(.block, in: outer) { $0.background = .rgb(2) })
        let region = document.add(.block) {
            $0.position = .region
            $0.region.left = .points(50)
            $0.region.top = .points(150)
            $0.region.width = .points(40)
            $0.region.height = .points(20)
            $0.background = .rgb(3)
        }
        document.text("quatro", in: region)
        let turned = document.add(.block) {
            $0.rotation = 90
            $0.background = .rgb(4)
        }
        document.text("cinco", in: turned)
        let pages = document.layOut().pages
        let order = pages.items.indices.map { index in
            let item = pages.items[index]
            return item.kind == .fill ? "\(item.color.packed)" : "\(item.kind)"
        }
        XCTAssertEqual(
            order, ["1", "2", "text", "text", "text", "3", "text", "push", "4", "text", "pop"])
    }

    private func points(_ length: Length) -> Double { length.points }

    func testMarginsAddAndGapsSeparate() {
        let document = TestDocument { $0.gap = .points(5) }
        document.text("um") { $0.margin.bottom = .points(3) }
        document.text("")
        document.text("dois") { $0.margin.top = .points(4) }
        let placed = document.layOut().placed()
        XCTAssertEqual(placed[1].y - placed[0].y, 12 + 3 + 5 + 4, accuracy: 0.001)
    }

    func testPaddingAndBordersTakeRoom() {
        let document = TestDocument()
        let box = document.add(.block) {
            $0.padding = Edges(
                top: .points(1), right: .points(2), bottom: .points(3), left: .points(4))
            $0.border = Edges(
                top: .points(5), right: .points(6), bottom: .points(7), left: .points(8))
            $0.background = .white
            $0.borderColor = .rgb(0xFF0000)
        }
        document.text("in", in: box)
        document.text("below")
        let laid = document.layOut()
        XCTAssertEqual(laid.first("in")!.x, 20 + 4 + 8)
        XCTAssertEqual(laid.first("below")!.y - laid.first("in")!.y, 12 + 3 + 7, accuracy: 0.001)
        let fills = laid.items(.fill)
        XCTAssertEqual(fills.map(\.y.points), [20, 20, 20, 20, 20 + 28 - 7])
        XCTAssertEqual(fills.map(\.x.points), [20, 20, 20, 174, 20])
        XCTAssertEqual(fills.map(\.width.points), [160, 160, 8, 6, 160])
        XCTAssertEqual(fills.map(\.height.points), [28, 5, 28, 28, 7])
        XCTAssertEqual(fills[0].color, .white)
        XCTAssertTrue(fills.dropFirst().allSatisfy { $0.color == .rgb(0xFF0000) && $0.box == -1 })
    }

    func testEqualBordersAreOneStroke() {
        let document = TestDocument()
        document.add(.block) {
            let side = Length.points(2)
            $0.border = Edges(top: side, right: side, bottom: side, left: side)
            $0.radius = .points(5)
            $0.height = .points(30)
            $0.borderLine = .dashed
        }
        let stroke = document.layOut().items(.stroke)[0]
        XCTAssertEqual(
            [stroke.x, stroke.y, stroke.width, stroke.height].map(points), [21, 21, 158, 28])
        XCTAssertEqual([stroke.spacing, stroke.size].map(points), [2, 4])
        XCTAssertEqual(stroke.dash, .dashed)
    }

    func testHeights() {
        let rows: [(height: Double, minimum: Double, next: Double, excess: Int32, line: UInt)] = [
            (0, 0, 24, 0, #line), (0, 40, 40, 0, #line), (30, 0, 30, 0, #line),
            (18, 0, 18, 6000, #line),
        ]
        for row in rows {
            let document = TestDocument()
            let box = document.add(.block) {
                $0.height = .points(row.height)
                $0.minimumHeight = .points(row.minimum)
            }
            document.text("um\ndois", in: box)
            document.add(.block) {
                $0.background = .black
                $0.height = .points(1)
            }
            let laid = document.layOut()
            XCTAssertEqual(laid.items(.fill)[0].y.points, 20 + row.next, line: row.line)
            let expected = row.excess > 0 ? [row.excess] : []
            XCTAssertEqual(laid.findings.map(\.amount), expected, line: row.line)
            XCTAssertTrue(laid.findings.allSatisfy { $0.kind == .overflow }, line: row.line)
        }
    }

    func testTooWideBoxIsReported() {
        let document = TestDocument()
        document.add(.block) {
            $0.width = Track(.fixed, 170_000)
            $0.height = .points(5)
        }
        let found = document.layOut().findings
        XCTAssertEqual(found.map(\.kind), [.tooWide])
        XCTAssertEqual(found.map(\.amount), [10_000])
    }

    func testRuleIsItsTopBorder() {
        let document = TestDocument()
        document.add(.rule, role: .artifact) {
            $0.border.top = .points(0.5)
            $0.margin.top = .points(2)
        }
        document.add(.rule, role: .artifact) {
            $0.border.top = .points(1)
            $0.borderLine = .dashed
        }
        let laid = document.layOut()
        let fill = laid.items(.fill)[0]
        XCTAssertEqual([fill.x, fill.y, fill.width, fill.height].map(points), [20, 22, 160, 0.5])
        let line = laid.items(.line)[0]
        XCTAssertEqual(
            [line.y, line.width, line.height, line.spacing].map(points), [23, 160, 0, 1])
        XCTAssertEqual(line.dash, .dashed)
    }

    func testNeighboursShareBaselines() {
        let document = TestDocument()
        let row = document.add(.row)
        document.text("um", in: row) { $0.width = Track(.fraction, 1) }
        document.text("dois", in: row) {
            $0.width = Track(.fraction, 1)
            $0.font = 1
        }
        let placed = document.layOut().placed()
        XCTAssertEqual(placed[0].y, placed[1].y, accuracy: 0.001)
    }

    func testReadingOrderIsTreeOrder() {
        let document = TestDocument()
        let box = document.add(.block) { $0.background = .white }
        document.text("um", in: box)
        document.text("dois")
        let laid = document.layOut()
        XCTAssertEqual(laid.pages.items[0].kind, .fill)
        XCTAssertEqual(laid.texts(), ["um", "dois"])
        XCTAssertEqual(laid.placed().map(\.item.box), [2, 3])
    }

    func testEmptyDocumentIsOnePage() {
        let laid = TestDocument().layOut()
        XCTAssertEqual(laid.pageCount, 1)
        XCTAssertEqual(laid.pages.items.count, 0)
    }
}
