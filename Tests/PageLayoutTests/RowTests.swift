import DocumentModel
import PageLayout
import Primitives
import XCTest

final class RowTests: XCTestCase {
    /// Lays out a row of blocks with the given widths; returns their x and width.
    private func columns(
        _ tracks: [Track], gap: Double = 0, texts: [String] = []
    ) -> (boxes: [[Double]], findings: [LayoutFinding]) {
        let document = TestDocument()
        let row = document.add(.row) { $0.gap = .points(gap) }
        for (index, track) in tracks.enumerated() {
            let column = document.add(.block, in: row) {
                $0.width = track
                $0.background = .white
                $0.minimumHeight = .points(10)
            }
            if index < texts.count { document.text(texts[index], in: column) }
        }
        let laid = document.layOut()
        return (laid.items(.fill).map { [$0.x.points, $0.width.points] }, laid.findings)
    }

    func testWidths() {
        let rows: [(tracks: [Track], gap: Double, boxes: [[Double]], line: UInt)] = [
            ([Track(.fixed, 30_000), Track(.fraction, 1000)], 0, [[20, 30], [50, 130]], #line),
            (
                [Track(.percent, 25_000), Track(.fraction, 1000)], 0, [[20, 40], [60, 120]], #line
            ),
            (
                [Track(.fraction, 2000), Track(.fraction, 1000)], 10, [[20, 100], [130, 50]],
                #line
            ),
            (
                [Track(.fraction, 1000), Track(.fixed, 20_000), Track(.fraction, 1000)], 10,
                [[20, 60], [90, 20], [120, 60]], #line
            ),
        ]
        for row in rows {
            let result = columns(row.tracks, gap: row.gap)
            XCTAssertEqual(result.boxes, row.boxes, line: row.line)
            XCTAssertEqual(result.findings, [], line: row.line)
        }
    }

    func testAutomaticWidthIsThatOfTheContent() {
        let result = columns(
            [Track(.auto), Track(.fraction, 1000), Track(.auto)], texts: ["Total", "", "9,90"])
        let document = TestDocument()
        document.text("Total")
        document.text("9,90")
        let widths = document.layOut().placed().map(\.width)
        XCTAssertEqual(result.boxes[0][1], widths[0], accuracy: 0.002)
        XCTAssertEqual(result.boxes[2][1], widths[1], accuracy: 0.002)
        XCTAssertEqual(result.boxes[2][0] + result.boxes[2][1], 180, accuracy: 0.002)
        XCTAssertEqual(result.findings, [])
    }

    func testOnlyTheWidestAutomaticWidthShrinks() {
        let long = "Assinatura mensal do plano Família com internet"
        let result = columns([Track(.auto), Track(.auto)], texts: [long, "R$ 129,90"])
        let document = TestDocument()
        document.text("R$ 129,90")
        XCTAssertEqual(
            result.boxes[1][1], document.layOut().placed()[0].width, accuracy: 0.002)
        XCTAssertEqual(result.boxes[0][1] + result.boxes[1][1], 160, accuracy: 0.002)
        XCTAssertEqual(result.findings, [])
    }

    func testTooMuchWidthIsReported() {
        let result = columns([Track(.fixed, 100_000), Track(.fixed, 80_000)])
        XCTAssertEqual(result.findings.map(\.kind), [.tooWide])
        XCTAssertEqual(result.findings.map(\.amount), [20_000])
    }

    func testVerticalAlignment() {
        let rows: [(align: VerticalAlign, offset: Double, line: UInt)] = [
            (.top, 0, #line), (.middle, 12, #line), (.bottom, 24, #line),
        ]
        for row in rows {
            let document = TestDocument()
            let line = document.add(.row)
            document.text("a\nb\nc", in: line) { $0.width = Track(.fraction, 1) }
            document.text("x", in: line) {
                $0.width = Track(.fraction, 1)
                $0.verticalAlign = row.align
            }
            let laid = document.layOut()
            let offset = laid.first("x")!.y - laid.first("a")!.y
            XCTAssertEqual(offset, row.offset, accuracy: 0.001, line: row.line)
        }
    }

    func testBaselinesOfDifferentSizesMeet() {
        let document = TestDocument()
        let row = document.add(.row) { $0.verticalAlign = .baseline }
        document.text("R$", in: row) { $0.width = Track(.fraction, 1) }
        let box = document.add(.block, in: row) {
            $0.width = Track(.fraction, 1)
            $0.padding.top = .points(3)
        }
        document.text("99", in: box) {
            $0.fontSize = .points(24)
            $0.lineHeight = .points(30)
        }
        document.text("below")
        let laid = document.layOut()
        XCTAssertEqual(laid.first("R$")!.y, laid.first("99")!.y, accuracy: 0.001)
        XCTAssertGreaterThan(laid.first("below")!.y, laid.first("99")!.y + 5)
    }

    func testColumnsAtTheTopAreAsHighAsTheirRow() {
        let document = TestDocument()
        let row = document.add(.row)
        for text in ["a\nb\nc", "x"] {
            let column = document.add(.block, in: row) {
                $0.width = Track(.fraction, 1)
                $0.background = .white
            }
            document.text(text, in: column)
        }
        XCTAssertEqual(document.layOut().items(.fill).map(\.height.points), [36, 36])
    }

    func testNestedRows() {
        let document = TestDocument()
        let outer = document.add(.row) { $0.gap = .points(8) }
        document.add(.block, in: outer) { $0.width = Track(.fixed, 40_000) }
        let inner = document.add(.row, in: outer) { $0.width = Track(.fraction, 1) }
        document.text("um", in: inner) { $0.width = Track(.percent, 50_000) }
        document.text("dois", in: inner) { $0.width = Track(.percent, 50_000) }
        let placed = document.layOut().placed()
        XCTAssertEqual(placed.map(\.x), [68, 124])
    }
}
