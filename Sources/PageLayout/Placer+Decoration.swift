import DocumentModel
import Primitives

extension Placer {
    /// Paints background and borders of a box; nothing else of it.
    mutating func decorate(
        _ style: Style, x: Length, y: Length, width: Length, height: Length, hasTop: Bool = true,
        hasBottom: Bool = true
    ) {
        if !style.background.isNone {
            var item = PageItem(
                kind: .fill, box: -1, x: x, y: y, width: width, height: height,
                color: style.background)
            item.size = style.radius
            emit(item)
        }
        let border = style.border
        if border.top > .zero, border.top == border.right, border.top == border.bottom,
            border.top == border.left
        {
            var item = PageItem(
                kind: .stroke, box: -1, x: x + border.top / 2, y: y + border.top / 2,
                width: width - border.top, height: height - border.top, color: style.borderColor)
            item.spacing = border.top
            item.size = max(style.radius - border.top / 2, .zero)
            item.dash = style.dash
            emit(item)
            return
        }
        if border.top > .zero, hasTop {
            line(x: x, y: y + border.top / 2, width: width, height: .zero, thickness: border.top, style)
        }
        if border.left > .zero {
            line(
                x: x + border.left / 2, y: y, width: .zero, height: height, thickness: border.left,
                style)
        }
        if border.right > .zero {
            line(
                x: x + width - border.right / 2, y: y, width: .zero, height: height,
                thickness: border.right, style)
        }
        if border.bottom > .zero, hasBottom {
            line(
                x: x, y: y + height - border.bottom / 2, width: width, height: .zero,
                thickness: border.bottom, style)
        }
    }

    /// Paints a straight line in a style's border colour.
    mutating func line(
        x: Length, y: Length, width: Length, height: Length, thickness: Length, _ style: Style
    ) {
        var item = PageItem(
            kind: .line, box: -1, x: x, y: y, width: width, height: height,
            color: style.borderColor)
        item.spacing = thickness
        item.dash = style.dash
        emit(item)
    }
}

extension Style {
    /// How the borders are interrupted.
    var dash: PageItem.Dash {
        switch borderLine {
        case .solid: .none
        case .dashed: .dashed
        case .dotted: .dotted
        }
    }
}
