import DocumentModel
import Primitives

/// Boxes that have boxes in them.
extension Measurer {
    // MARK: Children below one another

    mutating func measureBlock(
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
    private mutating func flowsThroughColumns(_ index: Int, _ tree: BoxTree) -> Bool {
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
    private mutating func outerHeight(_ index: Int, _ style: Int) -> Length {
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
    private mutating func naturalWidth(_ box: Box, _ tree: BoxTree) -> Length? {
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

    mutating func measureRow(
        _ index: Int, _ style: Int, _ rowRoom: Length, _ inherited: HorizontalAlign,
        _ tree: BoxTree
    ) -> Length {
        let gap = boxStyles[style].gap
        let base = tracks.count
        var room = rowRoom
        var child = Int(tree.boxes[index].firstChild)
        while child >= 0 {
            let childStyle = Int(tree.boxes[child].style)
            if boxStyles[childStyle].traits.has(.isRegion) {
                measureRegion(child, rowRoom, tree)
            } else {
                if tracks.count > base { room -= gap }
                let margin = boxStyles[childStyle].margin
                room -= margin.left + margin.right
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
        var hasBaseline = boxStyles[style].verticalAlign == .baseline
        var child = Int(tree.boxes[index].firstChild)
        while child >= 0 {
            let childStyle = Int(tree.boxes[child].style)
            let margin = boxStyles[childStyle].margin
            if !boxStyles[childStyle].traits.has(.isRegion) {
                let width = tracks[track].width
                track += 1
                measures[child].x = x + margin.left
                measure(child, width: width, inherited: inherited, tree)
                if measures[child].needsFlow { measures[index].needsFlow = true }
                x += width + margin.left + margin.right + boxStyles[style].gap
                height = max(height, margin.top + measures[child].height + margin.bottom)
                if boxStyles[childStyle].verticalAlign == .baseline { hasBaseline = true }
            }
            child = Int(tree.boxes[child].nextSibling)
        }
        return hasBaseline ? max(height, alignBaselines(of: index, tree)) : height
    }
}
