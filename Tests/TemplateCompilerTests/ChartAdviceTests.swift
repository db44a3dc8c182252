import XCTest

@testable import TemplateCompiler

final class ChartAdviceTests: XCTestCase {
    /// Labels of charts are read as other text is; a sparkline has none.
    func testLabelsOfCharts() throws {
        let rows: [(kind: String, style: String, codes: [String], line: UInt)] = [
            ("column", "font-size: 5.5pt", ["F814"], #line),
            ("column", "font-size: 6pt", [], #line),
            ("column", "color: #aaaaaa", ["F813"], #line),
            ("sparkline", "font-size: 5.5pt", [], #line),
        ]
        for row in rows {
            let chart = """
                <chart kind="\(row.kind)" class="c" each="history" as="h" value="h.total" \
                cycle="h.cycle" until="cycle" cycles="6" height="20mm" alt="x"/>
                """
            let advice = try TestPack(chart, style: ".c { \(row.style) }").compile().advice
            XCTAssertEqual(advice.map(\.code), row.codes, row.style, line: row.line)
        }
    }
}
