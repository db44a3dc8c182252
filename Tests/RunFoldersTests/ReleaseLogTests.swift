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

    /// What `fatura deliver` made of the list, and a copy of the bucket brought back.
    func testCopiesOfLinesStandForTheList() throws {
        let rows: [(file: Int, copies: [Int], codes: [String], entries: Int, line: UInt)] = [
            (0, [1, 2, 3], [], 3, #line), (1, [1, 2, 3], [], 3, #line), (3, [1, 2], [], 3, #line),
            (3, [], [], 3, #line), (1, [1, 3], ["F787"], 0, #line), (0, [2], ["F787"], 0, #line),
            (0, [], [], 0, #line),
        ]
        let lines = (1...3).map { entry([$0]).line }
        for row in rows {
            let run = try RunFixture()
            try run.folder.file(
                "run/releases.ndjson", holding: Data(lines[..<row.file].flatMap { $0 }))
            try FileManager.default.createDirectory(
                atPath: run.paths.releasesFolder, withIntermediateDirectories: true)
            for number in row.copies {
                try run.folder.file(
                    "run/" + RunPaths.releaseName(number), holding: Data(lines[number - 1]))
            }
            var log: ReleaseLog?
            XCTAssertEqual(codes { log = try ReleaseLog(run.paths) }, row.codes, line: row.line)
            XCTAssertEqual(log?.entries.count ?? 0, row.entries, line: row.line)
            guard var log else { continue }
            try log.append(entry([9]))
            let text = try run.folder.contents("run/releases.ndjson")
            XCTAssertEqual(
                [UInt8](text), lines[..<row.entries].flatMap { $0 } + entry([9]).line,
                line: row.line)
            XCTAssertEqual(try ReleaseLog(run.paths).entries, log.entries, line: row.line)
        }
    }

    func testACopyOfAnotherLineIsRefused() throws {
        let run = try RunFixture()
        var log = try ReleaseLog(run.paths)
        try log.append(entry([3]))
        try FileManager.default.createDirectory(
            atPath: run.paths.releasesFolder, withIntermediateDirectories: true)
        try run.folder.file("run/releases/00001.ndjson", holding: Data(entry([4]).line))
        XCTAssertEqual(codes { _ = try ReleaseLog(run.paths) }, ["F787"])
    }

    func testAListOfAnotherRunOrWithARecordTwiceIsRefused() throws {
        let rows: [(records: [[Int]], manifest: String, codes: [String], line: UInt)] = [
            ([], "manifest", [], #line), ([[3], [4, 5]], "manifest", [], #line),
            ([[3], [4, 5]], "other", ["F787"], #line),
            ([[3, 4], [4]], "manifest", ["F787"], #line),
        ]
        for row in rows {
            let run = try RunFixture()
            var log = try ReleaseLog(run.paths)
            for records in row.records { try log.append(entry(records)) }
            XCTAssertEqual(
                codes { try log.check(manifest: RunFixture.digest(row.manifest)) }, row.codes,
                line: row.line)
        }
    }

    func testAGapIsSeenInTheNamesOfSupplements() throws {
        let run = try RunFixture()
        var log = try ReleaseLog(run.paths)
        try log.append(entry([3]))
        XCTAssertEqual(log.gaps, [])
        let words = log.words
        var second = entry([4])
        second.supplement = "run-released-4"
        try log.append(second)
        XCTAssertEqual(log.gaps.count, 1)
        XCTAssertNotEqual(log.words, words)
    }
}
