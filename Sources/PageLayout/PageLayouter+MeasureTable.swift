import DocumentModel
import Primitives

/// Tables in the first pass: columns, then rows.
extension PageLayouter {
    func measureTable(
        _ box: Int, _ tree: BoxTree, _ pages: PageSet, x: Length, width: Length
    ) -> Length {
        let table = Int(tree.boxes[box].first)
        let firstTrack = tracks.count
        defer { tracks.truncate(to: firstTrack) }
        shareColumns(table, box, tree, width: width)
        geometry[box].firstColumn = Int32(columns.count)
        for track in firstTrack..<tracks.count { columns.append(tracks[track]) }
        var height = Length.zero
        var hasDecimals = false
        var row = Int(tree.boxes[box].firstChild)
        while row >= 0 {
            height += measureTableRow(
                row, table, tree, pages, x: x, firstTrack: firstTrack, hasDecimals: &hasDecimals)
            row = Int(tree.boxes[row].nextSibling)
        }
        if hasDecimals { alignDecimals(box, table, tree) }
        return height
    }

    /// Appends the column widths of a measured table to `tracks`.
    func appendColumns(of box: Int, _ tree: BoxTree) {
        let first = Int(geometry[box].firstColumn)
        let count = resources.tables[Int(tree.boxes[box].first)].columns.count
        for column in first..<first + count { tracks.append(columns[column]) }
    }

    /// Measures a row whose columns' widths are in `tracks` from `firstTrack`; returns its height.
    func measureTableRow(
        _ row: Int, _ table: Int, _ tree: BoxTree, _ pages: PageSet, x: Length, firstTrack: Int,
        hasDecimals: inout Bool
    ) -> Length {
        while geometry.count < tree.boxes.count { geometry.append(Geometry()) }
        var left = x
        var column = 0
        var height = Length.zero
        var cell = Int(tree.boxes[row].firstChild)
        let count = tracks.count - firstTrack
        while cell >= 0 {
            let span = max(1, Int(tree.boxes[cell].first))
            var width = Length.zero
            for index in column..<min(column + span, count) { width += tracks[firstTrack + index] }
            var align = HorizontalAlign.start
            if column < count, span == 1 { align = resources.tables[table].columns[column].align }
            let own = style(cell, tree).align
            if own != .start { align = own }
            if align == .decimal { hasDecimals = true }
            height = max(
                height,
                measure(cell, tree, pages, x: left, width: width, isTrack: true, align: align))
            left += width
            column += span
            cell = Int(tree.boxes[cell].nextSibling)
        }
        let rowStyle = style(row, tree)
        height = max(height, rowStyle.minimumHeight)
        geometry[row].x = x
        geometry[row].width = left - x
        geometry[row].height = height
        geometry[row].baseline = alignRow(
            row, tree, height: height, by: rowStyle.verticalAlign, top: .zero)
        stretchCells(row, tree, height: height)
        return height
    }

    /// Cells are as high as their row, so that their grounds and borders meet.
    private func stretchCells(_ row: Int, _ tree: BoxTree, height: Length) {
        var cell = Int(tree.boxes[row].firstChild)
        while cell >= 0 {
            let style = style(cell, tree)
            let free =
                height - geometry[cell].height - style.margin.top - style.margin.bottom
            if style.verticalAlign == .middle { geometry[cell].shift = free / 2 }
            if style.verticalAlign == .bottom { geometry[cell].shift = free }
            geometry[cell].height = height - style.margin.top - style.margin.bottom
            cell = Int(tree.boxes[cell].nextSibling)
        }
    }

    /// Appends the width of each column to `tracks`.
    private func shareColumns(_ table: Int, _ box: Int, _ tree: BoxTree, width: Length) {
        let first = tracks.count
        let count = resources.tables[table].columns.count
        var used = Length.zero
        var fractions = 0
        var automatic = Length.zero
        for index in 0..<count {
            let track = resources.tables[table].columns[index].width
            var column = Length.zero
            switch track.kind {
            case .fixed: column = Length(milliPoints: track.value)
            case .percent: column = width.percent(track.value)
            case .fraction: fractions += Int(track.value)
            case .auto:
                column = widestCell(of: index, box, tree)
                automatic += column
            }
            tracks.append(column)
            used += column
        }
        let excess = used - width
        if excess > Length(milliPoints: 2), automatic == .zero {
            report(.tooWide, box, tree, excess.milliPoints)
        }
        for index in 0..<count {
            let track = resources.tables[table].columns[index].width
            if track.kind == .fraction {
                let left = max(width - used, .zero)
                tracks[first + index] = Length(
                    clamping: Int(left.milliPoints) * Int(track.value) / max(fractions, 1))
            } else if track.kind == .auto, excess > .zero {
                let share =
                    Int(excess.milliPoints) * Int(tracks[first + index].milliPoints)
                    / Int(automatic.milliPoints)
                tracks[first + index] = max(
                    tracks[first + index] - Length(clamping: share + 1), .points(1))
            }
        }
    }

    /// The widest content of a column's cells that cover no other column.
    private func widestCell(of column: Int, _ box: Int, _ tree: BoxTree) -> Length {
        var widest = Length.zero
        var row = Int(tree.boxes[box].firstChild)
        while row >= 0 {
            var place = 0
            var cell = Int(tree.boxes[row].firstChild)
            while cell >= 0, place <= column {
                let span = max(1, Int(tree.boxes[cell].first))
                if place == column, span == 1 { widest = max(widest, contentWidth(cell, tree)) }
                place += span
                cell = Int(tree.boxes[cell].nextSibling)
            }
            row = Int(tree.boxes[row].nextSibling)
        }
        return widest
    }

    // MARK: Decimals

    /// Moves the lines of decimal cells so that their separators stand below one another.
    private func alignDecimals(_ box: Int, _ table: Int, _ tree: BoxTree) {
        contents.removeAll()
        contents.append(
            repeating: .zero, count: resources.tables[table].columns.count)
        for pass in 0..<2 {
            var row = Int(tree.boxes[box].firstChild)
            while row >= 0 {
                var column = 0
                var cell = Int(tree.boxes[row].firstChild)
                while cell >= 0 {
                    if column < contents.count {
                        alignDecimal(cell, column, tree, isMoving: pass == 1)
                    }
                    column += max(1, Int(tree.boxes[cell].first))
                    cell = Int(tree.boxes[cell].nextSibling)
                }
                row = Int(tree.boxes[row].nextSibling)
            }
        }
    }

    private func alignDecimal(_ cell: Int, _ column: Int, _ tree: BoxTree, isMoving: Bool) {
        let paragraph = Int(tree.boxes[cell].firstChild)
        guard paragraph >= 0, geometry[paragraph].fraction >= .zero,
            geometry[paragraph].lineCount == 1
        else { return }
        guard isMoving else {
            contents[column] = max(contents[column], geometry[paragraph].fraction)
            return
        }
        let line = lines[Int(geometry[paragraph].firstLine)]
        let move = contents[column] - geometry[paragraph].fraction
        for run in Int(line.firstRun)..<Int(line.firstRun) + Int(line.runCount) {
            runs[run].x -= move
        }
    }
}
