import DocumentModel
@testable import PageLayout
import Primitives
import XCTest

/// Boxes with nothing out of the ordinary are measured and painted on a shorter way than others; what comes
/// out is the same.
final class PlainBoxTests: XCTestCase {
    func testShortAndLongWayGiveTheSamePages() {
        var (plain, other, findings) = (0, 0, 0)
        for seed in 1...200 {
            var maker = RandomCells(seed: UInt64(seed))
            maker.fill()
            let document = maker.document
            let resources = document.resources()
            findings += compare(document, resources, seed: seed).findings
            if self.testRun!.failureCount > 0 { return }
            for box in document.tree.boxes.indices where document.tree.boxes[box].kind == .cell {
                let style = BoxStyle(resources.styles[Int(document.tree.boxes[box].style)])
                if style.traits.has(.isPlain) { plain += 1 } else { other += 1 }
            }
        }
        // Random as they are, they are of all kinds.
        for count in [plain, other, findings] { XCTAssertGreaterThan(count, 200) }
    }

    func testPlainRowsGiveTheSamePages() {
        var rows = 0
        for seed in 1...200 {
            var maker = RandomCells(seed: UInt64(seed))
            maker.fillEvenly()
            let document = maker.document
            rows += compare(document, document.resources(), seed: seed).rows
            if self.testRun!.failureCount > 0 { return }
        }
        XCTAssertGreaterThan(rows, 500)
    }

    /// Lays a document out both ways; returns the findings of both, and the rows measured as a whole.
    private func compare(
        _ document: TestDocument, _ resources: DocumentResources, seed: Int
    ) -> (findings: Int, rows: Int) {
        var dumps: [String] = []
        var (findings, rows) = (0, 0)
        for isLong in [false, true] {
            let layouter = PageLayouter(resources: resources, faces: document.faces)
            if isLong { layouter.takeLongWay() }
            let pages = PageSet()
            layouter.layOut(document.tree, running: document, into: pages)
            let dump = pages.dump(tree: document.tree, resources: resources, faces: document.faces)
            dumps.append(dump + "\(layouter.findings)")
            findings += layouter.findings.count
            if isLong { XCTAssertEqual(layouter.plainRowCount, 0) }
            rows += layouter.plainRowCount
        }
        XCTAssertEqual(dumps[0], dumps[1], "seed \(seed)")
        return (findings, rows)
    }

    /// Columns that depend on the width alone are kept for the width a table had first, and plans with them.
    func testTablesOfOneKindHaveTheColumnsOfTheirWidths() {
        let document = TestDocument()
        let columns = [
            ColumnSpec(width: Track(.fixed, 40_000), align: .start),
            ColumnSpec(width: Track(.fraction, 1000), align: .end),
        ]
        let insets = [0.0, 40, 0, 20]
        for inset in insets {
            let block = document.add(.block) { $0.padding.left = .points(inset) }
            let table = document.table(columns, in: block)
            document.tree.boxes[table].first = 0
            for role in [BoxRole.headerRow, .bodyRow, .bodyRow] {
                document.row(["one", "two"], in: table, role: role)
            }
        }
        let resources = document.resources()
        let layouter = PageLayouter(resources: resources, faces: document.faces)
        for _ in 0..<2 {
            let pages = PageSet()
            layouter.layOut(document.tree, running: document, into: pages)
            let laid = LaidOut(
                pages: pages, tree: document.tree, resources: resources, faces: document.faces,
                findings: layouter.findings)
            let placed = laid.placed()
            XCTAssertEqual(placed.count, insets.count * 6)
            for (index, text) in placed.enumerated() {
                if text.text == "one" {
                    XCTAssertEqual(text.x, 20 + insets[index / 6], "\(index)")
                } else {
                    XCTAssertEqual(text.right, 180, accuracy: 0.001, "\(index)")
                }
            }
        }
    }

    func testTraitsSayWhatIsOutOfTheOrdinary() {
        let point = Length.points(1)
        let rows: [(change: (inout Style) -> Void, traits: BoxStyle.Traits, line: UInt)] = [
            ({ $0.gap = point }, .isPlain, #line),
            ({ $0.padding.top = point }, .isPlain, #line),
            ({ $0.margin.left = point }, .isPlain, #line),
            ({ $0.align = .decimal }, .isPlain, #line),
            ({ $0.width = Track(.fraction, 1000) }, .isPlain, #line),
            ({ $0.width = Track(.fixed, 1000) }, .hasWidth, #line),
            ({ $0.width = Track(.percent, 1000) }, .hasWidth, #line),
            ({ $0.rotation = 45 }, .isTurned, #line),
            ({ $0.rotation = 90 }, [.isTurned, .hasWidth], #line),
            ({ $0.position = .region }, .isRegion, #line),
            ({ $0.position = .bottom }, .isAtFoot, #line),
            ({ $0.isOptional = true }, .isOptional, #line),
            ({ $0.height = point }, .hasHeight, #line),
            ({ $0.minimumHeight = point }, .hasHeight, #line),
            ({ $0.breakBefore = .page }, .breaksPage, #line),
            ({ $0.breakAfter = .page }, .breaksPage, #line),
            ({ $0.breakAfter = .avoid }, .isPlain, #line),
            ({ $0.columns = 2 }, .hasColumns, #line),
            ({ $0.background = .white }, [.isPlain, .isDecorated], #line),
            ({ $0.border.left = point }, [.isPlain, .isDecorated], #line),
            ({ $0.border.top = point }, [.isPlain, .isDecorated, .hasOnlyRule], #line),
            ({ $0.border.bottom = point }, [.isPlain, .isDecorated, .hasOnlyRule], #line),
            (
                {
                    $0.border.bottom = point
                    $0.borderLine = .dotted
                }, [.isPlain, .isDecorated], #line
            ),
            (
                {
                    $0.border.bottom = point
                    $0.border.top = point
                }, [.isPlain, .isDecorated], #line
            ),
        ]
        for row in rows {
            var style = Style()
            row.change(&style)
            XCTAssertEqual(BoxStyle(style).traits, row.traits, line: row.line)
        }
    }
}

/// A table of a random document: cells of all styles, alignments, spans and contents.
private struct RandomCells {
    let document = TestDocument()
    private var state: UInt64

    init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

    private mutating func next(_ bound: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(state >> 33) % bound
    }

    private mutating func oneIn(_ bound: Int) -> Bool { next(bound) == 0 }

    mutating func fill() {
        for _ in 0..<1 + next(3) {
            let columns = (0..<1 + next(5)).map { _ in randomColumn() }
            let table = document.table(columns)
            let rowCount = next(20)
            for row in 0..<rowCount {
                appendRow(to: table, columns.count, isHeader: row == 0 && oneIn(2))
            }
        }
    }

    /// Tables whose rows are alike but for their words, with an exception now and then; pages may be lower
    /// than a row.
    mutating func fillEvenly() {
        document.size.height = Double([200, 200, 60, 12][next(4)])
        for _ in 0..<1 + next(2) {
            let columns = (0..<1 + next(5)).map { _ in randomColumn() }
            let table = document.table(columns)
            let styles = columns.map { _ in evenStyle() }
            for _ in 0..<next(30) {
                let row = document.add(.tableRow, in: table, role: .bodyRow) { _ in }
                for style in styles {
                    let change = oneIn(40) ? randomStyle() : style
                    let cell = document.add(.cell, in: row, role: .cell, first: 1, change)
                    let texts = ["1,5", "Word", "A and B", "-12,345", "Some more words", ""]
                    if !oneIn(10) { document.text(texts[next(6)], in: cell, role: .paragraph) }
                }
            }
        }
    }

    /// What cells of an even table mostly have in common.
    private mutating func evenStyle() -> (inout Style) -> Void {
        let (rule, padding, align) = (next(6), oneIn(3), next(4))
        return { style in
            if rule == 1 { style.border.top = .points(1) }
            if rule > 1 { style.border.bottom = .points(0.5) }
            if padding { style.padding.left = .points(2) }
            style.align = [.start, .end, .center, .start][align]
        }
    }

    private mutating func randomColumn() -> ColumnSpec {
        let tracks = [
            Track(.fixed, 40_000), Track(.fraction, 1000), Track(.fraction, 2000), Track(.auto),
            Track(.percent, 20_000), Track(.fixed, 4_000),
        ]
        return ColumnSpec(
            width: tracks[next(6)], align: [.start, .center, .end, .decimal][next(4)])
    }

    private mutating func appendRow(to table: Int, _ columnCount: Int, isHeader: Bool) {
        let isBaseline = oneIn(6)
        let row = document.add(
            .tableRow, in: table, role: isHeader ? .headerRow : .bodyRow
        ) { $0.verticalAlign = isBaseline ? .baseline : .top }
        // A row may have more cells than its table has columns, or fewer.
        for _ in 0..<max(columnCount - 1 + next(3), 1) { appendCell(to: row) }
    }

    private mutating func appendCell(to row: Int) {
        let change = randomStyle()
        let cell = document.add(
            oneIn(40) ? .block : .cell, in: row, role: .cell, first: oneIn(8) ? 2 : 1, change)
        if document.tree.boxes[cell].kind == .block { document.tree.boxes[cell].first = 0 }
        let contents = oneIn(6) ? next(3) : 1
        for _ in 0..<contents { appendContent(to: cell) }
    }

    private mutating func appendContent(to cell: Int) {
        guard !oneIn(12) else {
            document.add(.spacer, in: cell) { $0.height = .points(5) }
            return
        }
        let texts = [
            "", "1,5", "-12,345", "Word", "Several words that may take more than one line",
            "A\nB", "Supercalifragilistic",
        ]
        document.text(
            texts[next(7)], in: cell, role: oneIn(20) ? .artifact : .paragraph, randomStyle())
    }

    /// Nothing, or one or two of what a style may say.
    private mutating func randomStyle() -> (inout Style) -> Void {
        guard !oneIn(3) else { return { _ in } }
        let (first, second, size) = (
            next(16), oneIn(4) ? next(16) : -1, Length.points(Double(next(4)))
        )
        return { style in
            for choice in [first, second] { change(&style, choice, size) }
        }
    }
}

private func change(_ style: inout Style, _ choice: Int, _ size: Length) {
    switch choice {
    case 0...2: style.border.bottom = size
    case 3: style.border.top = size
    case 4: style.border = Edges(top: size, right: size, bottom: size, left: size)
    case 5: style.border.left = size
    case 6: style.background = .white
    case 7: style.padding = Edges(top: size, right: size * 4, bottom: size, left: size * 8)
    case 8: style.margin = Edges(top: size, right: size * 9, bottom: size, left: size * 2)
    case 9: style.align = .end
    case 10: style.align = .decimal
    case 11: style.verticalAlign = .middle
    case 12: style.height = size * 5
    case 13: style.minimumHeight = size * 8
    case 14:
        style.borderColor = .rgb(0xFF_0000)
        style.border.bottom = size
    default: style.rotation = 90
    }
}
