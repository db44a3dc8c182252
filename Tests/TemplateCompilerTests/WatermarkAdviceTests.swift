import Primitives
import XCTest

@testable import TemplateCompiler

final class WatermarkAdviceTests: XCTestCase {
    /// A watermark is pale by its nature; the same text in the flow is not.
    func testContrastOfWatermarks() throws {
        let pale = ".pale { color: #eeeeee; font-size: 60pt }"
        let rows: [(body: String, codes: [String], line: UInt)] = [
            ("<p class=\"pale\">x</p>", ["F813"], #line),
            ("<watermark><p class=\"pale\">x</p></watermark>", [], #line),
            (
                "<watermark><p class=\"pale\">x</p></watermark><p class=\"pale\">x</p>", ["F813"],
                #line
            ),
        ]
        for row in rows {
            let advice = try TestPack(row.body, style: pale).compile().advice
            XCTAssertEqual(advice.map(\.code), row.codes, line: row.line)
        }
    }
}
