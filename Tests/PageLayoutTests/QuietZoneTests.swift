import DocumentModel
import PageLayout
import Primitives
import XCTest

/// What stands in the quiet zone of a code to pay by is found, and nothing else is.
final class QuietZoneTests: XCTestCase {
    /// A code of 40 modules, one point each, 4 of them clear; bars of 40 modules keep 5 mm clear.
    private func symbol(
        _ document: TestDocument, in parent: Int, rows: Int32 = 40, keeps: Bool = false,
        isForPayment: Bool = true
    ) {
        document.add(.symbol, in: parent, role: .figure, first: document.tree.symbols.count) {
            $0.width = Track(.fixed, keeps ? 48_000 : 40_000)
        }
        var symbol = SymbolBox(
            columns: 40, rows: rows, quietZone: 4, firstRect: 0, rectCount: 0, width: .points(40),
            height: .points(40), reservesQuietZone: keeps, payload: document.append("pix"),
            alternative: .empty)
        symbol.isForPayment = isForPayment
        document.tree.symbols.append(symbol)
    }

    /// A code, and a word at its right after a gap.
    private func beside(
        gap: Double, rows: Int32 = 40, keeps: Bool = false, isForPayment: Bool = true
    ) -> [LayoutFinding] {
        let document = TestDocument()
        let row = document.add(.row) { $0.gap = .points(gap) }
        symbol(document, in: row, rows: rows, keeps: keeps, isForPayment: isForPayment)
        document.text("HHHH", in: row) { $0.width = Track(.fixed, 40_000) }
        return document.layOut().findings
    }

    func testTextBesideCodes() {
        let rows:
            [(gap: Double, rows: Int32, keeps: Bool, isForPayment: Bool, count: Int, line: UInt)] =
                [
                    (3, 40, false, true, 1, #line), (5, 40, false, true, 0, #line),
                    (0, 40, true, true, 0, #line), (0, 40, false, false, 0, #line),
                    // Five millimetres are 14.17 points.
                    (13, 1, false, true, 1, #line), (15, 1, false, true, 0, #line),
                ]
        for row in rows {
            let found = beside(
                gap: row.gap, rows: row.rows, keeps: row.keeps, isForPayment: row.isForPayment)
            XCTAssertEqual(
                found.map(\.kind), Array(repeating: .quietZone, count: row.count), line: row.line)
            XCTAssertTrue(found.allSatisfy { $0.amount > 500 && $0.amount < 5000 }, line: row.line)
        }
    }

    /// Frames and grounds around a code.
    private func within(
        padding: Double, rows: Int32 = 40, _ change: @escaping (inout Style) -> Void
    ) -> [LayoutFinding.Kind] {
        let document = TestDocument()
        let box = document.add(.block) {
            $0.padding = Edges(
                top: .points(padding), right: .points(padding), bottom: .points(padding),
                left: .points(padding))
            change(&$0)
        }
        symbol(document, in: box, rows: rows)
        document.text("below", in: box) { $0.margin.top = .points(10) }
        return document.layOut().findings.map(\.kind)
    }

    func testBoxesAroundCodes() {
        let line = Edges(top: .points(1), right: .points(1), bottom: .points(1), left: .points(1))
        let grey = Color.rgb(0x808080)
        let rows:
            [(padding: Double, rows: Int32, change: (inout Style) -> Void, count: Int, line: UInt)] =
                [
                    (2, 40, { $0.border = line }, 1, #line),
                    (5, 40, { $0.border = line }, 0, #line),
                    (2, 40, { $0.border.left = .points(1) }, 1, #line),
                    (2, 40, { $0.background = grey }, 1, #line),
                    (5, 40, { $0.background = grey }, 0, #line),
                    (2, 40, { $0.background = .rgb(0xF4F0FA) }, 0, #line),
                    (10, 1, { $0.border.left = .points(1) }, 1, #line),
                    (10, 1, { $0.border.top = .points(1) }, 0, #line),
                    (16, 1, { $0.border.left = .points(1) }, 0, #line),
                    (
                        2, 40,
                        {
                            $0.border = line; $0.borderLine = .dashed
                        }, 1, #line
                    ),
                ]
        for row in rows {
            let found = within(padding: row.padding, rows: row.rows) {
                $0.borderColor = .black
                row.change(&$0)
            }
            XCTAssertEqual(
                found, Array(repeating: .quietZone, count: row.count), line: row.line)
        }
    }

    /// The cross of a Swiss code is part of it; another code beside it is not.
    func testMarksAndOtherCodes() {
        let document = TestDocument()
        let row = document.add(.row) { $0.gap = .points(2) }
        symbol(document, in: row)
        document.tree.symbols[0].mark = .swissCross
        XCTAssertEqual(document.layOut().findings, [])
        symbol(document, in: row)
        XCTAssertEqual(document.layOut().findings.map(\.kind), [.quietZone, .quietZone])
    }

    /// Codes on later pages are looked at, too.
    func testLaterPages() {
        let document = TestDocument()
        document.text("first")
        document.add(.pageBreak)
        let row = document.add(.row) { $0.gap = .points(1) }
        symbol(document, in: row)
        document.text("HHHH", in: row) { $0.width = Track(.fixed, 40_000) }
        XCTAssertEqual(document.layOut().findings.map(\.kind), [.quietZone])
    }
}
