import DocumentModel
import Primitives
import TextShaping

/// A row of plain cells with one line each: all there is to draw, with no box to look at again.
struct PlainRow: BitwiseCopyable {
    /// Its texts, in `Measurer.cellTexts`, or `rowTexts`.
    var firstText: Int
    var endText: Int
    /// Whether its cells are kept as texts, so that these are in `rowTexts`.
    var isOfTexts = false
    /// How these texts look; or, from `firstLook` on in `Measurer.rowLooks`, how each of them does.
    var look = TextLook(style: -1, baseline: .zero)
    var firstLook = 0
    /// The style whose rule is that of all its cells; −1: nothing is painted.
    var rule: Int32 = -1
    /// Where that rule begins, from the row's left, and how long it is.
    var ruleX = Length.zero
    var ruleWidth = Length.zero
    /// Height of the cell added last.
    var cellHeight = Length.zero

    /// A row of texts, of which none is placed yet.
    @inline(__always)
    init(_ plan: RowPlan, firstText: Int) {
        (self.firstText, endText) = (firstText, firstText)
        isOfTexts = true
        look = plan.look
        (rule, ruleX, ruleWidth) = (plan.rule, plan.ruleX, plan.ruleWidth)
    }

    /// A row to which no cell has been added.
    init(firstText: Int) { (self.firstText, endText) = (firstText, firstText) }

    /// Adds what is painted of a cell; false if that is not one rule of all of them.
    @inline(__always)
    mutating func addRule(_ rule: Int32, x: Length, width: Length) -> Bool {
        if ruleWidth == .zero {
            self.rule = rule
            ruleX = x
        } else if self.rule != rule || x != ruleX + ruleWidth {
            return false
        }
        ruleWidth = x + width - ruleX
        return true
    }
}

/// The text of a cell of a plain row.
struct CellText: BitwiseCopyable {
    /// The paragraph it is.
    let box: Int32
    /// Index in `TextShaper.texts`.
    let text: Int32
    /// From the row's left.
    let x: Length
    /// From the top of the row's content.
    let baseline: Length
}

extension Measurer {
    /// Measures the cells of a row, if each is plain, at the top and has one line of its own style, as the
    /// plans for its columns know.
    ///
    /// - Parameters:
    ///   - index: the row.
    ///   - box: the same.
    ///   - base: the first plan.
    ///   - columns: those of its table, one for each plan.
    ///   - tree: the document.
    /// - Returns: the height of the row's content; nil if it has to be measured cell by cell.
    @inline(__always)
    mutating func measurePlainRow(
        _ index: Int, _ box: Box, plans base: Int, columns: Range<Int>, _ tree: BoxTree
    ) -> Length? {
        guard allowsPlainRows, boxStyles[Int(box.style)].verticalAlign == .top else { return nil }
        let firstText = cellTexts.count
        var row = PlainRow(firstText: firstText)
        var height = Length.zero
        var place = 0
        var cell = box.firstChild
        while cell >= 0 {
            let cellBox = tree.boxes[Int(cell)]
            guard place < columns.count, cellBox.kind == .cell,
                addCell(cellBox, isHeader: box.role == .headerRow, base, place, columns, &row, tree)
            else {
                cellTexts.truncate(to: firstText)
                return nil
            }
            height = max(height, row.cellHeight)
            place &+= Int(max(cellBox.first, 1))
            cell = cellBox.nextSibling
        }
        guard place == columns.count else {
            cellTexts.truncate(to: firstText)
            return nil
        }
        row.endText = cellTexts.count
        measures[index].plainRow = Int32(truncatingIfNeeded: plainRows.count)
        plainRows.append(row)
        return height
    }

    /// Adds a cell to a row; false if the row is not plain with it.
    @inline(__always)
    private mutating func addCell(
        _ cell: Box, isHeader: Bool, _ base: Int, _ place: Int, _ columns: Range<Int>,
        _ row: inout PlainRow, _ tree: BoxTree
    ) -> Bool {
        if cell.firstChild < 0 {
            return addEmpty(
                style: cell.style, span: cell.first, columns.lowerBound &+ place, &row)
        }
        let plan = base &+ place
        let last = place &+ Int(max(cell.first, 1)) &- 1
        guard last < columns.count else { return false }
        let cellPlace = CellPlace(
            first: columns.lowerBound &+ place, last: columns.lowerBound &+ last,
            isHeader: isHeader)
        guard appendText(of: cell, cellPlace, plan, tree) else { return false }
        row.cellHeight = plans[plan].lineHeight
        return row.addRule(plans[plan].rule, x: plans[plan].x, width: plans[plan].width)
    }

    /// Adds a cell in which nothing stands.
    func addEmpty(
        style: UInt16, span: Int32, _ column: Int, _ row: inout PlainRow
    ) -> Bool {
        let style = boxStyles[Int(style)]
        guard span == 1, style.traits.has(.isPlain), style.verticalAlign == .top,
            style.rule >= 0 || !style.traits.has(.isDecorated), style.verticalEdges >= .zero
        else { return false }
        row.cellHeight = style.verticalEdges
        return row.addRule(Int32(style.rule), x: columns[column].x, width: columns[column].width)
    }

    /// Appends the text of a cell if it is plain, and the text one line of the paragraph's style.
    @inline(__always)
    private mutating func appendText(
        of cell: Box, _ place: CellPlace, _ plan: Int, _ tree: BoxTree
    ) -> Bool {
        let box = tree.boxes[Int(cell.firstChild)]
        guard box.kind == .paragraph, box.nextSibling < 0, box.role != .artifact, cell.first >= 0
        else { return false }
        let key = planKey(cell, box, isHeader: place.isHeader)
        guard plans[plan].key == key || makePlan(plan, key, place), plans[plan].hasLine else {
            return false
        }
        let text = measures[Int(cell.firstChild)].text
        guard shaper.isLine(Int(text), style: Int(box.style)) else { return false }
        let width = shaper.texts[Int(text)].end
        guard width <= plans[plan].limit else { return false }
        var x = plans[plan].textLeft
        if plans[plan].textAlign != .start {
            x += offset(
                of: Length(millionths: width), in: plans[plan].room, plans[plan].textAlign)
        }
        cellTexts.append(
            CellText(box: cell.firstChild, text: text, x: x, baseline: plans[plan].baseline))
        return true
    }

    /// Measures the cells of a plain row one by one after all, because the row is to be divided.
    mutating func measureCells(of row: Int, in table: Int, width: Length, _ tree: BoxTree) {
        guard measures[row].plainRow >= 0 else { return }
        if tree.boxes[row].textRow >= 0 { makeCells(of: row, tree) }
        let allowed = allowsPlainRows
        allowsPlainRows = false
        measureTableRow(row, of: table, width: width, tree)
        allowsPlainRows = allowed
    }
}
