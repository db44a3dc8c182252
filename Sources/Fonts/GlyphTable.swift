/// Glyph codes by scalar, up to U+FFFF: 256 pages, and 256 codes for each page that has one.
@usableFromInline
struct GlyphTable: ~Copyable, Sendable {
    @usableFromInline let pages: FrozenTable<UInt8>
    @usableFromInline let codes: FrozenTable<UInt32>

    init(_ drafts: [SliceDraft]) {
        var pages = [UInt8](repeating: 0, count: 256)
        var codes = [UInt32](repeating: 0, count: 256)  // page 0 is the empty one
        for draft in drafts {
            for entry in draft.entries {
                let high = Int(entry.scalar >> 8)
                if pages[high] == 0 {
                    pages[high] = UInt8(codes.count / 256)
                    codes += [UInt32](repeating: 0, count: 256)
                }
                let code = GlyphCode(code: entry.code, slice: draft.index, advance: entry.advance)
                codes[Int(pages[high]) << 8 | Int(entry.scalar & 0xFF)] = code.packed
            }
        }
        self.pages = FrozenTable(pages)
        self.codes = FrozenTable(codes)
    }

    /// The code of a scalar, a missing one beyond the table.
    @inlinable @inline(__always)
    subscript(scalar: UInt32) -> GlyphCode {
        guard scalar < 0x10000 else { return GlyphCode(packed: 0) }
        let page = Int(pages[Int(scalar >> 8)])
        return GlyphCode(packed: codes[page << 8 | Int(scalar & 0xFF)])
    }
}
