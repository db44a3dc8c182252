import DocumentModel
import Primitives
import TestSupport
import XCTest

@testable import PageLayout

/// What holds for turned boxes wherever they stand, tried on random documents.
final class RandomTurningTests: XCTestCase {
    private struct Place {
        var page: Int
        var left, top, right, bottom: Double

        func overlaps(_ other: Place) -> Bool {
            page == other.page && left < other.right - 0.02 && other.left < right - 0.02
                && top < other.bottom - 0.02 && other.top < bottom - 0.02
        }
    }

    func testTurnedBoxesStayOnThePageAndApart() {
        for seed in 1...300 {
            var random = SeededRandom(seed: UInt64(seed))
            let document = TestDocument()
            var expected: [String] = []
            for number in 0..<Int.random(in: 3...14, using: &random) {
                let parent = Bool.random(using: &random) ? document.add(.row) : document.root
                for part in 0..<Int.random(in: 1...3, using: &random) {
                    let text = "b\(number)p\(part)"
                    expected.append(text)
                    let degrees: Int16 = [0, 90, 180, 270][Int.random(in: 0...3, using: &random)]
                    let gap = Double(Int.random(in: 0...6, using: &random))
                    document.text(text, in: parent) {
                        $0.rotation = degrees
                        $0.background = .rgb(0xDDDDDD)
                        $0.padding = Edges(
                            top: .points(gap), right: .points(1), bottom: .zero, left: .points(gap))
                        $0.margin.top = .points(gap / 2)
                    }
                }
            }
            let laidOut = document.layOut()
            XCTAssertEqual(laidOut.findings, [], "seed \(seed)")
            XCTAssertEqual(laidOut.texts().sorted(), expected.sorted(), "seed \(seed)")
            check(places(laidOut), seed)
            if testRun!.failureCount > 0 { return }
        }
    }

    private func check(_ places: [Place], _ seed: Int) {
        for (index, place) in places.enumerated() {
            XCTAssertGreaterThanOrEqual(place.left, 19.98, "seed \(seed)")
            XCTAssertGreaterThanOrEqual(place.top, 19.98, "seed \(seed)")
            XCTAssertLessThanOrEqual(place.right, 180.02, "seed \(seed)")
            XCTAssertLessThanOrEqual(place.bottom, 180.02, "seed \(seed)")
            for other in places[..<index] {
                XCTAssertFalse(place.overlaps(other), "seed \(seed): \(place) \(other)")
            }
        }
    }

    /// Where the grounds of all boxes are painted, turned as a reader turns them.
    private func places(_ laidOut: LaidOut) -> [Place] {
        var places: [Place] = []
        for number in laidOut.pages.pages.indices {
            let page = laidOut.pages.pages[number]
            var turn: PageItem?
            for index in page.firstItem..<page.firstItem + page.itemCount {
                let item = laidOut.pages.items[index]
                switch item.kind {
                case .push: turn = item
                case .pop: turn = nil
                case .fill: places.append(place(item, turn, number))
                default: break
                }
            }
        }
        return places
    }

    private func place(_ item: PageItem, _ turn: PageItem?, _ page: Int) -> Place {
        let center =
            turn
            ?? PageItem(
                kind: .push, box: -1, x: .zero, y: .zero, width: .zero, height: .zero, color: .none)
        let (sine, cosine) = sineCosine(degrees: Double(center.index))
        var place = Place(page: page, left: 1e9, top: 1e9, right: -1e9, bottom: -1e9)
        for (x, y) in [(item.x, item.y), (item.x + item.width, item.y + item.height)] {
            let (dx, dy) = ((x - center.x).points, (y - center.y).points)
            let turnedX = center.x.points + dx * cosine - dy * sine
            let turnedY = center.y.points + dx * sine + dy * cosine
            (place.left, place.right) = (min(place.left, turnedX), max(place.right, turnedX))
            (place.top, place.bottom) = (min(place.top, turnedY), max(place.bottom, turnedY))
        }
        return place
    }
}
