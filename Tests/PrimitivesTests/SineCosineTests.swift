import Foundation
import Primitives
import XCTest

final class SineCosineTests: XCTestCase {
    func testQuartersAreExact() {
        let rows: [(degrees: Double, sine: Double, cosine: Double, line: UInt)] = [
            (0, 0, 1, #line), (90, 1, 0, #line), (180, 0, -1, #line), (270, -1, 0, #line),
            (360, 0, 1, #line), (-90, -1, 0, #line), (-180, 0, -1, #line), (450, 1, 0, #line),
            (36_000_090, 1, 0, #line),
        ]
        for row in rows {
            let (sine, cosine) = sineCosine(degrees: row.degrees)
            XCTAssertEqual(sine, row.sine, line: row.line)
            XCTAssertEqual(cosine, row.cosine, line: row.line)
        }
    }

    /// The C library as another opinion.
    func testEveryTenthOfADegree() {
        for tenth in -3700...3700 {
            let degrees = Double(tenth) / 10
            let (sine, cosine) = sineCosine(degrees: degrees)
            XCTAssertEqual(sine, sin(degrees * .pi / 180), accuracy: 2e-14)
            XCTAssertEqual(cosine, cos(degrees * .pi / 180), accuracy: 2e-14)
        }
    }

    func testSomeBits() {
        XCTAssertEqual(sineCosine(degrees: 30).sine, 0.5, accuracy: 1e-16)
        XCTAssertEqual(sineCosine(degrees: 45).sine, 0.5.squareRoot(), accuracy: 2e-16)
        XCTAssertEqual(sineCosine(degrees: 60).cosine, 0.5, accuracy: 2e-16)
    }
}
