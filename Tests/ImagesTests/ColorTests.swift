import Compression
import XCTest

import Primitives
@testable import Images

/// PNG files of every kind of sample, colour profiles, and grounds.
final class ColorTests: XCTestCase {
    private func png(
        _ width: Int, _ height: Int, depth: UInt8, colorType: UInt8, interlaced: Bool = false,
        rows: [UInt8], chunks: [UInt8] = []
    ) -> [UInt8] {
        SamplePNG.signature
            + SamplePNG.chunk(
                "IHDR",
                SamplePNG.four(width) + SamplePNG.four(height)
                    + [depth, colorType, 0, 0, interlaced ? 1 : 0])
            + chunks + SamplePNG.chunk("IDAT", Deflater(level: 6).zlib(rows))
            + SamplePNG.chunk("IEND", [])
    }

    private func rgba(_ bytes: [UInt8], line: UInt = #line) throws -> [UInt8] {
        try readPNG(PNGChunks.separatingProfile(bytes).file).rgba
    }

    func testEveryKindOfSample() throws {
        let palette = SamplePNG.chunk("PLTE", [1, 2, 3, 40, 50, 60])
        let rows: [(name: String, bytes: [UInt8], expected: [UInt8], line: UInt)] = [
            (
                "grey with alpha", png(2, 1, depth: 8, colorType: 4, rows: [0, 7, 255, 9, 0]),
                [7, 7, 7, 255, 9, 9, 9, 0], #line
            ),
            (
                "palette with transparency",
                png(
                    2, 1, depth: 8, colorType: 3, rows: [0, 1, 0],
                    chunks: palette + SamplePNG.chunk("tRNS", [128])),
                [40, 50, 60, 255, 1, 2, 3, 128], #line
            ),
            (
                "palette of one bit",
                png(2, 1, depth: 1, colorType: 3, rows: [0, 0b0100_0000], chunks: palette),
                [1, 2, 3, 255, 40, 50, 60, 255], #line
            ),
            (
                "grey of two bits", png(2, 1, depth: 2, colorType: 0, rows: [0, 0b0111_0000]),
                [85, 85, 85, 255, 255, 255, 255, 255], #line
            ),
            (
                "16 bits", png(1, 1, depth: 16, colorType: 2, rows: [0, 128, 0, 64, 0, 32, 0]),
                [128, 64, 32, 255], #line
            ),
            (
                "16 bits with alpha",
                png(1, 1, depth: 16, colorType: 6, rows: [0, 255, 255, 0, 0, 128, 0, 128, 0]),
                [255, 0, 128, 128], #line
            ),
            (
                // Passes 1 and 6 of Adam7 hold the two pixels.
                "interlaced",
                png(2, 1, depth: 8, colorType: 0, interlaced: true, rows: [0, 11, 0, 22]),
                [11, 11, 11, 255, 22, 22, 22, 255], #line
            ),
        ]
        for row in rows {
            XCTAssertEqual(try rgba(row.bytes), row.expected, row.name, line: row.line)
        }
    }

    func testGroundLeavesNothingTransparent() throws {
        let bytes = png(
            3, 1, depth: 8, colorType: 6, rows: [0, 200, 0, 0, 255, 200, 0, 0, 0, 200, 0, 0, 51])
        XCTAssertNotNil(try DecodedImage(bytes).alpha)
        let flat = try DecodedImage(bytes, ground: .rgb(0x0000FF))
        XCTAssertNil(flat.alpha)
        XCTAssertEqual(flat.palette, [200, 0, 0, 0, 0, 255, 40, 0, 204])
    }

    // MARK: Profiles

    /// A profile with a description.
    private func profile(
        _ space: String, named name: String = "Printer", version: UInt8 = 2
    ) -> [UInt8] {
        let text = Array("desc".utf8) + [0, 0, 0, 0] + Array(name.utf8)
        let table =
            SamplePNG.four(1) + Array("desc".utf8) + SamplePNG.four(144)
            + SamplePNG.four(text.count)
        var head = [UInt8](repeating: 0, count: 128)
        head.replaceSubrange(0..<4, with: SamplePNG.four(144 + text.count))
        head[8] = version
        head.replaceSubrange(16..<20, with: Array(space.utf8))
        head.replaceSubrange(36..<40, with: Array("acsp".utf8))
        return head + table + text
    }

    private func tagged(
        _ profile: [UInt8], colorType: UInt8 = 2, method: UInt8 = 0, extra: [UInt8] = []
    ) -> [UInt8] {
        let body = Array("name".utf8) + [0, method] + Deflater(level: 6).zlib(profile)
        let row: [UInt8] = colorType == 2 ? [0, 10, 10, 10] : [0, 10]
        return png(
            1, 1, depth: 8, colorType: colorType, rows: row,
            chunks: extra + SamplePNG.chunk("iCCP", body))
    }

    func testProfilesOfPNG() throws {
        let rgb = profile("RGB ")
        let image = try DecodedImage(tagged(rgb))
        XCTAssertEqual(image.profile?.components, 3)
        XCTAssertEqual(try inflate(XCTUnwrap(image.profile).data, limit: 1 << 20), rgb)
        // Greys in RGB stay what the profile speaks of.
        XCTAssertEqual(image.palette, [10, 10, 10])
        let grey = try DecodedImage(tagged(profile("GRAY"), colorType: 0))
        XCTAssertEqual([grey.profile?.components, grey.components], [1, 1])
        XCTAssertNil(grey.palette)
        XCTAssertNil(try DecodedImage(tagged(profile("RGB ", named: "sRGB IEC61966-2.1"))).profile)
        let wide = String(decoding: "sRGB".utf8.flatMap { [0, $0] as [UInt8] }, as: UTF8.self)
        XCTAssertNil(try DecodedImage(tagged(profile("RGB ", named: wide))).profile)
    }

    func testSamplesUnderAProfileStayAsTheyAre() throws {
        // A gamma of 1 would make 10 a 56.
        let gamma = SamplePNG.chunk("gAMA", SamplePNG.four(100_000))
        let image = try DecodedImage(tagged(profile("RGB "), extra: gamma))
        XCTAssertEqual(image.palette, [10, 10, 10])
    }

    func testProfilesThatCannotBeUsed() {
        var noSignature = profile("RGB ")
        noSignature[36] = 0
        let rows: [(name: String, bytes: [UInt8], expected: String, line: UInt)] = [
            ("of other colours", tagged(profile("CMYK")), "it is for other colours", #line),
            ("grey for RGB", tagged(profile("GRAY")), "it is for other colours", #line),
            ("RGB for grey", tagged(profile("RGB "), colorType: 0), "it is for other", #line),
            ("no signature", tagged(noSignature), "it is damaged", #line),
            ("cut off", tagged(Array(profile("RGB ").dropLast())), "it is cut off", #line),
            ("short", tagged([1, 2, 3]), "it is damaged", #line),
            ("of version 5", tagged(profile("RGB ", version: 5)), "it is of version 5", #line),
            ("of another method", tagged(profile("RGB "), method: 1), "it is damaged", #line),
            (
                "too long", tagged([UInt8](repeating: 0, count: 5 << 20)), "it is damaged", #line
            ),
        ]
        for row in rows {
            XCTAssertThrowsError(try DecodedImage(row.bytes), row.name, line: row.line) { error in
                guard case .profile(let words)? = error as? ImageError else {
                    return XCTFail("\(error)", line: row.line)
                }
                XCTAssertTrue(words.hasPrefix(row.expected), words, line: row.line)
            }
        }
    }

    // MARK: JPEG

    private func part(_ number: UInt8, of count: UInt8, _ bytes: [UInt8]) -> [UInt8] {
        Array("ICC_PROFILE".utf8) + [0, number, count] + bytes
    }

    func testProfilesOfJPEGInParts() throws {
        let grey = profile("GRAY")
        // Inserted at the front, so that the last one inserted comes first.
        var bytes = SampleJPEG.inserting(
            marker: 0xE2, part(1, of: 2, Array(grey[..<100])), into: SampleJPEG.grey)
        bytes = SampleJPEG.inserting(marker: 0xE2, part(2, of: 2, Array(grey[100...])), into: bytes)
        let image = try DecodedImage(bytes)
        XCTAssertEqual(try inflate(XCTUnwrap(image.profile).data, limit: 1 << 20), grey)
        XCTAssertEqual(image.data, SampleJPEG.grey)
        let incomplete = SampleJPEG.inserting(
            marker: 0xE2, part(2, of: 2, Array(grey[100...])), into: SampleJPEG.grey)
        XCTAssertThrowsError(try DecodedImage(incomplete)) { error in
            XCTAssertEqual(error as? ImageError, .profile("a part is missing"))
        }
    }

    func testTurnedPhotographsAreRefused() throws {
        func exif(_ orientation: UInt8, isLittle: Bool) -> [UInt8] {
            let number = { (value: UInt8, count: Int) -> [UInt8] in
                let zeros = [UInt8](repeating: 0, count: count - 1)
                return isLittle ? [value] + zeros : zeros + [value]
            }
            let tag: [UInt8] = isLittle ? [0x12, 0x01] : [0x01, 0x12]
            return Array("Exif".utf8) + [0, 0] + Array((isLittle ? "II" : "MM").utf8)
                + number(42, 2) + number(8, 4) + number(1, 2) + tag + number(3, 2)
                + number(1, 4) + number(orientation, 2) + [0, 0] + number(0, 4)
        }
        for isLittle in [true, false] {
            for orientation in UInt8(0)...8 {
                let bytes = SampleJPEG.inserting(
                    marker: 0xE1, exif(orientation, isLittle: isLittle), into: SampleJPEG.grey)
                if orientation < 2 {
                    XCTAssertEqual(try DecodedImage(bytes).data, SampleJPEG.grey)
                } else {
                    XCTAssertThrowsError(try DecodedImage(bytes)) { error in
                        XCTAssertEqual(
                            error as? ImageError, .jpegOrientation(Int(orientation)))
                    }
                }
            }
        }
    }

    func testDamagedProfilesNeverTrap() {
        var state: UInt64 = 3
        func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        let exif: [UInt8] = Array("Exif".utf8) + [0, 0, 0x49, 0x49, 42, 0, 8, 0, 0, 0, 1, 0]
        let jpeg = SampleJPEG.inserting(
            marker: 0xE1, exif + [0x12, 1, 3, 0, 1, 0, 0, 0, 1, 0, 0, 0],
            into: SampleJPEG.inserting(
                marker: 0xE2, part(1, of: 1, profile("GRAY")), into: SampleJPEG.grey))
        var refused = 0
        for file in [tagged(profile("RGB ")), jpeg] {
            for _ in 0..<1000 {
                var bytes = file
                for _ in 0...next(4) { bytes[next(bytes.count)] = UInt8(next(256)) }
                if next(4) == 0 { bytes.removeLast(next(bytes.count)) }
                do { _ = try DecodedImage(bytes) } catch { refused += 1 }
            }
        }
        XCTAssertGreaterThan(refused, 500)
    }

    func testCheckingFindsWhatReadingFinds() {
        let good = png(1, 1, depth: 8, colorType: 0, rows: [0, 1])
        XCTAssertNoThrow(try checkImage(good))
        XCTAssertThrowsError(try checkImage(Array(good.dropLast(20))))
        XCTAssertThrowsError(try checkImage(Array(SampleJPEG.grey.dropLast(9))))
    }
}
