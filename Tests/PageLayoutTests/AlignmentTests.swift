import DocumentModel
import PageLayout
import Primitives
import XCTest

final class AlignmentTests: XCTestCase {
    /// A text's width in points at 10 points, kerning included, worked out by hand.
    private func width(_ text: String, kerned: Bool = true) -> Double {
        var units = 0
        var left: UInt8?
        for scalar in text.unicodeScalars {
            let glyph = TestFaces.regular.glyph(scalar.value)
            if kerned, let left {
                units += TestFaces.regular.kerning(slice: glyph.slice, left, glyph.code)
            }
            units += glyph.advance
            left = glyph.code
        }
        return Double(units) / 100
    }

    func testWidthsAreKerned() {
        let document = TestDocument()
        document.text("AVATAR To")
        let placed = document.layOut().placed()[0]
        XCTAssertEqual(placed.width, width("AVATAR To"), accuracy: 0.001)
        XCTAssertLessThan(placed.width, width("AVATAR To", kerned: false) - 0.5)
    }

    func testLetterSpacingFollowsEachGlyph() {
        let document = TestDocument()
        document.text("abc") { $0.letterSpacing = .points(1.5) }
        let placed = document.layOut().placed()[0]
        XCTAssertEqual(placed.width, width("abc") + 4.5, accuracy: 0.001)
        XCTAssertEqual(placed.item.spacing, .points(1.5))
    }

    func testLinesAlign() {
        let rows: [(align: HorizontalAlign, left: Double, line: UInt)] = [
            (.start, 0, #line), (.center, 0.5, #line), (.end, 1, #line), (.decimal, 1, #line),
        ]
        for row in rows {
            let document = TestDocument()
            document.text("Vencimento") { $0.align = row.align }
            let placed = document.layOut().placed()[0]
            let free = 160 - width("Vencimento")
            XCTAssertEqual(placed.x - 20, free * row.left, accuracy: 0.002, line: row.line)
        }
    }

    func testNarrowBoxesStandByTheirParentsAlign() {
        let rows: [(align: HorizontalAlign, x: Double, line: UInt)] = [
            (.start, 20, #line), (.center, 80, #line), (.end, 140, #line),
        ]
        for row in rows {
            let document = TestDocument { $0.align = row.align }
            document.add(.block) {
                $0.width = Track(.percent, 25_000)
                $0.background = .black
                $0.height = .points(10)
            }
            let fill = document.layOut().items(.fill)[0]
            XCTAssertEqual(fill.x.points, row.x, line: row.line)
            XCTAssertEqual(fill.width.points, 40, line: row.line)
        }
    }

    func testDecimalSeparatorsStandBelowOneAnother() {
        let texts = ["1,5", "1.234,56", "12", "0,125", "R$ 7,00"]
        let document = TestDocument()
        let table = document.table([
            ColumnSpec(width: Track(.fraction, 1000), align: .start),
            ColumnSpec(width: Track(.fixed, 80_000), align: .decimal),
        ])
        document.row(["", "Valor"], in: table, role: .headerRow)
        for text in texts { document.row(["x", text], in: table) }
        let laid = document.layOut()
        let header = laid.first("Valor")!
        XCTAssertEqual(header.right, 180, accuracy: 0.01)
        let separators = texts.map { text -> Double in
            let placed = laid.first(text)!
            let whole = text.firstIndex(of: ",").map { String(text[..<$0]) } ?? text
            return placed.x + width(whole)
        }
        for separator in separators {
            XCTAssertEqual(separator, separators[0], accuracy: 0.3)  // kerning before the comma
        }
        XCTAssertEqual(laid.first("0,125")!.right, 180, accuracy: 0.01)
    }

    func testAutomaticDecimalColumnHoldsWholeAndFraction() {
        let document = TestDocument()
        let table = document.table([
            ColumnSpec(width: Track(.fraction, 1000), align: .start),
            ColumnSpec(width: Track(.auto), align: .decimal),
        ])
        document.row(["a", "123456"], in: table)
        document.row(["b", "1,234567"], in: table)
        let laid = document.layOut()
        XCTAssertEqual(laid.findings, [])
        XCTAssertEqual(laid.texts(), ["a", "123456", "b", "1,234567"])
        XCTAssertEqual(laid.first("1,234567")!.right, 180, accuracy: 0.01)
        let separator = laid.first("1,234567")!.x + width("1")
        XCTAssertEqual(laid.first("123456")!.right, separator, accuracy: 0.3)
    }

    func testCellsAlignByTheirStyleThenByTheirColumn() {
        let document = TestDocument()
        let table = document.table([
            ColumnSpec(width: Track(.fraction, 1000), align: .end),
            ColumnSpec(width: Track(.fraction, 1000), align: .end),
        ])
        let row = document.add(.tableRow, in: table, role: .bodyRow)
        document.text("um", in: document.add(.cell, in: row, role: .cell, first: 1))
        let own = document.add(.cell, in: row, role: .cell, first: 1) { $0.align = .center }
        document.text("dois", in: own) { $0.align = .center }
        let laid = document.layOut()
        XCTAssertEqual(laid.first("um")!.right, 100, accuracy: 0.01)
        let two = laid.first("dois")!
        XCTAssertEqual((two.x + two.right) / 2, 140, accuracy: 0.01)
    }
}
