import DocumentModel
import Primitives
import TextShaping

/// How plain cells at one place of a table's rows are measured: worked out for the first of them, good for all
/// of the same styles.
///
/// A plain cell has one paragraph, and nothing is out of the ordinary about either of them.
struct CellPlan: BitwiseCopyable {
    /// What the cells have in common, see `Measurer.planKey`.
    var key = UInt64.max
    /// Of the cell: left, width, and how it aligns what its column does not.
    var x = Length.zero
    var width = Length.zero
    var align = HorizontalAlign.start
    /// The same of the paragraph.
    var textX = Length.zero
    var textWidth = Length.zero
    var textAlign = HorizontalAlign.start
    /// Width of the lines.
    var room = Length.zero
    /// Of decimal cells, see `ColumnMeasure`.
    var fraction = 0
    /// Where the lines begin, from the cell's corner.
    var left = Length.zero
    var top = Length.zero
    /// What the paragraph is higher than its lines, what its margins add, and the cell.
    var textEdges = Length.zero
    var margins = Length.zero
    var cellEdges = Length.zero
    /// Of cells with one line of the paragraph's style: whether nothing else is out of the ordinary.
    var hasLine = false
    /// Width of the lines in millionths.
    var limit = 0
    /// Where they begin, from the row's left.
    var textLeft = Length.zero
    /// Height of such a cell.
    var lineHeight = Length.zero
    /// Distance of its baseline from its top.
    var baseline = Length.zero
    /// The first style whose text looks as the paragraph's does; −1: it is underlined.
    var look: Int32 = -1
    /// The first style with the cell's rule, if that is all that is painted; −1: nothing is.
    var rule: Int32 = -1
}

/// A cell on its way through `Measurer.measureTableRow`.
struct CellPlace: BitwiseCopyable {
    /// The columns it reaches from and to, in `Measurer.columns`.
    let first: Int
    let last: Int
    let isHeader: Bool

    /// Whether it may stand by its decimal separator: headers and cells over several columns have none.
    var isDecimal: Bool { !isHeader && first == last }
}

extension Measurer {
    /// Measures a plain cell as `measure` would; returns whether it is one.
    @inline(__always)
    mutating func measurePlain(
        _ cell: Int, _ box: Box, _ place: CellPlace, plan index: Int, _ tree: BoxTree
    ) -> Bool {
        guard box.kind == .cell, box.first >= 0, box.firstChild >= 0 else { return false }
        let child = Int(box.firstChild)
        let text = tree.boxes[child]
        guard text.kind == .paragraph, text.nextSibling < 0, text.role != .artifact else {
            return false
        }
        let key = planKey(box, text, isHeader: place.isHeader)
        if plans[index].key != key, !makePlan(index, key, place) { return false }
        let plan = plans[index]
        measures[cell].x = plan.x
        measures[cell].width = plan.width
        measures[cell].align = plan.align
        measures[cell].text = box.firstChild
        measures[cell].first = plan.left.milliPoints
        measures[cell].count = plan.top.milliPoints
        measures[child].x = plan.textX
        measures[child].width = plan.textWidth
        measures[child].align = plan.textAlign
        fraction = plan.fraction
        var height = setLines(child, Int(text.style), plan.room, plan.textAlign, tree)
        if measures[child].isEmpty {
            height = .zero
        } else {
            setFreeHeight(child, Int(text.style), content: height + plan.textEdges, tree)
            height = min(measures[child].height + plan.margins, .longest)
        }
        setFreeHeight(cell, Int(box.style), content: height + plan.cellEdges, tree)
        return true
    }

    /// From its lowest bits on: the cell's style, the paragraph's, whether the row is a header, the span.
    @inline(__always)
    func planKey(_ cell: Box, _ text: Box, isHeader: Bool) -> UInt64 {
        UInt64(cell.style) | UInt64(text.style) << 16 | (isHeader ? 1 << 32 : 0)
            | UInt64(UInt32(bitPattern: cell.first)) << 33
    }

    /// Works out how cells of two styles are measured; returns whether they are plain.
    @inline(never)
    mutating func makePlan(
        _ index: Int, _ key: UInt64, _ place: CellPlace
    ) -> Bool {
        let own = boxStyles[Int(UInt16(truncatingIfNeeded: key))]
        let inner = boxStyles[Int(UInt16(truncatingIfNeeded: key >> 16))]
        guard own.traits.has(.isPlain), inner.traits.has(.isPlain),
            !inner.traits.has(.isDecorated)
        else { return false }
        let (from, to) = (columns[place.first], columns[place.last])
        var plan = CellPlan(key: key)
        plan.x = from.x
        plan.width = to.x + to.width - from.x
        let inherited = inheritedAlign(from, place)
        plan.align = own.align == .start ? inherited : own.align
        plan.fraction = fraction(of: own, from, place)
        plan.textX = inner.margin.left
        plan.textWidth =
            max(plan.width - own.horizontalEdges, .zero) - inner.margin.left - inner.margin.right
        guard plan.textWidth >= .zero else { return false }
        plan.textAlign = inner.align == .start ? inherited : inner.align
        plan.room = max(plan.textWidth - inner.horizontalEdges, .zero)
        plan.left = own.leftEdge + inner.margin.left + inner.leftEdge
        plan.top = own.topEdge + inner.margin.top + inner.topEdge
        plan.textEdges = inner.verticalEdges
        plan.margins = inner.margin.top + inner.margin.bottom
        plan.cellEdges = own.verticalEdges
        planLine(&plan, own, inner, Int(UInt16(truncatingIfNeeded: key >> 16)))
        plans[index] = plan
        return true
    }

    /// Works out what cells with one line of the paragraph's style have in common.
    private func planLine(
        _ plan: inout CellPlan, _ own: BoxStyle, _ inner: BoxStyle, _ style: Int
    ) {
        let line = shaper.line(ofStyle: style)
        plan.limit = Int(plan.room.milliPoints) * 1000
        plan.textLeft = plan.x + plan.left
        plan.lineHeight = line.height + plan.textEdges + plan.margins + plan.cellEdges
        plan.baseline = plan.top + line.baseline
        plan.look = looks[style]
        plan.rule = own.traits.has(.isDecorated) ? Int32(own.rule) : -1
        let isInBounds =
            line.height + plan.textEdges >= .zero
            && plan.lineHeight >= .zero && plan.lineHeight <= .longest
        plan.hasLine =
            isInBounds && plan.fraction == 0 && own.verticalAlign == .top
            && (plan.rule >= 0 || !own.traits.has(.isDecorated))
    }

    /// How a cell aligns what its own style does not.
    func inheritedAlign(_ column: ColumnMeasure, _ place: CellPlace) -> HorizontalAlign {
        column.align == .decimal && !place.isDecimal ? .end : column.align
    }

    /// The widest part behind a separator that a cell's own leaves room for; 0: it is not decimal.
    func fraction(of cell: BoxStyle, _ column: ColumnMeasure, _ place: CellPlace) -> Int {
        let align = cell.align == .start ? column.align : cell.align
        return align == .decimal && place.isDecimal ? column.fraction : 0
    }
}
