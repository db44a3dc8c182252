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
    @inline(__always)
    mutating func add(_ row: Box, _ tree: BoxTree) {
        let (first, count) = (Int(row.first), min(Int(row.count), 4))
        if count > 0 { CarriedSums.add(tree.sums[first], to: &values.0) }
        if count > 1 { addOthers(first, count, tree) }
    }

    /// Adds what some rows of a list add.
    mutating func add(_ rows: Range<Int>, of list: RowList, _ tree: BoxTree) {
        let count = min(Int(list.sumCount), 4)
        guard count > 0 else { return }
        for row in rows {
            let first = list.firstSum &+ row &* Int(list.sumCount)
            CarriedSums.add(tree.sums[first], to: &values.0)
            if count > 1 { addOthers(first, count, tree) }
        }
    }

    @inline(never)
    private mutating func addOthers(_ first: Int, _ count: Int, _ tree: BoxTree) {
        CarriedSums.add(tree.sums[first + 1], to: &values.1)
        if count > 2 { CarriedSums.add(tree.sums[first + 2], to: &values.2) }
        if count > 3 { CarriedSums.add(tree.sums[first + 3], to: &values.3) }
    }

    @inline(__always)
    private static func add(_ amount: ExactDecimal, to sum: inout ExactDecimal) {
        // Amounts of a column have the same scale but for the first, which meets none.
        if amount.scale == sum.scale {
            let (total, isTooLarge) = sum.mantissa.addingReportingOverflow(amount.mantissa)
            if !isTooLarge, total != .min { sum.mantissa = total }
        } else {
            addOther(amount, to: &sum)
        }
    }

    @inline(never)
    private static func addOther(_ amount: ExactDecimal, to sum: inout ExactDecimal) {
        sum = ExactDecimal.sum(sum, amount) ?? sum
    }
}
