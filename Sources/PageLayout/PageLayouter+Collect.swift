import DocumentModel
import Primitives

/// Running boxes once all pages are known, and the pages themselves.
extension PageLayouter {
    /// Expands headers and footers with their page's number and the count of pages.
    func setRunning(_ tree: BoxTree, _ running: any RunningContent, _ pages: PageSet) {
        artifactDepth += 1
        atomicDepth += 1
        for page in sheets.indices {
            let master = page == 0 ? resources.firstPage : resources.restPage
            let body = page == 0 ? firstBody : restBody
            let context = RunningContext(page: page + 1, pageCount: sheets.count)
            if master.header >= 0 {
                layer = Layer.header
                placeRunning(
                    master.header, context, tree, running, pages, y: master.margin.top,
                    room: body.top - master.margin.top, master)
            }
            if master.footer >= 0 {
                layer = Layer.footer
                placeRunning(
                    master.footer, context, tree, running, pages, y: body.bottom,
                    room: master.height - master.margin.bottom - body.bottom, master)
            }
        }
        layer = Layer.body
        artifactDepth -= 1
        atomicDepth -= 1
    }

    private func placeRunning(
        _ id: Int, _ context: RunningContext, _ tree: BoxTree, _ running: any RunningContent,
        _ pages: PageSet, y: Length, room: Length, _ master: PageMaster
    ) {
        let root = running.expandRunning(id, context: context, into: tree)
        let height = measure(root, tree, pages, x: master.margin.left, width: bodyWidth)
        if height > room { report(.overflow, root, tree, (height - room).milliPoints) }
        _ = place(root, tree, pages, running, Cursor(page: context.page - 1, y: y))
    }

    /// Writes the staged items page by page: grounds by their depth, then header, body and footer.
    func collect(_ pages: PageSet) {
        order.removeAll()
        let count = staged.count
        // A counting sort by page keeps the order within a page.
        starts.removeAll()
        starts.append(repeating: 0, count: sheets.count + 1)
        for index in 0..<count { starts[Int(staged[index].page) + 1] += 1 }
        for page in 0..<sheets.count { starts[page + 1] += starts[page] }
        order.append(repeating: 0, count: count)
        for index in 0..<count {
            let page = Int(staged[index].page)
            order[starts[page]] = Int32(index)
            starts[page] += 1
        }
        var start = 0
        for page in 0..<sheets.count {
            let end = starts[page]
            let master = page == 0 ? resources.firstPage : resources.restPage
            let firstItem = pages.items.count
            appendItems(start..<end, to: pages)
            pages.pages.append(
                Page(
                    width: master.width, height: master.height, firstItem: firstItem,
                    itemCount: pages.items.count - firstItem))
            start = end
        }
    }

    private func appendItems(_ range: Range<Int>, to pages: PageSet) {
        // Grounds: nearly in order already, as deeper boxes are closed before those around them.
        var depth: Int32 = 0
        var next: Int32 = 0
        while true {
            next = Int32(Layer.header)
            for place in range {
                let item = staged[Int(order[place])]
                if item.layer == depth { pages.items.append(item.item) }
                if item.layer > depth { next = min(next, item.layer) }
            }
            guard next < Int32(Layer.header) else { break }
            depth = next
        }
        for layer in [Layer.header, Layer.body, Layer.footer] {
            for place in range where staged[Int(order[place])].layer == Int32(layer) {
                pages.items.append(staged[Int(order[place])].item)
            }
        }
    }
}
