import Primitives
import XCTest

@testable import Symbology

/// A symbol's modules, one byte each, painted from its rectangles.
struct PaintedSymbol: Equatable {
    var columns: Int
    var rows: Int
    var modules: [UInt8]

    init(columns: Int, rows: Int, modules: [UInt8]) {
        self.columns = columns
        self.rows = rows
        self.modules = modules
    }

    /// Paints the rectangles of `shape`; fails where two overlap or one leaves the symbol.
    init(
        _ shape: SymbolShape, _ rects: borrowing Pool<ModuleRect>, file: StaticString = #filePath,
        line: UInt = #line
    ) {
        let columns = shape.columns
        let rows = shape.rows
        var area = 0
        modules = unsafe [UInt8](unsafeUninitializedCapacity: columns * rows) { buffer, count in
            unsafe buffer.initialize(repeating: 0)
            count = columns * rows
            for index in shape.rects {
                let rect = rects[index]
                let isInside =
                    rect.x >= 0 && rect.y >= 0 && rect.width > 0 && rect.height > 0
                    && Int(rect.x) + Int(rect.width) <= columns
                    && Int(rect.y) + Int(rect.height) <= rows
                guard isInside else {
                    XCTFail("\(rect) leaves the symbol", file: file, line: line)
                    return
                }
                area += Int(rect.width) * Int(rect.height)
                for row in Int(rect.y)..<Int(rect.y) + Int(rect.height) {
                    let start = unsafe buffer.baseAddress! + (row * columns + Int(rect.x))
                    unsafe start.update(repeating: 1, count: Int(rect.width))
                }
            }
        }
        self.columns = columns
        self.rows = rows
        let dark = unsafe modules.withUnsafeBytes { bytes in
            var sum = 0
            for index in 0..<bytes.count { sum &+= unsafe Int(bytes[index]) }
            return sum
        }
        XCTAssertEqual(dark, area, "rectangles overlap", file: file, line: line)
    }

    func isDark(_ column: Int, _ row: Int) -> Bool { modules[row * columns + column] == 1 }

    /// The widths of dark and light in turn along a row, from its first module on.
    func widths(row: Int = 0) -> [Int] {
        var widths: [Int] = []
        for column in 0..<columns {
            if column > 0 && isDark(column, row) == isDark(column - 1, row) {
                widths[widths.count - 1] += 1
            } else {
                widths.append(1)
            }
        }
        return widths
    }

    /// A PBM picture (P4), `scale` pixels a module, linear symbols 40 modules high.
    func picture(scale: Int, quietZone: Int) -> [UInt8] {
        let height = rows == 1 ? 40 : rows
        let width = (columns + 2 * quietZone) * scale
        let stride = (width + 7) / 8
        let light = [UInt8](repeating: 0, count: stride)
        var picture = Array("P4\n\(width) \((height + 2 * quietZone) * scale)\n".utf8)
        for _ in 0..<quietZone * scale { picture += light }
        for row in 0..<height {
            var line = light
            for column in 0..<columns where isDark(column, rows == 1 ? 0 : row) {
                for pixel in (column + quietZone) * scale..<(column + quietZone + 1) * scale {
                    line[pixel >> 3] |= 0x80 >> UInt8(pixel & 7)
                }
            }
            for _ in 0..<scale { picture += line }
        }
        for _ in 0..<quietZone * scale { picture += light }
        return picture
    }
}

/// Calls `body` with an array's bytes as a view.
func withView<Result>(_ bytes: [UInt8], _ body: (ByteView) throws -> Result) rethrows -> Result {
    try unsafe bytes.withUnsafeBufferPointer { buffer in
        guard let base = buffer.baseAddress else { return try body(ByteView()) }
        return try unsafe body(ByteView(base: base, count: buffer.count))
    }
}

/// SplitMix64: the same numbers on every run.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }

    /// A number of `0..<bound`.
    mutating func below(_ bound: Int) -> Int { Int(next() >> 33) % bound }
}
