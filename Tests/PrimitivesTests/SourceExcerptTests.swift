import Primitives
import XCTest

/// What is shown of a line, and where the caret stands below it.
final class SourceExcerptTests: XCTestCase {
    private func shown(_ text: String, at offset: Int) -> (text: String, caret: Int) {
        let place = SourceText(file: "f", bytes: Array(text.utf8)).place(of: offset)
        return (place.text, place.caret)
    }

    func testLongLinesAreCutAroundThePlace() {
        let x = { String(repeating: "x", count: $0) }
        let rows: [(text: String, offset: Int, shown: String, caret: Int, line: UInt)] = [
            (x(60), 59, x(60), 59, #line),
            (x(200), 0, x(60) + "…", 0, #line),
            (x(200), 100, "…" + x(120) + "…", 61, #line),
            (x(200), 200, "…" + x(60), 61, #line),
            ("a\n" + x(100) + "\nb", 2, x(60) + "…", 0, #line),
        ]
        for row in rows {
            let found = shown(row.text, at: row.offset)
            XCTAssertEqual(found.text, row.shown, line: row.line)
            XCTAssertEqual(found.caret, row.caret, line: row.line)
        }
        let million = SourceText(file: "f", bytes: Array(repeating: 0x61, count: 1 << 20))
        XCTAssertEqual(million.place(of: 1 << 19).text.count, 122)
    }

    func testCaretCountsCells() {
        let rows: [(text: String, offset: Int, shown: String, caret: Int, line: UInt)] = [
            ("\t\tx", 2, "  x", 2, #line), ("漢字x", 6, "漢字x", 4, #line),
            ("e\u{301}x", 3, "e\u{301}x", 1, #line), ("💳x", 4, "💳x", 2, #line),
            ("a\u{1B}[2Jx", 5, "a\u{FFFD}[2Jx", 5, #line), ("ação!", 6, "ação!", 4, #line),
        ]
        for row in rows {
            let found = shown(row.text, at: row.offset)
            XCTAssertEqual(found.text, row.shown, line: row.line)
            XCTAssertEqual(found.caret, row.caret, line: row.line)
        }
    }

    func testTextOfAdvice() {
        var found = Diagnostic(
            code: "F801", file: "a", line: 1, column: 3, message: "m", sourceLine: "漢x", caret: 2)
        XCTAssertEqual(found.text, "a:1:3: error: m [F801]\n    漢x\n      ^")
        found.isAdvice = true
        XCTAssertEqual(found.text, "a:1:3: warning: m [F801]\n    漢x\n      ^")
    }
}
