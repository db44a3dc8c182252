import CHarfBuzz

extension HarfBuzzFace {
    /// The kerning of all ordered pairs of some characters, in 1/1000 em.
    ///
    /// For each left character one text is shaped, "left, right, separator" for every right one; the
    /// kerning is how far HarfBuzz moves the right glyph's origin from the end of the left one's
    /// advance. Everything that would replace glyphs is off, so a pair stays a pair.
    ///
    /// - Parameters:
    ///   - entries: codes, the scalars to shape for them, and the glyphs that come of these.
    ///   - script: what to shape them as.
    /// - Returns: 256 rows, by left code, of 256 values, by right code; 0 where a code is not used.
    /// - Complexity: O(*n*²) in entries, about half a microsecond a pair.
    func kerning(
        _ entries: [(code: UInt8, scalar: UInt32, glyph: UInt32)], script: SliceScript
    ) -> [Int16] {
        var matrix = [Int16](repeating: 0, count: 65_536)
        guard hasKerning else { return matrix }
        let buffer = unsafe hb_buffer_create()
        defer { unsafe hb_buffer_destroy(buffer) }
        let features = shapingFeatures
        var text: [UInt32] = []
        for right in entries { text += [0, right.scalar, Self.separator] }
        for left in entries {
            for index in stride(from: 0, to: text.count, by: 3) { text[index] = left.scalar }
            let advance = advance(left.glyph)
            let distances = unsafe originDistances(
                text, script: script, features: features, buffer: buffer)
            guard distances.count == text.count else { continue }
            for (index, right) in entries.enumerated() {
                let kerning = thousandths(distances[index * 3] - advance, of: unitsPerEm)
                matrix[Int(left.code) << 8 | Int(right.code)] = Int16(clamping: kerning)
            }
        }
        return matrix
    }

    /// A noncharacter, shaped as `.notdef`: it keeps pairs apart, and what it does to the glyph before
    /// it does not reach between the two of a pair.
    private static let separator: UInt32 = 0xFFFF

    private var hasKerning: Bool {
        !Set(tableTags).isDisjoint(with: ["GPOS", "kern"].map(openTypeTag))
    }

    /// How far each glyph's origin lies from the next one's, in font units.
    private func originDistances(
        _ text: [UInt32], script: SliceScript, features: [hb_feature_t], buffer: OpaquePointer?
    ) -> [Int] {
        unsafe hb_buffer_reset(buffer)
        unsafe hb_buffer_set_direction(buffer, HB_DIRECTION_LTR)
        unsafe hb_buffer_set_script(buffer, script.harfBuzz)
        unsafe hb_buffer_add_utf32(buffer, text, Int32(text.count), 0, Int32(text.count))
        unsafe hb_shape(font, buffer, features, UInt32(features.count))
        var count: UInt32 = 0
        guard let start = unsafe hb_buffer_get_glyph_positions(buffer, &count) else { return [] }
        let positions = unsafe UnsafeBufferPointer(start: start, count: Int(count))
        return positions.indices.map { index in
            let next = unsafe index + 1 < positions.count ? positions[index + 1].x_offset : 0
            return unsafe Int(positions[index].x_advance + next - positions[index].x_offset)
        }
    }

    /// Kerning on, all substitution that is on by default off.
    static let features: [hb_feature_t] =
        ["ccmp", "locl", "rlig", "liga", "clig", "calt", "rclt", "dlig", "frac"]
        .map { feature($0, 0) } + [feature("kern", 1)]

    private static func feature(_ tag: String, _ value: UInt32) -> hb_feature_t {
        hb_feature_t(
            tag: openTypeTag(tag), value: value, start: 0, end: .max)
    }
}

extension SliceScript {
    var harfBuzz: hb_script_t {
        switch self {
        case .latin: HB_SCRIPT_LATIN
        case .greek: HB_SCRIPT_GREEK
        case .cyrillic: HB_SCRIPT_CYRILLIC
        }
    }
}

/// Font units in 1/1000 em, to the nearest, halves up: the one rounding of the room.
func thousandths(_ units: Int, of unitsPerEm: Int) -> Int {
    let (quotient, rest) = (units * 2000 + unitsPerEm)
        .quotientAndRemainder(dividingBy: unitsPerEm * 2)
    return rest < 0 ? quotient - 1 : quotient
}

/// Four letters as OpenType packs them.
func openTypeTag(_ letters: String) -> UInt32 {
    letters.utf8.reduce(0) { $0 << 8 | UInt32($1) }
}
