import Primitives
import XCTest

@testable import PDFBackend

final class NumberTableTests: XCTestCase {
    private static let values =
        Array(-2500...2500) + [
            9999, 10_000, 59_528, 84_189, 99_999, 100_000, 100_001, -100_000, 123_456_789,
        ]

    func testNumbersAreAsWithoutTable() {
        let table = NumberTable()
        for value in Self.values {
            var wanted = ByteBuffer()
            wanted.append(hundredths: value)
            var out = ByteBuffer()
            unsafe out.appendUnsafe(space: 32) { unsafe table.put(hundredths: value, at: $0) }
            XCTAssertEqual(out.view.string, wanted.view.string)
            unsafe out.appendUnsafe(space: 32) { unsafe table.putNext(hundredths: value, at: $0) }
            XCTAssertEqual(out.view.string, wanted.view.string + " " + wanted.view.string)
        }
    }

    /// A thousandth more or less than a half tells which way it is rounded.
    func testHundredthsAreRoundedAwayFromZero() {
        let edges = [0, 1000, 595_276, 2_147_483_640, 2_147_483_650, 4_294_967_290]
        for edge in edges {
            for thousandths in edge - 20...edge + 20 {
                for value in [thousandths, -thousandths] {
                    let exact = (Double(value) / 10).rounded(.toNearestOrAwayFromZero)
                    XCTAssertEqual(hundredths(value), Int(exact), "\(value)")
                }
            }
        }
    }
}
