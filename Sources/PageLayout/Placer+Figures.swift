import DocumentModel
import Primitives

extension Placer {
    /// Draws a picture, symbol, chart or rule; `x`, `y` is its content's corner.
    mutating func drawFigure(
        _ index: Int, _ box: Box, x: Length, y: Length, _ tree: BoxTree
    ) {
        let style = measurer.styles[Int(box.style)]
        let room = measurer.measures[index].width - style.horizontalEdges
        let align = measurer.measures[index].align
        switch box.kind {
        case .image:
            let image = tree.images[Int(box.first)]
            let left = x + measurer.offset(of: image.width, in: room, align)
            var item = PageItem(
                kind: image.isVector ? .vector : .image, box: owner(index), x: left, y: y,
                width: image.width,
                height: image.height, color: .none)
            item.index = image.image
            emit(item)
        case .symbol:
            drawSymbol(index, box, x: x, y: y, room: room, align, tree)
        case .chart:
            drawChart(index, box, style, x: x, y: y, width: room, tree)
        case .rule:
            // A rule has no content: its top border is all of it.
            bar(
                x: x - style.leftEdge, y: y - style.topEdge,
                width: measurer.measures[index].width, height: style.border.top, style)
        default: break
        }
    }

    private mutating func drawSymbol(
        _ index: Int, _ box: Box, x: Length, y: Length, room: Length, _ align: HorizontalAlign,
        _ tree: BoxTree
    ) {
        let symbol = tree.symbols[Int(box.first)]
        let left = x + measurer.offset(of: symbol.outerWidth, in: room, align)
        var item = PageItem(
            kind: .symbol, box: owner(index), x: left + (symbol.outerWidth - symbol.width) / 2,
            y: y + (symbol.outerHeight - symbol.height) / 2, width: symbol.width,
            height: symbol.height, color: .black)
        item.index = box.first
        emit(item)
        if symbol.mark == .swissCross { drawSwissCross(index, over: item) }
    }

    private mutating func drawSwissCross(_ index: Int, over symbol: PageItem) {
        for part in SwissCross.parts {
            emit(
                PageItem(
                    kind: .fill, box: owner(index),
                    x: symbol.x + symbol.width * part.x / SwissCross.side,
                    y: symbol.y + symbol.height * part.y / SwissCross.side,
                    width: symbol.width * part.width / SwissCross.side,
                    height: symbol.height * part.height / SwissCross.side, color: part.color))
        }
    }

    // MARK: Charts

    private mutating func drawChart(
        _ index: Int, _ box: Box, _ style: Style, x: Length, y: Length, width: Length,
        _ tree: BoxTree
    ) {
        shapes.removeAll()
        layOutChart(
            tree.charts[Int(box.first)], points: tree.chartPoints, width: width,
            textSize: style.fontSize, color: style.color, into: &shapes)
        for place in shapes.indices {
            let shape = shapes[place]
            let (left, top) = (x + shape.x, y + shape.y)
            switch shape.kind {
            case .rect:
                emit(
                    PageItem(
                        kind: .fill, box: owner(index), x: left, y: top, width: shape.width,
                        height: shape.height, color: shape.color))
            case .dashedLine:
                var item = PageItem(
                    kind: .line, box: owner(index), x: left, y: top, width: shape.width,
                    height: .zero, color: shape.color)
                item.spacing = shape.height
                item.dash = .dashed
                emit(item)
            case .text: drawLabel(tree.bytes(shape.text), shape, index, box, left, top, tree)
            case .gap: drawLabel(dash, shape, index, box, left, top, tree)
            }
        }
    }

    /// U+2013.
    private var dash: ByteView {
        let text: StaticString = "–"
        return unsafe ByteView(base: text.utf8Start, count: text.utf8CodeUnitCount)
    }

    private mutating func drawLabel(
        _ text: ByteView, _ shape: ChartShape, _ index: Int, _ box: Box, _ x: Length,
        _ baseline: Length, _ tree: BoxTree
    ) {
        measurer.shaper.begin()
        measurer.shaper.append(text, style: box.style, link: -1, path: box.path)
        let shaped = measurer.shaper.texts[measurer.shaper.finish()]
        if !measurer.shaper.missing.isEmpty { measurer.reportMissing(index, tree) }
        let width = Length(millionths: shaped.end)
        let left: Length
        switch shape.align {
        case .start: left = x
        case .center: left = x - width / 2
        case .end, .decimal: left = x - width
        }
        for place in shaped.firstRun..<shaped.endRun {
            let run = measurer.shaper.runs[Int(place)]
            emit(
                run, glyphs: run.firstGlyph..<run.endGlyph,
                x: left + Length(millionths: run.start),
                width: Length(millionths: run.end - run.start), baseline: baseline, box: index,
                color: shape.color)
        }
    }
}
