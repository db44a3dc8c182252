import DocumentModel
import Fonts
import Foundation
import Primitives
import XCTest

@testable import TextShaping

final class TextMemoryTests: XCTestCase {
    private static let face: FontFace = {
        let file = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../fonts/fonts.json").standardized
        let json = try! [UInt8](Data(contentsOf: file))
        let catalog = try! FontCatalog(json: json, file: "fonts.json", baseFolder: "fonts")
        return try! catalog.face(family: "Roboto", weight: 400, italic: false)!
    }()

    /// Style 0 is plain, 1 larger and spaced, 2 keeps on its line, 3 breaks anywhere, 4 hyphenates.
    private func shaper() -> TextShaper {
        var styles = Array(repeating: Style(), count: 5)
        for index in styles.indices { styles[index].fontSize = .points(10) }
        styles[1].fontSize = .points(12.5)
        styles[1].letterSpacing = .points(0.25)
        styles[2].whiteSpace = .nowrap
        styles[3].whiteSpace = .breakAll
        styles[4].hyphens = .auto
        let page = PageMaster(
            width: .points(200), height: .points(200),
            margin: Edges(top: .zero, right: .zero, bottom: .zero, left: .zero), header: -1,
            footer: -1)
        let resources = DocumentResources(
            styles: styles, fonts: [FontRequest(family: "Roboto", weight: 400, isItalic: false)],
            tables: [], images: [], firstPage: page, restPage: page, nodes: [], nodeNames: [],
            source: SourceText(file: "template.xml", bytes: []))
        return TextShaper(resources: resources, faces: [Self.face])
    }

    /// All that shaping says of a text, counted from its own first run, place and glyph.
    private func described(_ index: Int, in shaper: borrowing TextShaper) -> String {
        let text = shaper.texts[index]
        var lines = [
            "\(text.end) \(text.widest) \(text.hasForcedBreaks) \(text.breaksAnywhere)"
                + " \(text.hyphenates) \(text.isMixed)"
        ]
        for place in text.firstRun..<text.endRun {
            let run = shaper.runs[Int(place)]
            let codes = (run.firstGlyph..<run.endGlyph).map { shaper.glyphs.codes[Int($0)] }
            lines.append(
                "run \(run.style) \(run.font) \(run.slice) \(run.link) \(run.start) \(run.end)"
                    + " \(run.firstGlyph - text.firstGlyph) \(codes)")
        }
        for place in text.firstPlace..<text.endPlace {
            let place = shaper.places[Int(place)]
            lines.append(
                "place \(place.endGlyph - text.firstGlyph) \(place.endRun - text.firstRun)"
                    + " \(place.end) \(place.nextGlyph - text.firstGlyph)"
                    + " \(place.nextRun - text.firstRun) \(place.next) \(place.kind)")
        }
        return lines.joined(separator: "\n")
    }

    private func withView<Result>(_ text: String, _ body: (ByteView) -> Result) -> Result {
        var buffer = ByteBuffer()
        buffer.append(string: text)
        return body(buffer.view)
    }

    /// Shapes a text both ways; returns whether it was simple.
    private func compare(_ text: String, style: UInt16, line: UInt = #line) -> Bool {
        var simple = shaper()
        var general = shaper()
        return withView(text) { view in
            let index = simple.shapeSimple(view, style: style)
            guard index >= 0 else {
                XCTAssertEqual(simple.places.count, 0, text, line: line)
                XCTAssertEqual(simple.glyphs.codes.count, 0, text, line: line)
                return false
            }
            general.begin()
            general.append(view, style: style, link: -1, path: -1)
            let wanted = general.finish()
            XCTAssertEqual(
                described(index, in: simple), described(wanted, in: general), text, line: line)
            return true
        }
    }

    func testSimpleTextsAreAsOthers() {
        let rows: [(text: String, isSimple: Bool, line: UInt)] = [
            ("07:34:24", true, #line), ("1.234,56", true, #line), ("Telefone fixo", true, #line),
            ("AVATAR To Te Yo", true, #line), ("São João é você", true, #line),
            ("a; b: c, d. 11 AL", true, #line), ("x", true, #line), ("É", true, #line),
            ("", false, #line), (" a", false, #line), ("a ", false, #line), ("a  b", false, #line),
            ("61 9****-3566", true, #line), ("12-34-5", true, #line), ("a,-1", true, #line),
            ("-1", false, #line), ("a -1", false, #line), ("a-b", false, #line),
            ("a--1", false, #line),
            ("a-", false, #line), ("R$ 1.234,56", true, #line), ("US$12", true, #line),
            ("R$ 10 e R$ 20", true, #line), ("$ 10", false, #line), ("a R$", false, #line),
            ("R$ a", false, #line), ("R.$ 1", false, #line), ("É$ 1", true, #line),
            ("R$ ", false, #line), ("1$2", true, #line), ("R$$1", false, #line),
            ("18% de", true, #line), ("1,5%", true, #line), ("5%a", false, #line),
            ("a%", false, #line), ("5%%", false, #line), ("5%.", false, #line),
            ("31/12/2026", true, #line), ("R/1", false, #line), ("1/a", false, #line),
            ("a 1/2,5 b", true, #line), ("1.0/-1", false, #line), ("/1", false, #line),
            ("10 %", false, #line), ("2 GB · 3 min", true, #line), ("a·b·", true, #line),
            ("· a", true, #line), ("a ·", true, #line), ("a\u{B6}b", false, #line),
            ("a .5", false, #line), ("(a)", false, #line), ("a\u{301}", false, #line),
            ("ab e\u{301}", false, #line), ("a×b", false, #line), ("mais…", false, #line),
            ("Ωμέγα", false, #line), ("a\u{AD}b", false, #line), ("a\nb", false, #line),
        ]
        for row in rows {
            for style in UInt16(0)..<5 {
                XCTAssertEqual(
                    compare(row.text, style: style, line: row.line), row.isSimple, row.text,
                    line: row.line)
            }
        }
    }

    func testRandomTextsAreAsOthers() {
        let pieces = [
            "a", "V", "To", "1", "9", ".", ",", ":", ";", " ", " ", "é", "Ã", "-", "#", "=",
            "R$ 1", "$", "%", "·", "/",
        ]
        var state: UInt64 = 7
        var simple = 0
        for _ in 0..<3000 {
            var text = ""
            for _ in 0..<12 {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                if state >> 60 == 0 { break }
                text += pieces[Int(state >> 33) % pieces.count]
            }
            if compare(text, style: UInt16(state >> 40 & 1)) { simple += 1 }
        }
        XCTAssertGreaterThan(simple, 200)
    }

    func testTextIsFoundAgain() {
        var shaper = shaper()
        func shape(_ text: String, _ style: UInt16) -> Int {
            withView(text) { shaper.shape($0, style: style, path: -1) }
        }
        let once = shape("Celular", 0)
        let first = shape("Celular", 0)
        XCTAssertNotEqual(first, once, "what comes once is not kept")
        XCTAssertEqual(shape("Celular", 0), first)
        XCTAssertNotEqual(shape("Celular", 1), first)
        XCTAssertNotEqual(shape("Celulas", 0), first)
        XCTAssertNotEqual(shape("Celular ", 0), first)
        shaper.removeAll()
        XCTAssertEqual(shape("Celular", 0), 0, "the next document")
        XCTAssertEqual(shaper.texts.count, 1)
        // No face has it: each document hears of it anew.
        let missing = shape("\u{2318}", 0)
        XCTAssertEqual(shaper.missing.count, 1)
        shaper.missing.removeAll()
        XCTAssertNotEqual(shape("\u{2318}", 0), missing)
        XCTAssertEqual(shaper.missing.count, 1)
    }

    func testKeptTextsMoveTogether() {
        var shaper = shaper()
        let words = ["São João, 12.345", "R$ 1,50 (a b)", "a-b… c", "x", "Ωμέγα αβγ", "12 % de 30"]
        var wanted: [String: String] = [:]
        for document in 0..<12 {
            shaper.removeAll()
            XCTAssertEqual(shaper.glyphs.codes.count, shaper.glyphs.keptCount)
            for number in 0..<40 {
                // Some come in every document, some in every third, others never again.
                let text = number % 3 == 0 ? "único \(document * 40 + number)" : words[number % 6]
                let style = UInt16(number % 5)
                guard number % 4 != 0 || document % 3 == 0 else { continue }
                let index = withView(text) { shaper.shape($0, style: style, path: -1) }
                let described = described(index, in: shaper)
                XCTAssertEqual(described, wanted["\(style) \(text)", default: described], text)
                wanted["\(style) \(text)"] = described
            }
        }
        XCTAssertEqual(shaper.glyphs.generation, 0)
        XCTAssertGreaterThan(shaper.glyphs.keptCount, 100)
    }

    func testAllIsForgottenInTime() {
        var shaper = shaper()
        var before: [String] = []
        for round in 0..<2 {
            for number in 0..<6000 {
                if number % 500 == 0 { shaper.removeAll() }
                let text = "texto \(number % 5000), \(number % 7)"
                for time in 0..<2 {
                    let index = withView(text) { shaper.shape($0, style: 0, path: -1) }
                    let described = described(index, in: shaper)
                    if round == 0, time == 0 { before.append(described) }
                    XCTAssertEqual(described, before[number], text)
                }
            }
        }
        XCTAssertGreaterThan(shaper.glyphs.generation, 1)
        XCTAssertLessThan(shaper.texts.count, 6000)
    }

    func testHashTellsBytesApart() {
        var seen: [UInt64: String] = [:]
        for length in 0...24 {
            for place in 0...length {
                var text = String(repeating: "a", count: length)
                if place < length {
                    text.replaceSubrange(
                        text.index(
                            text.startIndex, offsetBy: place)...text.index(
                                text.startIndex, offsetBy: place), with: "b")
                }
                let hash = withView(text) { $0.hash(seed: 1) }
                if let known = seen[hash] { XCTAssertEqual(known, text) }
                seen[hash] = text
                withView(text) { view in
                    withView(String(repeating: "a", count: length)) { other in
                        XCTAssertEqual(view.holdsSame(as: other), place == length)
                    }
                }
            }
        }
    }
}
