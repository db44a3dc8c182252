import DocumentModel
import Fonts
import Primitives

extension TextShaper {
    /// Writes what follows in the open run as long as nothing may happen but kerning: visible ASCII but
    /// hyphens, of the first slice.
    @inline(__always)
    mutating func putPlain(
        _ text: ByteView, _ index: inout Int, _ style: TextStyle, _ face: FontFace,
        _ pen: inout Pen
    ) {
        guard pen.slice == 0 else { return }
        let start = index
        while index < text.count {
            let byte = text[index]
            guard byte &- 0x21 < 0x5E, byte != 0x2D else { break }
            // A combining mark may follow, see `composed`.
            if index + 1 < text.count, text[index + 1] & 0xFE == 0xCC { break }
            let glyph = face.glyph(UInt32(byte))
            guard glyph.slice == 0, !glyph.isMissing else { break }
            let kerning = face.kerning(slice: 0, pen.lastCode, glyph.code)
            pen.position += (kerning + glyph.advance) * style.size + style.spacing
            pen.lastCode = glyph.code
            glyphs.append(glyph.code)
            index += 1
        }
        if index > start { pen.isAfterLetter = isLetter(UInt32(text[index - 1])) }
    }

    /// Writes one visible glyph, and before it the blank that was seen.
    @inline(__always)
    mutating func put(
        _ glyph: GlyphCode, _ scalar: UInt32, _ style: Int32, _ link: Int32, _ face: FontFace,
        _ pen: inout Pen
    ) {
        if pen.blankStyle >= 0 || pen.isAfterHyphen {
            putAfterGap(glyph, scalar, style, link, face, &pen)
        } else {
            join(glyph, style, link, face, &pen)
        }
        advance(glyph, style, &pen)
        pen.isAtLineStart = false
        let isLetter = isLetter(scalar)
        if scalar == 0x2D || scalar == 0x2013 {
            let mayBreak = styles[Int(style)].whiteSpace != .nowrap
            pen.isAfterHyphen = pen.isAfterLetter && mayBreak
        }
        pen.isAfterLetter = isLetter
    }

    /// Goes on in the open run, with kerning, or opens another one.
    @inline(__always)
    private mutating func join(
        _ glyph: GlyphCode, _ style: Int32, _ link: Int32, _ face: FontFace, _ pen: inout Pen
    ) {
        if pen.style == style, pen.slice == glyph.slice, pen.link == link {
            let kerning = face.kerning(slice: glyph.slice, pen.lastCode, glyph.code)
            pen.position += kerning * styles[Int(style)].size
        } else {
            open(glyph, style, link, &pen)
        }
    }

    @inline(__always)
    private mutating func advance(_ glyph: GlyphCode, _ style: Int32, _ pen: inout Pen) {
        glyphs.append(glyph.code)
        pen.lastCode = glyph.code
        pen.position += styles[Int(style)].advance(glyph)
    }

    /// Writes the pending blank, notes the break place, joins the glyph.
    private mutating func putAfterGap(
        _ glyph: GlyphCode, _ scalar: UInt32, _ style: Int32, _ link: Int32, _ face: FontFace,
        _ pen: inout Pen
    ) {
        let (endGlyph, endRun, end) = (Int32(glyphs.count), Int32(runs.count), pen.position)
        let mayBreak: Bool
        if pen.blankStyle >= 0 {
            mayBreak = styles[Int(pen.blankStyle)].whiteSpace != .nowrap
            putBlank(style, face, &pen)
        } else {
            mayBreak = isLetter(scalar)
        }
        pen.isAfterHyphen = false
        join(glyph, style, link, face, &pen)
        guard mayBreak else { return }
        places.append(
            BreakPlace(
                endGlyph: endGlyph, endRun: endRun, end: end, nextGlyph: Int32(glyphs.count),
                nextRun: Int32(runs.count - 1), next: pen.position, isForced: false))
    }

    private mutating func putBlank(_ style: Int32, _ face: FontFace, _ pen: inout Pen) {
        let blank = styles[Int(pen.blankStyle)]
        if pen.blankStyle == style {
            join(blank.blank, style, pen.blankLink, face, &pen)
        } else {
            join(blank.blank, pen.blankStyle, pen.blankLink, faces[blank.face], &pen)
        }
        advance(blank.blank, pen.blankStyle, &pen)
        pen.blankStyle = -1
        pen.isAfterLetter = false
    }

    private mutating func open(
        _ glyph: GlyphCode, _ style: Int32, _ link: Int32, _ pen: inout Pen
    ) {
        if pen.style >= 0 { close(&pen) }
        let text = texts.count - 1
        if styles[Int(style)].whiteSpace == .breakAll { texts[text].breaksAnywhere = true }
        let first = Int(texts[text].firstRun)
        if runs.count > first, runs[first].style != style { texts[text].isMixed = true }
        runs.append(
            ShapedRun(
                firstGlyph: Int32(glyphs.count), endGlyph: 0, link: link,
                style: UInt16(truncatingIfNeeded: style),
                slice: UInt8(truncatingIfNeeded: glyph.slice), start: pen.position, end: 0))
        (pen.style, pen.slice, pen.link) = (style, glyph.slice, link)
    }

    private mutating func close(_ pen: inout Pen) {
        let last = runs.count - 1
        runs[last].end = pen.position
        runs[last].endGlyph = Int32(glyphs.count)
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
