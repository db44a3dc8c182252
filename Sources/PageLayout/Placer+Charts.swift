import DocumentModel
import Primitives

extension Placer {
    /// Draws a chart; `x`, `y` is its content's corner.
    mutating func drawChart(
        _ index: Int, _ box: Box, x: Length, y: Length, width: Length, _ tree: BoxTree
    ) {
        let style = measurer.styles[Int(box.style)]
        shapes.removeAll()
        layOutChart(
            tree.charts[Int(box.first)], of: tree, width: width, textSize: style.fontSize,
            color: style.color, into: &shapes)
        let firstSegment = segments.count
        for place in shapes.segments.indices { segments.append(shapes.segments[place]) }
        for place in shapes.shapes.indices {
            let shape = shapes.shapes[place]
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
            case .fill, .stroke: drawPath(shape, index, firstSegment, left, top)
            case .text: drawLabel(tree.bytes(shape.text), shape, index, box, left, top, tree)
            case .gap: drawLabel(literal("–"), shape, index, box, left, top, tree)
            }
        }
    }

    private mutating func drawPath(
        _ shape: ChartShape, _ index: Int, _ firstSegment: Int, _ x: Length, _ y: Length
    ) {
        var item = PageItem(
            kind: .path, box: owner(index), x: x, y: y, width: .zero, height: .zero,
            color: shape.color)
        item.index = Int32(firstSegment) + shape.firstSegment
        item.count = shape.segmentCount
        item.spacing = shape.height
        item.dash = shape.isDashed ? .dashed : .none
        emit(item)
    }

    private func literal(_ text: StaticString) -> ByteView {
        unsafe ByteView(base: text.utf8Start, count: text.utf8CodeUnitCount)
    }

    /// Shapes a label; returns its index in `TextShaper.texts`.
    private mutating func label(_ text: ByteView, _ shape: ChartShape, _ box: Box) -> Int {
        guard shape.isCut else {
            return measurer.shaper.shape(text, style: box.style, path: box.path)
        }
        measurer.shaper.begin()
        measurer.shaper.append(text, style: box.style, link: -1, path: box.path)
        measurer.shaper.append(literal("…"), style: box.style, link: -1, path: box.path)
        return measurer.shaper.finish()
    }

    private mutating func drawLabel(
        _ text: ByteView, _ shape: ChartShape, _ index: Int, _ box: Box, _ x: Length,
        _ baseline: Length, _ tree: BoxTree
    ) {
        let shaped = measurer.shaper.texts[label(text, shape, box)]
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
                run, first: run.firstGlyph, count: run.endGlyph - run.firstGlyph,
                x: left + Length(millionths: run.start),
                width: Length(millionths: run.end - run.start), baseline: baseline, box: index,
                color: shape.color)
        }
    }
}
