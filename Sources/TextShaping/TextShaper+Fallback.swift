import Fonts
import Primitives

extension TextShaper {
    /// Writes a character that the style's face lacks with the first of the faces standing in for it that
    /// has it; notes it as missing if none has.
    ///
    /// Of scripts that cannot be set, a sign that something is missing is written instead.
    @inline(never)
    mutating func putMissing(
        _ scalar: UInt32, _ text: ByteView, _ index: Int, _ style: UInt16, _ link: Int32,
        _ path: Int32, _ pen: inout Pen
    ) {
        if put(fallbackFor: scalar, scalar, text, index, style, link, &pen) { return }
        missing.append(MissingGlyph(scalar: scalar, path: path))
        guard ComplexScript(of: scalar) != nil, !isMark(scalar) else { return }
        for sign in Self.missingSigns {
            let font = styles[Int(style)].face
            let glyph = faces[font].glyph(sign)
            if !glyph.isMissing {
                put(glyph, sign, text, index, style, font, link, &pen)
                return
            }
            if put(fallbackFor: sign, sign, text, index, style, link, &pen) { return }
        }
    }

    /// The white square, or the question mark in its place.
    private static let missingSigns: [UInt32] = [0x25A1, 0x3F]

    /// Writes a character with a face that stands in for the style's own; false if none has it.
    private mutating func put(
        fallbackFor scalar: UInt32, _ shown: UInt32, _ text: ByteView, _ index: Int,
        _ style: UInt16, _ link: Int32, _ pen: inout Pen
    ) -> Bool {
        var font = Int(fallbacks[styles[Int(style)].face])
        while font >= 0 {
            let glyph = faces[font].glyph(scalar)
            if !glyph.isMissing {
                put(glyph, shown, text, index, style, font, link, &pen)
                return true
            }
            font = Int(fallbacks[font])
        }
        return false
    }

    private func isMark(_ scalar: UInt32) -> Bool { breaks[scalar] == .combining }
}
