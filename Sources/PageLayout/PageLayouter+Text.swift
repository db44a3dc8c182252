import DocumentModel
import Fonts
import Primitives

/// Paragraphs: characters to cells, cells to lines, lines to runs.
extension PageLayouter {
    /// Breaks a paragraph into lines no wider than `width` and returns the height of all.
    func breakParagraph(
        _ box: Int, _ tree: BoxTree, _ pages: PageSet, x: Length, width: Length,
        align: HorizontalAlign, style: Style
    ) -> Length {
        fillCells(box, tree)
        let firstLine = lines.count
        var height = Length.zero
        var start = 0
        while let end = nextLine(from: &start, box, tree, width: width, style: style) {
            let line = addLine(
                start..<end.text, box, tree, pages, x: x, width: width, align: align, style: style)
            height += line.height
            start = end.next
        }
        geometry[box].firstLine = Int32(firstLine)
        geometry[box].lineCount = Int32(lines.count - firstLine)
        return height
    }

    /// The width of a paragraph that is not broken.
    func unbrokenWidth(_ box: Int, _ tree: BoxTree) -> Length {
        fillCells(box, tree)
        var widest = 0
        var width = 0
        for index in cells.indices {
            if cells[index].mark == .lineEnd {
                width = 0
            } else {
                width += Int(cells[index].advance) + Int(cells[index].kerning)
                widest = max(widest, width)
            }
        }
        // Rounded up, so that the text fits its own width.
        return Length(clamping: (widest + 999) / 1000)
    }

    // MARK: Characters

    private func fillCells(_ box: Int, _ tree: BoxTree) {
        cells.removeAll()
        let first = Int(tree.boxes[box].first)
        for index in first..<first + Int(tree.boxes[box].count) {
            let inline = tree.inlines[index]
            if inline.isBreak {
                cells.append(
                    CharacterCell(
                        advance: 0, kerning: 0, inline: Int32(index), code: 0, slice: 0,
                        mark: .lineEnd, mayBreak: true))
            } else {
                appendCells(of: inline, index, box, tree)
            }
        }
    }

    private func appendCells(of inline: Inline, _ index: Int, _ box: Int, _ tree: BoxTree) {
        let style = textStyles[Int(inline.style)]
        let face = faces[Int(style.font)]
        let (size, spacing) = (style.size, style.spacing)
        let text = tree.bytes(inline.text)
        var position = 0
        // The character before, if it is of this style and link.
        var previous = cells.count - 1
        if previous >= 0, !joins(Int(cells[previous].inline), index, tree) { previous = -1 }
        while position < text.count {
            var scalar = decodeScalar(text, at: &position)
            if scalar <= 0x20 {
                appendBlank(index, face, size, spacing)
                previous = cells.count - 1
                continue
            }
            if scalar >= 0x300 {
                if PageLayouter.isIgnored(scalar) { continue }
            } else if scalar == 0xAD {
                continue
            }
            if position < text.count, text[position] >= 0xCC {
                scalar = composed(scalar, text, &position, face)
            }
            let glyph = face.glyph(scalar)
            guard !glyph.isMissing else {
                report(missing: scalar, inline, box, tree)
                continue
            }
            var cell = CharacterCell(
                advance: Int32(glyph.advance) * size + spacing, kerning: 0, inline: Int32(index),
                code: glyph.code, slice: UInt8(glyph.slice), mark: .glyph, mayBreak: false)
            if previous >= 0, cells[previous].slice == cell.slice, cells[previous].mark != .lineEnd
            {
                let kerning = face.kerning(slice: glyph.slice, cells[previous].code, cell.code)
                if kerning != 0 { cells[previous].kerning = Int32(kerning) * size }
            }
            switch style.whiteSpace {
            case .normal: cell.mayBreak = scalar == 0x2D || scalar == 0x2013 || scalar == 0x2010
            case .nowrap: break
            case .breakAll: cell.mayBreak = true
            }
            // A hyphen before a figure belongs to it, as in 0001-86.
            if (0x30...0x39).contains(scalar), let last = cells.last, last.code == 0x2D,
                last.slice == 0, style.whiteSpace == .normal
            {
                cells[cells.count - 1].mayBreak = false
            }
            cells.append(cell)
            previous = cells.count - 1
        }
    }

    /// Whether two inlines are set as one: same style, same link.
    @inline(__always)
    private func joins(_ a: Int, _ b: Int, _ tree: BoxTree) -> Bool {
        tree.inlines[a].style == tree.inlines[b].style
            && tree.inlines[a].link == tree.inlines[b].link
    }

    /// White space: one blank for a run of it, none at the start.
    private func appendBlank(_ index: Int, _ face: FontFace, _ size: Int32, _ spacing: Int32) {
        guard let last = cells.last, last.mark == .glyph else { return }
        let glyph = face.glyph(0x20)
        cells.append(
            CharacterCell(
                advance: Int32(glyph.advance) * size + spacing, kerning: 0, inline: Int32(index),
                code: glyph.code, slice: UInt8(glyph.slice), mark: .blank, mayBreak: true))
    }

    /// A letter with the combining marks behind it, as one character where the face has it.
    private func composed(
        _ base: UInt32, _ text: ByteView, _ position: inout Int, _ face: FontFace
    ) -> UInt32 {
        var scalar = base
        while position < text.count {
            var next = position
            let mark = decodeScalar(text, at: &next)
            guard (0x300...0x36F).contains(mark) else { return scalar }
            let joined = face.composed(scalar, mark)
            guard joined != 0 else { return scalar }
            scalar = joined
            position = next
        }
        return scalar
    }

    /// Characters without a shape: zero-width ones, marks of direction, the byte order mark.
    private static func isIgnored(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2064, 0x2066...0x2069, 0xFEFF: true
        default: false
        }
    }

    private func report(missing scalar: UInt32, _ inline: Inline, _ box: Int, _ tree: BoxTree) {
        guard findings.count < 100 else { return }
        let finding = LayoutFinding(
            kind: .missingGlyph, node: tree.boxes[box].node, path: inline.path,
            amount: Int32(bitPattern: scalar))
        // A paragraph may be measured twice, for its width and for its lines.
        for index in findings.indices where findings[index] == finding { return }
        findings.append(finding)
    }

    // MARK: Lines

    /// Where a line's text ends, and where the next line begins; moves `start` behind blanks.
    private func nextLine(
        from start: inout Int, _ box: Int, _ tree: BoxTree, width: Length, style: Style
    ) -> (text: Int, next: Int)? {
        while start < cells.count, cells[start].mark == .blank { start += 1 }
        guard start < cells.count else { return nil }
        // A thousandth of a point more, for roundings on the way here.
        let limit = Int(width.milliPoints) * 1000 + 1000
        var used = 0
        var breakEnd = -1
        var breakNext = -1
        var index = start
        while index < cells.count {
            let cell = cells[index]
            if cell.mark == .lineEnd { return (textEnd(start, index), index + 1) }
            let mayWrap =
                cell.mark == .blank
                && textStyles[Int(tree.inlines[Int(cell.inline)].style)].whiteSpace != .nowrap
            if mayWrap {
                (breakEnd, breakNext) = (index, index + 1)
            }
            used += Int(cell.advance)
            if used > limit, cell.mark == .glyph {
                if breakEnd >= 0 { return (textEnd(start, breakEnd), breakNext) }
                return forcedEnd(start, index, box, tree, used - limit)
            }
            used += Int(cell.kerning)
            if cell.mayBreak, cell.mark == .glyph { (breakEnd, breakNext) = (index + 1, index + 1) }
            index += 1
        }
        return (textEnd(start, cells.count), cells.count)
    }

    /// The end of a line's text without the blanks behind it.
    private func textEnd(_ start: Int, _ end: Int) -> Int {
        var end = end
        while end > start, cells[end - 1].mark == .blank { end -= 1 }
        return end
    }

    /// A line that has no place to break: it breaks anyway, or sticks out if it must not wrap.
    private func forcedEnd(
        _ start: Int, _ index: Int, _ box: Int, _ tree: BoxTree, _ excess: Int
    ) -> (text: Int, next: Int) {
        let inline = tree.inlines[Int(cells[index].inline)]
        let isLocked = textStyles[Int(inline.style)].whiteSpace == .nowrap
        if findings.count < 100 {
            findings.append(
                LayoutFinding(
                    kind: isLocked ? .tooWide : .brokenWord, node: tree.boxes[box].node,
                    path: inline.path, amount: Int32(clamping: max(excess / 1000, 1))))
        }
        guard isLocked else {
            let end = max(index, start + 1)
            return (end, end)
        }
        var end = index
        while end < cells.count, cells[end].mark != .lineEnd { end += 1 }
        return (textEnd(start, end), end < cells.count ? end + 1 : end)
    }

    /// Adds the runs of one line and the line itself.
    private func addLine(
        _ range: Range<Int>, _ box: Int, _ tree: BoxTree, _ pages: PageSet, x: Length,
        width: Length, align: HorizontalAlign, style: Style
    ) -> Line {
        let firstRun = runs.count
        var lineHeight = style.lineHeight
        var left = 0
        var index = range.lowerBound
        while index < range.upperBound {
            let run = addRun(from: &index, to: range.upperBound, tree, pages, left: left)
            left += run.width
            lineHeight = max(lineHeight, run.lineHeight)
        }
        let total = Length(clamping: (left + 500) / 1000)
        let offset: Length =
            switch align {
            case .start: .zero
            case .center: (width - total) / 2
            case .end, .decimal: width - total
            }
        for run in firstRun..<runs.count { runs[run].x += x + offset }
        let face = faces[Int(style.font)]
        let size = Int(style.fontSize.milliPoints)
        let ascent = Length(clamping: size * face.ascent / 1000)
        let content = Length(clamping: size * (face.ascent + face.descent) / 1000)
        let line = Line(
            firstRun: Int32(firstRun), runCount: Int32(runs.count - firstRun), height: lineHeight,
            baseline: (lineHeight - content) / 2 + ascent)
        lines.append(line)
        if align == .decimal { geometry[box].fraction = fractionWidth(range) }
        return line
    }

    /// Adds the run that begins at `index` and moves behind it; widths are in millionths of a point.
    private func addRun(
        from index: inout Int, to end: Int, _ tree: BoxTree, _ pages: PageSet, left: Int
    ) -> (width: Int, lineHeight: Length) {
        let first = cells[index]
        let inline = tree.inlines[Int(first.inline)]
        let firstGlyph = pages.glyphs.count
        var width = 0
        var current = first.inline
        while index < end {
            let cell = cells[index]
            if cell.inline != current {
                guard joins(Int(current), Int(cell.inline), tree) else { break }
                current = cell.inline
            }
            guard cell.slice == first.slice else { break }
            pages.glyphs.append(cell.code)
            width += Int(cell.advance)
            index += 1
            let goesOn =
                index < end && cells[index].slice == first.slice
                && (cells[index].inline == current
                    || joins(Int(current), Int(cells[index].inline), tree))
            if goesOn { width += Int(cell.kerning) }
        }
        runs.append(
            Run(
                x: Length(clamping: (left + 500) / 1000),
                width: Length(clamping: (width + 500) / 1000),
                firstGlyph: Int32(firstGlyph), glyphCount: Int32(pages.glyphs.count - firstGlyph),
                style: inline.style, slice: first.slice, link: inline.link))
        return (width, textStyles[Int(inline.style)].lineHeight)
    }

    /// Width from the decimal separator on: the last comma or point before a digit.
    private func fractionWidth(_ range: Range<Int>) -> Length {
        var width = 0
        for index in range.reversed() {
            let cell = cells[index]
            width += Int(cell.advance) + Int(cell.kerning)
            guard cell.slice == 0, cell.code == 0x2C || cell.code == 0x2E,
                index + 1 < range.upperBound, (0x30...0x39).contains(cells[index + 1].code)
            else { continue }
            return Length(clamping: width / 1000)
        }
        return .zero
    }
}
