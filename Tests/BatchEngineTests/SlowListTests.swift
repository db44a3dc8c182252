import XCTest

@testable import BatchEngine

final class SlowListTests: XCTestCase {
    func testTheSlowestAreKeptInTheirOrder() {
        var list = SlowList()
        for number in 0..<100 {
            list.add(.init(number: number, nanoseconds: number * 37 % 101))
        }
        XCTAssertEqual(list.entries.count, SlowList.most)
        XCTAssertEqual(
            list.entries.map(\.nanoseconds),
            Array((0..<100).map { $0 * 37 % 101 }.sorted().suffix(10).reversed()))
        var other = SlowList()
        other.add(.init(number: 1000, nanoseconds: 5000))
        other.add(.init(number: 1001, nanoseconds: 1))
        list.add(other)
        XCTAssertEqual(list.entries.first?.number, 1000)
        XCTAssertEqual(list.entries.count, SlowList.most)
        XCTAssertFalse(list.entries.contains { $0.number == 1001 })
    }

    func testOfEqualOnesTheFirstIsKept() {
        var list = SlowList()
        for number in 0..<20 { list.add(.init(number: number, nanoseconds: 7)) }
        XCTAssertEqual(list.entries.map(\.number), Array(0..<10))
    }
}
