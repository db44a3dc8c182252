import Primitives
import XCTest

final class LengthTests: XCTestCase {
    private let most = Length(milliPoints: .max)
    private let least = Length(milliPoints: .min)

    func testMillimetresAreRoundedToThousandths() {
        XCTAssertEqual(Length.millimetres(210).milliPoints, 595_276)
        XCTAssertEqual(Length.millimetres(-210).milliPoints, -595_276)
        XCTAssertEqual(Length.millimetres(25.4), .points(72))
    }

    func testPointsAreRoundedAwayFromZeroAtHalves() {
        let rows: [(points: Double, milliPoints: Int32, line: UInt)] = [
            (0, 0, #line), (1, 1000, #line), (-1, -1000, #line), (0.25, 250, #line),
            (0.0004, 0, #line), (-0.0004, 0, #line), (0.0005, 1, #line), (-0.0005, -1, #line),
            (0.0006, 1, #line), (-0.0006, -1, #line), (1.2344, 1234, #line),
            (-1.2346, -1235, #line), (12.0625, 12_063, #line), (-12.0625, -12_063, #line),
            (2_147_483.647, .max, #line), (-2_147_483.648, .min, #line),
            (2_147_484, .max, #line), (-2_147_484, .min, #line), (1e300, .max, #line),
            (-.infinity, .min, #line),
        ]
        for row in rows {
            XCTAssertEqual(Length.points(row.points).milliPoints, row.milliPoints, line: row.line)
        }
    }

    func testArithmetic() {
        let (a, b) = (Length.points(12.5), Length.points(-4))
        var sum = a
        sum += b
        XCTAssertEqual(sum, .points(8.5))
        sum -= a
        XCTAssertEqual(sum, b)
        XCTAssertEqual(a - b, .points(16.5))
        XCTAssertEqual(-a, .points(-12.5))
        XCTAssertTrue(b < a)
        XCTAssertFalse(a < a)
        XCTAssertEqual(a.points, 12.5)
    }

    func testMultiplesAreHeldAtTheEnds() {
        let rows: [(length: Length, factor: Int, result: Int32, line: UInt)] = [
            (.points(3), 4, 12_000, #line), (.points(3), -4, -12_000, #line), (most, 0, 0, #line),
            (most, 2, .max, #line), (most, -2, .min, #line), (least, -1, .max, #line),
            (least, 1 << 31, .min, #line),
        ]
        for row in rows {
            XCTAssertEqual((row.length * row.factor).milliPoints, row.result, line: row.line)
        }
    }

    func testPartsAreRoundedTowardsZero() {
        let rows: [(length: Int32, divisor: Int, result: Int32, line: UInt)] = [
            (7, 2, 3, #line), (-7, 2, -3, #line), (7, -2, -3, #line), (1, 3, 0, #line),
            (.min, -1, .max, #line), (.min, 1, .min, #line), (.max, 1 << 40, 0, #line),
        ]
        for row in rows {
            let part = Length(milliPoints: row.length) / row.divisor
            XCTAssertEqual(part.milliPoints, row.result, line: row.line)
        }
    }

    func testEndsOfTheRange() {
        XCTAssertEqual(Length(clamping: 1 << 40), most)
        XCTAssertEqual(Length(clamping: -1 << 40), least)
        XCTAssertEqual(Length(clamping: -5).milliPoints, -5)
        XCTAssertEqual(most + Length(milliPoints: 1), least)
        XCTAssertEqual(least - Length(milliPoints: 1), most)
        XCTAssertEqual(-least, least)
    }
}
