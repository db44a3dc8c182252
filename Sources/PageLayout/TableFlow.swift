import DocumentModel
import Primitives

/// A table on its way over the pages.
struct TableFlow: BitwiseCopyable {
    let box: Int
    let entry: TableEntry
    /// Left of the rows.
    let x: Length
    /// Width of the rows.
    let width: Length
    /// What has to fit below the last row.
    let below: Length
    let rules: TableRules
    /// Where its rows are in `Placer.rows`: header rows, then the others.
    let firstRow: Int
    var firstBodyRow: Int
    let endRow: Int
    var headerHeight = Length.zero
    /// Height of the carry row; zero if there is none.
    var carryHeight = Length.zero
    /// Height of the rows not placed yet, in thousandths of a point: long tables are kilometres high.
    var rest = 0
    var bodyRowsLeft = 0
    let bodyRowCount: Int
    /// The open boxes the rows lie in, the table included.
    var openBoxes = 0
    /// Whether marks of footnotes stand in it.
    var hasNotes = false
    /// Whether a row was divided after which there may still be room.
    var hasDivided = false
    /// Behind the last row that begins a page.
    var lastBreak = 0
    /// What the rows placed so far add up to.
    var sums = CarriedSums()
}

/// Up to four sums, as `RunningContext` carries them.
struct CarriedSums: BitwiseCopyable {
    private(set) var values: (ExactDecimal, ExactDecimal, ExactDecimal, ExactDecimal) = (
        .zero, .zero, .zero, .zero
    )

    /// Adds what a row adds; a sum beyond 128 bits stays what it was.
    mutating func add(_ row: Box, _ tree: BoxTree) {
        let first = Int(row.first)
        for index in 0..<min(Int(row.count), 4) {
            let amount = tree.sums[first + index]
            switch index {
            case 0: values.0 = ExactDecimal.sum(values.0, amount) ?? values.0
            case 1: values.1 = ExactDecimal.sum(values.1, amount) ?? values.1
            case 2: values.2 = ExactDecimal.sum(values.2, amount) ?? values.2
            default: values.3 = ExactDecimal.sum(values.3, amount) ?? values.3
            }
        }
    }
}
