import Fonts
import Primitives

/// What writing words needs of their style, worked out once per template.
struct WordStyle: BitwiseCopyable {
    let plain: PoolView<PlainGlyph>
    let lookup: FaceLookup
    let pairs: KerningPairs
    /// Thousandths of a point.
    let size: Int
    /// Millionths of a point added to each advance.
    let spacing: Int
    /// What runs of it are known by, see `TextShaper.runKey`.
    let key: Int
    /// Index of the style.
    let number: Int32
    /// Whether lines may end in it.
    let mayBreak: Bool

    init(_ style: TextStyle, number: Int, plain: PoolView<PlainGlyph>, lookup: FaceLookup) {
        self.plain = plain
        self.lookup = lookup
        pairs = lookup.firstPairs
        size = style.size
        spacing = style.spacing
        key = TextShaper.runKey(font: style.face, slice: 0)
        self.number = Int32(truncatingIfNeeded: number)
        mayBreak = style.whiteSpace != .nowrap
    }

    /// The glyph of U+0020; a missing one if it is none of the slice.
    @inline(__always) var blank: PlainGlyph { plain[PlainGlyph.blank] }

    /// The glyph of the plain character at `index`; a missing one for what is not plain, or has combining marks
    /// behind it, see `TextShaper.composed`.
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

    /// The glyph of the word that begins at `index`; a missing one if none does.
    @inline(__always)
    func word(_ text: ByteView, at index: Int) -> PlainGlyph {
        let glyph = glyph(text, at: index)
        guard !glyph.isMissing, LineBreakClass(plain: text[index]) != .infix else {
            return .missing
        }
        return glyph
    }
}

/// How far words have been written.
private struct WordLine: BitwiseCopyable {
    /// Where the last word begins in the text, or goes on.
    var start: Int
    /// The next byte.
    var end: Int
    /// How many glyphs.
    var count = 0
    /// The pairs of the last glyph.
    var row: UInt16
    /// In 1/1000 em, without letter spacing.
    var width = 0
    /// Bits of all kerning.
    var kerning = 0

    init(at index: Int, behind row: UInt16) {
        (start, end, self.row) = (index, index, row)
    }

    /// What its glyphs take, in millionths of a point.
    @inline(__always)
    func position(_ own: WordStyle) -> Int { width * own.size + count * own.spacing }

    /// Where a line may end: at a blank that stands here, before a word.
    ///
    /// - Parameters:
    ///   - word: the word's first glyph.
    ///   - own: their style.
    ///   - base: the first glyph, the open run's end and the position of all that is written.
    /// - Returns: the place.
    @inline(__always)
    func place(
        before word: PlainGlyph, _ own: WordStyle, _ base: (glyph: Int, run: Int, position: Int)
    ) -> BreakPlace {
        let (pairs, blank) = (own.pairs, own.blank)
        let pair = unsafe pairs[row: row, column: blank.column]
        let kerning = unsafe pairs[row: blank.row, column: word.column]
        let end = base.position + position(own)
        let glyph = Int32(truncatingIfNeeded: base.glyph &+ count)
        let run = Int32(truncatingIfNeeded: base.run)
        return BreakPlace(
            endGlyph: glyph, endRun: run, end: end, nextGlyph: glyph &+ 1, nextRun: run &- 1,
            next: end + (pair + blank.advance + kerning) * own.size + own.spacing,
            kind: .opportunity)
    }

    /// Adds a glyph.
    @inline(__always)
    mutating func add(
        _ glyph: PlainGlyph, _ own: WordStyle, to codes: UnsafeMutablePointer<UInt8>
    ) {
        let pair = unsafe own.pairs[row: row, column: glyph.column]
        kerning |= pair
        width &+= pair &+ glyph.advance
        row = glyph.row
        unsafe codes[count] = glyph.code
        count &+= 1
    }

    /// Adds the plain characters of one byte that follow; by itself, so that all of it stays in registers.
    @inline(never)
    mutating func addLetters(
        _ text: ByteView, _ own: WordStyle, to codes: UnsafeMutablePointer<UInt8>
    ) {
        var line = self
        let plain = own.plain
        while line.end < text.count {
            let glyph = unsafe plain[Int(text.base[line.end])]
            if glyph.isMissing { break }
            unsafe line.add(glyph, own, to: codes)
            line.end &+= 1
        }
        self = line
    }
}

// What most texts are made of: words of one style in the first slice of its face, with blanks between. They come out
// as `append` would have them without.
extension TextShaper {
    /// Writes what goes on in the open run, or begins a line; stops at what `append` has to look at.
    mutating func writeWords(
        _ text: ByteView, _ index: inout Int, _ own: WordStyle, _ link: Int32, _ pen: inout Pen
    ) {
        guard pen.blankStyle < 0 else { return }
        if pen.style < 0 {
            guard openWord(text, index, own, link, &pen) else { return }
        } else if pen.style != own.number || pen.key != own.key || pen.link != link {
            return
        }
        while index < text.count {
            if pen.context.left.joinsWord { writePlain(text, &index, own, &pen) }
            guard index < text.count, writeSign(text, &index, own, &pen) else { return }
        }
    }

    /// Opens a run for the word that begins a line; false if none does.
    @inline(__always)
    private mutating func openWord(
        _ text: ByteView, _ index: Int, _ own: WordStyle, _ link: Int32, _ pen: inout Pen
    ) -> Bool {
        guard pen.isAtLineStart, pen.context.left == .edge,
            !own.word(text, at: index).isMissing
        else { return false }
        open(own.key, own.number, link, &pen)
        pen.context.left = LineBreakClass(plain: text[index])
        pen.isAtLineStart = false
        // No glyph has the code 0, which kerns with nothing.
        pen.lastCode = 0
        return true
    }

    /// Writes the words that follow, and the blanks between them, at which lines may end; inside of words nothing
    /// may happen but kerning.
    private mutating func writePlain(
        _ text: ByteView, _ index: inout Int, _ own: WordStyle, _ pen: inout Pen
    ) {
        // Behind what is no word, there is more to a blank.
        guard index < text.count, text[index] != 0x20 || pen.context.left.isCommon else { return }
        let (first, firstPlace) = (glyphs.codes.count, places.count)
        var line = WordLine(at: index, behind: own.pairs.place(of: pen.lastCode).row)
        let base = (glyph: first, run: runs.count, position: pen.position)
        unsafe glyphs.codes.appendUnsafe(space: text.count &- index) { codes in
            while true {
                unsafe line.addLetters(text, own, to: codes)
                guard line.end < text.count else { break }
                if text[line.end] == 0x20 {
                    let word = own.word(text, at: line.end &+ 1)
                    guard !word.isMissing, !own.blank.isMissing else { break }
                    if own.mayBreak { places.append(line.place(before: word, own, base)) }
                    unsafe line.add(own.blank, own, to: codes)
                    line.end &+= 1
                    line.start = line.end
                } else {
                    guard line.end &+ 1 < text.count else { break }
                    let letter = own.long(text[line.end], text[line.end &+ 1])
                    guard !letter.isMissing else { break }
                    unsafe line.add(letter, own, to: codes)
                    line.end &+= 2
                }
            }
            return line.count
        }
        guard line.count > 0 else { return }
        if line.end < text.count, text[line.end] & 0xFE == 0xCC {
            // The last one is composed with the marks behind it: up to it, once more.
            glyphs.codes.truncate(to: first)
            places.truncate(to: firstPlace)
            let last = line.end &- (text[line.end &- 1] < 0x80 ? 1 : 2)
            return writePlain(text[0..<last], &index, own, &pen)
        }
        pen.position += line.position(own)
        pen.kerning |= line.kerning
        pen.lastCode = glyphs.codes[first &+ line.count &- 1]
        index = line.end
        endPlain(text, line.start..<line.end, &pen)
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
        if joined[Int(pen.context.left.rawValue)] >> UInt32(kind.rawValue) & 1 != 0 {
            pen.context.left = kind
        } else {
            mayBreak = step(kind, text, next, &pen) && own.mayBreak
        }
        let end = pen.position
        let pair = own.pairs[pen.lastCode, glyph.code]
        pen.kerning |= pair
        pen.position += pair * own.size
        if mayBreak {
            let (place, run) = (Int32(glyphs.codes.count), Int32(runs.count))
            places.append(
                BreakPlace(
                    endGlyph: place, endRun: run, end: end, nextGlyph: place, nextRun: run - 1,
                    next: pen.position, kind: .opportunity))
        }
        glyphs.codes.append(glyph.code)
        pen.lastCode = glyph.code
        pen.position += glyph.advance * own.size + own.spacing
        index = next
        return true
    }
}
