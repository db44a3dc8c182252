/// The tables of a face that loops over text read, without a reference to it; valid as long as the face.
@safe
public struct FaceLookup: BitwiseCopyable {
    // There is a page for each of 256, and a code for each scalar of a page: `GlyphTable`.
    @usableFromInline let pages: UnsafePointer<UInt8>
    @usableFromInline let codes: UnsafePointer<UInt32>

    /// The kerning between the codes of the first slice.
    public let firstPairs: KerningPairs

    init(_ face: FontFace) {
        unsafe pages = face.glyphs.pages.base
        unsafe codes = face.glyphs.codes.base
        firstPairs = face.firstKerning.pairs
    }

    /// The code, slice and advance of a scalar, as `FontFace.glyph`.
    @inlinable @inline(__always)
    public func glyph(_ scalar: UInt32) -> GlyphCode {
        guard scalar < 0x10000 else { return GlyphCode(packed: 0) }
        let page = unsafe Int(pages[Int(scalar >> 8)])
        return unsafe GlyphCode(packed: codes[page << 8 | Int(scalar & 0xFF)])
    }
}

extension FontFace {
    /// The face's tables for loops.
    public var lookup: FaceLookup { FaceLookup(self) }
}
