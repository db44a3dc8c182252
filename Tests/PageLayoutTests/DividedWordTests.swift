import DocumentModel
import Fonts
import PageLayout
import Primitives
import TextShaping
import XCTest

/// Where lines end inside words, by soft hyphens and by the language's patterns.
final class DividedWordTests: XCTestCase {
    private static let hyphenation = Result {
        try Hyphenation(languages: ["pt-BR", "de-DE"])
    }

    private func laid(
        _ text: String, width: Double, language: String = "pt-BR",
        _ change: (inout Style) -> Void = { _ in }
    ) throws -> LaidOut {
        let document = TestDocument()
        document.size.width = width + 40
        document.size.height = 20_000
        document.hyphenation = try Self.hyphenation.get()
        document.tree.info.language = document.append(language)
        document.text(text, change)
        return document.layOut()
    }

    /// The lines of a paragraph.
    private func lines(_ laid: LaidOut) -> [String] {
        var lines: [String] = []
        var y = -1.0
        for placed in laid.placed() {
            if placed.y > y { lines.append("") }
            lines[lines.count - 1] += placed.text
            y = placed.y
        }
        return lines
    }

    func testSoftHyphensShowAtLineEndsOnly() throws {
        let word = "tele\u{AD}comu\u{AD}nica\u{AD}ções"
        let rows: [(width: Double, lines: [String], line: UInt)] = [
            (100, ["telecomunicações"], #line), (72, ["telecomunica-", "ções"], #line),
            (50, ["telecomu-", "nicações"], #line),
            (30, ["tele-", "comu-", "nica-", "ções"], #line),
        ]
        for row in rows {
            let laid = try laid(word, width: row.width)
            XCTAssertEqual(lines(laid), row.lines, line: row.line)
            XCTAssertEqual(laid.findings, [], line: row.line)
            for placed in laid.placed() {
                XCTAssertLessThanOrEqual(placed.right, 20 + row.width + 0.001, line: row.line)
            }
        }
    }

    func testHyphenStandsBehindItsWord() throws {
        let laid = try laid("tele\u{AD}comunicações", width: 70)
        let placed = laid.placed()
        XCTAssertEqual(placed.map(\.text), ["tele", "-", "comunicações"])
        XCTAssertEqual(placed[1].x, placed[0].right, accuracy: 0.3)
        XCTAssertEqual(placed[1].y, placed[0].y)
    }

    func testWhatOnlyTheHyphenHasNoRoomFor() throws {
        // The place at the soft hyphen would be too wide by the hyphen; the word without it fits.
        let whole = try laid("seguro i", width: 300).placed()[0].item.width.points
        let result = lines(try laid("seguro\u{AD}i fim", width: whole - 1))
        XCTAssertEqual(result, ["seguroi", "fim"])
    }

    func testHyphensNoneDividesNowhere() throws {
        let laid = try laid("o tele\u{AD}comunicações", width: 84) { $0.hyphens = .none }
        XCTAssertEqual(lines(laid), ["o", "telecomunicações"])
    }

    func testAutoDividesWhatDoesNotFit() throws {
        let rows: [(text: String, width: Double, lines: [String], line: UInt)] = [
            ("Valor das telecomunicações", 100, ["Valor das telecomuni-", "cações"], #line),
            ("Valor das telecomunicações", 300, ["Valor das telecomunicações"], #line),
            ("telecomunicações", 40, ["teleco-", "munica-", "ções"], #line),
            ("o (telecomunicações).", 60, ["o (telecomu-", "nicações)."], #line),
            ("o telecomunicações2", 60, ["o", "telecomunic", "ações2"], #line),
            ("a idéia", 22, ["a", "idéia"], #line),
            ("o fulano@exemplo", 60, ["o", "fulano@exe", "mplo"], #line),
            ("FATURAMENTO", 50, ["FATURA-", "MENTO"], #line),
        ]
        for row in rows {
            let found = lines(try laid(row.text, width: row.width) { $0.hyphens = .auto })
            XCTAssertEqual(found, row.lines, line: row.line)
        }
    }

    func testAutoTakesTheDocumentsLanguage() throws {
        let text = "Telekommunikationsrechnung"
        let german = try laid(text, width: 60, language: "de-DE") { $0.hyphens = .auto }
        XCTAssertEqual(lines(german), ["Telekommu-", "nikations-", "rechnung"])
        XCTAssertEqual(german.findings, [])
        let none = try laid(text, width: 60, language: "nl") { $0.hyphens = .auto }
        XCTAssertEqual(none.findings.map(\.kind), [.brokenWord])
    }

    func testSoftHyphensComeBeforePatterns() throws {
        let found = lines(try laid("telecomunica\u{AD}ções", width: 75) { $0.hyphens = .auto })
        XCTAssertEqual(found, ["telecomunica-", "ções"])
    }

    func testLongParagraphInNarrowColumn() throws {
        var text = ""
        while text.utf8.count < 10_000 { text += "Valor das telecomunicações em R$ 1.234,56. " }
        for hyphens in [Hyphens.none, .manual, .auto] {
            let laid = try laid(text, width: 30) { $0.hyphens = hyphens }
            let letters = lines(laid).joined().filter { $0 != " " && $0 != "-" }
            XCTAssertEqual(letters, text.filter { $0 != " " })
            for placed in laid.placed() { XCTAssertLessThanOrEqual(placed.right, 50.001) }
        }
    }

    func testLongWordInNarrowColumn() throws {
        let text = String(repeating: "telecomunicacoes", count: 625)
        for hyphens in [Hyphens.manual, .auto] {
            let laid = try laid(text, width: 30) { $0.hyphens = hyphens }
            XCTAssertEqual(lines(laid).joined(), text)
        }
        let soft = String(repeating: "ab\u{AD}", count: 2_500)
        XCTAssertEqual(
            lines(try laid(soft, width: 30)).joined().filter { $0 != "-" },
            String(repeating: "ab", count: 2_500))
    }
}
