import Primitives

/// A stretch of codeword bits that fills two columns, or a single module.
///
/// Two bits of the stream fall on each row, the right column first; rows lie within one word of a column.
struct QRStrip: BitwiseCopyable {
    enum Kind: UInt8, BitwiseCopyable {
        case up
        case down
        case single
    }

    var kind: Kind
    /// The right column, or the only one.
    var column: UInt8
    /// The topmost row.
    var top: UInt8
    /// How many rows, 1...28.
    var rows: UInt8
}

/// All that depends on a version alone: function patterns and the way of the codewords.
///
/// Made when a version is first used, then never changed.
final class QRVersionPlan {
    let version: Int
    /// Modules on each side.
    let size: Int
    /// Words of a line: 1, or 3 for the versions from 12.
    let words: Int
    let patterns: QRFunctionPatterns
    /// Where the codewords go, in their order.
    let strips: Pool<QRStrip>

    init(version: Int) {
        self.version = version
        size = 17 + 4 * version
        words = size <= 64 ? 1 : 3
        patterns = QRFunctionPatterns(version: version, words: words)
        strips = Self.strips(patterns)
    }

    /// The zigzag way of ISO/IEC 18004:2015, 7.7.3, with equal steps drawn together.
    private static func strips(_ patterns: borrowing QRFunctionPatterns) -> Pool<QRStrip> {
        let size = patterns.size
        var strips = Pool<QRStrip>(capacity: 512)
        var bits = QRCapacity.modules(patterns.version) / 8 * 8
        var right = size - 1
        var upward = true
        while right > 0 {
            if right == 6 { right = 5 }
            for step in 0..<size where bits > 0 {
                let row = upward ? size - 1 - step : step
                let free = (patterns.isFree(right, row), patterns.isFree(right - 1, row))
                if free == (true, true) && bits >= 2 {
                    add(row, right, upward ? .up : .down, to: &strips)
                    bits -= 2
                    continue
                }
                for (column, isFree) in [(right, free.0), (right - 1, free.1)]
                where isFree && bits > 0 {
                    add(row, column, .single, to: &strips)
                    bits -= 1
                }
            }
            right -= 2
            upward.toggle()
        }
        return strips
    }

    /// Makes the last strip longer by a row if it goes on there, else begins a new one.
    private static func add(
        _ row: Int, _ column: Int, _ kind: QRStrip.Kind, to strips: inout Pool<QRStrip>
    ) {
        if let last = strips.last, kind != .single, last.kind == kind, last.column == column,
            last.rows < 28
        {
            let next = kind == .up ? Int(last.top) - 1 : Int(last.top) + Int(last.rows)
            if next == row && next >> 6 == Int(last.top) >> 6 {
                strips[strips.count - 1].rows += 1
                if kind == .up { strips[strips.count - 1].top -= 1 }
                return
            }
        }
        strips.append(QRStrip(kind: kind, column: UInt8(column), top: UInt8(row), rows: 1))
    }
}
