import DocumentModel
import Primitives
import TextShaping

/// How a text of a row looks, and how far below the top of the row's content its baseline is.
struct TextLook: BitwiseCopyable, Equatable {
    /// The first style that looks so.
    let style: Int32
    let baseline: Length
}

/// Rows whose cells are kept as texts: measured as plain rows are, or else turned into boxes.
extension Measurer {
    /// Shapes the texts of a row's cells; makes boxes of them if one is more than a plain line.
    mutating func shapeCells(of index: Int, _ tree: BoxTree) {
        let row = tree.textRows[Int(tree.boxes[index].textRow)]
        for place in Int(row.first)..<Int(row.first) + Int(row.count) {
            let pieces = tree.cellPieces[place]
            guard pieces.count > 0 else { continue }
            guard allowsPlainRows, let range = tree.text(of: pieces),
                let line = shaper.shapeLine(
                    tree.bytes(range), style: textCells[Int(pieces.cell)].textStyle)
            else { return makeCells(of: index, tree) }
            cellLines[place] = line
        }
    }

    /// Makes boxes of the cells of a row that are kept as texts.
    @inline(never)
    mutating func makeCells(of row: Int, _ tree: BoxTree) {
        let first = tree.boxes.count
        tree.makeCells(ofRow: row, textCells)
        prepare(tree, from: first)
    }

    /// The same for all rows of a table.
    mutating func makeCells(ofTable table: Int, _ tree: BoxTree) {
        var row = Int(tree.boxes[table].firstChild)
        while row >= 0 {
            if tree.boxes[row].textRow >= 0 { makeCells(of: row, tree) }
            row = Int(tree.boxes[row].nextSibling)
        }
    }

    /// Measures a row of texts, if all of them have room on their lines.
    ///
    /// - Parameters:
    ///   - index: the row.
    ///   - box: the same.
    ///   - base: the first of the plans of its table.
    ///   - columns: the table's, one for each plan.
    ///   - tree: the document.
    /// - Returns: the height of the row's content; nil if its cells have to be boxes.
    @inline(__always)
    mutating func measureTextRow(
        _ index: Int, _ box: Box, plans base: Int, columns: Range<Int>, _ tree: BoxTree
    ) -> Length? {
        guard allowsPlainRows, boxStyles[Int(box.style)].verticalAlign == .top else { return nil }
        let texts = tree.textRows[Int(box.textRow)]
        let firstText = rowTexts.count
        var row = PlainRow(firstText: firstText, endText: firstText, isOfTexts: true)
        var (height, place, isWhole) = (Length.zero, 0, true)
        for index in Int(texts.first)..<Int(texts.first) + Int(texts.count) {
            let pieces = tree.cellPieces[index]
            let cell = textCells[Int(pieces.cell)]
            let end = place &+ Int(cell.span)
            isWhole =
                end <= columns.count
                && (pieces.count == 0
                    ? addEmpty(style: cell.style, span: cell.span, columns.lowerBound &+ place, &row)
                    : addText(
                        cell, cellLines[index], isHeader: box.role == .headerRow, plan: base &+ place,
                        columns.lowerBound &+ place, &row))
            guard isWhole else { break }
            height = max(height, row.cellHeight)
            place = end
        }
        guard isWhole, place == columns.count else {
            rowTexts.truncate(to: firstText)
            rowLooks.truncate(to: firstText)
            return nil
        }
        row.endText = rowTexts.count
        measures[index].plainRow = Int32(truncatingIfNeeded: plainRows.count)
        plainRows.append(row)
        return height
    }

    /// Adds a cell with its text to a row; false if the row is not plain with it.
    @inline(__always)
    private mutating func addText(
        _ cell: TextCell, _ line: LineText, isHeader: Bool, plan index: Int, _ column: Int,
        _ row: inout PlainRow
    ) -> Bool {
        let key =
            UInt64(cell.style) | UInt64(cell.textStyle) << 16 | (isHeader ? 1 << 32 : 0)
            | UInt64(UInt32(bitPattern: cell.span)) << 33
        if plans[index].key != key {
            let last = column &+ Int(cell.span) &- 1
            let place = CellPlace(first: column, last: last, isHeader: isHeader)
            guard makePlan(index, key, place) else { return false }
        }
        guard plans[index].hasLine, plans[index].look >= 0, line.width <= plans[index].limit else {
            return false
        }
        let width = Length(millionths: line.width)
        var x = plans[index].textLeft
        if plans[index].textAlign != .start {
            x += offset(of: width, in: plans[index].room, plans[index].textAlign)
        }
        rowTexts.append(
            PlacedText(
                first: line.firstGlyph, count: line.count, x: x, width: width,
                isKerned: line.isKerned))
        rowLooks.append(TextLook(style: plans[index].look, baseline: plans[index].baseline))
        row.cellHeight = plans[index].lineHeight
        return row.addRule(plans[index].rule, x: plans[index].x, width: plans[index].width)
    }
}
