import DocumentModel
import Primitives

extension Placer {
    /// Places a box at the cursor or, as far as it does not fit, on the next pages.
    ///
    /// - Parameters:
    ///   - index: the box.
    ///   - x: left of its border box.
    ///   - reserve: what has to fit below it: the lower edges of the boxes that end with it.
    ///   - tree: the document.
    mutating func place(_ index: Int, x: Length, reserve: Length, _ tree: BoxTree) {
        let box = tree.boxes[index]
        if box.kind == .pageBreak {
            if box.first == 0 || cursor.page == 0 { requestBreak() }
            return
        }
        if measurer.measures[index].isEmpty { return }
        if box.kind == .spacer { return addSpace(measurer.measures[index].height, reserve, tree) }
        if cursor.isBreakPending { advance(tree) }
        let style = measurer.styles[Int(box.style)]
        let height = measurer.measures[index].height
        let isUnit = isUnit(box, style)
        let notes = hasNotes ? noteRoom(in: index, tree) : .zero
        let need = height + reserve + notes
        if cursor.y + need > limit || !hasRoom(notes), !isRoomiest || isTaken(for: notes) {
            let together =
                style.breakInside == .avoid || style.height > .zero
                || style.minimumHeight > .zero
            if isUnit || (together && need <= nextPageRoom(tree)) {
                if !hasRoom(notes) { advance(tree) }
                makeRoom(need, tree)
            }
        }
        let fits = cursor.y + need <= limit && hasRoom(notes)
        if isUnit || (fits && !measurer.measures[index].needsFlow) {
            if !fits { reportOverflow(index, by: cursor.y + height - limit, tree) }
            drawHere(index, x: x, tree)
            if hasNotes { takeNotes(in: index, tree) }
            return
        }
        switch box.kind {
        case .paragraph: flowLines(index, style, x: x, reserve: reserve, tree)
        case .row: flowRow(index, style, x: x, reserve: reserve, tree)
        case .table: flowTable(index, style, x: x, reserve: reserve, tree)
        case .block where measurer.measures[index].count > 1:
            flowColumns(index, style, x: x, reserve: reserve, tree)
        default: flowStack(index, style, x: x, reserve: reserve, tree)
        }
    }

    /// Whether what stands on the page leaves room for some notes.
    @inline(__always)
    func hasRoom(_ notes: Length) -> Bool {
        notes == .zero || frames[cursor.page].used + notes <= limit
    }

    /// Whether what stands beside on this page leaves no room for some notes, as it may on the next page.
    @inline(__always)
    func isTaken(for notes: Length) -> Bool {
        notes > .zero && !hasRoom(notes) && frames[cursor.page].used > cursor.y
    }

    /// Whether a box is never divided.
    private func isUnit(_ box: Box, _ style: Style) -> Bool {
        switch box.kind {
        case .image, .symbol, .chart, .rule, .tableRow: true
        case .block where box.first > 0: true
        default: style.rotation != 0
        }
    }

    /// Draws a box at the cursor and moves the cursor below it.
    mutating func drawHere(_ index: Int, x: Length, _ tree: BoxTree) {
        beginContent()
        let height = measurer.measures[index].height
        draw(index, x: x, y: cursor.y, height: height, tree)
        cursor.y += height
        cursor.end = cursor.y
    }

    mutating func reportOverflow(_ index: Int, by amount: Length, _ tree: BoxTree) {
        if amount > .zero { measurer.report(.overflow, index, amount, tree) }
    }

    /// Space at a page's top is dropped, except where the document begins; at its foot it ends there.
    private mutating func addSpace(_ height: Length, _ reserve: Length, _ tree: BoxTree) {
        if cursor.isBreakPending { advance(tree) }
        if cursor.isFresh, cursor.page > 0 { return }
        cursor.y += min(height, max(limit - reserve - cursor.y, .zero))
    }

    // MARK: Children below one another

    private mutating func flowStack(
        _ index: Int, _ style: Style, x: Length, reserve: Length, _ tree: BoxTree
    ) {
        let start = minimumStart(index, tree)
        if cursor.y + start > limit { makeRoom(start, tree) }
        open(tree.boxes[index].style, x: x, width: measurer.measures[index].width)
        let depth = openBoxes.count - 1
        let foot = takeFoot(index, style, start: start - style.topEdge, tree)
        flowChildren(index, style, x: x, gap: style.gap, reserve: reserve, tree)
        if let foot { drawFoot(index, style, foot, x: x + style.leftEdge, tree) }
        cursor.y += style.bottomEdge
        fillHeight(openBoxes[depth])
        close()
    }

    /// Places the children of a box below one another.
    mutating func flowChildren(
        _ index: Int, _ style: Style, x: Length, gap: Length, reserve: Length, _ tree: BoxTree
    ) {
        let last = lastInFlow(index, tree)
        let startPage = cursor.page
        let (leftEdge, bottomEdge) = (style.leftEdge, style.bottomEdge)
        var (isFirst, isTail) = (true, false)
        var child = Int(tree.boxes[index].firstChild)
        while child >= 0 {
            let childStyle = Int(tree.boxes[child].style)
            let position = measurer.styles[childStyle].position
            if position == .region {
                page = startPage
                drawRegion(child, tree)
            } else if position == .flow {
                isTail = isTail || child == last
                let below = isTail ? self.below(childStyle, edge: bottomEdge, reserve) : .zero
                let inner = x + leftEdge + measurer.measures[child].x
                if measurer.styles[childStyle].isOptional { noteOptional(child, tree) }
                placeChild(
                    child, childStyle, x: inner, gap: isFirst ? .zero : gap, reserve: below, tree)
                if !measurer.measures[child].isEmpty { isFirst = false }
            }
            child = Int(tree.boxes[child].nextSibling)
        }
    }

    /// What has to fit below the last child; its own margin counts only where an edge comes after it.
    private mutating func below(_ child: Int, edge: Length, _ reserve: Length) -> Length {
        let edges = reserve + edge
        return edges > .zero ? edges + measurer.boxStyles[child].margin.bottom : .zero
    }

    /// A box that ends on the page where it began is as high as its style says.
    private mutating func fillHeight(_ box: OpenBox) {
        guard box.page == cursor.page else { return }
        cursor.y = box.top + measurer.fixedHeight(Int(box.style), content: cursor.y - box.top)
    }

    private mutating func placeChild(
        _ child: Int, _ style: Int, x: Length, gap: Length, reserve: Length, _ tree: BoxTree
    ) {
        let margin = measurer.boxStyles[style].margin
        if measurer.styles[style].breakBefore == .page { requestBreak() }
        if tree.boxes[child].kind == .spacer, !measurer.measures[child].isEmpty {
            let margins = margin.top + margin.bottom
            return addSpace(gap + margins + measurer.measures[child].height, reserve, tree)
        }
        if !measurer.measures[child].isEmpty, !cursor.isBreakPending {
            let dropsSpace = cursor.isFresh && cursor.page > 0
            if !dropsSpace { cursor.y += gap + margin.top }
            if stays(child, tree), !cursor.isFresh {
                let need = chain(child, tree)
                if cursor.y + need > limit, need <= nextPageRoom(tree) { advance(tree) }
            }
        }
        place(child, x: x, reserve: reserve, tree)
        if !measurer.measures[child].isEmpty { cursor.y += margin.bottom }
        if measurer.styles[style].breakAfter == .page { requestBreak() }
    }

    // MARK: Children side by side

    private mutating func flowRow(
        _ index: Int, _ style: Style, x: Length, reserve: Length, _ tree: BoxTree
    ) {
        let start = minimumStart(index, tree)
        if cursor.y + start > limit { makeRoom(start, tree) }
        open(tree.boxes[index].style, x: x, width: measurer.measures[index].width)
        let depth = openBoxes.count - 1
        let first = cursor
        var furthest = cursor
        var child = Int(tree.boxes[index].firstChild)
        while child >= 0 {
            let childStyle = Int(tree.boxes[child].style)
            if measurer.boxStyles[childStyle].traits.has(.isRegion) {
                page = first.page
                drawRegion(child, tree)
            } else {
                // The row may have moved on with its first column.
                let box = openBoxes[depth]
                cursor = first
                if box.page != first.page {
                    (cursor.page, cursor.y) = (box.page, box.top + style.topEdge)
                }
                cursor.y += measurer.boxStyles[childStyle].margin.top
                place(
                    child, x: x + style.leftEdge + measurer.measures[child].x,
                    reserve: below(childStyle, edge: style.bottomEdge, reserve), tree)
                cursor.y += measurer.boxStyles[childStyle].margin.bottom
                cursor.isBreakPending = false
                frames[cursor.page].used = max(frames[cursor.page].used, cursor.end)
                if (cursor.page, cursor.y) > (furthest.page, furthest.y) { furthest = cursor }
            }
            child = Int(tree.boxes[child].nextSibling)
        }
        cursor = furthest
        cursor.y += style.bottomEdge
        fillHeight(openBoxes[depth])
        close()
    }
}
