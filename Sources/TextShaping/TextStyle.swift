import DocumentModel
import Fonts
public import Primitives

/// What measuring needs of a style, beside the numbers of its face.
public struct TextStyle: BitwiseCopyable, Sendable {
    /// Index of the face.
    let face: Int
    /// Thousandths of a point: an advance in 1/1000 em times it is a width in millionths.
    public let size: Int
    /// Millionths of a point added to each advance.
    let spacing: Int
    /// Distance of baselines.
    public let lineHeight: Length
    /// Height of the face above its baseline, at this size.
    public let ascent: Length
    /// Height of the face below its baseline, at this size.
    public let descent: Length
    /// The baseline's distance from the top of a line of `lineHeight`.
    let ownBaseline: Length
    let whiteSpace: WhiteSpace
    /// Where words may be divided.
    let hyphens: Hyphens
    /// The glyph of U+0020.
    let blank: GlyphCode
    /// The glyph that is set where a line ends inside a word.
    let hyphen: GlyphCode

    init(_ style: Style, faces: [FontFace]) {
        face = Int(style.font)
        size = Int(style.fontSize.milliPoints)
        spacing = Int(style.letterSpacing.milliPoints) * 1000
        lineHeight = style.lineHeight
        ascent = Length(clamping: faces[face].ascent * size / 1000)
        descent = Length(clamping: faces[face].descent * size / 1000)
        ownBaseline = (lineHeight - ascent - descent) / 2 + ascent
        whiteSpace = style.whiteSpace
        blank = faces[face].glyph(0x20)
        hyphen = faces[face].glyph(0x2D)
        hyphens = style.hyphens
    }

    /// The advance of a glyph in millionths of a point.
    @inline(__always)
    func advance(_ glyph: GlyphCode) -> Int { glyph.advance * size + spacing }

    /// The baseline's distance from the top of a line of the given height.
    public func baseline(in height: Length) -> Length { (height - ascent - descent) / 2 + ascent }
}
