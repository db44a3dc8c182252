import Primitives

/// Rows of packed modules somebody else owns, one bit each, the leftmost lowest in its byte.
@safe
struct ModuleGrid {
    private let bytes: UnsafeRawBufferPointer
    private let stride: Int
    private let columns: Int
    private let rows: Int

    /// A view of `rows` rows that begin `stride` bytes apart.
    init(bytes: UnsafeRawBufferPointer, stride: Int, columns: Int, rows: Int) {
        precondition(columns <= stride * 8 && rows * stride <= bytes.count)
        unsafe self.bytes = bytes
        self.stride = stride
        self.columns = columns
        self.rows = rows
    }

    /// Appends the dark runs, each extended down over the rows that have exactly the same run.
    func merge(rowHeight: Int, into rects: inout Pool<ModuleRect>) {
        for row in 0..<rows {
            var start = nextDark(from: 0, row)
            while start < columns {
                let end = nextLight(from: start, row)
                if !isRun(start, end, row - 1) {
                    var bottom = row + 1
                    while isRun(start, end, bottom) { bottom += 1 }
                    rects.append(
                        ModuleRect(
                            x: Int16(start), y: Int16(row * rowHeight), width: Int16(end - start),
                            height: Int16((bottom - row) * rowHeight)))
                }
                start = nextDark(from: end, row)
            }
        }
    }

    /// Whether a row has exactly the dark run `start..<end`.
    private func isRun(_ start: Int, _ end: Int, _ row: Int) -> Bool {
        guard row >= 0, row < rows else { return false }
        let before = max(start - 1, 0)
        return nextDark(from: before, row) == start && nextLight(from: start, row) == end
    }

    /// The first dark module of a row from a column on, or the row's width.
    private func nextDark(from column: Int, _ row: Int) -> Int {
        next(from: column, row, flipped: 0)
    }

    /// The first light module of a row from a column on, or the row's width.
    private func nextLight(from column: Int, _ row: Int) -> Int {
        next(from: column, row, flipped: 0xFF)
    }

    /// The first module that is dark once `flipped` has turned those of its byte over.
    @inline(__always)
    private func next(from column: Int, _ row: Int, flipped: UInt8) -> Int {
        guard column < columns else { return columns }
        var index = column >> 3
        var rest = unsafe (bytes[row * stride + index] ^ flipped) & 0xFF << UInt8(column & 7)
        while rest == 0 {
            index += 1
            guard index << 3 < columns else { return columns }
            rest = unsafe bytes[row * stride + index] ^ flipped
        }
        return min(index << 3 + rest.trailingZeroBitCount, columns)
    }
}
