public import Primitives

/// What texts on one line came to that came before, for each cell of the template's rows.
///
/// The texts of a cell are alike. Those of figures differ in their digits only, which are all as wide, and are
/// drawn as their own bytes: all of one *pattern* (the digits taken for zeros) are as wide, so that neither
/// glyphs nor pairs are looked at. Of other texts a few hundred are kept whole: names of places come again, on
/// one bill and on the next. Nothing that is printed depends on what is remembered.
@usableFromInline
struct LineMemory: ~Copyable {
    /// For each cell `LinePattern.perCell`.
    fileprivate var patterns: Pool<LinePattern>
    /// The same, to look at.
    @usableFromInline let known: PoolView<LinePattern>
    /// Where the bits of their hashes say.
    fileprivate var texts = Pool<KnownLine>(capacity: LineMemory.textCount)

    private static let bits = 8
    private static let textCount = 1 << bits

    /// - Parameter cells: how many cells there are.
    init(cells: Int) {
        patterns = Pool(capacity: max(cells, 1) * LinePattern.perCell)
        patterns.append(repeating: LinePattern(), count: cells * LinePattern.perCell)
        known = patterns.view(patterns.indices)
        texts.append(repeating: KnownLine(), count: Self.textCount)
    }

    /// Where a text may be kept whole.
    @inline(__always)
    static func place(of words: LineWords, cell: Int) -> Int {
        let some = (words.first ^ words.third) &* 0x9E37_79B9_7F4A_7C15
        let others =
            (words.second ^ words.last ^ UInt64(truncatingIfNeeded: cell))
            &* 0xD6E8_FEB8_6659_FD93
        return Int(truncatingIfNeeded: (some &+ others) >> (64 - UInt64(bits)))
    }

    /// Whether a text is kept at a place.
    @inline(__always)
    func holds(_ words: LineWords, cell: Int, count: Int, at place: Int) -> Bool {
        texts[place].words == words && texts[place].cell == cell && texts[place].byteCount == count
    }
}

/// What all texts of a cell have in common whose bytes are the same but for their digits.
@usableFromInline
struct LinePattern: BitwiseCopyable {
    /// The first and the last bytes, digits as zeros, see `LineEnds`.
    @usableFromInline var ends = LineEnds(first: 0, last: 0)
    /// How many bytes, which are as many codes; 0: nothing is known.
    @usableFromInline var count = 0
    /// See `LineText.width`.
    @usableFromInline var width = 0

    /// How many of a cell are kept, by the lowest bits of their lengths.
    @usableFromInline static var perCell: Int { @inlinable @inline(__always) get { 4 } }

    /// The pattern of a text of a cell may be there.
    @inlinable @inline(__always)
    static func place(cell: Int, count: Int) -> Int { cell &* perCell &+ count & (perCell &- 1) }
}

/// All of the bytes of a text of 4 to 16, the middle ones twice: the first and the last four, or eight.
@usableFromInline
struct LineEnds: BitwiseCopyable {
    @usableFromInline var first: UInt64
    @usableFromInline var last: UInt64

    @inlinable @inline(__always)
    init(first: UInt64, last: UInt64) {
        self.first = first
        self.last = last
    }

    /// The ends of a text; nil if it is shorter or longer.
    @inlinable @inline(__always)
    init?(_ text: ByteView) {
        guard UInt(bitPattern: text.count &- 4) <= 12 else { return nil }
        let start = unsafe UnsafeRawPointer(text.base)
        if text.count >= 8 {
            unsafe first = start.loadUnaligned(as: UInt64.self)
            unsafe last = start.loadUnaligned(fromByteOffset: text.count &- 8, as: UInt64.self)
        } else {
            unsafe first = UInt64(start.loadUnaligned(as: UInt32.self))
            unsafe last = UInt64(
                start.loadUnaligned(fromByteOffset: text.count &- 4, as: UInt32.self))
        }
    }

    /// The same with zeros for all digits.
    @inlinable @inline(__always)
    var pattern: LineEnds { LineEnds(first: zeros(first), last: zeros(last)) }

    @inlinable @inline(__always)
    func zeros(_ bytes: UInt64) -> UInt64 { bytes & ~(bytes.digits &* 0x0F) }

    /// Writes the bytes, of which there are `count`.
    @unsafe
    @inlinable @inline(__always)
    func write(to target: UnsafeMutablePointer<UInt8>, count: Int) {
        let target = UnsafeMutableRawPointer(target)
        if count >= 8 {
            unsafe target.storeBytes(of: first, as: UInt64.self)
            unsafe target.storeBytes(of: last, toByteOffset: count &- 8, as: UInt64.self)
        } else {
            unsafe target.storeBytes(of: UInt32(truncatingIfNeeded: first), as: UInt32.self)
            unsafe target.storeBytes(
                of: UInt32(truncatingIfNeeded: last), toByteOffset: count &- 4, as: UInt32.self)
        }
    }
}

/// All of the bytes of a text of 4 to 32, some of them twice.
struct LineWords: BitwiseCopyable, Equatable {
    var first: UInt64
    var second = UInt64(0)
    var third = UInt64(0)
    var last: UInt64

    /// The words of a text; nil if it is shorter or longer.
    @inline(__always)
    init?(_ text: ByteView) {
        if let ends = LineEnds(text) {
            (first, last) = (ends.first, ends.last)
            return
        }
        guard text.count > 16, text.count <= KnownLine.longest else { return nil }
        let start = unsafe UnsafeRawPointer(text.base)
        unsafe first = start.loadUnaligned(as: UInt64.self)
        unsafe second = start.loadUnaligned(fromByteOffset: 8, as: UInt64.self)
        unsafe third = start.loadUnaligned(
            fromByteOffset: text.count - 16, as: UInt64.self)
        unsafe last = start.loadUnaligned(fromByteOffset: text.count - 8, as: UInt64.self)
    }

    init() { (first, last) = (0, 0) }
}

/// A text of a cell that is kept whole.
struct KnownLine: BitwiseCopyable {
    var words = LineWords()
    /// Which cell, and how many bytes; 0: none is kept.
    var cell = 0
    var byteCount = 0
    /// What it came to; its codes stand where it says in the `edition` of them.
    var line = LineText()
    var edition = 0
    /// The same codes.
    var codes = SIMD32<UInt8>()

    /// Longer texts are not kept.
    static let longest = 32
}

extension TextShaper {
    /// Shapes the text of a cell as `shapeLine` does, for less where one like it stood in the cell before.
    ///
    /// - Parameters:
    ///   - text: as for `shapeLine`.
    ///   - style: the cell's style.
    ///   - cell: the cell, in `DocumentResources.textCells`: its texts are all of one style.
    /// - Returns: its codes; nil if it cannot stand on a line by itself.
    public mutating func shapeText(_ text: ByteView, _ style: LineStyle, cell: Int) -> LineText? {
        let first = glyphs.codes.count
        let width = appendFigures(text, cell: cell)
        guard width >= 0 else { return shapeLine(text, style, cell: cell) }
        return LineText(firstGlyph: first, count: text.count, width: width)
    }

    /// Appends the codes of a text of figures, if one of its pattern stood in the cell before.
    ///
    /// - Parameters:
    ///   - text: the text, as for `shapeLine`.
    ///   - cell: the cell, in `DocumentResources.textCells`: its texts are all of one style.
    /// - Returns: its width, see `LineText.width`; it has as many codes as bytes and neither kerns nor is
    ///   escaped. A negative number if its pattern is not known: nothing is appended then.
    @inlinable @inline(__always)
    public mutating func appendFigures(_ text: ByteView, cell: Int) -> Int {
        guard let ends = LineEnds(text) else { return -1 }
        let known = lineMemory.known[LinePattern.place(cell: cell, count: text.count)]
        let pattern = ends.pattern
        guard known.count == text.count, known.ends.first == pattern.first,
            known.ends.last == pattern.last
        else { return -1 }
        unsafe glyphs.codes.appendUnsafe(space: 16) {
            unsafe ends.write(to: $0, count: text.count)
            return text.count
        }
        return known.width
    }

    /// Forgets the codes from one on, of texts that are not to be drawn.
    public mutating func forgetCodes(from first: Int) {
        glyphs.codes.truncate(to: first)
        // What is known of texts may say that their codes stand there.
        edition += 1
    }

    /// Shapes the text of a cell as `shapeLine` does, for less where it stood in the cell before.
    ///
    /// - Parameters:
    ///   - text: one whose pattern is not known, see `appendFigures`.
    ///   - style: the cell's style.
    ///   - cell: the cell, in `DocumentResources.textCells`.
    /// - Returns: its codes; nil if it cannot stand on a line by itself.
    @inline(never)
    public mutating func shapeLine(_ text: ByteView, _ style: LineStyle, cell: Int) -> LineText? {
        guard let words = LineWords(text) else { return shapeLine(text, style) }
        let place = LineMemory.place(of: words, cell: cell)
        if lineMemory.holds(words, cell: cell, count: text.count, at: place) {
            return lineMemory.texts[place].edition == edition
                ? lineMemory.texts[place].line : repeated(place)
        }
        guard let line = shapeLine(text, style) else { return nil }
        if addPattern(text, line, style, cell: cell) { return line }
        remember(KnownLine(words: words, cell: cell, byteCount: text.count, line: line), at: place)
        return line
    }

    /// Appends the codes of a text that a document before had.
    private mutating func repeated(_ place: Int) -> LineText {
        lineMemory.texts[place].line.firstGlyph = Int32(truncatingIfNeeded: glyphs.codes.count)
        lineMemory.texts[place].edition = edition
        let line = lineMemory.texts[place].line
        let codes = lineMemory.texts[place].codes
        unsafe glyphs.codes.appendUnsafe(space: KnownLine.longest) {
            unsafe UnsafeMutableRawPointer($0).storeBytes(of: codes, as: SIMD32<UInt8>.self)
            return Int(line.count)
        }
        return line
    }

    private mutating func remember(_ line: KnownLine, at place: Int) {
        lineMemory.texts[place] = line
        lineMemory.texts[place].edition = edition
        let first = Int(line.line.firstGlyph)
        for index in 0..<Int(line.line.count) {
            lineMemory.texts[place].codes[index] = glyphs.codes[first + index]
        }
    }

    /// Remembers the pattern of a text that was shaped, if all texts of it are as wide and drawn as their bytes.
    private mutating func addPattern(
        _ text: ByteView, _ line: LineText, _ style: LineStyle, cell: Int
    ) -> Bool {
        guard let ends = LineEnds(text), hasEvenFigures[style.face], Int(line.count) == text.count,
            line.kernings == 0, !line.isEscaped, line.width >= 0
        else { return false }
        let marked = LineGlyph.kerns | LineGlyph.strange
        for index in 0..<text.count {
            let glyph = lineGlyphs[style.face << 8 | Int(text[index])].packed
            guard glyph & marked == 0, UInt8(truncatingIfNeeded: glyph) == text[index] else {
                return false
            }
        }
        lineMemory.patterns[LinePattern.place(cell: cell, count: text.count)] = LinePattern(
            ends: ends.pattern, count: text.count, width: line.width)
        return true
    }
}

extension LineGlyph {
    /// Whether the digits are all as wide, kern with nothing that is not marked, and are drawn as their bytes.
    static func hasEvenFigures(_ glyphs: [LineGlyph]) -> Bool {
        let zero = glyphs[0x30].packed
        return (0x30...0x39).allSatisfy {
            let glyph = glyphs[$0].packed
            return glyph >> 32 == zero >> 32 && glyph & anyMark == 0
                && UInt8(truncatingIfNeeded: glyph) == UInt8($0)
        }
    }
}
