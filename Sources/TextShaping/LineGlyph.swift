import Fonts

/// What a byte of a text that stands on one line is drawn as, in four bytes: code, marks and advance.
struct LineGlyph: BitwiseCopyable {
    let packed: UInt32

    /// May kern with others: all that follows in the text has to be looked at pair by pair.
    static let kerns: UInt32 = 1 << 8
    /// A blank: where it may stand has to be looked at.
    static let blank: UInt32 = 1 << 9
    /// No character by itself, or none of the first slice.
    static let strange: UInt32 = 1 << 10

    /// The glyphs of all bytes in the first slice of a face.
    ///
    /// Those that kern with nothing among themselves, digits before all others, are not marked as kerning.
    static func table(of face: FontFace) -> [LineGlyph] {
        let pairs = face.kerningPairs(slice: 0)
        var apart: [UInt8] = []
        var marks = [UInt32](repeating: LineGlyph.kerns, count: 256)
        let figures = Array(0x30...0x39 as ClosedRange<UInt8>) + Array(":/.,-*+%()# ".utf8)
        for byte in figures + Array(0x20..<0x7F as Range<UInt8>) where marks[Int(byte)] != 0 {
            let glyph = face.glyph(UInt32(byte))
            let kerns = (apart + [glyph.code]).contains {
                pairs[$0, glyph.code] != 0 || pairs[glyph.code, $0] != 0
            }
            guard !glyph.isMissing, glyph.slice == 0, !kerns else { continue }
            apart.append(glyph.code)
            marks[Int(byte)] = 0
        }
        return (0..<256).map { byte in
            let glyph = face.glyph(UInt32(byte))
            guard (0x20..<0x7F).contains(byte), !glyph.isMissing, glyph.slice == 0 else {
                return LineGlyph(packed: strange)
            }
            let mark = marks[byte] | (byte == 0x20 ? blank : 0)
            return LineGlyph(packed: UInt32(glyph.code) | mark | UInt32(glyph.advance) << 16)
        }
    }
}
