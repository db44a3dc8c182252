import DocumentModel
import Primitives

extension Placer {
    /// Where the flow ends on the current page.
    @inline(__always)
    var limit: Length { frames[cursor.page].limit }

    /// Whether a unit that does not fit would fit no better on another page.
    @inline(__always)
    var isRoomiest: Bool {
        cursor.isFresh && frames[cursor.page].limit == frames[cursor.page].bottom
    }

    /// Makes sure that the frames up to a page's are known.
    mutating func makeFrame(_ page: Int, _ tree: BoxTree) {
        if columnFlow != nil { return makeColumn(page, tree) }
        while frames.count <= page {
            let number = frames.count
            let master = number == 0 ? firstPage : restPage
            var edges = edges(master, measureBands(ofPage: number, tree))
            if number >= tailStart, let lastPage {
                // Neither the last page nor one that would have been it has more room than both masters.
                let last = self.edges(lastPage, measureLastBands(tree))
                if number > 0 { edges.top = max(edges.top, last.top) }
                edges.bottom = max(min(edges.bottom, last.bottom), edges.top)
            }
            frames.append(PageFrame(top: edges.top, bottom: edges.bottom))
        }
    }

    /// Where the body of a master's pages begins and ends.
    mutating func edges(
        _ master: PageMaster, _ band: (header: Length, footer: Length)
    ) -> (top: Length, bottom: Length) {
        let band = cut(band, master)
        return (
            master.margin.top + band.header, master.height - master.margin.bottom - band.footer
        )
    }

    /// A document has at most so many pages, as a file has.
    static let maximumPages = 131_071

    /// What running boxes get of their heights: the body keeps a third of what is inside the margins.
    ///
    /// A box that is cut is drawn on the first page of each master only, with a finding; otherwise a few
    /// lines would go on for as many pages, each with a header higher than itself.
    private mutating func cut(
        _ band: (header: Length, footer: Length), _ master: PageMaster
    ) -> (header: Length, footer: Length) {
        let third = max(master.height - master.margin.top - master.margin.bottom, .zero) / 3
        guard
            Int(band.header.milliPoints) + Int(band.footer.milliPoints)
                > 2 * Int(third.milliPoints)
        else { return band }
        bands.isCut = true
        return (min(band.header, third), min(band.footer, third))
    }

    /// Height of the body of the page after this one.
    mutating func nextPageRoom(_ tree: BoxTree) -> Length {
        makeFrame(cursor.page + 1, tree)
        return frames[cursor.page + 1].limit - frames[cursor.page + 1].top
    }

    /// Goes on at the top of the next page.
    mutating func advance(_ tree: BoxTree) {
        leavePage()
        if cursor.page & 63 == 63 { Spool.trim() }
        if cursor.page + 1 < (columnFlow?.limit ?? pageLimit) {
            cursor.page += 1
            makeFrame(cursor.page, tree)
        } else {
            endPages(tree)
        }
        cursor.y = frames[cursor.page].top
        cursor.end = cursor.y
        cursor.isFresh = true
        cursor.isBreakPending = false
        // What has begun without content begins here instead.
        if repeating != nil { repeatHeader(tree) }
        for index in openBoxes.indices where !openBoxes[index].hasContent {
            openBoxes[index].page = cursor.page
            openBoxes[index].top = cursor.y
            cursor.y += measurer.styles[Int(openBoxes[index].style)].topEdge
        }
    }

    /// Lets the last page that may be take all that is left, one thing over the other.
    private mutating func endPages(_ tree: BoxTree) {
        frames[cursor.page].limit = frames[cursor.page].bottom
        guard !isFull else { return }
        isFull = true
        measurer.report(.tooManyPages, 0, Int32(clamping: pageLimit), path: -1, tree)
    }

    /// Goes to a page on which something of a height fits, if there is one.
    mutating func makeRoom(_ height: Length, _ tree: BoxTree) {
        if cursor.isBreakPending { advance(tree) }
        while cursor.y + height > limit, !isRoomiest { advance(tree) }
    }

    /// Asks for a new page; where nothing stands yet there is one already.
    mutating func requestBreak() {
        if !cursor.isFresh { cursor.isBreakPending = true }
    }

    // MARK: Open boxes

    /// Begins a box whose content may go on on further pages.
    mutating func open(_ style: UInt16, x: Length, width: Length) {
        settledPage = -1
        openBoxes.append(
            OpenBox(style: style, x: x, width: width, top: cursor.y, page: cursor.page))
        cursor.y += measurer.styles[Int(style)].topEdge
    }

    /// Called before something of the flow is drawn: its open boxes are painted below it.
    @inline(__always)
    mutating func beginContent() {
        page = cursor.page
        cursor.isFresh = false
        if settledPage != page || hiddenBoxes > 0 || columnFlow != nil { openFragments() }
    }

    @inline(never)
    private mutating func openFragments() {
        settledPage = hiddenBoxes == 0 && columnFlow == nil ? page : -1
        for index in 0..<openBoxes.count - hiddenBoxes {
            let last = Int(openBoxes[index].lastFragment)
            openBoxes[index].hasContent = true
            if last >= 0, fragments[last].page >= place(ofOpenBox: index) { continue }
            openFragment(index)
        }
    }

    /// The page on which an open box goes on; inside of columns that of the column.
    @inline(__always)
    private func place(ofOpenBox index: Int) -> Int {
        guard let flow = columnFlow, index < flow.openBoxes else { return cursor.page }
        return flow.page(ofColumn: cursor.page)
    }

    private mutating func openFragment(_ index: Int) {
        let box = openBoxes[index]
        let page = place(ofOpenBox: index)
        let isFirst = box.lastFragment < 0 && box.page == page
        let isOutside = columnFlow.map { index < $0.openBoxes } ?? false
        let top = isFirst ? box.top : isOutside ? pageFrames[page].top : frames[page].top
        openBoxes[index].lastFragment = Int32(fragments.count)
        fragments.append(
            Fragment(
                page: page, top: top, bottom: top, firstItem: items.count,
                previous: box.lastFragment))
        guard measurer.styles[Int(box.style)].isDecorated else { return }
        // Room for a background and four borders; how high they are shows at the end.
        let none = PageItem(
            kind: .fill, box: -1, x: .zero, y: .zero, width: .zero, height: .zero, color: .none)
        items.append(repeating: none, count: 5)
        keys.append(repeating: -1, count: 5)
    }

    /// Extends what is open on the current page down to where its content ends.
    private mutating func leavePage() {
        frames[cursor.page].used = max(frames[cursor.page].used, cursor.end)
        let first = columnFlow.map { $0.isTrial ? $0.openBoxes : 0 } ?? 0
        for index in first..<openBoxes.count {
            let page = place(ofOpenBox: index)
            var fragment = Int(openBoxes[index].lastFragment)
            while fragment >= 0, fragments[fragment].page > page {
                fragment = Int(fragments[fragment].previous)
            }
            guard fragment >= 0, fragments[fragment].page == page else { continue }
            fragments[fragment].bottom = max(fragments[fragment].bottom, cursor.end)
        }
    }

    /// Ends the box opened last, at the cursor.
    mutating func close() {
        cursor.end = max(cursor.end, cursor.y)
        leavePage()
        guard let box = openBoxes.popLast() else { return }
        guard measurer.styles[Int(box.style)].isDecorated else { return }
        var index = Int(box.lastFragment)
        let (page, layer) = (page, layer)
        while index >= 0 {
            paint(fragments[index], box, isLast: index == Int(box.lastFragment))
            index = Int(fragments[index].previous)
        }
        (self.page, self.layer) = (page, layer)
    }

    private mutating func paint(
        _ fragment: Fragment, _ box: OpenBox, isLast: Bool
    ) {
        let first = items.count
        page = fragment.page
        lastStrip = -1
        decorate(
            Int(box.style), x: box.x, y: fragment.top, width: box.width,
            height: fragment.bottom - fragment.top, hasTop: fragment.previous < 0,
            hasBottom: isLast)
        for index in first..<items.count {
            items[fragment.firstItem + index - first] = items[index]
            keys[fragment.firstItem + index - first] = keys[index]
        }
        items.truncate(to: first)
        keys.truncate(to: first)
        lastStrip = -1
    }
}
