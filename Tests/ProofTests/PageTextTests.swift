import XCTest

@testable import Proof

final class PageTextTests: XCTestCase {
    private func text(_ lines: String...) -> PageText {
        PageText(xhtml: Array(lines.joined(separator: "\n").utf8))
    }

    private func word(_ sides: String, _ text: String) -> String {
        let values = sides.split(separator: " ")
        let names = ["xMin", "yMin", "xMax", "yMax"]
        let attributes = zip(names, values).map { "\($0)=\"\($1)\"" }
        return "    <word \(attributes.joined(separator: " "))>\(text)</word>"
    }

    func testWordsHavePagesAndPlaces() {
        let page = "  <page width=\"595.000000\" height=\"842.000000\">"
        let text = text(
            "<title>xMin=\"1\"</title>", "<body>", page, word("1.5 -2 10.123456 7.25", "A &amp; B"),
            "  </page>", page, word("0 0 1 1", "&lt;&gt;&quot;&apos;"), "  </page>")
        XCTAssertEqual(text.words.map(\.text), ["A & B", "<>\"'"])
        XCTAssertEqual(text.words.map(\.page), [0, 1])
        XCTAssertEqual(
            text.words[0].box, PageArea(left: 1500, top: -2000, right: 10_123, bottom: 7250))
    }

    func testBrokenLinesAreLeftOut() {
        let page = "<page width=\"1\">"
        let rows: [(line: String, place: UInt)] = [
            ("<word xMin=\"1\" yMin=\"1\">x</word>", #line), (word("1 1 1 x", "x"), #line),
            ("<word", #line), ("<word >x</word>", #line), (word("1 1 1 1.2.3", "x"), #line),
        ]
        for row in rows {
            XCTAssertEqual(text(page, row.line).words.count, 0, row.line, line: row.place)
        }
        XCTAssertEqual(text(word("1 1 1 1", "before a page")).words.count, 0)
    }

    func testTextIsReadInLines() {
        let page = "<page width=\"1\">"
        let rows: [(words: [String], text: String, line: UInt)] = [
            ([word("0 0 20 10", "one"), word("23 0 40 10", "two")], "one two", #line),
            // Parts of one word, in two fonts.
            ([word("0 0 20 10", "1.296"), word("20.5 0 40 10", ",00")], "1.296,00", #line),
            ([word("0 0 20 10", "one"), word("0 12 20 22", "two")], "one\ntwo", #line),
            // Back to the left on the same height: another column.
            ([word("50 0 70 10", "one"), word("0 0 20 10", "two")], "one\ntwo", #line),
            // A smaller one on the same baseline.
            ([word("0 0 20 20", "R$"), word("24 8 60 18", "5")], "R$ 5", #line),
        ]
        for row in rows {
            let read = PageText(xhtml: Array(([page] + row.words).joined(separator: "\n").utf8))
            XCTAssertEqual(read.text, row.text, line: row.line)
        }
    }
}
