// What enters this room is the names of families and TrueType files; what leaves it are faces that
// measure text (advances and kerning in 1/1000 em) and slices of them, ready to embed in a PDF file.
// No other room imports HarfBuzz.

/// The script a slice's text is shaped as, because kerning may differ by script.
enum SliceScript: Sendable {
    case latin, greek, cyrillic
}

/// A fixed range of Unicode whose characters share one font program and one 1-byte encoding.
///
/// Which slice and code a character has depends on this table alone, never on the face or the
/// document, so that a face's slices are made once and fit every bill. A code is never 0 nor a control
/// character. Outside the core no code is 0x20 (word spacing, ISO 32000-1 §9.3.3, must not meet it) nor
/// one of `(`, `)`, `\` (which strings escape). Combining marks have no code: with their base letter
/// they are looked up as `FontFace.composed` says.
struct CharacterSlice: Sendable {
    /// A short name, for messages and tools.
    let label: String
    /// The script to kern as.
    let script: SliceScript
    /// Codes and their characters, ascending by code.
    let entries: [(code: UInt8, scalar: UInt32)]

    /// All slices, the core first; each character stands in one of them.
    static let all: [CharacterSlice] = {
        var slices = [CharacterSlice(label: "core", script: .latin, entries: coreEntries)]
        var taken = Set(coreEntries.map(\.scalar))
        for row in ranges {
            let scalars = row.scalars.joined().filter { taken.insert($0).inserted }
            let entries = zip(spots, scalars).map { (code: $0, scalar: $1) }
            slices.append(CharacterSlice(label: row.label, script: row.script, entries: entries))
        }
        return slices
    }()

    /// The codes a slice other than the core hands out, in this order.
    static let spots: [UInt8] = (0x21...0xFF).filter { ![0x28, 0x29, 0x5C, 0x7F].contains($0) }

    /// Unicode blocks and parts of them, at most `spots.count` characters a row (Unicode 15).
    ///
    /// A character that an earlier slice has is left out of its row.
    static let ranges: [(label: String, script: SliceScript, scalars: [ClosedRange<UInt32>])] = [
        ("latin-symbols", .latin, [0x00A0...0x00FF]),
        ("latin-a", .latin, [0x0100...0x017F]),
        ("latin-b", .latin, [0x0180...0x021F]),
        ("latin-ipa", .latin, [0x0220...0x02AF]),
        ("latin-c", .latin, [0x02B0...0x02FF, 0x2C60...0x2C7F, 0xFB00...0xFB06]),
        ("latin-additional", .latin, [0x1E00...0x1E9F]),
        ("vietnamese", .latin, [0x1EA0...0x1EFF]),
        ("greek", .greek, [0x0370...0x03FF]),
        ("greek-extended-1", .greek, [0x1F00...0x1F7F]),
        ("greek-extended-2", .greek, [0x1F80...0x1FFF]),
        ("cyrillic", .cyrillic, [0x0400...0x045F, 0x0490...0x0491]),
        ("cyrillic-2", .cyrillic, [0x0460...0x04FF]),
        ("cyrillic-3", .cyrillic, [0x0500...0x052F]),
        ("punctuation", .latin, [0x2000...0x206F, 0x2070...0x209F]),
        ("currency", .latin, [0x20A0...0x20CF, 0x2100...0x214F]),
        ("arrows", .latin, [0x2150...0x218F, 0x2190...0x21FF]),
        ("math-1", .latin, [0x2200...0x227F]),
        ("math-2", .latin, [0x2280...0x22FF]),
        ("enclosed", .latin, [0x2460...0x24FF]),
        ("boxes", .latin, [0x2500...0x257F]),
        ("shapes", .latin, [0x2580...0x25FF]),
        ("symbols-1", .latin, [0x2600...0x267F]),
        ("symbols-2", .latin, [0x2680...0x26FF]),
        ("dingbats", .latin, [0x2700...0x27BF]),
    ]

    /// ASCII and Latin-1 at their own codes; between them what bills need of typography, at its code in
    /// Windows-1252 where it has one.
    ///
    /// Of Latin-1 the soft hyphen is no character to draw, and nine symbols that bills hardly use would
    /// cost a tenth of the font program: they have the slice behind this one.
    private static let coreEntries: [(code: UInt8, scalar: UInt32)] = {
        let ascii = (0x20...0x7E).map { (code: UInt8($0), scalar: UInt32($0)) }
        let rare: Set = [0xA2, 0xA4, 0xA5, 0xA6, 0xAC, 0xAD, 0xB6, 0xBC, 0xBD, 0xBE]
        let latin = (0xA0...0xFF).filter { !rare.contains($0) }
            .map { (code: UInt8($0), scalar: UInt32($0)) }
        return ascii + coreTypography + latin
    }()

    private static let coreTypography: [(code: UInt8, scalar: UInt32)] = [
        (0x80, 0x20AC),  // euro
        (0x81, 0x2212),  // minus
        (0x82, 0x201A), (0x84, 0x201E),  // low quotation marks
        (0x85, 0x2026),  // ellipsis
        (0x8B, 0x2039),  // single angle quotation mark
        (0x8C, 0x0152),  // OE
        (0x8D, 0x2011),  // hyphen that does not break
        (0x90, 0x202F),  // narrow space that does not break
        (0x91, 0x2018), (0x92, 0x2019), (0x93, 0x201C), (0x94, 0x201D),  // quotation marks
        (0x95, 0x2022),  // bullet
        (0x96, 0x2013), (0x97, 0x2014),  // dashes
        (0x99, 0x2122),  // trade mark
        (0x9B, 0x203A),  // single angle quotation mark
        (0x9C, 0x0153),  // oe
        (0x9F, 0x0178),  // Y with diaeresis
    ]

    /// Characters whose glyph may stand for one the face lacks, best first.
    ///
    /// Spaces and hyphens that differ from others in where lines may break, and the en dash for minus;
    /// the text extracted from the PDF file stays the one that was written.
    static func standIns(for scalar: UInt32) -> [UInt32] {
        switch scalar {
        case 0x00A0: [0x0020]
        case 0x202F: [0x2009, 0x00A0, 0x0020]
        case 0x2011: [0x2010, 0x002D]
        case 0x2212: [0x2013]
        default: []
        }
    }
}
