import Primitives
import XCTest

final class FrozenTableTests: XCTestCase {
    func testHoldsItsElements() {
        let values = (0..<300).map { Int32($0 * $0) }
        let table = FrozenTable(values)
        XCTAssertEqual(table.count, 300)
        XCTAssertEqual((0..<300).map { table[$0] }, values)
        XCTAssertEqual(FrozenTable([Int]()).count, 0)
    }

    func testElementsWithoutTheTable() {
        let values = (0..<300).map { Int32($0 * $0) }
        let table = FrozenTable(values)
        withExtendedLifetime(table) {
            let elements = table.elements
            XCTAssertEqual(elements.count, 300)
            XCTAssertEqual((0..<300).map { elements[$0] }, values)
        }
        XCTAssertEqual(FrozenTable([Int]()).elements.count, 0)
    }

    func testViewsOfBytes() {
        let table = FrozenTable(Array("linha digitável".utf8))
        withExtendedLifetime(table) {
            XCTAssertEqual(table.view(6..<16).string, "digitável")
            XCTAssertTrue(table.view(16..<16).isEmpty)
        }
        XCTAssertEqual(FrozenTable([UInt8]()).view(0..<0).bytes, [])
    }
}
