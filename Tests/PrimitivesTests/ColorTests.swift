import Primitives
import XCTest

final class ColorTests: XCTestCase {
    func testChannels() {
        let color = Color.rgb(0x12_AB_FE)
        XCTAssertEqual([color.red, color.green, color.blue], [0x12, 0xAB, 0xFE])
        XCTAssertEqual(color.packed, 0x12_AB_FE)
        XCTAssertFalse(color.isNone)
    }

    func testNoneIsNoColour() {
        XCTAssertTrue(Color.none.isNone)
        XCTAssertNotEqual(Color.none, .black)
        XCTAssertFalse(Color.black.isNone)
        XCTAssertEqual(Color.rgb(0x0100_0000), .black)
        XCTAssertEqual(Color.rgb(0xFFFF_FFFF), .white)
    }
}
