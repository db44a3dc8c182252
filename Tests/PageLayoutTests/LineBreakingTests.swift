import DocumentModel
import PageLayout
import Primitives
import XCTest

final class LineBreakingTests: XCTestCase {
    /// The lines of a paragraph in a body of a given width.
    private func lines(
        _ text: String, width: Double, _ change: (inout Style) -> Void = { _ in }
    ) -> (lines: [String], findings: [LayoutFinding]) {
        let document = TestDocument()
        document.size.width = width + 40
        document.text(text, change)
        let laid = document.layOut()
        var lines: [String] = []
        var y = -1.0
        for placed in laid.placed() {
            if placed.y > y { lines.append("") }
            lines[lines.count - 1] += placed.text
            y = placed.y
        }
        return (lines, laid.findings)
    }

    func testBreaksBehindBlanks() {
        let rows: [(text: String, width: Double, lines: [String], line: UInt)] = [
            ("Valor total da fatura", 55, ["Valor total", "da fatura"], #line),
            ("Valor total da fatura", 300, ["Valor total da fatura"], #line),
            ("  Valor \t\n\r total  ", 300, ["Valor total"], #line),
            ("um  dois   três", 30, ["um", "dois", "três"], #line),
            ("", 100, [], #line),
            ("   ", 100, [], #line),
        ]
        for row in rows {
            let document = TestDocument()
            document.size.width = row.width + 40
            let box = document.add(.paragraph)
            document.begin(box)
            document.inline(row.text, of: box)
            let laid = document.layOut()
            XCTAssertEqual(laid.texts(), row.lines, line: row.line)
            XCTAssertEqual(laid.findings, [], line: row.line)
        }
    }

    func testBreaksBehindHyphensBetweenLetters() {
        let rows: [(text: String, width: Double, lines: [String], line: UInt)] = [
            ("pré-pago", 24, ["pré-", "pago"], #line),
            ("Rio–Santos", 32, ["Rio–", "Santos"], #line),
            ("abc 12-34", 32, ["abc", "12-34"], #line),
            ("abc A-1", 28, ["abc", "A-1"], #line),
            ("não\u{2011}quebra já", 60, ["não\u{2011}quebra", "já"], #line),
        ]
        for row in rows {
            let result = lines(row.text, width: row.width)
            XCTAssertEqual(result.lines, row.lines, line: row.line)
            XCTAssertEqual(result.findings, [], line: row.line)
        }
    }

    func testNeverBreaksAtFixedSpaces() {
        XCTAssertEqual(lines("Total R$\u{A0}12,50", width: 45).lines, ["Total", "R$\u{A0}12,50"])
        XCTAssertEqual(lines("em 5\u{202F}kWh", width: 38).lines, ["em", "5\u{202F}kWh"])
    }

    func testNowrapKeepsOneLine() {
        let text = "um dois três"
        XCTAssertEqual(lines(text, width: 80) { $0.whiteSpace = .nowrap }.lines, [text])
        XCTAssertEqual(lines(text, width: 80) { $0.whiteSpace = .nowrap }.findings, [])
        let narrow = lines(text, width: 40) { $0.whiteSpace = .nowrap }
        XCTAssertEqual(narrow.lines.joined(), text)
        XCTAssertEqual(narrow.findings.map(\.kind), [.brokenWord])
    }

    func testBreakAllFillsLines() {
        let digits = "00020126580014BR.GOV.BCB.PIX0136123e4567"
        let result = lines(digits, width: 60) { $0.whiteSpace = .breakAll }
        XCTAssertEqual(result.lines.joined(), digits)
        XCTAssertEqual(result.findings, [])
        XCTAssertEqual(result.lines.count, 4)
        let mixed = lines("ab cdefghijklmnopqrstuvwxyz", width: 50) { $0.whiteSpace = .breakAll }
        XCTAssertTrue(mixed.lines[0].hasPrefix("ab cdefg"), mixed.lines[0])
    }

    func testWordWiderThanLineIsBrokenWithFinding() {
        let result = lines("o Otorrinolaringologista é", width: 40)
        XCTAssertEqual(result.lines.joined().filter { $0 != " " }, "oOtorrinolaringologistaé")
        XCTAssertEqual(result.lines.first, "o")
        XCTAssertEqual(result.findings.map(\.kind), [.brokenWord])
        XCTAssertGreaterThan(result.findings[0].amount, 50_000)
    }

    func testOneGlyphWiderThanLineEndsNever() {
        XCTAssertEqual(lines("W W\nW", width: 2).lines, ["W", "W", "W"])
        XCTAssertEqual(lines("WW", width: 0).lines, ["W", "W"])
    }

    func testForcedBreaks() {
        let rows: [(text: String, lines: [String], ys: [Double], line: UInt)] = [
            ("a \n b", ["a", "b"], [0, 12], #line),
            ("a\n\nb", ["a", "b"], [0, 24], #line),
            ("a\n", ["a"], [0], #line),
            ("\na", ["a"], [12], #line),
            ("\n", [], [], #line),
        ]
        for row in rows {
            let document = TestDocument()
            document.text(row.text)
            document.text("end")
            let placed = document.layOut().placed()
            XCTAssertEqual(placed.dropLast().map(\.text), row.lines, line: row.line)
            let tops = placed.dropLast().map { ($0.y - 20 - baseline(12, 10)).rounded() }
            XCTAssertEqual(tops, row.ys, line: row.line)
        }
    }

    func testInvisibleCharactersTakeNoRoom() {
        let plain = lines("fatura", width: 100)
        let marked = lines("fa\u{AD}tu\u{200B}\u{202A}ra\u{FEFF}", width: 100)
        XCTAssertEqual(marked.lines, plain.lines)
        XCTAssertEqual(marked.findings, [])
    }

    func testStyleChangesInsideAWord() {
        let document = TestDocument()
        let box = document.add(.paragraph)
        document.begin(box)
        document.inline("fatu", of: box)
        document.inline("ra nova", of: box) { $0.font = 1 }
        let placed = document.layOut().placed()
        XCTAssertEqual(placed.map(\.text), ["fatu", "ra nova"])
        XCTAssertEqual(placed[1].x, placed[0].right, accuracy: 0.001)
        XCTAssertEqual(placed.map(\.item.font), [0, 1])
    }

    func testEqualStylesShareOneItem() {
        let document = TestDocument()
        let box = document.add(.paragraph)
        document.begin(box)
        document.inline("Olá, ", of: box)
        document.inline("Maria", of: box, path: 3)
        document.inline("  !", of: box)
        XCTAssertEqual(document.layOut().texts(), ["Olá, Maria !"])
    }

    func testLineHeightIsTheHighestOfItsInlines() {
        let document = TestDocument()
        let box = document.add(.paragraph)
        document.begin(box)
        document.inline("um ", of: box)
        document.inline("dois", of: box) {
            $0.fontSize = .points(20)
            $0.lineHeight = .points(30)
        }
        document.lineBreak(box)
        document.inline("três", of: box)
        let placed = document.layOut().placed()
        XCTAssertEqual(placed[0].y, placed[1].y)
        let ascent = Double(TestFaces.regular.ascent) * 0.02
        let descent = Double(TestFaces.regular.descent) * 0.02
        XCTAssertEqual(placed[1].y - 20, (30 - ascent - descent) / 2 + ascent, accuracy: 0.01)
        XCTAssertEqual(placed[2].y - 20, 30 + baseline(12, 10), accuracy: 0.01)
    }

    private func baseline(_ lineHeight: Double, _ size: Double) -> Double {
        let ascent = Double(TestFaces.regular.ascent) * size / 1000
        let descent = Double(TestFaces.regular.descent) * size / 1000
        return (lineHeight - ascent - descent) / 2 + ascent
    }
}
