import XCTest

@testable import Fonts

final class FontErrorTests: XCTestCase {
    private func reason(_ bytes: [UInt8]) -> FontError.Reason? {
        do {
            _ = try FontFace(bytes: bytes, path: "x.ttf")
            return nil
        } catch {
            XCTAssertEqual(error.path, "x.ttf")
            XCTAssertFalse(error.message.isEmpty)
            XCTAssertFalse(error.cure.isEmpty)
            return error.reason
        }
    }

    /// The small font with bytes of a table changed, at an offset in the table.
    private func small(_ table: String, _ offset: Int, _ bytes: [UInt8]) -> [UInt8] {
        var font = TestFonts.small
        let start = TestFonts.table(table, in: font) + offset
        font.replaceSubrange(start..<start + bytes.count, with: bytes)
        return font
    }

    /// The small font with a table's record changed, at an offset in the record.
    private func record(_ table: String, _ offset: Int, _ bytes: [UInt8]) -> [UInt8] {
        var font = TestFonts.small
        let start = TestFonts.record(table, in: font) + offset
        font.replaceSubrange(start..<start + bytes.count, with: bytes)
        return font
    }

    func testSmallFontIsSound() throws {
        XCTAssertNil(reason(TestFonts.small))
        let face = try FontFace(bytes: TestFonts.small, path: "x.ttf")
        XCTAssertEqual(face.slices.map(\.label), ["core"])
        XCTAssertEqual(face.glyph(0xE9).code, 0xE9)
        XCTAssertTrue(face.glyph(0x42).isMissing)
        XCTAssertEqual(
            face.kerning(slice: 0, 0x41, 0x56), TestFonts.roboto.kerning(slice: 0, 0x41, 0x56))
    }

    func testFilesThatAreNoStaticTrueTypeFonts() {
        let tail = [UInt8](repeating: 0, count: 64)
        let rows: [(bytes: [UInt8], reason: FontError.Reason, line: UInt)] = [
            ([], .notTrueType, #line), ([0, 1, 0, 0], .notTrueType, #line),
            (Array("%PDF-1.7\n".utf8) + tail, .notTrueType, #line),
            (Array("OTTO".utf8) + tail, .postScriptOutlines, #line),
            (Array("ttcf".utf8) + tail, .wrapped(kind: "font collection"), #line),
            (Array("wOF2".utf8) + tail, .wrapped(kind: "web font"), #line),
            (Array("wOFF".utf8) + tail, .wrapped(kind: "web font"), #line),
            ([0, 1, 0, 0, 0xFF, 0xFF] + tail, .corrupt(table: "sfnt"), #line),
            ([0, 1, 0, 0, 0, 0] + tail, .missingTable("cmap"), #line),
            (record("GPOS", 0, Array("fvar".utf8)), .variable, #line),
            (record("GPOS", 0, Array("CFF ".utf8)), .postScriptOutlines, #line),
            (record("GPOS", 0, Array("CFF2".utf8)), .postScriptOutlines, #line),
        ]
        for row in rows { XCTAssertEqual(reason(row.bytes), row.reason, line: row.line) }
    }

    func testDamagedTables() {
        let rows: [(bytes: [UInt8], reason: FontError.Reason, line: UInt)] = [
            (record("glyf", 0, Array("gone".utf8)), .missingTable("glyf"), #line),
            (record("OS/2", 0, Array("gone".utf8)), .missingTable("OS/2"), #line),
            (record("glyf", 8, [0x7F]), .corrupt(table: "glyf"), #line),
            (record("cmap", 12, [0xFF, 0xFF, 0xFF, 0xFF]), .corrupt(table: "cmap"), #line),
            (record("head", 12, [0, 0, 0, 12]), .corrupt(table: "head"), #line),
            (record("hmtx", 12, [0, 0, 0, 6]), .corrupt(table: "hmtx"), #line),
            (small("head", 18, [0, 0]), .corrupt(table: "head"), #line),
            (small("head", 12, [0]), .corrupt(table: "head"), #line),
            (small("maxp", 4, [0, 0]), .corrupt(table: "maxp"), #line),
            (small("maxp", 4, [0xFF, 0xFF]), .corrupt(table: "hmtx"), #line),
            (small("hhea", 34, [0, 0]), .corrupt(table: "hmtx"), #line),
            (small("loca", 2, [0xFF, 0xFF]), .corrupt(table: "loca"), #line),
            (small("cmap", 2, [0, 0]), .noCharacters, #line),
        ]
        for row in rows { XCTAssertEqual(reason(row.bytes), row.reason, line: row.line) }
    }

    func testLicences() {
        let rows: [(fsType: Int, allowed: Bool, line: UInt)] = [
            (0, true, #line), (4, true, #line), (8, true, #line), (0x0C, true, #line),
            (2, false, #line), (0x0100, false, #line), (0x0104, false, #line),
            (0x0200, false, #line),
        ]
        for row in rows {
            let bytes = small("OS/2", 8, [UInt8(row.fsType >> 8), UInt8(row.fsType & 0xFF)])
            XCTAssertEqual(
                reason(bytes), row.allowed ? nil : .embeddingForbidden(fsType: row.fsType),
                line: row.line)
        }
    }

    func testEveryTruncationIsAnError() {
        let font = TestFonts.small
        var random = Seeded(11)
        let last = stride(from: 12, to: 12 + Int(font[5]) * 16, by: 16)
            .map { record in
                font[record + 8..<record + 12].reduce(0) { $0 << 8 | Int($1) }
                    + font[record + 12..<record + 16].reduce(0) { $0 << 8 | Int($1) }
            }.max()!
        for _ in 0..<200 {
            XCTAssertNotNil(reason(Array(font.prefix(random.next(below: last)))))
        }
    }

    func testRandomBytesAreErrors() {
        var random = Seeded(13)
        for round in 0..<200 {
            var bytes = (0..<random.next(below: 2_000)).map { _ in
                UInt8(random.next(below: 256))
            }
            if round % 2 == 0 { bytes = [0, 1, 0, 0, 0, 9] + bytes }
            XCTAssertNotNil(reason(bytes))
        }
    }

    func testChangedBytesGiveAnErrorOrTheSameFaceTwice() throws {
        var random = Seeded(17)
        var opened = 0
        for _ in 0..<150 {
            var font = TestFonts.small
            for _ in 0...random.next(below: 8) {
                font[random.next(below: font.count)] = UInt8(random.next(below: 256))
            }
            guard let face = try? FontFace(bytes: font, path: "x.ttf") else { continue }
            let again = try FontFace(bytes: font, path: "x.ttf")
            opened += 1
            XCTAssertEqual(face.slices.map(\.fontFile), again.slices.map(\.fontFile))
            XCTAssertEqual(face.metrics, again.metrics)
            XCTAssertEqual(
                face.kerning(slice: 0, 0x41, 0x56), again.kerning(slice: 0, 0x41, 0x56))
        }
        XCTAssertGreaterThan(opened, 20)
    }

    func testPathsThatAreNoFontFiles() {
        let rows: [(path: String, reason: FontError.Reason, line: UInt)] = [
            ("/no/such/font.ttf", .noFile, #line), ("", .noFile, #line),
            ("/dev/null/font.ttf", .noFile, #line), ("/dev/null", .notAFile, #line),
            ("/", .notAFile, #line), (#filePath, .notTrueType, #line),
        ]
        for row in rows {
            XCTAssertThrowsError(try FontFace(path: row.path), line: row.line) {
                XCTAssertEqual(($0 as? FontError)?.reason, row.reason, line: row.line)
            }
        }
        XCTAssertThrowsError(try readFontFile(#filePath, limit: 10)) {
            XCTAssertEqual(($0 as? FontError)?.reason, .tooLarge(limit: 10))
        }
    }

    func testDiagnosticNamesTheCure() {
        let error = FontError("/f/x.ttf", .noFile, package: "fonts-x")
        XCTAssertEqual(
            error.diagnostic.text,
            "/f/x.ttf: error: there is no font file [F520]\n    install the package fonts-x")
    }
}
