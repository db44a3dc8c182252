import Compression
import DocumentModel
import Foundation
import Primitives
import XCTest

@testable import PDFBackend

final class ImagePartsTests: XCTestCase {
    /// A PNG file, truecolour with alpha, of 4 × 4 pixels in four quarters.
    private func png(_ quarters: [[UInt8]]) -> [UInt8] {
        func four(_ value: Int) -> [UInt8] {
            [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
        }
        func chunk(_ name: String, _ body: [UInt8]) -> [UInt8] {
            let content = Array(name.utf8) + body
            return four(body.count) + content + four(Int(crc32(content)))
        }
        var rows: [UInt8] = []
        for y in 0..<4 {
            rows.append(0)
            for x in 0..<4 { rows += quarters[y / 2 * 2 + x / 2] }
        }
        return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
            + chunk("IHDR", four(4) + four(4) + [8, 6, 0, 0, 0])
            + chunk("IDAT", Deflater(level: 6).zlib(rows)) + chunk("IEND", [])
    }

    private func resource(_ name: String, _ bytes: [UInt8]) -> ImageResource {
        ImageResource(
            name: name, mediaType: "image/png", bytes: bytes, pixelWidth: 4, pixelHeight: 4)
    }

    /// The colours at the middle of the page's quarters, as poppler paints them at 72 dpi.
    private func quarters(_ bytes: [UInt8]) throws -> [[UInt8]] {
        try OutsideReader.withFile(bytes) { path in
            _ = try OutsideReader.run("pdftoppm", ["-r", "72", "-singlefile", path, path])
            defer { try? FileManager.default.removeItem(atPath: path + ".ppm") }
            let ppm = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path + ".ppm")))
            let pixels = ppm.suffix(40 * 40 * 3)
            return [(10, 10), (30, 10), (10, 30), (30, 30)].map { x, y in
                Array(pixels.dropFirst((y * 40 + x) * 3).prefix(3))
            }
        }
    }

    private func page(_ image: Int) -> PageBuilder {
        let builder = PageBuilder()
        builder.page(width: .points(40), height: .points(40))
        builder.add(builder.item(.image, 0, 0, 40, 40, index: image))
        return builder
    }

    func testPixelsArrive() throws {
        let rows: [(name: String, quarters: [[UInt8]], shown: [[UInt8]], line: UInt)] = [
            (
                "indexed",
                [[255, 0, 0, 255], [0, 255, 0, 255], [0, 0, 255, 255], [9, 8, 7, 255]],
                [[255, 0, 0], [0, 255, 0], [0, 0, 255], [9, 8, 7]], #line
            ),
            (
                "bytes that strings escape",
                [[40, 41, 92, 255], [13, 10, 13, 255], [92, 92, 40, 255], [13, 13, 13, 255]],
                [[40, 41, 92], [13, 10, 13], [92, 92, 40], [13, 13, 13]], #line
            ),
            (
                "transparent",
                [[255, 0, 0, 0], [0, 0, 0, 255], [0, 0, 0, 51], [0, 255, 0, 255]],
                [[255, 255, 255], [0, 0, 0], [204, 204, 204], [0, 255, 0]], #line
            ),
        ]
        for row in rows {
            let template = try PageBuilder.template(images: [resource("a.png", png(row.quarters))])
            let bytes = try page(0).pdf(template)
            try OutsideReader.assertClean(bytes, line: row.line)
            XCTAssertEqual(try quarters(bytes), row.shown, row.name, line: row.line)
        }
    }

    func testOnlyUsedPicturesAreInTheFile() throws {
        let colors: [[UInt8]] = [[255, 0, 0, 255], [0, 0, 255, 255]]
        let template = try PageBuilder.template(
            images: colors.map { resource("p.png", png([$0, $0, $0, $0])) })
        for image in 0..<2 {
            let bytes = try page(image).pdf(template)
            let file = try PDFReader(bytes)
            let objects = file.resolve(
                file.resolve(file.pages[0]["Resources"]).dictionary["XObject"])
            XCTAssertEqual(Array(objects.dictionary.keys), ["I\(image)"])
            XCTAssertEqual(try quarters(bytes)[0], Array(colors[image].prefix(3)))
        }
        let without = PageBuilder()
        without.page()
        let file = try PDFReader(without.pdf(template))
        XCTAssertFalse(file.objects.values.contains { $0.dictionary["Subtype"] == .name("Image") })
    }

    func testBrokenPictureIsNamed() {
        XCTAssertThrowsError(
            try PageBuilder.template(images: [resource("logo.png", [1, 2, 3])])
        ) { error in
            XCTAssertEqual(error as? PDFError, .image(name: "logo.png", .unknownFormat))
            XCTAssertEqual(
                (error as? PDFError)?.message, "logo.png: the file is neither PNG nor JPEG")
        }
    }
}
