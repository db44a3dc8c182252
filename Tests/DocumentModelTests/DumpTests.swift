import DocumentModel
import Primitives
import XCTest

final class DumpTests: XCTestCase {
    private let tree = BoxTree()

    private func text(_ text: StaticString) -> TextRange {
        let start = tree.text.count
        tree.text.append(text)
        return TextRange(start: start, count: tree.text.count - start)
    }

    @discardableResult
    private func add(
        _ kind: BoxKind, _ role: BoxRole = .none, node: Int32 = -1, first: Int = 0, count: Int = 0,
        to parent: Int
    ) -> Int {
        var box = Box(kind: kind, role: role, style: 0, node: node)
        box.first = Int32(first)
        box.count = Int32(count)
        return tree.append(box, to: parent)
    }

    func testDump() {
        tree.info.identifier = text("7")
        tree.info.language = text("pt-BR")
        tree.info.title = text("Conta")
        let root = add(.block, .document, node: 0, to: -1)
        tree.links.append(text("https://example.com"))
        let pieces: [(text: StaticString, isBreak: Bool, link: Int32)] = [
            ("Olá", false, -1), ("", true, -1), ("aqui", false, 0),
        ]
        for piece in pieces {
            tree.inlines.append(
                Inline(
                    text: text(piece.text), style: 0, isBreak: piece.isBreak, link: piece.link,
                    path: -1))
        }
        add(.paragraph, .heading1, node: 1, count: 3, to: root)
        let table = add(.table, .table, to: root)
        tree.sums.append(ExactDecimal(mantissa: -1250, scale: 2))
        tree.sums.append(ExactDecimal(3))
        let row = add(.tableRow, .bodyRow, count: 2, to: table)
        add(.cell, .cell, first: 1, to: row)
        add(.cell, .cell, first: 2, to: row)
        add(.pageBreak, first: 1, to: root)
        add(.rule, .artifact, to: root)
        let resources = resources(
            nodes: [.none, .none], nodeNames: ["body", "h1.hello"],
            tables: [TableSpec(columns: [], carryRow: -1, broughtForwardRow: -1, sumCount: 2)])
        XCTAssertEqual(
            tree.dump(resources: resources),
            """
            document "7" "pt-BR" "Conta"
            block (document) body
              paragraph (heading1) h1.hello "Olá" ⏎ "aqui" -> "https://example.com"
              table (table) 0 columns
                tableRow (bodyRow) sum -12.50 sum 3
                  cell (cell)
                  cell (cell) span 2
              pageBreak from first
              rule (artifact)

            """)
        XCTAssertEqual(
            tree.dump(of: row, resources: resources),
            "tableRow (bodyRow) sum -12.50 sum 3\n  cell (cell)\n  cell (cell) span 2\n")
    }

    func testDumpOfFigures() {
        let root = add(.block, .document, to: -1)
        tree.images.append(
            ImageBox(
                image: 0, width: .points(20), height: .points(10.5), alternative: text("Logo")))
        add(.image, .figure, to: root)
        tree.symbols.append(
            SymbolBox(
                columns: 21, rows: 21, quietZone: 4, firstRect: 0, rectCount: 0,
                width: .points(42), height: .points(42), reservesQuietZone: true,
                payload: text("PIX"), alternative: text("Pague")))
        add(.symbol, .payment, to: root)
        let points: [(label: StaticString, value: Double, text: StaticString, Bool, Bool)] = [
            ("jan", 0, "", true, false), ("fev", 2.5, "2,5", false, true),
        ]
        for (label, value, shown, isMissing, isHighlighted) in points {
            tree.chartPoints.append(
                ChartPoint(
                    value: value, label: text(label), valueText: text(shown),
                    isMissing: isMissing, isHighlighted: isHighlighted))
        }
        tree.charts.append(
            ChartBox(
                firstPoint: 0, pointCount: 2, height: .points(100), average: 2,
                averageText: text("média"), highlightColor: .black, columnColor: .black,
                lineColor: .black, alternative: text("Uso")))
        add(.chart, .figure, to: root)
        let logo = ImageResource(
            name: "logo.png", mediaType: "image/png", bytes: [], pixelWidth: 1, pixelHeight: 1)
        XCTAssertEqual(
            tree.dump(of: root, resources: resources(images: [logo])),
            """
            block (document)
              image (figure) logo.png 20.0×10.5pt "Logo"
              symbol (payment) 21×21 modules 42.0×42.0pt "PIX" "Pague"
              chart (figure) average 2.0 "média" "Uso" jan=– fev*=2.5 "2,5"

            """)
    }
}
