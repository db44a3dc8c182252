/// A face's measures, in 1/1000 em unless said otherwise, positive up.
public struct FontMetrics: Sendable, Hashable {
    /// From the baseline up to the top of a line.
    public let ascent: Int
    /// From the baseline down to the bottom of a line; positive down.
    public let descent: Int
    /// What the face wants between lines.
    public let lineGap: Int
    /// The height of capitals.
    public let capHeight: Int
    /// The height of `x`.
    public let xHeight: Int
    /// The top of an underline, negative below the baseline.
    public let underlinePosition: Int
    /// The thickness of an underline.
    public let underlineThickness: Int
    /// What holds every glyph of the face.
    public let boundingBox: BoundingBox
    /// Degrees, negative when leaning right.
    public let italicAngle: Int
    /// The thickness of upright stems, estimated from the weight, for viewers that lack the font.
    public let stemV: Int
    /// The font descriptor's flags (ISO 32000-1 table 123): symbolic, and what the face is.
    public let flags: Int

    /// A rectangle in 1/1000 em.
    public struct BoundingBox: Sendable, Hashable {
        /// The left edge.
        public let left: Int
        /// The bottom edge.
        public let bottom: Int
        /// The right edge.
        public let right: Int
        /// The top edge.
        public let top: Int
    }

    init(_ header: SfntHeader, _ face: HarfBuzzFace) {
        let em = { thousandths($0, of: header.unitsPerEm) }
        let extents = face.extents
        ascent = em(extents.ascender)
        descent = em(-extents.descender)
        lineGap = em(extents.lineGap)
        capHeight = em(face.capHeight)
        xHeight = em(face.xHeight)
        underlinePosition = em(header.underlinePosition)
        underlineThickness = em(header.underlineThickness)
        boundingBox = BoundingBox(
            left: em(header.box.left), bottom: em(header.box.bottom),
            right: em(header.box.right), top: em(header.box.top))
        italicAngle = header.italicAngle
        stemV = 50 + header.weight * header.weight / 4225
        flags = Self.flags(header)
    }

    /// Fixed pitch 1, serif 2 (family classes 1-5 and 7), symbolic 4, italic 64.
    private static func flags(_ header: SfntHeader) -> Int {
        let serif = [1, 2, 3, 4, 5, 7].contains(header.familyClass >> 8)
        return (header.isFixedPitch ? 1 : 0) | (serif ? 2 : 0) | 4 | (header.isItalic ? 64 : 0)
    }
}
