import DocumentModel
import Primitives
import TextShaping

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
            drawChart(index, box, x: x, y: y, width: room, tree)
        case .rule:
            // A rule has no content: its top border is all of it.
            bar(
                x: x - style.leftEdge, y: y - style.topEdge,
                width: measurer.measures[index].width, height: style.border.top,
                Int(box.style))
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
}
