import XCTest

@testable import Rules

final class KeyTableTests: XCTestCase {
    func testHashesKeepTheirPlaces() {
        var table = KeyTable()
        for count in [0, 1, 7, 8, 1000] {
            table.removeAll(room: count)
            for place in 0..<count {
                let hash = UInt64(place + 1) &* 0x9E37_79B9_7F4A_7C15
                XCTAssertEqual(table.place(of: hash), -1)
                XCTAssertEqual(table.insert(hash, at: place), -1)
                XCTAssertEqual(table.insert(hash, at: place + 1), place)
                XCTAssertEqual(table.place(of: hash), place)
            }
        }
    }

    func testCollisionsEndAfterSomeSteps() {
        var table = KeyTable()
        table.removeAll(room: 4000)
        // All of them begin at the same slot.
        for place in 0..<4000 { _ = table.insert(UInt64(place) << 32, at: place) }
        XCTAssertEqual(table.place(of: 0), 0)
        XCTAssertEqual(table.place(of: UInt64(63) << 32), 63)
        XCTAssertEqual(table.place(of: UInt64(3999) << 32), KeyTable.unknown)
    }
}
