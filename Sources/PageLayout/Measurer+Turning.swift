import DocumentModel
import Primitives

/// Boxes turned around their middle.
extension Measurer {
    /// Measures a turned box; no page end divides it.
    ///
    /// A box on its side is as long as its style says, or as its longest line; what it takes in the flow is
    /// its height as width and its length as height. By other angles a box takes what it takes upright.
    mutating func measureTurned(_ index: Int, width: Length, _ tree: BoxTree) {
        if styles[Int(tree.boxes[index].style)].isQuarterTurned {
            layOnSide(index, tree)
        } else {
            atomicDepth += 1
            measureUpright(index, width: width, tree)
            atomicDepth -= 1
        }
        measures[index].needsFlow = false
    }

    /// The width that a box on its side takes.
    mutating func turnedWidth(_ index: Int, _ tree: BoxTree) -> Length {
        layOnSide(index, tree)
        return measures[index].width
    }

    /// Measures a box on its side, once: nothing of it depends on the room it stands in.
    private mutating func layOnSide(_ index: Int, _ tree: BoxTree) {
        guard !measures[index].isTurned else { return }
        measures[index].isTurned = true
        let box = tree.boxes[index]
        let style = styles[Int(box.style)]
        var length = Length(milliPoints: style.width.value)
        if style.width.kind != .fixed {
            length = contentWidth(index, box, tree) + style.horizontalEdges
        }
        atomicDepth += 1
        measureUpright(index, width: length, tree)
        atomicDepth -= 1
        measures[index].width = measures[index].height
        measures[index].height = length
    }
}
