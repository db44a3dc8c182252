import Primitives

/// How many codewords a version and level holds, and how they fall into blocks.
///
/// ISO/IEC 18004:2015, 7.5.1 and table 9.
struct QRCapacity: BitwiseCopyable {
    /// Data and error correction codewords together.
    let total: Int
    /// Blocks, shorter ones first.
    let blocks: Int
    /// Error correction codewords of each block.
    let correction: Int

    /// Data codewords of the whole symbol.
    @inline(__always) var data: Int { total - blocks * correction }
    /// Data codewords of a shorter block; the others have one more.
    @inline(__always) var shortBlock: Int { data / blocks }
    /// How many blocks are shorter.
    @inline(__always) var shortBlocks: Int { blocks - data % blocks }

    /// The capacity of `version`, 1...40, at `level`.
    init(version: Int, level: QRLevel) {
        let row = 40 * Int(level.rawValue) + version - 1
        total = Self.modules(version) / 8
        blocks = Int(Self.blockCounts[row])
        correction = Int(Self.corrections[row])
    }

    /// How many modules carry codewords and remainder bits (table 1).
    static func modules(_ version: Int) -> Int {
        let size = 17 + 4 * version
        let lines = version / 7 + 2
        let alignment = version == 1 ? 0 : (lines * lines - 3) * 25 - (lines - 2) * 10
        let versionInformation = version < 7 ? 0 : 36
        // Three finders with separators, two timing patterns, format information with the dark module.
        let fixed = 3 * 64 + 2 * (size - 16) + 31
        return size * size - fixed - alignment - versionInformation
    }

    /// Table 9, "number of error correction codewords" per block; level by level, L to H.
    private static let corrections: [UInt8] = [
        7, 10, 15, 20, 26, 18, 20, 24, 30, 18, 20, 24, 26, 30, 22, 24, 28, 30, 28, 28,
        28, 28, 30, 30, 26, 28, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30,
        10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26,
        26, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28,
        13, 22, 18, 26, 18, 24, 18, 22, 20, 24, 28, 26, 24, 20, 30, 24, 28, 28, 26, 30,
        28, 30, 30, 30, 30, 28, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30,
        17, 28, 22, 16, 22, 28, 26, 26, 24, 28, 24, 28, 22, 24, 24, 30, 28, 28, 26, 28,
        30, 24, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30,
    ]

    /// Table 9, "number of error correction blocks"; level by level, L to H.
    private static let blockCounts: [UInt8] = [
        1, 1, 1, 1, 1, 2, 2, 2, 2, 4, 4, 4, 4, 4, 6, 6, 6, 6, 7, 8,
        8, 9, 9, 10, 12, 12, 12, 13, 14, 15, 16, 17, 18, 19, 19, 20, 21, 22, 24, 25,
        1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16,
        17, 17, 18, 20, 21, 23, 25, 26, 28, 29, 31, 33, 35, 37, 38, 40, 43, 45, 47, 49,
        1, 1, 2, 2, 4, 4, 6, 6, 8, 8, 8, 10, 12, 16, 12, 17, 16, 18, 21, 20,
        23, 23, 25, 27, 29, 34, 34, 35, 38, 40, 43, 45, 48, 51, 53, 56, 59, 62, 65, 68,
        1, 1, 2, 4, 4, 4, 5, 6, 8, 8, 11, 11, 16, 16, 18, 16, 19, 21, 25, 25,
        25, 34, 30, 32, 35, 37, 40, 42, 45, 48, 51, 54, 57, 60, 63, 66, 70, 74, 77, 81,
    ]
}
