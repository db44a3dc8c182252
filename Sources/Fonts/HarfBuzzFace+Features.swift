import CHarfBuzz
import Primitives

extension HarfBuzzFace {
    /// Which forms the font has: by its substitutions, or because its figures are of equal width anyway.
    var features: FontFeatures {
        let tags = substitutionTags
        var found = FontFeatures()
        for name in FontFeatures.names where tags.contains(openTypeTag(name.tag)) {
            found.insert(name.feature)
        }
        let advances = Set((0x30...0x39).map { advance(glyph(UInt32($0))) })
        if advances.count == 1 { found.insert(.tabularFigures) }
        return found
    }

    /// The glyph of a scalar in the wanted form; its usual one if the font has no such form of one glyph.
    func formed(_ scalar: UInt32, _ script: SliceScript) -> UInt32 {
        let usual = glyph(scalar)
        guard !wanted.isEmpty, usual != 0 else { return usual }
        let buffer = unsafe hb_buffer_create()
        defer { unsafe hb_buffer_destroy(buffer) }
        unsafe hb_buffer_set_direction(buffer, HB_DIRECTION_LTR)
        unsafe hb_buffer_set_script(buffer, script.harfBuzz)
        unsafe hb_buffer_add_utf32(buffer, [scalar], 1, 0, 1)
        unsafe hb_shape(font, buffer, shapingFeatures, UInt32(shapingFeatures.count))
        var count: UInt32 = 0
        guard let glyphs = unsafe hb_buffer_get_glyph_infos(buffer, &count), count == 1 else {
            return usual
        }
        let formed = unsafe glyphs[0].codepoint
        return formed == 0 ? usual : formed
    }

    /// What is on and off while pairs and forms are shaped.
    var shapingFeatures: [hb_feature_t] {
        Self.features
            + wanted.tags.map {
                hb_feature_t(tag: openTypeTag($0), value: 1, start: 0, end: .max)
            }
    }

    /// The tags of all features in GSUB.
    private var substitutionTags: Set<UInt32> {
        let table = openTypeTag("GSUB")
        let total = unsafe hb_ot_layout_table_get_feature_tags(face, table, 0, nil, nil)
        var count = total
        var tags = [UInt32](repeating: 0, count: Int(total))
        unsafe hb_ot_layout_table_get_feature_tags(face, table, 0, &count, &tags)
        return Set(tags)
    }
}
