import DocumentModel
import Primitives

extension Placer {
    /// Measures and places a document.
    mutating func layOut(_ tree: BoxTree, running: any RunningContent) {
        removeAll()
        self.running = running
        measurer.shaper.setLanguage(tree.bytes(tree.info.language))
        measurer.prepare(tree, from: 0)
        makeCarries(tree)
        hasNotes = !tree.footnotes.isEmpty
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
        let pageCount = pageCount
        starts.removeAll()
        starts.append(repeating: 0, count: pageCount * Layer.count + 1)
        for index in keys.indices where keys[index] >= 0 { starts[Int(keys[index]) + 1] += 1 }
        for key in 1...pageCount * Layer.count { starts[key] += starts[key - 1] }
        for page in 0..<pageCount {
            let master = master(page)
            let first = starts[page * Layer.count]
            pages.pages.append(
                Page(
                    width: master.width, height: master.height, firstItem: first,
                    itemCount: starts[(page + 1) * Layer.count] - first))
        }
        scatter(into: &pages.items, count: starts[pageCount * Layer.count])
        pages.glyphs = measurer.shaper.glyphs
        swap(&pages.segments, &segments)
        for index in optionalBoxes.indices where !optionalBoxes[index].isTaken {
            pages.leftOut.append(optionalBoxes[index].box)
        }
    }

    /// A stable counting sort by key.
    private mutating func scatter(into sorted: inout Pool<PageItem>, count: Int) {
        guard count > 0 else { return }
        sorted.append(repeating: items[0], count: count)
        for index in keys.indices where keys[index] >= 0 {
            let key = Int(keys[index])
            sorted[starts[key]] = items[index]
            starts[key] += 1
        }
    }
}
