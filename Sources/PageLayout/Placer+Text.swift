import DocumentModel
import Primitives
import TextShaping

/// Text on a page: lines, the runs in them, underlines and links.
extension Placer {
    /// Draws a text as one line that begins at `x`.
    @inline(__always)
    mutating func drawOnlyLine(ofText index: Int, _ box: Int, x: Length, baseline: Length) {
        let (first, end) = (
            measurer.shaper.texts[index].firstRun, measurer.shaper.texts[index].endRun
        )
        var place = first
        while place < end {
            let run = measurer.shaper.runs[Int(place)]
            let left = Length(millionths: run.start)
            emit(
                run, first: run.firstGlyph, count: run.endGlyph &- run.firstGlyph, x: x + left,
                width: Length(millionths: run.end - run.start), baseline: baseline, box: box)
            place &+= 1
        }
    }

    /// Draws the texts of a row whose content begins at `x`, `y`: those that follow each other, look the same
    /// and stand on one baseline as one item.
    @inline(__always)
    mutating func drawTexts(_ row: PlainRow, of box: Int, x: Length, y: Length) {
        if row.look.style >= 0 {
            return drawTexts(row.firstText..<row.endText, row.look, of: box, x: x, y: y)
        }
        var first = row.firstText
        let looks = row.firstLook &- first
        while first < row.endText {
            let look = measurer.rowLooks[looks &+ first]
            var end = first &+ 1
            while end < row.endText, measurer.rowLooks[looks &+ end] == look { end &+= 1 }
            drawTexts(first..<end, look, of: box, x: x, y: y)
            first = end
        }
    }

    @inline(__always)
    private mutating func drawTexts(
        _ texts: Range<Int>, _ look: TextLook, of box: Int, x: Length, y: Length
    ) {
        guard !texts.isEmpty else { return }
        let style = Int(look.style)
        var item = PageItem(
            kind: .texts, box: owner(box), x: x,
            y: y + look.baseline - measurer.styles[style].raise,
            width: measurer.measures[box].width, height: .zero, color: measurer.styles[style].color)
        item.font = measurer.styles[style].font
        item.size = measurer.styles[style].fontSize
        item.spacing = measurer.styles[style].letterSpacing
        item.index = Int32(truncatingIfNeeded: texts.lowerBound)
        item.count = Int32(truncatingIfNeeded: texts.count)
        emit(item)
    }

    /// Draws the lines of a paragraph whose content begins at `x`, `y`.
    @inline(__always)
    mutating func drawLines(_ index: Int, x: Length, y: Length) {
        let first = Int(measurer.measures[index].first)
        var y = y
        for line in first..<first + Int(measurer.measures[index].count) {
            drawLine(line, of: index, x: x, y: y)
            y += measurer.shaper.lines[line].height
        }
    }

    /// Draws a line of a paragraph whose content begins at `x`.
    @inline(__always)
    mutating func drawLine(_ index: Int, of box: Int, x: Length, y: Length) {
        let line = measurer.shaper.lines[index]
        if line.endRun &- line.firstRun == 1, line.hyphenRun < 0 {
            drawRun(line.firstRun, of: line, from: line.start, box, x: x, y: y)
        } else {
            drawRuns(ofLine: index, box, x: x, y: y)
        }
    }

    @inline(never)
    private mutating func drawRuns(ofLine index: Int, _ box: Int, x: Length, y: Length) {
        let line = measurer.shaper.lines[index]
        for run in line.firstRun..<line.endRun {
            let start = run == line.firstRun ? line.start : measurer.shaper.runs[Int(run)].start
            drawRun(run, of: line, from: start, box, x: x, y: y)
        }
        if line.hyphenRun >= 0 { drawHyphen(line, of: box, x: x, y: y) }
    }

    /// Draws what of a run, from the position `start` on, lies in a line.
    @inline(__always)
    private mutating func drawRun(
        _ index: Int32, of line: Line, from start: Int, _ box: Int, x: Length, y: Length
    ) {
        let run = measurer.shaper.runs[Int(index)]
        let first = max(run.firstGlyph, line.firstGlyph)
        let end = min(run.endGlyph, line.endGlyph)
        let left = start == line.start ? .zero : Length(millionths: start - line.start)
        // Only the last run of a line may go on behind its end.
        let isCut = end < run.endGlyph
        let width = isCut ? textEnd(line) - left : Length(millionths: run.end - start)
        emit(
            run, first: first, count: end &- first, x: x + line.x + left, width: width,
            baseline: y + line.baseline, box: box)
    }

    /// Where the text of a line ends, a hyphen left out.
    @inline(__always)
    private func textEnd(_ line: Line) -> Length {
        guard line.hyphenRun >= 0 else { return line.width }
        let hyphen = measurer.shaper.runs[Int(line.hyphenRun)]
        return Length(millionths: hyphen.start - line.start)
    }

    private mutating func drawHyphen(_ line: Line, of box: Int, x: Length, y: Length) {
        let run = measurer.shaper.runs[Int(line.hyphenRun)]
        emit(
            run, first: run.firstGlyph, count: run.endGlyph - run.firstGlyph,
            x: x + line.x + Length(millionths: run.start - line.start),
            width: Length(millionths: run.end - run.start), baseline: y + line.baseline, box: box)
    }

    /// Paints `count` glyphs of a run from the glyph `first` on, and their underline and link.
    @inline(__always)
    mutating func emit(
        _ run: ShapedRun, first: Int32, count: Int32, x: Length, width: Length, baseline: Length,
        box: Int, color: Color? = nil
    ) {
        let style = Int(run.style)
        var item = PageItem(
            kind: .text, box: owner(box), x: x, y: baseline - measurer.styles[style].raise,
            width: width, height: .zero, color: color ?? measurer.styles[style].color)
        item.font = run.font
        item.slice = run.slice
        item.isKerned = run.isKerned
        item.size = measurer.styles[style].fontSize
        item.spacing = measurer.styles[style].letterSpacing
        item.index = first
        item.count = count
        emit(item)
        if measurer.styles[style].isUnderlined { underline(item, measurer.styles[style].font) }
        if run.link >= 0 {
            emitLink(run.link, style, x: x, width: width, baseline: baseline, box: box)
        }
    }

    /// Makes a piece of a line clickable.
    @inline(never)
    private mutating func emitLink(
        _ index: Int32, _ style: Int, x: Length, width: Length, baseline: Length, box: Int
    ) {
        if extendsLink(index, x: x, width: width, baseline: baseline, box: box) { return }
        let text = measurer.shaper.styles[style]
        var link = PageItem(
            kind: .link, box: owner(box), x: x, y: baseline - text.ascent, width: width,
            height: text.ascent + text.descent, color: .none)
        link.index = index
        lastLink = items.count
        emit(link)
    }

    /// Makes the link of the line's last piece wider, if this piece goes on from it.
    private mutating func extendsLink(
        _ link: Int32, x: Length, width: Length, baseline: Length, box: Int
    ) -> Bool {
        guard lastLink >= 0, lastLink < items.count else { return false }
        let last = items[lastLink]
        let gap = (x - last.x - last.width).milliPoints
        guard last.kind == .link, last.index == link, last.box == owner(box), abs(gap) <= 2,
            last.y < baseline, last.y + last.height > baseline, keys[lastLink] == key
        else { return false }
        items[lastLink].width = x + width - last.x
        return true
    }

    @inline(never)
    private mutating func underline(_ text: PageItem, _ font: UInt16) {
        let face = measurer.shaper.faces[Int(font)]
        let size = Int(text.size.milliPoints)
        emit(
            PageItem(
                kind: .fill, box: -1, x: text.x,
                y: text.y - Length(clamping: face.underlinePosition * size / 1000),
                width: text.width,
                height: Length(clamping: max(face.underlineThickness * size / 1000, 1)),
                color: text.color))
    }
}
