/// A balanced tree of pages (ISO 32000-1, 7.7.3), known before any page is: each page names its node.
///
/// Nodes are counted level by level from the pages up, the root last; all but the last of a level have
/// `kidsPerNode` kids.
struct PageTree {
    /// How many pages.
    let pages: Int
    /// How many nodes, one at least.
    let nodeCount: Int
    /// The number behind those of the nodes.
    let end: Int
    /// Nodes of each level, the lowest first.
    private let counts: [Int]
    private let root: Int
    private let first: Int

    /// So that few steps lead to a page among a million, and a node is short.
    static let kidsPerNode = 32

    /// A node of the tree.
    struct Node: Equatable {
        /// Its object.
        var number: Int
        /// That of the node above it; nil for the root.
        var parent: Int?
        /// Pages below it.
        var pages: Int
        /// Whether its kids are pages.
        var isLeaf: Bool
        /// Pages or nodes, counted from 0.
        var kids: Range<Int>
    }

    /// A tree of so many pages.
    ///
    /// - Parameters:
    ///   - pages: how many.
    ///   - root: the root's object.
    ///   - first: that of the first of the other nodes, which follow each other.
    init(pages: Int, root: Int, first: Int) {
        var counts: [Int] = []
        var below = pages
        repeat {
            below = max(1, (below + PageTree.kidsPerNode - 1) / PageTree.kidsPerNode)
            counts.append(below)
        } while below > 1
        self.pages = pages
        self.counts = counts
        self.root = root
        self.first = first
        nodeCount = counts.reduce(0, +)
        end = first + nodeCount - 1
    }

    /// The object of the node above a page.
    func parent(ofPage page: Int) -> Int { number(page / PageTree.kidsPerNode) }

    private func number(_ node: Int) -> Int { node == nodeCount - 1 ? root : first + node }

    /// A node, counted from 0.
    func node(_ index: Int) -> Node {
        var (level, start, span) = (0, 0, PageTree.kidsPerNode)
        while index >= start + counts[level] {
            start += counts[level]
            level += 1
            span *= PageTree.kidsPerNode
        }
        let place = index - start
        let below = level == 0 ? pages : counts[level - 1]
        let offset = level == 0 ? 0 : start - counts[level - 1]
        let kids =
            min(
                place * PageTree.kidsPerNode, below)..<min(
                (place + 1) * PageTree.kidsPerNode, below)
        return Node(
            number: number(index),
            parent: index == nodeCount - 1
                ? nil : number(start + counts[level] + place / PageTree.kidsPerNode),
            pages: min(pages - place * span, span), isLeaf: level == 0,
            kids: kids.lowerBound + offset..<kids.upperBound + offset)
    }
}
