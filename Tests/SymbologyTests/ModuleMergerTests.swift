import Primitives
import XCTest

@testable import Symbology

final class ModuleMergerTests: XCTestCase {
    /// Rectangles are those of a walk module by module, for lines of one word and of three.
    func testRunsGoDownAsFarAsTheyAreTheSame() {
        var state: UInt64 = 5
        for size in [1, 2, 21, 49, 61] {
            for _ in 0..<40 {
                let rows = modules(size, &state)
                XCTAssertEqual(merged(rows, as: UInt64.self), plainlyMerged(rows), "\(rows)")
            }
        }
        for size in [65, 93, 129, 177] {
            for _ in 0..<10 {
                let rows = modules(size, &state)
                XCTAssertEqual(merged(rows, as: WideLine.self), plainlyMerged(rows), "\(rows)")
            }
        }
    }

    /// Rows of which some repeat the one above but for a few modules.
    private func modules(_ size: Int, _ state: inout UInt64) -> [[Bool]] {
        func next(_ count: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % count
        }
        var rows: [[Bool]] = []
        for _ in 0..<size {
            let kind = next(4)
            if kind == 0 || rows.isEmpty {
                let density = 1 + next(5)
                rows.append((0..<size).map { _ in next(density + 1) > 0 })
            } else {
                rows.append(rows[rows.count - 1])
                for _ in 0..<kind * kind - 1 { rows[rows.count - 1][next(size)].toggle() }
            }
        }
        return rows
    }

    private func merged<Line: BitLine>(_ rows: [[Bool]], as: Line.Type) -> [ModuleRect] {
        var matrix = BitMatrix(lines: 64 * Line.words, words: Line.words)
        for (y, row) in rows.enumerated() {
            for (x, isDark) in row.enumerated() where isDark { matrix.set(y, x) }
        }
        var rects = Pool<ModuleRect>()
        ModuleMerger<Line>(size: rows.count).merge(&matrix, into: &rects)
        return rects.indices.map { rects[$0] }
    }

    private func plainlyMerged(_ modules: [[Bool]]) -> [ModuleRect] {
        var rows = modules
        let size = rows.count
        func isDark(_ y: Int, _ x: Int) -> Bool { (0..<size).contains(x) && rows[y][x] }
        var rects: [ModuleRect] = []
        for top in 0..<size {
            var x = 0
            while x < size {
                let start = x
                while isDark(top, x) { x += 1 }
                let run = start..<x
                x += 1
                if run.isEmpty { continue }
                var bottom = top + 1
                while bottom < size, !isDark(bottom, run.lowerBound - 1),
                    !isDark(bottom, run.upperBound), run.allSatisfy({ isDark(bottom, $0) })
                {
                    for covered in run { rows[bottom][covered] = false }
                    bottom += 1
                }
                rects.append(
                    ModuleRect(
                        x: Int16(run.lowerBound), y: Int16(top), width: Int16(run.count),
                        height: Int16(bottom - top)))
            }
        }
        return rects
    }
}
