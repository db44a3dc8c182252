import DocumentModel
import Primitives
import XCTest

@testable import PageLayout

/// Turned boxes: what they take in the flow, and where they are drawn.
final class TurningTests: XCTestCase {
    private func near(
        _ a: Double, _ b: Double, _ what: String = "", line: UInt = #line
    ) {
        XCTAssertEqual(a, b, accuracy: 0.01, what, line: line)
    }

    func testQuarterTakesItsHeightAsWidth() throws {
        for degrees: Int16 in [90, 270] {
            let document = TestDocument()
            let row = document.add(.row)
            document.text("Turned", in: row) { $0.rotation = degrees }
            document.text("beside", in: row) { $0.width = Track(.fraction, 1000) }
            document.text("below")
            let laidOut = document.layOut()
            let width = try XCTUnwrap(laidOut.first("Turned")).width
            let beside = try XCTUnwrap(laidOut.first("beside"))
            let below = try XCTUnwrap(laidOut.first("below"))
            // One line of 12 points is what the label is wide; its length is the row's height.
            near(beside.x, 20 + 12)
            XCTAssertEqual(below.y - beside.y, width, accuracy: 0.01)
            let push = laidOut.items(.push)[0]
            XCTAssertEqual(push.index, Int32(degrees))
            near(push.x.points, 26)
            near(push.y.points, 20 + width / 2)
            XCTAssertEqual(laidOut.findings, [])
        }
    }

    func testTurnedTextStandsUprightAroundItsMiddle() throws {
        let document = TestDocument()
        document.text("Turned") {
            $0.rotation = 90
            $0.width = Track(.fixed, 60_000)
        }
        let laidOut = document.layOut()
        let text = try XCTUnwrap(laidOut.first("Turned"))
        let push = laidOut.items(.push)[0]
        near(push.x.points, 26)
        near(push.y.points, 50)
        near(text.x, push.x.points - 30)
        let baseline = text.y - (push.y.points - 6)
        XCTAssertTrue((6...11).contains(baseline), "\(baseline)")
        let kinds = laidOut.pages.items.indices.map { laidOut.pages.items[$0].kind }
        XCTAssertEqual(kinds, [.push, .text, .pop])
    }

    func testHalfTurnTakesWhatItTakesUpright() throws {
        let document = TestDocument()
        document.text("one\ntwo") { $0.rotation = 180 }
        document.text("below")
        let laidOut = document.layOut()
        let push = laidOut.items(.push)[0]
        near(push.x.points, 100)
        near(push.y.points, 32)
        let upright = TestDocument()
        upright.text("one\ntwo")
        upright.text("below")
        near(try XCTUnwrap(laidOut.first("below")).y, upright.layOut().first("below")!.y)
    }

    func testTurnedBoxIsNotDivided() throws {
        let document = TestDocument()
        document.text("1\n2\n3\n4\n5\n6\n7\n8\n9\n10")
        document.text("one\ntwo\nthree\nfour\nfive") { $0.rotation = 180 }
        let laidOut = document.layOut()
        XCTAssertEqual(laidOut.texts(page: 0).count, 10)
        XCTAssertEqual(laidOut.texts(page: 1), ["one", "two", "three", "four", "five"])
        XCTAssertEqual(laidOut.items(.push, page: 1).count, 1)
    }

    func testTurnedBoxLongerThanThePageIsAFinding() {
        let document = TestDocument()
        document.text("x") {
            $0.rotation = 90
            $0.width = Track(.fixed, 500_000)
        }
        XCTAssertEqual(document.layOut().findings.map(\.kind), [.overflow])
    }

    func testBoxesInTurnedBoxes() throws {
        let document = TestDocument()
        let outer = document.add(.block) { $0.rotation = 90 }
        document.text("inner", in: outer) { $0.rotation = 270 }
        document.text("next", in: outer)
        let laidOut = document.layOut()
        let kinds = laidOut.pages.items.indices.map { laidOut.pages.items[$0].kind }
        XCTAssertEqual(kinds, [.push, .push, .text, .pop, .text, .pop])
        // The inner one takes 12 points as its width, so the outer one is as long as “next” asks for.
        let next = try XCTUnwrap(laidOut.first("next")).width
        near(laidOut.items(.push)[0].y.points, 20 + next / 2)
    }

    func testRegionIsTurnedAtItsPlaceByAnyAngle() throws {
        let document = TestDocument()
        let region = document.add(.block) {
            $0.position = .region
            $0.region.left = .points(50)
            $0.region.top = .points(60)
            $0.region.width = .points(80)
            $0.rotation = 30
        }
        document.text("stamp", in: region)
        let laidOut = document.layOut()
        let push = laidOut.items(.push)[0]
        XCTAssertEqual(push.index, 30)
        near(push.x.points, 90)
        near(push.y.points, 66)
        near(try XCTUnwrap(laidOut.first("stamp")).x, 50)
    }

    func testLinksAreClickableWhereTheyAreTurnedTo() {
        let rows: [(degrees: Int16, width: Double, height: Double, line: UInt)] = [
            (90, 12, 60, #line), (270, 12, 60, #line), (180, 60, 12, #line),
        ]
        for row in rows {
            let document = TestDocument()
            document.tree.links.append(document.append("https://a.example"))
            let box = document.add(.block) {
                $0.rotation = row.degrees
                $0.width = Track(.fixed, 60_000)
                $0.height = .points(12)
            }
            document.tree.boxes[box].first = 1
            document.text("x", in: box)
            let laidOut = document.layOut()
            let link = laidOut.items(.link)[0]
            near(link.x.points, 20, line: row.line)
            near(link.y.points, 20, line: row.line)
            near(link.width.points, row.width, line: row.line)
            near(link.height.points, row.height, line: row.line)
        }
    }

    func testBordersOfTurnedBoxesDoNotGoOnFromOthers() {
        let document = TestDocument()
        let row = document.add(.row)
        for degrees: Int16 in [0, 180] {
            document.text("x", in: row) {
                $0.width = Track(.fixed, 40_000)
                $0.rotation = degrees
                $0.border.top = .points(1)
            }
        }
        XCTAssertEqual(document.layOut().items(.fill).map(\.width), [.points(40), .points(40)])
    }
}
