import Foundation
import Primitives
import XCTest

final class TurnTests: XCTestCase {
    func testQuartersAreExact() {
        let one = Turn.one
        let rows: [(quarters: Int, sine: Int, cosine: Int, line: UInt)] = [
            (0, 0, one, #line), (1, one, 0, #line), (2, 0, -one, #line), (3, -one, 0, #line),
            (4, 0, one, #line), (-1, -one, 0, #line), (-6, 0, -one, #line),
        ]
        for row in rows {
            let turn = Turn(units: Turn.full.units / 4 * row.quarters)
            XCTAssertEqual(turn.sine, row.sine, line: row.line)
            XCTAssertEqual(turn.cosine, row.cosine, line: row.line)
        }
    }

    func testSineAndCosineAreNear() {
        for place in -500...5000 {
            let units = place * 214_749 + place % 7
            let angle = Double(units) / Double(Turn.full.units) * 2 * .pi
            let turn = Turn(units: units)
            let one = Double(Turn.one)
            XCTAssertEqual(Double(turn.sine), sin(angle) * one, accuracy: 8, "\(units)")
            XCTAssertEqual(Double(turn.cosine), cos(angle) * one, accuracy: 8, "\(units)")
        }
    }

    func testMirroredAnglesAgreeExactly() {
        for place in 0...1000 {
            let units = place * 268_435 + 1
            XCTAssertEqual(Turn(units: -units).sine, -Turn(units: units).sine)
            XCTAssertEqual(Turn(units: -units).cosine, Turn(units: units).cosine)
        }
    }
}
