import CHarfBuzz
import XCTest

@testable import Fonts

final class KerningTests: XCTestCase {
    /// The kerning of one pair as HarfBuzz shapes it alone, in 1/1000 em.
    private func shaped(
        _ left: UInt32, _ right: UInt32, _ script: hb_script_t, _ face: HarfBuzzFace
    ) -> Int {
        let buffer = unsafe hb_buffer_create()
        defer { unsafe hb_buffer_destroy(buffer) }
        unsafe hb_buffer_add_utf32(buffer, [left, right], 2, 0, 2)
        unsafe hb_buffer_set_direction(buffer, HB_DIRECTION_LTR)
        unsafe hb_buffer_set_script(buffer, script)
        var off = ["liga", "clig", "calt", "rlig", "ccmp", "locl"].map {
            hb_feature_t(tag: openTypeTag($0), value: 0, start: 0, end: .max)
        }
        unsafe hb_shape(face.font, buffer, &off, UInt32(off.count))
        var count: UInt32 = 0
        let positions = unsafe hb_buffer_get_glyph_positions(buffer, &count)!
        XCTAssertEqual(count, 2)
        let advances = [left, right].map { face.advance(face.glyph($0)) }
        let kerned = unsafe Int(positions[0].x_advance) + Int(positions[1].x_advance)
        return thousandths(kerned - advances[0] - advances[1], of: face.unitsPerEm)
    }

    private func checkRandomPairs(
        _ face: FontFace, slice: String, _ script: hb_script_t, count: Int, line: UInt = #line
    ) throws {
        let bytes = try readFontFile(face.path).bytes
        let units = try SfntHeader(bytes, path: face.path).unitsPerEm
        let harfBuzz = HarfBuzzFace(bytes, unitsPerEm: units)
        let index = face.slices.firstIndex { $0.label == slice }!
        let codes = (0...255).filter {
            face.slices[index].scalars[$0] != 0
                && harfBuzz.glyph(face.slices[index].scalars[$0]) != 0
        }
        var random = Seeded(7)
        var kerned = 0
        for _ in 0..<count {
            let left = codes[random.next(below: codes.count)]
            let right = codes[random.next(below: codes.count)]
            let scalars = face.slices[index].scalars
            let expected = shaped(scalars[left], scalars[right], script, harfBuzz)
            let found = face.kerning(slice: index, UInt8(left), UInt8(right))
            XCTAssertEqual(found, expected, "\(face.family) \(left) \(right)", line: line)
            kerned += found == 0 ? 0 : 1
        }
        XCTAssertGreaterThan(kerned, 0, "\(face.family) \(slice)", line: line)
    }

    func testRandomPairsAreHarfBuzz() throws {
        for face in TestFonts.kerned {
            try checkRandomPairs(face, slice: "core", HB_SCRIPT_LATIN, count: 500)
        }
    }

    func testLaterSlicesKernInTheirScript() throws {
        for (slice, script) in [
            ("latin-a", HB_SCRIPT_LATIN), ("greek", HB_SCRIPT_GREEK),
            ("cyrillic", HB_SCRIPT_CYRILLIC),
        ] { try checkRandomPairs(TestFonts.roboto, slice: slice, script, count: 200) }
    }

    func testWellKnownPairs() {
        for face in TestFonts.kerned {
            for pair in ["AV", "To", "Te", "LT"] {
                let codes = Array(pair.utf8)
                let kerning = face.kerning(slice: 0, codes[0], codes[1])
                XCTAssertLessThan(kerning, -10, "\(pair) in \(face.family)")
                XCTAssertGreaterThan(kerning, -200, "\(pair) in \(face.family)")
            }
            XCTAssertEqual(face.kerning(slice: 0, 0x48, 0x48), 0)  // HH
        }
    }

    func testDigitsDoNotKern() {  // columns of figures depend on it
        for face in [TestFonts.roboto, TestFonts.face("Liberation Sans")] {
            for left in UInt8(0x32)...0x39 {
                for right in UInt8(0x32)...0x39 {
                    XCTAssertEqual(face.kerning(slice: 0, left, right), 0)
                }
            }
        }
    }

    func testUnusedCodesDoNotKern() {
        let face = TestFonts.roboto
        for other in [UInt8(0), 0x1F, 0x7F, 0xAD] {
            XCTAssertEqual(face.kerning(slice: 0, other, 0x56), 0)
            XCTAssertEqual(face.kerning(slice: 0, 0x41, other), 0)
        }
    }

    func testPairTableKeepsEveryValue() {
        var random = Seeded(3)
        var matrix = [Int16](repeating: 0, count: 65_536)
        for _ in 0..<5_000 {
            matrix[random.next(below: 65_536)] = Int16(random.next(below: 65_536) - 32_768)
        }
        let table = PairTable(matrix: matrix)
        for left in 0...255 {
            for right in 0...255 {
                XCTAssertEqual(
                    table[UInt8(left), UInt8(right)], Int(matrix[left * 256 + right]))
            }
        }
        XCTAssertEqual(PairTable(matrix: [Int16](repeating: 0, count: 65_536)).values.count, 1)
    }

    func testWorkersAgreeOnALaterSlice() async throws {
        let face = try FontFace(path: TestFonts.roboto.path)
        let index = face.slices.firstIndex { $0.label == "cyrillic" }!
        let sums = await withTaskGroup(of: Int.self) { group in
            for _ in 0..<4 {
                group.addTask {
                    var sum = 0
                    for left in UInt8.min...UInt8.max {
                        sum = sum &* 31 &+ face.kerning(slice: index, left, 0x39)
                    }
                    return sum + face.slices[index].fontFile.count
                }
            }
            return await group.reduce(into: Set<Int>()) { $0.insert($1) }
        }
        XCTAssertEqual(sums.count, 1)
    }
}
