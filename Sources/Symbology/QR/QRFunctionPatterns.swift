/// What every symbol of a version has (ISO/IEC 18004:2015, 6.3 and 7.10).
struct QRFunctionPatterns: ~Copyable {
    let version: Int
    let size: Int
    /// The dark modules, column by column; format information is left light.
    private(set) var dark: BitMatrix
    /// The modules that carry no codeword, column by column.
    private(set) var reserved: BitMatrix

    /// The patterns of `version` in lines of `words` words.
    init(version: Int, words: Int) {
        self.version = version
        size = 17 + 4 * version
        dark = BitMatrix(lines: 64 * words, words: words)
        reserved = BitMatrix(lines: 64 * words, words: words)
        draw()
    }

    /// Whether a module carries a codeword's bit or a remainder bit.
    func isFree(_ column: Int, _ row: Int) -> Bool {
        reserved[column, row >> 6] >> UInt64(row & 63) & 1 == 0
    }

    private mutating func draw() {
        for index in 0..<size {
            put(6, index, index % 2 == 0)
            put(index, 6, index % 2 == 0)
        }
        drawFinder(0, 0)
        drawFinder(size - 7, 0)
        drawFinder(0, size - 7)
        drawAlignment()
        for place in 0..<15 {
            for (column, row) in Self.formatPlaces(place, size: size) { put(column, row, false) }
        }
        put(8, size - 8, true)
        drawVersionInformation()
    }

    /// The two modules of format information bit `bit`, 0 the least significant (figure 25).
    static func formatPlaces(_ bit: Int, size: Int) -> [(column: Int, row: Int)] {
        let aroundFinder =
            bit < 6
            ? (8, bit)
            : bit == 6 ? (8, 7) : bit == 7 ? (8, 8) : bit == 8 ? (7, 8) : (14 - bit, 8)
        let split = bit < 8 ? (size - 1 - bit, 8) : (8, size - 15 + bit)
        return [aroundFinder, split]
    }

    private mutating func put(_ column: Int, _ row: Int, _ isDark: Bool) {
        guard (0..<size).contains(column), (0..<size).contains(row) else { return }
        let bit: UInt64 = 1 << UInt64(row & 63)
        reserved[column, row >> 6] |= bit
        dark[column, row >> 6] = dark[column, row >> 6] & ~bit | (isDark ? bit : 0)
    }

    /// A finder pattern whose top left is given, with its separator.
    private mutating func drawFinder(_ left: Int, _ top: Int) {
        for column in -1...7 {
            for row in -1...7 {
                let ring = max(abs(column - 3), abs(row - 3))
                put(left + column, top + row, ring != 2 && ring != 4)
            }
        }
    }

    /// Alignment patterns at all crossings but the three under finders (annex E).
    private mutating func drawAlignment() {
        let centres = Self.alignmentCentres(version)
        for (i, column) in centres.enumerated() {
            for (j, row) in centres.enumerated() {
                let last = centres.count - 1
                guard !(i == 0 && (j == 0 || j == last) || i == last && j == 0) else { continue }
                for x in -2...2 {
                    for y in -2...2 { put(column + x, row + y, max(abs(x), abs(y)) != 1) }
                }
            }
        }
    }

    /// The centres' coordinates of table E.1: evenly spaced from the far side, 6 first.
    static func alignmentCentres(_ version: Int) -> [Int] {
        guard version > 1 else { return [] }
        let gaps = version / 7 + 1
        let last = 10 + 4 * version
        // The table rounds the gap to the nearest even number, and version 32 down to 26.
        let gap = version == 32 ? 26 : (last - 6 + gaps - 1 + gaps) / (2 * gaps) * 2
        return [6] + (0..<gaps).reversed().map { last - $0 * gap }
    }

    /// Two blocks of 3 × 6 modules from version 7 on, Golay coded (7.10).
    private mutating func drawVersionInformation() {
        guard version >= 7 else { return }
        var remainder = version << 12
        for bit in stride(from: 17, through: 12, by: -1) where remainder >> bit & 1 == 1 {
            remainder ^= 0x1F25 << (bit - 12)
        }
        let information = version << 12 | remainder
        for bit in 0..<18 {
            let isDark = information >> bit & 1 == 1
            put(size - 11 + bit % 3, bit / 3, isDark)
            put(bit / 3, size - 11 + bit % 3, isDark)
        }
    }
}
