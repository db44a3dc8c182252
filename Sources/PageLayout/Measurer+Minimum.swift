import DocumentModel
import Primitives

extension Measurer {
    /// Whether columns as wide as their content leave too little to the others: less than a quarter of the
    /// table's width, or are cut themselves.
    mutating func isTight(from base: Int, _ room: Length) -> Bool {
        var (hasContent, hasFractions, isCut, rest) = (false, false, false, 0)
        for index in base..<tracks.count {
            switch tracks[index].track.kind {
            case .auto:
                hasContent = true
                if tracks[index].width < tracks[index].preferred { isCut = true }
            case .fraction:
                hasFractions = true
                rest += tracks[index].width.thousandths
            case .fixed, .percent: break
            }
        }
        return hasContent && (isCut || (hasFractions && rest * 4 < room.thousandths))
    }

    /// Finds for each column of content or fraction the width in which none of its words is broken.
    ///
    /// - Complexity: O(cells and break places of the table).
    mutating func wantMinima(_ table: Int, _ base: Int, _ tree: BoxTree) {
        makeCells(ofTable: table, tree)
        var row = Int(tree.boxes[table].firstChild)
        while row >= 0 {
            wantMinima(ofRow: row, base, tree)
            row = Int(tree.boxes[row].nextSibling)
        }
        if measures[table].carry >= 0 { wantMinima(ofRow: Int(measures[table].carry), base, tree) }
    }

    private mutating func wantMinima(ofRow row: Int, _ base: Int, _ tree: BoxTree) {
        var track = base
        var cell = Int(tree.boxes[row].firstChild)
        while cell >= 0, track < tracks.count {
            let span = max(Int(tree.boxes[cell].first), 1)
            let kind = tracks[track].track.kind
            if span == 1, kind == .auto || kind == .fraction {
                let minimum = minimumWidth(cell, tree)
                tracks[track].minimum = max(tracks[track].minimum, minimum)
            }
            track += span
            cell = Int(tree.boxes[cell].nextSibling)
        }
    }

    /// Finds the same for the children of a row.
    mutating func wantMinima(ofChildren row: Int, _ base: Int, _ tree: BoxTree) {
        var track = base
        var child = Int(tree.boxes[row].firstChild)
        while child >= 0 {
            if styles[Int(tree.boxes[child].style)].position != .region {
                tracks[track].minimum = minimumWidth(child, tree)
                track += 1
            }
            child = Int(tree.boxes[child].nextSibling)
        }
    }

    /// The width of a border box in which no word is broken.
    private func minimumWidth(_ index: Int, _ tree: BoxTree) -> Length {
        let box = tree.boxes[index]
        let style = styles[Int(box.style)]
        if style.width.kind == .fixed { return Length(milliPoints: style.width.value) }
        let width: Length
        switch box.kind {
        case .paragraph: width = shaper.widestPiece(ofText: Int(measures[index].text))
        case .image: width = tree.images[Int(box.first)].width
        case .symbol: width = tree.symbols[Int(box.first)].outerWidth
        case .block, .cell: width = minimumOfChildren(box, isInLine: false, tree)
        case .row, .tableRow: width = minimumOfChildren(box, isInLine: true, tree)
        case .table, .tableRows, .chart, .rule, .spacer, .pageBreak: width = .zero
        }
        return min(width, .longest) + style.horizontalEdges
    }

    private func minimumOfChildren(_ box: Box, isInLine: Bool, _ tree: BoxTree) -> Length {
        let gap = styles[Int(box.style)].gap
        var (widest, sum, child) = (Length.zero, 0, Int(box.firstChild))
        while child >= 0 {
            let style = styles[Int(tree.boxes[child].style)]
            if style.position != .region {
                let margins = style.margin.left + style.margin.right
                let width = min(minimumWidth(child, tree), .longest) + margins
                widest = max(widest, width)
                sum += width.thousandths + (sum > 0 ? gap.thousandths : 0)
            }
            child = Int(tree.boxes[child].nextSibling)
        }
        return isInLine ? Length(sum: sum) : widest
    }
}
