import DocumentModel
import Primitives

extension Placer {
    /// Measures and places a document.
    mutating func layOut(_ tree: BoxTree, running: any RunningContent) {
        removeAll()
        measurer.running = running
        measurer.shaper.setLanguage(tree.bytes(tree.info.language))
        hasNotes = !tree.footnotes.isEmpty
        measurer.allowsPlainRows = !hasNotes
        measurer.prepare(tree, from: 0)
        makeCarries(tree)
        if hasNotes { measureNotes(tree) }
        if measurer.hasOptionalStyles { findOptional(tree) }
        let known = measurer.findingMark
        measureRoot(tree)
        let measured = measurer.findingMark
        placeRoot(tree)
        if lastPage != nil {
            tailStart = pageCount - 1
            placeAgain(since: measured, tree)
        }
        if !optionalBoxes.isEmpty { addOptional(since: known, tree) }
        if hasNotes { drawNotes(tree) }
        let pageCount = pageCount
        lastNumber = pageCount - 1
        drawBands(pageCount: pageCount, tree)
        if !watermarks.isEmpty { drawWatermarks(pageCount: pageCount, tree) }
        measurer.running = nil
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
    mutating func placeAgain(since mark: Measurer.FindingMark, _ tree: BoxTree) {
        restart()
        forgetFindings(since: mark)
        placeRoot(tree)
    }

    /// Forgets what was found since; what running elements were found to have is found again, as they are made
    /// again.
    mutating func forgetFindings(since mark: Measurer.FindingMark) {
        guard measurer.forgetFindings(since: mark) else { return }
        for index in steadyBoxes.indices { steadyBoxes[index] = -1 }
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
        let end = findPlaces(keyCount: pageCount * Layer.count)
        for page in 0..<pageCount {
            let master = master(page)
            if page & 63 == 63 { Spool.trim() }
            let first = places[page * Layer.count]
            let next = page + 1 < pageCount ? places[(page + 1) * Layer.count] : end
            pages.pages.append(
                Page(
                    width: master.width, height: master.height, firstItem: first,
                    itemCount: next - first))
        }
        writeItems(count: end, into: pages)
        pages.glyphs = measurer.shaper.glyphs
        swap(&pages.segments, &segments)
        swap(&pages.texts, &measurer.rowTexts)
        for index in optionalBoxes.indices where !optionalBoxes[index].isTaken {
            pages.leftOut.append(optionalBoxes[index].box)
        }
    }

    /// Writes each painted item to the place of its key, one behind those before it of the same key.
    private mutating func writeItems(count: Int, into pages: PageSet) {
        let (keys, items) = (keys.view(0..<keys.count), items.view(0..<keys.count))
        var next = 0
        // The places of all keys are as many as the painted items, so that each is filled once.
        unsafe pages.items.appendUnsafe(space: count) { target in
            while next < keys.count {
                Spool.trim()
                let end = min(keys.count, next &+ Placer.trimItems)
                while next < end {
                    let key = Int(keys[next])
                    if key >= 0 {
                        let place = places[key]
                        precondition(UInt(bitPattern: place) < UInt(bitPattern: count))
                        unsafe (target + place).initialize(to: items[next])
                        places[key] = place &+ 1
                    }
                    next &+= 1
                }
            }
            return count
        }
    }

    /// So many items of a very long document are in memory at once.
    private static let trimItems = 1 << 16

    /// Finds where the first item of each key goes; returns how many items are painted.
    private mutating func findPlaces(keyCount: Int) -> Int {
        places.removeAll()
        places.append(repeating: 0, count: keyCount)
        for index in 0..<keys.count where keys[index] >= 0 { places[Int(keys[index])] &+= 1 }
        var next = 0
        for key in 0..<keyCount {
            let count = places[key]
            places[key] = next
            next += count
        }
        return next
    }
}
