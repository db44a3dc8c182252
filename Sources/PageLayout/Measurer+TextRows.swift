import DocumentModel
import Primitives
import TextShaping

/// How rows of texts from one place of the template are measured in one table: worked out for the first of them.
struct RowPlan: BitwiseCopyable {
    /// Which table, see `Measurer.rowPlanKey`.
    var key = -1
    /// Whether they can be measured as a whole.
    var isPlain = false
    /// Height of the row's content where no cell is empty.
    var height = Length.zero
    /// Whether it is as high with any text at all.
    var isEven = true
    /// What is painted of all cells, see `PlainRow`.
    var rule: Int32 = -1
    var ruleX = Length.zero
    var ruleWidth = Length.zero
    /// How the texts look, where all look the same.
    var look = TextLook(style: -1, baseline: .zero)
}

/// How a cell of such rows is shaped and measured.
struct RowCell: BitwiseCopyable {
    let style: LineStyle
    /// Width of the line in millionths, and the same as a length.
    let limit: Int
    let room: Length
    /// Where it begins, from the row's left.
    let left: Length
    let align: HorizontalAlign
    /// Whether the cell may be empty.
    let mayBeEmpty: Bool
    /// Height of the cell with a text, and without one.
    let height: Length
    let emptyHeight: Length
    let look: TextLook
}

/// How a text of a row looks, and how far below the top of the row's content its baseline is.
struct TextLook: BitwiseCopyable, Equatable {
    /// The first style that looks so; −1: the texts of a row do not look the same.
    let style: Int32
    let baseline: Length
}

/// Rows whose cells are kept as texts: shaped and measured in one go, or else turned into boxes.
extension Measurer {
    /// Makes boxes of the cells of all rows of a table.
    mutating func makeCells(ofTable table: Int, _ tree: BoxTree) {
        var row = Int(tree.boxes[table].firstChild)
        while row >= 0 {
            if tree.boxes[row].kind == .tableRows { takeAllRows(of: row, tree) }
            if tree.boxes[row].textRow >= 0 { makeCells(of: row, tree) }
            row = Int(tree.boxes[row].nextSibling)
        }
    }

    /// Measures rows of texts that are alike, from one on, as `measureTableRow` would one by one.
    ///
    /// - Parameters:
    ///   - first: the first of the rows.
    ///   - width: theirs.
    ///   - base: the first of the plans of their table.
    ///   - columns: the table's, one for each plan.
    ///   - tree: the document.
    ///   - height: to which the heights of the rows with their margins are added, in thousandths of a point.
    /// - Returns: the first row that it leaves to that; −1 if there is none.
    mutating func measureTextRows(
        from first: Int, width: Length, plans base: Int, columns: Range<Int>, _ tree: BoxTree,
        height: inout Int
    ) -> Int {
        let like = tree.boxes[first]
        let style = boxStyles[Int(like.style)]
        let cells = tree.textRows[Int(like.textRow)]
        guard !style.traits.has(.hasHeight), cells.count > 0,
            let known = plan(
                of: like, tree.cellPieces[Int(cells.first)].cell, cells.count, plans: base, columns)
        else { return first }
        let plan = rowPlans[known]
        let own = plan.height + style.verticalEdges
        guard plan.look.style >= 0, own >= .zero, own <= .longest else { return first }
        let count = Int(cells.count)
        let fewest = plan.isEven ? 1 : count
        let needsFlow = style.traits.has(.breaksPage)
        var texts = PlainRow(plan, firstText: rowTexts.count)
        texts.firstLook = rowLooks.count
        var rows = 0
        var row = first
        while row >= 0 {
            let box = tree.boxes[row]
            guard box.textRow >= 0, box.style == like.style, box.role == like.role else { break }
            let range = tree.textRows[Int(box.textRow)]
            let firstCode = shaper.glyphs.codes.count
            texts.firstText = rowTexts.count
            guard Int(range.count) == count,
                Int(tree.cellPieces[Int(range.first)].cell) == known,
                placeTexts(Int(range.first)..<Int(range.first) &+ count, known, tree),
                rowTexts.count &- texts.firstText >= fewest
            else {
                rowTexts.truncate(to: texts.firstText)
                shaper.forgetCodes(from: firstCode)
                break
            }
            texts.endText = rowTexts.count
            measures[row].width = width
            measures[row].height = own
            measures[row].plainRow = Int32(truncatingIfNeeded: plainRows.count)
            measures[row].needsFlow = needsFlow
            plainRows.append(texts)
            rows &+= 1
            if row & 0xFFF == 0 { Spool.trim() }
            row = Int(box.nextSibling)
        }
        height += rows * (style.margin.top + own + style.margin.bottom).thousandths
        return row
    }

    /// Shapes and measures a row of texts, if each of them is a plain line and has room on it.
    ///
    /// - Parameters:
    ///   - index: the row.
    ///   - box: the same.
    ///   - base: the first of the plans of its table.
    ///   - columns: the table's, one for each plan.
    ///   - tree: the document.
    /// - Returns: the height of the row's content; nil if its cells have to be boxes.
    mutating func measureTextRow(
        _ index: Int, _ box: Box, plans base: Int, columns: Range<Int>, _ tree: BoxTree
    ) -> Length? {
        let own = tree.textRows[Int(box.textRow)]
        let (first, count) = (Int(own.first), Int(own.count))
        guard count > 0,
            let known = plan(of: box, tree.cellPieces[first].cell, own.count, plans: base, columns)
        else { return nil }
        let (firstText, firstCode) = (rowTexts.count, shaper.glyphs.codes.count)
        guard placeTexts(first..<first &+ count, known, tree) else {
            rowTexts.truncate(to: firstText)
            shaper.forgetCodes(from: firstCode)
            return nil
        }
        var row = PlainRow(rowPlans[known], firstText: firstText)
        row.endText = rowTexts.count
        row.firstLook = rowLooks.count
        var height = rowPlans[known].height
        let texts = row.endText &- firstText
        if row.look.style < 0 || texts == 0 || (texts < count && !rowPlans[known].isEven) {
            height = lookCloser(first..<first &+ count, known, tree)
        }
        measures[index].plainRow = Int32(truncatingIfNeeded: plainRows.count)
        plainRows.append(row)
        return height
    }

    /// The plan, in `rowPlans`, for rows of `count` cells from `first` on, or a list of them, in the table of the
    /// plans from `base` on; nil if their cells have to be boxes.
    @inline(__always)
    mutating func plan(
        of row: Box, _ first: Int32, _ count: Int32, plans base: Int, _ columns: Range<Int>
    ) -> Int? {
        guard allowsPlainRows, boxStyles[Int(row.style)].verticalAlign == .top else { return nil }
        let known = Int(first)
        // Columns of a table are never measured again at the same place of a document; those that are kept never.
        let isKept = columns.lowerBound < keptColumns
        let key = (isKept ? 0 : generation &<< 32) | columns.lowerBound
        if rowPlans[known].key != key {
            let cells = known..<known &+ Int(count)
            rowPlans[known] = rowPlan(
                cells, key, isHeader: row.role == .headerRow, plans: base, columns)
        }
        return rowPlans[known].isPlain ? known : nil
    }

    /// Shapes the texts of a row and appends them to `rowTexts`; false if one is more than a plain line, or has
    /// no room on it.
    @inline(__always)
    private mutating func placeTexts(
        _ texts: Range<Int>, _ firstCell: Int, _ tree: BoxTree
    ) -> Bool {
        let cells = rowCells.view(firstCell..<firstCell &+ texts.count)
        let all = tree.cellPieces.view(texts)
        for index in 0..<texts.count {
            let (pieces, cell) = (all[index], cells[index])
            if pieces.count == 0 {
                guard cell.mayBeEmpty else { return false }
                continue
            }
            guard !pieces.text.isEmpty,
                let line = shaper.shapeText(
                    tree.bytes(pieces.text), cell.style, cell: Int(pieces.cell)),
                line.width <= cell.limit
            else { return false }
            let width = Length(millionths: line.width)
            rowTexts.append(
                PlacedText(
                    first: line.firstGlyph, count: line.count,
                    x: cell.left + Measurer.offset(of: width, in: cell.room, cell.align),
                    width: width, kernings: line.kernings, isEscaped: line.isEscaped))
        }
        return true
    }

    /// Notes how each text of a row looks; returns the height of the row's content with what is empty in it.
    @inline(never)
    private mutating func lookCloser(
        _ texts: Range<Int>, _ firstCell: Int, _ tree: BoxTree
    ) -> Length {
        var height = Length.zero
        for index in texts {
            let cell = rowCells[firstCell + index - texts.lowerBound]
            let isEmpty = tree.cellPieces[index].count == 0
            height = max(height, isEmpty ? cell.emptyHeight : cell.height)
            if !isEmpty { rowLooks.append(cell.look) }
        }
        return height
    }

    // MARK: Plans

    /// Works out how rows with the given cells are measured in a table.
    @inline(never)
    private mutating func rowPlan(
        _ cells: Range<Int>, _ key: Int, isHeader: Bool, plans base: Int, _ columns: Range<Int>
    ) -> RowPlan {
        var plan = RowPlan(key: key)
        var row = PlainRow(firstText: 0)
        var place = 0
        for index in cells {
            guard index < textCells.count else { return plan }
            let cell = textCells[index]
            let last = place + Int(cell.span) - 1
            guard last < columns.count else { return plan }
            let columns = CellPlace(
                first: columns.lowerBound + place, last: columns.lowerBound + last,
                isHeader: isHeader)
            guard let known = rowCell(cell, columns, plan: base + place, &row) else { return plan }
            if index == cells.lowerBound { plan.look = known.look }
            if plan.look != known.look { plan.look = TextLook(style: -1, baseline: .zero) }
            rowCells[index] = known
            if index > cells.lowerBound, known.height != plan.height { plan.isEven = false }
            if known.emptyHeight > known.height { plan.isEven = false }
            plan.height = max(plan.height, known.height)
            place = last + 1
        }
        plan.isPlain = place == columns.count
        (plan.rule, plan.ruleX, plan.ruleWidth) = (row.rule, row.ruleX, row.ruleWidth)
        return plan
    }

    /// Works out how one cell is measured and adds what is painted of it to its row; nil if it is not plain.
    private mutating func rowCell(
        _ cell: TextCell, _ place: CellPlace, plan index: Int, _ row: inout PlainRow
    ) -> RowCell? {
        let key =
            UInt64(cell.style) | UInt64(cell.textStyle) << 16 | (place.isHeader ? 1 << 32 : 0)
            | UInt64(UInt32(bitPattern: cell.span)) << 33
        guard plans[index].key == key || makePlan(index, key, place) else { return nil }
        let plan = plans[index]
        let style = boxStyles[Int(cell.style)]
        guard plan.hasLine, plan.look >= 0, row.addRule(plan.rule, x: plan.x, width: plan.width)
        else { return nil }
        return RowCell(
            style: shaper.lineStyle(cell.textStyle), limit: plan.limit, room: plan.room,
            left: plan.textLeft, align: plan.textAlign,
            mayBeEmpty: cell.span == 1 && style.verticalEdges >= .zero, height: plan.lineHeight,
            emptyHeight: style.verticalEdges,
            look: TextLook(style: plan.look, baseline: plan.baseline))
    }
}
