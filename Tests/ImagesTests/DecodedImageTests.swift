import XCTest

@testable import Images

final class DecodedImageTests: XCTestCase {
    private typealias Pixel = (UInt8, UInt8, UInt8, UInt8)

    func testSmallestExactForm() throws {
        let rows:
            [(
                name: String, color: (Int, Int) -> Pixel, components: Int, bits: Int,
                colors: Int?, line: UInt
            )] = [
                ("one colour", { _, _ in (200, 0, 10, 255) }, 1, 1, 1, #line),
                (
                    "black and white",
                    { x, _ in x % 2 == 0 ? (0, 0, 0, 255) : (255, 255, 255, 255) },
                    1, 1, 2, #line
                ),
                ("three colours", { x, _ in (UInt8(x % 3 * 90), 1, 2, 255) }, 1, 2, 3, #line),
                ("sixteen colours", { x, _ in (UInt8(x % 16), 1, 2, 255) }, 1, 4, 16, #line),
                (
                    "greys", { x, y in (UInt8(x + y), UInt8(x + y), UInt8(x + y), 255) }, 1, 8, nil,
                    #line
                ),
                (
                    "256 colours", { x, y in (UInt8((x + y * 40) % 256), 7, 9, 255) }, 1, 8, 256,
                    #line
                ),
                (
                    "all colours",
                    { x, y in (UInt8(x * 6), UInt8(y * 5), UInt8(x * y % 256), 255) },
                    3, 8, nil, #line
                ),
            ]
        for row in rows {
            let png = SamplePNG.make(width: 40, height: 40, row.color)
            let image = try DecodedImage(png)
            XCTAssertEqual(image.components, row.components, row.name, line: row.line)
            XCTAssertEqual(image.bitsPerComponent, row.bits, row.name, line: row.line)
            XCTAssertEqual(image.palette.map { $0.count / 3 }, row.colors, row.name, line: row.line)
            XCTAssertNil(image.alpha, row.name, line: row.line)
            XCTAssertEqual(
                try viewed(image), pixels(40, 40, row.color), row.name, line: row.line)
        }
    }

    func testAlphaBecomesSoftMask() throws {
        let color: (Int, Int) -> Pixel = { x, y in (UInt8(x), UInt8(x), UInt8(x), UInt8(y * 8)) }
        let image = try DecodedImage(SamplePNG.make(width: 31, height: 17, color))
        XCTAssertEqual(try viewed(image), pixels(31, 17, color))
        XCTAssertNotNil(image.alpha)
    }

    func testPredictorsAreUsedWhereSmaller() throws {
        let gradient = try DecodedImage(
            SamplePNG.make(width: 200, height: 60) { x, y in
                (UInt8(x), UInt8((x * 3 + y) & 255), UInt8((y * 7 + x * x / 9) & 255), 255)
            })
        XCTAssertEqual(gradient.filter, .flate(isPredicted: true))
        let flat = try DecodedImage(
            SamplePNG.make(width: 200, height: 60) { x, _ in
                x < 100 ? (1, 2, 3, 255) : (9, 8, 7, 255)
            }
        )
        XCTAssertEqual(flat.filter, .flate(isPredicted: false))
    }

    func testLimitsAndDamage() {
        let png = SamplePNG.make(width: 20, height: 20) { x, y in (UInt8(x), UInt8(y), 0, 255) }
        var huge = png
        huge.replaceSubrange(16..<24, with: SamplePNG.four(60_000) + SamplePNG.four(2))
        var badSum = png
        badSum[30] ^= 1
        let rows: [(name: String, bytes: [UInt8], expected: String, line: UInt)] = [
            ("empty", [], "unknownFormat", #line),
            ("text", Array("GIF89a".utf8), "unknownFormat", #line),
            ("signature only", SamplePNG.signature, "png(", #line),
            ("cut off", Array(png[..<(png.count - 30)]), "png(", #line),
            ("checksum", badSum, "png(", #line),
            ("too wide", huge, "badSize(width: 60000, height: 2)", #line),
            ("too long", png + [UInt8](repeating: 0, count: 16 << 20), "tooManyBytes", #line),
        ]
        for row in rows {
            XCTAssertThrowsError(try DecodedImage(row.bytes), row.name, line: row.line) { error in
                XCTAssertTrue("\(error)".hasPrefix(row.expected), "\(error)", line: row.line)
                XCTAssertFalse((error as! ImageError).cure.isEmpty, line: row.line)
            }
        }
    }

    func testDamagedFilesNeverTrap() {
        let png = SamplePNG.make(width: 20, height: 20) { x, y in (UInt8(x), UInt8(y), 0, 255) }
        var state: UInt64 = 7
        func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        var refused = 0
        for file in [png, SampleJPEG.grey, SampleJPEG.progressive] {
            for _ in 0..<300 {
                var bytes = file
                for _ in 0...next(4) { bytes[next(bytes.count)] = UInt8(next(256)) }
                if next(4) == 0 { bytes.removeLast(next(bytes.count)) }
                do { _ = try DecodedImage(bytes) } catch { refused += 1 }
            }
        }
        XCTAssertGreaterThan(refused, 300)
    }

    private func pixels(_ width: Int, _ height: Int, _ color: (Int, Int) -> Pixel) -> [UInt8] {
        (0..<height).flatMap { y in
            (0..<width).flatMap { x in
                let (red, green, blue, alpha) = color(x, y)
                return [red, green, blue, alpha]
            }
        }
    }

    private func viewed(_ image: DecodedImage) throws -> [UInt8] {
        guard case .flate(let isPredicted) = image.filter else { return [] }
        let packed = try Viewer.unpredicted(
            image.data, isPredicted: isPredicted,
            rowBytes: (image.width * image.components * image.bitsPerComponent + 7) / 8,
            pixelBytes: image.components)
        let samples =
            image.components == 3
            ? packed
            : Viewer.samples(
                packed, bits: image.bitsPerComponent, width: image.width, height: image.height)
        let alpha = try image.alpha.map {
            try Viewer.unpredicted(
                $0.data, isPredicted: $0.isPredicted, rowBytes: image.width, pixelBytes: 1)
        }
        return (0..<image.width * image.height).flatMap { index -> [UInt8] in
            let opacity = alpha?[index] ?? 255
            if image.components == 3 {
                return Array(samples[index * 3..<index * 3 + 3]) + [opacity]
            }
            let value = Int(samples[index])
            guard let palette = image.palette else {
                return [UInt8(value), UInt8(value), UInt8(value), opacity]
            }
            return Array(palette[value * 3..<value * 3 + 3]) + [opacity]
        }
    }
}
