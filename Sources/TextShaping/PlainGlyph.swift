import Fonts
import Primitives

/// The glyph of a plain character in the first slice of a face, and where its kerning lies, in eight bytes.
///
/// A plain character is of one of the classes AL, NU and IS: no line ends between two of them.
struct PlainGlyph: BitwiseCopyable {
    /// Bits 0-7 code, 8-15 column, 16-31 row, 32-47 advance; 0 for what is no plain character.
    private let packed: UInt64

    static let missing = PlainGlyph(packed: 0)

    private init(packed: UInt64) { self.packed = packed }

    private init(_ glyph: GlyphCode, _ pairs: KerningPairs) {
        let place = pairs.place(of: glyph.code)
        packed =
            UInt64(glyph.code) | UInt64(place.column) << 8 | UInt64(place.row) << 16
            | UInt64(glyph.advance) << 32
    }

    /// The byte that shows it; never 0 unless `isMissing`.
    @inline(__always) var code: UInt8 { UInt8(truncatingIfNeeded: packed) }

    /// Of the pairs it ends, see `KerningPairs`.
    @inline(__always) var column: UInt8 { UInt8(truncatingIfNeeded: packed >> 8) }

    /// Of the pairs it begins.
    @inline(__always) var row: UInt16 { UInt16(truncatingIfNeeded: packed >> 16) }

    /// In 1/1000 em.
    @inline(__always) var advance: Int { Int(truncatingIfNeeded: packed >> 32) }

    @inline(__always) var isMissing: Bool { packed == 0 }

    // MARK: Tables

    /// So many glyphs a face has in a table: those of all bytes, of the letters from U+00C0 to U+00FF, of what is
    /// plain from U+0080 to U+00BF, and a blank's, which is none of them.
    @inline(__always) static var count: Int { 0x181 }

    /// Where the blank's is.
    @inline(__always) static var blank: Int { 0x180 }

    /// Where in a table the characters of two bytes that begin with 0xC3, or 0xC2, stand, by the lower bits of
    /// the second one.
    @inline(__always) static var letters: Int { 0x100 }
    @inline(__always) static var signs: Int { 0x140 }

    /// The glyphs of a face, missing ones for what is not plain by itself.
    static func table(of face: FontFace, _ breaks: LineBreakTable) -> [PlainGlyph] {
        let pairs = face.kerningPairs(slice: 0)
        return (0..<count).map { place in
            let scalar = scalar(at: place)
            let isPlain =
                switch place {
                case ..<letters: LineBreakClass.isPlain(UInt8(place))
                case ..<signs: isLetter(scalar)
                case ..<blank:
                    breaks[scalar] == .alphabetic && !isBlank(scalar) && !isInvisible(scalar)
                default: true
                }
            let glyph = face.glyph(scalar)
            guard isPlain, glyph.slice == 0, !glyph.isMissing else { return .missing }
            return PlainGlyph(glyph, pairs)
        }
    }

    /// The character whose glyph has a place in tables.
    private static func scalar(at place: Int) -> UInt32 {
        switch place {
        case ..<letters: UInt32(place)
        case ..<signs: UInt32(place - letters) + 0xC0
        case ..<blank: UInt32(place - signs) + 0x80
        default: 0x20
        }
    }
}
