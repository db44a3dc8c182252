import Primitives
import XCTest

@testable import Proof

final class ToolTests: XCTestCase {
    func testMissingProgramsAreNamedWithTheirPackages() {
        let rows: [(withForms: Bool, files: [String], line: UInt)] = [
            (false, ["pdftotext", "pdftoppm", "ZXingReader"], #line),
            (true, ["pdftotext", "pdftoppm", "ZXingReader", "hb-shape"], #line),
        ]
        for row in rows {
            do throws(Diagnostics) {
                _ = try ProofTools(folders: "/nowhere:/nor/here", withForms: row.withForms)
                XCTFail("found", line: row.line)
            } catch {
                XCTAssertEqual(error.all.map(\.file), row.files, line: row.line)
                XCTAssertEqual(Set(error.all.map(\.code)), ["F602"], line: row.line)
                XCTAssertTrue(error.all[0].cure.contains("poppler-utils"), line: row.line)
                XCTAssertTrue(error.all[2].cure.contains("zxing-cpp-tools"), line: row.line)
            }
        }
    }
}
