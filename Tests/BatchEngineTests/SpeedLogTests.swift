import XCTest

@testable import BatchEngine

final class SpeedLogTests: XCTestCase {
    private let second = 1_000_000_000

    func testRecordsAreSpreadOverTheirTime() {
        var log = SpeedLog()
        let width = log.width
        log.add(30, from: width / 2, to: width * 3 + width / 2)
        XCTAssertEqual(log.records.map { ($0 * 100).rounded() / 100 }, [5, 10, 10, 5])
        log.add(4, from: width, to: width)
        XCTAssertEqual(log.records[1], 14, accuracy: 0.001)
    }

    func testNothingIsLostAndMemoryIsBounded() {
        var log = SpeedLog()
        for step in 0..<20_000 { log.add(7, from: step * second / 2, to: step * second) }
        XCTAssertEqual(log.records.reduce(0, +), 140_000, accuracy: 0.01)
        XCTAssertLessThanOrEqual(log.records.count, 160)
        XCTAssertGreaterThan(log.records.count, 79)
    }

    func testRatesAreRecordsASecond() {
        var log = SpeedLog()
        let width = log.width
        log.add(1000, from: 0, to: 4 * width)
        // The last stretch was cut in its middle; one that has just begun says nothing.
        let rates = log.rates(until: 3 * width + width / 2)
        XCTAssertEqual(rates.count, 4)
        let rate = 250 * Double(second) / Double(width)
        XCTAssertEqual(rates[0].rate, rate, accuracy: 0.01)
        XCTAssertEqual(rates[3].rate, 2 * rate, accuracy: 0.01)
        XCTAssertEqual(rates[0].seconds, Double(width) / 2e9, accuracy: 0.001)
        XCTAssertEqual(log.rates(until: 3 * width + width / 8).count, 3)
    }

    func testTimesThatCannotBeAreLeftOut() {
        var log = SpeedLog()
        log.add(5, from: 10, to: 9)
        log.add(5, from: -1, to: 9)
        log.add(0, from: 0, to: 9)
        XCTAssertEqual(log.records, [])
    }
}
