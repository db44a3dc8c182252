import Primitives
import XCTest

@testable import HTMLBackend

final class ScreenScaleTests: XCTestCase {
    func testWritesNumbersAsCSSDoes() {
        let rows: [(thousandths: Int, text: String, line: UInt)] = [
            (0, "0", #line), (1, ".001", #line), (500, ".5", #line), (1000, "1", #line),
            (1188, "1.188", #line), (1050, "1.05", #line), (-250, "-.25", #line),
            (-2000, "-2", #line), (123_456, "123.456", #line), (10, ".01", #line),
        ]
        for row in rows { XCTAssertEqual(cssNumber(row.thousandths), row.text, line: row.line) }
    }

    func testLengthsGrowByFiveThirds() {
        XCTAssertEqual(ScreenScale.pixels(.points(510)), 850)
        XCTAssertEqual(rem(ScreenScale.milliPixels(.points(9.6))), "1rem")
        XCTAssertEqual(rem(0), "0")
    }

    func testSmallTypeIsReadableAndOrderIsKept() {
        var last = 0
        for tenths in stride(from: 40, through: 480, by: 5) {
            let size = ScreenScale.fontMilliPixels(.points(Double(tenths) / 10))
            XCTAssertGreaterThanOrEqual(size, last)
            last = size
        }
        XCTAssertGreaterThanOrEqual(ScreenScale.fontMilliPixels(.points(7.5)), 14_000)
        XCTAssertGreaterThanOrEqual(ScreenScale.fontMilliPixels(.points(4)), 12_000)
        XCTAssertEqual(ScreenScale.fontMilliPixels(.points(24)), 38_000)
    }

    func testColors() {
        XCTAssertEqual(cssColor(.rgb(0x00A0FF)), "#00a0ff")
        XCTAssertEqual(cssColor(.none), "transparent")
    }

    func testBase64() {  // RFC 4648 §10
        let rows: [(text: String, encoded: String, line: UInt)] = [
            ("", "", #line), ("f", "Zg==", #line), ("fo", "Zm8=", #line), ("foo", "Zm9v", #line),
            ("foob", "Zm9vYg==", #line), ("fooba", "Zm9vYmE=", #line),
            ("foobar", "Zm9vYmFy", #line),
        ]
        for row in rows {
            XCTAssertEqual(base64(Array(row.text.utf8)), row.encoded, line: row.line)
        }
        XCTAssertEqual(base64([0xFB, 0xFF, 0xBF]), "+/+/")
    }

    private func base64(_ bytes: [UInt8]) -> String {
        var out = ByteBuffer()
        out.append(base64: bytes)
        return out.view.string
    }
}
