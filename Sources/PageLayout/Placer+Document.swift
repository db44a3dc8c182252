import DocumentModel
import Primitives

extension Placer {
    /// Measures and places a document.
    mutating func layOut(_ tree: BoxTree, running: any RunningContent) {
        removeAll()
        self.running = running
        measurer.shaper.setLanguage(tree.bytes(tree.info.language))
        hasNotes = !tree.footnotes.isEmpty
        measurer.allowsPlainRows = !hasNotes
        measurer.prepare(tree, from: 0)
        makeCarries(tree)
        if hasNotes { measureNotes(tree) }
        if measurer.hasOptionalStyles { findOptional(tree) }
        let known = measurer.findings.count
        measureRoot(tree)
        let measured = measurer.findings.count
        placeRoot(tree)
        if lastPage != nil {
            tailStart = pageCount - 1
            placeAgain(findings: measured, tree)
        }
        if !optionalBoxes.isEmpty { addOptional(findings: known, tree) }
        if hasNotes { drawNotes(tree) }
        let pageCount = pageCount
        lastNumber = pageCount - 1
        drawBands(pageCount: pageCount, tree)
        if !watermarks.isEmpty { drawWatermarks(pageCount: pageCount, tree) }
        self.running = nil
    }

    /// Works out the sizes of all boxes.
    mutating func measureRoot(_ tree: BoxTree) {
        guard !tree.boxes.isEmpty else { return }
        let margin = measurer.styles[Int(tree.boxes[0].style)].margin
        measurer.measure(0, width: bodyWidth - margin.left - margin.right, tree)
    }

    /// Places the measured document from its first page on.
    mutating func placeRoot(_ tree: BoxTree) {
        makeFrame(0, tree)
        cursor.y = frames[0].top
        guard !tree.boxes.isEmpty else { return }
        let margin = measurer.styles[Int(tree.boxes[0].style)].margin
        cursor.y += margin.top
        place(0, x: firstPage.margin.left + margin.left, reserve: .zero, tree)
    }

    /// Places the document anew, with what is known of its pages by now.
    mutating func placeAgain(findings: Int, _ tree: BoxTree) {
        restart()
        measurer.findings.removeLast(measurer.findings.count - findings)
        placeRoot(tree)
    }

    /// Pages up to the last one on which something stands.
    var pageCount: Int {
        var last: Int32 = 0
        for index in keys.indices { last = max(last, keys[index]) }
        return Int(last) / Layer.count + 1
    }

    /// Writes items page by page in the order they were painted, grounds and headers first, footers and
    /// what stands over the page last.
    mutating func write(into pages: PageSet) {
        let pageCount = lastNumber + 1
        linkStretches(keyCount: pageCount * Layer.count)
        for page in 0..<pageCount {
            let master = master(page)
            if page & 63 == 63 { Spool.trim() }
            let first = pages.items.count
            for layer in 0..<Layer.count {
                appendItems(ofKey: page * Layer.count + layer, to: &pages.items)
            }
            pages.pages.append(
                Page(
                    width: master.width, height: master.height, firstItem: first,
                    itemCount: pages.items.count - first))
        }
        pages.glyphs = measurer.shaper.glyphs
        swap(&pages.segments, &segments)
        swap(&pages.texts, &measurer.rowTexts)
        for index in optionalBoxes.indices where !optionalBoxes[index].isTaken {
            pages.leftOut.append(optionalBoxes[index].box)
        }
    }

    /// Finds the stretches of items of one key and links those of each key in order.
    private mutating func linkStretches(keyCount: Int) {
        stretches.removeAll()
        // Before the first stretch of each key stands one that is empty.
        let none = Stretch(first: 0, end: 0)
        stretches.append(repeating: none, count: keyCount)
        lastStretches.removeAll()
        for key in 0..<keyCount { lastStretches.append(Int32(key)) }
        var first = 0
        while first < keys.count {
            let key = keys[first]
            var end = first + 1
            while end < keys.count, keys[end] == key { end += 1 }
            if key >= 0 {
                let index = Int32(stretches.count)
                stretches[Int(lastStretches[Int(key)])].next = index
                lastStretches[Int(key)] = index
                stretches.append(Stretch(first: first, end: end))
            }
            first = end
        }
    }

    private mutating func appendItems(ofKey key: Int, to sorted: inout Pool<PageItem>) {
        var index = Int(stretches[key].next)
        while index >= 0 {
            sorted.append(stretches[index].first..<stretches[index].end, of: items)
            index = Int(stretches[index].next)
        }
    }
}

/// Items that were placed one after the other and have the same key.
struct Stretch: BitwiseCopyable {
    let first: Int
    /// Behind the last one.
    let end: Int
    /// The next one of the same key; −1: there is none.
    var next: Int32 = -1
}
