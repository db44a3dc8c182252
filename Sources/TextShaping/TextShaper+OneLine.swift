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
    /// Whether two of its glyphs kern.
    public var isKerned = false

    /// No text.
    public init() {}
}

extension TextShaper {
    /// Shapes a text without a thought for where its lines may end: what `shape` makes of it, but for that.
    ///
    /// - Parameters:
    ///   - text: of visible ASCII and letters of Latin-1, with single blanks between.
    ///   - style: its style.
    /// - Returns: its codes; nil if it holds anything else, or glyphs outside of the face's first slice.
    /// - Complexity: O(bytes); nothing is remembered.
    public mutating func shapeLine(_ text: ByteView, style: UInt16) -> LineText? {
        let face = styles[Int(style)].face
        let table = lineGlyphs.view(face &<< 8..<face &<< 8 &+ 256)
        let first = glyphs.codes.count
        var (marks, width) = (UInt32(0), 0)
        unsafe glyphs.codes.appendUnsafe(space: text.count) { codes in
            for index in 0..<text.count {
                let glyph = table[Int(text[index])].packed
                marks |= glyph
                width &+= Int(glyph &>> 16)
                unsafe codes[index] = UInt8(truncatingIfNeeded: glyph)
            }
            return text.count
        }
        var kerning = Kerning()
        if marks & (LineGlyph.strange | LineGlyph.blank | LineGlyph.kerns) != 0 {
            if marks & LineGlyph.strange != 0 {
                glyphs.codes.truncate(to: first)
                guard let letters = appendLetters(text, style) else { return nil }
                width = letters
            }
            guard marks & LineGlyph.blank == 0 || text.hasSingleBlanks else {
                glyphs.codes.truncate(to: first)
                return nil
            }
            kerning = lookups[face].firstPairs.kerning(of: glyphs.codes.view(first..<glyphs.codes.count))
        }
        return line(from: first, width: width &+ kerning.sum, isKerned: kerning.isAny, style)
    }

    /// The text whose codes begin at `first`; `width` is in 1/1000 em.
    @inline(__always)
    private mutating func line(
        from first: Int, width: Int, isKerned: Bool, _ style: UInt16
    ) -> LineText? {
        let count = glyphs.codes.count &- first
        guard count > 0 else { return nil }
        var line = LineText()
        line.firstGlyph = Int32(truncatingIfNeeded: first)
        line.count = Int32(truncatingIfNeeded: count)
        line.width = width * styles[Int(style)].size + count * styles[Int(style)].spacing
        line.isKerned = isKerned
        return line
    }

    /// Appends the codes of a text that holds letters of Latin-1 and what `lineGlyphs` knows; returns the sum
    /// of their advances, nil and nothing if it holds anything else.
    @inline(never)
    private mutating func appendLetters(_ text: ByteView, _ style: UInt16) -> Int? {
        let face = styles[Int(style)].face
        let (letters, first) = (plainGlyphs(of: face), glyphs.codes.count)
        var (index, width) = (0, 0)
        while index < text.count {
            let glyph = lineGlyphs[face << 8 | Int(text[index])].packed
            if glyph & LineGlyph.strange == 0 {
                width += Int(glyph >> 16)
                glyphs.codes.append(UInt8(truncatingIfNeeded: glyph))
                index += 1
                continue
            }
            let isLetter = text[index] == 0xC3 && index + 1 < text.count
            let letter = isLetter ? letters[0x100 | Int(text[index + 1] & 0x3F)] : letters[0]
            guard !letter.isMissing else {
                glyphs.codes.truncate(to: first)
                return nil
            }
            width += letter.advance
            glyphs.codes.append(letter.code)
            index += 2
        }
        return width
    }
}

/// What the kerning of a text comes to.
private struct Kerning: BitwiseCopyable {
    var sum = 0
    /// Whether two glyphs kern, though all of it may come to nothing.
    var isAny = false
}

extension KerningPairs {
    /// The kerning of the codes of a text, in 1/1000 em.
    @inline(never)
    fileprivate func kerning(of codes: ByteView) -> Kerning {
        var (sum, bits) = (0, 0)
        // At the start of a text the code before is 0, which kerns with nothing.
        var left = UInt8(0)
        for index in 0..<codes.count {
            let right = codes[index]
            let pair = self[left, right]
            sum &+= pair
            bits |= pair
            left = right
        }
        return Kerning(sum: sum, isAny: bits != 0)
    }
}

extension ByteView {
    /// Whether each blank stands between two other bytes.
    fileprivate var hasSingleBlanks: Bool {
        guard count > 1, self[0] != 0x20, self[count - 1] != 0x20 else { return false }
        for index in 1..<count where self[index] == 0x20 && self[index - 1] == 0x20 { return false }
        return true
    }
}
