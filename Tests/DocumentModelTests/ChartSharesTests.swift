import DocumentModel
import Primitives
import TestSupport
import XCTest

final class ChartSharesTests: XCTestCase {
    private func shares(_ values: [Double]) -> [Int] {
        var points = Pool<ChartPoint>()
        for value in [1e9] + values {
            points.append(
                ChartPoint(
                    value: value, label: .empty, valueText: .empty, isMissing: false,
                    isHighlighted: false))
        }
        return values.indices.map {
            wholePercentage(of: $0 + 1, in: points, 1..<values.count + 1)
        }
    }

    func testShares() {
        let rows: [(values: [Double], shares: [Int], line: UInt)] = [
            ([1], [100], #line), ([1, 1, 1], [34, 33, 33], #line), ([2, 1], [67, 33], #line),
            ([1, 1, 1, 1, 1, 1, 1], [15, 15, 14, 14, 14, 14, 14], #line),
            ([99.6, 0.4], [100, 0], #line), ([99.4, 0.6], [99, 1], #line),
            ([0, 5], [0, 100], #line), ([0, 0], [0, 0], #line), ([-5, 5], [0, 100], #line),
        ]
        for row in rows { XCTAssertEqual(shares(row.values), row.shares, line: row.line) }
    }

    func testSharesSumUpAndKeepTheOrder() {
        var random = SeededRandom(seed: 7)
        for _ in 0..<2000 {
            let values = (0..<Int.random(in: 1...7, using: &random)).map { _ in
                Double(Int.random(in: 0...100_000, using: &random)) / 100
            }
            guard values.contains(where: { $0 > 0 }) else { continue }
            let found = shares(values)
            XCTAssertEqual(found.reduce(0, +), 100, "\(values)")
            for (a, b) in zip(values.indices, values.indices.dropFirst())
            where values[a] > values[b] {
                XCTAssertGreaterThanOrEqual(found[a], found[b], "\(values)")
            }
        }
    }
}
