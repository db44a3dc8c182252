import DocumentModel
import Primitives

extension Placer {
    /// Heights of what stands above and below a page's body; measured once per document and master.
    mutating func measureBands(
        ofPage page: Int, _ tree: BoxTree
    ) -> (header: Length, footer: Length) {
        if page == 0 {
            if bands.firstHeader < .zero {
                bands.firstHeader = measureBand(firstPage.header, tree)
                bands.firstFooter = measureBand(firstPage.footer, tree)
            }
            return (bands.firstHeader, bands.firstFooter)
        }
        if bands.restHeader < .zero {
            bands.restHeader =
                restPage.header == firstPage.header
                ? bands.firstHeader : measureBand(restPage.header, tree)
            bands.restFooter =
                restPage.footer == firstPage.footer
                ? bands.firstFooter : measureBand(restPage.footer, tree)
        }
        return (bands.restHeader, bands.restFooter)
    }

    /// The height of a running box on page 1 of 1 and on page 888 of 888, whichever is more.
    private mutating func measureBand(_ id: Int, _ tree: BoxTree) -> Length {
        var height = Length.zero
        for number in [1, 888] where id >= 0 && running != nil {
            let box = makeBand(id, page: number, of: number, tree)
            let margin = measurer.styles[Int(tree.boxes[box].style)].margin
            height = max(height, margin.top + measurer.measures[box].height + margin.bottom)
        }
        return height
    }

    private mutating func makeBand(
        _ id: Int, page: Int, of count: Int, _ tree: BoxTree
    ) -> Int {
        let box = expand(id, RunningContext(page: page, pageCount: count), tree)
        let margin = measurer.styles[Int(tree.boxes[box].style)].margin
        measurer.isRunning = true
        measurer.atomicDepth += 1
        measurer.measure(box, width: bodyWidth - margin.left - margin.right, tree)
        measurer.atomicDepth -= 1
        measurer.isRunning = false
        return box
    }

    /// Makes the boxes of a running element and shapes their texts; returns the outermost.
    mutating func expand(_ id: Int, _ context: RunningContext, _ tree: BoxTree) -> Int {
        guard let running else { preconditionFailure("no document is being laid out") }
        let first = tree.boxes.count
        let box = running.expandRunning(id, context: context, into: tree)
        measurer.isRunning = true
        measurer.prepare(tree, from: first)
        measurer.isRunning = false
        return box
    }

    /// Width inside the margins, the same on all pages.
    var bodyWidth: Length { firstPage.width - firstPage.margin.left - firstPage.margin.right }

    /// Draws headers and footers now that the number of pages is known.
    mutating func drawBands(pageCount: Int, _ tree: BoxTree) {
        artifactDepth += 1
        for number in 0..<pageCount {
            page = number
            let master = master(number)
            layer = .header
            if master.header >= 0 {
                drawBand(
                    master.header, x: master.margin.left, y: master.margin.top, pageCount, tree)
            }
            layer = .footer
            if master.footer >= 0 {
                drawBand(
                    master.footer, x: master.margin.left, y: frames[number].bottom, pageCount, tree)
            }
        }
        layer = .body
        artifactDepth -= 1
    }

    private mutating func drawBand(
        _ id: Int, x: Length, y: Length, _ pageCount: Int, _ tree: BoxTree
    ) {
        let box = makeBand(id, page: page + 1, of: pageCount, tree)
        let margin = measurer.styles[Int(tree.boxes[box].style)].margin
        draw(
            box, x: x + margin.left, y: y + margin.top, height: measurer.measures[box].height, tree)
    }
}
