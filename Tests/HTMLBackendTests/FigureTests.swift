import DocumentModel
import Primitives
import TestSupport
import XCTest

@testable import HTMLBackend

final class FigureTests: XCTestCase {
    func testChart() throws {
        let builder = TreeBuilder()
        builder.box(.block, .document) {
            builder.chart(
                [("jun", 40), ("jul", -1), ("ago", 20)], average: 30, averageText: "30 <GB>",
                "Uso & média")
        }
        try assertGolden(builder.body, "html/chart.html")
    }

    func testChartsWithPaths() throws {
        let builder = TreeBuilder()
        builder.box(.block, .document) {
            for kind in [ChartKind.line, .area, .bar, .donut, .sparkline] {
                builder.chart(
                    [("a <very> long label of many words", 40), ("b", 15), ("c", -1), ("d", 20)],
                    average: 30, averageText: "30", "\(kind)", kind: kind)
            }
        }
        try assertGolden(builder.body, "html/charts.html")
    }

    /// A screen's chart has the shapes of `layOutChart`, in their order.
    func testChartShapesAreThoseOfTheModel() throws {
        for kind in ChartKind.allCases where kind != .stacked {
            let builder = TreeBuilder()
            builder.box(.block, .document) {
                builder.chart(
                    [("a", 40), ("b", 15), ("c", 20)], average: 30, averageText: "30", "x",
                    kind: kind)
            }
            var chart = builder.tree.charts[0]
            chart.height = .points(160)
            var shapes = ChartShapes()
            layOutChart(
                chart, of: builder.tree, width: .points(kind == .sparkline ? 160 : 360),
                textSize: .points(12.5), color: .black, into: &shapes)
            let elements = builder.body.matches(of: #/<(path|text) /#).map { "\($0.1)" }
            let wanted = shapes.shapes.indices.map { index in
                [.text, .gap].contains(shapes.shapes[index].kind) ? "text" : "path"
            }
            XCTAssertEqual(elements, wanted, "\(kind)")
        }
    }

    func testSymbolsInPayment() throws {
        let builder = TreeBuilder()
        let code = builder.style { $0.whiteSpace = .breakAll }
        builder.box(.block, .document) {
            builder.paragraph("chave fora do pagamento", style: code)
            builder.box(.block, .payment) {
                builder.paragraph("Pague com Pix", .heading2)
                builder.symbol(
                    ["##.", "#.#", "..#"], quietZone: 4, width: .points(80), height: .points(80),
                    "QR <Pix>")
                builder.paragraph("00020126BR.GOV.BCB.PIX", style: code)
                builder.symbol(
                    ["##.#"], quietZone: 10, width: .points(292), height: .points(37), "")
                builder.paragraph("84670000001-7 87400240202-0", style: code)
            }
        }
        try assertGolden(builder.body, "html/payment.html")
    }

    /// The cross lies over the modules, inside the quiet zone, and scales with them.
    func testSwissCross() {
        let builder = TreeBuilder()
        builder.box(.block, .document) {
            builder.symbol(
                Array(repeating: "##.#.", count: 5), quietZone: 4, width: .millimetres(46),
                height: .millimetres(46), "Swiss QR Code")
            builder.tree.symbols[0].mark = .swissCross
        }
        let cross = """
            <svg x="4" y="4" width="5" height="5" viewBox="0 0 1656 1656">\
            <path fill="#fff" d="M702 702h252v252h-252z"/><path d="M720 720h216v216h-216z"/>\
            <path fill="#fff" d="M758 807h140v42h-140z"/><path fill="#fff" d="M807 758h42v140h-42z"/>\
            </svg></svg></figure>
            """
        XCTAssertTrue(builder.body.contains(cross), builder.body)
    }

    func testSymbolMeasures() {
        let rows: [(columns: Int32, quiet: Int32, points: Double, module: Int, line: UInt)] = [
            (21, 4, 80, 7, #line),  // 180 px at least
            (37, 4, 80, 4, #line),
            (57, 4, 170, 4, #line),  // 300 px at most
            (177, 4, 80, 1, #line), (177, 4, 400, 1, #line),
        ]
        for row in rows {
            let side = Length.points(row.points)
            let size = SymbolSize(
                SymbolBox(
                    columns: row.columns, rows: row.columns, quietZone: row.quiet, firstRect: 0,
                    rectCount: 0, width: side, height: side, reservesQuietZone: true,
                    payload: .empty, alternative: .empty))
            XCTAssertEqual(size.width, row.module * Int(row.columns + 8), line: row.line)
            XCTAssertEqual(size.height, size.width, line: row.line)
        }
    }

    func testScriptOnlyWhereThereIsSomethingToCopy() {
        let without = TreeBuilder()
        without.box(.block, .document) { without.paragraph("nada") }
        XCTAssertFalse(without.page.contains("<script"))
        XCTAssertTrue(TelecomBill().build().page.contains("<script>document."))
    }
}
