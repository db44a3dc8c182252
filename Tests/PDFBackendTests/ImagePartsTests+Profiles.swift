import Compression
import DocumentModel
import XCTest

@testable import PDFBackend

extension ImagePartsTests {
    /// A profile that says of itself only what is looked at.
    private func profile(_ space: String) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: 132)
        (bytes[3], bytes[8]) = (132, 2)
        bytes.replaceSubrange(12..<16, with: Array("mntr".utf8))
        bytes.replaceSubrange(16..<20, with: Array(space.utf8))
        bytes.replaceSubrange(36..<40, with: Array("acsp".utf8))
        return bytes
    }

    private func four(_ value: Int) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
    }

    private func chunk(_ name: String, _ body: [UInt8]) -> [UInt8] {
        let content = Array(name.utf8) + body
        return four(body.count) + content + four(Int(crc32(content)))
    }

    func testProfilesAreEmbedded() throws {
        let deflater = Deflater(level: 6)
        let rows: [(space: String, colorType: UInt8, row: [UInt8], expected: String, line: UInt)] =
            [
                ("GRAY", 0, [0, 128], "/ICCBased", #line),
                ("RGB ", 2, [1, 2, 3, 4, 5, 6], "/Indexed", #line),
            ]
        for row in rows {
            let png =
                [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
                + chunk("IHDR", four(2) + four(1) + [8, row.colorType, 0, 0, 0])
                + chunk("iCCP", [0x61, 0, 0] + deflater.zlib(profile(row.space)))
                + chunk("IDAT", deflater.zlib([0] + row.row)) + chunk("IEND", [])
            let image = ImageResource(
                name: "a.png", mediaType: "image/png", bytes: png, pixelWidth: 2, pixelHeight: 1)
            let builder = PageBuilder()
            builder.page()
            builder.add(builder.item(.image, 0, 0, 40, 40))
            let bytes = try builder.pdf(PageBuilder.template(images: [image]))
            let file = try PDFReader(bytes)
            let picture = try XCTUnwrap(
                file.objects.values.first { $0.dictionary["Subtype"] == .name("Image") })
            let space = file.resolve(picture.dictionary["ColorSpace"]).array
            XCTAssertEqual(space.first, .name(String(row.expected.dropFirst())), line: row.line)
            let based = row.expected == "/ICCBased" ? space : file.resolve(space[1]).array
            let stream = file.resolve(based[1]).dictionary
            XCTAssertEqual(stream["N"], .number(row.space == "GRAY" ? 1 : 3), line: row.line)
        }
    }
}
