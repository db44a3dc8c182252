import DocumentModel
import Primitives
import XCTest

@testable import HTMLBackend

final class WantedWidthsTests: XCTestCase {
    func testFiguresWantTheirLineAndTextsAPartOfIt() {
        let rows: [(text: String, step: Int, rigid: Int, line: UInt)] = [
            ("", 1, 1, #line), ("R$", 1, 1, #line), ("15/09/2025", 3, 3, #line),
            ("01/08 a 31/08/2025", 6, 6, #line),
            ("Plano Controle com 50 GB", 5, 1, #line),
            (String(repeating: "texto longo ", count: 8), 8, 1, #line),
        ]
        for row in rows {
            let builder = TreeBuilder()
            builder.box(.row) {
                builder.box(.block) { builder.paragraph(row.text) }
            }
            var widths = WantedWidths()
            widths.measure(builder.tree, styles: builder.resources.styles)
            XCTAssertEqual(widths.step(1), row.step, row.text, line: row.line)
            XCTAssertEqual(widths.rigidStep(1), row.rigid, row.text, line: row.line)
        }
    }

    func testRowsAddAndBlocksTakeTheWidest() {
        for (kind, step) in [(BoxKind.row, 5), (.block, 2)] {
            let builder = TreeBuilder()
            builder.box(kind) {
                builder.paragraph("12345678")
                builder.paragraph("12345678")
            }
            var widths = WantedWidths()
            widths.measure(builder.tree, styles: builder.resources.styles)
            XCTAssertEqual(widths.step(0), step)
        }
    }

    func testSymbolsAreKnownFromWithout() {
        let builder = TreeBuilder()
        builder.box(.block) {
            builder.box(.block) {
                builder.symbol(
                    ["#.", ".#"], quietZone: 4, width: .points(80), height: .points(80), "")
            }
            builder.symbol(["#.#"], quietZone: 10, width: .points(80), height: .points(20), "")
        }
        var widths = WantedWidths()
        widths.measure(builder.tree, styles: builder.resources.styles)
        for (index, holds) in [true, true, true, false].enumerated() {
            XCTAssertEqual(widths.holdsSymbol(index), holds, "box \(index)")
        }
    }

    func testRowsLeaveSymbolsToTheirColumns() {
        let builder = TreeBuilder()
        builder.box(.block) {
            builder.box(.row) {
                builder.box(.block) {
                    builder.symbol(
                        ["#.", ".#"], quietZone: 4, width: .points(80), height: .points(80), "")
                }
            }
        }
        var widths = WantedWidths()
        widths.measure(builder.tree, styles: builder.resources.styles)
        for (index, holds) in [false, false, true, true].enumerated() {
            XCTAssertEqual(widths.holdsSymbol(index), holds, "box \(index)")
            XCTAssertEqual(widths.holdsRowOfSymbol(index), !holds, "box \(index)")
        }
    }
}
