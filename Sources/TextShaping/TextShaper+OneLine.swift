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
        let own = styles[Int(style)]
        let visible = visibleGlyphs.view(own.face << 8..<(own.face + 1) << 8)
        let pairs = lookups[own.face].firstPairs
        var line = LineText()
        line.firstGlyph = Int32(truncatingIfNeeded: glyphs.codes.count)
        var (index, width, kerning, left) = (0, 0, 0, UInt8(0))
        unsafe glyphs.codes.appendUnsafe(space: text.count) { codes in
            var count = 0
            while index < text.count {
                var glyph = visible[Int(text[index])]
                var next = index &+ 1
                if glyph.isMissing {
                    glyph = rareGlyph(text, at: index, own)
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
            line.count = Int32(truncatingIfNeeded: count)
            return count
        }
        guard index == text.count, line.count > 0 else {
            glyphs.codes.truncate(to: Int(line.firstGlyph))
            return nil
        }
        line.width = width * own.size + Int(line.count) * own.spacing
        line.isKerned = kerning != 0
        return line
    }

    /// The glyph of a letter of Latin-1, in two bytes, or of a single blank between two other characters; a
    /// missing one for anything else.
    @inline(never)
    private func rareGlyph(_ text: ByteView, at index: Int, _ style: TextStyle) -> GlyphCode {
        let none = GlyphCode(packed: 0)
        guard index + 1 < text.count else { return none }
        let next = text[index + 1]
        switch text[index] {
        case 0xC3: return plainGlyphs(of: style.face)[0x100 | Int(next & 0x3F)]
        case 0x20 where index > 0 && next != 0x20 && style.blank.slice == 0: return style.blank
        default: return none
        }
    }
}
