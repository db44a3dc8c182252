import DocumentModel
import Primitives

extension Measurer {
    mutating func measureTable(_ index: Int, _ box: Box, _ room: Length, _ tree: BoxTree) -> Length
    {
        let range = findColumns(of: index, Int(box.first), room, tree)
        measures[index].first = Int32(range.lowerBound)
        measures[index].count = Int32(range.count)
        let firstPlan = firstPlan(of: range)
        var height = 0
        var row = Int(box.firstChild)
        while row >= 0 {
            if tree.boxes[row].kind == .tableRows {
                height += measureList(row, width: room, plans: firstPlan, columns: range, tree)
                row = Int(tree.boxes[row].nextSibling)
                continue
            }
            if tree.boxes[row].textRow >= 0 {
                let next = measureTextRows(
                    from: row, width: room, plans: firstPlan, columns: range, tree, height: &height)
                if next != row {
                    if measures[row].needsFlow { measures[index].needsFlow = true }
                    row = next
                    continue
                }
            }
            measureTableRow(row, of: index, width: room, plans: firstPlan, tree)
            if measures[row].needsFlow { measures[index].needsFlow = true }
            let margin = boxStyles[Int(tree.boxes[row].style)].margin
            height += (margin.top + measures[row].height + margin.bottom).thousandths
            if row & 0xFFF == 0 { Spool.trim() }
            row = Int(tree.boxes[row].nextSibling)
        }
        if firstPlan >= keptColumns { plans.truncate(to: firstPlan) }
        return Length(sum: height)
    }

    /// The first of the plans for the cells of a table, one for each of its columns: those that are kept if the
    /// columns are, otherwise new ones, to be taken away again.
    private mutating func firstPlan(of columns: Range<Int>) -> Int {
        guard columns.lowerBound >= keptColumns else { return columns.lowerBound }
        plans.append(repeating: CellPlan(), count: columns.count)
        return plans.count - columns.count
    }

    // MARK: Columns

    /// Finds the columns of a table, which are kept for its width if nothing else says how wide they are.
    private mutating func findColumns(
        of index: Int, _ table: Int, _ room: Length, _ tree: BoxTree
    ) -> Range<Int> {
        let (entry, first) = (tables[table], columns.count)
        let kept = entry.keptColumn..<entry.keptColumn + entry.columnCount
        if !entry.needsCells, entry.keptWidth == room { return kept }
        let excess = appendMeasuredColumns(of: index, room, tree)
        if excess > .zero { report(.tooWide, index, excess, tree) }
        guard !entry.needsCells, entry.keptWidth < .zero, excess == .zero else {
            return first..<columns.count
        }
        tables[table].keptWidth = room
        for column in kept { columns[column] = columns[first + column - kept.lowerBound] }
        columns.truncate(to: first)
        return kept
    }

    /// Appends the columns of a table; returns what they are too wide by.
    private mutating func appendMeasuredColumns(
        of index: Int, _ room: Length, _ tree: BoxTree
    ) -> Length {
        let (base, firstColumn) = (tracks.count, columns.count)
        appendColumns(index, tree, allPreferred: false)
        var excess = resolveTracks(&tracks, from: base, room: room)
        if isTight(from: base, room) {
            wantMinima(index, base, tree)
            excess = resolveTracks(&tracks, from: base, room: room)
        }
        var x = Length.zero
        for track in base..<tracks.count {
            let column = firstColumn + track - base
            columns[column].x = x
            columns[column].width = tracks[track].width
            x += tracks[track].width
        }
        tracks.truncate(to: base)
        return excess
    }

    /// Appends the table's columns and tracks, and what its cells want of them.
    mutating func appendColumns(_ index: Int, _ tree: BoxTree, allPreferred: Bool) {
        let box = tree.boxes[index]
        let table = tables[Int(box.first)]
        let (base, firstColumn) = (tracks.count, columns.count)
        for place in table.firstColumn..<table.firstColumn + table.columnCount {
            columns.append(ColumnMeasure(align: columnSpecs[place].align))
            tracks.append(TrackMeasure(track: columnSpecs[place].width))
        }
        guard table.needsCells || allPreferred else { return }
        makeCells(ofTable: index, tree)
        var row = Int(box.firstChild)
        while row >= 0 {
            want(row, firstColumn, base, allPreferred, tree)
            row = Int(tree.boxes[row].nextSibling)
        }
        let carry = Int(measures[index].carry)
        if carry >= 0 { want(carry, firstColumn, base, allPreferred, tree) }
    }

    /// Makes columns and tracks as wide as the cells of a row want them.
    private mutating func want(
        _ row: Int, _ firstColumn: Int, _ base: Int, _ allPreferred: Bool, _ tree: BoxTree
    ) {
        let isHeader = tree.boxes[row].role == .headerRow
        var place = 0
        var cell = Int(tree.boxes[row].firstChild)
        while cell >= 0, base + place < tracks.count {
            let span = max(Int(tree.boxes[cell].first), 1)
            if span == 1 {
                let isWanted = allPreferred || tracks[base + place].track.kind == .auto
                want(cell, firstColumn + place, base + place, isHeader, isWanted, tree)
            }
            place += span
            cell = Int(tree.boxes[cell].nextSibling)
        }
    }

    /// Makes a column and its track as wide as a cell wants them.
    private mutating func want(
        _ cell: Int, _ column: Int, _ track: Int, _ isHeader: Bool, _ isWanted: Bool,
        _ tree: BoxTree
    ) {
        let child = Int(tree.boxes[cell].firstChild)
        let align = align(cell, column, tree)
        let isDecimal =
            align == .decimal && !isHeader && child >= 0
            && tree.boxes[child].kind == .paragraph
        if isDecimal {
            let fraction = shaper.fraction(Int(measures[child].text))
            columns[column].fraction = max(columns[column].fraction, fraction)
            if isWanted {
                let whole = Int(preferredWidth(cell, tree).milliPoints) * 1000 - fraction
                columns[column].whole = max(columns[column].whole, whole)
                let sum = columns[column].whole + columns[column].fraction
                tracks[track].preferred = max(
                    tracks[track].preferred, Length(clamping: (sum + 999) / 1000))
            }
        } else if isWanted {
            tracks[track].preferred = max(tracks[track].preferred, preferredWidth(cell, tree))
        }
    }

    private func align(_ cell: Int, _ column: Int, _ tree: BoxTree) -> HorizontalAlign {
        let own = boxStyles[Int(tree.boxes[cell].style)].align
        return own == .start ? columns[column].align : own
    }

    /// Measures a row of a measured table.
    mutating func measureTableRow(_ row: Int, of table: Int, width: Length, _ tree: BoxTree) {
        let first = Int(measures[table].first)
        let base = firstPlan(of: first..<first + Int(measures[table].count))
        measureTableRow(row, of: table, width: width, plans: base, tree)
        if base >= keptColumns { plans.truncate(to: base) }
    }

    /// Measures a row of a table whose plans, one for each column, begin at `base`.
    private mutating func measureTableRow(
        _ row: Int, of table: Int, width: Length, plans base: Int, _ tree: BoxTree
    ) {
        var box = tree.boxes[row]
        let style = Int(box.style)
        let firstColumn = Int(measures[table].first)
        let count = Int(measures[table].count)
        measures[row].width = width
        atomicDepth += 1
        measures[row].plainRow = -1
        let range = firstColumn..<firstColumn &+ count
        let plain: Length?
        if box.textRow >= 0,
            let height = measureTextRow(row, box, plans: base, columns: range, tree)
        {
            plain = height
        } else {
            if box.textRow >= 0 {
                makeCells(of: row, tree)
                box = tree.boxes[row]
            }
            plain = measurePlainRow(row, box, plans: base, columns: range, tree)
        }
        if let height = plain {
            atomicDepth -= 1
            setHeight(row, style, content: height + boxStyles[style].verticalEdges, tree)
            measures[row].needsFlow = boxStyles[style].traits.has(.breaksPage)
            return
        }
        var height = Length.zero
        var place = 0
        var hasBaseline = boxStyles[style].verticalAlign == .baseline
        var cell = Int(box.firstChild)
        while cell >= 0, count > 0 {
            let cellBox = tree.boxes[cell]
            let last = place &+ max(Int(cellBox.first), 1) &- 1
            let cellPlace = CellPlace(
                first: firstColumn &+ min(place, count &- 1),
                last: firstColumn &+ min(last, count &- 1), isHeader: box.role == .headerRow)
            if last >= count
                || !measurePlain(cell, cellBox, cellPlace, plan: base &+ place, tree)
            {
                measureCell(cell, cellPlace, tree)
            }
            if measures[cell].height > height { height = measures[cell].height }
            if boxStyles[Int(cellBox.style)].verticalAlign == .baseline { hasBaseline = true }
            place = last &+ 1
            cell = Int(cellBox.nextSibling)
        }
        fraction = 0
        atomicDepth -= 1
        if hasBaseline { height = max(height, alignBaselines(of: row, tree)) }
        if place > count, count > 0 { report(.tooWide, row, .zero, tree) }
        setHeight(row, style, content: height + boxStyles[style].verticalEdges, tree)
        measures[row].needsFlow = boxStyles[style].traits.has(.breaksPage)
    }

    @inline(never)
    private mutating func measureCell(_ cell: Int, _ place: CellPlace, _ tree: BoxTree) {
        let (from, to) = (columns[place.first], columns[place.last])
        measures[cell].x = from.x
        fraction = fraction(of: boxStyles[Int(tree.boxes[cell].style)], from, place)
        measure(
            cell, width: to.x + to.width - from.x, inherited: inheritedAlign(from, place), tree)
    }
}
