import Foundation
import TestSupport
import XCTest

@testable import Proof

final class SourceFontTests: XCTestCase {
    private func paths() throws -> [String] {
        let json = try Data(contentsOf: URL(fileURLWithPath: Repository.fonts))
        let catalog = try XCTUnwrap(JSONSerialization.jsonObject(with: json) as? [String: Any])
        let families = try XCTUnwrap(catalog["families"] as? [String: [String: Any]])
        return try families.values.map {
            try XCTUnwrap(($0["faces"] as? [String: String])?["400"])
        }.sorted()
    }

    /// HarfBuzz' own program finds the same glyphs of the same widths.
    func testGlyphsAndAdvances() throws {
        let text = "AÉßŒĀǎɐΔἀЖѠԁ‰₹№→⅓−₿ﬁ\u{1F600}"
        let folder = try TemporaryFolder()
        let lines = text.unicodeScalars.map { "\($0)\n" }.joined()
        let file = try folder.file("lines", holding: Data(lines.utf8))
        for path in try paths() {
            let font = try XCTUnwrap(
                SourceFont(Array(try Data(contentsOf: URL(fileURLWithPath: path)))))
            let run = try ChildProcess.run(
                "hb-shape",
                ["--no-glyph-names", "--no-clusters", "--text-file", file.path, path])
            let found = run.text.split(separator: "\n")
            XCTAssertEqual(found.count, text.unicodeScalars.count, run.errors)
            for (scalar, line) in zip(text.unicodeScalars, found) {
                let glyph = font.glyph(scalar.value)
                let parts = line.dropFirst().dropLast().split(separator: "+")
                XCTAssertEqual(String(glyph), String(parts[0]), "\(scalar) of \(path)")
                let units = try XCTUnwrap(Int(parts[1]))
                let thousandths = Double(units) * 1000 / Double(font.unitsPerEm)
                XCTAssertEqual(
                    Double(font.advance(glyph)), (thousandths + 0.5).rounded(.down), "\(scalar)")
            }
        }
    }

    func testDamagedFilesHaveNoGlyphs() throws {
        let path = try XCTUnwrap(paths().first)
        let whole = Array(try Data(contentsOf: URL(fileURLWithPath: path)))
        XCTAssertNil(SourceFont([]))
        XCTAssertNil(SourceFont(Array(whole.prefix(40))))
        XCTAssertNil(SourceFont([UInt8](repeating: 0xFF, count: 400)))
        // Tables that end too early are read as zeros.
        let cut = SourceFont(Array(whole.prefix(3_000)))
        XCTAssertEqual(cut?.glyph(0x41) ?? 0, 0)
    }
}
