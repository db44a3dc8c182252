import DocumentModel
import Primitives

extension Placer {
    /// Draws a box and all that is in it on the current page.
    ///
    /// - Parameters:
    ///   - index: the box.
    ///   - x: left of its border box.
    ///   - y: its top.
    ///   - height: of its border box, which may be more than was measured.
    ///   - tree: the document.
    mutating func draw(_ index: Int, x: Length, y: Length, height: Length, _ tree: BoxTree) {
        if measurer.measures[index].isEmpty { return }
        if measurer.styles[Int(tree.boxes[index].style)].rotation != 0 {
            drawTurned(index, x: x, y: y, height: height, tree)
        } else {
            drawUpright(index, x: x, y: y, height: height, tree)
        }
    }

    /// Draws a box as if it were not turned.
    mutating func drawUpright(
        _ index: Int, x: Length, y: Length, height: Length, _ tree: BoxTree
    ) {
        let measure = measurer.measures[index]
        let box = tree.boxes[index]
        let style = measurer.styles[Int(box.style)]
        if style.isDecorated, box.kind != .rule {
            decorate(
                Int(box.style), x: x, y: y, width: measure.width, height: height)
        }
        if box.role == .artifact { artifactDepth += 1 }
        let (left, top) = (x + style.leftEdge, y + style.topEdge)
        switch box.kind {
        case .paragraph: drawLines(index, x: left, y: top)
        case .block, .cell:
            drawStack(index, style.gap, x: left, y: top, tree)
            if box.kind == .block, box.first > 0 {
                var link = PageItem(
                    kind: .link, box: owner(index), x: x, y: y, width: measure.width,
                    height: height, color: .none)
                link.index = box.first - 1
                emit(link)
            }
        case .row:
            let room = height - style.verticalEdges
            drawColumns(index, style.verticalAlign, x: left, y: top, height: room, tree)
        case .table: drawRows(index, x: left, y: top, tree)
        case .tableRow:
            let room = height - style.verticalEdges
            drawCells(index, style.verticalAlign, x: x, y: top, height: room, tree)
        default: drawFigure(index, box, x: left, y: top, tree)
        }
        if box.role == .artifact { artifactDepth -= 1 }
    }

    private mutating func drawLines(_ index: Int, x: Length, y: Length) {
        let first = Int(measurer.measures[index].first)
        var y = y
        for line in first..<first + Int(measurer.measures[index].count) {
            drawLine(line, of: index, x: x, y: y)
            y += measurer.shaper.lines[line].height
        }
    }

    /// Draws a line of a paragraph whose content begins at `x`.
    mutating func drawLine(_ index: Int, of box: Int, x: Length, y: Length) {
        let line = measurer.shaper.lines[index]
        for place in line.firstRun..<line.endRun {
            let run = measurer.shaper.runs[Int(place)]
            let first = max(run.firstGlyph, line.firstGlyph)
            let end = min(run.endGlyph, line.endGlyph)
            let start = place == line.firstRun ? line.start : run.start
            // Only the last run of a line may go on behind its end.
            let isCut = end < run.endGlyph
            let left = line.x + Length(millionths: start - line.start)
            let width = isCut ? line.x + line.width - left : Length(millionths: run.end - start)
            emit(
                run, glyphs: first..<end, x: x + left, width: width,
                baseline: y + line.baseline, box: box)
        }
    }

    /// Draws the children of a box below one another.
    mutating func drawStack(
        _ index: Int, _ gap: Length, x: Length, y: Length, _ tree: BoxTree
    ) {
        var y = y
        var isFirst = true
        var child = Int(tree.boxes[index].firstChild)
        while child >= 0 {
            let box = tree.boxes[child]
            let style = Int(box.style)
            let measure = measurer.measures[child]
            if measurer.styles[style].position == .region {
                drawRegion(child, tree)
            } else if !measure.isEmpty {
                if !isFirst { y += gap }
                isFirst = false
                y += measurer.styles[style].margin.top
                draw(child, x: x + measure.x, y: y, height: measure.height, tree)
                y += measure.height + measurer.styles[style].margin.bottom
            }
            child = Int(box.nextSibling)
        }
    }

    /// Draws a box at a fixed place of the current page.
    mutating func drawRegion(_ index: Int, _ tree: BoxTree) {
        let region = measurer.styles[Int(tree.boxes[index].style)].region
        let height = max(region.height, measurer.measures[index].height)
        reportEdges(
            index, right: region.left + measurer.measures[index].width,
            bottom: region.top + height, tree)
        draw(index, x: region.left, y: region.top, height: height, tree)
    }

    /// Reports a region that leaves the paper; one of running content once, not on each page.
    private mutating func reportEdges(
        _ index: Int, right: Length, bottom: Length, _ tree: BoxTree
    ) {
        let region = measurer.styles[Int(tree.boxes[index].style)].region
        let master = master(page)
        let wide = max(right - master.width, -region.left)
        let high = max(bottom - master.height, -region.top)
        guard wide > .zero || high > .zero else { return }
        measurer.isRunning = true
        if wide > .zero { measurer.report(.tooWide, index, wide, tree) }
        if high > .zero { measurer.report(.overflow, index, high, tree) }
        measurer.isRunning = false
    }

    private mutating func drawColumns(
        _ index: Int, _ rowAlign: VerticalAlign, x: Length, y: Length, height: Length,
        _ tree: BoxTree
    ) {
        var child = Int(tree.boxes[index].firstChild)
        while child >= 0 {
            let box = tree.boxes[child]
            let childStyle = measurer.styles[Int(box.style)]
            let measure = measurer.measures[child]
            if childStyle.position == .region {
                drawRegion(child, tree)
            } else {
                let top = y + childStyle.margin.top
                let room = height - childStyle.margin.top - childStyle.margin.bottom
                let align = measurer.verticalAlign(box, in: rowAlign)
                let offset = offset(measure, in: room, align)
                // What stands at the top is as high as its row, so that backgrounds agree.
                let own = align == .top && childStyle.height == .zero ? room : measure.height
                draw(child, x: x + measure.x, y: top + offset, height: own, tree)
            }
            child = Int(box.nextSibling)
        }
    }

    private func offset(_ measure: BoxMeasure, in room: Length, _ align: VerticalAlign) -> Length {
        switch align {
        case .top: .zero
        case .middle: max((room - measure.height) / 2, .zero)
        case .bottom: max(room - measure.height, .zero)
        case .baseline: measure.shift
        }
    }

    private mutating func drawRows(_ index: Int, x: Length, y: Length, _ tree: BoxTree) {
        var y = y
        var row = Int(tree.boxes[index].firstChild)
        while row >= 0 {
            let margin = measurer.styles[Int(tree.boxes[row].style)].margin
            y += margin.top
            let height = measurer.measures[row].height
            draw(row, x: x, y: y, height: height, tree)
            y += height + margin.bottom
            row = Int(tree.boxes[row].nextSibling)
        }
    }

    /// Draws the cells of a row, each as high as the row: first their grounds, then their content.
    private mutating func drawCells(
        _ index: Int, _ rowAlign: VerticalAlign, x: Length, y: Length, height: Length,
        _ tree: BoxTree
    ) {
        decorateCells(index, x: x, y: y, height: height, tree)
        var cell = Int(tree.boxes[index].firstChild)
        while cell >= 0 {
            let box = tree.boxes[cell]
            let style = Int(box.style)
            let measure = measurer.measures[cell]
            let offset = offset(measure, in: height, measurer.verticalAlign(box, in: rowAlign))
            let left = x + measure.x + measurer.styles[style].leftEdge
            let top = y + offset + measurer.styles[style].topEdge
            if box.kind == .cell {
                drawStack(cell, measurer.styles[style].gap, x: left, y: top, tree)
            } else {
                draw(cell, x: x + measure.x, y: y + offset, height: measure.height, tree)
            }
            cell = Int(box.nextSibling)
        }
    }

    private mutating func decorateCells(
        _ index: Int, x: Length, y: Length, height: Length, _ tree: BoxTree
    ) {
        var cell = Int(tree.boxes[index].firstChild)
        while cell >= 0 {
            let box = tree.boxes[cell]
            if box.kind == .cell, measurer.styles[Int(box.style)].isDecorated {
                let measure = measurer.measures[cell]
                decorate(
                    Int(box.style), x: x + measure.x, y: y, width: measure.width,
                    height: height)
            }
            cell = Int(box.nextSibling)
        }
    }
}
