import DocumentModel
import PageLayout
import Primitives
import XCTest

final class DumpTests: XCTestCase {
    /// A little of everything, over two pages.
    private func bill() -> TestDocument {
        let document = TestDocument { $0.gap = .points(4) }
        document.footer = document.running { context, document in
            let box = document.looseBlock { $0.margin.top = .points(2) }
            document.text("\(context.page)/\(context.pageCount)", in: box) { $0.align = .end }
            return box
        }
        let carry = document.running { context, document in
            document.looseRow(["A transportar", "\(context.sums.0.mantissa)"])
        }
        let band = document.add(.row, role: .section) {
            $0.background = .rgb(0xF3EFFA)
            $0.padding = Edges(
                top: .points(4), right: .points(6), bottom: .points(4), left: .points(6))
            $0.radius = .points(3)
            $0.gap = .points(8)
        }
        document.add(.image, in: band, role: .figure, first: 0) { $0.verticalAlign = .middle }
        document.tree.images.append(
            ImageBox(image: 0, width: .points(12), height: .points(12), alternative: .empty))
        document.text("R$ 298,50", in: band) {
            $0.width = Track(.fraction, 1000)
            $0.font = 1
            $0.fontSize = .points(16)
            $0.lineHeight = .points(20)
            $0.letterSpacing = .points(-0.2)
        }
        let link = document.add(.paragraph)
        document.begin(link)
        document.tree.links.append(document.append("https://vivaz.example/2via"))
        document.inline("Pague já: ", of: link)
        document.inline("segunda via", of: link, link: 0) { $0.isUnderlined = true }
        appendTable(to: document, carry: carry)
        let foot = document.add(.block, role: .payment) { $0.position = .bottom }
        document.add(.rule, in: foot, role: .artifact) {
            $0.border.top = .points(0.5)
            $0.borderLine = .dashed
        }
        document.add(.symbol, in: foot, role: .payment, first: 0)
        document.tree.symbols.append(
            SymbolBox(
                columns: 21, rows: 21, quietZone: 4, firstRect: 0, rectCount: 0,
                width: .points(21), height: .points(21), reservesQuietZone: true,
                payload: document.append("000201"), alternative: .empty))
        return document
    }

    private func appendTable(to document: TestDocument, carry: Int) {
        let table = document.table(
            [
                ColumnSpec(width: Track(.fraction, 1000), align: .start),
                ColumnSpec(width: Track(.auto), align: .decimal),
            ], carry: carry, sums: 1)
        document.row(["Item", "Valor"], in: table, role: .headerRow) {
            $0.border.bottom = .points(1)
        }
        for index in 1...8 {
            document.row(
                ["Ligação \(index)", "\(index),50"], in: table,
                sums: [ExactDecimal(mantissa: Int128(index * 100 + 50), scale: 2)])
        }
    }

    func testBill() throws {
        let laid = bill().layOut()
        XCTAssertEqual(laid.findings, [])
        XCTAssertEqual(laid.pageCount, 2)
        try assertGolden(laid.dump, "pages/bill.txt")
    }

    func testLengthsAreRoundedToHundredths() {
        let document = TestDocument()
        document.size = (200.004, 200.006)
        XCTAssertEqual(document.layOut().dump, "page 1 200.00 x 200.01\n")
    }
}
