import Foundation
import Primitives
import XCTest

@testable import Rendering

final class KeySetTests: XCTestCase {
    private let secret = HashSecret(low: 1, high: 2)

    private func key(_ number: Int) -> KeyedHash {
        var hasher = KeyedHasher(secret)
        hasher.combine(UInt64(number))
        return hasher.finish()
    }

    /// In memory, across the step into the file, and with a file of many pages and a filter that is full.
    func testKeepsAllWhileItGrows() throws {
        let rows: [(bits: Int, filterBits: Int, count: Int, line: UInt)] = [
            (KeySet.standardBits, KeySet.standardFilterBits, 20_000, #line),
            (14, 14, 20_000, #line), (10, 2, 20_000, #line), (1, 0, 3_000, #line),
            (4, 10, 11, #line), (4, 10, 12, #line), (4, 10, 13, #line),
        ]
        for row in rows {
            var set = KeySet(bits: row.bits, filterBits: row.filterBits)
            for number in 0..<row.count {
                let isNew = try set.insert(key(number))
                if !isNew { XCTFail("\(number) is said to be known", line: row.line) }
                let again = try set.insert(key(number / 2))
                if again { XCTFail("\(number / 2) is forgotten", line: row.line) }
            }
            for number in 0..<row.count {
                let isNew = try set.insert(key(number))
                if isNew { XCTFail("\(number) is forgotten", line: row.line) }
            }
            XCTAssertTrue(try set.insert(key(row.count)), line: row.line)
        }
    }

    /// Keys whose first or last bits were chosen: those of one place, one page and one word of the filter.
    func testKeysThatShareBitsAreStillKeys() throws {
        let rows: [(high: (UInt64) -> UInt64, low: (UInt64) -> UInt64, line: UInt)] = [
            ({ $0 << 32 }, { _ in 0 }, #line), ({ $0 }, { _ in .max }, #line),
            ({ .max - $0 }, { $0 }, #line), ({ $0 << 40 }, { $0 }, #line),
        ]
        for row in rows {
            var set = KeySet(bits: 6, filterBits: 4)
            for isNew in [true, false] {
                for number in 0..<500 as Range<UInt64> {
                    let key = KeyedHash(high: row.high(number), low: row.low(number))
                    if try set.insert(key) != isNew { XCTFail("\(number)", line: row.line) }
                }
            }
        }
    }

    func testMoreThanAPageOfKeysThatCannotBeToldApartIsAnError() throws {
        var set = KeySet(bits: 6, filterBits: 4)
        do {
            for number in 0..<10_000 as Range<UInt64> {
                _ = try set.insert(KeyedHash(high: 7, low: number))
            }
            XCTFail("a directory of 64 bits")
        } catch {
            XCTAssertTrue(error.message.contains("cannot keep so many keys"), error.message)
        }
    }

    func testTheKeyThatStandsForNoneIsOne() throws {
        var set = KeySet()
        XCTAssertTrue(try set.insert(KeyedHash(high: 0, low: 0)))
        XCTAssertFalse(try set.insert(KeyedHash(high: 0, low: 0)))
    }

    func testWithoutAPlaceForItsFileItSaysSo() throws {
        let before = ProcessInfo.processInfo.environment["TMPDIR"]
        unsafe setenv("TMPDIR", "/nowhere/at/all", 1)
        defer {
            if let before { unsafe setenv("TMPDIR", before, 1) } else { unsafe unsetenv("TMPDIR") }
        }
        var set = KeySet(bits: 2)
        for number in 0..<3 { XCTAssertTrue(try set.insert(key(number))) }
        do {
            _ = try set.insert(key(3))
            XCTFail("there is no such folder")
        } catch {
            XCTAssertEqual(
                error.message,
                "/nowhere/at/all: cannot create a temporary file: No such file or directory")
        }
    }
}
