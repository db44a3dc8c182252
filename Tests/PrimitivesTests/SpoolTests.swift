import Foundation
import XCTest

@testable import Primitives

final class SpoolTests: XCTestCase {
    override func setUp() { Spool.setLimit(1 << 16) }
    override func tearDown() { Spool.setLimit(Spool.usualLimit) }

    func testPoolMovesToAFileAndKeepsItsElements() {
        let before = Spool.fileCount
        do {
            var pool = Pool<Int>(spools: true)
            for index in 0..<5_000_000 {
                pool.append(index)
                if index & 0xF_FFFF == 0 { Spool.trim() }
            }
            XCTAssertTrue(pool.isSpooled)
            XCTAssertEqual(Spool.fileCount, before + 1)
            Spool.trim()
            XCTAssertTrue(pool.indices.allSatisfy { pool[$0] == $0 })
            pool.removeAll()
            XCTAssertFalse(pool.isSpooled)
            XCTAssertEqual(Spool.fileCount, before)
            pool.append(7)
            XCTAssertEqual(pool[0], 7)
            pool.append(repeating: 9, count: 100_000)
            XCTAssertTrue(pool.isSpooled)
        }
        XCTAssertEqual(Spool.fileCount, before)
    }

    func testBufferMovesBeyondItsOwnBound() {
        let rows: [(bound: Int, isSpooled: Bool, line: UInt)] = [
            (0, true, #line), (1 << 20, true, #line), (1 << 30, false, #line), (.max, false, #line),
        ]
        for row in rows {
            var buffer = ByteBuffer(spoolsBeyond: row.bound)
            for index in 0..<3_000_000 { buffer.append(UInt8(truncatingIfNeeded: index)) }
            Spool.trim()
            XCTAssertEqual(buffer.isSpooled, row.isSpooled, line: row.line)
            XCTAssertTrue(
                (0..<buffer.count).allSatisfy { buffer[$0] == UInt8(truncatingIfNeeded: $0) },
                line: row.line)
            buffer.giveBack()
            XCTAssertFalse(buffer.isSpooled, line: row.line)
            XCTAssertEqual(buffer.count, 0, line: row.line)
        }
    }

    func testWhatWasNotMadeForItStaysInMemory() {
        var pool = Pool<Int>()
        pool.append(repeating: 1, count: 1_000_000)
        XCTAssertFalse(pool.isSpooled)
    }

    func testWithoutAFolderMemoryIsUsed() {
        let known = ProcessInfo.processInfo.environment["TMPDIR"]
        unsafe setenv("TMPDIR", "/nowhere/at/all", 1)
        defer {
            if let known { unsafe setenv("TMPDIR", known, 1) } else { unsafe unsetenv("TMPDIR") }
        }
        var pool = Pool<Int>(spools: true)
        for index in 0..<100_000 { pool.append(index) }
        XCTAssertFalse(pool.isSpooled)
        XCTAssertTrue(pool.indices.allSatisfy { pool[$0] == $0 })
    }
}
