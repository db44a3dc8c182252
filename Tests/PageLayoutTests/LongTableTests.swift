import DocumentModel
import PageLayout
import Primitives
import XCTest

/// Tables whose height is no `Length`: 60,000 rows of 40 points are 847 metres, and 32 bits end at 757.
final class LongTableTests: XCTestCase {
    func testSixtyThousandRows() {
        let document = TestDocument()
        document.size.height = 2_000
        let table = document.table([ColumnSpec(width: Track(.fraction, 1), align: .start)])
        document.row(["h"], in: table, role: .headerRow)
        for index in 0..<60_000 {
            document.row([index % 100 == 0 ? "\(index)" : "x"], in: table) {
                $0.minimumHeight = .points(40)
            }
        }
        document.text("end")
        let laid = document.layOut()
        // 1,948 points below each header hold 48 rows.
        XCTAssertEqual(laid.pageCount, 1_250)
        XCTAssertEqual(laid.findings, [])
        var (rows, pages) = (0, 0)
        for page in laid.pages.pages.indices {
            let texts = laid.texts(page: page)
            XCTAssertEqual(texts.first, "h")
            for text in texts.dropFirst() where text != "end" {
                XCTAssertEqual(text, rows % 100 == 0 ? "\(rows)" : "x")
                rows += 1
            }
            pages += 1
            if rows / 48 != pages, rows < 60_000 { return XCTFail("page \(pages): \(rows)") }
        }
        XCTAssertEqual(rows, 60_000)
        XCTAssertEqual(laid.texts(page: 1_249).last, "end")
    }

    func testATableWithoutRows() {
        let document = TestDocument()
        _ = document.table([ColumnSpec(width: Track(.fraction, 1), align: .start)])
        document.text("end")
        XCTAssertEqual(document.layOut().story, ["end"])
    }

    func testAParagraphOfThousandsOfLines() {
        let document = TestDocument()
        let words = Array(repeating: "word", count: 20_000).joined(separator: " ")
        let row = document.add(.row)
        document.text(words, in: row) { $0.width = Track(.fixed, 25_000) }
        let laid = document.layOut()
        XCTAssertEqual(laid.texts().count, 20_000)
        XCTAssertEqual(laid.pageCount, (20_000 + 12) / 13)
    }
}
