import DocumentModel
import Expansion
import Primitives

/// Makes steps that keep rows of tables as texts, where all that stands in a row are cells of short texts: most
/// rows of a long bill.
///
/// Every step keeps its place, as those of `StepFuser` do. What cannot be kept so, because of what the template
/// says, stays as it is; what cannot because of what the record says, page layout turns into boxes again.
struct TextRowFuser {
    private let steps: [Step]
    private let styles: [Style]
    private let tables: [TableSpec]
    /// From where each step is reached other than from the one before it; −1: in a way not known here.
    private var sources: [[Int]]
    private var result: [Step]
    /// The cells of the rows that are kept as texts.
    private(set) var cells: [TextCell] = []

    /// - Parameters:
    ///   - steps: a template's, as they were compiled.
    ///   - fused: what `StepFuser` made of them.
    ///   - styles: what the steps' styles are.
    ///   - tables: what the steps' tables are.
    init(_ steps: [Step], fused: [Step], styles: [Style], tables: [TableSpec]) {
        self.steps = steps
        self.styles = styles
        self.tables = tables
        result = fused
        sources = Array(repeating: [], count: steps.count + 1)
        for (place, step) in steps.enumerated() {
            if let target = step.target { sources[target].append(place) }
            if step.operation == .each { sources[place + 1].append(-1) }
        }
    }

    /// The steps; `cells` are known afterwards.
    mutating func fused() -> [Step] {
        // Notes are looked for box by box, and decimal cells make columns depend on what stands in them.
        guard !steps.contains(where: { $0.operation == .note }),
            !styles.contains(where: { $0.align == .decimal })
        else { return result }
        var open: [Int] = []
        for (place, step) in steps.enumerated() {
            if step.operation == .open {
                if step.kind == .tableRow, isPlainTable(open.last), let row = row(at: place) {
                    keep(row, at: place)
                }
                open.append(place)
            } else if step.operation == .close {
                open.removeLast(open.isEmpty ? 0 : 1)
            }
        }
        return result
    }

    /// Whether a step opens a table whose columns do not depend on what stands in them.
    private func isPlainTable(_ place: Int?) -> Bool {
        guard let place, steps[place].kind == .table else { return false }
        return tables[Int(steps[place].a)].columns.allSatisfy {
            $0.width.kind != .auto && $0.align != .decimal
        }
    }

    /// A cell: where it and its paragraph are opened, what stands in it, and where the paragraph is closed.
    private struct CellSteps {
        let start: Int
        let content: Range<Int>

        /// Whether it is one value that nothing leads to: what `Step.Operation.textCell` runs.
        var isValue: Bool { content.count == 1 }
    }

    /// The cells of the row opened at a place; nil if it cannot be kept as texts.
    private func row(at place: Int) -> [CellSteps]? {
        guard styles[Int(steps[place].style)].verticalAlign == .top else { return nil }
        var next = place + 1
        if isStep(next, .sums) { next += 1 }
        var cells: [CellSteps] = []
        while let cell = cell(at: next) {
            cells.append(cell)
            next = cell.content.upperBound + 2
        }
        guard !cells.isEmpty, isStep(next, .close) else { return nil }
        for target in place + 1...next {
            let content = cells.first {
                $0.content.contains(target) || $0.content.upperBound == target
            }?.content
            let isEnteredInside = sources[target].allSatisfy { content?.contains($0) ?? false }
            guard isEnteredInside else { return nil }
        }
        return cells
    }

    private func isStep(_ place: Int, _ operation: Step.Operation) -> Bool {
        place < steps.count && steps[place].operation == operation
    }

    /// The cell opened at a place, if it is one paragraph of texts in one style.
    private func cell(at place: Int) -> CellSteps? {
        guard isStep(place, .open), steps[place].kind == .cell, isStep(place + 1, .open),
            steps[place + 1].kind == .paragraph, steps[place + 1].role != .artifact,
            styles[Int(steps[place].style)].isUsual,
            styles[Int(steps[place + 1].style)].isUsualText
        else { return nil }
        var end = place + 2
        while end < steps.count, isContent(steps[end], in: steps[place + 1].style) { end += 1 }
        guard isStep(end, .close), isStep(end + 1, .close), end > place + 2 else { return nil }
        let content = place + 2..<end
        for step in steps[content] {
            if let target = step.target, !content.contains(target), target != end { return nil }
        }
        let cell = CellSteps(start: place, content: content)
        return cell.isValue && steps[place + 2].operation != .value ? nil : cell
    }

    /// Whether a step makes text of a style, or decides which step is next.
    private func isContent(_ step: Step, in style: UInt16) -> Bool {
        switch step.operation {
        case .value, .text: step.style == style
        case .unless, .jump, .set, .channels: true
        default: false
        }
    }

    private mutating func keep(_ row: [CellSteps], at place: Int) {
        result[place].operation = .textRow
        for cell in row {
            let (own, text) = (steps[cell.start], steps[cell.start + 1])
            result[cell.start].operation = cell.isValue ? .textCell : .beginCell
            result[cell.start].c = Int32(cells.count)
            if !cell.isValue {
                let end = cell.content.upperBound
                result[end].operation = .endCell
                result[end].node = text.node
            }
            cells.append(
                TextCell(
                    role: own.role, textRole: text.role, style: own.style, textStyle: text.style,
                    node: own.node, textNode: text.node, span: max(own.a, 1)))
        }
    }
}

extension Step {
    /// The step it may lead to that is not the one behind it.
    fileprivate var target: Int? {
        switch operation {
        case .each: Int(c)
        case .unless, .channels: Int(b)
        case .jump: Int(a)
        default: nil
        }
    }
}

extension Style {
    /// Whether page layout has nothing out of the ordinary to do for a cell of this style, but paint an
    /// uninterrupted border below it.
    fileprivate var isUsual: Bool {
        isUsualBox && verticalAlign == .top && border.top == .zero && border.left == .zero
            && border.right == .zero && (border.bottom == .zero || borderLine == .solid)
    }

    /// The same for a paragraph, which is not painted at all.
    fileprivate var isUsualText: Bool { isUsualBox && border == .zero && !isUnderlined }

    private var isUsualBox: Bool {
        rotation == 0 && position == .flow && !isOptional && width.kind != .fixed
            && width.kind != .percent && height == .zero && minimumHeight == .zero
            && breakBefore != .page && breakAfter != .page && columns <= 1 && background.isNone
    }
}
