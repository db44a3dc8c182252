import XCTest

/// Reads Code 128 by the table of ISO/IEC 15417.
enum Code128 {
    /// The values from the start character on, without the check character, which must be right.
    static func values(of widths: [Int]) throws -> [Int] {
        XCTAssertEqual(widths.count % 6, 1)
        XCTAssertEqual(Array(widths.suffix(7)), [2, 3, 3, 1, 1, 1, 2])
        var values: [Int] = []
        for start in stride(from: 0, to: widths.count - 7, by: 6) {
            let symbol = widths[start..<start + 6].map(String.init).joined()
            values.append(try XCTUnwrap(table.firstIndex(of: symbol), "no symbol \(symbol)"))
        }
        let check = values.removeLast()
        let sum = values.enumerated().reduce(0) { $0 + max($1.offset, 1) * $1.element }
        XCTAssertEqual(check, sum % 103)
        return values
    }

    /// The text of values; FNC1 reads as group separator.
    static func text(_ values: [Int]) -> String {
        var set = "ABC".dropFirst(values[0] - 103).first!
        var text = ""
        var shifted: Character?
        for value in values.dropFirst() {
            let back = shifted
            shifted = nil
            switch (set, value) {
            case (_, 102): text += "\u{1D}"
            case ("C", ..<100): text += value < 10 ? "0\(value)" : "\(value)"
            case (_, 98):
                shifted = set
                set = set == "A" ? "B" : "A"
            case (_, 99): set = "C"
            case ("A", 100), ("C", 100): set = "B"
            case ("B", 101), ("C", 101): set = "A"
            case ("A", 64...95): text += String(UnicodeScalar(UInt8(value - 64)))
            case (_, ..<96): text += String(UnicodeScalar(UInt8(value + 32)))
            default: XCTFail("value \(value) in set \(set)")
            }
            if let back { set = back }
        }
        return text
    }

    private static let table = """
        212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212 112232 \
        122132 122231 113222 123122 123221 223211 221132 221231 213212 223112 312131 311222 321122 \
        321221 312212 322112 322211 212123 212321 232121 111323 131123 131321 112313 132113 132311 \
        211313 231113 231311 112133 112331 132131 113123 113321 133121 313121 211331 231131 213113 \
        213311 213131 311123 311321 331121 312113 312311 332111 314111 221411 431111 111224 111422 \
        121124 121421 141122 141221 112214 112412 122114 122411 142112 142211 241211 221114 413111 \
        241112 134111 111242 121142 121241 114212 124112 124211 411212 421112 421211 212141 214121 \
        412121 111143 111341 131141 114113 114311 411113 411311 113141 114131 311141 411131 211412 \
        211214 211232
        """.split(separator: " ").map(String.init)
}
