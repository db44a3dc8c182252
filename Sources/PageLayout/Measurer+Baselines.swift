import DocumentModel
import Primitives

extension Measurer {
    /// How a child of a row stands between top and bottom: by its own style, else by the row's.
    @inline(__always)
    mutating func verticalAlign(_ child: Box, in row: VerticalAlign) -> VerticalAlign {
        let own = boxStyles[Int(child.style)].verticalAlign
        return own == .top ? row : own
    }

    /// Moves the children of a row that stand on a common baseline down to it.
    ///
    /// - Returns: the height of the row's content if it has such children, otherwise zero.
    mutating func alignBaselines(of row: Int, _ tree: BoxTree) -> Length {
        let rowAlign = styles[Int(tree.boxes[row].style)].verticalAlign
        var lowest = Length.zero
        for pass in 0..<2 {
            var height = Length.zero
            var child = Int(tree.boxes[row].firstChild)
            while child >= 0 {
                let box = tree.boxes[child]
                if verticalAlign(box, in: rowAlign) == .baseline,
                    styles[Int(box.style)].position != .region
                {
                    let margin = styles[Int(box.style)].margin
                    let baseline = margin.top + firstBaseline(child, tree)
                    if pass == 0 {
                        lowest = max(lowest, baseline)
                    } else {
                        measures[child].shift = lowest - baseline
                        let outer = margin.top + measures[child].height + margin.bottom
                        height = max(height, measures[child].shift + outer)
                    }
                }
                child = Int(box.nextSibling)
            }
            if pass == 1 { return height }
            if lowest == .zero { break }
        }
        return .zero
    }

    /// The distance of a box's first baseline from its top; its height if it has no text.
    private mutating func firstBaseline(_ index: Int, _ tree: BoxTree) -> Length {
        let box = tree.boxes[index]
        let style = styles[Int(box.style)]
        if style.rotation != 0 { return measures[index].height }
        if box.kind == .paragraph, measures[index].count > 0 {
            return style.topEdge + shaper.lines[Int(measures[index].first)].baseline
        }
        guard box.kind == .block || box.kind == .cell || box.kind == .row else {
            return measures[index].height
        }
        var child = Int(box.firstChild)
        while child >= 0 {
            let childStyle = styles[Int(tree.boxes[child].style)]
            if childStyle.position == .flow, !measures[child].isEmpty {
                return style.topEdge + childStyle.margin.top + measures[child].shift
                    + firstBaseline(child, tree)
            }
            child = Int(tree.boxes[child].nextSibling)
        }
        return measures[index].height
    }
}
