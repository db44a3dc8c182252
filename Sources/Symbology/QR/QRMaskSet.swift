/// The eight masks of a version and level, each with the format information that names it.
///
/// What a mask changes in a symbol without format information: the codewords' modules its condition
/// picks (ISO/IEC 18004:2015, table 10) and the dark ones among the format information (7.9). Mask *m*
/// has the lines from *m* × 64 × words on.
final class QRMaskSet {
    /// Row by row.
    let rows: BitMatrix
    /// Column by column.
    let columns: BitMatrix

    /// Makes the masks of a version at a level.
    init(plan: QRVersionPlan, level: QRLevel) {
        let lines = 64 * plan.words
        var rows = BitMatrix(lines: 8 * lines, words: plan.words)
        var columns = BitMatrix(lines: 8 * lines, words: plan.words)
        for mask in 0..<8 {
            for column in 0..<plan.size {
                for row in 0..<plan.size where Self.inverts(mask, row: row, column: column) {
                    guard plan.patterns.isFree(column, row) else { continue }
                    rows.set(mask * lines + row, column)
                    columns.set(mask * lines + column, row)
                }
            }
            let format = Self.formatInformation(level, mask)
            for bit in 0..<15 where format >> bit & 1 == 1 {
                for (column, row) in QRFunctionPatterns.formatPlaces(bit, size: plan.size) {
                    rows.set(mask * lines + row, column)
                    columns.set(mask * lines + column, row)
                }
            }
        }
        self.rows = rows
        self.columns = columns
    }

    /// The condition of table 10: *i* is the row, *j* the column.
    static func inverts(_ mask: Int, row i: Int, column j: Int) -> Bool {
        switch mask {
        case 0: (i + j) % 2 == 0
        case 1: i % 2 == 0
        case 2: j % 3 == 0
        case 3: (i + j) % 3 == 0
        case 4: (i / 2 + j / 3) % 2 == 0
        case 5: i * j % 2 + i * j % 3 == 0
        case 6: (i * j % 2 + i * j % 3) % 2 == 0
        default: ((i + j) % 2 + i * j % 3) % 2 == 0
        }
    }

    /// Level and mask in a BCH (15, 5) code, masked (7.9 and annex C).
    static func formatInformation(_ level: QRLevel, _ mask: Int) -> Int {
        let data = level.formatBits << 3 | mask
        var remainder = data << 10
        for bit in stride(from: 14, through: 10, by: -1) where remainder >> bit & 1 == 1 {
            remainder ^= 0x537 << (bit - 10)
        }
        return (data << 10 | remainder) ^ 0x5412
    }
}
