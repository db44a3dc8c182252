import Foundation
import Primitives
import TestSupport
import XCTest

@testable import RunFolders

final class ReleaseLogTests: XCTestCase {
    private func entry(_ records: [Int], reason: String = "seen\nand “right”") -> ReleaseEntry {
        ReleaseEntry(
            manifest: RunFixture.digest("manifest"), supplement: "run-released-1", by: "Ana",
            at: "2026-07-01T03:00:00Z", reason: reason, records: records)
    }

    func testLinesAreAddedAndReadBack() throws {
        let run = try RunFixture()
        var log = try ReleaseLog(run.paths)
        XCTAssertEqual(log.entries, [])
        try log.append(entry([3, 17]))
        try log.append(entry([4], reason: "x"))
        XCTAssertEqual(log.entries, [entry([3, 17]), entry([4], reason: "x")])
        XCTAssertEqual(try ReleaseLog(run.paths).entries, log.entries)
        let text = String(decoding: try run.folder.contents("run/releases.ndjson"), as: UTF8.self)
        XCTAssertEqual(text.split(separator: "\n").count, 2)
    }

    func testALineWithoutItsEndIsNoneAndIsCutOff() throws {
        let run = try RunFixture()
        var log = try ReleaseLog(run.paths)
        try log.append(entry([3]))
        let whole = try run.folder.contents("run/releases.ndjson")
        for cut in [1, whole.count / 2, whole.count - 1] {
            try run.folder.file("run/releases.ndjson", holding: whole + whole.prefix(cut))
            var again = try ReleaseLog(run.paths)
            XCTAssertEqual(again.entries, [entry([3])], "\(cut)")
            try again.append(entry([5]))
            XCTAssertEqual(try ReleaseLog(run.paths).entries, [entry([3]), entry([5])], "\(cut)")
        }
    }

    func testALineThatIsNoReleaseIsRefused() throws {
        for line in ["{}", "", "{\"manifest\":\"0\"}", "[1]"] {
            let run = try RunFixture()
            var log = try ReleaseLog(run.paths)
            try log.append(entry([3]))
            let whole = try run.folder.contents("run/releases.ndjson")
            try run.folder.file(
                "run/releases.ndjson", holding: whole + Data((line + "\n").utf8) + whole)
            XCTAssertEqual(codes { _ = try ReleaseLog(run.paths) }, ["F787"], line)
        }
    }
}
