import CHarfBuzz
import XCTest

@testable import Fonts

final class FontFaceTests: XCTestCase {
    func testEveryCharacterOfPortugueseIsInTheCore() {
        let text = "Conta de telefone nº 12 – Período: 1º/3 a 31/3 (R$ 1.234,56) “à vista” € ‘ç’ …"
        for scalar in (text + "ÁÀÂÃÇÉÊÍÓÔÕÚÜáàâãçéêíóôõúü\u{A0}\u{202F}−•™").unicodeScalars {
            for face in TestFonts.kerned {
                let glyph = face.glyph(scalar.value)
                XCTAssertFalse(glyph.isMissing, "\(scalar) in \(face.family)")
                XCTAssertEqual(glyph.slice, 0, "\(scalar) in \(face.family)")
            }
        }
    }

    func testCodesAndSlices() {
        let rows: [(scalar: UInt32, code: UInt8, slice: String, line: UInt)] = [
            (0x20, 0x20, "core", #line), (0x41, 0x41, "core", #line), (0xE9, 0xE9, "core", #line),
            (0xA0, 0xA0, "core", #line), (0x20AC, 0x80, "core", #line),
            (0x2212, 0x81, "core", #line), (0xBD, 0x29 + 2, "latin-symbols", #line),
            (0x100, 0x21, "latin-a", #line), (0x3B1, 0x65, "greek", #line),
            (0x416, 0x39, "cyrillic", #line), (0x1EBF, 0x42, "vietnamese", #line),
        ]
        let face = TestFonts.roboto
        for row in rows {
            let glyph = face.glyph(row.scalar)
            XCTAssertFalse(glyph.isMissing, line: row.line)
            let slice = face.slices[glyph.slice]
            XCTAssertEqual(slice.label, row.slice, line: row.line)
            XCTAssertEqual(slice.scalars[Int(glyph.code)], row.scalar, line: row.line)
            XCTAssertEqual(slice.widths[Int(glyph.code)], glyph.advance, line: row.line)
            XCTAssertEqual(glyph.code, row.code, line: row.line)
        }
    }

    func testMissingCharacters() {
        let rows: [(scalar: UInt32, line: UInt)] = [
            (0, #line), (0x0A, #line), (0x7F, #line), (0xAD, #line),  // controls, soft hyphen
            (0x301, #line), (0x200B, #line), (0x200D, #line), (0x202E, #line),  // mark, formats
            (0x627, #line), (0x4E2D, #line), (0x939, #line),  // Arabic, Han, Devanagari
            (0xD800, #line), (0xFFFD, #line), (0xFFFF, #line),
            (0x1F600, #line), (0x10FFFF, #line), (.max, #line),
        ]
        for face in TestFonts.kerned {
            for row in rows {
                XCTAssertTrue(face.glyph(row.scalar).isMissing, face.family, line: row.line)
            }
        }
    }

    func testAdvancesAreHarfBuzz() throws {
        for face in TestFonts.kerned {
            let bytes = try readFontFile(face.path).bytes
            let unitsPerEm = try SfntHeader(bytes, path: face.path).unitsPerEm
            let other = HarfBuzzFace(bytes, unitsPerEm: unitsPerEm)
            var compared = 0
            for scalar in UInt32(0x20)...0xFFFF {
                let code = face.glyph(scalar)
                var glyph: UInt32 = 0
                guard !code.isMissing,
                    unsafe hb_font_get_nominal_glyph(other.font, scalar, &glyph) != 0
                else { continue }
                let units = unsafe hb_font_get_glyph_h_advance(other.font, glyph)
                let exact = Double(units) * 1000 / Double(unitsPerEm)
                XCTAssertEqual(code.advance, Int((exact + 0.5).rounded(.down)))
                compared += 1
            }
            XCTAssertEqual(
                compared,
                face.slices.flatMap(\.scalars).count { $0 != 0 && other.glyph($0) != 0 })
            XCTAssertGreaterThan(compared, 700, face.family)
        }
    }

    func testGlyphsStandInForOnesTheFaceLacks() throws {
        let small = try FontFace(bytes: TestFonts.small, path: "small.ttf")  // no U+00A0, no U+202F
        for scalar in [UInt32(0xA0), 0x202F] {
            XCTAssertEqual(small.glyph(scalar).advance, small.glyph(0x20).advance)
            XCTAssertNotEqual(small.glyph(scalar).code, 0x20)
        }
        XCTAssertTrue(small.glyph(0x2011).isMissing)
        let rows: [(family: String, scalar: UInt32, shown: UInt32, line: UInt)] = [
            ("Noto Sans", 0x2212, 0x2013, #line), ("Open Sans", 0x202F, 0x2009, #line),
        ]
        for row in rows {
            let face = TestFonts.face(row.family)
            let bytes = try readFontFile(face.path).bytes
            XCTAssertEqual(HarfBuzzFace(bytes, unitsPerEm: 2048).glyph(row.scalar), 0)
            XCTAssertEqual(
                face.glyph(row.scalar).advance, face.glyph(row.shown).advance, line: row.line)
        }
    }

    func testComposed() {
        let rows: [(base: UInt32, mark: UInt32, composed: UInt32, line: UInt)] = [
            (0x65, 0x301, 0xE9, #line), (0x61, 0x303, 0xE3, #line), (0x63, 0x327, 0xE7, #line),
            (0x55, 0x308, 0xDC, #line), (0xEA, 0x301, 0x1EBF, #line), (0x418, 0x306, 0x419, #line),
            (0x62, 0x301, 0, #line),  // no such character
            (0x301, 0x65, 0, #line), (0x65, 0x65, 0, #line), (0, 0, 0, #line),
            (0x1100, 0x1161, 0, #line),  // Hangul: composed, but not in the face
            (.max, 0x301, 0, #line),
        ]
        for row in rows {
            XCTAssertEqual(
                TestFonts.roboto.composed(row.base, row.mark), row.composed, line: row.line)
        }
    }

    func testMetricsOfRoboto() {  // hhea 1900 -500 0, OS/2 1456 1082, post -150 100, of 2048
        let face = TestFonts.roboto
        XCTAssertEqual(face.ascent, 928)
        XCTAssertEqual(face.descent, 244)
        XCTAssertEqual(face.lineGap, 0)
        XCTAssertEqual(face.capHeight, 711)
        XCTAssertEqual(face.xHeight, 528)
        XCTAssertEqual(face.underlinePosition, -73)
        XCTAssertEqual(face.underlineThickness, 49)
        XCTAssertEqual(face.metrics.flags, 4)
        let slanted = TestFonts.face("Roboto", 700, italic: true)
        XCTAssertEqual(slanted.metrics.flags, 68)
        XCTAssertEqual(slanted.metrics.italicAngle, -12)
        XCTAssertGreaterThan(slanted.metrics.stemV, face.metrics.stemV)
        XCTAssertEqual(TestFonts.face("Liberation Mono").metrics.flags & 1, 1)
    }

    func testNamesWeightAndSlant() {
        let rows: [(face: FontFace, family: String, name: String, weight: Int, italic: Bool)] = [
            (TestFonts.roboto, "Roboto", "Roboto-Regular", 400, false),
            (
                TestFonts.face("Roboto", 700, italic: true), "Roboto", "Roboto-BoldItalic", 700,
                true
            ),
            (TestFonts.face("Open Sans"), "Open Sans", "OpenSans", 400, false),
        ]
        for row in rows {
            XCTAssertEqual(row.face.family, row.family)
            XCTAssertEqual(row.face.postScriptName, row.name)
            XCTAssertEqual(row.face.weight, row.weight)
            XCTAssertEqual(row.face.isItalic, row.italic)
        }
    }

    func testPDFNames() {
        let rows: [(name: String, path: String, result: String, line: UInt)] = [
            ("Roboto-Bold", "x.ttf", "Roboto-Bold", #line),
            ("Ev/il (1)#", "x.ttf", "Evil1", #line),
            ("", "/fonts/Marca Própria-Bold.ttf", "MarcaPrpria-Bold", #line),
            ("字体", "/字体.ttf", "Font", #line), ("", "", "Font", #line),
            (String(repeating: "x", count: 99), "", String(repeating: "x", count: 63), #line),
        ]
        for row in rows {
            XCTAssertEqual(pdfName(row.name, path: row.path), row.result, line: row.line)
        }
    }

    func testFaceIsOpenedOnceUntilTheFileChanges() throws {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "fatura-\(ProcessInfo.processInfo.processIdentifier)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "small.ttf")
        try Data(TestFonts.small).write(to: file)
        let first = try FontFace.shared(path: file.path)
        XCTAssertTrue(try FontFace.shared(path: file.path) === first)
        try Data(TestFonts.small + [0, 0, 0, 0]).write(to: file)
        let second = try FontFace.shared(path: file.path)
        XCTAssertFalse(second === first)
        XCTAssertEqual(second.glyph(0x41), first.glyph(0x41))
    }

    func testRounding() {
        let rows: [(units: Int, unitsPerEm: Int, result: Int, line: UInt)] = [
            (0, 2048, 0, #line), (2048, 2048, 1000, #line), (1, 2000, 1, #line),
            (-1, 2000, 0, #line), (-3, 2000, -1, #line), (3, 2000, 2, #line),
            (-2048, 2048, -1000, #line), (-150, 2048, -73, #line), (1, 16, 63, #line),
        ]
        for row in rows {
            XCTAssertEqual(
                thousandths(row.units, of: row.unitsPerEm), row.result, line: row.line)
        }
    }
}
