import DocumentModel
import Primitives

/// Tables in the second pass: chunks of rows that fit a page, with headers and carried sums.
extension PageLayouter {
    /// Places a table's rows from the cursor on; `cursor` is at the content box's top.
    func placeTable(
        _ box: Int, _ tree: BoxTree, _ pages: PageSet, _ running: any RunningContent,
        _ start: Cursor
    ) -> Cursor {
        var table = TablePlacement(spec: Int(tree.boxes[box].first), box: box)
        let style = style(box, tree)
        table.least = max(Int(style.orphans), 1)
        table.taken = max(Int(style.widows), 1)
        countRows(&table, tree)
        var cursor = start
        guard table.end >= 0 || table.headEnd >= 0 else { return cursor }
        placeHead(table, tree, pages, running, &cursor, isRepeated: false)
        var row = table.firstRow
        var placed = Length.zero
        while row >= 0 {
            // All that is left fits: no carry is needed any more.
            if fits(table.height - placed, cursor) {
                while row >= 0 { placeRow(&row, &table, tree, pages, running, &cursor, &placed) }
                break
            }
            measureCarries(&table, tree, pages, running)
            let rows = rowsThatFit(from: row, table, tree, cursor)
            for _ in 0..<rows { placeRow(&row, &table, tree, pages, running, &cursor, &placed) }
            guard row >= 0 else { break }
            let spec = resources.tables[table.spec]
            if rows > 0 || !isHeadAtTop(table, cursor) {
                if rows > 0 { placeCarry(spec.carryRow, table, tree, pages, running, &cursor) }
                cursor = nextPage(cursor)
                placeHead(table, tree, pages, running, &cursor, isRepeated: true)
                if table.hasSums {
                    placeCarry(spec.broughtForwardRow, table, tree, pages, running, &cursor)
                }
            } else {
                // Higher than a page: it is placed all the same, and said to be too high.
                report(.overflow, row, tree, geometry[row].height.milliPoints)
                placeRow(&row, &table, tree, pages, running, &cursor, &placed)
            }
        }
        return cursor
    }

    /// What is known of a table while its rows are placed.
    struct TablePlacement {
        let spec: Int
        let box: Int
        /// First row, and the row behind the header rows; −1 if there is none.
        var head = -1
        var headEnd = -1
        var headHeight = Length.zero
        var firstRow = -1
        var end = -1
        /// Height of all rows but the header's.
        var height = Length.zero
        /// Fewest rows left at a page's foot, and taken to the next page.
        var least = 1
        var taken = 1
        /// Height of the carry row; below zero until it is measured.
        var carryHeight = Length(milliPoints: -1)
        var hasSums = false
        var sums: (ExactDecimal, ExactDecimal, ExactDecimal, ExactDecimal) = (
            .zero, .zero, .zero, .zero
        )
    }

    private func countRows(_ table: inout TablePlacement, _ tree: BoxTree) {
        var row = Int(tree.boxes[table.box].firstChild)
        if row >= 0, tree.boxes[row].role == .headerRow { table.head = row }
        while row >= 0, tree.boxes[row].role == .headerRow {
            table.headHeight += geometry[row].height
            table.headEnd = row
            row = Int(tree.boxes[row].nextSibling)
        }
        table.firstRow = row
        while row >= 0 {
            table.height += geometry[row].height
            table.end = row
            row = Int(tree.boxes[row].nextSibling)
        }
    }

    private func isHeadAtTop(_ table: TablePlacement, _ cursor: Cursor) -> Bool {
        cursor.y - table.headHeight - max(table.carryHeight, .zero) <= sheets[cursor.page].top
    }

    /// Header, and the first rows that must stay with it.
    func firstRowsUnit(_ box: Int, _ tree: BoxTree) -> Length {
        var height = Length.zero
        var rows = 0
        let least = max(Int(style(box, tree).orphans), 1)
        var row = Int(tree.boxes[box].firstChild)
        while row >= 0, rows < least {
            height += geometry[row].height
            let role = tree.boxes[row].role
            if role != .headerRow, role != .groupRow { rows += 1 }
            row = Int(tree.boxes[row].nextSibling)
        }
        return height
    }

    private func placeHead(
        _ table: TablePlacement, _ tree: BoxTree, _ pages: PageSet, _ running: any RunningContent,
        _ cursor: inout Cursor, isRepeated: Bool
    ) {
        guard table.head >= 0 else { return }
        if isRepeated { artifactDepth += 1 }
        var row = table.head
        while row >= 0, tree.boxes[row].role == .headerRow {
            placeTableRow(row, tree, pages, running, cursor)
            cursor.y += geometry[row].height
            row = Int(tree.boxes[row].nextSibling)
        }
        if isRepeated { artifactDepth -= 1 }
    }

    /// How many rows from `first` stay on this page when the table goes on to the next.
    private func rowsThatFit(
        from first: Int, _ table: TablePlacement, _ tree: BoxTree, _ cursor: Cursor
    ) -> Int {
        let end = sheets[cursor.page].bottom - max(table.carryHeight, .zero)
        order.removeAll()
        var y = cursor.y
        var row = first
        while row >= 0, y + geometry[row].height <= end {
            y += geometry[row].height
            order.append(Int32(row))
            row = Int(tree.boxes[row].nextSibling)
        }
        var count = order.count
        // Rows behind the break: enough of them, so that no page has one or two alone.
        var behind = 0
        while row >= 0, behind < table.taken {
            behind += 1
            row = Int(tree.boxes[row].nextSibling)
        }
        count -= max(0, table.taken - behind)
        count = withoutHeads(count, tree)
        // A footer row stays with the row before it.
        while count > 0, count < order.count, tree.boxes[Int(order[count])].role == .footerRow {
            count -= 1
        }
        count = withoutHeads(count, tree)
        var bodyRows = 0
        for index in 0..<max(count, 0) where tree.boxes[Int(order[index])].role != .groupRow {
            bodyRows += 1
        }
        let isFresh = isHeadAtTop(table, cursor)
        if bodyRows < table.least, !isFresh { return 0 }
        return count > 0 ? count : isFresh ? order.count : 0
    }

    /// A group's heading is never the last row of a page.
    private func withoutHeads(_ count: Int, _ tree: BoxTree) -> Int {
        var count = count
        while count > 0, tree.boxes[Int(order[count - 1])].role == .groupRow { count -= 1 }
        return count
    }

    private func placeRow(
        _ row: inout Int, _ table: inout TablePlacement, _ tree: BoxTree, _ pages: PageSet,
        _ running: any RunningContent, _ cursor: inout Cursor, _ placed: inout Length
    ) {
        placeTableRow(row, tree, pages, running, cursor)
        cursor.y += geometry[row].height
        placed += geometry[row].height
        addSums(row, &table, tree)
        row = Int(tree.boxes[row].nextSibling)
    }

    /// Places a row as one piece.
    private func placeTableRow(
        _ row: Int, _ tree: BoxTree, _ pages: PageSet, _ running: any RunningContent,
        _ cursor: Cursor
    ) {
        atomicDepth += 1
        depth += 1
        var cell = Int(tree.boxes[row].firstChild)
        while cell >= 0 {
            let style = style(cell, tree)
            var place = cursor
            place.y += style.margin.top
            let shift = geometry[cell].shift
            depth += 1
            decorate(
                cell, style, from: place,
                to: Cursor(page: place.page, y: place.y + geometry[cell].height))
            place.y += style.border.top + style.padding.top + shift
            var child = Int(tree.boxes[cell].firstChild)
            var isFirst = true
            while child >= 0 {
                if !isFirst { place.y += style.gap }
                place = self.place(child, tree, pages, running, place)
                isFirst = false
                child = Int(tree.boxes[child].nextSibling)
            }
            depth -= 1
            cell = Int(tree.boxes[cell].nextSibling)
        }
        let style = style(row, tree)
        decorate(
            row, style, from: cursor,
            to: Cursor(page: cursor.page, y: cursor.y + geometry[row].height))
        depth -= 1
        atomicDepth -= 1
    }

    // MARK: Carried sums

    private func addSums(_ row: Int, _ table: inout TablePlacement, _ tree: BoxTree) {
        let count = Int(tree.boxes[row].count)
        guard count > 0 else { return }
        let first = Int(tree.boxes[row].first)
        table.hasSums = true
        table.sums.0 = .sum(table.sums.0, tree.sums[first]) ?? table.sums.0
        if count > 1 { table.sums.1 = .sum(table.sums.1, tree.sums[first + 1]) ?? table.sums.1 }
        if count > 2 { table.sums.2 = .sum(table.sums.2, tree.sums[first + 2]) ?? table.sums.2 }
        if count > 3 { table.sums.3 = .sum(table.sums.3, tree.sums[first + 3]) ?? table.sums.3 }
    }

    /// Measures the carry row once, so that its room can be kept.
    private func measureCarries(
        _ table: inout TablePlacement, _ tree: BoxTree, _ pages: PageSet,
        _ running: any RunningContent
    ) {
        guard table.carryHeight < .zero else { return }
        table.carryHeight = .zero
        let spec = resources.tables[table.spec]
        guard spec.carryRow >= 0 else { return }
        let row = expandCarry(spec.carryRow, table, tree, pages, running, page: 1)
        table.carryHeight = geometry[row].height
    }

    private func expandCarry(
        _ id: Int, _ table: TablePlacement, _ tree: BoxTree, _ pages: PageSet,
        _ running: any RunningContent, page: Int
    ) -> Int {
        var context = RunningContext(page: page, pageCount: 0)
        context.sums = table.sums
        let row = running.expandRunning(id, context: context, into: tree)
        let firstTrack = tracks.count
        defer { tracks.truncate(to: firstTrack) }
        appendColumns(of: table.box, tree)
        var hasDecimals = false
        let style = style(table.box, tree)
        let x = geometry[table.box].x + style.border.left + style.padding.left
        _ = measureTableRow(
            row, table.spec, tree, pages, x: x, firstTrack: firstTrack, hasDecimals: &hasDecimals)
        return row
    }

    private func placeCarry(
        _ id: Int, _ table: TablePlacement, _ tree: BoxTree, _ pages: PageSet,
        _ running: any RunningContent, _ cursor: inout Cursor
    ) {
        guard id >= 0 else { return }
        let row = expandCarry(id, table, tree, pages, running, page: cursor.page + 1)
        placeTableRow(row, tree, pages, running, cursor)
        cursor.y += geometry[row].height
    }
}
