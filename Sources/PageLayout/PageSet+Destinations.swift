import DocumentModel
import Primitives

extension PageSet {
    /// Finds where the tree's anchors and bookmarks stand: where the first item of their boxes does.
    ///
    /// Costs nothing for documents that have none.
    ///
    /// - Parameters:
    ///   - tree: the document the pages were made of.
    ///   - marks: scratch memory.
    /// - Complexity: O(items × depth).
    func findDestinations(_ tree: BoxTree, marks: inout Pool<Bool>) {
        let count = tree.anchors.count + tree.bookmarks.count
        guard count > 0 else { return }
        destinations.append(repeating: Destination(page: -1, y: .zero), count: count)
        marks.removeAll()
        marks.append(repeating: false, count: tree.boxes.count)
        for index in 0..<count { marks[box(ofDestination: index, tree)] = true }
        for page in pages.indices {
            let first = pages[page].firstItem
            for index in first..<first + pages[page].itemCount {
                note(items[index], onPage: page, tree, &marks)
            }
        }
    }

    private func box(ofDestination index: Int, _ tree: BoxTree) -> Int {
        let anchors = tree.anchors.count
        return Int(
            index < anchors ? tree.anchors[index].box : tree.bookmarks[index - anchors].box)
    }

    /// Sets the destinations of those boxes of which this item is the first.
    private func note(
        _ item: PageItem, onPage page: Int, _ tree: BoxTree, _ marks: inout Pool<Bool>
    ) {
        var box = Int(item.box)
        while box >= 0 {
            if marks[box] {
                marks[box] = false
                // A baseline is about one size below what is read.
                let isText = item.kind == .text || item.kind == .texts
                let top = max(isText ? item.y - item.size : item.y, .zero)
                for index in destinations.indices where self.box(ofDestination: index, tree) == box
                {
                    destinations[index] = Destination(page: Int32(page), y: top)
                }
            }
            box = Int(tree.boxes[box].parent)
        }
    }
}
