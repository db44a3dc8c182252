import DocumentModel
import Primitives

extension Placer {
    /// Places a block whose children flow through columns; those of its last page end at one height.
    mutating func flowColumns(
        _ index: Int, _ style: Style, x: Length, reserve: Length, _ tree: BoxTree
    ) {
        let start = minimumStart(index, tree) + reserve + style.bottomEdge
        if cursor.y + start > limit { makeRoom(start, tree) }
        open(tree.boxes[index].style, x: x, width: measurer.measures[index].width)
        beginContent()
        let count = Int(measurer.measures[index].count)
        let room = max(measurer.measures[index].width - style.horizontalEdges, .zero)
        let width = max((room - style.gap * (count - 1)) / count, .zero)
        var flow = ColumnFlow(
            count: count, firstPage: cursor.page, top: cursor.y, step: width + style.gap,
            below: reserve + style.bottomEdge, openBoxes: openBoxes.count,
            limit: (pageLimit - cursor.page) * count)
        balance(&flow, index, style, x: x, tree)
        flow.isTrial = false
        let (firstItem, end) = (items.count, fill(flow, index, style, x: x, tree))
        movePages(from: firstItem, flow)
        for page in flow.firstPage..<end.page { frames[page].used = frames[page].limit }
        cursor = Cursor()
        (cursor.page, cursor.y, cursor.end, cursor.isFresh) = (
            end.page, end.bottom, end.bottom, false
        )
        lastStrip = -1
        if hasNotes { takeNotes(in: index, tree) }
        cursor.y += style.bottomEdge
        close()
    }

    /// Finds the least height of the last page's columns in which all the rest fits, to half a point.
    private mutating func balance(
        _ flow: inout ColumnFlow, _ index: Int, _ style: Style, x: Length, _ tree: BoxTree
    ) {
        let end = probe(flow, index, style, x: x, tree)
        let top = end.page == flow.firstPage ? flow.top : frames[end.page].top
        var (low, high) = (0, (frames[end.page].limit - top).thousandths)
        flow.balancedPage = end.page
        while high - low > 500 {
            flow.height = Length(sum: (low + high) / 2)
            if probe(flow, index, style, x: x, tree).page <= end.page {
                high = flow.height.thousandths
            } else {
                low = flow.height.thousandths
            }
        }
        flow.height = Length(sum: high)
    }

    /// Places the children to see how far they reach, and forgets that.
    private mutating func probe(
        _ flow: ColumnFlow, _ index: Int, _ style: Style, x: Length, _ tree: BoxTree
    ) -> (page: Int, bottom: Length) {
        let (known, itemCount, fragmentCount) = (cursor, items.count, fragments.count)
        let (mark, wasFull) = (measurer.findingMark, isFull)
        let end = fill(flow, index, style, x: x, tree)
        (cursor, isFull) = (known, wasFull)
        items.truncate(to: itemCount)
        keys.truncate(to: itemCount)
        for box in openBoxes.indices {
            while Int(openBoxes[box].lastFragment) >= fragmentCount {
                openBoxes[box].lastFragment = fragments[Int(openBoxes[box].lastFragment)].previous
            }
        }
        fragments.truncate(to: fragmentCount)
        forgetFindings(since: mark)
        return end
    }

    /// Places the children in columns; returns the last page and where its longest column ends.
    private mutating func fill(
        _ flow: ColumnFlow, _ index: Int, _ style: Style, x: Length, _ tree: BoxTree
    ) -> (page: Int, bottom: Length) {
        swap(&frames, &pageFrames)
        frames.removeAll()
        columnFlow = flow
        makeFrame(0, tree)
        cursor = Cursor()
        cursor.y = flow.top
        cursor.end = flow.top
        flowChildren(index, style, x: x, gap: .zero, reserve: .zero, tree)
        cursor.end = max(cursor.end, cursor.y)
        frames[cursor.page].used = max(frames[cursor.page].used, cursor.end)
        let page = flow.page(ofColumn: cursor.page)
        var bottom = Length.zero
        for column in frames.indices where flow.page(ofColumn: column) == page {
            bottom = max(bottom, frames[column].used)
        }
        columnFlow = nil
        swap(&frames, &pageFrames)
        return (page, bottom)
    }

    /// Makes sure that the frames up to a column's are known.
    mutating func makeColumn(_ column: Int, _ tree: BoxTree) {
        guard let flow = columnFlow else { return }
        while frames.count <= column {
            let page = flow.page(ofColumn: frames.count)
            swap(&frames, &pageFrames)
            columnFlow = nil
            makeFrame(page, tree)
            columnFlow = flow
            swap(&frames, &pageFrames)
            let whole = pageFrames[page]
            let top = page == flow.firstPage ? flow.top : whole.top
            var bottom = max(whole.limit - flow.below, top)
            var isShort = top > whole.top || whole.limit < whole.bottom
            if page == flow.balancedPage, top + flow.height < bottom {
                (bottom, isShort) = (top + flow.height, true)
            }
            // What does not fit a short column may fit a later one.
            var frame = PageFrame(top: top, bottom: isShort ? bottom + .points(1) : bottom)
            frame.limit = bottom
            frames.append(frame)
        }
    }

    /// Moves what was placed in columns to where these stand on their pages.
    private mutating func movePages(from first: Int, _ flow: ColumnFlow) {
        for index in first..<items.count where keys[index] >= 0 {
            let column = Int(keys[index]) / Layer.count
            let layer = Int(keys[index]) % Layer.count
            keys[index] = Int32(flow.page(ofColumn: column) * Layer.count + layer)
            items[index].x += flow.step * (column % flow.count)
        }
    }
}
