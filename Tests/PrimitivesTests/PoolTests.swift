import Primitives
import XCTest

final class PoolTests: XCTestCase {
    private struct Pair: BitwiseCopyable {
        var a: Int
        var b: Int8
    }

    private func elements(of pool: borrowing Pool<Int>) -> [Int] {
        var result: [Int] = []
        for index in pool.indices { result.append(pool[index]) }
        return result
    }

    func testGrowsAndKeepsItsElements() {
        var pool = Pool<Int>(capacity: 0)
        XCTAssertTrue(pool.isEmpty)
        XCTAssertNil(pool.last)
        for index in 0..<1000 { pool.append(index * 3) }
        pool.append(repeating: -1, count: 3000)
        pool.append(repeating: -2, count: 0)
        pool.append(repeating: -2, count: -5)
        XCTAssertEqual(
            elements(of: pool), (0..<1000).map { $0 * 3 } + [Int](repeating: -1, count: 3000))
        XCTAssertEqual(pool.indices, 0..<4000)
        XCTAssertEqual(pool.last, -1)
    }

    func testAppendsPartsOfOtherPools() {
        var whole = Pool<Int>()
        var pool = Pool<Int>(capacity: 1)
        for index in 0..<100 { whole.append(index) }
        for range in [40..<100, 0..<0, 100..<100, 0..<3, 99..<100] { pool.append(range, of: whole) }
        XCTAssertEqual(elements(of: pool), Array(40..<100) + [0, 1, 2, 99])
        XCTAssertEqual(elements(of: whole), Array(0..<100))
    }

    func testPopsAndForgets() {
        var pool = Pool<Int>()
        for index in 0..<5 { pool.append(index) }
        XCTAssertEqual(pool.popLast(), 4)
        pool.truncate(to: 2)
        XCTAssertEqual(elements(of: pool), [0, 1])
        pool.append(9)
        XCTAssertEqual(elements(of: pool), [0, 1, 9])
        pool.removeAll()
        XCTAssertTrue(pool.isEmpty)
        XCTAssertNil(pool.popLast())
        XCTAssertEqual(pool.count, 0)
    }

    func testChangesInPlace() {
        var pool = Pool<Pair>(capacity: 1)
        pool.append(repeating: Pair(a: 1, b: 2), count: 3)
        pool[1].a += 10
        pool[2] = Pair(a: 5, b: -5)
        XCTAssertEqual(pool.indices.map { pool[$0].a }, [1, 11, 5])
        XCTAssertEqual(pool.indices.map { pool[$0].b }, [2, 2, -5])
    }
}
