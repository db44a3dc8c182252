import DocumentModel
import PageLayout
import Primitives
import XCTest

/// The last page has a foot of its own: three lines where the others have one. 12 lines fit a page, 10 the last.
final class LastPageTests: XCTestCase {
    private func document(lines: Int) -> TestDocument {
        let document = TestDocument()
        let plain = document.running { context, document in
            let block = document.looseBlock()
            document.text("foot\(context.page)/\(context.pageCount)", in: block)
            return block
        }
        let last = document.running { context, document in
            let block = document.looseBlock()
            document.text("last\(context.page)/\(context.pageCount)\n-\n-", in: block)
            return block
        }
        document.footer = plain
        document.lastPage = (-1, last, document.margin)
        document.text((1...lines).map { "l\($0)" }.joined(separator: "\n"))
        return document
    }

    func testFootAndFilling() {
        let rows: [(lines: Int, pages: [Int], line: UInt)] = [
            (1, [1], #line), (10, [10], #line),
            // Eleven fit a page that is not the last; as the last it has room for ten.
            (11, [9, 2], #line), (12, [10, 2], #line),
            (13, [11, 2], #line), (22, [12, 10], #line),
            (23, [12, 9, 2], #line), (24, [12, 10, 2], #line), (25, [12, 11, 2], #line),
        ]
        for row in rows {
            let laid = document(lines: row.lines).layOut()
            let counts = (0..<laid.pageCount).map { page in
                laid.texts(page: page).filter { $0.hasPrefix("l") && !$0.hasPrefix("last") }.count
            }
            XCTAssertEqual(counts, row.pages, line: row.line)
            for page in 0..<laid.pageCount {
                let name = page == laid.pageCount - 1 ? "last" : "foot"
                XCTAssertTrue(
                    laid.texts(page: page).contains("\(name)\(page + 1)/\(laid.pageCount)"),
                    line: row.line)
            }
            XCTAssertEqual(laid.findings, [], line: row.line)
        }
    }

    func testOtherFeetStandWhereTheyAlwaysDo() {
        let laid = document(lines: 24).layOut()
        XCTAssertEqual(laid.first("foot1/3")!.y, laid.first("foot2/3")!.y)
        XCTAssertLessThan(laid.first("last3/3")!.y, laid.first("foot1/3")!.y)
    }

    func testAnOnlyPageHasTheHeadOfTheFirst() {
        let document = document(lines: 2)
        document.header = document.running { _, document in
            let block = document.looseBlock()
            document.text("head", in: block)
            return block
        }
        document.lastPage?.header = -1
        let laid = document.layOut()
        XCTAssertEqual(laid.story, ["head l1 l2 last1/1 - -"])
    }

    func testMarginsOfTheLastPage() {
        let document = document(lines: 13)
        document.lastPage?.margin.top = .points(50)
        let laid = document.layOut()
        XCTAssertEqual(laid.pageCount, 2)
        let first = laid.placed(page: 1).filter { $0.text.hasPrefix("l") }.map(\.y).min()!
        XCTAssertGreaterThan(first, 50)
    }
}
