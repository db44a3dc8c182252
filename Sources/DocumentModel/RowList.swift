public import Primitives

/// Rows of texts of one kind that follow each other in a table, of elements of a list of the record; the texts are
/// written where they are measured, so that nothing of a row needs to be kept but what is drawn of it.
///
/// All cells follow each other in `DocumentResources.textCells`, where no other rows share them; no text leads
/// anywhere.
public struct RowList: BitwiseCopyable, Sendable {
    /// How the rows are made, as `RunningContent` knows it.
    public var program: Int32
    /// The first cell.
    public var firstCell: Int32
    /// How many cells a row has.
    public var cellCount: Int32
    /// How many sums a row adds to its table's carries.
    public var sumCount: Int32
    /// The first row's first sum in `BoxTree.sums`; the sums lie row by row.
    public var firstSum: Int
    /// The record's node of the first row's element; the others follow.
    public var firstElement: Int
    /// How many rows.
    public var count: Int

    /// Rows of a list.
    public init(
        program: Int32, firstCell: Int32, cellCount: Int32, sumCount: Int32, firstSum: Int,
        firstElement: Int, count: Int
    ) {
        self.program = program
        self.firstCell = firstCell
        self.cellCount = cellCount
        self.sumCount = sumCount
        self.firstSum = firstSum
        self.firstElement = firstElement
        self.count = count
    }

    /// Some of the rows.
    public subscript(rows: Range<Int>) -> RowList {
        precondition(rows.lowerBound >= 0 && rows.upperBound <= count)
        var some = self
        some.firstSum += rows.lowerBound * Int(sumCount)
        some.firstElement += rows.lowerBound
        some.count = rows.count
        return some
    }
}

/// The texts of some rows of a list, cell by cell and row by row, without a gap.
public final class RowTexts {
    /// The UTF-8 of all cells.
    public var bytes = ByteBuffer(capacity: 1 << 13)
    /// Where each cell's bytes end.
    public var ends = Pool<Int32>(capacity: 1 << 9)

    /// No texts.
    public init() {}

    /// Forgets the texts, keeps the memory.
    public func removeAll() {
        bytes.removeAll()
        ends.removeAll()
    }
}

extension BoxTree {
    /// Takes rows out of a list: those before them stay, those after them become a list of their own behind
    /// what is made of them.
    ///
    /// - Parameters:
    ///   - rows: which ones.
    ///   - index: a box of the kind `tableRows`.
    ///   - running: makes them.
    /// - Returns: the boxes that came, all of them behind the others: first that of the rows after them, if
    ///   there are any.
    @discardableResult
    public func takeRows(
        _ rows: Range<Int>, of index: Int, _ running: any RunningContent
    ) -> Range<Int> {
        let first = boxes.count
        let own = boxes[index]
        let list = rowLists[Int(own.first)]
        var next = own.nextSibling
        if rows.upperBound < list.count {
            var rest = own
            rest.first = Int32(truncatingIfNeeded: rowLists.count)
            rowLists.append(list[rows.upperBound..<list.count])
            next = Int32(truncatingIfNeeded: boxes.count)
            boxes.append(rest)
        }
        rowLists[Int(own.first)] = list[0..<rows.lowerBound]
        let table = Int(own.parent)
        let last = boxes[table].lastChild
        boxes[index].nextSibling = -1
        boxes[table].lastChild = Int32(truncatingIfNeeded: index)
        running.appendRows(rows, of: list, to: table, of: self)
        boxes[Int(boxes[table].lastChild)].nextSibling = next
        if own.nextSibling >= 0 {
            boxes[table].lastChild = last
        } else if next >= 0 {
            boxes[table].lastChild = next
        }
        return first..<boxes.count
    }
}
