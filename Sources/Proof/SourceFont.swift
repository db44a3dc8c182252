import Primitives

/// A TrueType file as it says itself which glyph a character has and how wide it is.
///
/// Reads `cmap` and `hmtx` (OpenType 1.9) and nothing else, and shares no code with what makes slices, so
/// that the two can disagree. Every access is checked: a damaged file has no glyphs.
struct SourceFont {
    /// The whole file.
    let bytes: [UInt8]
    let unitsPerEm: Int
    private let characters: Characters
    private let metrics: (start: Int, count: Int)

    /// How the file lists its characters: where that subtable begins.
    private enum Characters {
        case segments(Int)
        case groups(Int)
    }

    /// Nil if the file is no TrueType font with Unicode characters.
    init?(_ bytes: [UInt8]) {
        self.bytes = bytes
        let file = Words(bytes: bytes)
        guard let head = file.table("head"), let header = file.table("hhea"),
            let widths = file.table("hmtx"), let maps = file.table("cmap"),
            let characters = SourceFont.characters(file, maps)
        else { return nil }
        unitsPerEm = file[head + 18]
        metrics = (widths, file[header + 34])
        self.characters = characters
        guard unitsPerEm > 0, metrics.count > 0 else { return nil }
    }

    /// The subtable for all of Unicode, else that for its first plane.
    private static func characters(_ file: Words, _ maps: Int) -> Characters? {
        var found: Characters?
        for index in 0..<file[maps + 2] {
            let entry = maps + 4 + index * 8
            let isUnicode =
                file[entry] == 0 || file[entry] == 3 && [1, 10].contains(file[entry + 2])
            let start = maps + file.long(entry + 4)
            guard isUnicode else { continue }
            if file[start] == 12 { return .groups(start) }
            if file[start] == 4 { found = .segments(start) }
        }
        return found
    }

    /// The glyph of a character; 0 if the font has none.
    func glyph(_ scalar: UInt32) -> Int {
        let file = Words(bytes: bytes)
        switch characters {
        case .segments(let start): return glyph(scalar, file, segments: start)
        case .groups(let start): return glyph(scalar, file, groups: start)
        }
    }

    private func glyph(_ scalar: UInt32, _ file: Words, segments start: Int) -> Int {
        guard scalar <= 0xFFFF else { return 0 }
        let (code, doubled) = (Int(scalar), file[start + 6])
        for place in stride(from: start + 14, to: start + 14 + doubled, by: 2)
        where file[place] >= code {
            let first = file[place + doubled + 2]
            guard first <= code else { return 0 }
            let delta = file[place + doubled * 2 + 2]
            let rangePlace = place + doubled * 3 + 2
            guard file[rangePlace] != 0 else { return (code + delta) & 0xFFFF }
            let glyph = file[rangePlace + file[rangePlace] + (code - first) * 2]
            return glyph == 0 ? 0 : (glyph + delta) & 0xFFFF
        }
        return 0
    }

    private func glyph(_ scalar: UInt32, _ file: Words, groups start: Int) -> Int {
        let code = Int(scalar)
        for index in 0..<min(file.long(start + 12), bytes.count / 12) {
            let group = start + 16 + index * 12
            let (first, last) = (file.long(group), file.long(group + 4))
            if (first...max(first, last)).contains(code) {
                return file.long(group + 8) + code - first
            }
        }
        return 0
    }

    /// A glyph's advance in 1/1000 em, rounded to the nearest, halves up.
    func advance(_ glyph: Int) -> Int {
        let width = Words(bytes: bytes)[metrics.start + min(glyph, metrics.count - 1) * 4]
        return (width * 2000 + unitsPerEm) / (unitsPerEm * 2)
    }
}

/// A file's 16-bit numbers, high byte first; 0 behind its end.
private struct Words {
    let bytes: [UInt8]

    subscript(place: Int) -> Int {
        guard place >= 0, place + 1 < bytes.count else { return 0 }
        return Int(bytes[place]) << 8 | Int(bytes[place + 1])
    }

    func long(_ place: Int) -> Int { self[place] << 16 | self[place + 2] }

    /// Where a table begins.
    func table(_ tag: StaticString) -> Int? {
        (0..<self[4]).map { 12 + $0 * 16 }
            .first { entry in
                entry + 16 <= bytes.count && bytes[entry..<entry + 4].elementsEqual(tag.letters)
            }
            .map { long($0 + 8) }
    }
}

extension StaticString {
    fileprivate var letters: [UInt8] { withUTF8Buffer { unsafe Array($0) } }
}
