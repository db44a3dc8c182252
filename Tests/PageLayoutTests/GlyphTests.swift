import DocumentModel
import PageLayout
import Primitives
import TextShaping
import XCTest

final class GlyphTests: XCTestCase {
    func testMissingGlyphNamesCharacterAndPath() {
        let document = TestDocument()
        let box = document.add(.paragraph)
        document.begin(box)
        document.inline("Olá ", of: box, path: 4)
        document.inline("\u{10D0}Maria", of: box, path: 7)
        let laid = document.layOut()
        XCTAssertEqual(laid.texts(), ["Olá Maria"])
        XCTAssertEqual(
            laid.findings,
            [
                LayoutFinding(
                    kind: .missingGlyph, box: Int32(box), node: laid.tree.boxes[box].node, path: 7,
                    amount: 0x10D0)
            ])
    }

    func testScriptsThatAreNotSetShowAsMissing() {
        let rows: [(text: String, shown: String, scripts: [ComplexScript], line: UInt)] = [
            ("nome \u{4E2D}\u{6587}", "nome ??", [.han], #line),
            ("\u{645}\u{64E}\u{631} a", "?? a", [.arabic], #line),
            ("\u{202E}\u{5E9}\u{202C}\u{200F}", "?", [.hebrew], #line),
            ("\u{915}\u{E01}", "??", [.devanagari, .thai], #line),
        ]
        for row in rows {
            let document = TestDocument()
            document.text(row.text, path: 7)
            let laid = document.layOut()
            XCTAssertEqual(laid.texts().joined(), row.shown, line: row.line)
            XCTAssertEqual(laid.findings.map(\.kind), row.scripts.map { _ in .script })
            XCTAssertEqual(
                laid.findings.map(\.amount), row.scripts.map { Int32($0.rawValue) }, line: row.line)
            XCTAssertEqual(laid.findings.map(\.path), row.scripts.map { _ in 7 }, line: row.line)
        }
    }

    func testFormatCharactersAreDropped() {
        let invisible =
            Array(0x200B...0x200F) + Array(0x202A...0x202E) + Array(0x2060...0x206F)
            + [0xAD, 0x34F, 0x61C, 0x180E, 0xFE0F, 0xFEFF, 0xFFF9, 0xE0001]
        for scalar in invisible {
            let document = TestDocument()
            document.text("a\(Unicode.Scalar(UInt32(scalar))!)b")
            let laid = document.layOut()
            XCTAssertEqual(laid.texts(), ["ab"], String(scalar, radix: 16))
            XCTAssertEqual(laid.findings, [], String(scalar, radix: 16))
        }
    }

    func testCombiningMarksCompose() {
        let rows: [(text: String, shown: String, missing: [Int32], line: UInt)] = [
            ("Joa\u{303}o", "João", [], #line), ("c\u{327}a", "ça", [], #line),
            ("\u{301}a", "a", [0x301], #line), ("q\u{301}", "q", [0x301], #line),
            ("e\u{302}\u{301}", "\u{1EBF}", [], #line),
        ]
        for row in rows {
            let document = TestDocument()
            document.text(row.text)
            let laid = document.layOut()
            XCTAssertEqual(laid.texts().joined(), row.shown, line: row.line)
            XCTAssertEqual(laid.findings.map(\.amount), row.missing, line: row.line)
        }
    }

    func testBrokenUTF8IsNoTrap() {
        let document = TestDocument()
        let box = document.add(.paragraph)
        document.begin(box)
        let start = document.tree.text.count
        document.tree.text.append([0x41, 0xC3, 0xFF, 0x42, 0xE2, 0x82])
        document.tree.inlines.append(
            Inline(
                text: TextRange(start: start, count: 6), style: 0, isBreak: false, link: -1,
                path: -1))
        document.tree.boxes[box].count = 1
        let laid = document.layOut()
        XCTAssertEqual(laid.texts().joined().filter { $0.isASCII }, "AB")
    }

    func testSlicesShareALine() {
        let document = TestDocument()
        document.text("ab Ωμέγα cd")
        let placed = document.layOut().placed()
        XCTAssertEqual(placed.map(\.text), ["ab ", "Ωμέγα", " cd"])
        XCTAssertNotEqual(placed[0].item.slice, placed[1].item.slice)
        for (left, right) in zip(placed, placed.dropFirst()) {
            XCTAssertEqual(left.right, right.x, accuracy: 0.002)
        }
    }

    func testLinksAndUnderlines() {
        let document = TestDocument()
        let box = document.add(.paragraph)
        document.begin(box)
        document.tree.links.append(document.append("https://a.example"))
        document.inline("veja ", of: box)
        document.inline("o site agora", of: box, link: 0) { $0.isUnderlined = true }
        document.inline(".", of: box)
        document.size.width = 75
        let laid = document.layOut()
        XCTAssertEqual(laid.texts(), ["veja ", "o", "site", "agora", "."])
        XCTAssertEqual(laid.items(.link).map(\.index), [0, 0, 0])
        let site = laid.first("site")!
        let line = laid.items(.fill)[1]
        XCTAssertEqual(line.x, site.item.x)
        XCTAssertEqual(line.width, site.item.width)
        XCTAssertGreaterThan(line.y, site.item.y)
        XCTAssertLessThan(line.y.points, site.y + 3)
    }

    func testArtifactsBelongToNoBox() {
        let document = TestDocument()
        document.text("•", role: .artifact)
        document.text("item")
        XCTAssertEqual(document.layOut().placed().map { $0.item.box >= 0 }, [false, true])
    }
}
