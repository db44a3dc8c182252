import DocumentModel
import Fonts
import Foundation
import Primitives
import XCTest

@testable import TextShaping

final class OneLineTests: XCTestCase {
    private static let faces: [FontFace] = {
        let file = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../fonts/fonts.json").standardized
        let json = try! [UInt8](Data(contentsOf: file))
        let catalog = try! FontCatalog(json: json, file: "fonts.json", baseFolder: "fonts")
        return [
            try! catalog.face(family: "Roboto", weight: 400, italic: false)!,
            try! catalog.face(family: "Open Sans", weight: 400, italic: false)!,
        ]
    }()

    /// Style 0 is plain, 1 spaced, 2 of another face.
    private func shaper(cells: Int = 0) -> TextShaper {
        var styles = Array(repeating: Style(), count: 3)
        styles[0].fontSize = .points(7.5)
        styles[1].letterSpacing = .points(0.25)
        styles[2].font = 1
        let page = PageMaster(
            width: .points(200), height: .points(200), margin: .zero, header: -1, footer: -1)
        let fonts = ["Roboto", "Open Sans"].map {
            FontRequest(family: $0, weight: 400, isItalic: false)
        }
        let cell = TextCell(
            role: .cell, textRole: .none, style: 0, textStyle: 0, node: 0, textNode: 0, span: 1)
        return TextShaper(
            resources: DocumentResources(
                styles: styles, fonts: fonts, tables: [], images: [], firstPage: page,
                restPage: page, nodes: [], nodeNames: [],
                source: SourceText(file: "template.xml", bytes: []),
                textCells: Array(repeating: cell, count: cells)),
            faces: Self.faces)
    }

    /// Codes, width and kerning of a text of one run, as `shape` makes it; nil if it makes anything else.
    private func shaped(_ text: ByteView, _ style: UInt16) -> (codes: [UInt8], width: Int)? {
        var shaper = shaper()
        shaper.begin()
        shaper.append(text, style: style, link: -1, path: -1)
        let shaped = shaper.texts[shaper.finish()]
        guard shaped.endRun == shaped.firstRun + 1, shaper.missing.isEmpty else { return nil }
        let run = shaper.runs[Int(shaped.firstRun)]
        let codes = (Int(run.firstGlyph)..<Int(run.endGlyph)).map { shaper.glyphs.codes[$0] }
        return run.slice == 0 ? (codes, run.end) : nil
    }

    private func assertLine(_ text: String, _ style: UInt16, isLine: Bool, line: UInt) {
        var bytes = ByteBuffer()
        bytes.append(string: text)
        var shaper = shaper()
        guard let found = shaper.shapeLine(bytes.view, shaper.lineStyle(style)) else {
            XCTAssertFalse(isLine, "“\(text)” in style \(style)", line: line)
            XCTAssertEqual(shaper.glyphs.codes.count, 0, line: line)
            return
        }
        XCTAssertTrue(isLine, "“\(text)” in style \(style)", line: line)
        guard let wanted = shaped(bytes.view, style) else {
            return XCTFail("“\(text)” is not one run", line: line)
        }
        let codes = (0..<Int(found.count)).map { shaper.glyphs.codes[Int(found.firstGlyph) + $0] }
        XCTAssertEqual(codes, wanted.codes, text, line: line)
        XCTAssertEqual(found.width, wanted.width, text, line: line)
        let face = Self.faces[style == 2 ? 1 : 0]
        var kernings = UInt64(0)
        for (index, pair) in zip(codes, codes.dropFirst()).enumerated()
        where face.kerning(slice: 0, pair.0, pair.1) != 0 {
            kernings |= 1 << UInt64((index + 1) % 64)
        }
        XCTAssertEqual(found.kernings, kernings, text, line: line)
        let escaped = codes.contains { [13, 0x28, 0x29, 0x5C].contains($0) }
        XCTAssertEqual(found.isEscaped, escaped, text, line: line)
    }

    func testALineIsWhatShapingMakesOfIt() {
        let rows: [(text: String, isLine: Bool, line: UInt)] = [
            ("07:34:24", true, #line), ("01/06/2026", true, #line), ("1.234,56", true, #line),
            ("61 9****-0695", true, #line), ("Avenida To. AVATAR", true, #line),
            ("Ligações São João", true, #line), ("é", true, #line),
            ("(11) [a] {b} \\", true, #line),
            (String(repeating: "AVATAR To. ", count: 9) + "AV", true, #line),
            ("a b c", true, #line), ("x", true, #line), ("1234567 9", true, #line),
            ("12345678 0", true, #line), ("1234567 ", false, #line), ("12345678 ", false, #line),
            ("1234567  0", false, #line), ("123456  9", false, #line),
            ("12345678  1", false, #line),
            ("", false, #line), (" ", false, #line), (" a", false, #line), ("a ", false, #line),
            ("a  b", false, #line), ("a\nb", false, #line), ("a\tb", false, #line),
            ("a\u{A0}b", false, #line), ("\u{2212}1,00", false, #line), ("a×b", false, #line),
            ("e\u{301}", false, #line), ("a\u{AD}b", false, #line), ("\u{4E2D}", false, #line),
            ("Łódź", false, #line),
        ]
        for row in rows {
            for style in [0, 1, 2] as [UInt16] {
                assertLine(row.text, style, isLine: row.isLine, line: row.line)
            }
        }
    }

    func testRandomLinesAreWhatShapingMakesOfThem() {
        var state: UInt64 = 7
        let next = { (bound: Int) -> Int in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        let letters = Array("AVTWYLPo.,:-/fi0123456789çãéÁ(*%")
        for _ in 0..<500 {
            let words = (0..<1 + next(3)).map { _ in
                String((0..<1 + next(9)).map { _ in letters[next(letters.count)] })
            }
            let style = UInt16(next(3))
            assertLine(words.joined(separator: " "), style, isLine: true, line: #line)
        }
    }

    /// Texts of cells are known again, by their pattern or whole; others that take their places, or differ by a
    /// byte, are not taken for them, and codes that were forgotten are not looked for.
    func testTextsOfCellsAreShapedAsOthersAre() {
        var shaper = shaper(cells: 3)
        var plain = self.shaper()
        for round in 0..<3 {
            for number in 0..<900 {
                let text =
                    switch number % 5 {
                    case 0: "AV\(String(repeating: "To ", count: number % 11))\(number)"
                    case 1: "Vó Ta\(String(repeating: "y", count: number % 30))"
                    case 2: "\(10 + number % 20)/0\(number % 9)/2026"
                    case 3: "\(number),\(10 + number % 90)"
                    default: "61 9*-\(1000 + number) (\(number % 7))  "
                    }
                var bytes = ByteBuffer()
                bytes.append(string: String(text.dropLast(number % 4 == 0 ? 2 : 0)))
                let style = UInt16(number % 3)
                let found = shaper.shapeText(
                    bytes.view, shaper.lineStyle(style), cell: Int(style))
                let wanted = plain.shapeLine(bytes.view, plain.lineStyle(style))
                XCTAssertEqual(told(found, shaper.glyphs), told(wanted, plain.glyphs), text)
                if number % 50 == 0 { shaper.forgetCodes(from: shaper.glyphs.codes.count / 2) }
                if testRun!.failureCount > 0 { return }
            }
            if round == 1 { shaper.removeAll() }
        }
    }

    private func told(_ line: LineText?, _ glyphs: GlyphStore) -> String {
        guard let line else { return "none" }
        let codes = (0..<Int(line.count)).map { glyphs.codes[Int(line.firstGlyph) + $0] }
        return "\(codes) \(line.width) \(line.kernings) \(line.isEscaped)"
    }

    func testMillionthsAreRoundedAndHeld() {
        let rows: [(millionths: Int, milliPoints: Int32, line: UInt)] = [
            (0, 0, #line), (499, 0, #line), (500, 1, #line), (-1, 0, #line), (-501, 0, #line),
            (-1499, 0, #line), (-1500, -1, #line), (1_234_567, 1235, #line),
            (2_147_483_647_000, .max, #line), (3_000_000_000_000, .max, #line),
            (-3_000_000_000_000, .min, #line), (1 << 40, 1_099_511_628, #line),
            ((1 << 40) - 500, 1_099_511_627, #line), ((1 << 40) - 501, 1_099_511_627, #line),
        ]
        for row in rows {
            XCTAssertEqual(
                Length(millionths: row.millionths).milliPoints, row.milliPoints, line: row.line)
        }
    }

    /// Bytes that are not marked as kerning do not kern with each other.
    func testFiguresStandApart() {
        for face in Self.faces {
            let table = LineGlyph.table(of: face)
            let apart = table.indices.filter {
                table[$0].packed & (LineGlyph.kerns | LineGlyph.strange) == 0
            }
            XCTAssertTrue(Set(0x30...0x39).isSubset(of: apart))
            for left in apart {
                for right in apart {
                    let pair = (face.glyph(UInt32(left)).code, face.glyph(UInt32(right)).code)
                    XCTAssertEqual(face.kerning(slice: 0, pair.0, pair.1), 0, "\(left) \(right)")
                }
            }
        }
    }
}
