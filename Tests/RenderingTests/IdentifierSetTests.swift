import Foundation
import Primitives
import XCTest

@testable import Rendering

final class IdentifierSetTests: XCTestCase {
    private func insert(_ text: String, _ set: inout IdentifierSet) throws -> Bool {
        var id = ByteBuffer()
        id.append(string: text)
        return try set.insert(id.view)
    }

    func testEachIdIsNewOnce() throws {
        var set = IdentifierSet()
        for text in ["", "a", "b", "A", "a ", "ab", "ba", "\0", "\0\0", "á", "a\u{301}"] {
            XCTAssertTrue(try insert(text, &set), text)
            XCTAssertFalse(try insert(text, &set), text)
        }
    }

    /// In memory, across the step into the file, and in the file from the start.
    func testKeepsAllWhileItGrows() throws {
        let rows: [(limit: Int, count: Int, line: UInt)] = [
            (IdentifierSet.standardLimit, 40_000, #line), (1 << 13, 20_000, #line),
            (1 << 10, 20_000, #line),
            (2, 5_000, #line), (16, 15, #line), (16, 16, #line), (16, 17, #line),
        ]
        for row in rows {
            var set = IdentifierSet(limit: row.limit)
            for number in 0..<row.count {
                let isNew = try insert("2026-07-\(number)", &set)
                if !isNew { XCTFail("\(number) is said to be known", line: row.line) }
            }
            for number in 0..<row.count {
                let isNew = try insert("2026-07-\(number)", &set)
                if isNew { XCTFail("\(number) is forgotten", line: row.line) }
            }
            XCTAssertTrue(try insert("2026-07-\(row.count)", &set), line: row.line)
        }
    }

    func testWithoutAPlaceForItsFileItSaysSo() throws {
        let before = ProcessInfo.processInfo.environment["TMPDIR"]
        unsafe setenv("TMPDIR", "/nowhere/at/all", 1)
        defer {
            if let before { unsafe setenv("TMPDIR", before, 1) } else { unsafe unsetenv("TMPDIR") }
        }
        var set = IdentifierSet(limit: 4)
        for text in ["a", "b", "c"] { XCTAssertTrue(try insert(text, &set)) }
        do {
            _ = try insert("d", &set)
            XCTFail("there is no such folder")
        } catch let error as FileError {
            XCTAssertEqual(
                error.message,
                "/nowhere/at/all: cannot create a temporary file: No such file or directory")
        }
    }
}
