import Fonts
import Primitives

/// What writing words needs of their style.
struct WordStyle: BitwiseCopyable {
    let style: TextStyle
    let plain: PoolView<PlainGlyph>
    let lookup: FaceLookup
    /// What runs of it are known by, see `runKey`.
    let key: Int
    /// Index of the style, and of the link.
    let number: Int32
    let link: Int32

    /// The glyph of the plain character at `index`, and where the next one begins.
    ///
    /// A missing one for what is not plain, or is followed by combining marks, see `composed`.
    @inline(__always)
    func glyph(_ text: ByteView, at index: Int) -> PlainGlyph {
        guard index < text.count else { return .missing }
        var (glyph, next) = (plain[Int(text[index])], index &+ 1)
        if glyph.isMissing, next < text.count {
            glyph = long(text[index], text[next])
            next &+= 1
        }
        return next < text.count && text[next] & 0xFE == 0xCC ? .missing : glyph
    }

    /// The glyph of a plain character of two bytes.
    @inline(__always)
    func long(_ first: UInt8, _ second: UInt8) -> PlainGlyph {
        switch first {
        case 0xC3: plain[PlainGlyph.letters | Int(second & 0x3F)]
        case 0xC2: plain[PlainGlyph.signs | Int(second & 0x3F)]
        default: .missing
        }
    }
}

// What most texts are made of: words of one style in the first slice of its face, with blanks between. They come out
// as `append` would have them without.
extension TextShaper {
    /// Writes what goes on in the open run, or begins a line; stops at what `append` has to look at.
    mutating func writeWords(
        _ text: ByteView, _ index: inout Int, _ own: WordStyle, _ pen: inout Pen
    ) {
        guard pen.blankStyle < 0 else { return }
        if pen.style < 0 {
            guard openWord(text, index, own, &pen) else { return }
        } else if pen.style != own.number || pen.key != own.key || pen.link != own.link {
            return
        }
        while index < text.count {
            if pen.context.left.rawValue <= LineBreakClass.infix.rawValue {
                writePlain(text, &index, own, &pen)
                guard index < text.count else { return }
            }
            if text[index] == 0x20 {
                guard writeBlank(text, index, own, &pen) else { return }
                index &+= 1
            } else {
                guard writeSign(text, &index, own, &pen) else { return }
            }
        }
    }

    /// Opens a run for the word that begins a line; false if none does.
    @inline(__always)
    private mutating func openWord(
        _ text: ByteView, _ index: Int, _ own: WordStyle, _ pen: inout Pen
    ) -> Bool {
        guard pen.isAtLineStart, pen.context.left == .edge,
            !own.glyph(text, at: index).isMissing
        else { return false }
        let kind = LineBreakClass(plain: text[index])
        guard kind != .infix else { return false }
        open(own.key, own.number, own.link, &pen)
        pen.context.left = kind
        pen.isAtLineStart = false
        // No glyph has the code 0, which kerns with nothing.
        pen.lastCode = 0
        return true
    }

    /// Writes the plain characters that follow: between them nothing may happen but kerning.
    private mutating func writePlain(
        _ text: ByteView, _ index: inout Int, _ own: WordStyle, _ pen: inout Pen
    ) {
        let (start, first) = (index, glyphs.codes.count)
        let pairs = own.lookup.firstPairs
        var (end, last, width, kerning) = (start, start, 0, 0)
        var row = pairs.place(of: pen.lastCode).row
        unsafe glyphs.codes.appendUnsafe(space: text.count &- start) { codes in
            let bytes = unsafe text.base
            var count = 0
            while end < text.count {
                var glyph = unsafe own.plain[Int(bytes[end])]
                var next = end &+ 1
                if glyph.isMissing {
                    guard next < text.count else { break }
                    glyph = unsafe own.long(bytes[end], bytes[next])
                    guard !glyph.isMissing else { break }
                    next &+= 1
                }
                let pair = unsafe pairs[row: row, column: glyph.column]
                kerning |= pair
                width &+= pair &+ glyph.advance
                row = glyph.row
                unsafe codes[count] = glyph.code
                count &+= 1
                (last, end) = (end, next)
            }
            return count
        }
        let count = glyphs.codes.count &- first
        guard count > 0 else { return }
        if end < text.count, text[end] & 0xFE == 0xCC {
            // The last one is composed with the marks behind it.
            glyphs.codes.truncate(to: first)
            return writePlain(text[0..<last], &index, own, &pen)
        }
        pen.position += width * own.style.size + count * own.style.spacing
        pen.kerning |= kerning
        pen.lastCode = glyphs.codes[first &+ count &- 1]
        index = end
        endPlain(text, start..<end, &pen)
    }

    /// Writes the blank at `index` and notes that a line may end there, if a word begins behind it.
    private mutating func writeBlank(
        _ text: ByteView, _ index: Int, _ own: WordStyle, _ pen: inout Pen
    ) -> Bool {
        let (style, pairs, next) = (
            own.style, own.lookup.firstPairs, own.glyph(text, at: index &+ 1)
        )
        guard pen.context.left.isCommon, !next.isMissing, style.blank.slice == 0,
            !style.blank.isMissing
        else { return false }
        let kind = LineBreakClass(plain: text[index &+ 1])
        guard kind != .infix else { return false }
        let (end, endGlyph) = (pen.position, Int32(truncatingIfNeeded: glyphs.codes.count))
        let pair = pairs[pen.lastCode, style.blank.code]
        glyphs.codes.append(style.blank.code)
        pen.position += pair * style.size + style.advance(style.blank)
        pen.kerning |= pair
        pen.lastCode = style.blank.code
        pen.context.left = kind
        guard style.whiteSpace != .nowrap else { return true }
        let endRun = Int32(truncatingIfNeeded: runs.count)
        let start = pen.position + pairs[style.blank.code, next.code] * style.size
        places.append(
            BreakPlace(
                endGlyph: endGlyph, endRun: endRun, end: end, nextGlyph: endGlyph + 1,
                nextRun: endRun - 1, next: start, kind: .opportunity))
        return true
    }

    /// Writes any other character of the slice, by the rules of line breaking; false if it is none.
    private mutating func writeSign(
        _ text: ByteView, _ index: inout Int, _ own: WordStyle, _ pen: inout Pen
    ) -> Bool {
        var next = index
        let scalar = decodeScalar(text, at: &next)
        guard !isBlank(scalar), !isInvisible(scalar), pen.context.left != .softHyphen,
            next == text.count || text[next] & 0xFE != 0xCC
        else { return false }
        let glyph = own.lookup.glyph(scalar)
        guard !glyph.isMissing, glyph.slice == 0 else { return false }
        let kind = breaks[scalar]
        var mayBreak = false
        if kind.isWord, pen.context.left.isWord {
            pen.context.left = kind
        } else {
            mayBreak = step(kind, text, next, &pen) && own.style.whiteSpace != .nowrap
        }
        let end = pen.position
        let pair = own.lookup.firstPairs[pen.lastCode, glyph.code]
        pen.kerning |= pair
        pen.position += pair * own.style.size
        if mayBreak {
            let (place, run) = (Int32(glyphs.codes.count), Int32(runs.count))
            places.append(
                BreakPlace(
                    endGlyph: place, endRun: run, end: end, nextGlyph: place, nextRun: run - 1,
                    next: pen.position, kind: .opportunity))
        }
        glyphs.codes.append(glyph.code)
        pen.lastCode = glyph.code
        pen.position += own.style.advance(glyph)
        index = next
        return true
    }
}
