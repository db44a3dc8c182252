import DocumentModel
import Primitives

/// Lists of rows in a table that flows: each of their rows has a place in `rows`, all of them that of their list.
extension Placer {
    /// How many rows are in a list.
    @inline(__always)
    func listCount(_ list: Int, _ tree: BoxTree) -> Int {
        tree.rowLists[Int(tree.boxes[list].first)].count
    }

    /// Adds a row or those of a list to the rows of the table being placed; returns how many they are.
    mutating func addRows(_ index: Int, _ tree: BoxTree) -> Int {
        guard tree.boxes[index].kind == .tableRows else {
            rows.append(Int32(truncatingIfNeeded: index))
            return 1
        }
        let count = listCount(index, tree)
        measurer.measures[index].first = Int32(truncatingIfNeeded: rows.count)
        rows.append(repeating: Int32(truncatingIfNeeded: index), count: count)
        return count
    }

    /// How many rows from a place on are alike, since they are of one list.
    func rowsOfList(at place: Int, _ tree: BoxTree) -> Int {
        let index = Int(rows[place])
        guard tree.boxes[index].kind == .tableRows else { return 1 }
        return Int(measurer.measures[index].first) + listCount(index, tree) - place
    }

    /// Goes on behind the rows of a list that fit on the page beside the one before them, as `rowsHere` would one
    /// by one; the table's last row is left to that.
    mutating func pass(
        _ place: inout Int, _ y: inout Length, of table: TableFlow, _ tree: BoxTree
    ) {
        guard place < table.endRow - 1, rows[place] == rows[place - 1] else { return }
        let height = measurer.measures[Int(rows[place])].height.thousandths
        let room = (limit - table.carryHeight - y).thousandths
        let most = min(rowsOfList(at: place, tree), table.endRow - 1 - place)
        guard room >= height, height > 0 else { return }
        let count = min(room / height, most)
        place += count
        y += Length(clamping: count * height)
    }

    // MARK: Drawing

    /// Draws the rows of a list below one another; returns where they end.
    mutating func drawList(_ index: Int, x: Length, y: Length, _ tree: BoxTree) -> Length {
        var y = y
        let plain = Int(measurer.measures[index].plainRow)
        guard plain >= 0, isTexts(index, tree.boxes[index], x: x) else { return y }
        let list = measurer.plainRows[plain]
        for row in 0..<listCount(index, tree) {
            drawTexts(measurer.texts(ofRow: row, in: list), of: index, y: y)
            y += measurer.measures[index].height
        }
        return y
    }

    /// Draws rows of a list on the current page, as `drawRow` does with other rows, up to one that it leaves to
    /// that; returns the first that is not drawn.
    mutating func drawListed(
        _ places: Range<Int>, _ table: inout TableFlow, _ tree: BoxTree
    ) -> Int {
        let index = Int(rows[places.lowerBound])
        let first = Int(measurer.measures[index].first)
        let height = measurer.measures[index].height
        let list = measurer.plainRows[Int(measurer.measures[index].plainRow)]
        guard isTexts(index, tree.boxes[index], x: table.x) else { return places.upperBound }
        let end = min(places.upperBound, first + listCount(index, tree))
        var place = places.lowerBound
        while place < end {
            let reserve = place == table.endRow - 1 ? Length.zero : table.carryHeight
            guard cursor.y + height + reserve <= limit else { break }
            beginContent()
            drawTexts(measurer.texts(ofRow: place - first, in: list), of: index, y: cursor.y)
            cursor.y += height
            cursor.end = cursor.y
            place += 1
        }
        let count = place - places.lowerBound
        table.rest -= count * height.thousandths
        table.bodyRowsLeft -= count
        let rows = places.lowerBound - first..<place - first
        table.sums.add(rows, of: tree.rowLists[Int(tree.boxes[index].first)], tree)
        guard place < end else { return place }
        takeRows(from: place, of: table, tree)
        drawRow(place, &table, tree)
        return place + 1
    }

    /// Makes boxes of the rows of a list from a place on, because one of them is to be divided.
    private mutating func takeRows(from place: Int, of table: TableFlow, _ tree: BoxTree) {
        let index = Int(rows[place])
        let row = place - Int(measurer.measures[index].first)
        let made = tree.boxes.count
        measurer.takeRows(row..<listCount(index, tree), of: index, tree)
        for box in made..<tree.boxes.count {
            measurer.measureTableRow(box, of: table.box, width: table.width, tree)
            rows[place + box - made] = Int32(truncatingIfNeeded: box)
        }
    }
}
