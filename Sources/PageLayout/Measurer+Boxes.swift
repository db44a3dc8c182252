import DocumentModel
import Primitives
import TextShaping

extension Measurer {
    /// Measures a box and everything in it.
    ///
    /// - Parameters:
    ///   - index: the box.
    ///   - width: of its border box.
    ///   - inherited: how it aligns what its own style does not align, as a table's column does.
    ///   - tree: the document.
    @inline(__always)
    mutating func measure(
        _ index: Int, width: Length, inherited: HorizontalAlign = .start, _ tree: BoxTree
    ) {
        let style = Int(tree.boxes[index].style)
        if boxStyles[style].traits.has(.isTurned) {
            measureTurned(index, width: width, tree)
        } else if tree.boxes[index].kind == .paragraph {
            measureParagraph(index, style, width: width, inherited, tree)
        } else if tree.boxes[index].kind == .cell {
            measureBlock(index, style, width: width, inherited, tree)
        } else {
            measureUpright(index, width: width, inherited: inherited, tree)
        }
    }

    /// Measures a box as if it were not turned.
    mutating func measureUpright(
        _ index: Int, width: Length, inherited: HorizontalAlign = .start, _ tree: BoxTree
    ) {
        let box = tree.boxes[index]
        let style = Int(box.style)
        switch box.kind {
        case .paragraph: measureParagraph(index, style, width: width, inherited, tree)
        case .block, .cell: measureBlock(index, style, width: width, inherited, tree)
        default:
            let room = begin(index, style, width: width, inherited)
            let height = measureContent(index, box, room, inherited, tree)
            end(index, style, height, tree)
        }
    }

    /// Measures what is in a box that is neither a paragraph nor a block or cell; returns its height.
    private mutating func measureContent(
        _ index: Int, _ box: Box, _ room: Length, _ inherited: HorizontalAlign, _ tree: BoxTree
    ) -> Length {
        let style = Int(box.style)
        switch box.kind {
        case .row, .tableRow: return measureRow(index, style, room, inherited, tree)
        case .table: return measureTable(index, box, room, tree)
        case .image:
            let image = tree.images[Int(box.first)]
            reportWidth(of: index, image.width, in: room, tree)
            return image.height
        case .symbol:
            let symbol = tree.symbols[Int(box.first)]
            reportWidth(of: index, symbol.outerWidth, in: room, tree)
            return symbol.outerHeight
        case .chart: return tree.charts[Int(box.first)].height
        case .rule:
            // A rule has no content: its top border is all of it.
            return styles[style].border.top - boxStyles[style].verticalEdges
        case .pageBreak:
            measures[index].needsFlow = true
            measures[index].isEmpty = true
            return .zero
        case .spacer, .paragraph, .block, .cell, .tableRows: return .zero
        }
    }

    /// Sets what its place and its style say about a box; returns the width of its content.
    @inline(__always)
    mutating func begin(
        _ index: Int, _ style: Int, width: Length, _ inherited: HorizontalAlign
    ) -> Length {
        let align = boxStyles[style].align
        measures[index].width = width
        measures[index].align = align == .start ? inherited : align
        return max(width - boxStyles[style].horizontalEdges, .zero)
    }

    /// Sets what the height of its content says about a box.
    @inline(__always)
    mutating func end(_ index: Int, _ style: Int, _ height: Length, _ tree: BoxTree) {
        if measures[index].isEmpty { return }
        setHeight(index, style, content: height + boxStyles[style].verticalEdges, tree)
        if boxStyles[style].traits.has(.breaksPage) { measures[index].needsFlow = true }
    }

    /// Reports a figure, whose width is its own, that is wider than its box.
    private mutating func reportWidth(
        of index: Int, _ width: Length, in room: Length, _ tree: BoxTree
    ) {
        if width > room { report(.tooWide, index, width - room, tree) }
    }

    /// The height of a border box: what its style says, or that of its content.
    mutating func fixedHeight(_ style: Int, content: Length) -> Length {
        let height = styles[style].height
        return height > .zero ? height : max(content, styles[style].minimumHeight)
    }

    /// Sets a box's height and reports content that is higher.
    @inline(__always)
    mutating func setHeight(_ index: Int, _ style: Int, content: Length, _ tree: BoxTree) {
        if boxStyles[style].traits.has(.hasHeight) {
            limitHeight(index, style, content: content, tree)
        } else {
            setFreeHeight(index, style, content: content, tree)
        }
    }

    /// Sets the height of a box whose style says nothing about it.
    @inline(__always)
    mutating func setFreeHeight(
        _ index: Int, _ style: Int, content: Length, _ tree: BoxTree
    ) {
        if content >= .zero, content <= .longest {
            measures[index].height = content
        } else {
            limitHeight(index, style, content: content, tree)
        }
    }

    @inline(never)
    private mutating func limitHeight(
        _ index: Int, _ style: Int, content: Length, _ tree: BoxTree
    ) {
        measures[index].height = min(fixedHeight(style, content: content), .longest)
        if content > measures[index].height {
            report(.overflow, index, content - measures[index].height, tree)
        }
    }

    // MARK: Paragraphs

    private mutating func measureParagraph(
        _ index: Int, _ style: Int, width: Length, _ inherited: HorizontalAlign, _ tree: BoxTree
    ) {
        let room = begin(index, style, width: width, inherited)
        let height = setLines(index, style, room, measures[index].align, tree)
        end(index, style, height, tree)
    }

    /// Breaks the text of a paragraph into lines and sets where they stand; returns the height of all.
    @inline(__always)
    mutating func setLines(
        _ index: Int, _ style: Int, _ room: Length, _ align: HorizontalAlign, _ tree: BoxTree
    ) -> Length {
        let text = Int(measures[index].text)
        let first = shaper.lines.count
        if align != .decimal, let height = shaper.appendLine(ofText: text, width: room, style) {
            measures[index].first = Int32(truncatingIfNeeded: first)
            measures[index].count = 1
            if align != .start {
                shaper.lines[first].x = offset(of: shaper.lines[first].width, in: room, align)
            }
            return height
        }
        let excess = shaper.breakLines(text, width: room, style: style)
        if excess > .zero { reportBrokenWord(index, excess, tree) }
        measures[index].first = Int32(truncatingIfNeeded: first)
        measures[index].count = Int32(truncatingIfNeeded: shaper.lines.count &- first)
        var height = 0
        for line in first..<shaper.lines.count {
            height += shaper.lines[line].height.thousandths
            guard align != .start else { continue }
            shaper.lines[line].x = offset(of: shaper.lines[line].width, in: room, align)
        }
        if align == .decimal, fraction > 0, shaper.lines.count == first + 1 {
            let missing = Length(millionths: max(fraction - shaper.fraction(text), 0))
            shaper.lines[first].x = max(shaper.lines[first].x - missing, .zero)
        }
        return Length(sum: height)
    }

    @inline(never)
    private mutating func reportBrokenWord(_ index: Int, _ excess: Length, _ tree: BoxTree) {
        report(.brokenWord, index, excess.milliPoints, path: path(in: index, tree), tree)
    }

    /// How far right something narrower stands.
    @inline(__always)
    func offset(of width: Length, in room: Length, _ align: HorizontalAlign) -> Length {
        Measurer.offset(of: width, in: room, align)
    }

    /// How far right something narrower stands.
    @inline(__always)
    static func offset(of width: Length, in room: Length, _ align: HorizontalAlign) -> Length {
        switch align {
        case .start: .zero
        case .center: max((room - width) / 2, .zero)
        case .end, .decimal: max(room - width, .zero)
        }
    }
}
