import XCTest

@testable import Images

final class JPEGScannerTests: XCTestCase {
    func testPassesThroughWithoutMetadata() throws {
        for (file, components) in [(SampleJPEG.grey, 1), (SampleJPEG.progressive, 3)] {
            let tagged = SampleJPEG.inserting(
                marker: 0xE1, Array("Exif GPS".utf8),
                into: SampleJPEG.inserting(marker: 0xFE, Array("comment".utf8), into: file))
            for bytes in [file, tagged, tagged + [1, 2, 3]] {
                let image = try DecodedImage(bytes)
                XCTAssertEqual(image.data, file)
                XCTAssertEqual(image.filter, .dct)
                XCTAssertEqual([image.width, image.height, image.components], [16, 8, components])
            }
        }
    }

    func testRefusesWhatViewersCannotRead() {
        func changed(_ at: Int, _ value: UInt8) -> [UInt8] {
            var bytes = SampleJPEG.grey
            // The frame header follows the one quantization table.
            let frame = bytes.indices.first { bytes[$0] == 0xFF && bytes[$0 + 1] == 0xC0 }!
            bytes[frame + at] = value
            return bytes
        }
        let grey = SampleJPEG.grey
        let rows: [(name: String, bytes: [UInt8], expected: ImageError, line: UInt)] = [
            ("CMYK", SampleJPEG.cmyk, .jpegComponents(4), #line),
            ("12 bits", changed(4, 12), .jpegDepth(12), #line),
            ("lossless", changed(1, 0xC3), .jpegProcess(marker: 0xC3), #line),
            ("arithmetic", changed(1, 0xC9), .jpegProcess(marker: 0xC9), #line),
            ("no height", changed(6, 0), .badSize(width: 16, height: 0), #line),
            ("no end", Array(grey.dropLast(2)), .truncatedJPEG, #line),
            ("cut in a segment", Array(grey[..<40]), .truncatedJPEG, #line),
            ("no scan", Array(grey[..<2]) + [0xFF, 0xD9], .brokenJPEG(offset: 4), #line),
            (
                "no marker", Array(grey[..<20]) + [0x41] + grey[20...], .brokenJPEG(offset: 20),
                #line
            ),
        ]
        for row in rows {
            XCTAssertThrowsError(try DecodedImage(row.bytes), row.name, line: row.line) { error in
                XCTAssertEqual(error as? ImageError, row.expected, row.name, line: row.line)
            }
        }
    }

    func testImageSize() throws {
        let png = SamplePNG.make(width: 7, height: 9) { _, _ in (1, 2, 3, 4) }
        let rows: [(bytes: [UInt8], type: String, width: Int, height: Int, line: UInt)] = [
            (png, "image/png", 7, 9, #line),
            (SampleJPEG.grey, "image/jpeg", 16, 8, #line),
            (SampleJPEG.progressive, "image/jpeg", 16, 8, #line),
        ]
        for row in rows {
            let size = try imageSize(of: row.bytes)
            XCTAssertEqual(size.mediaType, row.type, line: row.line)
            XCTAssertEqual([size.width, size.height], [row.width, row.height], line: row.line)
        }
    }
}
