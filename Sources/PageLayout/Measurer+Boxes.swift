import DocumentModel
import Primitives

extension Measurer {
    /// Measures a box and everything in it.
    ///
    /// - Parameters:
    ///   - index: the box.
    ///   - width: of its border box.
    ///   - inherited: how it aligns what its own style does not align, as a table's column does.
    ///   - tree: the document.
    mutating func measure(
        _ index: Int, width: Length, inherited: HorizontalAlign = .start, _ tree: BoxTree
    ) {
        if styles[Int(tree.boxes[index].style)].rotation != 0 {
            measureTurned(index, width: width, tree)
        } else {
            measureUpright(index, width: width, inherited: inherited, tree)
        }
    }

    /// Measures a box as if it were not turned.
    mutating func measureUpright(
        _ index: Int, width: Length, inherited: HorizontalAlign = .start, _ tree: BoxTree
    ) {
        let box = tree.boxes[index]
        let style = styles[Int(box.style)]
        measures[index].width = width
        measures[index].align = style.align == .start ? inherited : style.align
        let room = max(width - style.horizontalEdges, .zero)
        var height: Length
        switch box.kind {
        case .paragraph: height = measureLines(index, style: Int(box.style), room, tree)
        case .block, .cell: height = measureStack(index, style.gap, room, inherited, tree)
        case .row, .tableRow: height = measureRow(index, Int(box.style), room, inherited, tree)
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
        case .rule, .spacer: height = .zero
        case .pageBreak:
            measures[index].needsFlow = true
            measures[index].isEmpty = true
            return
        }
        if measures[index].isEmpty { return }
        height += box.kind == .rule ? style.border.top : style.verticalEdges
        setHeight(index, Int(box.style), content: height, tree)
        if style.breakBefore == .page || style.breakAfter == .page {
            measures[index].needsFlow = true
        }
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
    mutating func setHeight(_ index: Int, _ style: Int, content: Length, _ tree: BoxTree) {
        measures[index].height = fixedHeight(style, content: content)
        if content > measures[index].height {
            report(.overflow, index, content - measures[index].height, tree)
        }
    }

    // MARK: Paragraphs

    private mutating func measureLines(
        _ index: Int, style: Int, _ room: Length, _ tree: BoxTree
    ) -> Length {
        let first = shaper.lines.count
        let text = Int(measures[index].text)
        let excess = shaper.breakLines(text, width: room, style: style)
        if excess > .zero {
            report(.brokenWord, index, excess.milliPoints, path: path(of: index, tree), tree)
        }
        measures[index].first = Int32(first)
        measures[index].count = Int32(shaper.lines.count - first)
        var height = Length.zero
        let align = measures[index].align
        for line in first..<shaper.lines.count {
            height += shaper.lines[line].height
            guard align != .start else { continue }
            shaper.lines[line].x = offset(of: shaper.lines[line].width, in: room, align)
        }
        if align == .decimal, fraction > 0, shaper.lines.count == first + 1 {
            let missing = Length(millionths: max(fraction - shaper.fraction(text), 0))
            shaper.lines[first].x = max(shaper.lines[first].x - missing, .zero)
        }
        return height
    }

    /// How far right something narrower stands.
    func offset(of width: Length, in room: Length, _ align: HorizontalAlign) -> Length {
        switch align {
        case .start: .zero
        case .center: max((room - width) / 2, .zero)
        case .end, .decimal: max(room - width, .zero)
        }
    }

    /// The record node a paragraph shows: its own, or that of its first piece that has one.
    private func path(of index: Int, _ tree: BoxTree) -> Int32 {
        let box = tree.boxes[index]
        if box.path >= 0 { return box.path }
        for place in Int(box.first)..<Int(box.first) + Int(box.count) {
            let path = tree.inlines[place].path
            if path >= 0 { return path }
        }
        return -1
    }

    // MARK: Children below one another

    private mutating func measureStack(
        _ index: Int, _ gap: Length, _ room: Length, _ inherited: HorizontalAlign,
        _ tree: BoxTree
    ) -> Length {
        let align = measures[index].align
        var height = Length.zero
        var isFirst = true
        var child = Int(tree.boxes[index].firstChild)
        while child >= 0 {
            let childStyle = Int(tree.boxes[child].style)
            let position = position(childStyle)
            if position == .region {
                measureRegion(child, room, tree)
            } else {
                measureChild(child, room, align, inherited, tree)
                if measures[child].needsFlow { measures[index].needsFlow = true }
                if position == .bottom {
                    measures[index].needsFlow = true
                } else if !measures[child].isEmpty {
                    if !isFirst { height += gap }
                    isFirst = false
                    height += measures[child].height
                    height += styles[childStyle].margin.top + styles[childStyle].margin.bottom
                }
            }
            child = Int(tree.boxes[child].nextSibling)
        }
        return height
    }

    private mutating func measureChild(
        _ child: Int, _ parentRoom: Length, _ align: HorizontalAlign,
        _ inherited: HorizontalAlign, _ tree: BoxTree
    ) {
        let box = tree.boxes[child]
        let style = styles[Int(box.style)]
        let room = parentRoom - style.margin.left - style.margin.right
        let width: Length
        switch style.width.kind {
        case _ where style.isQuarterTurned: width = turnedWidth(child, tree)
        case .fixed: width = Length(milliPoints: style.width.value)
        case .percent: width = style.width.share(of: parentRoom)
        case .auto, .fraction:
            width = naturalWidth(box, tree) ?? max(room, .zero)
        }
        if width > room { report(.tooWide, child, width - room, tree) }
        measures[child].x = style.margin.left + offset(of: width, in: room, align)
        let isAtomic = style.position == .bottom
        if isAtomic { atomicDepth += 1 }
        measure(child, width: width, inherited: inherited, tree)
        if isAtomic { atomicDepth -= 1 }
    }

    /// The width of a box that has one by itself; nil for boxes as wide as their parent.
    private func naturalWidth(_ box: Box, _ tree: BoxTree) -> Length? {
        let edges = styles[Int(box.style)].horizontalEdges
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
        let excess = resolveTracks(&tracks, from: base, room: max(room, .zero))
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
