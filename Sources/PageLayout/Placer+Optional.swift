import DocumentModel
import Primitives

/// A box that stands only where its page has room to spare.
struct OptionalBox: BitwiseCopyable {
    var box: Int32
    /// The page on which what stands before it ends, or the one a page break begins; −1: none.
    var page = -1
    var isTaken = false
}

/// Boxes that stand only where there is room: the document is laid out without them, then each in turn is
/// taken if its page has room for it and those taken before, then all is placed again. What follows such a
/// box moves down within its page; nothing leaves its page.
extension Placer {
    /// Leaves out the boxes that may be left out, until it is known what room there is.
    mutating func findOptional(_ tree: BoxTree) {
        for index in tree.boxes.indices
        where measurer.styles[Int(tree.boxes[index].style)].isOptional
            && !measurer.measures[index].isEmpty && isInFlow(index, tree)
        {
            optionalBoxes.append(OptionalBox(box: Int32(index)))
            measurer.measures[index].isEmpty = true
        }
    }

    /// Whether a box lies in nothing that is drawn as a whole; there, all boxes stand.
    private func isInFlow(_ index: Int, _ tree: BoxTree) -> Bool {
        guard tree.boxes[index].kind != .tableRow, tree.boxes[index].kind != .cell else {
            return false
        }
        var box = index
        while measurer.styles[Int(tree.boxes[box].style)].position == .flow {
            let parent = Int(tree.boxes[box].parent)
            guard parent >= 0 else { return box == 0 && index != 0 }
            let kind = tree.boxes[parent].kind
            guard kind == .block || (kind == .row && box != index) else { return false }
            box = parent
        }
        return false
    }

    /// Notes the page an optional box would stand on.
    mutating func noteOptional(_ box: Int, _ tree: BoxTree) {
        guard columnFlow == nil else { return }
        for index in optionalBoxes.indices where Int(optionalBoxes[index].box) == box {
            optionalBoxes[index].page = cursor.page + (cursor.isBreakPending ? 1 : 0)
        }
    }

    /// Takes the boxes there is room for, and places the document with them.
    mutating func addOptional(since mark: Measurer.FindingMark, _ tree: BoxTree) {
        measureOptional(tree, since: mark) { _ in true }
        let pages = pageCount
        chooseOptional(tree, pages: pages)
        measureOptional(tree, since: mark) { $0.isTaken }
        placeAgain(since: measurer.findingMark, tree)
        guard pageCount != pages else { return }
        for index in optionalBoxes.indices { optionalBoxes[index].isTaken = false }
        measureOptional(tree, since: mark) { $0.isTaken }
        placeAgain(since: measurer.findingMark, tree)
    }

    private mutating func measureOptional(
        _ tree: BoxTree, since mark: Measurer.FindingMark, isThere: (OptionalBox) -> Bool
    ) {
        for index in optionalBoxes.indices {
            let box = optionalBoxes[index]
            measurer.measures[Int(box.box)].isEmpty = !isThere(box)
        }
        forgetFindings(since: mark)
        measureRoot(tree)
    }

    /// Decides which boxes stand, by the room that the pages had without them.
    private mutating func chooseOptional(_ tree: BoxTree, pages: Int) {
        for index in optionalBoxes.indices {
            let box = Int(optionalBoxes[index].box)
            let page = optionalBoxes[index].page
            // Where nothing else stands there is no page.
            guard page >= 0, page < min(pages, frames.count) else { continue }
            let margin = measurer.styles[Int(tree.boxes[box].style)].margin
            var need = measurer.measures[box].height + margin.top + margin.bottom
            need += gap(ofChildrenOf: Int(tree.boxes[box].parent), tree)
            if hasNotes { need += noteRoom(in: box, tree) }
            guard frames[page].used + need <= frames[page].limit else { continue }
            frames[page].used += need
            optionalBoxes[index].isTaken = true
        }
    }
}
