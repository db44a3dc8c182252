import Primitives
import XCTest

@testable import Prints

final class ByteViewPDFTests: XCTestCase {
    private func buffer(_ text: String) -> ByteBuffer {
        var buffer = ByteBuffer()
        buffer.append(string: text)
        return buffer
    }

    func testTextsAreFound() {
        let text = buffer("/Kids [ 20 0 R ]")
        XCTAssertEqual(text.view.find("/Kids ["), 0)
        XCTAssertEqual(text.view.find(" 0 R"), 10)
        XCTAssertNil(text.view.find(" 0 R", from: 11))
        XCTAssertEqual(text.view.find("]"), 15)
        XCTAssertNil(buffer("").view.find("x"))
        XCTAssertNil(buffer("x").view.find("xy"))
    }

    func testNumbers() {
        let rows: [(text: String, whole: Int?, hundredths: Int?, line: UInt)] = [
            ("12", 12, 1200, #line), (" 7 x", 7, 700, #line), ("595.28 ", 595, 59_528, #line),
            ("3.5]", 3, 350, #line), ("3.", 3, 300, #line), ("x", nil, nil, #line),
            ("", nil, nil, #line), ("0.019", 0, 1, #line),
        ]
        for row in rows {
            let text = buffer(row.text)
            XCTAssertEqual(text.view.number(behind: 0), row.whole, line: row.line)
            guard !row.text.hasPrefix(" ") else { continue }
            XCTAssertEqual(text.view.hundredths(behind: 0), row.hundredths, line: row.line)
        }
    }
}
