import Primitives
import XCTest

@testable import Symbology

final class QRPenaltyTests: XCTestCase {
    func testScoresEqualALiteralReadingOfTheStandard() {
        let encoder = QREncoder()
        for index in literalCases {
            let test = QRCase(index)
            let scores = withView(test.payload) {
                encoder.scores(
                    $0, segments: test.segments, version: test.version, level: test.level)
            }
            for mask in 0..<8 {
                let symbol = draw(test, encoder, mask: mask)
                let score = LiteralScore(symbol)
                XCTAssertEqual(scores[mask], score.total, "case \(index) mask \(mask)")
                XCTAssertEqual(
                    score.runs + score.blocks + score.finders,
                    Libqrencode.runBlockAndFinderScore(symbol), "case \(index) mask \(mask)")
            }
        }
    }

    func testChosenMaskHasTheLowestScore() {
        let encoder = QREncoder()
        for index in 0..<480 {
            let test = QRCase(index * 3)
            let scores = withView(test.payload) {
                encoder.scores(
                    $0, segments: test.segments, version: test.version, level: test.level)
            }
            XCTAssertEqual(choice(test, encoder), scores.firstIndex(of: scores.min()!))
        }
    }

    /// libqrencode rounds the share of dark modules to whole per cents before it counts N4, so where it
    /// takes another mask, its mask must score better with that N4 and not with the standard's.
    func testChosenMaskIsLibqrencodesButForItsRoundingOfN4() throws {
        let encoder = QREncoder()
        var agreed = 0
        for index in 0..<480 {
            let test = QRCase(index)
            let chosen = choice(test, encoder)
            let theirs = try XCTUnwrap(Libqrencode.modules(test, mask: nil))
            if theirs == draw(test, encoder, mask: chosen) {
                agreed += 1
                continue
            }
            let masks = (0..<8).map { draw(test, encoder, mask: $0) }
            let rounded = masks.map { Libqrencode.runBlockAndFinderScore($0) + roundedBalance($0) }
            let best = rounded.firstIndex(of: rounded.min()!)!
            XCTAssertEqual(masks[best], theirs, "case \(index)")
            XCTAssertNotEqual(best, chosen)
        }
        XCTAssertGreaterThan(agreed, 440)
    }

    /// Finder-like sequences of every unit, at edges too, planted into noise of long runs.
    func testLargeFinderSequencesAreCounted() {
        var random = SeededGenerator(seed: 5)
        for (version, rounds) in [(7, 6), (11, 6), (12, 2), (27, 1), (40, 1)] {
            let plan = QRVersionPlan(version: version)
            let masks = QRMaskSet(plan: plan, level: .medium)
            for _ in 0..<rounds {
                var symbol = noise(plan.size, &random)
                plant(&symbol, &random)
                XCTAssertGreaterThan(LiteralScore(symbol).largeFinders, 0)
                XCTAssertEqual(
                    score(symbol, plan, masks, mask: 3), LiteralScore(symbol).total)
            }
        }
    }

    #if DEBUG
    private let literalCases = Array(stride(from: 0, to: 24, by: 1)) + [39, 69, 106]
    #else
    private let literalCases = Array(0..<320)
    #endif

    private func draw(_ test: QRCase, _ encoder: QREncoder, mask: Int?) -> PaintedSymbol {
        var rects = Pool<ModuleRect>()
        let drawn = withView(test.payload) {
            encoder.encode(
                $0, segments: test.segments, version: test.version, level: test.level, mask: mask,
                into: &rects)
        }
        return PaintedSymbol(drawn.shape, rects)
    }

    private func choice(_ test: QRCase, _ encoder: QREncoder) -> Int {
        var rects = Pool<ModuleRect>()
        return withView(test.payload) {
            encoder.encode(
                $0, segments: test.segments, version: test.version, level: test.level, mask: nil,
                into: &rects
            ).mask
        }
    }

    /// N4 of whole per cents.
    private func roundedBalance(_ symbol: PaintedSymbol) -> Int {
        let total = symbol.modules.count
        let dark = symbol.modules.reduce(0) { $0 + Int($1) }
        return abs((200 * dark + total) / total / 2 - 50) / 5 * 10
    }

    /// What the kernel scores for a symbol that looks like `symbol` after masking.
    private func score(
        _ symbol: PaintedSymbol, _ plan: QRVersionPlan, _ masks: QRMaskSet, mask: Int
    ) -> Int {
        let lines = 64 * plan.words
        var dark = BitMatrix(lines: lines, words: plan.words)
        for row in 0..<plan.size {
            for column in 0..<plan.size where symbol.isDark(column, row) { dark.set(row, column) }
        }
        var rows = BitMatrix(lines: lines, words: plan.words)
        var columns = BitMatrix(lines: lines, words: plan.words)
        rows.combine(dark, with: masks.rows, from: mask * lines)
        columns.transpose(rows)
        return plan.words == 1
            ? QRPenalty<UInt64>(size: plan.size).score(
                rows: rows, columns: columns, masks: masks, mask: mask, limit: .max)
            : QRPenalty<WideLine>(size: plan.size).score(
                rows: rows, columns: columns, masks: masks, mask: mask, limit: .max)
    }

    private func noise(_ size: Int, _ random: inout SeededGenerator) -> PaintedSymbol {
        var modules: [UInt8] = []
        var value: UInt8 = 0
        while modules.count < size * size {
            let run = random.below(4) == 0 ? 1 + random.below(30) : 1 + random.below(3)
            modules += [UInt8](repeating: value, count: run)
            value ^= 1
        }
        return PaintedSymbol(
            columns: size, rows: size, modules: Array(modules.prefix(size * size)))
    }

    /// Writes sequences with light on the left, on the right, or cut off by the edge.
    private func plant(_ symbol: inout PaintedSymbol, _ random: inout SeededGenerator) {
        let size = symbol.columns
        for line in 0..<size where line % 2 == 0 {
            let unit = 1 + line / 2 % (size / 11)
            let light = [0, 3, 4, 5][random.below(4)] * unit
            let widths =
                random.below(2) == 0
                ? [light, unit, unit, 3 * unit, unit, unit]
                : [0, unit, unit, 3 * unit, unit, unit, light]
            var cells = widths.enumerated().flatMap {
                [UInt8](repeating: UInt8($0.offset % 2), count: $0.element)
            }
            cells = [[], [1, 0, 1]][random.below(2)] + cells
            let start = [0, max(0, size - cells.count)][random.below(2)]
            for (offset, cell) in cells.prefix(size - start).enumerated() {
                let place =
                    line % 4 == 0
                    ? line * size + start + offset : (start + offset) * size + line
                symbol.modules[place] = cell
            }
        }
    }
}

/// Table 11 of ISO/IEC 18004:2015, read word by word.
struct LiteralScore {
    var runs = 0
    var blocks = 0
    var finders = 0
    var largeFinders = 0
    var balance = 0
    var total: Int { runs + blocks + finders + balance }

    init(_ symbol: PaintedSymbol) {
        let size = symbol.columns
        let rows = (0..<size).map { row in (0..<size).map { symbol.isDark($0, row) } }
        let columns = (0..<size).map { column in (0..<size).map { symbol.isDark(column, $0) } }
        for line in rows + columns { addLine(line) }
        for row in 0..<size - 1 {
            for column in 0..<size - 1 {
                let module = rows[row][column]
                if rows[row][column + 1] == module && rows[row + 1][column] == module
                    && rows[row + 1][column + 1] == module
                {
                    blocks += 3
                }
            }
        }
        let dark = rows.reduce(0) { $0 + $1.reduce(0) { $0 + ($1 ? 1 : 0) } }
        var steps = 0
        while abs(100 * dark - 50 * size * size) >= 5 * (steps + 1) * size * size { steps += 1 }
        balance = 10 * steps
    }

    /// N1 and N3 of one line, from its runs.
    private mutating func addLine(_ line: [Bool]) {
        var lengths: [(dark: Bool, count: Int)] = []
        for module in line {
            if lengths.last?.dark == module {
                lengths[lengths.count - 1].count += 1
            } else {
                lengths.append((module, 1))
            }
        }
        for run in lengths where run.count >= 5 { runs += 3 + run.count - 5 }
        guard lengths.count >= 5 else { return }
        for first in 0...lengths.count - 5 where lengths[first].dark {
            let unit = lengths[first].count
            let counts = lengths[first..<first + 5].map(\.count)
            guard counts == [unit, unit, 3 * unit, unit, unit] else { continue }
            // Around the symbol all is light, as wide as one likes.
            let isAtStart = first <= 1
            let isAtEnd = first + 5 >= lengths.count - 1
            let before = isAtStart ? Int.max : lengths[first - 1].count
            let after = isAtEnd ? Int.max : lengths[first + 5].count
            guard before >= 4 * unit || after >= 4 * unit else { continue }
            finders += 40
            if unit > 1 { largeFinders += 1 }
        }
    }
}
