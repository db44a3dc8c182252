import DocumentModel
import Primitives

extension Placer {
    /// Paints background and borders of a box; nothing else of it.
    mutating func decorate(
        _ index: Int, x: Length, y: Length, width: Length, height: Length, hasTop: Bool = true,
        hasBottom: Bool = true
    ) {
        let own = layer
        if own == .body, looseDepth == 0 { layer = .boxes }
        defer { layer = own }
        let (background, border) = (
            measurer.styles[index].background, measurer.styles[index].border
        )
        if !background.isNone, height > .zero {
            var item = PageItem(
                kind: .fill, box: -1, x: x, y: y, width: width, height: height, color: background)
            item.size = measurer.styles[index].radius
            emit(item)
        }
        if border.top > .zero, border.top == border.right, border.top == border.bottom,
            border.top == border.left
        {
            return enclose(x: x, y: y, width: width, height: height, index)
        }
        let (right, bottom) = (x + width, y + height)
        if hasTop { bar(x: x, y: y, width: width, height: border.top, index) }
        bar(x: x, y: y, width: border.left, height: height, index)
        bar(x: right - border.right, y: y, width: border.right, height: height, index)
        if hasBottom {
            bar(x: x, y: bottom - border.bottom, width: width, height: border.bottom, index)
        }
    }

    /// Paints four equal borders.
    private mutating func enclose(
        x: Length, y: Length, width: Length, height: Length, _ index: Int
    ) {
        let style = measurer.styles[index]
        let thickness = style.border.top
        if style.borderLine != .solid, style.radius == .zero {
            return frame(x: x, y: y, width: width, height: height, style)
        }
        var item = PageItem(
            kind: .stroke, box: -1, x: x + thickness / 2, y: y + thickness / 2,
            width: width - thickness, height: height - thickness, color: style.borderColor)
        item.spacing = thickness
        item.size = max(style.radius - thickness / 2, .zero)
        item.dash = style.dash
        emit(item)
    }

    /// Paints four interrupted borders that meet: each begins and ends with a whole dash, so that every
    /// corner is closed.
    private mutating func frame(
        x: Length, y: Length, width: Length, height: Length, _ style: Style
    ) {
        let thickness = style.border.top
        let dash = style.borderLine == .dashed ? thickness * 3 : thickness
        let (right, bottom) = (x + width - thickness / 2, y + height - thickness / 2)
        let (left, top) = (x + thickness / 2, y + thickness / 2)
        var line = PageItem(
            kind: .line, box: -1, x: x, y: top, width: width, height: .zero,
            color: style.borderColor)
        line.dash = style.dash
        line.spacing = thickness
        line.size = gap(in: width, dash: dash, wanted: dash == thickness ? dash : thickness * 2)
        emit(line)
        line.y = bottom
        emit(line)
        (line.x, line.y, line.width, line.height) = (left, y, .zero, height)
        line.size = gap(in: height, dash: dash, wanted: dash == thickness ? dash : thickness * 2)
        emit(line)
        line.x = right
        emit(line)
    }

    /// The gap, near the wanted one, with which a line ends as it began.
    private func gap(in length: Length, dash: Length, wanted: Length) -> Length {
        let (length, dash, wanted) = (
            Int(length.milliPoints), Int(dash.milliPoints), Int(wanted.milliPoints)
        )
        let count = max((length - dash + (dash + wanted) / 2) / (dash + wanted), 1)
        return Length(clamping: max((length - dash) / count - dash, 1))
    }

    /// Paints one border: a filled rectangle, or a line along its middle if it is interrupted.
    ///
    /// Hairlines are filled, not stroked: viewers draw strokes at least a pixel wide.
    @inline(__always)
    mutating func bar(x: Length, y: Length, width: Length, height: Length, _ style: Int) {
        guard width > .zero, height > .zero else { return }
        paintBar(x: x, y: y, width: width, height: height, style)
    }

    private mutating func paintBar(
        x: Length, y: Length, width: Length, height: Length, _ index: Int
    ) {
        let (line, color) = (
            measurer.styles[index].borderLine, measurer.styles[index].borderColor
        )
        if line == .solid, extendsStrip(x, y, width, height, color) { return }
        var item = PageItem(
            kind: .fill, box: -1, x: x, y: y, width: width, height: height, color: color)
        if line != .solid {
            item.kind = .line
            item.dash = line.dash
            item.spacing = min(width, height)
            if width > height {
                (item.y, item.height) = (y + height / 2, .zero)
            } else {
                (item.x, item.width) = (x + width / 2, .zero)
            }
        }
        lastStrip = items.count
        emit(item)
    }

    /// Makes the border painted last longer, if this one goes on from its right end.
    @inline(__always)
    private mutating func extendsStrip(
        _ x: Length, _ y: Length, _ width: Length, _ height: Length, _ color: Color
    ) -> Bool {
        guard lastStrip >= 0, lastStrip < items.count else { return false }
        let last = items[lastStrip]
        guard last.kind == .fill, last.size == .zero, last.y == y, last.height == height,
            last.x + last.width == x, last.color == color, keys[lastStrip] == key
        else { return false }
        items[lastStrip].width += width
        return true
    }
}

extension Style {
    /// How the borders are interrupted.
    var dash: PageItem.Dash { borderLine.dash }
}

extension BorderLine {
    /// How a line drawn so is interrupted.
    fileprivate var dash: PageItem.Dash {
        switch self {
        case .solid: .none
        case .dashed: .dashed
        case .dotted: .dotted
        }
    }
}
