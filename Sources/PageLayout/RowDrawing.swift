import DocumentModel
import Primitives

/// How rows of texts that look alike are drawn below one another in a table: the rule of their cells, and their
/// texts, but for the place on the page.
struct RowDrawing: BitwiseCopyable {
    /// What the rows have in common; a style of −1: there are none.
    fileprivate var like = PlainRow(firstText: 0)
    fileprivate var style = -1
    fileprivate var x = Length.zero
    fileprivate var height = Length.zero
    /// The rule, its top as far from the page's as from the row's; a width of zero: none.
    fileprivate var rule = PageItem(
        kind: .fill, box: -1, x: .zero, y: .zero, width: .zero, height: .zero, color: .none)
    /// The texts, likewise.
    fileprivate var texts = PageItem(
        kind: .texts, box: -1, x: .zero, y: .zero, width: .zero, height: .zero, color: .none)

    /// Of no rows.
    init() {}

    /// - Parameters:
    ///   - row: the first of the rows, whose texts all look the same.
    ///   - box: the same.
    ///   - style: its style.
    ///   - x: left of the table's rows.
    ///   - measurer: who measured it.
    fileprivate init(
        _ row: PlainRow, of box: Int, style: Int, x: Length, _ measurer: borrowing Measurer
    ) {
        let own = measurer.boxStyles[style]
        (like, self.style, self.x) = (row, style, x)
        height = measurer.measures[box].height
        if row.rule >= 0 {
            let border = measurer.styles[Int(row.rule)]
            let isAtTop = border.border.top > .zero
            (rule.width, rule.height) = (
                row.ruleWidth, isAtTop ? border.border.top : border.border.bottom
            )
            rule.x = x + row.ruleX
            rule.y = own.topEdge
            if !isAtTop { rule.y += height - own.verticalEdges - rule.height }
            rule.color = border.borderColor
        }
        let look = measurer.styles[Int(row.look.style)]
        texts.x = x
        texts.y = own.topEdge + row.look.baseline - look.raise
        texts.width = measurer.measures[box].width
        texts.color = look.color
        texts.font = look.font
        texts.size = look.fontSize
        texts.spacing = look.letterSpacing
    }
}

extension Placer {
    /// Whether a row is one of texts that all look the same, and there is nothing else about it: so that
    /// `drawTexts` draws it as `draw` does; `x` is the left of its table's rows.
    @inline(__always)
    mutating func isTexts(_ index: Int, _ row: Box, x: Length) -> Bool {
        let plain = Int(measurer.measures[index].plainRow)
        guard plain >= 0, row.role != .artifact, !measurer.measures[index].isEmpty else {
            return false
        }
        let isKnown =
            Int(row.style) == rowDrawing.style && x == rowDrawing.x
            && measurer.measures[index].height == rowDrawing.height
            && measurer.plainRows[plain].isOfTexts
            && measurer.plainRows[plain].look == rowDrawing.like.look
            && measurer.plainRows[plain].rule == rowDrawing.like.rule
            && measurer.plainRows[plain].ruleX == rowDrawing.like.ruleX
            && measurer.plainRows[plain].ruleWidth == rowDrawing.like.ruleWidth
            && measurer.measures[index].width == rowDrawing.texts.width
        return isKnown || isOtherTexts(index, row, x: x)
    }

    @inline(never)
    private mutating func isOtherTexts(_ index: Int, _ row: Box, x: Length) -> Bool {
        let texts = measurer.plainRows[Int(measurer.measures[index].plainRow)]
        let style = Int(row.style)
        guard texts.isOfTexts, texts.look.style >= 0, texts.rule < 0 || texts.ruleWidth > .zero,
            !measurer.boxStyles[style].traits.has([.isTurned, .isDecorated])
        else { return false }
        rowDrawing = RowDrawing(texts, of: index, style: style, x: x, measurer)
        return true
    }

    /// Draws a row of which `isTexts` is true, with its top at `y`.
    @inline(__always)
    mutating func drawTexts(_ index: Int, y: Length) {
        let row = Int(measurer.measures[index].plainRow)
        let (first, end) = (measurer.plainRows[row].firstText, measurer.plainRows[row].endText)
        drawTexts(first..<end, of: index, y: y)
    }

    /// Draws the rule and the texts of a row, or of a row of a list, of which `isTexts` is true, with its top
    /// at `y`.
    @inline(__always)
    mutating func drawTexts(_ texts: Range<Int>, of index: Int, y: Length) {
        if rowDrawing.rule.width > .zero { drawRule(y: y + rowDrawing.rule.y) }
        guard !texts.isEmpty else { return }
        let place = items.count
        emit(rowDrawing.texts)
        items[place].box = owner(index)
        items[place].y += y
        items[place].index = Int32(truncatingIfNeeded: texts.lowerBound)
        items[place].count = Int32(truncatingIfNeeded: texts.count)
    }

    /// Paints the rule of the cells of a row with its top at `y`, as `decorate` does.
    @inline(__always)
    private mutating func drawRule(y: Length) {
        if lastStrip >= 0, lastStrip < items.count, items[lastStrip].y == y {
            return drawStrip(y: y)
        }
        lastStrip = items.count
        items.append(rowDrawing.rule)
        items[lastStrip].y = y
        let key = key
        keys.append(layer == .body && looseDepth == 0 ? key &+ Placer.boxesFromBody : key)
    }

    /// How far the key of boxes is from that of the body of the same page.
    private static var boxesFromBody: Int32 { Int32(Layer.boxes.rawValue - Layer.body.rawValue) }

    /// Paints a border that may go on from the one painted last.
    @inline(never)
    private mutating func drawStrip(y: Length) {
        let (own, rule) = (layer, rowDrawing.rule)
        if own == .body, looseDepth == 0 { layer = .boxes }
        bar(x: rule.x, y: y, width: rule.width, height: rule.height, Int(rowDrawing.like.rule))
        layer = own
    }
}
