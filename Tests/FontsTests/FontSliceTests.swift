import CHarfBuzz
import Compression
import XCTest

@testable import Fonts

final class FontSliceTests: XCTestCase {
    func testTwoInstancesGiveTheSameBytes() throws {
        let a = try FontFace(path: TestFonts.roboto.path)
        let b = try FontFace(path: TestFonts.roboto.path)
        XCTAssertEqual(a.slices.count, b.slices.count)
        for (left, right) in zip(a.slices, b.slices).reversed() {
            XCTAssertEqual(left.name, right.name)
            XCTAssertEqual(left.fontFile, right.fontFile)
            XCTAssertEqual(left.toUnicode, right.toUnicode)
            XCTAssertEqual(left.cidToGID, right.cidToGID)
        }
    }

    func testEverySliceHasAllItsGlyphs() throws {
        for face in TestFonts.kerned {
            let bytes = try readFontFile(face.path).bytes
            let units = try SfntHeader(bytes, path: face.path).unitsPerEm
            let original = HarfBuzzFace(bytes, unitsPerEm: units)
            for slice in face.slices { try check(slice, original) }
        }
    }

    private func check(_ slice: FontSlice, _ original: HarfBuzzFace) throws {
        let program = try inflate(slice.fontFile, limit: 1 << 20)
        XCTAssertEqual(program.count, slice.fontFileLength)
        let subset = HarfBuzzFace(program, unitsPerEm: original.unitsPerEm)
        XCTAssertEqual(
            Set(subset.tableTags),
            Set(["glyf", "head", "hhea", "hmtx", "loca", "maxp"].map(openTypeTag)))
        let map = try inflate(slice.cidToGID, limit: 512)
        XCTAssertEqual(map.count, 512)
        for code in 0...255 {
            let glyph = UInt32(map[code * 2]) << 8 | UInt32(map[code * 2 + 1])
            let scalar = slice.scalars[code]
            XCTAssertEqual(glyph == 0, scalar == 0, "\(slice.name) \(code)")
            guard scalar != 0, original.glyph(scalar) != 0 else { continue }
            XCTAssertLessThan(Int(glyph), subset.glyphCount)
            let before = original.glyph(scalar)
            XCTAssertEqual(subset.advance(glyph), original.advance(before))
            XCTAssertEqual(extents(subset, glyph), extents(original, before), "\(slice.name)")
        }
    }

    private func extents(_ face: HarfBuzzFace, _ glyph: UInt32) -> [Int32] {
        var box = hb_glyph_extents_t()
        XCTAssertNotEqual(unsafe hb_font_get_glyph_extents(face.font, glyph, &box), 0)
        return [box.x_bearing, box.y_bearing, box.width, box.height]
    }

    func testNamesAreTaggedApart() {
        let faces = [TestFonts.roboto, TestFonts.face("Roboto", 700)]
        let names = faces.flatMap { $0.slices.map(\.name) }
        XCTAssertEqual(Set(names.map { $0.prefix(6) }).count, names.count)
        for name in names {
            XCTAssertNotNil(name.wholeMatch(of: /[A-Z]{6}\+Roboto-(Regular|Bold)/), name)
        }
    }

    func testCoreSlicesOfTwoFacesFitTheBill() {
        for family in ["Roboto", "Open Sans", "Noto Sans"] {
            let sizes = [400, 700].map {
                TestFonts.face(family, $0).slices[0].fontFile.count
            }
            XCTAssertLessThanOrEqual(sizes[0] + sizes[1], 20_000, family)
        }
    }

    func testTextComesBackFromTheCore() throws {
        let slice = TestFonts.roboto.slices[0]
        let program = try inflate(slice.toUnicode, limit: 1 << 16)
        let map = readBack(String(decoding: program, as: UTF8.self))
        for code in 0...255 {
            XCTAssertEqual(map[code] ?? 0, slice.scalars[code], "code \(code)")
        }
        XCTAssertEqual(map[0x81], 0x2212)
        XCTAssertEqual(map[0xA0], 0xA0)
        XCTAssertEqual(map[0x90], 0x202F)
    }

    /// A CMap's codes and scalars, read as a viewer would.
    private func readBack(_ program: String) -> [Int: UInt32] {
        var map: [Int: UInt32] = [:]
        for match in program.matches(of: /<(..)> <(....)>\n/) {
            map[Int(match.1, radix: 16)!] = UInt32(match.2, radix: 16)!
        }
        for match in program.matches(of: /<(..)> <(..)> <(....)>\n/) {
            let first = Int(match.1, radix: 16)!
            for code in first...Int(match.2, radix: 16)! {
                map[code] = UInt32(match.3, radix: 16)! + UInt32(code - first)
            }
        }
        return map
    }
}
