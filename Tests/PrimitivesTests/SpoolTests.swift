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

    /// A file may not become larger, and no other one as large.
    func testWithoutRoomForMoreMemoryIsUsed() {
        let before = Spool.fileCount
        let known = signal(SIGXFSZ, SIG_IGN)
        var limit = rlimit()
        unsafe getrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
        var tight = limit
        tight.rlim_cur = 20 << 20
        unsafe setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &tight)
        defer {
            unsafe setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
            _ = signal(SIGXFSZ, known)
        }
        var pool = Pool<Int>(spools: true)
        var buffer = ByteBuffer(spoolsBeyond: 0)
        for index in 0..<1_000_000 {
            pool.append(index)
            buffer.append(word: UInt64(index))
        }
        XCTAssertTrue(pool.isSpooled && buffer.isSpooled)
        for index in 1_000_000..<2_200_000 {
            pool.append(index)
            buffer.append(word: UInt64(index))
        }
        XCTAssertFalse(pool.isSpooled || buffer.isSpooled)
        XCTAssertEqual(Spool.fileCount, before)
        XCTAssertTrue(pool.indices.allSatisfy { pool[$0] == $0 })
        XCTAssertEqual(buffer.count, 17_600_000)
        XCTAssertTrue(
            stride(from: 0, to: buffer.count, by: 8).allSatisfy {
                buffer[$0] == UInt8(truncatingIfNeeded: $0 / 8)
            })
    }

    /// The files have no names, so nothing of them is left however a run ends.
    func testFilesHaveNoNames() throws {
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("spool-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let known = ProcessInfo.processInfo.environment["TMPDIR"]
        unsafe setenv("TMPDIR", folder.path, 1)
        defer {
            if let known { unsafe setenv("TMPDIR", known, 1) } else { unsafe unsetenv("TMPDIR") }
            try? FileManager.default.removeItem(at: folder)
        }
        var pool = Pool<Int>(spools: true)
        pool.append(repeating: 1, count: 1_000_000)
        XCTAssertTrue(pool.isSpooled)
        XCTAssertEqual(try FileManager.default.contentsOfDirectory(atPath: folder.path), [])
        let files = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").compactMap
        {
            try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\($0)")
        }
        XCTAssertTrue(files.contains { $0.hasPrefix(folder.path) })
    }

    func testWhatIsGivenBackLeavesNothing() {
        let before = Spool.fileCount
        var pool = Pool<Int>(spools: true)
        pool.reserve(1_000_000)
        XCTAssertTrue(pool.isSpooled)
        XCTAssertTrue(pool.isEmpty)
        pool.giveBack()
        XCTAssertFalse(pool.isSpooled)
        XCTAssertEqual(Spool.fileCount, before)
    }
}
