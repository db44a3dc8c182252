import CHarfBuzz

/// A font program with some of a face's glyphs, and their new numbers.
struct GlyphSubset: Sendable {
    /// A TrueType file for `FontFile2` (ISO 32000-1 table 126, §9.9).
    let bytes: [UInt8]
    /// For each glyph asked for, its number in the file.
    let glyphs: [UInt32]
}

extension HarfBuzzFace {
    /// The font program of some glyphs: outlines and advances, no hinting, no layout, no names.
    ///
    /// - Parameter glyphs: glyph numbers in the face, below `glyphCount`.
    /// - Returns: nil if HarfBuzz refuses, which it does for damaged outlines.
    func subset(_ glyphs: [UInt32]) -> GlyphSubset? {
        guard let input = unsafe hb_subset_input_create_or_fail() else { return nil }
        defer { unsafe hb_subset_input_destroy(input) }
        unsafe hb_subset_input_set_flags(input, HB_SUBSET_FLAGS_NO_HINTING.rawValue)
        let wanted = unsafe hb_subset_input_glyph_set(input)
        for glyph in glyphs { unsafe hb_set_add(wanted, glyph) }
        let dropped = unsafe hb_subset_input_set(input, HB_SUBSET_SETS_DROP_TABLE_TAG)
        for tag in tableTags where !Self.keptTables.contains(tag) {
            unsafe hb_set_add(dropped, tag)
        }
        guard let plan = unsafe hb_subset_plan_create_or_fail(face, input) else { return nil }
        defer { unsafe hb_subset_plan_destroy(plan) }
        let map = unsafe hb_subset_plan_old_to_new_glyph_mapping(plan)
        let numbers = glyphs.map { unsafe hb_map_get(map, $0) }
        guard let result = unsafe hb_subset_plan_execute_or_fail(plan) else { return nil }
        defer { unsafe hb_face_destroy(result) }
        let kept = Int(unsafe hb_face_get_glyph_count(result))
        let bytes = unsafe Self.file(of: result)
        guard !bytes.isEmpty, numbers.allSatisfy({ $0 < kept }) else { return nil }
        return GlyphSubset(bytes: bytes, glyphs: numbers)
    }

    /// What a CIDFontType2's font program needs (ISO 32000-1 §9.9).
    private static let keptTables = Set(
        ["glyf", "head", "hhea", "hmtx", "loca", "maxp"].map(openTypeTag))

    var tableTags: [UInt32] {
        var count = unsafe hb_face_get_table_tags(face, 0, nil, nil)
        var tags = [UInt32](repeating: 0, count: Int(count))
        unsafe hb_face_get_table_tags(face, 0, &count, &tags)
        return tags
    }

    private static func file(of face: OpaquePointer) -> [UInt8] {
        let blob = unsafe hb_face_reference_blob(face)
        defer { unsafe hb_blob_destroy(blob) }
        var length: UInt32 = 0
        let start = unsafe hb_blob_get_data(blob, &length)
        return unsafe Array(UnsafeRawBufferPointer(start: start, count: Int(length)))
    }
}
