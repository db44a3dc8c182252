/// Where a character's glyph stands in its face, and how wide it is, in four bytes.
@frozen
public struct GlyphCode: BitwiseCopyable, Sendable, Hashable {
    /// Bits 0-7 code, 8-15 slice, 16-31 advance; 0 for a character the face lacks.
    public let packed: UInt32

    /// A glyph code from its packed form.
    @inlinable @inline(__always)
    public init(packed: UInt32) { self.packed = packed }

    init(code: UInt8, slice: Int, advance: Int) {
        packed = UInt32(code) | UInt32(slice) << 8 | UInt32(advance) << 16
    }

    /// The byte that shows the glyph in its slice; never 0 unless `isMissing`.
    @inlinable @inline(__always)
    public var code: UInt8 { UInt8(truncatingIfNeeded: packed) }

    /// The index of the slice in `FontFace.slices`.
    @inlinable @inline(__always)
    public var slice: Int { Int(packed >> 8 & 0xFF) }

    /// The advance in 1/1000 em, 0 to 65,535.
    @inlinable @inline(__always)
    public var advance: Int { Int(packed >> 16) }

    /// Whether the face has no such character.
    @inlinable @inline(__always)
    public var isMissing: Bool { packed == 0 }
}
