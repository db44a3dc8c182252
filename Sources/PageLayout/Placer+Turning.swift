import DocumentModel
import Primitives

/// Boxes turned around their middle.
extension Placer {
    /// Draws a turned box: as if it were upright around the same middle, between `push` and `pop`.
    ///
    /// - Parameters:
    ///   - index: the box.
    ///   - x: left of the place it takes.
    ///   - y: its top.
    ///   - height: of the place it takes.
    ///   - tree: the document.
    mutating func drawTurned(_ index: Int, x: Length, y: Length, height: Length, _ tree: BoxTree) {
        let style = measurer.styles[Int(tree.boxes[index].style)]
        let width = measurer.measures[index].width
        var turn = PageItem(
            kind: .push, box: -1, x: x + width / 2, y: y + height / 2, width: .zero, height: .zero,
            color: .none)
        turn.index = Int32(style.rotation)
        lastStrip = -1
        let first = items.count
        emit(turn)
        looseDepth += 1
        if measurer.measures[index].isTurned {
            // What is measured is the place taken; the box in it is as wide as that is high.
            measurer.measures[index].width = height
            drawUpright(
                index, x: turn.x - height / 2, y: turn.y - width / 2, height: width, tree)
            measurer.measures[index].width = width
        } else {
            drawUpright(index, x: x, y: y, height: height, tree)
        }
        looseDepth -= 1
        turnLinks(from: first, by: turn)
        turn.kind = .pop
        emit(turn)
        lastStrip = -1
    }

    /// Puts clickable rectangles around where what they belong to is turned to.
    private mutating func turnLinks(from first: Int, by turn: PageItem) {
        let (sine, cosine) = sineCosine(degrees: Double(turn.index))
        for index in first..<items.count where items[index].kind == .link {
            let item = items[index]
            let (width, height) = (Double(item.width.milliPoints), Double(item.height.milliPoints))
            let (x, y) = (
                Double((item.x - turn.x).milliPoints) + width / 2,
                Double((item.y - turn.y).milliPoints) + height / 2
            )
            let newWidth = width * abs(cosine) + height * abs(sine)
            let newHeight = width * abs(sine) + height * abs(cosine)
            let left = x * cosine - y * sine - newWidth / 2
            let top = x * sine + y * cosine - newHeight / 2
            items[index].x = turn.x + .points(left / 1000)
            items[index].y = turn.y + .points(top / 1000)
            items[index].width = .points(newWidth / 1000)
            items[index].height = .points(newHeight / 1000)
        }
    }
}
