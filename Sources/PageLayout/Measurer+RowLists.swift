import DocumentModel
import Primitives
import TextShaping

/// Boxes that were made of rows of a list.
struct MadeRows: BitwiseCopyable {
    let first: Int32
    let end: Int32
    /// The list as the document had it.
    let list: Int32
}

/// Lists of rows: written, shaped and measured row by row, with nothing kept of a row but its texts' places. What
/// is not a plain row of texts is taken out of its list and becomes one of boxes.
extension Measurer {
    /// Measures a list of rows, as far as they are plain and as high as one another; those from the first that
    /// is not stand behind it afterwards, some of them as rows and the others as a list again.
    ///
    /// - Parameters:
    ///   - index: the list.
    ///   - width: of its rows.
    ///   - base: the first of the plans of its table.
    ///   - columns: the table's, one for each plan.
    ///   - tree: the document.
    /// - Returns: the height of the rows that stay in it, in thousandths of a point.
    mutating func measureList(
        _ index: Int, width: Length, plans base: Int, columns: Range<Int>, _ tree: BoxTree
    ) -> Int {
        let box = tree.boxes[index]
        let list = tree.rowLists[Int(box.first)]
        measures[index].width = width
        measures[index].plainRow = -1
        guard list.count > 0 else { return 0 }
        let style = boxStyles[Int(box.style)]
        guard !style.traits.has([.hasHeight, .isTurned, .isDecorated, .breaksPage]),
            style.margin.top == .zero, style.margin.bottom == .zero,
            let known = plan(
                of: box, list.firstCell, list.cellCount, plans: base, columns)
        else {
            takeAllRows(of: index, tree)
            return 0
        }
        let plan = rowPlans[known]
        let height = plan.height + style.verticalEdges
        guard plan.look.style >= 0, plan.rule < 0 || plan.ruleWidth > .zero, height > .zero,
            height <= .longest
        else {
            takeAllRows(of: index, tree)
            return 0
        }
        // In place of its first text: where its rows' first texts are told.
        let row = PlainRow(plan, firstText: rowStarts.count)
        let count = measureRows(of: index, list, plan, tree)
        measures[index].height = height
        measures[index].plainRow = Int32(truncatingIfNeeded: plainRows.count)
        plainRows.append(row)
        return count * height.thousandths
    }

    /// Places the texts of the rows of a list up to one that is not plain; returns how many rows those are.
    private mutating func measureRows(
        of index: Int, _ list: RowList, _ plan: RowPlan, _ tree: BoxTree
    ) -> Int {
        guard let running else { preconditionFailure("no document is being laid out") }
        var count = 0
        while count < list.count {
            let end = min(count + Measurer.rowsAtOnce, list.count)
            let written = running.writeRows(count..<end, of: list, into: listTexts)
            let placed = placeRows(written, list, plan)
            count += placed
            if placed < written || written == 0 {
                takeRows(count..<end, of: index, tree)
                break
            }
            if count & 0xFFF == 0 { Spool.trim() }
        }
        rowStarts.append(Int32(truncatingIfNeeded: rowTexts.count))
        return count
    }

    /// So many rows are written before they are measured, few enough for a processor's fastest cache; divides
    /// the rows after which memory is trimmed.
    private static let rowsAtOnce = 64

    /// Places the texts of rows that have been written; returns of how many rows, up to one that is not plain.
    private mutating func placeRows(_ count: Int, _ list: RowList, _ plan: RowPlan) -> Int {
        let (first, cellCount) = (Int(list.firstCell), Int(list.cellCount))
        let loop = RowLoop(
            firstCell: first, cells: rowCells.view(first..<first &+ cellCount),
            fewest: plan.isEven ? 1 : cellCount, bytes: listTexts.bytes.view,
            ends: listTexts.ends.view(0..<count &* cellCount))
        return loop.place(count, &rowTexts, &rowStarts, &shaper)
    }

    /// The texts of a row of a list that is measured as a whole.
    @inline(__always)
    func texts(ofRow row: Int, in list: PlainRow) -> Range<Int> {
        let place = list.firstText &+ row
        return Int(rowStarts[place])..<Int(rowStarts[place &+ 1])
    }

    // MARK: Rows that are taken out

    /// Makes boxes of all rows of a list.
    mutating func takeAllRows(of index: Int, _ tree: BoxTree) {
        takeRows(0..<tree.rowLists[Int(tree.boxes[index].first)].count, of: index, tree)
    }

    /// Makes boxes of some rows of a list; those behind them are a list of their own then.
    mutating func takeRows(_ rows: Range<Int>, of index: Int, _ tree: BoxTree) {
        guard let running else { preconditionFailure("no document is being laid out") }
        let made = tree.takeRows(rows, of: index, running)
        measures.append(repeating: BoxMeasure(), count: tree.boxes.count - measures.count)
        madeRows.append(
            MadeRows(
                first: Int32(made.lowerBound), end: Int32(made.upperBound),
                list: Int32(origin(of: index))))
        guard !allowsPlainRows else { return }
        for row in made where tree.boxes[row].kind == .tableRow { makeCells(of: row, tree) }
    }

    /// The list of the document that a box was made of; the box itself if it was made of none.
    func origin(of box: Int) -> Int {
        var low = 0
        var high = madeRows.count
        while low < high {
            let middle = (low + high) / 2
            if Int(madeRows[middle].end) <= box {
                low = middle + 1
            } else {
                high = middle
            }
        }
        guard low < madeRows.count, Int(madeRows[low].first) <= box else { return box }
        return Int(madeRows[low].list)
    }
}
