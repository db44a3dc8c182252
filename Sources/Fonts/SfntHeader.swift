/// What the fixed tables of a TrueType file say, read once and checked against each other.
///
/// HarfBuzz treats a damaged table as an empty one; here it is an error instead, so that a bill is never
/// set in blank glyphs. Source: OpenType 1.9.1, chapters "Font file", head, hhea, maxp, OS/2, post.
struct SfntHeader: Sendable {
    let unitsPerEm: Int
    /// Font units: left, bottom, right, top.
    let box: (left: Int, bottom: Int, right: Int, top: Int)
    let glyphCount: Int
    let weight: Int
    let isItalic: Bool
    /// The class and subclass of OS/2 `sFamilyClass`.
    let familyClass: Int
    /// Degrees, negative when leaning right.
    let italicAngle: Int
    /// Font units, the top of the stroke, positive up.
    let underlinePosition: Int
    let underlineThickness: Int
    let isFixedPitch: Bool

    init(_ bytes: [UInt8], path: String) throws(FontError) {
        let file = try SfntTables(bytes, path: path)
        let head = try file.table("head", atLeast: 54)
        let hhea = try file.table("hhea", atLeast: 36)
        let maxp = try file.table("maxp", atLeast: 6)
        let os2 = try file.table("OS/2", atLeast: 68)
        unitsPerEm = head.u16(18)
        guard (16...16_384).contains(unitsPerEm), head.u32(12) == 0x5F0F_3CF5 else {
            throw FontError(path, .corrupt(table: "head"))
        }
        box = (head.i16(36), head.i16(38), head.i16(40), head.i16(42))
        glyphCount = maxp.u16(4)
        guard glyphCount > 0 else { throw FontError(path, .corrupt(table: "maxp")) }
        try Self.checkMetrics(file, metrics: hhea.u16(34), glyphs: glyphCount)
        try Self.checkOutlines(file, long: head.u16(50) != 0, glyphs: glyphCount)
        try Self.checkEmbedding(os2.u16(8), path: path)
        weight = min(max(os2.u16(4), 1), 1000)
        isItalic = os2.u16(62) & 1 != 0 || head.u16(44) & 2 != 0
        familyClass = os2.u16(30)
        let post = try file.table("post", atLeast: 32)
        italicAngle = Int((Double(post.i32(4)) / 65_536).rounded())
        underlinePosition = post.i16(8)
        underlineThickness = post.i16(10)
        isFixedPitch = post.u32(12) != 0
    }

    /// `hmtx` holds what `hhea` promises.
    private static func checkMetrics(
        _ file: SfntTables, metrics: Int, glyphs: Int
    ) throws(FontError) {
        let hmtx = try file.table("hmtx", atLeast: 4)
        guard metrics > 0, metrics <= glyphs, hmtx.length >= metrics * 4 + (glyphs - metrics) * 2
        else { throw FontError(file.path, .corrupt(table: "hmtx")) }
    }

    /// Every glyph of `loca` lies in `glyf`, and they ascend.
    private static func checkOutlines(
        _ file: SfntTables, long: Bool, glyphs: Int
    ) throws(FontError) {
        let glyf = try file.table("glyf", atLeast: 0)
        let loca = try file.table("loca", atLeast: (glyphs + 1) * (long ? 4 : 2))
        var previous = 0
        for index in 0...glyphs {
            let offset = long ? loca.u32(index * 4) : loca.u16(index * 2) * 2
            guard offset >= previous, offset <= glyf.length else {
                throw FontError(file.path, .corrupt(table: "loca"))
            }
            previous = offset
        }
    }

    /// Restricted licences (bit 1 alone), no subsetting (bit 8), bitmaps only (bit 9).
    private static func checkEmbedding(_ fsType: Int, path: String) throws(FontError) {
        guard fsType & 0x0F != 2, fsType & 0x0300 == 0 else {
            throw FontError(path, .embeddingForbidden(fsType: fsType))
        }
    }
}

/// The table directory of a TrueType file, every table inside the file.
private struct SfntTables {
    let bytes: [UInt8]
    let path: String
    private var places: [(tag: String, offset: Int, length: Int)] = []

    init(_ bytes: [UInt8], path: String) throws(FontError) {
        self.bytes = bytes
        self.path = path
        let whole = SfntTable(bytes: bytes, offset: 0, length: bytes.count)
        guard bytes.count >= 12 else { throw FontError(path, .notTrueType) }
        try Self.checkKind(whole.tag(0), path: path)
        let count = whole.u16(4)
        guard bytes.count >= 12 + count * 16 else { throw FontError(path, .corrupt(table: "sfnt")) }
        for index in 0..<count {
            let record = 12 + index * 16
            let place = (whole.tag(record), whole.u32(record + 8), whole.u32(record + 12))
            guard place.1 + place.2 <= bytes.count else {
                throw FontError(path, .corrupt(table: place.0))
            }
            places.append(place)
        }
        if has("fvar") { throw FontError(path, .variable) }
        if has("CFF ") || has("CFF2") { throw FontError(path, .postScriptOutlines) }
        for tag in ["cmap", "glyf", "hmtx"] where !has(tag) {
            throw FontError(path, .missingTable(tag))
        }
    }

    private static func checkKind(_ tag: String, path: String) throws(FontError) {
        switch tag {
        case "\0\u{1}\0\0", "true": return
        case "OTTO": throw FontError(path, .postScriptOutlines)
        case "ttcf": throw FontError(path, .wrapped(kind: "font collection"))
        case "wOFF", "wOF2": throw FontError(path, .wrapped(kind: "web font"))
        default: throw FontError(path, .notTrueType)
        }
    }

    private func has(_ tag: String) -> Bool { places.contains { $0.tag == tag } }

    func table(_ tag: String, atLeast length: Int) throws(FontError) -> SfntTable {
        guard let place = places.first(where: { $0.tag == tag }) else {
            throw FontError(path, .missingTable(tag))
        }
        guard place.length >= length else { throw FontError(path, .corrupt(table: tag)) }
        return SfntTable(bytes: bytes, offset: place.offset, length: place.length)
    }
}

/// Big-endian numbers at offsets of one table; traps outside the file.
private struct SfntTable {
    let bytes: [UInt8]
    let offset: Int
    let length: Int

    func u16(_ at: Int) -> Int { Int(bytes[offset + at]) << 8 | Int(bytes[offset + at + 1]) }
    func i16(_ at: Int) -> Int { Int(Int16(truncatingIfNeeded: u16(at))) }
    func u32(_ at: Int) -> Int { u16(at) << 16 | u16(at + 2) }
    func i32(_ at: Int) -> Int { Int(Int32(truncatingIfNeeded: u32(at))) }

    func tag(_ at: Int) -> String {
        String(String.UnicodeScalarView((0..<4).map { Unicode.Scalar(bytes[offset + at + $0]) }))
    }
}
