import DocumentModel
import Primitives

extension Measurer {
    /// The width of a border box in which no line is broken; worked out once per box.
    mutating func preferredWidth(_ index: Int, _ tree: BoxTree) -> Length {
        let known = measures[index].preferred
        if known >= .zero { return known }
        let box = tree.boxes[index]
        let style = styles[Int(box.style)]
        let width: Length
        if style.isQuarterTurned, style.position != .region {
            width = turnedWidth(index, tree)
        } else if style.width.kind == .fixed {
            width = Length(milliPoints: style.width.value)
        } else {
            width = contentWidth(index, box, tree) + style.horizontalEdges
        }
        measures[index].preferred = min(width, .longest)
        return width
    }

    mutating func contentWidth(
        _ index: Int, _ box: Box, _ tree: BoxTree
    ) -> Length {
        switch box.kind {
        case .paragraph:
            // Rounded up: a line of exactly this width must fit.
            Length(clamping: (shaper.texts[Int(measures[index].text)].widest + 999) / 1000)
        case .image: tree.images[Int(box.first)].width
        case .symbol: tree.symbols[Int(box.first)].outerWidth
        case .block, .cell: widestChild(box, tree)
        case .row, .tableRow: childrenInLine(box, tree)
        case .table: preferredTableWidth(index, tree)
        case .chart, .rule, .spacer, .pageBreak, .tableRows: .zero
        }
    }

    private mutating func widestChild(_ box: Box, _ tree: BoxTree) -> Length {
        var widest = Length.zero
        var child = Int(box.firstChild)
        while child >= 0 {
            let style = styles[Int(tree.boxes[child].style)]
            if style.position != .region {
                let margins = style.margin.left + style.margin.right
                widest = max(widest, preferredWidth(child, tree) + margins)
            }
            child = Int(tree.boxes[child].nextSibling)
        }
        return widest
    }

    private mutating func childrenInLine(_ box: Box, _ tree: BoxTree) -> Length {
        let gap = styles[Int(box.style)].gap
        var sum = 0
        var isFirst = true
        var child = Int(box.firstChild)
        while child >= 0 {
            let childStyle = styles[Int(tree.boxes[child].style)]
            if childStyle.position != .region {
                if !isFirst { sum += gap.thousandths }
                isFirst = false
                let margins = childStyle.margin.left + childStyle.margin.right
                sum += (margins + preferredWidth(child, tree)).thousandths
            }
            child = Int(tree.boxes[child].nextSibling)
        }
        return Length(sum: sum)
    }

    private mutating func preferredTableWidth(_ index: Int, _ tree: BoxTree) -> Length {
        let (base, firstColumn) = (tracks.count, columns.count)
        appendColumns(index, tree, allPreferred: true)
        var sum = 0
        for index in base..<tracks.count {
            let track = tracks[index].track
            let isFixed = track.kind == .fixed
            sum += isFixed ? Int(track.value) : tracks[index].preferred.thousandths
        }
        tracks.truncate(to: base)
        columns.truncate(to: firstColumn)
        return Length(sum: sum)
    }
}
