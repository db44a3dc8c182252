import DocumentModel
import Fonts
import Primitives

extension TextShaper {
    /// One number for what may stand in one run beside style and link.
    @inline(__always)
    static func runKey(font: Int, slice: Int) -> Int { font << 8 | slice }

    /// Brings the line breaking context behind plain bytes.
    @inline(__always)
    mutating func endPlain(_ text: ByteView, _ range: Range<Int>, _ pen: inout Pen) {
        var place = range.upperBound - 1
        let last = LineBreakClass(plain: text[place])
        if last != .infix {
            pen.context.left = last
            return
        }
        while place >= range.lowerBound, LineBreakClass(plain: text[place]) == .infix {
            place -= 1
        }
        let isNumeric =
            place < range.lowerBound
            ? pen.context.isNumberSoFar : LineBreakClass(plain: text[place]) == .numeric
        pen.context.endPlain(isNumeric: isNumeric)
    }

    /// Writes one visible glyph of the face `font`, and before it the blank that was seen.
    ///
    /// The character stands in `text`, the next one at `index`.
    @inline(__always)
    mutating func put(
        _ glyph: GlyphCode, _ scalar: UInt32, _ text: ByteView, _ index: Int, _ style: UInt16,
        _ font: Int, _ link: Int32, _ pen: inout Pen
    ) {
        let kind = breaks[scalar]
        let isAfterBlank = pen.blankStyle >= 0
        let mayBreak: Bool
        var isHyphenated = false
        let left = pen.context.left
        if kind.isWord, left.isWord || (isAfterBlank && left.isCommon) {
            mayBreak = isAfterBlank
            pen.context.left = kind
        } else {
            isHyphenated = !isAfterBlank && pen.context.left == .softHyphen
            mayBreak = step(kind, text, index, &pen)
        }
        if isAfterBlank || mayBreak {
            let gap = Gap(mayBreak: mayBreak, isHyphenated: isHyphenated)
            putAfterGap(gap, glyph, Int32(style), font, link, &pen)
        } else {
            join(glyph, Int32(style), font, link, &pen)
        }
        advance(glyph, Int32(style), &pen)
        pen.isAtLineStart = false
    }

    /// Whether a line may end before a character of the given class; looks ahead where a rule asks for it.
    mutating func step(
        _ kind: LineBreakClass, _ text: ByteView, _ index: Int, _ pen: inout Pen
    ) -> Bool {
        var ahead = (LineBreakClass.edge, LineBreakClass.edge)
        let asks =
            kind == .opening || pen.blankStyle >= 0 && (kind == .infix || kind == .finalQuote)
        if asks, index < text.count {
            var next = index
            ahead.0 = breaks[decodeScalar(text, at: &next)]
            if next < text.count { ahead.1 = breaks[decodeScalar(text, at: &next)] }
        }
        return pen.context.step(kind, afterBlank: pen.blankStyle >= 0, ahead: ahead)
    }

    /// Goes on in the open run, with kerning, or opens another one.
    @inline(__always)
    private mutating func join(
        _ glyph: GlyphCode, _ style: Int32, _ font: Int, _ link: Int32, _ pen: inout Pen
    ) {
        let key = Self.runKey(font: font, slice: glyph.slice)
        if pen.style == style, pen.key == key, pen.link == link {
            let kerning =
                glyph.slice == 0
                ? lookups[font].firstPairs[pen.lastCode, glyph.code]
                : faces[font].kerning(slice: glyph.slice, pen.lastCode, glyph.code)
            pen.position += kerning * styles[Int(style)].size
            pen.kerning |= kerning
        } else {
            open(key, style, link, &pen)
        }
    }

    @inline(__always)
    private mutating func advance(_ glyph: GlyphCode, _ style: Int32, _ pen: inout Pen) {
        glyphs.codes.append(glyph.code)
        pen.lastCode = glyph.code
        pen.position += styles[Int(style)].advance(glyph)
    }

    /// What stands between two glyphs beside kerning: a blank, a place where the line may end, or both.
    private struct Gap: BitwiseCopyable {
        let mayBreak: Bool
        /// Whether a line that ends here ends with a hyphen.
        let isHyphenated: Bool
    }

    /// Writes the pending blank, notes the break place, joins the glyph.
    private mutating func putAfterGap(
        _ gap: Gap, _ glyph: GlyphCode, _ style: Int32, _ font: Int, _ link: Int32,
        _ pen: inout Pen
    ) {
        let (endGlyph, endRun) = (Int32(glyphs.codes.count), Int32(runs.count))
        var end = pen.position
        let before = Int(pen.blankStyle >= 0 ? pen.blankStyle : pen.style)
        let mayBreak = gap.mayBreak && styles[before].whiteSpace != .nowrap
        if gap.isHyphenated { end += hyphenAdvance(behind: pen.lastCode, styles[before], pen.key) }
        if pen.blankStyle >= 0 { putBlank(style, &pen) }
        join(glyph, style, font, link, &pen)
        guard mayBreak else { return }
        places.append(
            BreakPlace(
                endGlyph: endGlyph, endRun: endRun, end: end, nextGlyph: Int32(glyphs.codes.count),
                nextRun: Int32(runs.count - 1), next: pen.position,
                kind: gap.isHyphenated ? .hyphen : .opportunity))
    }

    /// The width of a hyphen set behind a glyph, kerning included.
    mutating func hyphenAdvance(behind code: UInt8, _ style: TextStyle, _ key: Int) -> Int {
        guard key == Self.runKey(font: style.face, slice: style.hyphen.slice) else {
            return style.advance(style.hyphen)
        }
        let kerning = faces[style.face].kerning(
            slice: style.hyphen.slice, code, style.hyphen.code)
        return style.advance(style.hyphen) + kerning * style.size
    }

    private mutating func putBlank(_ style: Int32, _ pen: inout Pen) {
        let blank = styles[Int(pen.blankStyle)]
        join(
            blank.blank, pen.blankStyle, blank.face, pen.blankLink, &pen)
        advance(blank.blank, pen.blankStyle, &pen)
        pen.blankStyle = -1
    }

    mutating func open(_ key: Int, _ style: Int32, _ link: Int32, _ pen: inout Pen) {
        if pen.style >= 0 { close(&pen) }
        let text = texts.count - 1
        if styles[Int(style)].whiteSpace == .breakAll { texts[text].breaksAnywhere = true }
        if styles[Int(style)].hyphens == .auto { texts[text].hyphenates = true }
        let first = Int(texts[text].firstRun)
        if runs.count > first, runs[first].style != style { texts[text].isMixed = true }
        runs.append(
            ShapedRun(
                firstGlyph: Int32(glyphs.codes.count), endGlyph: 0, link: link,
                style: UInt16(truncatingIfNeeded: style),
                font: UInt16(truncatingIfNeeded: key >> 8),
                slice: UInt8(truncatingIfNeeded: key), start: pen.position, end: 0))
        (pen.style, pen.key, pen.link, pen.kerning) = (style, key, link, 0)
    }

    private mutating func close(_ pen: inout Pen) {
        let last = runs.count - 1
        runs[last].end = pen.position
        runs[last].endGlyph = Int32(glyphs.codes.count)
        runs[last].isKerned = pen.kerning != 0
        pen.style = -1
    }

    /// Ends the open run, if there is one.
    mutating func closeRun() {
        guard self.pen.style >= 0 else { return }
        var pen = self.pen
        close(&pen)
        self.pen = pen
    }
}
