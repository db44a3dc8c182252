import Primitives
import XCTest

@testable import Rules

final class BlanknessTests: XCTestCase {
    func testTextsThatSayNothing() {
        let rows: [(text: String, isBlank: Bool, saysNothing: Bool, line: UInt)] = [
            ("", true, true, #line), ("  \t", true, true, #line), ("\u{A0}", true, true, #line),
            ("\u{200B}\u{FEFF} \u{3000}", true, true, #line), ("Ana", false, false, #line),
            ("NULL", false, true, #line), (" null ", false, true, #line),
            ("N/A", false, true, #line), ("-", false, true, #line), ("...", false, true, #line),
            ("?", false, true, #line), ("Null, Otto", false, false, #line),
            ("Nair", false, false, #line), ("é", false, false, #line), ("1", false, false, #line),
            ("李", false, false, #line), ("\u{A0}x", false, false, #line),
            ("undefined", false, true, #line), ("Noneoftheabove", false, false, #line),
        ]
        for row in rows {
            var buffer = ByteBuffer()
            buffer.append(string: row.text)
            XCTAssertEqual(buffer.view.isBlank, row.isBlank, row.text, line: row.line)
            XCTAssertEqual(buffer.view.saysNothing, row.saysNothing, row.text, line: row.line)
        }
    }
}
