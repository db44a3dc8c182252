import DocumentModel
import PageLayout
import Primitives
import XCTest

/// Sums carried over page ends: a header, a carry and a brought-forward row of 12 points each.
final class CarryTests: XCTestCase {
    /// A table whose row `i` adds `i` cents and `−1`; its carry rows show the first sum in cents.
    private func document(_ count: Int, carries: Bool = true) -> TestDocument {
        let document = TestDocument()
        let show = { (name: String) in
            { (context: RunningContext, document: TestDocument) -> Int in
                document.looseRow(["\(name) \(context.sums.0.mantissa) \(context.sums.1.mantissa)"])
            }
        }
        let carry = document.running(show("carry"))
        let forward = document.running(show("forward"))
        let table = document.table(
            [ColumnSpec(width: Track(.fraction, 1), align: .start)],
            carry: carries ? carry : -1, forward: carries ? forward : -1, sums: 2)
        document.row(["head"], in: table, role: .headerRow)
        for index in 1..<count + 1 {
            document.row(
                ["\(index)"], in: table,
                sums: [ExactDecimal(mantissa: Int128(index), scale: 2), ExactDecimal(-1)])
        }
        return document
    }

    /// Checks every page against its own rows; returns the numbers of items a page.
    @discardableResult
    private func check(_ count: Int, line: UInt = #line) -> [Int] {
        let laid = document(count).layOut()
        var next = 1
        var counts: [Int] = []
        for page in 0..<laid.pageCount {
            var texts = laid.texts(page: page)
            counts.append(texts.count)
            XCTAssertEqual(texts.removeFirst(), "head", line: line)
            let before = (next - 1) * next / 2
            if page > 0 {
                XCTAssertEqual(texts.removeFirst(), "forward \(before) \(1 - next)", line: line)
            }
            if page < laid.pageCount - 1 {
                let rows = texts.count - 1
                let sum = before + rows * next + rows * (rows - 1) / 2
                XCTAssertEqual(texts.removeLast(), "carry \(sum) \(1 - next - rows)", line: line)
            }
            XCTAssertEqual(texts, (next..<next + texts.count).map(String.init), line: line)
            XCTAssertTrue(count == 0 || !texts.isEmpty, line: line)
            next += texts.count
        }
        XCTAssertEqual(next, count + 1, line: line)
        XCTAssertEqual(laid.findings, [], line: line)
        return counts
    }

    func testFourSums() {
        let document = TestDocument()
        let carry = document.running { context, document in
            let sums = context.sums
            return document.looseRow(
                ["\(sums.0.mantissa) \(sums.1.mantissa) \(sums.2.mantissa) \(sums.3.mantissa)"])
        }
        let table = document.table(
            [ColumnSpec(width: Track(.fraction, 1), align: .start)], carry: carry, sums: 4)
        for index in 1...30 {
            document.row(
                ["r"], in: table, sums: [1, 10, -1, index].map { ExactDecimal($0) })
        }
        let laid = document.layOut()
        XCTAssertEqual(laid.texts(page: 0).last, "12 120 -12 78")
        XCTAssertEqual(laid.texts(page: 1).last, "24 240 -24 300")
    }

    func testSumsAreRightOnEveryPage() {
        let rows: [(rows: Int, pages: [Int], line: UInt)] = [
            (0, [1], #line), (1, [2], #line),
            (12, [13], #line),  // exactly one page: no carry
            (13, [12, 5], #line),  // one more: three rows at least are taken
            (14, [13, 5], #line), (22, [13, 13], #line), (23, [13, 12, 5], #line),
        ]
        for row in rows {
            XCTAssertEqual(check(row.rows, line: row.line), row.pages, line: row.line)
        }
    }

    func testSumsOfManyRows() {
        XCTAssertEqual(check(1000).count, 100)
        XCTAssertEqual(check(20_000).count, 2000)
    }

    func testCarryRowsBelongToTheirBoxes() {
        let laid = document(13).layOut()
        let carry = laid.placed().first { $0.text.hasPrefix("carry") }!
        XCTAssertEqual(laid.tree.boxes[Int(carry.item.box)].kind, .paragraph)
    }

    func testContextKnowsThePage() {
        let document = document(23)
        _ = document.layOut()
        let carries = document.contexts.filter { $0.id == 0 }.dropFirst().map(\.context.page)
        XCTAssertEqual(carries, [1, 2])
        XCTAssertEqual(document.contexts.filter { $0.id == 1 }.map(\.context.page), [2, 3])
    }

    func testSumsOfDifferentScalesAddExactly() {
        let document = TestDocument()
        let carry = document.running { context, document in
            document.looseRow(["\(context.sums.0.mantissa)/\(context.sums.0.scale)"])
        }
        let table = document.table(
            [ColumnSpec(width: Track(.fraction, 1), align: .start)], carry: carry, sums: 1)
        for index in 0..<14 {
            let sum = ExactDecimal(mantissa: 1, scale: index % 2 == 0 ? 10 : 2)
            document.row(["r"], in: table, sums: [sum])
        }
        let laid = document.layOut()
        // Eleven rows: six add 10⁻¹⁰, five 10⁻².
        XCTAssertTrue(laid.texts().contains("500000006/10"), laid.dump)
    }

    func testTablesWithoutCarryRowsCarryNothing() {
        let laid = document(30, carries: false).layOut()
        XCTAssertEqual(laid.texts().filter { $0 != "head" }, (1...30).map(String.init))
    }

    func testCarryAfterRowsOfTheSamePageThatFollowOtherContent() {
        let document = TestDocument()
        let carry = document.running { context, document in
            document.looseRow(["carry \(context.sums.0.mantissa)"])
        }
        document.text("a\nb\nc")
        let table = document.table(
            [ColumnSpec(width: Track(.fraction, 1), align: .start)], carry: carry, sums: 1)
        for _ in 0..<20 { document.row(["r"], in: table, sums: [ExactDecimal(1)]) }
        document.text("end")
        let laid = document.layOut()
        XCTAssertEqual(laid.texts(page: 0).last, "carry 9")
        XCTAssertEqual(laid.texts(page: 1).last, "end")
        XCTAssertEqual(laid.placed(page: 1).count, 12)
    }

    func testColumnsAreWideEnoughForTheSums() {
        let document = TestDocument()
        let carry = document.running { context, document in
            document.looseRow(["A transportar", "\(context.sums.0.mantissa)"])
        }
        let table = document.table(
            [
                ColumnSpec(width: Track(.fraction, 1), align: .start),
                ColumnSpec(width: Track(.auto), align: .end),
            ], carry: carry, sums: 1)
        for _ in 0..<20 {
            document.row(["r", "9"], in: table, sums: [ExactDecimal(9_000_000)])
        }
        let laid = document.layOut()
        XCTAssertEqual(laid.findings, [])
        let sum = laid.first("108000000")!
        XCTAssertEqual(sum.right, 180, accuracy: 0.01)
        XCTAssertEqual(laid.texts(page: 0).last, "108000000")
    }
}
