import DocumentModel
import Primitives

/// Table rows that are higher than a page: what is in their cells flows on.
extension Placer {
    /// Places the cells of a row side by side, over as many pages as they need; each page begun in the row
    /// is headed by the table's header.
    mutating func divideRow(_ row: Int, _ table: TableFlow, reserve: Length, _ tree: BoxTree) {
        measurer.measureCells(of: row, in: table.box, width: table.width, tree)
        let style = measurer.styles[Int(tree.boxes[row].style)]
        let outer = repeating
        repeating = table
        open(tree.boxes[row].style, x: table.x, width: measurer.measures[row].width)
        let depth = openBoxes.count
        openCells(of: row, x: table.x, tree)
        let first = cursor
        var furthest = cursor
        var cell = Int(tree.boxes[row].firstChild)
        while cell >= 0 {
            let box = openBoxes[depth - 1]
            cursor = first
            if box.page != first.page {
                (cursor.page, cursor.y) = (box.page, box.top + style.topEdge)
            }
            flowCell(cell, x: table.x, reserve: reserve + style.bottomEdge, tree)
            cursor.isBreakPending = false
            frames[cursor.page].used = max(frames[cursor.page].used, cursor.end)
            if (cursor.page, cursor.y) > (furthest.page, furthest.y) { furthest = cursor }
            cell = Int(tree.boxes[cell].nextSibling)
        }
        cursor = furthest
        while openBoxes.count > depth { close() }
        cursor.y += style.bottomEdge
        close()
        repeating = outer
    }

    /// Opens all cells at once, so that on each page their grounds and borders are as high as the row.
    private mutating func openCells(of row: Int, x: Length, _ tree: BoxTree) {
        let top = cursor.y
        var cell = Int(tree.boxes[row].firstChild)
        while cell >= 0 {
            let measure = measurer.measures[cell]
            open(tree.boxes[cell].style, x: x + measure.x, width: measure.width)
            cursor.y = top
            cell = Int(tree.boxes[cell].nextSibling)
        }
    }

    private mutating func flowCell(_ cell: Int, x: Length, reserve: Length, _ tree: BoxTree) {
        let style = measurer.styles[Int(tree.boxes[cell].style)]
        cursor.y += style.topEdge
        flowChildren(
            cell, style, x: x + measurer.measures[cell].x, gap: style.gap, reserve: reserve, tree)
        cursor.end = max(cursor.end, cursor.y)
        cursor.y += style.bottomEdge
    }

    /// Heads the page begun in a divided row, once: its other cells may come to the same page.
    mutating func repeatHeader(_ tree: BoxTree) {
        guard let table = repeating, frames[cursor.page].table != Int32(table.box) else { return }
        frames[cursor.page].table = Int32(table.box)
        let hidden = hiddenBoxes
        (repeating, hiddenBoxes) = (nil, openBoxes.count - table.openBoxes)
        drawHeader(table, isRepeated: true, tree)
        (repeating, hiddenBoxes) = (table, hidden)
        frames[cursor.page].top = cursor.y
        cursor.isFresh = true
    }
}
