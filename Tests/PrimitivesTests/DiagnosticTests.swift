import Primitives
import XCTest

final class DiagnosticTests: XCTestCase {
    func testTextPointsAtTheColumn() {
        let diagnostic = Diagnostic(
            code: "F101", file: "template.xml", line: 12, column: 5,
            message: "unknown element <tabel>",
            cure: "did you mean <table>?", sourceLine: "    <tabel/>")
        XCTAssertEqual(
            diagnostic.text,
            """
            template.xml:12:5: error: unknown element <tabel> [F101]
                    <tabel/>
                    ^
                did you mean <table>?
            """)
    }

    func testTextLeavesOutWhatIsNotKnown() {
        let rows: [(diagnostic: Diagnostic, text: String, line: UInt)] = [
            (
                Diagnostic(code: "F001", file: "pack", message: "there is no template"),
                "pack: error: there is no template [F001]", #line
            ),
            (
                Diagnostic(
                    code: "F001", file: "pack", message: "there is no template", cure: "add one"),
                "pack: error: there is no template [F001]\n    add one", #line
            ),
            (
                Diagnostic(
                    code: "F002", file: "a", line: 3, column: 0, message: "m", sourceLine: "x"),
                "a:3:0: error: m [F002]\n    x\n    ^", #line
            ),
        ]
        for row in rows { XCTAssertEqual(row.diagnostic.text, row.text, line: row.line) }
    }

    func testTextOfASpan() {
        let source = SourceText(file: "s.css", bytes: Array("a {}\r\n\té { colr: x }\r\n".utf8))
        let start = 12
        let span = Span(start, start + 4)
        XCTAssertEqual(source.string(span), "colr")
        let diagnostic = Diagnostic(code: "F120", source: source, span: span, message: "m")
        XCTAssertEqual(
            diagnostic.text, "s.css:2:6: error: m [F120]\n     é { colr: x }\n         ^")
    }

    func testSeveritiesAreOrdered() {
        XCTAssertEqual([Severity.reject, .warn, .hold].sorted(), [.warn, .hold, .reject])
        XCTAssertFalse(Severity.hold < .hold)
    }

    func testNearestName() {
        let names = ["table", "title", "tr", "section", "total-due", "amount"]
        let rows: [(word: String, nearest: String?, line: UInt)] = [
            ("tabel", "table", #line),  // two neighbours changed places
            ("tble", "table", #line), ("tablee", "table", #line), ("tabla", "table", #line),
            ("table", "table", #line), ("amuont", "amount", #line), ("sektion", "section", #line),
            ("totaldue", "total-due", #line), ("t", "tr", #line), ("td", "tr", #line),
            ("x", nil, #line), ("", nil, #line), ("paragraph", nil, #line), ("tbl", nil, #line),
        ]
        for row in rows {
            XCTAssertEqual(nearest(to: row.word, among: names), row.nearest, line: row.line)
        }
        XCTAssertNil(nearest(to: "a", among: ["b"]), "nothing in common")
        XCTAssertNil(nearest(to: "a", among: [String]()))
        XCTAssertNil(nearest(to: "", among: ["a", ""].prefix(1)))
        XCTAssertEqual(nearest(to: "date", among: ["data", "dats"]), "data", "the first of equals")
        XCTAssertEqual(nearest(to: "endereço", among: ["endereco"]), "endereco")
    }
}
