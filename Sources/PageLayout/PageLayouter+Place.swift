import DocumentModel
import Primitives

/// The second pass: a cursor walks the boxes and decides where pages end.
extension PageLayouter {
    /// Sets where the flow begins and ends on first and other pages, from the running boxes' heights.
    func setBodies(_ tree: BoxTree, _ running: any RunningContent, _ pages: PageSet) {
        for (index, master) in [resources.firstPage, resources.restPage].enumerated() {
            let header = runningHeight(master.header, master, tree, running, pages)
            let footer = runningHeight(master.footer, master, tree, running, pages)
            let sheet = Sheet(
                top: master.margin.top + header,
                bottom: master.height - master.margin.bottom - footer)
            if index == 0 { firstBody = sheet } else { restBody = sheet }
        }
    }

    /// The height a header or footer needs, whatever its page's number.
    private func runningHeight(
        _ id: Int, _ master: PageMaster, _ tree: BoxTree, _ running: any RunningContent,
        _ pages: PageSet
    ) -> Length {
        guard id >= 0 else { return .zero }
        // Page numbers of three digits are as wide as any that a bill will have.
        let root = running.expandRunning(
            id, context: RunningContext(page: 888, pageCount: 888), into: tree)
        return measure(root, tree, pages, x: master.margin.left, width: bodyWidth)
    }

    func ensureSheet(_ page: Int) {
        while sheets.count <= page { sheets.append(sheets.count == 0 ? firstBody : restBody) }
    }

    func bottom(_ page: Int) -> Length {
        atomicDepth > 0 ? Length(milliPoints: .max) : sheets[page].bottom
    }

    func isAtTop(_ cursor: Cursor) -> Bool { cursor.y <= sheets[cursor.page].top }

    func nextPage(_ cursor: Cursor) -> Cursor {
        ensureSheet(cursor.page + 1)
        return Cursor(page: cursor.page + 1, y: sheets[cursor.page + 1].top)
    }

    /// Whether so much height is left.
    func fits(_ height: Length, _ cursor: Cursor) -> Bool {
        atomicDepth > 0 || cursor.y + height <= sheets[cursor.page].bottom
    }

    /// Places a box's margin box at the cursor and returns the cursor behind it.
    func place(
        _ box: Int, _ tree: BoxTree, _ pages: PageSet, _ running: any RunningContent,
        _ start: Cursor
    ) -> Cursor {
        let style = style(box, tree)
        let kind = tree.boxes[box].kind
        var cursor = start
        if kind == .pageBreak {
            let isMeant = tree.boxes[box].first == 0 || cursor.page == 0
            return isAtTop(cursor) || !isMeant ? cursor : nextPage(cursor)
        }
        if style.breakBefore == .page, atomicDepth == 0, !isAtTop(cursor) {
            cursor = nextPage(cursor)
        }
        let height = geometry[box].height
        let isAtom = isAtomic(kind) || style.breakInside == .avoid
        let least = isAtom ? height : firstUnit(box, tree)
        if !fits(style.margin.top + least, cursor), !isAtTop(cursor),
            !isAtom || height <= freshHeight(cursor.page + 1)
        {
            cursor = nextPage(cursor)
        }
        // Space above is for what stands above: at a page's top there is none.
        if atomicDepth > 0 || !isAtTop(cursor) || cursor.page == start.page {
            cursor.y += style.margin.top
        }
        depth += 1
        cursor = placeContent(box, tree, pages, running, cursor, style, kind)
        depth -= 1
        cursor.y += style.margin.bottom
        if style.breakAfter == .page, atomicDepth == 0, !isAtTop(cursor) {
            cursor = nextPage(cursor)
        }
        return cursor
    }

    private func isAtomic(_ kind: BoxKind) -> Bool {
        switch kind {
        case .image, .symbol, .chart, .rule, .spacer, .tableRow: true
        default: false
        }
    }

    private func freshHeight(_ page: Int) -> Length {
        restBody.bottom - restBody.top
    }

    /// The least height that must be left to begin a box on a page.
    func firstUnit(_ box: Int, _ tree: BoxTree) -> Length {
        let style = style(box, tree)
        let frame = style.border.top + style.padding.top
        guard style.breakInside != .avoid else { return geometry[box].height }
        switch tree.boxes[box].kind {
        case .paragraph:
            let count = Int(geometry[box].lineCount)
            let wanted = count <= Int(style.orphans) ? count : Int(style.orphans)
            var height = frame
            for index in 0..<wanted { height += lines[Int(geometry[box].firstLine) + index].height }
            return height
        case .block, .cell: return frame + firstChildrenUnit(box, tree)
        case .row:
            var height = Length.zero
            var child = Int(tree.boxes[box].firstChild)
            while child >= 0 {
                height = max(height, self.style(child, tree).margin.top + firstUnit(child, tree))
                child = Int(tree.boxes[child].nextSibling)
            }
            return frame + height
        case .table: return frame + firstRowsUnit(box, tree)
        default: return geometry[box].height
        }
    }

    /// The first child in the flow with what must stay with it.
    private func firstChildrenUnit(_ box: Int, _ tree: BoxTree) -> Length {
        var height = Length.zero
        var child = Int(tree.boxes[box].firstChild)
        while child >= 0 {
            let style = style(child, tree)
            let next = Int(tree.boxes[child].nextSibling)
            if style.position == .flow {
                guard style.breakAfter == .avoid, next >= 0 else {
                    return height + style.margin.top + firstUnit(child, tree)
                }
                height += style.margin.top + geometry[child].height + style.margin.bottom
            }
            child = next
        }
        return height
    }

    private func placeContent(
        _ box: Int, _ tree: BoxTree, _ pages: PageSet, _ running: any RunningContent,
        _ start: Cursor, _ style: Style, _ kind: BoxKind
    ) -> Cursor {
        var cursor = start
        cursor.y += style.border.top + style.padding.top
        switch kind {
        case .block, .cell: cursor = placeChildren(box, tree, pages, running, cursor, style)
        case .row: cursor = placeRow(box, tree, pages, running, cursor, style)
        case .paragraph: cursor = placeLines(box, tree, cursor, style)
        case .table: cursor = placeTable(box, tree, pages, running, cursor)
        case .image: placeImage(box, tree, cursor, style)
        case .symbol: placeSymbol(box, tree, cursor, style)
        case .chart: placeChart(box, tree, pages, cursor, style)
        case .rule: return placeRule(box, start, style)
        case .spacer, .tableRow, .pageBreak: break
        }
        if cursor.page == start.page {
            cursor.y = max(
                cursor.y + style.padding.bottom + style.border.bottom,
                start.y + geometry[box].height)
            // A box that is not broken is as high as it was measured.
            if atomicDepth > 0 || isAtomic(kind) { cursor.y = start.y + geometry[box].height }
        } else {
            cursor.y += style.padding.bottom + style.border.bottom
        }
        decorate(box, style, from: start, to: cursor)
        return cursor
    }

    private func placeChildren(
        _ box: Int, _ tree: BoxTree, _ pages: PageSet, _ running: any RunningContent,
        _ start: Cursor, _ style: Style
    ) -> Cursor {
        var cursor = start
        let feet = reserveFeet(box, tree, start)
        var isFirst = true
        var child = Int(tree.boxes[box].firstChild)
        while child >= 0 {
            let childStyle = self.style(child, tree)
            if childStyle.position == .region {
                placeRegion(child, tree, pages, running, page: start.page, childStyle)
            } else if childStyle.position == .flow {
                if !isFirst, atomicDepth > 0 || !isAtTop(cursor) { cursor.y += style.gap }
                if childStyle.breakAfter == .avoid, !isAtTop(cursor),
                    !fits(chain(child, tree, gap: style.gap), cursor)
                {
                    cursor = nextPage(cursor)
                }
                cursor = place(child, tree, pages, running, cursor)
                isFirst = false
            }
            child = Int(tree.boxes[child].nextSibling)
        }
        if let feet { placeFeet(box, tree, pages, running, feet) }
        return cursor
    }

    /// Height of a box and of those it must stay with, up to the first unit of the last.
    private func chain(_ first: Int, _ tree: BoxTree, gap: Length) -> Length {
        var height = Length.zero
        var child = first
        while child >= 0 {
            let style = style(child, tree)
            let next = Int(tree.boxes[child].nextSibling)
            if style.position == .flow {
                guard style.breakAfter == .avoid, next >= 0 else {
                    return height + style.margin.top + firstUnit(child, tree)
                }
                height += style.margin.top + geometry[child].height + style.margin.bottom + gap
            }
            child = next
        }
        return height
    }

    // MARK: Regions and feet

    private func placeRegion(
        _ box: Int, _ tree: BoxTree, _ pages: PageSet, _ running: any RunningContent, page: Int,
        _ style: Style
    ) {
        atomicDepth += 1
        _ = place(box, tree, pages, running, Cursor(page: page, y: style.region.top))
        atomicDepth -= 1
    }

    /// Takes the room of a box's `Position.bottom` children from the page; nil if there are none.
    private func reserveFeet(_ box: Int, _ tree: BoxTree, _ cursor: Cursor) -> Cursor? {
        var height = Length.zero
        var child = Int(tree.boxes[box].firstChild)
        while child >= 0 {
            let style = style(child, tree)
            if style.position == .bottom {
                height += style.margin.top + geometry[child].height + style.margin.bottom
            }
            child = Int(tree.boxes[child].nextSibling)
        }
        guard height > .zero else { return nil }
        var page = cursor.page
        if sheets[page].bottom - height < cursor.y {
            ensureSheet(page + 1)
            page += 1
        }
        let excess = height - (sheets[page].bottom - sheets[page].top)
        if excess > .zero { report(.bottomDoesNotFit, box, tree, excess.milliPoints) }
        sheets[page].bottom -= height
        return Cursor(page: page, y: sheets[page].bottom)
    }

    private func placeFeet(
        _ box: Int, _ tree: BoxTree, _ pages: PageSet, _ running: any RunningContent,
        _ start: Cursor
    ) {
        var cursor = start
        atomicDepth += 1
        var child = Int(tree.boxes[box].firstChild)
        while child >= 0 {
            if style(child, tree).position == .bottom {
                cursor = place(child, tree, pages, running, cursor)
            }
            child = Int(tree.boxes[child].nextSibling)
        }
        atomicDepth -= 1
    }

    // MARK: Rows

    private func placeRow(
        _ box: Int, _ tree: BoxTree, _ pages: PageSet, _ running: any RunningContent,
        _ start: Cursor, _ style: Style
    ) -> Cursor {
        let frame =
            style.border.top + style.padding.top + style.padding.bottom + style.border.bottom
        let isWhole = fits(geometry[box].height - frame, start)
        var end = start
        var child = Int(tree.boxes[box].firstChild)
        while child >= 0 {
            var cursor = start
            if isWhole { cursor.y += geometry[child].shift }
            cursor = place(child, tree, pages, running, cursor)
            if cursor.page > end.page || (cursor.page == end.page && cursor.y > end.y) {
                end = cursor
            }
            child = Int(tree.boxes[child].nextSibling)
        }
        return end
    }

    // MARK: Paragraphs

    private func placeLines(
        _ box: Int, _ tree: BoxTree, _ start: Cursor, _ style: Style
    ) -> Cursor {
        var cursor = start
        let first = Int(geometry[box].firstLine)
        let count = Int(geometry[box].lineCount)
        var index = 0
        while index < count {
            let fitting = fittingLines(first + index, count - index, cursor)
            var taken = fitting
            if fitting < count - index {
                // Lines taken to the next page, then lines left on this one.
                if count - index - taken < Int(style.widows) {
                    taken = count - index - Int(style.widows)
                }
                if index == 0, taken < Int(style.orphans) { taken = 0 }
                if taken <= 0 {
                    guard isAtTop(cursor) || index > 0 else {
                        cursor = nextPage(cursor)
                        continue
                    }
                    taken = max(fitting, 1)
                }
            }
            for line in first + index..<first + index + taken {
                emit(lines[line], box, tree, cursor)
                cursor.y += lines[line].height
            }
            index += taken
            if index < count { cursor = nextPage(cursor) }
        }
        return cursor
    }

    private func fittingLines(_ first: Int, _ count: Int, _ cursor: Cursor) -> Int {
        guard atomicDepth == 0 else { return count }
        var y = cursor.y
        let end = bottom(cursor.page)
        for index in 0..<count {
            y += lines[first + index].height
            if y > end { return index }
        }
        return count
    }
}
