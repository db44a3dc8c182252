import DocumentModel
import PageLayout
import Primitives
import XCTest

final class FigureTests: XCTestCase {
    private func image(
        _ document: TestDocument, width: Double, height: Double, in parent: Int? = nil,
        _ change: (inout Style) -> Void = { _ in }
    ) {
        document.add(.image, in: parent, role: .figure, first: document.tree.images.count, change)
        document.tree.images.append(
            ImageBox(
                image: 0, width: .points(width), height: .points(height), alternative: .empty))
    }

    func testImageHasItsOwnSize() {
        let document = TestDocument { $0.align = .end }
        image(document, width: 40, height: 20) { $0.padding.right = .points(5) }
        document.text("below")
        let laid = document.layOut()
        let item = laid.items(.image)[0]
        XCTAssertEqual([item.x.points, item.y.points], [135, 20])
        XCTAssertEqual([item.width.points, item.height.points], [40, 20])
        XCTAssertGreaterThan(laid.first("below")!.y, 40)
        XCTAssertEqual(laid.findings, [])
    }

    func testImageMovesToTheNextPageAsAWhole() {
        let document = TestDocument()
        image(document, width: 10, height: 100)
        image(document, width: 10, height: 70)
        let laid = document.layOut()
        XCTAssertEqual(laid.items(.image, page: 0).count, 1)
        XCTAssertEqual(laid.items(.image, page: 1)[0].y, .points(20))
    }

    func testImagesTooLargeAreReported() {
        let document = TestDocument()
        image(document, width: 200, height: 170)
        let found = document.layOut().findings
        XCTAssertEqual(found.map(\.kind), [.tooWide, .overflow])
        XCTAssertEqual(found.map(\.amount), [40_000, 10_000])
    }

    func testImageWiderThanItsColumnIsReported() {
        let document = TestDocument()
        let row = document.add(.row)
        image(document, width: 50, height: 10, in: row) { $0.width = Track(.fixed, 30_000) }
        let found = document.layOut().findings
        XCTAssertEqual(found.map(\.kind), [.tooWide])
        XCTAssertEqual(found.map(\.amount), [20_000])
    }

    func testSymbolReservesItsQuietZone() {
        let rows: [(reserves: Bool, x: Double, next: Double, line: UInt)] = [
            (true, 24, 68, #line), (false, 20, 60, #line),
        ]
        for row in rows {
            let document = TestDocument()
            document.add(.symbol, role: .payment)
            document.tree.symbols.append(
                SymbolBox(
                    columns: 40, rows: 40, quietZone: 4, firstRect: 0, rectCount: 0,
                    width: .points(40), height: .points(40), reservesQuietZone: row.reserves,
                    payload: document.append("pix"), alternative: .empty))
            document.add(.rule) { $0.border.top = .points(1) }
            let laid = document.layOut()
            let symbol = laid.items(.symbol)[0]
            XCTAssertEqual([symbol.x.points, symbol.y.points], [row.x, row.x], line: row.line)
            XCTAssertEqual(symbol.width.points, 40, line: row.line)
            XCTAssertEqual(laid.items(.fill)[0].y.points, row.next, line: row.line)
        }
    }

    func testChartIsDrawnAsItWasLaidOut() {
        let document = TestDocument()
        document.text("above")
        for round in 0..<2 {
            document.add(.chart, role: .figure, first: round) { $0.fontSize = .points(6) }
            for (index, value) in [3.0, -5, 4].enumerated() {
                document.tree.chartPoints.append(
                    ChartPoint(
                        value: value, label: document.append("a very long label \(index)"),
                        valueText: .empty, isMissing: false, isHighlighted: index == 1))
            }
            var chart = ChartBox(
                firstPoint: Int32(round * 3), pointCount: 3, height: .points(50), average: nil,
                averageText: .empty, highlightColor: .rgb(0x5522AA), columnColor: .rgb(0xCCCCCC),
                lineColor: .black, alternative: .empty)
            chart.kind = .area
            chart.hasWords = true
            document.tree.charts.append(chart)
        }
        let laid = document.layOut()
        var shapes = ChartShapes()
        for round in 0..<2 { layOut(document, round, into: &shapes) }
        let paths = laid.items(.path)
        let drawn = shapes.shapes.indices.map { shapes.shapes[$0] }
            .filter { $0.kind == .fill || $0.kind == .stroke }
        XCTAssertEqual(paths.count, drawn.count)
        for (path, shape) in zip(paths, drawn) {
            XCTAssertEqual(path.color, shape.color)
            XCTAssertEqual(path.spacing, shape.height)
            XCTAssertEqual(path.x, .points(20))
            for offset in 0..<Int(shape.segmentCount) {
                XCTAssertEqual(
                    laid.pages.segments[Int(path.index) + offset],
                    shapes.segments[Int(shape.firstSegment) + offset])
            }
        }
        XCTAssertEqual(Set(paths.map(\.y)).count, 2)
        XCTAssertTrue(laid.placed().contains { $0.text.hasSuffix("…") })
    }

    private func layOut(_ document: TestDocument, _ chart: Int, into shapes: inout ChartShapes) {
        layOutChart(
            document.tree.charts[chart], of: document.tree, width: .points(160),
            textSize: .points(6), color: .black, into: &shapes)
    }

    /// 7 mm white, 6 mm black, a cross 35/9 mm long and 7/6 mm wide, in the middle of 46 mm.
    func testSwissCrossStandsInTheMiddle() {
        let document = TestDocument()
        document.add(.symbol, role: .payment)
        var symbol = SymbolBox(
            columns: 46, rows: 46, quietZone: 4, firstRect: 0, rectCount: 0,
            width: .points(46), height: .points(46), reservesQuietZone: false,
            payload: document.append("spc"), alternative: .empty)
        symbol.mark = .swissCross
        document.tree.symbols.append(symbol)
        let laid = document.layOut()
        let fills = laid.items(.fill)
        XCTAssertEqual(fills.map(\.color), [.white, .black, .white, .white])
        let sizes: [(Double, Double)] = [(7, 7), (6, 6), (3.888, 1.166), (1.166, 3.888)]
        for (fill, size) in zip(fills, sizes) {
            XCTAssertEqual(fill.width.points, size.0, accuracy: 0.001)
            XCTAssertEqual(fill.height.points, size.1, accuracy: 0.001)
            XCTAssertEqual((fill.x + fill.width / 2).points, 20 + 23, accuracy: 0.002)
            XCTAssertEqual((fill.y + fill.height / 2).points, 20 + 23, accuracy: 0.002)
        }
    }

    func testChartTextsStandByTheirAlignment() {
        let document = TestDocument()
        document.add(.chart, role: .figure) { $0.fontSize = .points(6) }
        for (index, value) in [3.0, 5, 0].enumerated() {
            document.tree.chartPoints.append(
                ChartPoint(
                    value: value, label: document.append("m\(index)"),
                    valueText: document.append("\(Int(value))"), isMissing: index == 2,
                    isHighlighted: index == 1))
        }
        document.tree.charts.append(
            ChartBox(
                firstPoint: 0, pointCount: 3, height: .points(80), average: 4,
                averageText: document.append("4"), highlightColor: .rgb(0x5522AA),
                columnColor: .rgb(0xCCCCCC), lineColor: .black, alternative: .empty))
        document.text("below")
        let laid = document.layOut()
        let columns = laid.items(.fill).filter { $0.height > .points(1) }
        XCTAssertEqual(columns.map(\.color), [.rgb(0xCCCCCC), .rgb(0x5522AA)])
        for (label, column) in zip(["m0", "m1"], columns) {
            let placed = laid.first(label)!
            let center = (column.x + column.width / 2).points
            XCTAssertEqual((placed.x + placed.right) / 2, center, accuracy: 0.01)
        }
        XCTAssertEqual(laid.first("4")!.right, 180, accuracy: 0.01)
        XCTAssertEqual(laid.items(.line).map(\.dash), [.dashed])
        XCTAssertNotNil(laid.first("–"))
        XCTAssertGreaterThan(laid.first("below")!.y, 100)
        XCTAssertTrue(laid.placed().dropLast().allSatisfy { $0.item.box == 1 })
    }
}
