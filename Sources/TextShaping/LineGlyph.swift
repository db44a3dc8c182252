import Fonts

/// What a byte of a text that stands on one line is drawn as, in eight bytes: code, marks and advance.
///
/// The advance is the upper half, so that the sum of many is a sum of advances.
@usableFromInline
struct LineGlyph: BitwiseCopyable {
    @usableFromInline let packed: UInt64

    init(packed: UInt64) { self.packed = packed }

    /// May kern with others: all that follows in the text has to be looked at pair by pair.
    static let kerns: UInt64 = 1 << 8
    /// A blank: where it may stand has to be looked at.
    static let blank: UInt64 = 1 << 9
    /// No character by itself, or none of the first slice.
    static let strange: UInt64 = 1 << 10
    /// Its code is one of those that strings of PDF escape (ISO 32000-1, 7.3.4.2).
    static let escaped: UInt64 = 1 << 11
    /// Any of these marks.
    @usableFromInline static var anyMark: UInt64 {
        @inlinable @inline(__always) get { 0xF << 8 }
    }
    /// So many glyphs can be added up: code and marks of all of them stay below the advances.
    @usableFromInline static var mostSummed: Int {
        @inlinable @inline(__always) get { 1 << 16 }
    }

    /// Whether a code has to be escaped in strings of PDF.
    @inline(__always)
    static func isEscaped(_ code: UInt8) -> Bool {
        code == 13 || code == 0x28 || code == 0x29 || code == 0x5C
    }

    /// The glyphs of all bytes in the first slice of a face.
    ///
    /// Those that kern with nothing among themselves, digits before all others, are not marked as kerning.
    static func table(of face: FontFace) -> [LineGlyph] {
        let pairs = face.kerningPairs(slice: 0)
        var apart: [UInt8] = []
        var marks = [UInt64](repeating: LineGlyph.kerns, count: 256)
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
            var mark = marks[byte]
            if byte == 0x20 { mark |= blank }
            if isEscaped(glyph.code) { mark |= escaped }
            return LineGlyph(packed: UInt64(glyph.code) | mark | UInt64(glyph.advance) << 32)
        }
    }
}
