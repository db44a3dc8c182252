import DocumentModel
import Fonts
import Primitives

/// What measuring needs of a style, beside the numbers of its face.
struct TextStyle: BitwiseCopyable {
    /// Index of the face.
    let face: Int
    /// Thousandths of a point: an advance in 1/1000 em times it is a width in millionths.
    let size: Int
    /// Millionths of a point added to each advance.
    let spacing: Int
    let lineHeight: Length
    /// Height of the face above its baseline, at this size.
    let ascent: Length
    /// Height of the face below its baseline, at this size.
    let descent: Length
    let whiteSpace: WhiteSpace
    /// The glyph of U+0020.
    let blank: GlyphCode

    init(_ style: Style, faces: [FontFace]) {
        face = Int(style.font)
        size = Int(style.fontSize.milliPoints)
        spacing = Int(style.letterSpacing.milliPoints) * 1000
        lineHeight = style.lineHeight
        ascent = Length(clamping: faces[face].ascent * size / 1000)
        descent = Length(clamping: faces[face].descent * size / 1000)
        whiteSpace = style.whiteSpace
        blank = faces[face].glyph(0x20)
    }

    /// The advance of a glyph in millionths of a point.
    @inline(__always)
    func advance(_ glyph: GlyphCode) -> Int { glyph.advance * size + spacing }

    /// The baseline's distance from the top of a line of the given height.
    func baseline(in height: Length) -> Length { (height - ascent - descent) / 2 + ascent }
}
