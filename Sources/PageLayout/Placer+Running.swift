import DocumentModel
import Primitives

extension Placer {
    /// Heights of what stands above and below a page's body; measured once per document and master.
    mutating func measureBands(
        ofPage page: Int, _ tree: BoxTree
    ) -> (header: Length, footer: Length) {
        if page == 0 {
            if bands.firstHeader < .zero {
                bands.firstHeader = measureBand(firstPage.header, rest: restPage.header, tree)
                bands.firstFooter = measureBand(firstPage.footer, rest: restPage.footer, tree)
            }
            return (bands.firstHeader, bands.firstFooter)
        }
        if bands.restHeader < .zero {
            bands.restHeader =
                restPage.header == firstPage.header
                ? bands.firstHeader : measureBand(restPage.header, page: 888, tree)
            bands.restFooter =
                restPage.footer == firstPage.footer
                ? bands.firstFooter : measureBand(restPage.footer, page: 888, tree)
        }
        return (bands.restHeader, bands.restFooter)
    }

    /// Heights of what stands above and below the last page's body.
    mutating func measureLastBands(_ tree: BoxTree) -> (header: Length, footer: Length) {
        guard let lastPage else { return (.zero, .zero) }
        if bands.lastHeader < .zero {
            let rest = measureBands(ofPage: 1, tree)
            bands.lastHeader =
                lastPage.header == restPage.header
                ? rest.header : measureBand(lastPage.header, page: 888, tree)
            bands.lastFooter =
                lastPage.footer == restPage.footer
                ? rest.footer : measureBand(lastPage.footer, page: 888, tree)
        }
        return (bands.lastHeader, bands.lastFooter)
    }

    /// The height of the first page's running box; where it runs on all pages, the higher one of page 1
    /// and page 888.
    private mutating func measureBand(_ id: Int, rest: Int, _ tree: BoxTree) -> Length {
        let first = measureBand(id, page: 1, tree)
        return id == rest ? max(first, measureBand(id, page: 888, tree)) : first
    }

    /// The height of a running box on a page of 888; no bill has numbers with more or wider digits.
    private mutating func measureBand(_ id: Int, page: Int, _ tree: BoxTree) -> Length {
        guard id >= 0, measurer.running != nil else { return .zero }
        let box = makeBand(id, page: page, of: 888, tree)
        let margin = measurer.styles[Int(tree.boxes[box].style)].margin
        return margin.top + measurer.measures[box].height + margin.bottom
    }

    /// Makes and measures a running box for a page, or finds one that is the same on every page.
    private mutating func makeBand(
        _ id: Int, page: Int, of count: Int, _ tree: BoxTree
    ) -> Int {
        let isSteady = id < steadyElements.count && steadyElements[id]
        if isSteady, steadyBoxes[id] >= 0 { return Int(steadyBoxes[id]) }
        let box = expand(id, RunningContext(page: page, pageCount: count), tree)
        let margin = measurer.styles[Int(tree.boxes[box].style)].margin
        measurer.isRunning = true
        measurer.atomicDepth += 1
        measurer.measure(box, width: bodyWidth - margin.left - margin.right, tree)
        measurer.atomicDepth -= 1
        measurer.isRunning = false
        if isSteady { steadyBoxes[id] = Int32(truncatingIfNeeded: box) }
        return box
    }

    /// Makes the boxes of a running element and shapes their texts; returns the outermost.
    mutating func expand(_ id: Int, _ context: RunningContext, _ tree: BoxTree) -> Int {
        guard let running = measurer.running else {
            preconditionFailure("no document is being laid out")
        }
        let first = tree.boxes.count
        let box = running.expandRunning(id, context: context, into: tree)
        measurer.isRunning = true
        measurer.prepare(tree, from: first)
        measurer.isRunning = false
        return box
    }

    /// Width inside the margins, the same on all pages.
    var bodyWidth: Length { firstPage.width - firstPage.margin.left - firstPage.margin.right }

    /// Draws backgrounds, headers and footers now that the number of pages is known.
    mutating func drawBands(pageCount: Int, _ tree: BoxTree) {
        artifactDepth += 1
        for number in 0..<pageCount
        where !bands.isCut || number < 2 || (lastPage != nil && number == lastNumber) {
            page = number
            if number & 63 == 63 { Spool.trim() }
            let master = master(number)
            let (left, frame) = (master.margin.left, bodyEdges(number, master, tree))
            if master.background >= 0 { drawBackground(master, pageCount, tree) }
            layer = .header
            if master.header >= 0 {
                let top = master.margin.top
                drawBand(master.header, x: left, y: top, room: frame.top - top, pageCount, tree)
            }
            layer = .footer
            if master.footer >= 0 {
                let room = master.height - master.margin.bottom - frame.bottom
                drawBand(master.footer, x: left, y: frame.bottom, room: room, pageCount, tree)
            }
        }
        layer = .body
        artifactDepth -= 1
    }

    /// Draws what lies below everything, as large as the paper.
    private mutating func drawBackground(
        _ master: PageMaster, _ pageCount: Int, _ tree: BoxTree
    ) {
        layer = .ground
        let context = RunningContext(page: page + 1, pageCount: pageCount)
        let box = expand(master.background, context, tree)
        measurer.isRunning = true
        measurer.atomicDepth += 1
        measurer.measure(box, width: master.width, tree)
        measurer.atomicDepth -= 1
        let height = measurer.measures[box].height
        if height > master.height { measurer.report(.overflow, box, height - master.height, tree) }
        measurer.isRunning = false
        draw(box, x: .zero, y: .zero, height: master.height, tree)
    }

    /// Where running boxes end and begin: at the body, or where they would on a page not near the last.
    private mutating func bodyEdges(
        _ number: Int, _ master: PageMaster, _ tree: BoxTree
    ) -> (top: Length, bottom: Length) {
        let frame = frames[number]
        guard number >= tailStart else { return (frame.top, frame.bottom) }
        guard number == lastNumber else {
            return edges(master, measureBands(ofPage: number, tree))
        }
        var edges = edges(master, measureLastBands(tree))
        if number == 0 { edges.top = frame.top }
        return edges
    }

    private mutating func drawBand(
        _ id: Int, x: Length, y: Length, room: Length, _ pageCount: Int, _ tree: BoxTree
    ) {
        let box = makeBand(id, page: page + 1, of: pageCount, tree)
        let margin = measurer.styles[Int(tree.boxes[box].style)].margin
        let height = margin.top + measurer.measures[box].height + margin.bottom
        if height > room {
            measurer.isRunning = true  // once, not on each page
            measurer.report(.overflow, box, height - room, tree)
            measurer.isRunning = false
        }
        draw(
            box, x: x + margin.left, y: y + margin.top, height: measurer.measures[box].height, tree)
    }
}
