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
                    + " \(run.firstGlyph - text.firstGlyph) \(run.isKerned) \(codes)")
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

    /// Pieces of a paragraph in their styles.
    private typealias Pieces = [(text: String, style: UInt16, link: Int32)]

    private func shape(_ pieces: Pieces, in shaper: inout TextShaper) -> String {
        shaper.begin()
        for piece in pieces {
            withView(piece.text) {
                shaper.append($0, style: piece.style, link: piece.link, path: -1)
            }
        }
        return described(shaper.finish(), in: shaper)
    }

    /// Shapes a paragraph word by word and character by character.
    private func assertSame(_ pieces: Pieces, line: UInt = #line) {
        var words = shaper()
        var characters = shaper()
        characters.takesLongWay = true
        XCTAssertEqual(
            shape(pieces, in: &words), shape(pieces, in: &characters), "\(pieces)", line: line)
        XCTAssertEqual(words.missing.count, characters.missing.count, line: line)
    }

    func testWordsAreAsTheirCharacters() {
        let rows: [(text: String, line: UInt)] = [
            ("07:34:24", #line), ("1.234,56", #line), ("Telefone fixo", #line),
            ("AVATAR To Te Yo", #line), ("São João é você", #line),
            ("a; b: c, d. 11 AL", #line), ("x", #line), ("É", #line),
            ("", #line), (" a", #line), ("a ", #line), ("a  b", #line), (" ", #line),
            ("61 9****-3566", #line), ("12-34-5", #line), ("a,-1", #line), ("-1", #line),
            ("a -1", #line), ("a-b", #line), ("a--1", #line), ("a- b", #line), ("a-", #line),
            ("R$ 1.234,56", #line), ("US$12", #line), ("R$ 10 e R$ 20", #line), ("$ 10", #line),
            ("a R$", #line), ("R$ a", #line), ("R.$ 1", #line), ("É$ 1", #line), ("R$ ", #line),
            ("R$\u{A0}1.234,56", #line), ("1\u{A0}\u{A0}a", #line), ("\u{A0}a", #line),
            ("a \u{A0}b", #line), ("a\u{A0} b", #line), ("1$2", #line), ("R$$1", #line),
            ("18% de", #line), ("1,5%", #line), ("5%a", #line), ("a%", #line), ("5%%", #line),
            ("5%.", #line), ("31/12/2026", #line), ("R/1", #line), ("1/a", #line),
            ("a 1/2,5 b", #line), ("1.0/-1", #line), ("/1", #line), ("1/ 2 3", #line),
            ("10 %", #line), ("2 GB · 3 min", #line), ("a·b·", #line), ("· a", #line),
            ("a ·", #line), ("Nº 1ª µ ×÷ ¶§", #line), ("a\u{B6}b", #line), ("a .5", #line),
            ("a ,b", #line), ("(a)", #line), ("b (a) c", #line), ("b(1)c [2]", #line),
            ("“a” «b» 'c' \"d\"", #line), ("a\u{301}", #line), ("ab e\u{301}", #line),
            ("ab ce\u{301}f", #line), ("é\u{301}", #line), ("(\u{301}", #line),
            ("a×b", #line), ("mais…", #line), ("a!b? c", #line), ("a – b—c", #line),
            ("Ωμέγα", #line), ("aΩb Ωa", #line), ("a\u{AD}b", #line), ("a\u{AD}(b", #line),
            ("a\u{AD}\u{AD} b", #line), ("a\u{200B}b", #line), ("a\u{2060}b c", #line),
            ("a\nb", #line), ("a\u{2318}b \u{2318} c", #line), ("\u{5D0}a", #line),
        ]
        for row in rows {
            for style in UInt16(0)..<5 {
                assertSame([(row.text, style, -1)], line: row.line)
                assertSame([(row.text, style, -1), (row.text, style, -1)], line: row.line)
                assertSame([("a", 0, -1), (row.text, style, 3), ("b ", 0, -1)], line: row.line)
            }
        }
    }

    func testRandomWordsAreAsTheirCharacters() {
        let parts = [
            "a", "V", "To", "1", "9", ".", ",", ":", ";", " ", " ", "é", "Ã", "-", "#", "=",
            "R$ 1", "$", "%", "·", "/", "(", ")", "\u{A0}", "\u{AD}", "“", "!", "Ω", "\u{301}",
            "\u{200B}", "º", "\"", "+", "–",
        ]
        var state: UInt64 = 7
        func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        for _ in 0..<3000 {
            let pieces = (0..<1 + next(3)).map { _ in
                (
                    (0..<next(9)).map { _ in parts[next(parts.count)] }.joined(),
                    UInt16(next(5)), Int32(next(3)) - 1
                )
            }
            assertSame(pieces)
        }
    }

    /// A run says whether its glyphs kern, so that what draws it need not look.
    func testRunsSayWhetherTheyKern() {
        let rows: [(text: String, isKerned: Bool, line: UInt)] = [
            ("AVATAR", true, #line), ("123,45", false, #line), ("(1)", false, #line),
            ("1 23", false, #line), ("1 VA", true, #line),
        ]
        for row in rows {
            for isLong in [false, true] {
                var shaper = shaper()
                shaper.takesLongWay = isLong
                _ = shape([(row.text, 0, -1)], in: &shaper)
                XCTAssertEqual(shaper.runs[0].isKerned, row.isKerned, row.text, line: row.line)
            }
        }
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

    /// Texts of one pattern are made of one that was shaped; they are what shaping makes of them.
    func testTextsOfFiguresAreShapedAsOthersAre() {
        let patterns: [Pieces] = [
            [("R$ #,##", 0, -1)], [("Nº ## de ####", 1, -1)], [("##  # ", 2, -1)],
            [("a#Ω#b (#)", 3, -1)], [("#\u{301} x#", 0, -1)], [("Vá a #% até ##/##/####.", 4, -1)],
            [("#\u{AD}# -#", 4, -1)], [("#\u{2318}", 0, -1)], [("########", 1, -1)],
            [("sem figuras", 0, -1)], [("até ", 0, -1), ("##/##", 1, -1), (" AV#", 0, 2)],
            [("#", 0, 1), ("##", 0, -1), ("Te # Vo", 3, 1)], [("\u{2460} # ½", 0, -1)],
        ]
        var state: UInt64 = 7
        func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        var shaper = shaper()
        for round in 0..<1500 {
            if round % 60 == 0 { shaper.removeAll() }
            // Few digits, so that whole texts come again too.
            let pieces = patterns[next(patterns.count)].map { piece in
                (
                    String(piece.text.map { $0 == "#" ? Character("\(next(3) * 4)") : $0 }),
                    piece.style, piece.link
                )
            }
            let found = shapeParagraph(pieces, in: &shaper)
            var plain = self.shaper()
            plain.takesLongWay = true
            XCTAssertEqual(found, shape(pieces, in: &plain), "\(pieces)")
            XCTAssertEqual(shaper.missing.count, plain.missing.count, "\(pieces)")
            shaper.missing.removeAll()
            if testRun!.failureCount > 0 { return }
        }
    }

    /// Shapes a paragraph of a document, or finds it shaped already.
    private func shapeParagraph(_ pieces: Pieces, in shaper: inout TextShaper) -> String {
        let tree = BoxTree()
        var box = Box(kind: .paragraph, role: .paragraph, style: 0, node: 0)
        box.count = Int32(pieces.count)
        for piece in pieces {
            let start = tree.text.count
            tree.text.append(string: piece.text)
            tree.inlines.append(
                Inline(
                    text: TextRange(start: start, count: tree.text.count - start),
                    style: piece.style, isBreak: false, link: piece.link, path: -1))
        }
        return described(shaper.shape(box, of: tree), in: shaper)
    }

    func testOneTextOfEachPatternIsKept() {
        let long = String(repeating: "número ", count: 19)
        let rows: [(texts: [String], kept: Int, line: UInt)] = [
            (["R$ 1,00", "R$ 2,45", "R$ 9,00"], 1, #line), (["1", "2", "3"], 1, #line),
            (["R$ 1,00", "R$ 12,00", "R$ 123,00"], 0, #line),
            (["Ana", "Eva", "Ida"], 0, #line),
            // A mark may compose with one digit and not with another.
            (["1\u{301}", "2\u{301}", "3\u{301}"], 0, #line),
            (["1\u{2318}", "2\u{2318}", "3\u{2318}"], 0, #line),
            ([long + "1", long + "2", long + "3"], 0, #line),
        ]
        for row in rows {
            var shaper = shaper()
            for text in row.texts {
                _ = withView(text) { shaper.shape($0, style: 0, path: -1) }
            }
            XCTAssertEqual(shaper.additions.count, row.kept, "\(row.texts)", line: row.line)
        }
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
