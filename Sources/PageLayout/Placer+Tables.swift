import DocumentModel
import Primitives

extension Placer {
    /// Places a table that does not fit on its page as a whole.
    mutating func flowTable(
        _ index: Int, _ style: Style, x: Length, reserve: Length, _ tree: BoxTree
    ) {
        let start = minimumStart(index, tree)
        if cursor.y + start > limit { makeRoom(start, tree) }
        open(tree.boxes[index].style, x: x, width: measurer.measures[index].width)
        let firstRow = rows.count
        var table = begin(
            index, style, x: x + style.leftEdge, below: reserve + style.bottomEdge, tree)
        flowRows(&table, tree)
        rows.truncate(to: firstRow)
        cursor.y += style.bottomEdge
        close()
    }

    private mutating func flowRows(_ table: inout TableFlow, _ tree: BoxTree) {
        var next = table.firstBodyRow
        var isStart = true
        while true {
            if isStart {
                let top = cursor.y + table.headerHeight
                guard rowsHere(table, from: next, y: top, isStart: true, tree) != nil else {
                    advance(tree)
                    continue
                }
            } else {
                continueTable(table, next: next, tree)
            }
            drawHeader(table, isRepeated: !isStart, tree)
            if !isStart { drawRunningRow(table.entry.broughtForwardRow, table, tree) }
            let end = rowsHere(table, from: next, y: cursor.y, isStart: false, tree) ?? next + 1
            drawRows(next..<end, &table, tree)
            next = drawRowsBehind(end, &table, tree)
            isStart = false
            guard next < table.endRow else { return }
            drawRunningRow(table.entry.carryRow, table, tree)
            advance(tree)
        }
    }

    /// Draws the rows from `next` on that still fit behind a divided row; returns the first that does not.
    private mutating func drawRowsBehind(
        _ next: Int, _ table: inout TableFlow, _ tree: BoxTree
    ) -> Int {
        var next = next
        while table.hasDivided, next < table.endRow {
            table.hasDivided = false
            let isLast = next == table.endRow - 1
            let need = height(ofRow: next, tree) + (isLast ? table.below : table.carryHeight)
            if breaks(before: next, tree) || cursor.y + need > limit { return next }
            let end = rowsHere(table, from: next, y: cursor.y, isStart: false, tree) ?? next
            drawRows(next..<end, &table, tree)
            next = end
        }
        return next
    }

    /// Finds a page for the table to go on: header and one row must fit.
    private mutating func continueTable(_ table: TableFlow, next: Int, _ tree: BoxTree) {
        var need = table.headerHeight + table.carryHeight + height(ofRow: next, tree)
        if table.hasNotes {
            let notes = noteRoom(in: Int(rows[next]), tree)
            need += notes
            while isTaken(for: notes) { advance(tree) }
        }
        makeRoom(need, tree)
    }

    // MARK: Before the first row

    private mutating func begin(
        _ index: Int, _ style: Style, x: Length, below: Length, _ tree: BoxTree
    ) -> TableFlow {
        let firstRow = rows.count
        var bodyRowCount = 0
        var row = tree.boxes[index].firstChild
        while row >= 0 {
            let count = addRows(Int(row), tree)
            if tree.boxes[Int(row)].role.isBodyRow { bodyRowCount += count }
            if row & 0xFFFF == 0 { Spool.trim() }
            row = tree.boxes[Int(row)].nextSibling
        }
        var table = TableFlow(
            box: index, entry: measurer.tables[Int(tree.boxes[index].first)], x: x,
            width: max(measurer.measures[index].width - style.horizontalEdges, .zero),
            below: below, rules: TableRules(style), firstRow: firstRow, firstBodyRow: firstRow,
            endRow: rows.count, bodyRowCount: bodyRowCount)
        table.bodyRowsLeft = bodyRowCount
        table.openBoxes = openBoxes.count
        table.hasNotes = hasNotes && !notes(in: index, tree).isEmpty
        while table.firstBodyRow < table.endRow,
            tree.boxes[Int(rows[table.firstBodyRow])].role == .headerRow
        {
            table.headerHeight += height(ofRow: table.firstBodyRow, tree)
            table.firstBodyRow += 1
        }
        var place = table.firstBodyRow
        while place < table.endRow {
            // No page ends between the rows of a list because one of them says so.
            let count = rowsOfList(at: place, tree)
            table.rest += count * height(ofRow: place, tree).thousandths
            if place & 0xFFFF == 0 { Spool.trim() }
            if place > table.firstBodyRow, breaks(before: place, tree) { table.lastBreak = place }
            place += count
        }
        measureCarry(&table, tree)
        return table
    }

    /// Measures the carry row with the sums of the whole table, the longest ones as a rule.
    private mutating func measureCarry(_ table: inout TableFlow, _ tree: BoxTree) {
        guard table.entry.carryRow >= 0, measurer.running != nil else { return }
        if measurer.measures[table.box].carry < 0 { makeCarry(table.box, tree) }
        let row = Int(measurer.measures[table.box].carry)
        measurer.isRunning = true
        measurer.measureTableRow(row, of: table.box, width: table.width, tree)
        measurer.isRunning = false
        let margin = measurer.styles[Int(tree.boxes[row].style)].margin
        table.carryHeight = margin.top + measurer.measures[row].height + margin.bottom
    }

    /// Makes the carry rows by which columns are measured; sums are wider than what they are sums of.
    mutating func makeCarries(_ tree: BoxTree) {
        guard measurer.measuresCarries else { return }
        for index in tree.boxes.indices where tree.boxes[index].kind == .table {
            let entry = measurer.tables[Int(tree.boxes[index].first)]
            if entry.carryRow >= 0, entry.needsCells { makeCarry(index, tree) }
        }
    }

    private mutating func makeCarry(_ table: Int, _ tree: BoxTree) {
        var sums = CarriedSums()
        var row = Int(tree.boxes[table].firstChild)
        while row >= 0 {
            let box = tree.boxes[row]
            if box.kind == .tableRows {
                sums.add(0..<listCount(row, tree), of: tree.rowLists[Int(box.first)], tree)
            } else {
                sums.add(box, tree)
            }
            if row & 0xFFFF == 0 { Spool.trim() }
            row = Int(tree.boxes[row].nextSibling)
        }
        var context = RunningContext(page: 1, pageCount: 0)
        context.sums = sums.values
        let entry = measurer.tables[Int(tree.boxes[table].first)]
        let carry = expand(entry.carryRow, context, tree)
        measurer.measures[table].carry = Int32(carry)
    }

    // MARK: Rows

    mutating func height(ofRow place: Int, _ tree: BoxTree) -> Length {
        let row = Int(rows[place])
        let margin = measurer.boxStyles[Int(tree.boxes[row].style)].margin
        return margin.top + measurer.measures[row].height + margin.bottom
    }

    @inline(__always)
    private mutating func breaks(before place: Int, _ tree: BoxTree) -> Bool {
        let before = Int(tree.boxes[Int(rows[place - 1])].style)
        let after = Int(tree.boxes[Int(rows[place])].style)
        let either =
            measurer.boxStyles[before].traits.rawValue | measurer.boxStyles[after].traits.rawValue
        return BoxStyle.Traits(rawValue: either).has(.breaksPage)
            && isBreak(after: before, before: after)
    }

    @inline(never)
    private mutating func isBreak(after before: Int, before after: Int) -> Bool {
        measurer.styles[before].breakAfter == .page
            || measurer.styles[after].breakBefore == .page
    }

    /// Whether a row may not be the last one of a page.
    private mutating func stays(row place: Int, _ tree: BoxTree) -> Bool {
        let (row, next) = (tree.boxes[Int(rows[place])], tree.boxes[Int(rows[place + 1])])
        if row.role == .groupRow || next.role == .footerRow { return true }
        return measurer.styles[Int(row.style)].breakAfter == .avoid
            || measurer.styles[Int(next.style)].breakBefore == .avoid
    }

    /// The end of the rows that stand on this page, if they begin at `y`.
    ///
    /// - Returns: nil if the table begins here and had better begin on the next page.
    private mutating func rowsHere(
        _ table: TableFlow, from next: Int, y: Length, isStart: Bool, _ tree: BoxTree
    ) -> Int? {
        if next >= table.lastBreak, !table.hasNotes,
            y.thousandths + table.rest + table.below.thousandths <= limit.thousandths
        {
            return table.endRow
        }
        var y = y
        var notes = Length.zero
        if table.hasNotes { y += Placer.noteRule }
        var end = next
        while end < table.endRow {
            if end > next, end <= table.lastBreak, breaks(before: end, tree) { return end }
            let isLast = end == table.endRow - 1
            y += height(ofRow: end, tree)
            if table.hasNotes {
                let more = noteRoom(in: Int(rows[end]), tree)
                notes += more
                y += max(more - Placer.noteRule, .zero)
                if isTaken(for: notes) {
                    if end == next, isStart { return nil }
                    break
                }
            }
            if y + (isLast ? table.below : table.carryHeight) > limit { break }
            end += 1
            if !table.hasNotes { pass(&end, &y, of: table, tree) }
        }
        if end == table.endRow { return end }
        return kept(table, next..<end, isStart: isStart, tree)
    }

    /// Moves a page's end up until no row stands alone.
    private mutating func kept(
        _ table: TableFlow, _ fitting: Range<Int>, isStart: Bool, _ tree: BoxTree
    ) -> Int? {
        var here = 0
        for place in fitting where isBodyRow(place, tree) { here += 1 }
        let fewestTaken = min(table.rules.fewestTaken, table.bodyRowCount)
        var end = fitting.upperBound
        while end > fitting.lowerBound {
            let left = table.bodyRowsLeft - here
            guard stays(row: end - 1, tree) || (left > 0 && left < fewestTaken) else { break }
            end -= 1
            if isBodyRow(end, tree) { here -= 1 }
        }
        if isStart, !isRoomiest {
            if here < min(table.rules.fewestLeft, table.bodyRowCount) { return nil }
        }
        // Where the rules leave nothing, as many rows as fit stand here, and one at least.
        return end > fitting.lowerBound ? end : max(fitting.upperBound, fitting.lowerBound + 1)
    }

    private mutating func isBodyRow(_ place: Int, _ tree: BoxTree) -> Bool {
        tree.boxes[Int(rows[place])].role.isBodyRow
    }

    // MARK: Drawing

    mutating func drawHeader(_ table: TableFlow, isRepeated: Bool, _ tree: BoxTree) {
        if isRepeated { artifactDepth += 1 }
        for place in table.firstRow..<table.firstBodyRow {
            drawRow(Int(rows[place]), x: table.x, hasNotes: table.hasNotes, tree)
        }
        if isRepeated { artifactDepth -= 1 }
    }

    /// Draws rows that stand on this page one after the other.
    private mutating func drawRows(
        _ places: Range<Int>, _ table: inout TableFlow, _ tree: BoxTree
    ) {
        var place = places.lowerBound
        while place < places.upperBound {
            if tree.boxes[Int(rows[place])].kind == .tableRows {
                place = drawListed(place..<places.upperBound, &table, tree)
            } else {
                if !drawTextRow(place, &table, tree) { drawRow(place, &table, tree) }
                place += 1
            }
        }
    }

    /// Draws a row as `drawRow` does, if it is one of texts with nothing else about it; returns whether it is.
    @inline(__always)
    private mutating func drawTextRow(
        _ place: Int, _ table: inout TableFlow, _ tree: BoxTree
    ) -> Bool {
        let index = Int(rows[place])
        let row = tree.boxes[index]
        let margin = measurer.boxStyles[Int(row.style)].margin
        let height = measurer.measures[index].height
        let end = cursor.y + height
        guard place < table.endRow &- 1, !table.hasNotes, margin.top == .zero,
            margin.bottom == .zero, end + table.carryHeight <= limit,
            isTexts(index, row, x: table.x)
        else { return false }
        table.rest -= height.thousandths
        if row.role.isBodyRow { table.bodyRowsLeft -= 1 }
        if row.count > 0 { table.sums.add(row, tree) }
        beginContent()
        drawTexts(index, y: cursor.y)
        cursor.y = end
        cursor.end = end
        return true
    }

    mutating func drawRow(_ place: Int, _ table: inout TableFlow, _ tree: BoxTree) {
        let row = tree.boxes[Int(rows[place])]
        let height = height(ofRow: place, tree)
        table.rest -= height.thousandths
        if row.role.isBodyRow { table.bodyRowsLeft -= 1 }
        if row.count > 0 { table.sums.add(row, tree) }
        let isLast = place == table.endRow - 1
        let reserve = isLast ? table.below : table.carryHeight
        if cursor.y + height + reserve > limit, cursor.y + height > limit || !isLast {
            table.hasDivided = true
            let margin = measurer.styles[Int(row.style)].margin
            cursor.y += margin.top
            divideRow(Int(rows[place]), table, reserve: reserve, tree)
            cursor.y += margin.bottom
        } else {
            drawRow(Int(rows[place]), x: table.x, hasNotes: table.hasNotes, tree)
        }
    }

    private mutating func drawRow(_ row: Int, x: Length, hasNotes: Bool, _ tree: BoxTree) {
        let margin = measurer.boxStyles[Int(tree.boxes[row].style)].margin
        cursor.y += margin.top
        drawHere(row, x: x, tree)
        reportOverflow(row, by: cursor.y - limit, tree)
        if hasNotes { takeNotes(in: row, tree) }
        cursor.y += margin.bottom
    }

    private mutating func drawRunningRow(_ id: Int, _ table: TableFlow, _ tree: BoxTree) {
        guard id >= 0, measurer.running != nil else { return }
        drawRow(makeRunningRow(id, table, tree), x: table.x, hasNotes: table.hasNotes, tree)
    }

    private mutating func makeRunningRow(
        _ id: Int, _ table: TableFlow, _ tree: BoxTree
    ) -> Int {
        var context = RunningContext(page: pageNumber, pageCount: 0)
        context.sums = table.sums.values
        let row = expand(id, context, tree)
        measurer.isRunning = true
        measurer.measureTableRow(row, of: table.box, width: table.width, tree)
        measurer.isRunning = false
        return row
    }
}
