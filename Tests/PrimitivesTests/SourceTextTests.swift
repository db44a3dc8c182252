import Primitives
import XCTest

final class SourceTextTests: XCTestCase {
    private func source(_ text: String) -> SourceText {
        SourceText(file: "f", bytes: Array(text.utf8))
    }

    func testPlaces() {
        let rows: [(text: String, offset: Int, line: Int, column: Int, rest: String, UInt)] = [
            ("", 0, 1, 1, "", #line),
            ("abc", 0, 1, 1, "abc", #line), ("abc", 2, 1, 3, "abc", #line),
            ("abc", 3, 1, 4, "abc", #line), ("abc", 99, 1, 4, "abc", #line),
            ("a\nbc\n", 1, 1, 2, "a", #line), ("a\nbc\n", 2, 2, 1, "bc", #line),
            ("a\nbc\n", 5, 3, 1, "", #line), ("\n\n\n", 2, 3, 1, "", #line),
            ("a\r\nbc\r\nd", 1, 1, 2, "a", #line), ("a\r\nbc\r\nd", 3, 2, 1, "bc", #line),
            ("a\r\nbc\r\nd", 5, 2, 3, "bc", #line), ("a\r\nbc\r\nd", 7, 3, 1, "d", #line),
            ("\r\n\r\n", 2, 2, 1, "", #line), ("abc\r", 0, 1, 1, "abc", #line),
            ("\tx\ty", 1, 1, 2, " x y", #line), ("\tx\ty", 3, 1, 4, " x y", #line),
            ("ação!", 6, 1, 5, "ação!", #line),  // ç and ã are two bytes each
            ("é\nção", 3, 2, 1, "ção", #line), ("é\nção", 5, 2, 2, "ção", #line),
            ("€💳x", 7, 1, 3, "€💳x", #line),
        ]
        for (text, offset, line, column, rest, at) in rows {
            let place = source(text).place(of: offset)
            XCTAssertEqual(place.line, line, "line", line: at)
            XCTAssertEqual(place.column, column, "column", line: at)
            XCTAssertEqual(place.text, rest, "text", line: at)
        }
    }

    func testTextsOfSpans() {
        let rows: [(start: Int, end: Int, text: String, line: UInt)] = [
            (0, 3, "aç", #line), (3, 5, "ã", #line), (0, 0, "", #line),
            (0, 99, "ação", #line), (99, 120, "", #line), (3, 1, "", #line), (-5, 1, "a", #line),
        ]
        for row in rows {
            XCTAssertEqual(
                source("ação").string(Span(row.start, row.end)), row.text, line: row.line)
        }
        XCTAssertEqual(source("ação").string(.none), "")
    }
}
