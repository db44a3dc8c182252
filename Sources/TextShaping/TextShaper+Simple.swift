import Fonts
import Primitives

extension TextShaper {
    /// Shapes a text that is one run: letters of Latin-1, digits, infix separators and middle dots of the face's
    /// first slice, hyphens before digits, slashes between them, dollar signs behind letters and before numbers, per
    /// cent signs that end them, with single blanks between; what `append` makes of it, at a fraction of the cost.
    ///
    /// - Returns: its index in `texts`; −1 if it holds anything else.
    mutating func shapeSimple(_ text: ByteView, style: UInt16) -> Int {
        let own = styles[Int(style)]
        guard !text.isEmpty, own.blank.slice == 0, !own.blank.isMissing else { return -1 }
        let (firstPlace, firstGlyph, run) = (places.count, glyphs.codes.count, runs.count)
        var line = SimpleLine(style: own, run: Int32(run), glyph: Int32(firstGlyph))
        guard readSimple(text, &line) else {
            places.truncate(to: firstPlace)
            glyphs.codes.truncate(to: firstGlyph)
            return -1
        }
        let endGlyph = Int32(glyphs.codes.count)
        runs.append(
            ShapedRun(
                firstGlyph: Int32(firstGlyph), endGlyph: endGlyph, link: -1, style: style,
                font: UInt16(truncatingIfNeeded: own.face), slice: 0, start: 0, end: line.position,
                isKerned: line.kerning != 0))
        var shaped = ShapedText(
            firstRun: Int32(run), firstPlace: Int32(firstPlace), firstGlyph: Int32(firstGlyph))
        shaped.onlyStyle = Int32(style)
        shaped.endRun = Int32(run + 1)
        shaped.endPlace = Int32(places.count)
        shaped.endGlyph = endGlyph
        shaped.end = line.position
        shaped.widest = line.position
        shaped.breaksAnywhere = own.whiteSpace == .breakAll
        shaped.hyphenates = own.hyphens == .auto
        texts.append(shaped)
        return texts.count - 1
    }

    /// How far `readSimple` has come.
    private struct SimpleLine: BitwiseCopyable {
        let style: TextStyle
        let run: Int32
        /// First glyph of the text.
        let glyph: Int32
        var position = 0
        /// The glyph before; at the start one that kerns with nothing.
        var left: UInt8 = 0
        /// Bits of all kerning so far; 0: there is none.
        var kerning = 0
    }

    /// Writes words and blanks in turn; false if the text is not simple.
    private mutating func readSimple(_ text: ByteView, _ line: inout SimpleLine) -> Bool {
        let font = line.style.face
        let plain = plainGlyphs(of: font)
        let pairs = lookups[font].firstPairs
        var index = 0
        while true {
            let end = writeWord(text, from: index, plain, pairs, &line)
            // A word begins with a letter or digit: before a separator, rules look further.
            guard end > index, LineBreakClass(plain: text[index]) != .infix else { return false }
            if end == text.count { return true }
            guard text[end] == 0x20, end + 1 < text.count else { return false }
            index = end + 1
            guard writeBlank(before: text, index, plain, pairs, &line) else { return false }
        }
    }

    /// Writes the plain characters from `start` on; returns where they end, `start` if a combining mark
    /// follows.
    @inline(__always)
    private mutating func writeWord(
        _ text: ByteView, from start: Int, _ plain: PoolView<GlyphCode>, _ pairs: KerningPairs,
        _ line: inout SimpleLine
    ) -> Int {
        var (index, width, left, kerning) = (start, 0, line.left, 0)
        unsafe glyphs.codes.appendUnsafe(space: text.count - start) { codes in
            var count = 0
            while index < text.count {
                var glyph = plain[Int(text[index])]
                var next = index &+ 1
                if glyph.isMissing {
                    glyph = plainGlyph(text, at: index, isFirst: count == 0, plain, line.style)
                    if glyph.isMissing { break }
                    if text[index] >= 0x80 { next &+= 1 }
                }
                // At the start of a text the code before is 0, which kerns with nothing.
                let pair = pairs[left, glyph.code]
                kerning |= pair
                width &+= pair &+ glyph.advance
                left = glyph.code
                unsafe codes[count] = left
                count &+= 1
                index = next
            }
            line.position += width * line.style.size + count * line.style.spacing
            return count
        }
        line.left = left
        line.kerning |= kerning
        return index < text.count && text[index] & 0xFE == 0xCC ? start : index
    }

    /// The glyph of a character that is plain where it stands, though its byte alone is not; a missing one for
    /// anything else.
    ///
    /// A letter of Latin-1 or a middle dot, in two bytes; a hyphen between a letter or digit and a digit, where no line
    /// ends (UAX #14, LB21 and LB25); a slash between digits (LB13 and LB25); a dollar sign behind a letter or digit and
    /// before a number (LB24 and LB25); a per cent sign behind a digit at the end of a word (LB25).
    private func plainGlyph(
        _ text: ByteView, at index: Int, isFirst: Bool, _ plain: PoolView<GlyphCode>,
        _ style: TextStyle
    ) -> GlyphCode {
        let none = GlyphCode(packed: 0)
        let next = index + 1 < text.count ? text[index + 1] : 0x20
        switch text[index] {
        case 0xC3 where index + 1 < text.count: return plain[0x100 | Int(next & 0x3F)]
        case 0xC2 where next == 0xB7: return firstGlyph(0xB7, style)
        case 0x2D where !isFirst && isDigit(next) && style.hyphen.slice == 0:
            return style.hyphen
        case 0x2F where !isFirst && isDigit(text[index - 1]) && isDigit(next):
            return firstGlyph(0x2F, style)
        case 0x24 where !isFirst && LineBreakClass(plain: text[index - 1]) != .infix:
            let number = next == 0x20 ? index + 2 : index + 1
            guard number < text.count, isDigit(text[number]) else { return none }
            return firstGlyph(0x24, style)
        case 0x25 where !isFirst && isDigit(text[index - 1]) && next == 0x20:
            return firstGlyph(0x25, style)
        default: return none
        }
    }

    /// A character's glyph, if it is of the first slice; else a missing one.
    private func firstGlyph(_ scalar: UInt32, _ style: TextStyle) -> GlyphCode {
        let glyph = lookups[style.face].glyph(scalar)
        return glyph.slice == 0 ? glyph : GlyphCode(packed: 0)
    }

    @inline(__always)
    private func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

    /// Writes a blank and notes that a line may end there, but behind a dollar sign; false if what follows is no plain
    /// character.
    @inline(__always)
    private mutating func writeBlank(
        before text: ByteView, _ index: Int, _ plain: PoolView<GlyphCode>, _ pairs: KerningPairs,
        _ line: inout SimpleLine
    ) -> Bool {
        var next = plain[Int(text[index])]
        if next.isMissing {
            next = plainGlyph(text, at: index, isFirst: true, plain, line.style)
            guard !next.isMissing else { return false }
        }
        let (end, blank) = (line.position, line.style.blank)
        let endGlyph = Int32(glyphs.codes.count)
        let pair = pairs[line.left, blank.code]
        line.kerning |= pair
        line.position += (pair + blank.advance) * line.style.size
        line.position += line.style.spacing
        line.left = blank.code
        glyphs.codes.append(blank.code)
        let isAmount = text[index - 2] == 0x24
        if line.style.whiteSpace != .nowrap, !isAmount {
            let kerning = pairs[blank.code, next.code] * line.style.size
            places.append(
                BreakPlace(
                    endGlyph: endGlyph, endRun: line.run + 1, end: end, nextGlyph: endGlyph + 1,
                    nextRun: line.run, next: line.position + kerning, kind: .opportunity))
        }
        return true
    }
}
