/// The characters of a slice that a face has, with their glyphs.
struct SliceDraft: Sendable {
    /// A character and how the face shows it.
    struct Entry: Sendable {
        let code: UInt8
        let scalar: UInt32
        /// The scalar whose glyph is drawn: `scalar`, or its stand-in.
        let shown: UInt32
        let glyph: UInt32
        /// 1/1000 em.
        let advance: Int
    }

    let index: Int
    let label: String
    let script: SliceScript
    let entries: [Entry]

    /// Codes with the scalars and glyphs that are drawn for them.
    var shaped: [(code: UInt8, scalar: UInt32, glyph: UInt32)] {
        entries.map { ($0.code, $0.shown, $0.glyph) }
    }

    /// The drafts of all slices of which a face has characters.
    static func all(of face: HarfBuzzFace) -> [SliceDraft] {
        var drafts: [SliceDraft] = []
        for slice in CharacterSlice.all {
            let entries = slice.entries.compactMap { entry($0.code, $0.scalar, slice.script, face) }
            guard !entries.isEmpty else { continue }
            drafts.append(
                SliceDraft(
                    index: drafts.count, label: slice.label, script: slice.script,
                    entries: entries))
        }
        return drafts
    }

    private static func entry(
        _ code: UInt8, _ scalar: UInt32, _ script: SliceScript, _ face: HarfBuzzFace
    ) -> Entry? {
        guard isDrawable(scalar) else { return nil }
        for shown in [scalar] + CharacterSlice.standIns(for: scalar) {
            let glyph = face.formed(shown, script)
            guard glyph != 0 else { continue }
            let advance = thousandths(face.advance(glyph), of: face.unitsPerEm)
            return Entry(
                code: code, scalar: scalar, shown: shown, glyph: glyph,
                advance: min(max(advance, 0), 65_535))
        }
        return nil
    }
}

/// Makes the slices of one face.
struct SliceMaker {
    let face: HarfBuzzFace
    let metrics: FontMetrics
    let path: String
    let postScriptName: String
    /// A checksum of the font file, for the subset tags.
    let seed: UInt32

    /// The slice of a draft.
    ///
    /// - Throws: `FontError` with `subsetting` if the outlines are damaged.
    func slice(_ draft: SliceDraft) throws(FontError) -> FontSlice {
        guard let subset = face.subset(draft.entries.map(\.glyph)) else {
            throw FontError(path, .subsetting(slice: draft.label))
        }
        var scalars = [UInt32](repeating: 0, count: 256)
        var widths = [Int](repeating: 0, count: 256)
        var cidToGID = [UInt8](repeating: 0, count: 512)
        for (entry, glyph) in zip(draft.entries, subset.glyphs) {
            let code = Int(entry.code)
            scalars[code] = entry.scalar
            widths[code] = entry.advance
            cidToGID[code * 2] = UInt8(truncatingIfNeeded: glyph >> 8)
            cidToGID[code * 2 + 1] = UInt8(truncatingIfNeeded: glyph)
        }
        return FontSlice(
            name: tag(draft) + "+" + postScriptName, label: draft.label, scalars: scalars,
            widths: widths, metrics: metrics, fontFileLength: subset.bytes.count,
            streams: SliceStreams(
                fontProgram: subset.bytes, toUnicode: toUnicodeCMap(scalars), cidToGID: cidToGID))
    }

    /// Six capital letters from the font file's checksum and the slice's characters (FNV-1a, 64 bits).
    private func tag(_ draft: SliceDraft) -> String {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for value in [seed] + draft.entries.flatMap({ [UInt32($0.code), $0.scalar, $0.glyph] }) {
            hash = (hash ^ UInt64(value)) &* 0x0000_0100_0000_01B3
        }
        var letters = ""
        for _ in 0..<6 {
            letters.unicodeScalars.append(Unicode.Scalar(UInt8(65 + hash % 26)))
            hash /= 26
        }
        return letters
    }
}

/// A PostScript name that is a PDF name without escapes, at most 63 characters; made of the file's name
/// if the font has none.
func pdfName(_ name: String, path: String) -> String {
    let allowed = { (text: Substring) in
        String(text.filter { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }.prefix(63))
    }
    let fromFont = allowed(name[...])
    guard fromFont.isEmpty else { return fromFont }
    let file = path.split(separator: "/").last ?? "Font"
    let fromFile = allowed(file.split(separator: ".").first ?? "Font")
    return fromFile.isEmpty ? "Font" : fromFile
}
