import Foundation
import Primitives
import RunFolders
import TestSupport
import XCTest

@testable import BatchEngine

/// Folders of runs as an enemy leaves them: what reads them refuses, and neither crashes nor leads elsewhere.
final class HostileRunTests: XCTestCase {
    /// A finished run of one part of two.
    private func part() throws -> BatchFixture {
        let fixture = try BatchFixture()
        var lines = BatchFixture.records(12)
        lines[2] = BatchFixture.fined(lines[2])
        try fixture.write(lines)
        var options = fixture.options("part")
        options.part = try XCTUnwrap(RunPart(0, of: 2))
        XCTAssertNotNil(try fixture.run(options).outcome)
        return fixture
    }

    private func merge(_ fixture: BatchFixture, _ parts: [String] = ["part"]) -> [String] {
        var options = MergeOptions(
            parts: parts.map(fixture.folder.path), folder: fixture.folder.path("merged"))
        options.durability = .none
        do throws(RunFailure) {
            _ = try RunMerge(options) { _ in }.run()
            return []
        } catch {
            return error.diagnostics.all.map(\.code)
        }
    }

    private func verify(_ fixture: BatchFixture, _ run: String = "part") -> [String] {
        let options = VerifyOptions(folder: fixture.folder.path(run), workers: 2)
        do throws(RunFailure) {
            return try RunVerifier(options, engine: nil, version: "test").run().wrong.map(\.code)
        } catch {
            return error.diagnostics.all.map(\.code)
        }
    }

    private func change(
        _ name: String, of fixture: BatchFixture, _ change: (String) -> String
    ) throws {
        let text = String(decoding: try fixture.folder.contents(name), as: UTF8.self)
        let changed = change(text)
        XCTAssertNotEqual(changed, text)
        try fixture.folder.file(name, holding: Data(changed.utf8))
    }

    func testManifestsThatNobodyWrote() throws {
        let huge = String(Int.max)
        let rows: [(change: (String) -> String, codes: [String], line: UInt)] = [
            ({ $0.replacing("packs/00000.tar", with: "../../etc/passwd") }, ["F731"], #line),
            ({ $0.replacing("packs/00000.tar", with: "/etc/passwd") }, ["F731"], #line),
            ({ $0.replacing("packs/00000.tar", with: "packs/../x") }, ["F731"], #line),
            ({ $0.replacing("packs/00000.tar", with: "packs/..") }, ["F731"], #line),
            ({ $0.replacing("packs/00000.tar", with: "packs/x\\u0000.tar") }, ["F731"], #line),
            ({ $0.replacing("packs/00000.tar", with: "ledger.sqlite") }, ["F731"], #line),
            ({ $0.replacing(/"bytes": [0-9]+/, with: "\"bytes\": \(huge)") }, ["F731"], #line),
            ({ $0.replacing(/"records": [0-9]+/, with: "\"records\": \(huge)") }, ["F731"], #line),
            ({ $0.replacing(/"count": [0-9]+/, with: "\"count\": 9\(huge)") }, ["F731"], #line),
            ({ $0.replacing(/"total": [0-9]+/, with: "\"total\": \(huge)") }, ["F727"], #line),
            ({ $0.replacing(/"number": [0-9]+/, with: "\"number\": 2") }, ["F792"], #line),
            ({ $0.replacing(/"number": 0/, with: "\"number\": -1") }, ["F731"], #line),
            (
                { $0.replacing("\"format\": 2", with: "\"format\": 2,\n  \"format\": 2") },
                ["F731"], #line
            ),
            ({ String($0.prefix($0.count / 2)) }, ["F731"], #line),
            ({ _ in "" }, ["F731"], #line), ({ _ in "null" }, ["F731"], #line),
            ({ _ in String(repeating: "[", count: 100_000) }, ["F731"], #line),
            ({ _ in "{\"format\": 1e99}" }, ["F732"], #line),
        ]
        for row in rows {
            let fixture = try part()
            try change("part/manifest.json", of: fixture, row.change)
            XCTAssertEqual(merge(fixture), row.codes, line: row.line)
            XCTAssertFalse(verify(fixture).isEmpty, line: row.line)
            XCTAssertFalse(
                FileManager.default.fileExists(atPath: fixture.folder.path("merged/manifest.json")),
                line: row.line)
        }
    }

    func testPlansThatNobodyMade() throws {
        let huge = String(Int.max)
        let rows: [(name: String, change: (String) -> String, codes: [String], line: UInt)] = [
            (
                "shards.json", { $0.replacing(/"bytes": [0-9]+/, with: "\"bytes\": \(huge)") },
                ["F731"], #line
            ),
            (
                "shards.json", { $0.replacing(/"bytes": [0-9]+/, with: "\"bytes\": 7") }, ["F792"],
                #line
            ),
            (
                "shards.json", { $0.replacing("\"findings\": []", with: "\"findings\": [{}]") },
                ["F731"], #line
            ),
            (
                "shards.json", { $0.replacing("\"format\": 2", with: "\"format\": 1") }, ["F731"],
                #line
            ),
            ("decisions.ndjson", { $0 + "{}\n" }, ["F731"], #line),
        ]
        for row in rows {
            let fixture = try part()
            try change("part/plan/\(row.name)", of: fixture, row.change)
            XCTAssertEqual(merge(fixture), row.codes, line: row.line)
            XCTAssertFalse(verify(fixture).isEmpty, line: row.line)
        }
    }

    func testLedgersThatNobodyFilled() throws {
        let huge = String(Int.max)
        let statements = [
            "UPDATE document SET offset = \(huge)", "UPDATE document SET length = \(huge)",
            "UPDATE document SET offset = -5, length = -5", "UPDATE record SET offset = \(huge)",
            "UPDATE record SET total = \(huge)", "UPDATE shard SET records = \(huge)",
            "UPDATE shard SET number = number + 900", "UPDATE shard SET pack = '../../etc/passwd'",
            "UPDATE shard SET sha256 = X'00'", "UPDATE money SET count = \(huge)",
            "UPDATE OR IGNORE money SET verdict = 'lost'",
            "INSERT INTO charge VALUES (77, 'A', 'BRL', 1, 1)",
            "DELETE FROM record", "DELETE FROM shard", "DROP TABLE money", "DROP TABLE charge",
        ]
        for statement in statements {
            let fixture = try part()
            try fixture.change("part", statement)
            XCTAssertFalse(verify(fixture).isEmpty, statement)
            XCTAssertFalse(merge(fixture).isEmpty, statement)
            XCTAssertNotEqual(merge(fixture), ["F793"], statement)
            // The run itself refuses, or renders anew what its ledger does not know.
            var options = fixture.options("part")
            options.part = try XCTUnwrap(RunPart(0, of: 2))
            let ended = try fixture.run(options)
            if ended.outcome != nil {
                XCTAssertFalse(verify(fixture).contains("F733"), statement)
            }
        }
    }

    func testALedgerOfAnotherRunIsNoneOfThisOne() throws {
        let fixture = try part()
        try fixture.write(BatchFixture.records(9), to: "others")
        XCTAssertNotNil(try fixture.run(fixture.options("other", input: "others")).outcome)
        let ledger = try fixture.folder.contents("other/ledger.sqlite")
        try FileManager.default.removeItem(atPath: fixture.folder.path("part/ledger.sqlite"))
        try fixture.folder.file("part/ledger.sqlite", holding: ledger)
        XCTAssertEqual(merge(fixture), ["F797"])
        XCTAssertTrue(verify(fixture).contains("F797"))
        var options = fixture.options("part")
        options.part = try XCTUnwrap(RunPart(0, of: 2))
        XCTAssertEqual(Set(try fixture.run(options).codes), ["F725"])
    }

    func testAPartThatIsAtWorkIsNotTaken() throws {
        let fixture = try part()
        let lock = try RunLock(
            RunPaths(folder: fixture.folder.path("part")), holder: .current())
        XCTAssertEqual(merge(fixture), ["F701"])
        XCTAssertFalse(FileManager.default.fileExists(atPath: fixture.folder.path("merged")))
        try lock.release()
        XCTAssertEqual(merge(fixture), ["F793"])
        // A folder that was copied without its lock is free.
        try FileManager.default.removeItem(atPath: fixture.folder.path("part/lock"))
        XCTAssertEqual(merge(fixture), ["F793"])
    }

    func testARunMergedIntoItselfStaysAsItIs() throws {
        let fixture = try BatchFixture()
        try fixture.write(BatchFixture.records(12))
        var options = fixture.options("merged")
        options.durability = .none
        XCTAssertNotNil(try fixture.run(options).outcome)
        let before = try fixture.contents("merged")
        XCTAssertEqual(merge(fixture, ["merged"]), [])
        XCTAssertEqual(try fixture.contents("merged"), before)
    }

    func testAPackThatLiesElsewhereComesWithItsBytes() throws {
        let fixture = try BatchFixture()
        try fixture.write(BatchFixture.records(12))
        XCTAssertNotNil(try fixture.run(fixture.options("run")).outcome)
        let wanted = try fixture.contents("run")
        let pack = fixture.folder.path("run/packs/00000.tar")
        try FileManager.default.moveItem(
            atPath: pack, toPath: fixture.folder.path("run/elsewhere.tar"))
        try FileManager.default.createSymbolicLink(
            atPath: pack, withDestinationPath: "../elsewhere.tar")
        XCTAssertEqual(merge(fixture, ["run"]), [])
        XCTAssertEqual(verify(fixture, "merged"), [])
        XCTAssertEqual(try fixture.contents("merged"), wanted)
    }
}
