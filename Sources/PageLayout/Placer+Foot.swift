import DocumentModel
import Primitives

/// Where boxes stand that were kept for the foot of a page.
struct Foot: BitwiseCopyable {
    var page: Int
    var y: Length
    /// Height of the page's notes when its foot was taken.
    var notes: Length
}

extension Placer {
    /// Takes the foot of this page, or of the next one, for the children that stand there.
    ///
    /// - Parameters:
    ///   - index: the box whose children they are.
    ///   - style: its style.
    ///   - start: what the flow needs above on this page.
    ///   - tree: the document.
    /// - Returns: nil if there are no such children.
    mutating func takeFoot(
        _ index: Int, _ style: Style, start: Length, _ tree: BoxTree
    ) -> Foot? {
        guard let height = footHeight(index, style, tree) else { return nil }
        var page = cursor.page
        if cursor.y + start + height > limit { page += 1 }
        makeFrame(page, tree)
        let frame = frames[page]
        if height > frame.limit - frame.top {
            measurer.report(.bottomDoesNotFit, index, height - (frame.limit - frame.top), tree)
        }
        frames[page].limit = max(frame.limit - height, frame.top)
        return Foot(page: page, y: frames[page].limit, notes: frames[page].notes)
    }

    /// Height of the children that stand at the foot; nil if there are none.
    private func footHeight(_ index: Int, _ style: Style, _ tree: BoxTree) -> Length? {
        guard measurer.measures[index].needsFlow else { return nil }
        var height: Length?
        var child = Int(tree.boxes[index].firstChild)
        while child >= 0 {
            let childStyle = measurer.styles[Int(tree.boxes[child].style)]
            if childStyle.position == .bottom, !measurer.measures[child].isEmpty {
                let own = measurer.measures[child].height
                let outer = childStyle.margin.top + own + childStyle.margin.bottom
                height = height.map { $0 + style.gap + outer } ?? outer
            }
            child = Int(tree.boxes[child].nextSibling)
        }
        return height
    }

    /// Draws the children that stand at the foot, below one another.
    mutating func drawFoot(
        _ index: Int, _ style: Style, _ foot: Foot, x: Length, _ tree: BoxTree
    ) {
        let (firstItem, notes) = (items.count, frames[foot.page].notes)
        var y = foot.y - (notes - foot.notes)
        page = foot.page
        var child = Int(tree.boxes[index].firstChild)
        while child >= 0 {
            let childStyle = measurer.styles[Int(tree.boxes[child].style)]
            let measure = measurer.measures[child]
            if childStyle.position == .bottom, !measure.isEmpty {
                y += childStyle.margin.top
                draw(child, x: x + measure.x, y: y, height: measure.height, tree)
                y += measure.height + childStyle.margin.bottom + style.gap
            }
            child = Int(tree.boxes[child].nextSibling)
        }
        guard hasNotes, columnFlow == nil else { return }
        feet.append(
            PlacedFoot(page: page, firstItem: firstItem, endItem: items.count, notes: notes))
    }
}
