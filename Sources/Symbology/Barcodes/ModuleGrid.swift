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
            var start = 0
            while start < columns {
                guard isDark(start, row) else {
                    start += 1
                    continue
                }
                var end = start + 1
                while end < columns && isDark(end, row) { end += 1 }
                if !isRun(start, end, row - 1) {
                    var bottom = row + 1
                    while isRun(start, end, bottom) { bottom += 1 }
                    rects.append(
                        ModuleRect(
                            x: Int16(start), y: Int16(row * rowHeight), width: Int16(end - start),
                            height: Int16((bottom - row) * rowHeight)))
                }
                start = end
            }
        }
    }

    /// Whether a module is dark; those outside are light.
    private func isDark(_ column: Int, _ row: Int) -> Bool {
        guard column >= 0, column < columns, row >= 0, row < rows else { return false }
        return unsafe bytes[row * stride + column >> 3] >> UInt8(column & 7) & 1 == 1
    }

    /// Whether a row has exactly the dark run `start..<end`.
    private func isRun(_ start: Int, _ end: Int, _ row: Int) -> Bool {
        guard !isDark(start - 1, row), !isDark(end, row) else { return false }
        for column in start..<end where !isDark(column, row) { return false }
        return true
    }
}
