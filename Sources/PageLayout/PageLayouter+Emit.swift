import DocumentModel
import Primitives

/// Items: what is drawn of a box, with its page and its layer.
extension PageLayouter {
    @inline(__always)
    private func stage(_ item: PageItem, page: Int, layer: Int) {
        staged.append(StagedItem(item: item, page: Int32(page), layer: Int32(layer)))
    }

    private func owner(_ box: Int) -> Int32 { artifactDepth > 0 ? -1 : Int32(box) }

    func emit(_ line: Line, _ box: Int, _ tree: BoxTree, _ cursor: Cursor) {
        let baseline = cursor.y + line.baseline
        for index in Int(line.firstRun)..<Int(line.firstRun) + Int(line.runCount) {
            let run = runs[index]
            let style = resources.styles[Int(run.style)]
            var item = PageItem(
                kind: .text, box: owner(box), x: run.x, y: baseline, width: run.width,
                height: .zero, color: style.color)
            item.font = style.font
            item.slice = run.slice
            item.size = style.fontSize
            item.spacing = style.letterSpacing
            item.index = run.firstGlyph
            item.count = run.glyphCount
            stage(item, page: cursor.page, layer: layer)
            if style.isUnderlined { underline(run, style, baseline, page: cursor.page) }
            if run.link >= 0 {
                var link = PageItem(
                    kind: .link, box: owner(box), x: run.x, y: cursor.y, width: run.width,
                    height: line.height, color: .none)
                link.index = run.link
                stage(link, page: cursor.page, layer: layer)
            }
        }
    }

    private func underline(_ run: Run, _ style: Style, _ baseline: Length, page: Int) {
        let face = faces[Int(style.font)]
        let size = Int(style.fontSize.milliPoints)
        let thickness = Length(clamping: size * max(face.underlineThickness, 40) / 1000)
        let top = baseline - Length(clamping: size * face.underlinePosition / 1000)
        stage(
            PageItem(
                kind: .fill, box: -1, x: run.x, y: top, width: run.width, height: thickness,
                color: style.color), page: page, layer: layer)
    }

    // MARK: Figures

    func placeImage(_ box: Int, _ tree: BoxTree, _ cursor: Cursor, _ style: Style) {
        let image = tree.images[Int(tree.boxes[box].first)]
        var item = PageItem(
            kind: .image, box: owner(box),
            x: geometry[box].x + style.border.left + style.padding.left, y: cursor.y,
            width: image.width, height: image.height, color: .none)
        item.index = image.image
        stage(item, page: cursor.page, layer: layer)
    }

    func placeSymbol(_ box: Int, _ tree: BoxTree, _ cursor: Cursor, _ style: Style) {
        let symbol = tree.symbols[Int(tree.boxes[box].first)]
        var item = PageItem(
            kind: .symbol, box: owner(box),
            x: geometry[box].x + style.border.left + style.padding.left
                + (symbol.outerWidth - symbol.width) / 2,
            y: cursor.y + (symbol.outerHeight - symbol.height) / 2, width: symbol.width,
            height: symbol.height, color: .black)
        item.index = tree.boxes[box].first
        stage(item, page: cursor.page, layer: layer)
    }

    func placeRule(_ box: Int, _ start: Cursor, _ style: Style) -> Cursor {
        emitEdge(
            box, x: geometry[box].x, y: start.y, width: geometry[box].width,
            height: style.border.top, style, page: start.page, layer: layer)
        return Cursor(page: start.page, y: start.y + geometry[box].height)
    }

    func placeChart(
        _ box: Int, _ tree: BoxTree, _ pages: PageSet, _ cursor: Cursor, _ style: Style
    ) {
        let chart = tree.charts[Int(tree.boxes[box].first)]
        let left = geometry[box].x + style.border.left + style.padding.left
        let width =
            geometry[box].width - style.border.left - style.padding.left - style.padding.right
            - style.border.right
        shapes.removeAll()
        layOutChart(
            chart, points: tree.chartPoints, width: width, textSize: style.fontSize,
            color: style.color, into: &shapes)
        for index in shapes.indices {
            let shape = shapes[index]
            var item = PageItem(
                kind: .fill, box: owner(box), x: left + shape.x, y: cursor.y + shape.y,
                width: shape.width, height: shape.height, color: shape.color)
            switch shape.kind {
            case .rect: if shape.height <= .zero { continue }
            case .dashedLine:
                item.kind = .line
                item.spacing = shape.height
                item.height = .zero
                item.dash = .dashed
            case .text:
                emitText(shape, tree.bytes(shape.text), box, pages, item, style, cursor.page)
                continue
            case .gap:
                emitText(shape, PageLayouter.dash, box, pages, item, style, cursor.page)
                continue
            }
            stage(item, page: cursor.page, layer: layer)
        }
    }

    private static let dash: ByteView = {
        let text: StaticString = "–"
        return unsafe ByteView(base: text.utf8Start, count: text.utf8CodeUnitCount)
    }()

    /// A line of text in a chart, as far as its characters are in one slice.
    private func emitText(
        _ shape: ChartShape, _ text: ByteView, _ box: Int, _ pages: PageSet, _ base: PageItem,
        _ style: Style, _ page: Int
    ) {
        let face = faces[Int(style.font)]
        let firstGlyph = pages.glyphs.count
        var width = 0
        var position = 0
        var slice = -1
        while position < text.count {
            let glyph = face.glyph(decodeScalar(text, at: &position))
            guard !glyph.isMissing, slice < 0 || slice == glyph.slice else { continue }
            if slice >= 0, pages.glyphs.count > firstGlyph {
                width += face.kerning(
                    slice: slice, pages.glyphs[pages.glyphs.count - 1], glyph.code)
            }
            slice = glyph.slice
            pages.glyphs.append(glyph.code)
            width += glyph.advance
        }
        guard slice >= 0 else { return }
        var item = base
        item.kind = .text
        item.width = Length(clamping: width * Int(style.fontSize.milliPoints) / 1000)
        item.height = .zero
        switch shape.align {
        case .start: break
        case .center: item.x -= item.width / 2
        case .end, .decimal: item.x -= item.width
        }
        item.font = style.font
        item.slice = UInt8(slice)
        item.size = style.fontSize
        item.index = Int32(firstGlyph)
        item.count = Int32(pages.glyphs.count - firstGlyph)
        stage(item, page: page, layer: layer)
    }

    // MARK: Grounds and borders

    /// Draws a box's background and borders on each page it covers.
    func decorate(_ box: Int, _ style: Style, from start: Cursor, to end: Cursor) {
        let hasBorder =
            style.border.top > .zero || style.border.right > .zero || style.border.bottom > .zero
            || style.border.left > .zero
        guard style.isDecorated else { return }
        for page in start.page...end.page {
            let top = page == start.page ? start.y : sheets[page].top
            let bottom = page == end.page ? end.y : sheets[page].bottom
            guard bottom > top else { continue }
            if !style.background.isNone {
                var item = PageItem(
                    kind: .fill, box: -1, x: geometry[box].x, y: top, width: geometry[box].width,
                    height: bottom - top, color: style.background)
                item.size = style.radius
                stage(item, page: page, layer: decorationLayer)
            }
            if hasBorder {
                emitBorder(
                    box, style, page: page, top: top, bottom: bottom,
                    isFirst: page == start.page, isLast: page == end.page)
            }
        }
    }

    /// Grounds lie below all contents of their part of the page.
    private var decorationLayer: Int {
        layer == Layer.body ? min(depth, Layer.header - 1) : layer
    }

    private func emitBorder(
        _ box: Int, _ style: Style, page: Int, top: Length, bottom: Length,
        isFirst: Bool, isLast: Bool
    ) {
        let edges = style.border
        let x = geometry[box].x
        let width = geometry[box].width
        let isEven =
            edges.top == edges.right && edges.top == edges.bottom && edges.top == edges.left
        if isEven, isFirst, isLast {
            var item = PageItem(
                kind: .stroke, box: -1, x: x + edges.top / 2, y: top + edges.top / 2,
                width: width - edges.top, height: bottom - top - edges.top,
                color: style.borderColor)
            item.size = style.radius
            item.spacing = edges.top
            item.dash = dash(style)
            stage(item, page: page, layer: decorationLayer)
            return
        }
        if edges.top > .zero, isFirst {
            emitEdge(
                box, x: x, y: top, width: width, height: edges.top, style, page: page,
                layer: decorationLayer)
        }
        if edges.bottom > .zero, isLast {
            emitEdge(
                box, x: x, y: bottom - edges.bottom, width: width, height: edges.bottom, style,
                page: page, layer: decorationLayer)
        }
        if edges.left > .zero {
            emitEdge(
                box, x: x, y: top, width: edges.left, height: bottom - top, style, page: page,
                layer: decorationLayer)
        }
        if edges.right > .zero {
            emitEdge(
                box, x: x + width - edges.right, y: top, width: edges.right, height: bottom - top,
                style, page: page, layer: decorationLayer)
        }
    }

    private func dash(_ style: Style) -> PageItem.Dash {
        switch style.borderLine {
        case .solid: .none
        case .dashed: .dashed
        case .dotted: .dotted
        }
    }

    /// One edge: a filled strip, or an interrupted line along its middle.
    ///
    /// Neighbouring strips are joined.
    private func emitEdge(
        _ box: Int, x: Length, y: Length, width: Length, height: Length,
        _ style: Style, page: Int, layer: Int
    ) {
        var item = PageItem(
            kind: .fill, box: -1, x: x, y: y, width: width, height: height,
            color: style.borderColor)
        guard style.borderLine != .solid else {
            if lastStrip >= 0 {
                let last = staged[lastStrip]
                if last.page == Int32(page), last.layer == Int32(layer),
                    last.item.color == item.color, last.item.y == y, last.item.height == height,
                    abs((last.item.x + last.item.width - x).milliPoints) <= 2
                {
                    staged[lastStrip].item.width = x + width - last.item.x
                    return
                }
            }
            lastStrip = staged.count
            stage(item, page: page, layer: layer)
            return
        }
        item.kind = .line
        item.dash = dash(style)
        let isFlat = width >= height
        item.spacing = isFlat ? height : width
        if isFlat {
            item.y += height / 2
            item.height = .zero
        } else {
            item.x += width / 2
            item.width = .zero
        }
        stage(item, page: page, layer: layer)
    }
}
