import Primitives
import XCTest

@testable import Rendering

final class KeyBatchTests: XCTestCase {
    private func keys(_ batch: borrowing KeyBatch) -> [KeyedHash] {
        batch.indices.map { batch[$0] }.filter { $0 != KeyBatch.none }
    }

    func testKeysAreInOrder() {
        let rows: [(highs: [UInt64], line: UInt)] = [
            ([], #line), ([5], #line), ([5, 4, 3, 2, 1], #line), ([1, 2, 3, 4, 5], #line),
            ([.max, 0, .max - 1, 1, 1 << 63, 1 << 62], #line),
            ((0..<48).map { ($0 &* 0x9E37_79B9_7F4A_7C15) ^ 77 }, #line),
        ]
        for row in rows {
            var batch = KeyBatch(bits: 6)
            let wanted = row.highs.map { KeyedHash(high: $0, low: 9) }
            for key in wanted {
                XCTAssertFalse(batch.isFull, line: row.line)
                XCTAssertFalse(batch.contains(key), line: row.line)
                batch.insert(key)
                XCTAssertTrue(batch.contains(key), line: row.line)
            }
            XCTAssertEqual(keys(batch), wanted.sorted(), line: row.line)
            XCTAssertEqual(batch.count, wanted.count, line: row.line)
            XCTAssertFalse(batch.contains(KeyedHash(high: 3, low: 8)), line: row.line)
            XCTAssertEqual(batch.isFull, wanted.count == 48, line: row.line)
            batch.removeAll()
            XCTAssertEqual(keys(batch), [], line: row.line)
            for key in wanted { XCTAssertFalse(batch.contains(key), line: row.line) }
        }
    }

    /// All of them look for the last place, and are pushed behind the table until there is no more.
    func testItIsFullWhenTheLastPlaceIsTaken() {
        var batch = KeyBatch(bits: 14)
        var count: UInt64 = 0
        while !batch.isFull {
            batch.insert(KeyedHash(high: .max, low: count + 1))
            count += 1
        }
        XCTAssertEqual(batch.count, 1025)
        XCTAssertEqual(keys(batch).map(\.low), Array(1...1025))
        XCTAssertFalse(batch.contains(KeyedHash(high: .max, low: .max)))
    }
}
