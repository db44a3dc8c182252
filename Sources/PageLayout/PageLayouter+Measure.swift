import DocumentModel
import Primitives

/// The first pass: widths from the page inward, heights from the lines outward.
extension PageLayouter {
    /// Measures a box whose margin box is `width` wide and begins at `x`.
    ///
    /// - Parameters:
    ///   - box: its index in the tree.
    ///   - tree: the document.
    ///   - pages: receives the codes of its text.
    ///   - x: left edge of the margin box on the page.
    ///   - width: of the margin box.
    ///   - isTrack: whether the width was already worked out by a row, table or region.
    ///   - align: where lines stand, when a table's column says so; else the style decides.
    /// - Returns: the height of the margin box.
    @discardableResult
    func measure(
        _ box: Int, _ tree: BoxTree, _ pages: PageSet, x: Length, width: Length,
        isTrack: Bool = false, align: HorizontalAlign? = nil
    ) -> Length {
        while geometry.count < tree.boxes.count { geometry.append(Geometry()) }
        let style = style(box, tree)
        let kind = tree.boxes[box].kind
        var left = x + style.margin.left
        var outer = max(width - style.margin.left - style.margin.right, .zero)
        if !isTrack, let fixed = ownWidth(box, tree, style, available: outer) {
            left += standing(fixed, in: outer, box, tree)
            outer = fixed
        }
        geometry[box].x = left
        geometry[box].width = outer
        let inset = style.border.left + style.padding.left
        let innerX = left + inset
        let inner = max(outer - inset - style.border.right - style.padding.right, .zero)
        let top = style.border.top + style.padding.top
        let content: Length
        switch kind {
        case .block, .cell:
            content = measureChildren(
                box, tree, pages, x: innerX, width: inner, align: align, style)
        case .row: content = measureRow(box, tree, pages, x: innerX, width: inner, style)
        case .paragraph:
            let stands = style.align == .start ? align ?? .start : style.align
            content = breakParagraph(
                box, tree, pages, x: innerX, width: inner, align: stands, style: style)
            let first = Int(geometry[box].firstLine)
            if geometry[box].lineCount > 0 { geometry[box].baseline = top + lines[first].baseline }
        case .table: content = measureTable(box, tree, pages, x: innerX, width: inner)
        case .image: content = tree.images[Int(tree.boxes[box].first)].height
        case .symbol: content = tree.symbols[Int(tree.boxes[box].first)].outerHeight
        case .chart: content = tree.charts[Int(tree.boxes[box].first)].height
        case .rule: content = .zero
        case .spacer: content = style.height
        case .tableRow, .pageBreak: content = .zero
        }
        let height = finalHeight(content, box, tree, style)
        geometry[box].height = height
        return height + style.margin.top + style.margin.bottom
    }

    /// Height of the border box: its content's, at least the least, exactly the fixed one.
    private func finalHeight(
        _ content: Length, _ box: Int, _ tree: BoxTree, _ style: Style
    ) -> Length {
        let frame =
            style.border.top + style.padding.top + style.padding.bottom + style.border.bottom
        var height = max(content + frame, style.minimumHeight)
        guard tree.boxes[box].kind != .spacer, style.height > .zero else { return height }
        if height > style.height {
            report(.overflow, box, tree, (height - style.height).milliPoints)
        }
        height = style.height
        return height
    }

    /// The width a box gives itself; nil: all that is available.
    private func ownWidth(
        _ box: Int, _ tree: BoxTree, _ style: Style, available: Length
    ) -> Length? {
        let frame =
            style.border.left + style.padding.left + style.padding.right + style.border.right
        switch tree.boxes[box].kind {
        case .image: return tree.images[Int(tree.boxes[box].first)].width + frame
        case .symbol: return tree.symbols[Int(tree.boxes[box].first)].outerWidth + frame
        default: break
        }
        switch style.width.kind {
        case .fixed: return Length(milliPoints: style.width.value)
        case .percent: return available.percent(style.width.value)
        case .auto, .fraction: return nil
        }
    }

    /// How far a box narrower than its parent stands from the parent's left.
    private func standing(
        _ width: Length, in available: Length, _ box: Int, _ tree: BoxTree
    ) -> Length {
        if width > available + Length(milliPoints: 2) {
            report(.tooWide, box, tree, (width - available).milliPoints)
            return .zero
        }
        let parent = Int(tree.boxes[box].parent)
        guard parent >= 0 else { return .zero }
        switch style(parent, tree).align {
        case .start: return .zero
        case .center: return (available - width) / 2
        case .end, .decimal: return available - width
        }
    }

    /// Measures children below one another; returns their height with gaps.
    private func measureChildren(
        _ box: Int, _ tree: BoxTree, _ pages: PageSet, x: Length, width: Length,
        align: HorizontalAlign?, _ style: Style
    ) -> Length {
        var height = Length.zero
        var isFirst = true
        var child = Int(tree.boxes[box].firstChild)
        let top = style.border.top + style.padding.top
        while child >= 0 {
            let childStyle = self.style(child, tree)
            switch childStyle.position {
            case .region:
                let region = childStyle.region
                let used = measure(
                    child, tree, pages, x: region.left, width: region.width, isTrack: true)
                if region.height > .zero, used > region.height {
                    report(.overflow, child, tree, (used - region.height).milliPoints)
                }
            case .bottom:
                measure(child, tree, pages, x: x, width: width)
            case .flow:
                let gap = isFirst ? .zero : style.gap
                let start = height + gap
                height = start + measure(child, tree, pages, x: x, width: width, align: align)
                if geometry[box].baseline < .zero, geometry[child].baseline >= .zero {
                    geometry[box].baseline =
                        top + start + childStyle.margin.top + geometry[child].baseline
                }
                isFirst = false
            }
            child = Int(tree.boxes[child].nextSibling)
        }
        return height
    }

    // MARK: Rows

    private func measureRow(
        _ box: Int, _ tree: BoxTree, _ pages: PageSet, x: Length, width: Length,
        _ style: Style
    ) -> Length {
        let firstTrack = tracks.count
        defer { tracks.truncate(to: firstTrack) }
        shareRow(box, tree, width: width, gap: style.gap)
        var left = x
        var height = Length.zero
        var track = firstTrack
        var child = Int(tree.boxes[box].firstChild)
        while child >= 0 {
            let used = measure(
                child, tree, pages, x: left, width: tracks[track], isTrack: true)
            height = max(height, used)
            left += tracks[track] + style.gap
            track += 1
            child = Int(tree.boxes[child].nextSibling)
        }
        let top = style.border.top + style.padding.top
        geometry[box].baseline = alignRow(
            box, tree, height: height, by: style.verticalAlign, top: top)
        return height
    }

    /// Gives each child of a row its place in the row's height; returns the row's baseline.
    func alignRow(
        _ box: Int, _ tree: BoxTree, height: Length, by rowAlign: VerticalAlign, top: Length
    ) -> Length {
        var lowest = Length(milliPoints: -1)
        var child = Int(tree.boxes[box].firstChild)
        while child >= 0 {
            if geometry[child].baseline >= .zero {
                lowest = max(lowest, style(child, tree).margin.top + geometry[child].baseline)
            }
            child = Int(tree.boxes[child].nextSibling)
        }
        child = Int(tree.boxes[box].firstChild)
        while child >= 0 {
            let childStyle = style(child, tree)
            let used = geometry[child].height + childStyle.margin.top + childStyle.margin.bottom
            switch rowAlign {
            case .top:
                geometry[child].shift = .zero
                // Grounds and borders of neighbours end at one height.
                if childStyle.isDecorated { geometry[child].height += height - used }
            case .middle: geometry[child].shift = (height - used) / 2
            case .bottom: geometry[child].shift = height - used
            case .baseline:
                let own = geometry[child].baseline
                geometry[child].shift =
                    own < .zero ? .zero : lowest - childStyle.margin.top - own
            }
            child = Int(tree.boxes[child].nextSibling)
        }
        return lowest < .zero ? lowest : top + lowest
    }

    /// Appends the width of each child's margin box to `tracks`.
    private func shareRow(_ box: Int, _ tree: BoxTree, width: Length, gap: Length) {
        let first = tracks.count
        var fractions = 0
        var used = Length.zero
        var child = Int(tree.boxes[box].firstChild)
        while child >= 0 {
            let style = style(child, tree)
            let margins = style.margin.left + style.margin.right
            if tracks.count > first { used += gap }
            var track = Length.zero
            switch style.width.kind {
            case .fixed: track = Length(milliPoints: style.width.value) + margins
            case .percent: track = width.percent(style.width.value)
            case .fraction: fractions += Int(style.width.value)
            case .auto: track = contentWidth(child, tree)
            }
            tracks.append(track)
            used += track
            child = Int(tree.boxes[child].nextSibling)
        }
        let left = max(width - used, .zero)
        let excess = used - width
        var track = first
        child = Int(tree.boxes[box].firstChild)
        while child >= 0 {
            let style = style(child, tree)
            if style.width.kind == .fraction, fractions > 0 {
                tracks[track] = Length(
                    clamping: Int(left.milliPoints) * Int(style.width.value) / fractions)
            } else if style.width.kind == .auto, excess > .zero {
                tracks[track] = shrunk(tracks[track], excess, first: first, box, tree)
            }
            track += 1
            child = Int(tree.boxes[child].nextSibling)
        }
        if excess > Length(milliPoints: 2), !hasAuto(box, tree) {
            report(.tooWide, box, tree, excess.milliPoints)
        }
    }

    private func hasAuto(_ box: Int, _ tree: BoxTree) -> Bool {
        var child = Int(tree.boxes[box].firstChild)
        while child >= 0 {
            if style(child, tree).width.kind == .auto { return true }
            child = Int(tree.boxes[child].nextSibling)
        }
        return false
    }

    /// An automatic width less its share of what is too much.
    private func shrunk(
        _ width: Length, _ excess: Length, first: Int, _ box: Int, _ tree: BoxTree
    ) -> Length {
        var automatic = 0
        var track = first
        var child = Int(tree.boxes[box].firstChild)
        while child >= 0, track < tracks.count {
            if style(child, tree).width.kind == .auto {
                automatic += Int(contentWidth(child, tree).milliPoints)
            }
            track += 1
            child = Int(tree.boxes[child].nextSibling)
        }
        guard automatic > 0 else { return width }
        let share = Int(excess.milliPoints) * Int(width.milliPoints) / automatic
        return max(width - Length(clamping: share + 1), .points(1))
    }

    /// The width of a box's margin box when nothing in it is broken.
    func contentWidth(_ box: Int, _ tree: BoxTree) -> Length {
        let style = style(box, tree)
        var frame = style.margin.left + style.margin.right
        if style.width.kind == .fixed { return Length(milliPoints: style.width.value) + frame }
        frame += style.border.left + style.padding.left + style.padding.right + style.border.right
        var content = Length.zero
        switch tree.boxes[box].kind {
        case .paragraph: content = unbrokenWidth(box, tree)
        case .image: content = tree.images[Int(tree.boxes[box].first)].width
        case .symbol: content = tree.symbols[Int(tree.boxes[box].first)].outerWidth
        case .table, .chart: content = bodyWidth
        default:
            let isRow = tree.boxes[box].kind == .row
            var child = Int(tree.boxes[box].firstChild)
            while child >= 0 {
                let width = contentWidth(child, tree)
                if isRow {
                    content += content > .zero ? width + style.gap : width
                } else {
                    content = max(content, width)
                }
                child = Int(tree.boxes[child].nextSibling)
            }
        }
        return content + frame
    }
}

extension Style {
    /// Whether a ground or border is drawn.
    var isDecorated: Bool {
        !background.isNone || border.top > .zero || border.right > .zero || border.bottom > .zero
            || border.left > .zero
    }
}

extension Length {
    /// A share of the length, in thousandths of a percent.
    func percent(_ value: Int32) -> Length {
        Length(clamping: Int(milliPoints) * Int(value) / 100_000)
    }
}
