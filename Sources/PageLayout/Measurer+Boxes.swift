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
        default: measureOther(index, box, width: width, inherited, tree)
        }
    }

    /// Measures what is neither a paragraph nor a block or cell.
    private mutating func measureOther(
        _ index: Int, _ box: Box, width: Length, _ inherited: HorizontalAlign, _ tree: BoxTree
    ) {
        let style = Int(box.style)
        let room = begin(index, style, width: width, inherited)
        let height: Length
        switch box.kind {
        case .paragraph, .block, .cell: return
        case .row, .tableRow: height = measureRow(index, style, room, inherited, tree)
        case .table: height = measureTable(index, box, room, tree)
        case .image:
            let image = tree.images[Int(box.first)]
            height = image.height
            reportWidth(of: index, image.width, in: room, tree)
        case .symbol:
            let symbol = tree.symbols[Int(box.first)]
            height = symbol.outerHeight
            reportWidth(of: index, symbol.outerWidth, in: room, tree)
        case .chart: height = tree.charts[Int(box.first)].height
        case .rule:
            // A rule has no content: its top border is all of it.
            height = styles[style].border.top - boxStyles[style].verticalEdges
        case .spacer: height = .zero
        case .pageBreak:
            measures[index].needsFlow = true
            measures[index].isEmpty = true
            return
        }
        end(index, style, height, tree)
    }

    /// Sets what its place and its style say about a box; returns the width of its content.
    @inline(__always)
    private mutating func begin(
        _ index: Int, _ style: Int, width: Length, _ inherited: HorizontalAlign
    ) -> Length {
        let align = boxStyles[style].align
        measures[index].width = width
        measures[index].align = align == .start ? inherited : align
        return max(width - boxStyles[style].horizontalEdges, .zero)
    }

    /// Sets what the height of its content says about a box.
    @inline(__always)
    private mutating func end(_ index: Int, _ style: Int, _ height: Length, _ tree: BoxTree) {
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
    func fixedHeight(_ style: Int, content: Length) -> Length {
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
        switch align {
        case .start: .zero
        case .center: max((room - width) / 2, .zero)
        case .end, .decimal: max(room - width, .zero)
        }
    }

    // MARK: Children below one another

    private mutating func measureBlock(
        _ index: Int, _ style: Int, width: Length, _ inherited: HorizontalAlign, _ tree: BoxTree
    ) {
        let room = begin(index, style, width: width, inherited)
        let height: Length
        if boxStyles[style].traits.has(.hasColumns), flowsThroughColumns(index, tree) {
            height = measureColumnStack(index, style, room, inherited, tree)
        } else {
            height = measureStack(index, boxStyles[style].gap, room, inherited, tree)
        }
        end(index, style, height, tree)
    }

    /// Whether a box whose style has columns may flow through them.
    private func flowsThroughColumns(_ index: Int, _ tree: BoxTree) -> Bool {
        tree.boxes[index].kind == .block && atomicDepth == 0 && !isInColumns
    }

    @inline(__always)
    private mutating func measureStack(
        _ index: Int, _ gap: Length, _ room: Length, _ inherited: HorizontalAlign,
        _ tree: BoxTree
    ) -> Length {
        let align = measures[index].align
        var (height, isFirst) = (0, true)
        var child = Int(tree.boxes[index].firstChild)
        while child >= 0 {
            let box = tree.boxes[child]
            let style = Int(box.style)
            let traits = boxStyles[style].traits
            if traits.has(.isRegion) {
                measureRegion(child, room, tree)
            } else {
                measureChild(child, box, room, align, inherited, tree)
                if traits.has(.isOptional) || measures[child].needsFlow {
                    measures[index].needsFlow = true
                }
                // Inside of what no page end divides, the foot of the page is no place.
                if traits.has(.isAtFoot), atomicDepth == 0 {
                    measures[index].needsFlow = true
                } else if !measures[child].isEmpty {
                    if !isFirst { height += gap.thousandths }
                    isFirst = false
                    height += outerHeight(child, style).thousandths
                }
            }
            child = Int(box.nextSibling)
        }
        return Length(sum: height)
    }

    /// The height of a measured box with its margins.
    @inline(__always)
    private func outerHeight(_ index: Int, _ style: Int) -> Length {
        let margin = boxStyles[style].margin
        return margin.top + measures[index].height + margin.bottom
    }

    /// Measures a block whose children flow through columns; its height if they could end anywhere.
    private mutating func measureColumnStack(
        _ index: Int, _ style: Int, _ room: Length, _ inherited: HorizontalAlign,
        _ tree: BoxTree
    ) -> Length {
        let count = Int(styles[style].columns)
        isInColumns = true
        let width = max((room - boxStyles[style].gap * (count - 1)) / count, .zero)
        let height = measureStack(index, .zero, width, inherited, tree)
        isInColumns = false
        measures[index].count = Int32(count)
        measures[index].needsFlow = true
        return height / count
    }

    @inline(__always)
    private mutating func measureChild(
        _ child: Int, _ box: Box, _ parentRoom: Length, _ align: HorizontalAlign,
        _ inherited: HorizontalAlign, _ tree: BoxTree
    ) {
        let style = Int(box.style)
        let (traits, margin) = (boxStyles[style].traits, boxStyles[style].margin)
        let room = parentRoom - margin.left - margin.right
        var width = max(room, .zero)
        if traits.has(.hasWidth) || box.kind == .image || box.kind == .symbol {
            width = ownWidth(child, box, of: parentRoom, tree) ?? width
        }
        if width > room { report(.tooWide, child, width - room, tree) }
        measures[child].x = margin.left + offset(of: width, in: room, align)
        let isAtFoot = traits.has(.isAtFoot)
        if isAtFoot { atomicDepth += 1 }
        measure(child, width: width, inherited: inherited, tree)
        if isAtFoot { atomicDepth -= 1 }
    }

    /// The width of a box that says itself how wide it is; nil for boxes as wide as their parent.
    private mutating func ownWidth(
        _ child: Int, _ box: Box, of parentRoom: Length, _ tree: BoxTree
    ) -> Length? {
        let style = Int(box.style)
        if styles[style].isQuarterTurned { return turnedWidth(child, tree) }
        let width = styles[style].width
        switch width.kind {
        case .fixed: return Length(milliPoints: width.value)
        case .percent: return width.share(of: parentRoom)
        case .auto, .fraction: return naturalWidth(box, tree)
        }
    }

    /// The width of a box that has one by itself; nil for boxes as wide as their parent.
    private func naturalWidth(_ box: Box, _ tree: BoxTree) -> Length? {
        let edges = boxStyles[Int(box.style)].horizontalEdges
        switch box.kind {
        case .image: return tree.images[Int(box.first)].width + edges
        case .symbol: return tree.symbols[Int(box.first)].outerWidth + edges
        default: return nil
        }
    }

    private mutating func measureRegion(_ child: Int, _ room: Length, _ tree: BoxTree) {
        let region = styles[Int(tree.boxes[child].style)].region
        atomicDepth += 1
        measureUpright(child, width: region.width > .zero ? region.width : room, tree)
        atomicDepth -= 1
        if region.height > .zero, measures[child].height > region.height {
            report(.overflow, child, measures[child].height - region.height, tree)
        }
    }

    // MARK: Children side by side

    private mutating func measureRow(
        _ index: Int, _ style: Int, _ rowRoom: Length, _ inherited: HorizontalAlign,
        _ tree: BoxTree
    ) -> Length {
        let gap = styles[style].gap
        let base = tracks.count
        var room = rowRoom
        var child = Int(tree.boxes[index].firstChild)
        while child >= 0 {
            let childStyle = Int(tree.boxes[child].style)
            if styles[childStyle].position == .region {
                measureRegion(child, rowRoom, tree)
            } else {
                if tracks.count > base { room -= gap }
                room -= styles[childStyle].margin.left + styles[childStyle].margin.right
                let isTurned = styles[childStyle].isQuarterTurned
                tracks.append(
                    TrackMeasure(track: isTurned ? Track(.auto) : styles[childStyle].width))
                if isTurned || styles[childStyle].width.kind == .auto {
                    let preferred = preferredWidth(child, tree)
                    tracks[tracks.count - 1].preferred = preferred
                }
            }
            child = Int(tree.boxes[child].nextSibling)
        }
        var excess = resolveTracks(&tracks, from: base, room: max(room, .zero))
        if isTight(from: base, max(room, .zero)) {
            wantMinima(ofChildren: index, base, tree)
            excess = resolveTracks(&tracks, from: base, room: max(room, .zero))
        }
        if excess > .zero { report(.tooWide, index, excess, tree) }
        let height = measureColumns(of: index, style, base, inherited, tree)
        tracks.truncate(to: base)
        return height
    }

    private mutating func measureColumns(
        of index: Int, _ style: Int, _ base: Int, _ inherited: HorizontalAlign, _ tree: BoxTree
    ) -> Length {
        var (x, height, track) = (Length.zero, Length.zero, base)
        var child = Int(tree.boxes[index].firstChild)
        while child >= 0 {
            let childStyle = Int(tree.boxes[child].style)
            let margin = styles[childStyle].margin
            if styles[childStyle].position != .region {
                let width = tracks[track].width
                track += 1
                measures[child].x = x + margin.left
                measure(child, width: width, inherited: inherited, tree)
                if measures[child].needsFlow { measures[index].needsFlow = true }
                x += width + margin.left + margin.right + styles[style].gap
                height = max(height, margin.top + measures[child].height + margin.bottom)
            }
            child = Int(tree.boxes[child].nextSibling)
        }
        return max(height, alignBaselines(of: index, tree))
    }
}
