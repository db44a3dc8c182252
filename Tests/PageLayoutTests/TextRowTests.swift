import DocumentModel
import Primitives
import XCTest

@testable import PageLayout

/// Rows whose cells are kept as texts look as if their cells were boxes.
final class TextRowTests: XCTestCase {
    func testRowsOfTextsGiveTheSamePagesAsBoxes() {
        var (whole, made, findings) = (0, 0, 0)
        for seed in 1...300 {
            let compact = laidOut(seed, .texts)
            let boxes = laidOut(seed, .boxes)
            XCTAssertEqual(compact.dump, boxes.dump, "seed \(seed)")
            XCTAssertEqual(compact.findings, boxes.findings, "seed \(seed)")
            if testRun!.failureCount > 0 { return }
            let tree = compact.tree
            for index in tree.boxes.indices where tree.boxes[index].kind == .tableRow {
                if tree.boxes[index].textRow >= 0 { whole += 1 } else { made += 1 }
            }
            findings += boxes.findings.count
        }
        // Random as they are, they are of all kinds.
        for count in [whole, made, findings] { XCTAssertGreaterThan(count, 200) }
    }

    func testListsOfRowsGiveTheSamePagesAsBoxes() {
        var (listed, made, findings) = (0, 0, 0)
        for seed in 1...600 {
            let lists = laidOut(seed, .lists)
            let boxes = laidOut(seed, .boxes)
            XCTAssertEqual(lists.dump, boxes.dump, "seed \(seed)")
            XCTAssertEqual(lists.findings, boxes.findings, "seed \(seed)")
            if testRun!.failureCount > 0 { return }
            let tree = lists.tree
            let left = tree.rowLists.indices.reduce(0) { $0 + tree.rowLists[$1].count }
            listed += left
            made += lists.listedRows - left
            findings += boxes.findings.count
        }
        for count in [listed, made, findings] { XCTAssertGreaterThan(count, 300) }
    }

    /// What is found of a row while it is measured is kept where the document is measured again, or placed.
    func testFindingsOfRowsAreKeptBesideOptionalBoxes() {
        for isOptional in [true, false] {
            let document = TestDocument()
            if isOptional {
                let block = document.add(.block) { $0.isOptional = true }
                document.text("optional", in: block)
            } else {
                document.lastPage = (-1, -1, document.margin)
            }
            let table = document.table([
                ColumnSpec(width: Track(.fraction, 1000), align: .start)
            ])
            document.textCells = [known(style: document.style { _ in }, textStyle: 0)]
            for row in 0..<40 {
                document.textRow([[row == 6 ? "a\u{4E2D}b" : "\(row)"]], firstCell: 0, in: table)
            }
            document.text("\u{4E2D}")
            XCTAssertEqual(
                document.layOut().findings.map(\.kind), [.script, .script],
                "\(isOptional)")
        }
    }

    func testTextsOfOneLookAreOneItem() {
        let document = TestDocument()
        let table = document.table(
            Array(repeating: ColumnSpec(width: Track(.fraction, 1000), align: .start), count: 4))
        let (plain, bold) = (document.style { _ in }, document.style { $0.font = 1 })
        let cells = [plain, plain, bold, plain].map { known(style: plain, textStyle: $0) }
        document.textCells = cells
        document.textRow([["a"], ["b"], ["c"], []], firstCell: 0, in: table)
        let pages = document.layOut().pages
        XCTAssertEqual(pages.items.indices.map { pages.items[$0].kind }, [.texts, .texts])
        XCTAssertEqual(pages.items.indices.map { pages.items[$0].count }, [2, 1])
        XCTAssertEqual(pages.text(1, of: pages.items[0]).x, .points(60))
        XCTAssertEqual(pages.text(0, of: pages.items[1]).x, .points(100))
    }

    /// A document's pages as text but for the roles of texts, which are those of boxes, and its findings but
    /// for the numbers of boxes.
    private func laidOut(
        _ seed: Int, _ form: RandomRows.Form
    ) -> (dump: String, findings: [String], tree: BoxTree, listedRows: Int) {
        var maker = RandomRows(seed: UInt64(seed), form)
        maker.fill()
        let document = maker.document
        let resources = document.resources()
        let layouter = PageLayouter(resources: resources, faces: document.faces)
        let pages = PageSet()
        layouter.layOut(document.tree, running: document, into: pages)
        let dump = pages.dump(tree: document.tree, resources: resources, faces: document.faces)
        let lines = dump.split(separator: "\n").map { line in
            line.hasPrefix("  text") ? line.prefix(upTo: line.lastIndex(of: "”")!) : line
        }
        let findings = layouter.findings.map {
            "\($0.kind) node \($0.node) path \($0.path) \($0.amount)"
        }
        return (
            lines.joined(separator: "\n"), findings, document.tree, document.listed.count
        )
    }

    private func known(style: UInt16, textStyle: UInt16) -> TextCell {
        TextCell(
            role: .cell, textRole: .none, style: style, textStyle: textStyle, node: 0, textNode: 0,
            span: 1)
    }
}

/// A row as it is made where it is looked at.
struct ListedRow {
    let cells: [[String]]
    let firstCell: Int
    let role: BoxRole
    let style: UInt16
    /// The path of its first piece.
    let path: Int
}

extension TestDocument {
    /// Appends a row whose cells are kept as texts of so many pieces.
    func textRow(
        _ cells: [[String]], firstCell: Int, in table: Int, role: BoxRole = .bodyRow,
        style: UInt16 = 0
    ) {
        let row = ListedRow(
            cells: cells, firstCell: firstCell, role: role, style: style, path: takePaths(cells))
        appendRow(row, to: table)
    }

    /// Appends a row to the list at the end of a table, if there is one of such rows, or to a new one.
    func listedRow(
        _ cells: [[String]], firstCell: Int, in table: Int, role: BoxRole, style: UInt16
    ) {
        let row = ListedRow(
            cells: cells, firstCell: firstCell, role: role, style: style, path: takePaths(cells))
        // The first row of a list is a row like others.
        let last = Int(tree.boxes[table].lastChild)
        guard role == .bodyRow, last >= 0, lastPlace?.table == table, lastPlace?.cell == firstCell
        else {
            lastPlace = (table, firstCell)
            return appendRow(row, to: table)
        }
        if tree.boxes[last].kind != .tableRows {
            var box = Box(kind: .tableRows, role: role, style: style, node: 0)
            box.first = Int32(tree.rowLists.count)
            tree.append(box, to: table)
            tree.rowLists.append(
                RowList(
                    program: 0, firstCell: Int32(firstCell), cellCount: Int32(cells.count),
                    sumCount: 0, firstSum: 0, firstElement: listed.count, count: 0))
        }
        tree.rowLists[tree.rowLists.count - 1].count += 1
        listed.append(row)
    }

    func appendRow(_ row: ListedRow, to table: Int) {
        var box = Box(kind: .tableRow, role: row.role, style: row.style, node: 0)
        box.textRow = Int32(tree.textRows.count)
        tree.append(box, to: table)
        tree.textRows.append(
            TextRow(first: Int32(tree.cellPieces.count), count: Int32(row.cells.count)))
        var path = row.path
        for (offset, pieces) in row.cells.enumerated() {
            let cell = row.firstCell + offset
            var text = CellPieces(
                cell: Int32(cell), first: Int32(tree.inlines.count), count: Int32(pieces.count))
            append(pieces, style: textCells[cell].textStyle, path: path)
            path += pieces.count
            tree.join(&text)
            tree.cellPieces.append(text)
        }
    }

    /// The same row of boxes.
    func boxRow(
        _ cells: [[String]], firstCell: Int, in table: Int, role: BoxRole = .bodyRow,
        style: UInt16 = 0
    ) {
        let row = tree.append(Box(kind: .tableRow, role: role, style: style, node: 0), to: table)
        var path = takePaths(cells)
        for (offset, pieces) in cells.enumerated() {
            let known = textCells[firstCell + offset]
            var cell = Box(kind: .cell, role: known.role, style: known.style, node: known.node)
            cell.first = known.span
            let parent = tree.append(cell, to: row)
            guard !pieces.isEmpty else { continue }
            var text = Box(
                kind: .paragraph, role: known.textRole, style: known.textStyle,
                node: known.textNode)
            (text.first, text.count) = (Int32(tree.inlines.count), Int32(pieces.count))
            tree.append(text, to: parent)
            append(pieces, style: known.textStyle, path: path)
            path += pieces.count
        }
    }

    /// Each piece of a row has a path of its own.
    private func takePaths(_ cells: [[String]]) -> Int {
        defer { paths += cells.reduce(0) { $0 + $1.count } }
        return paths
    }

    private func append(_ pieces: [String], style: UInt16, path: Int) {
        for (offset, piece) in pieces.enumerated() {
            tree.inlines.append(
                Inline(
                    text: append(piece), style: style, isBreak: false, link: -1,
                    path: Int32(path + offset)))
        }
    }
}

/// Tables of rows from a few places of a template, with texts of all kinds.
private struct RandomRows {
    let document = TestDocument()
    private let form: Form

    /// How the rows are kept.
    enum Form { case boxes, texts, lists }

    private var state: UInt64

    init(seed: UInt64, _ form: Form) {
        state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
        self.form = form
    }

    private mutating func next(_ bound: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(state >> 33) % bound
    }

    private mutating func oneIn(_ bound: Int) -> Bool { next(bound) == 0 }

    mutating func fill() {
        document.size.height = Double([200, 200, 60, 12][next(4)])
        for _ in 0..<1 + next(3) {
            if oneIn(3) { document.text(oneIn(2) ? "text" : "a\u{4E2D}\u{6587}b") }
            let columns = (0..<1 + next(5)).map { _ in randomColumn() }
            let table = document.table(columns)
            var places: [(cells: Range<Int>, style: UInt16)] = []
            for _ in 0..<1 + next(3) { places.append(randomRow(columns.count)) }
            let isTame = oneIn(2)
            var place = places[0]
            for row in 0..<next(30) {
                if oneIn(4) { place = places[next(places.count)] }
                let texts = place.cells.map { _ in randomText(isTame: isTame) }
                let role: BoxRole = row == 0 && oneIn(2) ? .headerRow : .bodyRow
                let cell = place.cells.lowerBound
                switch form {
                case .boxes:
                    document.boxRow(
                        texts, firstCell: cell, in: table, role: role, style: place.style)
                case .texts:
                    document.textRow(
                        texts, firstCell: cell, in: table, role: role, style: place.style)
                case .lists:
                    document.listedRow(
                        texts, firstCell: cell, in: table, role: role, style: place.style)
                }
            }
        }
    }

    private mutating func randomColumn() -> ColumnSpec {
        let tracks = [
            Track(.fixed, 40_000), Track(.fraction, 1000), Track(.fraction, 2000),
            Track(.percent, 20_000), oneIn(4) ? Track(.auto) : Track(.fixed, 30_000),
        ]
        let align = [HorizontalAlign.start, .center, .end, oneIn(6) ? .decimal : .start][next(4)]
        return ColumnSpec(width: tracks[next(5)], align: align)
    }

    /// The cells of a row, and its style.
    private mutating func randomRow(_ columns: Int) -> (cells: Range<Int>, style: UInt16) {
        let first = document.textCells.count
        let (rule, size) = (next(3), oneIn(5))
        var covered = 0
        while covered < columns {
            let span = oneIn(6) ? min(2, columns - covered) : 1
            covered += span
            let change = next(12)
            let style = document.style { style in
                if rule == 1 { style.border.bottom = .points(0.5) }
                if rule == 2 { style.border.top = .points(1) }
                if change == 0 { style.padding.left = .points(3) }
                if change == 1 { style.align = .end }
                if change == 2 { style.padding.top = .points(2) }
                if change == 3 { style.border.bottom = .points(2) }
            }
            let look = next(10)
            let textStyle = document.style { style in
                if size { style.fontSize = .points(8) }
                if look == 0 { style.font = 1 }
                if look == 1 { style.color = .rgb(0xFF_0000) }
                if look == 2 { style.letterSpacing = .points(0.5) }
                if look == 3 { style.raise = .points(2) }
                if look == 4 { style.lineHeight = .points(14) }
                if look == 5 { style.isUnderlined = true }
            }
            document.textCells.append(
                TextCell(
                    role: .cell, textRole: .none, style: style, textStyle: textStyle,
                    node: Int32(style), textNode: Int32(textStyle), span: Int32(span)))
        }
        let change = next(12)
        let row = document.style { [isStriped = oneIn(4)] style in
            if isStriped { style.background = .rgb(0xEE_EEEE) }
            if change == 0 { style.margin.top = .points(3) }
            if change == 1 { style.margin.bottom = .points(2) }
            if change == 2 { (style.padding.top, style.padding.bottom) = (.points(1), .points(4)) }
            if change == 3 { style.minimumHeight = .points(20) }
            if change == 4 { style.breakAfter = .page }
            if change == 5 { style.breakBefore = .avoid }
        }
        return (first..<document.textCells.count, row)
    }

    private mutating func randomText(isTame: Bool) -> [String] {
        switch isTame ? 24 : next(24) {
        case 0: return []
        case 1: return ["12", " ", "GB"]
        case 2: return [" "]
        case 3: return ["Several words that may take more than one line"]
        case 4: return ["a\u{4E2D}b"]
        case 5: return ["x", "  ", "y"]
        case 6: return ["(1)"]
        case 7: return ["Ação"]
        default:
            return [["1,5", "12.345,67", "07:34:24", "AVATAR", "61 9*-0695", "To"][next(6)]]
        }
    }
}
