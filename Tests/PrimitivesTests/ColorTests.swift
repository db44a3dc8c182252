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

final class ColorTintTests: XCTestCase {
    func testTintsAreMixedWithWhite() {
        let rows: [(color: Color, percent: UInt32, mixed: Color, line: UInt)] = [
            (.black, 100, .black, #line), (.black, 0, .white, #line),
            (.black, 40, .rgb(0x999999), #line), (.rgb(0x0B6B63), 50, .rgb(0x85B5B1), #line),
            (.white, 30, .white, #line), (.none, 50, .none, #line),
        ]
        for row in rows {
            XCTAssertEqual(row.color.tint(row.percent), row.mixed, line: row.line)
        }
    }
}
