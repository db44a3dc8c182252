import Fonts
import Primitives

extension TextShaper {
    /// Shapes a text that is one run: letters of Latin-1, digits and infix separators of the face's first
    /// slice, hyphens before digits, with single blanks between; what `append` makes of it, at a fraction of the cost.
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
                font: UInt16(truncatingIfNeeded: own.face), slice: 0, start: 0, end: line.position))
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
    }

    /// Writes words and blanks in turn; false if the text is not simple.
    private mutating func readSimple(_ text: ByteView, _ line: inout SimpleLine) -> Bool {
        let font = line.style.face
        let plain = plainGlyphs.view(font << 8..<(font + 1) << 8)
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
        var (index, width, left) = (start, 0, line.left)
        let isFirst = start == 0
        unsafe glyphs.codes.appendUnsafe(space: text.count - start) { codes in
            var count = 0
            while index < text.count {
                var scalar = Int(text[index])
                var next = index &+ 1
                if scalar >= 0x80 {
                    guard scalar == 0xC3, next < text.count else { break }
                    scalar = 0xC0 | Int(text[next] & 0x3F)
                    next &+= 1
                }
                var glyph = plain[scalar]
                if glyph.isMissing {
                    // Between a letter or digit and a digit, no line ends at a hyphen (LB21, LB25).
                    guard scalar == 0x2D, count > 0, next < text.count, text[next] &- 0x30 < 10
                    else { break }
                    glyph = line.style.hyphen
                    guard glyph.slice == 0, !glyph.isMissing else { break }
                }
                if count > 0 || !isFirst { width &+= pairs[left, glyph.code] }
                width &+= glyph.advance
                left = glyph.code
                unsafe codes[count] = left
                count &+= 1
                index = next
            }
            line.position += width * line.style.size + count * line.style.spacing
            return count
        }
        line.left = left
        return index < text.count && text[index] & 0xFE == 0xCC ? start : index
    }

    /// Writes a blank and notes that a line may end there; false if what follows is no plain character.
    @inline(__always)
    private mutating func writeBlank(
        before text: ByteView, _ index: Int, _ plain: PoolView<GlyphCode>, _ pairs: KerningPairs,
        _ line: inout SimpleLine
    ) -> Bool {
        let byte = text[index]
        let isLetter = byte == 0xC3 && index + 1 < text.count
        let scalar = isLetter ? 0xC0 | Int(text[index + 1] & 0x3F) : Int(byte)
        guard isLetter || byte < 0x80, !plain[scalar].isMissing else { return false }
        let (end, blank) = (line.position, line.style.blank)
        let endGlyph = Int32(glyphs.codes.count)
        line.position += (pairs[line.left, blank.code] + blank.advance) * line.style.size
        line.position += line.style.spacing
        line.left = blank.code
        glyphs.codes.append(blank.code)
        if line.style.whiteSpace != .nowrap {
            let kerning = pairs[blank.code, plain[scalar].code] * line.style.size
            places.append(
                BreakPlace(
                    endGlyph: endGlyph, endRun: line.run + 1, end: end, nextGlyph: endGlyph + 1,
                    nextRun: line.run, next: line.position + kerning, kind: .opportunity))
        }
        return true
    }
}
