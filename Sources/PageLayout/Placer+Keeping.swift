import DocumentModel
import Primitives

extension Placer {
    /// Whether a box stays with the one after it.
    mutating func stays(_ index: Int, _ tree: BoxTree) -> Bool {
        let next = nextInFlow(index, tree)
        let after = measurer.styles[Int(tree.boxes[index].style)].breakAfter
        guard next >= 0, after != .page else { return false }
        let before = measurer.styles[Int(tree.boxes[next].style)].breakBefore
        guard before != .page, tree.boxes[next].kind != .pageBreak else { return false }
        return after == .avoid || before == .avoid || tree.boxes[index].role.isHeading
    }

    /// The height that a box and those that stay with it need on one page.
    mutating func chain(_ first: Int, _ tree: BoxTree) -> Length {
        let gap = gap(ofChildrenOf: Int(tree.boxes[first].parent), tree)
        let room = nextPageRoom(tree)
        var need = Length.zero
        var index = first
        while need <= room {
            guard stays(index, tree) else { return need + minimumStart(index, tree) }
            let next = nextInFlow(index, tree)
            let margin = measurer.boxStyles[Int(tree.boxes[index].style)].margin
            let nextMargin = measurer.boxStyles[Int(tree.boxes[next].style)].margin
            need += measurer.measures[index].height + margin.bottom + gap + nextMargin.top
            index = next
        }
        return need
    }

    /// Space between the children of a box; where they flow through columns `gap` lies between these.
    mutating func gap(ofChildrenOf parent: Int, _ tree: BoxTree) -> Length {
        let box = tree.boxes[parent]
        if box.kind == .block, measurer.measures[parent].count > 1 { return .zero }
        return measurer.styles[Int(box.style)].gap
    }

    /// The next sibling that takes room in the flow; −1 if there is none.
    mutating func nextInFlow(_ index: Int, _ tree: BoxTree) -> Int {
        var next = Int(tree.boxes[index].nextSibling)
        while next >= 0 {
            let box = tree.boxes[next]
            if box.kind == .pageBreak { return next }
            if !measurer.measures[next].isEmpty, measurer.styles[Int(box.style)].position == .flow {
                return next
            }
            next = Int(box.nextSibling)
        }
        return -1
    }

    /// The last child in the flow that is more than space; −1 if there is none.
    mutating func lastInFlow(_ parent: Int, _ tree: BoxTree) -> Int {
        var last = -1
        var child = Int(tree.boxes[parent].firstChild)
        while child >= 0 {
            let box = tree.boxes[child]
            let isSpace = box.kind == .spacer || measurer.measures[child].isEmpty
            if !isSpace, measurer.styles[Int(box.style)].position == .flow { last = child }
            child = Int(box.nextSibling)
        }
        return last
    }

    /// The least height in which a box can begin: nothing of it stands on a page that has less left.
    ///
    /// - Complexity: O(depth), beside the columns of rows.
    mutating func minimumStart(_ index: Int, _ tree: BoxTree) -> Length {
        let measure = measurer.measures[index]
        let box = tree.boxes[index]
        let style = measurer.styles[Int(box.style)]
        let isKept =
            style.breakInside == .avoid || style.height > .zero
            || style.minimumHeight > .zero || style.rotation != 0
        if isKept, measure.height <= nextPageRoom(tree) { return measure.height }
        switch box.kind {
        case .block where box.first > 0: return measure.height
        case .paragraph:
            let notes = hasNotes ? noteRoom(in: index, tree) : .zero
            return style.topEdge + firstLines(measure, style) + notes
        case .block, .cell: return style.topEdge + firstChild(box, tree)
        case .row: return style.topEdge + highestStart(box, tree)
        case .table: return style.topEdge + firstRows(index, style, tree)
        default: return measure.height
        }
    }

    @inline(__always)
    private mutating func firstLines(_ measure: BoxMeasure, _ style: Style) -> Length {
        let count = Int(measure.count)
        let orphans = max(Int(style.orphans), 1)
        let lines = count < orphans + Int(style.widows) ? count : orphans
        var height = Length.zero
        for line in 0..<lines { height += measurer.shaper.lines[Int(measure.first) + line].height }
        return height
    }

    private mutating func firstChild(_ box: Box, _ tree: BoxTree) -> Length {
        var child = Int(box.firstChild)
        while child >= 0 {
            let childBox = tree.boxes[child]
            let style = measurer.styles[Int(childBox.style)]
            if style.position == .flow, !measurer.measures[child].isEmpty {
                return style.margin.top + chain(child, tree)
            }
            child = Int(childBox.nextSibling)
        }
        return .zero
    }

    private mutating func highestStart(_ box: Box, _ tree: BoxTree) -> Length {
        var height = Length.zero
        var child = Int(box.firstChild)
        while child >= 0 {
            let childBox = tree.boxes[child]
            let style = measurer.styles[Int(childBox.style)]
            if style.position != .region {
                height = max(height, style.margin.top + minimumStart(child, tree))
            }
            child = Int(childBox.nextSibling)
        }
        return height
    }

    /// Header rows, and as many rows as may not be left alone.
    @inline(__always)
    private mutating func firstRows(_ index: Int, _ style: Style, _ tree: BoxTree) -> Length {
        var height = 0
        var bodyRows = 0
        var row = Int(tree.boxes[index].firstChild)
        while row >= 0, bodyRows < TableRules(style).fewestLeft {
            let box = tree.boxes[row]
            if box.kind == .tableRows {
                let rows = min(listCount(row, tree), TableRules(style).fewestLeft - bodyRows)
                height += rows * measurer.measures[row].height.thousandths
                bodyRows += rows
                row = Int(box.nextSibling)
                continue
            }
            let margin = measurer.styles[Int(box.style)].margin
            height += (margin.top + measurer.measures[row].height + margin.bottom).thousandths
            if hasNotes { height += noteRoom(in: row, tree).thousandths }
            if box.role.isBodyRow { bodyRows += 1 }
            row = Int(box.nextSibling)
        }
        return Length(sum: height)
    }
}

/// How few rows of a table may stand alone.
struct TableRules {
    /// Fewest body rows at the foot of the page on which a table begins.
    let fewestLeft: Int
    /// Fewest body rows on the page on which it ends.
    let fewestTaken: Int

    init(_ style: Style) {
        fewestLeft = max(Int(style.orphans), 3)
        fewestTaken = max(Int(style.widows), 3)
    }
}

extension BoxRole {
    /// Whether a row of this role counts as one of a table's body.
    var isBodyRow: Bool { self != .headerRow && self != .groupRow && self != .footerRow }
}
