import Primitives

/// A symbol being made: unmasked rows and columns, and the rows as masked.
struct QRScratch: ~Copyable {
    private var columns: BitMatrix
    private var rows: BitMatrix
    private var masked: BitMatrix

    /// Scratch for symbols whose lines have `words` words.
    init(words: Int) {
        columns = BitMatrix(lines: 64 * words, words: words)
        rows = BitMatrix(lines: 64 * words, words: words)
        masked = BitMatrix(lines: 64 * words, words: words)
    }

    /// Places the codewords of `stream`, which has 8 bytes of slack, on the version's template.
    mutating func place(_ stream: UnsafePointer<UInt8>, _ plan: QRVersionPlan) {
        columns.copy(plan.patterns.dark)
        var bit = 0
        for index in plan.strips.indices {
            let strip = plan.strips[index]
            let count = strip.kind == .single ? 1 : 2 &* Int(strip.rows)
            let word = unsafe UnsafeRawPointer(stream + (bit &>> 3))
                .loadUnaligned(as: UInt64.self).bigEndian
            let bits = word &<< UInt64(truncatingIfNeeded: bit & 7)
            put(bits, strip)
            bit &+= count
        }
        rows.transpose(columns)
    }

    /// Puts the leading bits of `bits` on a strip.
    @inline(__always)
    private mutating func put(_ bits: UInt64, _ strip: QRStrip) {
        let column = Int(strip.column)
        let word = Int(strip.top) >> 6
        let shift = UInt64(strip.top & 63)
        let used = UInt64(strip.rows) &* 2
        switch strip.kind {
        case .up:
            // The last bit belongs to the top row, which is the lowest bit of a column.
            let low = bits &>> (64 &- used)
            columns[column, word] |= Self.evenBits(low &>> 1) &<< shift
            columns[column &- 1, word] |= Self.evenBits(low) &<< shift
        case .down:
            let low = Self.reversed(bits) & ((1 &<< used) &- 1)
            columns[column, word] |= Self.evenBits(low) &<< shift
            columns[column &- 1, word] |= Self.evenBits(low &>> 1) &<< shift
        case .single:
            columns[column, word] |= (bits &>> 63) &<< shift
        }
    }

    /// Every second bit from the lowest on, drawn together.
    @inline(__always)
    private static func evenBits(_ value: UInt64) -> UInt64 {
        var bits = value & 0x5555_5555_5555_5555
        bits = (bits | bits &>> 1) & 0x3333_3333_3333_3333
        bits = (bits | bits &>> 2) & 0x0F0F_0F0F_0F0F_0F0F
        bits = (bits | bits &>> 4) & 0x00FF_00FF_00FF_00FF
        bits = (bits | bits &>> 8) & 0x0000_FFFF_0000_FFFF
        return (bits | bits &>> 16) & 0xFFFF_FFFF
    }

    /// The bits in reverse order.
    @inline(__always)
    private static func reversed(_ value: UInt64) -> UInt64 {
        var bits = value.byteSwapped
        bits = (bits &>> 4) & 0x0F0F_0F0F_0F0F_0F0F | (bits & 0x0F0F_0F0F_0F0F_0F0F) &<< 4
        bits = (bits &>> 2) & 0x3333_3333_3333_3333 | (bits & 0x3333_3333_3333_3333) &<< 2
        return (bits &>> 1) & 0x5555_5555_5555_5555 | (bits & 0x5555_5555_5555_5555) &<< 1
    }

    /// The mask of a symbol of one word a line with the lowest score; of equal ones the first (7.8.3.1).
    func bestMask(_ size: Int, _ masks: QRMaskSet, _ penalty: borrowing QRPairPenalty) -> Int {
        var best = 0
        var lowest = Int.max
        for mask in stride(from: 0, to: 8, by: 2) {
            let (first, second) = scores(size, masks, mask, penalty, limit: lowest)
            if first < lowest { (lowest, best) = (first, mask) }
            if second < lowest { (lowest, best) = (second, mask + 1) }
        }
        return best
    }

    /// The scores under a mask and the one behind it.
    func scores(
        _ size: Int, _ masks: QRMaskSet, _ mask: Int, _ penalty: borrowing QRPairPenalty,
        limit: Int = .max
    ) -> (Int, Int) {
        penalty.scores(size, rows: rows, columns: columns, masks: masks, mask: mask, limit: limit)
    }

    /// The mask with the lowest score; of equal ones the first (7.8.3.1).
    func bestMask<Line: BitLine>(_ size: Int, _ masks: QRMaskSet, as: Line.Type) -> Int {
        let penalty = QRPenalty<Line>(size: size)
        var best = 0
        var lowest = Int.max
        for mask in 0..<8 {
            let score = penalty.score(
                rows: rows, columns: columns, masks: masks, mask: mask, limit: lowest)
            if score < lowest {
                lowest = score
                best = mask
            }
        }
        return best
    }

    /// The score under one mask.
    func score<Line: BitLine>(_ size: Int, _ masks: QRMaskSet, _ mask: Int, as: Line.Type) -> Int {
        QRPenalty<Line>(size: size).score(
            rows: rows, columns: columns, masks: masks, mask: mask, limit: .max)
    }

    /// Appends the rectangles of the symbol under a mask.
    mutating func merge<Line: BitLine>(
        _ size: Int, _ masks: QRMaskSet, _ mask: Int, as: Line.Type,
        into rects: inout Pool<ModuleRect>
    ) {
        masked.combine(rows, with: masks.rows, from: mask * rows.lines)
        ModuleMerger<Line>(size: size).merge(&masked, into: &rects)
    }
}
