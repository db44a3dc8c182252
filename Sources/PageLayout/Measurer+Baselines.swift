import DocumentModel
import Primitives

extension Measurer {
    /// How a child of a row stands between top and bottom: by its own style, else by the row's.
    @inline(__always)
    func verticalAlign(_ child: Style, in row: Style) -> VerticalAlign {
        child.verticalAlign == .top ? row.verticalAlign : child.verticalAlign
    }

    /// Moves the children of a row that stand on a common baseline down to it.
    ///
    /// - Returns: the height of the row's content if it has such children, otherwise zero.
    mutating func alignBaselines(of row: Int, _ style: Style, _ tree: BoxTree) -> Length {
        var lowest = Length.zero
        for pass in 0..<2 {
            var height = Length.zero
            var child = Int(tree.boxes[row].firstChild)
            while child >= 0 {
                let childStyle = self.style(tree.boxes[child])
                if verticalAlign(childStyle, in: style) == .baseline,
                    childStyle.position != .region
                {
                    let baseline = childStyle.margin.top + firstBaseline(child, tree)
                    if pass == 0 {
                        lowest = max(lowest, baseline)
                    } else {
                        measures[child].shift = lowest - baseline
                        let outer = childStyle.margin.top + measures[child].height
                        height = max(
                            height, measures[child].shift + outer + childStyle.margin.bottom)
                    }
                }
                child = Int(tree.boxes[child].nextSibling)
            }
            if pass == 1 { return height }
            if lowest == .zero { break }
        }
        return .zero
    }

    /// The distance of a box's first baseline from its top; its height if it has no text.
    private func firstBaseline(_ index: Int, _ tree: BoxTree) -> Length {
        let box = tree.boxes[index]
        let style = style(box)
        if box.kind == .paragraph, measures[index].count > 0 {
            return style.topEdge + shaper.lines[Int(measures[index].first)].baseline
        }
        guard box.kind == .block || box.kind == .cell || box.kind == .row else {
            return measures[index].height
        }
        var child = Int(box.firstChild)
        while child >= 0 {
            let childStyle = self.style(tree.boxes[child])
            if childStyle.position == .flow, !measures[child].isEmpty {
                return style.topEdge + childStyle.margin.top + measures[child].shift
                    + firstBaseline(child, tree)
            }
            child = Int(tree.boxes[child].nextSibling)
        }
        return measures[index].height
    }
}
