import Primitives
import XCTest

@testable import Fonts

final class FontFeaturesTests: XCTestCase {
    private func face(_ family: String, _ features: FontFeatures) throws -> FontFace {
        try XCTUnwrap(
            TestFonts.catalog.face(family: family, weight: 400, italic: false, features: features))
    }

    func testFontsSayWhatTheyHave() throws {
        let all = FontFeatures.names.reduce(into: FontFeatures()) { $0.insert($1.feature) }
        let rows: [(family: String, features: FontFeatures, line: UInt)] = [
            ("Roboto", all, #line), ("Noto Sans", all, #line),
            ("Open Sans", all.subtracting(.smallCaps), #line),
            ("Liberation Sans", .tabularFigures, #line),  // all its figures are equally wide
            ("DejaVu Sans", .tabularFigures, #line),
        ]
        for row in rows {
            XCTAssertEqual(try face(row.family, []).features, row.features, line: row.line)
        }
        XCTAssertEqual(
            TestFonts.catalog.familyNames(having: .smallCaps),
            ["Noto Sans", "Noto Serif", "Roboto", "Roboto Condensed"])
    }

    func testSmallCapsAreOtherGlyphsOfTheSameCharacters() throws {
        let (plain, small) = (try face("Roboto", []), try face("Roboto", .smallCaps))
        XCTAssertNotEqual(plain.slices[0].name, small.slices[0].name)
        XCTAssertEqual(plain.slices[0].scalars, small.slices[0].scalars)
        XCTAssertEqual(plain.glyph(0x41), small.glyph(0x41))
        XCTAssertNotEqual(plain.glyph(0x61).advance, small.glyph(0x61).advance)
        XCTAssertEqual(plain.glyph(0x61).code, small.glyph(0x61).code)
        XCTAssertLessThan(small.glyph(0x6D).advance, plain.glyph(0x4D).advance)
    }

    func testFigures() throws {
        let digits = (0x30...0x39).map { UInt32($0) }
        let widths = { (features: FontFeatures) in
            let face = try self.face("Roboto", features)
            return Set(digits.map { face.glyph($0).advance })
        }
        XCTAssertEqual(try widths(.tabularFigures).count, 1)
        XCTAssertGreaterThan(try widths(.proportionalFigures).count, 1)
        let oldStyle = try face("Roboto", .oldStyleFigures)
        XCTAssertNotEqual(oldStyle.slices[0].fontFile, try face("Roboto", []).slices[0].fontFile)
    }

    func testKerningIsThatOfTheWantedForms() throws {
        let small = try face("Roboto", .smallCaps)
        let pairs = [("T", "a"), ("A", "v"), ("a", "v"), ("l", "t")].map { pair in
            small.kerning(
                slice: 0, small.glyph(pair.0.unicodeScalars.first!.value).code,
                small.glyph(pair.1.unicodeScalars.first!.value).code)
        }
        XCTAssertTrue(pairs.contains { $0 < 0 }, "\(pairs)")
        XCTAssertTrue(pairs.allSatisfy { abs($0) < 200 }, "\(pairs)")
    }
}
