import DocumentModel
import Primitives
import TestSupport
import XCTest

@testable import HTMLBackend

final class TableTests: XCTestCase {
    private let columns: [(Track, HorizontalAlign)] = [
        (Track(.fixed, 40_000), .start), (Track(.fraction, 1000), .start),
        (Track(.auto), .center), (Track(.auto), .decimal),
    ]

    func testPartsScopesAndSpans() throws {
        let builder = TreeBuilder()
        builder.box(.block, .document) {
            builder.table(columns) {
                builder.paragraph("Uso & detalhes", .caption)
                builder.row(.headerRow, ["Data", "", "Hora", "R$"])
                builder.row(["01/08", "antes do grupo", "10:00", "1,00"])
                builder.row(.groupRow, ["Locais"], spans: [4], heads: 1)
                builder.row(["02/08", "<b>", "11:00", "−2,00"])
                builder.row(.footerRow, ["Subtotal", "2,00"], spans: [3, 1])
                builder.row(.groupRow, ["Internacionais"], spans: [4])
                builder.row(["03/08", "c", "12:00", "3,00"], heads: 1)
                builder.row(.footerRow, ["Soma", "6,00"], spans: [3, 1], heads: 1)
                builder.row(.footerRow, ["Total", "6,00"], spans: [3, 1])
            }
        }
        try assertGolden(builder.body, "html/table.html")
    }

    func testCellsWithMoreThanText() throws {
        let builder = TreeBuilder()
        let right = builder.style { $0.align = .end }
        let padded = builder.style { $0.padding.left = .points(3) }
        let large = builder.style { $0.fontSize = .points(14) }
        let gap = builder.style { $0.gap = .points(3) }
        builder.box(.block, .document, style: gap) {
            builder.table(columns, style: padded) {
                builder.box(.tableRow, .bodyRow) {
                    builder.box(.cell, .cell, style: right) { builder.paragraph("a", style: right) }
                    builder.box(.cell, .cell, style: gap) {
                        builder.paragraph("b")
                        builder.paragraph("c", style: large)
                    }
                    builder.box(.cell, .cell) { builder.paragraph("d", style: large) }
                    builder.paragraph("no cell")
                }
                builder.paragraph("no row")
            }
        }
        try assertGolden(builder.body, "html/cells.html")
    }

    func testWideTableScrollsAndHasAName() {
        for (caption, name) in [("Chamadas", "Chamadas"), ("", "Tabela")] {
            let builder = TreeBuilder()
            builder.box(.block, .document) {
                builder.table(columns + columns) {
                    if !caption.isEmpty { builder.paragraph(caption, .caption) }
                    builder.row(["1", "2", "3", "4", "5", "6"])
                }
            }
            let start =
                "<div class=\"scroll wide\" role=\"region\" tabindex=\"0\" aria-label=\"\(name)\">"
            XCTAssertTrue(builder.body.contains(start), builder.body)
        }
    }
}
