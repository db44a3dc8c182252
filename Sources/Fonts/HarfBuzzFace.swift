import CHarfBuzz
import Primitives

/// A font file opened by HarfBuzz; owns one `hb_face_t` and one `hb_font_t` at font units.
@safe
final class HarfBuzzFace: @unchecked Sendable {
    // Sendable: face and font are made immutable, and HarfBuzz lets threads share immutable objects.

    let face: OpaquePointer
    let font: OpaquePointer

    /// Font units per em.
    let unitsPerEm: Int

    /// Forms to take instead of the usual ones, where the font has them.
    let wanted: FontFeatures

    /// Opens a font file whose header has been checked.
    init(_ bytes: [UInt8], unitsPerEm: Int, wanted: FontFeatures = []) {
        self.wanted = wanted
        let blob = unsafe bytes.withUnsafeBytes { buffer in
            unsafe hb_blob_create(
                buffer.bindMemory(to: CChar.self).baseAddress, UInt32(buffer.count),
                HB_MEMORY_MODE_DUPLICATE, nil, nil)
        }
        unsafe face = hb_face_create(blob, 0)
        unsafe hb_blob_destroy(blob)
        unsafe hb_face_make_immutable(face)
        unsafe font = hb_font_create(face)
        unsafe hb_font_set_scale(font, Int32(unitsPerEm), Int32(unitsPerEm))
        unsafe hb_font_make_immutable(font)
        self.unitsPerEm = unitsPerEm
    }

    deinit {
        unsafe hb_font_destroy(font)
        unsafe hb_face_destroy(face)
    }

    /// How many glyphs the font has.
    var glyphCount: Int { Int(unsafe hb_face_get_glyph_count(face)) }

    /// The glyph of a scalar; 0 if the font has none.
    func glyph(_ scalar: UInt32) -> UInt32 {
        var glyph: UInt32 = 0
        return unsafe hb_font_get_nominal_glyph(font, scalar, &glyph) != 0 ? glyph : 0
    }

    /// A glyph's advance in font units.
    func advance(_ glyph: UInt32) -> Int { Int(unsafe hb_font_get_glyph_h_advance(font, glyph)) }

    /// Ascender, descender (negative below the baseline) and line gap in font units.
    ///
    /// From OS/2 where `USE_TYPO_METRICS` is set, else from hhea.
    var extents: (ascender: Int, descender: Int, lineGap: Int) {
        var extents = hb_font_extents_t()
        _ = unsafe hb_font_get_h_extents(font, &extents)
        return (Int(extents.ascender), Int(extents.descender), Int(extents.line_gap))
    }

    /// The height of capitals in font units; measured or guessed if OS/2 does not say.
    var capHeight: Int { height(HB_OT_METRICS_TAG_CAP_HEIGHT) }

    /// The height of `x` in font units; measured or guessed if OS/2 does not say.
    var xHeight: Int { height(HB_OT_METRICS_TAG_X_HEIGHT) }

    private func height(_ tag: hb_ot_metrics_tag_t) -> Int {
        var position: Int32 = 0
        unsafe hb_ot_metrics_get_position_with_fallback(font, tag, &position)
        return Int(position)
    }

    /// A name of the font in English.
    ///
    /// - Parameter id: as in OpenType's `name` table: 1 family, 6 PostScript, 16 typographic family.
    /// - Returns: at most 255 bytes of it; empty if the font has none.
    func name(_ id: UInt32) -> String {
        var size: UInt32 = 256
        var text = [CChar](repeating: 0, count: 256)
        let english = unsafe hb_language_from_string("en", 2)
        let length = unsafe hb_ot_name_get_utf8(face, id, english, &size, &text)
        guard length > 0 else { return "" }
        return String(decoding: text[..<Int(size)].map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
}

/// Whether a scalar may have a glyph of its own in a slice: not a mark, control, format character,
/// surrogate, separator of lines or unassigned.
func isDrawable(_ scalar: UInt32) -> Bool {
    let category = unsafe hb_unicode_general_category(hb_unicode_funcs_get_default(), scalar)
    switch category {
    case HB_UNICODE_GENERAL_CATEGORY_CONTROL, HB_UNICODE_GENERAL_CATEGORY_FORMAT,
        HB_UNICODE_GENERAL_CATEGORY_UNASSIGNED, HB_UNICODE_GENERAL_CATEGORY_SURROGATE,
        HB_UNICODE_GENERAL_CATEGORY_SPACING_MARK, HB_UNICODE_GENERAL_CATEGORY_ENCLOSING_MARK,
        HB_UNICODE_GENERAL_CATEGORY_NON_SPACING_MARK, HB_UNICODE_GENERAL_CATEGORY_LINE_SEPARATOR,
        HB_UNICODE_GENERAL_CATEGORY_PARAGRAPH_SEPARATOR:
        return false
    default: return true
    }
}

/// The canonical composition of two scalars (UAX #15); 0 if there is none.
func canonicalComposition(_ base: UInt32, _ mark: UInt32) -> UInt32 {
    var composed: UInt32 = 0
    let found = unsafe hb_unicode_compose(hb_unicode_funcs_get_default(), base, mark, &composed)
    return found != 0 ? composed : 0
}
