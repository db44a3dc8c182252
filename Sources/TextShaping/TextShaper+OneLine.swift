import Fonts
public import Primitives

/// A text of one style that is to stand on one line, as codes of the first slice of the style's face.
public struct LineText: BitwiseCopyable, Sendable {
    /// Its first code in `TextShaper.glyphs`.
    public var firstGlyph: Int32 = 0
    /// How many codes.
    public var count: Int32 = 0
    /// Width with kerning and letter spacing, in millionths of a point.
    public var width = 0
    /// Which glyphs kern with the one before them: bit *n* modulo 64 for glyph *n*.
    public var kernings = UInt64(0)
    /// Whether one of its codes has to be escaped in strings of PDF (ISO 32000-1, 7.3.4.2).
    public var isEscaped = false

    /// No text.
    @inlinable
    public init() {}
}

/// What shaping of texts on one line needs of their style.
public struct LineStyle: BitwiseCopyable, Sendable {
    /// Index of the face.
    @usableFromInline let face: Int
    /// Thousandths of a point.
    @usableFromInline let size: Int
    /// Millionths of a point added to each advance.
    @usableFromInline let spacing: Int
}

extension TextShaper {
    /// What `shapeLine` needs of a style.
    public func lineStyle(_ style: UInt16) -> LineStyle {
        let style = styles[Int(style)]
        return LineStyle(face: style.face, size: style.size, spacing: style.spacing)
    }

    /// Shapes a text without a thought for where its lines may end: what `shape` makes of it, but for that.
    ///
    /// - Parameters:
    ///   - text: of visible ASCII and letters of Latin-1, with single blanks between, at most 65,536 bytes.
    ///   - style: its style.
    /// - Returns: its codes; nil if it holds anything else, or glyphs outside of the face's first slice.
    /// - Complexity: O(bytes); of short texts the kerning is remembered.
    @inlinable @inline(__always)
    public mutating func shapeLine(_ text: ByteView, _ style: LineStyle) -> LineText? {
        let table = lineGlyphs.view(style.face &<< 8..<style.face &<< 8 &+ 256)
        let first = glyphs.codes.count
        guard text.count <= LineGlyph.mostSummed else { return nil }
        var (marks, sum) = (UInt64(0), UInt64(0))
        unsafe glyphs.codes.appendUnsafe(space: text.count) { codes in
            let bytes = unsafe text.base
            for index in 0..<text.count {
                let glyph = unsafe table[Int(bytes[index])].packed
                marks |= glyph
                sum &+= glyph
                unsafe codes[index] = UInt8(truncatingIfNeeded: glyph)
            }
            return text.count
        }
        var line = LineText()
        line.firstGlyph = Int32(truncatingIfNeeded: first)
        line.width = Int(truncatingIfNeeded: sum &>> 32)
        if marks & LineGlyph.anyMark != 0, !lookCloser(at: text, marks, style.face, &line) {
            glyphs.codes.truncate(to: first)
            return nil
        }
        let count = glyphs.codes.count &- first
        guard count > 0 else { return nil }
        line.count = Int32(truncatingIfNeeded: count)
        line.width = line.width &* style.size &+ count &* style.spacing
        return line
    }

    /// Looks at what is out of the ordinary about a text whose codes and advances stand in `line`; false if it
    /// cannot stand on a line by itself.
    @usableFromInline @inline(never)
    mutating func lookCloser(
        at text: ByteView, _ marks: UInt64, _ face: Int, _ line: inout LineText
    ) -> Bool {
        let first = Int(line.firstGlyph)
        line.isEscaped = marks & LineGlyph.escaped != 0
        if marks & LineGlyph.strange != 0 {
            glyphs.codes.truncate(to: first)
            guard appendLetters(text, face, &line) else { return false }
        }
        let kerns = marks & (LineGlyph.strange | LineGlyph.kerns) != 0
        let key = kerns ? LineKey(text, face: face) : nil
        if let key, let kerning = lineMemory.kerning(of: key) {
            line.width += kerning.sum
            line.kernings = kerning.places
            return true
        }
        guard marks & LineGlyph.blank == 0 || text.hasSingleBlanks else { return false }
        guard kerns else { return true }
        let codes = glyphs.codes.view(first..<glyphs.codes.count)
        let kerning = lookups[face].firstPairs.kerning(of: codes)
        if let key { lineMemory.keep(kerning, of: key) }
        line.width += kerning.sum
        line.kernings = kerning.places
        return true
    }

    /// Appends the codes of a text that holds letters of Latin-1 and what `lineGlyphs` knows, and sums up their
    /// advances; false if it holds anything else.
    @inline(never)
    private mutating func appendLetters(
        _ text: ByteView, _ face: Int, _ line: inout LineText
    ) -> Bool {
        let letters = plainGlyphs(of: face)
        var (index, width) = (0, 0)
        while index < text.count {
            let glyph = lineGlyphs[face << 8 | Int(text[index])].packed
            if glyph & LineGlyph.strange == 0 {
                width += Int(glyph >> 32)
                glyphs.codes.append(UInt8(truncatingIfNeeded: glyph))
                index += 1
                continue
            }
            let isLetter = text[index] == 0xC3 && index + 1 < text.count
            let letter = isLetter ? letters[0x100 | Int(text[index + 1] & 0x3F)] : letters[0]
            guard !letter.isMissing else { return false }
            if LineGlyph.isEscaped(letter.code) { line.isEscaped = true }
            width += letter.advance
            glyphs.codes.append(letter.code)
            index += 2
        }
        line.width = width
        return true
    }
}

extension KerningPairs {
    /// The kerning of the codes of a text, in 1/1000 em.
    @inline(never)
    fileprivate func kerning(of codes: ByteView) -> LineKerning {
        var kerning = LineKerning()
        let codeBytes = unsafe codes.base
        // At the start of a text the code before is 0, which kerns with nothing.
        var left = UInt8(0)
        for index in 0..<codes.count {
            let right = unsafe codeBytes[index]
            let pair = self[left, right]
            if pair != 0 {
                kerning.sum &+= pair
                kerning.places |= 1 &<< UInt64(truncatingIfNeeded: index)
            }
            left = right
        }
        return kerning
    }
}

extension ByteView {
    /// Whether each blank stands between two other bytes.
    fileprivate var hasSingleBlanks: Bool {
        count > 1 && self[0] != 0x20 && self[count - 1] != 0x20 && !contains(twice: 0x20)
    }
}
