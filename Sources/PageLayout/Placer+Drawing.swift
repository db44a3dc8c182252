import DocumentModel
import Primitives
import TextShaping

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
        if measurer.boxStyles[Int(tree.boxes[index].style)].traits.has(.isTurned) {
            drawTurned(index, x: x, y: y, height: height, tree)
        } else {
            drawUpright(index, x: x, y: y, height: height, tree)
        }
    }

    /// Draws a box as if it were not turned.
    mutating func drawUpright(
        _ index: Int, x: Length, y: Length, height: Length, _ tree: BoxTree
    ) {
        let box = tree.boxes[index]
        let style = measurer.boxStyles[Int(box.style)]
        if style.traits.has(.isDecorated), box.kind != .rule {
            let width = measurer.measures[index].width
            decorate(Int(box.style), x: x, y: y, width: width, height: height)
        }
        if box.role == .artifact { artifactDepth += 1 }
        let (left, top) = (x + style.leftEdge, y + style.topEdge)
        switch box.kind {
        case .paragraph: drawLines(index, x: left, y: top)
        case .block, .cell:
            drawStack(index, style.gap, x: left, y: top, tree)
            if box.kind == .block, box.first > 0 {
                let width = measurer.measures[index].width
                var link = PageItem(
                    kind: .link, box: owner(index), x: x, y: y, width: width, height: height,
                    color: .none)
                link.index = box.first - 1
                emit(link)
            }
        case .row:
            let room = height - style.verticalEdges
            drawColumns(index, style.verticalAlign, x: left, y: top, height: room, tree)
        case .table: drawRows(index, x: left, y: top, tree)
        case .tableRow:
            let room = height - style.verticalEdges
            let plain = measurer.measures[index].plainRow
            if plain >= 0 {
                drawPlainRow(Int(plain), of: index, x: x, y: top, height: room)
            } else {
                drawCells(index, style.verticalAlign, x: x, y: top, height: room, tree)
            }
        default: drawFigure(index, box, x: left, y: top, tree)
        }
        if box.role == .artifact { artifactDepth -= 1 }
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
            let style = measurer.boxStyles[Int(box.style)]
            if style.traits.has(.isRegion) {
                drawRegion(child, tree)
            } else if !measurer.measures[child].isEmpty {
                if !isFirst { y += gap }
                isFirst = false
                y += style.margin.top
                let (left, height) = (
                    x + measurer.measures[child].x, measurer.measures[child].height
                )
                if box.isPlainText, !style.traits.has([.isTurned, .isDecorated]) {
                    drawLines(child, x: left + style.leftEdge, y: y + style.topEdge)
                } else {
                    draw(child, x: left, y: y, height: height, tree)
                }
                y += height + style.margin.bottom
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
        looseDepth += 1
        draw(index, x: region.left, y: region.top, height: height, tree)
        looseDepth -= 1
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
            let style = Int(box.style)
            if measurer.boxStyles[style].traits.has(.isRegion) {
                drawRegion(child, tree)
            } else {
                let measure = measurer.measures[child]
                let margin = measurer.boxStyles[style].margin
                let room = height - margin.top - margin.bottom
                let align = measurer.verticalAlign(box, in: rowAlign)
                let offset = offset(measure, in: room, align)
                // What stands at the top is as high as its row, so that backgrounds agree.
                let isAsHigh = align == .top && measurer.styles[style].height == .zero
                draw(
                    child, x: x + measure.x, y: y + margin.top + offset,
                    height: isAsHigh ? room : measure.height, tree)
            }
            child = Int(box.nextSibling)
        }
    }

    @inline(__always)
    private func offset(_ measure: BoxMeasure, in room: Length, _ align: VerticalAlign) -> Length {
        if align == .top { return .zero }
        return switch align {
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
            let box = tree.boxes[row]
            if box.kind == .tableRows {
                y = drawList(row, x: x, y: y, tree)
                row = Int(box.nextSibling)
                continue
            }
            let margin = measurer.boxStyles[Int(box.style)].margin
            y += margin.top
            let height = measurer.measures[row].height
            if isTexts(row, box, x: x) {
                drawTexts(row, y: y)
            } else {
                draw(row, x: x, y: y, height: height, tree)
            }
            y += height + margin.bottom
            row = Int(box.nextSibling)
        }
    }

    /// Draws a row of plain cells: what is painted of them, then their lines.
    private mutating func drawPlainRow(
        _ index: Int, of box: Int, x: Length, y: Length, height: Length
    ) {
        let row = measurer.plainRows[index]
        if row.rule >= 0 {
            decorate(
                Int(row.rule), x: x + row.ruleX, y: y, width: row.ruleWidth, height: height)
        }
        if row.isOfTexts { return drawTexts(row, of: box, x: x, y: y) }
        for place in row.firstText..<row.endText {
            let cell = measurer.cellTexts[place]
            drawOnlyLine(
                ofText: Int(cell.text), Int(cell.box), x: x + cell.x, baseline: y + cell.baseline)
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
            let style = measurer.boxStyles[Int(box.style)]
            let measure = measurer.measures[cell]
            let offset = offset(measure, in: height, measurer.verticalAlign(box, in: rowAlign))
            let (left, top) = (x + measure.x, y + offset)
            if box.kind == .cell, measure.text >= 0 {
                drawLines(
                    Int(measure.text), x: left + Length(milliPoints: measure.first),
                    y: top + Length(milliPoints: measure.count))
            } else if box.kind == .cell {
                drawStack(
                    cell, style.gap, x: left + style.leftEdge, y: top + style.topEdge, tree)
            } else {
                draw(cell, x: left, y: top, height: measure.height, tree)
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
            let style = Int(box.style)
            let traits = measurer.boxStyles[style].traits
            var next = Int(box.nextSibling)
            if box.kind == .cell, traits.has(.isDecorated) {
                let left = measurer.measures[cell].x
                var width = measurer.measures[cell].width
                while next >= 0, traits.has(.hasOnlyRule), hasRule(next, like: style, tree),
                    measurer.measures[next].x == left + width
                {
                    width += measurer.measures[next].width
                    next = Int(tree.boxes[next].nextSibling)
                }
                decorate(style, x: x + left, y: y, width: width, height: height)
            }
            cell = next
        }
    }

    /// Whether all that is painted of a cell is the same rule as that of a style.
    @inline(__always)
    private func hasRule(_ cell: Int, like style: Int, _ tree: BoxTree) -> Bool {
        let own = Int(tree.boxes[cell].style)
        guard tree.boxes[cell].kind == .cell else { return false }
        if own == style { return true }
        return measurer.boxStyles[own].traits.has(.hasOnlyRule)
            && measurer.styles[own].hasRule(of: measurer.styles[style])
    }
}

extension Box {
    /// Whether it is a paragraph that is part of the document's text.
    @inline(__always)
    fileprivate var isPlainText: Bool { kind == .paragraph && role != .artifact }
}
