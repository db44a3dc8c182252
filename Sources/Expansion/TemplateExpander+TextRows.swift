import DocumentModel
import Primitives

/// Rows of tables whose cells are kept as texts.
extension TemplateExpander {
    @inline(__always)
    func openTextRow(_ step: Step, _ tree: BoxTree) {
        openBox(step, tree)
        tree.boxes[open].textRow = Int32(truncatingIfNeeded: tree.textRows.count)
        tree.textRows.append(
            TextRow(first: Int32(truncatingIfNeeded: tree.cellPieces.count), count: 0))
    }

    /// Appends a cell that is one value, with no piece if nothing comes of it.
    @inline(__always)
    func appendTextCell(_ steps: PoolView<Step>, _ place: Int, _ tree: BoxTree) {
        let first = Int32(truncatingIfNeeded: tree.inlines.count)
        let count = appendValue(steps[place + 2], tree)
        var pieces = CellPieces(cell: steps[place].c, first: first, count: count)
        tree.join(&pieces)
        tree.cellPieces.append(pieces)
        countCell(steps[place + 1].node, tree)
    }

    /// Ends a cell of several pieces.
    func endTextCell(_ step: Step, _ tree: BoxTree) {
        let last = tree.cellPieces.count - 1
        var pieces = tree.cellPieces[last]
        pieces.count = Int32(truncatingIfNeeded: tree.inlines.count) - pieces.first
        tree.join(&pieces)
        tree.cellPieces[last] = pieces
        countCell(step.node, tree)
    }

    /// Adds the cell appended last to its row; `node` is its paragraph's.
    @inline(__always)
    private func countCell(_ node: Int32, _ tree: BoxTree) {
        tree.textRows[tree.textRows.count - 1].count &+= 1
        if evaluator.isExhausted { noteExhaustion(node) }
    }
}
