import DocumentModel
import Primitives

/// Up to four sums, as `RunningContext` carries them.
typealias Sums = (ExactDecimal, ExactDecimal, ExactDecimal, ExactDecimal)

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
    /// Height of the rows not placed yet.
    var rest = Length.zero
    var bodyRowsLeft = 0
    let bodyRowCount: Int
    /// Behind the last row that begins a page.
    var lastBreak = 0
    /// What the rows placed so far add up to.
    var sums: Sums = (.zero, .zero, .zero, .zero)
}

extension TableFlow {
    /// Adds what a row adds; a sum beyond 128 bits stays what it was.
    mutating func add(_ row: Box, _ tree: BoxTree) {
        let first = Int(row.first)
        for index in 0..<min(Int(row.count), 4) {
            let amount = tree.sums[first + index]
            switch index {
            case 0: sums.0 = ExactDecimal.sum(sums.0, amount) ?? sums.0
            case 1: sums.1 = ExactDecimal.sum(sums.1, amount) ?? sums.1
            case 2: sums.2 = ExactDecimal.sum(sums.2, amount) ?? sums.2
            default: sums.3 = ExactDecimal.sum(sums.3, amount) ?? sums.3
            }
        }
    }
}
