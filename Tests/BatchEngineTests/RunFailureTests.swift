import Foundation
import RunFolders
import TestSupport
import XCTest

@testable import BatchEngine

/// What befalls a run's folder between two commands has a defined end, and the same bytes in the end.
final class RunFailureTests: XCTestCase {
    private func mixed() -> [String] {
        var lines = BatchFixture.records(40)
        lines[10] = "{\"id\": \"broken"
        lines[20] = lines[5]
        return lines
    }

    /// A run that has ended, and one of the same records that was stopped.
    private func stopped(_ durability: Durability = .none) throws -> BatchFixture {
        let fixture = try BatchFixture()
        try fixture.write(mixed())
        for run in ["undisturbed", "run"] {
            var options = fixture.options(run)
            options.durability = durability
            let ended = try fixture.run(options, stopAfter: run == "run" ? 2 : .max)
            XCTAssertEqual(ended.codes, run == "run" ? ["F765"] : [])
        }
        return fixture
    }

    /// Makes the lock's killed run one of another start of the machine.
    private func cutPower(_ fixture: BatchFixture) throws {
        let killed = RunHolder(pid: 1, host: "alpha", start: 1_782_000_000, boot: "before")
        try FileManager.default.removeItem(atPath: fixture.folder.path("run/lock"))
        // A lock that goes away without being released stays as that of a killed process.
        _ = try RunLock(RunPaths(folder: fixture.folder.path("run")), holder: killed)
    }

    private func move(_ name: String, _ fixture: BatchFixture) throws {
        try FileManager.default.removeItem(atPath: fixture.folder.path("run/" + name))
    }

    private func damage(_ name: String, _ fixture: BatchFixture) throws {
        var bytes = try fixture.folder.contents("run/" + name)
        bytes[bytes.startIndex + bytes.count / 2] ^= 0xFF
        try fixture.folder.file("run/" + name, holding: bytes)
    }

    func testWhatIsDamagedIsToldAndTheCureMendsIt() throws {
        let rows: [(file: String, isGone: Bool, code: String, away: String, line: UInt)] = [
            ("ledger.sqlite", true, "", "", #line),
            ("plan/shards.json", true, "", "", #line),
            ("plan/decisions.ndjson", true, "F731", "plan", #line),
            ("plan/decisions.ndjson", false, "F731", "plan", #line),
            ("records", true, "F764", "plan", #line),
            ("records", false, "F764", "plan", #line),
        ]
        for row in rows {
            let fixture = try stopped()
            // Of the last shard, which is not rendered yet.
            let last = try fixture.folder.names(in: "run/records").max() ?? ""
            let file = row.file == "records" ? "records/\(last)" : row.file
            try row.isGone ? move(file, fixture) : damage(file, fixture)
            if !row.code.isEmpty {
                let ended = try fixture.run(fixture.options("run"))
                XCTAssertEqual(ended.codes, [row.code], line: row.line)
                XCTAssertTrue(
                    ended.failure?.diagnostics.all[0].cure.contains("/\(row.away) away") ?? false,
                    line: row.line)
                try move(row.away, fixture)
            }
            XCTAssertNotNil(try fixture.run(fixture.options("run")).outcome, line: row.line)
            XCTAssertEqual(
                try fixture.contents("run"), try fixture.contents("undisturbed"), line: row.line)
        }
    }

    func testWorkersThatTheMachineHasNoRoomForAreRefusedBeforeTheRun() throws {
        let fixture = try BatchFixture()
        try fixture.write(mixed())
        var options = fixture.options("run")
        options.shardBytes = 1 << 50
        XCTAssertEqual(try fixture.run(options).codes, ["F769"])
        XCTAssertEqual(try fixture.folder.names(in: ""), ["records"])
        XCTAssertNotNil(try fixture.run(fixture.options("run")).outcome)
    }

    /// What is joined is compared, so that the manifest names no damage as what was kept.
    func testDamagedKeptRecordsAreNotJoined() throws {
        let fixture = try stopped()
        XCTAssertNotNil(try fixture.run(fixture.options("run")).outcome)
        let name = try XCTUnwrap(try fixture.folder.names(in: "run/quarantine").min())
        try damage("quarantine/" + name, fixture)
        XCTAssertEqual(try fixture.run(fixture.options("run")).codes, ["F795"])
        try move("quarantine/" + name, fixture)
        XCTAssertNotNil(try fixture.run(fixture.options("run")).outcome)
        XCTAssertEqual(try fixture.contents("run"), try fixture.contents("undisturbed"))
    }

    func testARunThatIsStoppedWhileItPlansPlansAgain() throws {
        let fixture = try BatchFixture()
        try fixture.write(mixed())
        let ended = try fixture.run(fixture.options("run"), stopAfter: 0)
        XCTAssertEqual(ended.codes, ["F765"])
        XCTAssertEqual(try fixture.folder.names(in: "run/plan"), [])
        XCTAssertNotNil(try fixture.run(fixture.options("run")).outcome)
        XCTAssertNotNil(try fixture.run(fixture.options("undisturbed")).outcome)
        XCTAssertEqual(try fixture.contents("run"), try fixture.contents("undisturbed"))
    }

    /// A pack of the right size with other bytes is nothing to suspect, unless the power was cut.
    func testAfterAPowerCutFilesAreComparedAsFarAsTheyWereNotSynced() throws {
        let rows: [(durability: Durability, isMended: Bool, line: UInt)] = [
            (.full, false, #line), (.shard, true, #line),
        ]
        for row in rows {
            let fixture = try stopped(row.durability)
            var options = fixture.options("run")
            options.durability = row.durability
            XCTAssertNotNil(try fixture.run(options).outcome)
            try damage("packs/00001.tar", fixture)
            try cutPower(fixture)
            XCTAssertNotNil(try fixture.run(options).outcome)
            let isEqual = try fixture.contents("run") == fixture.contents("undisturbed")
            XCTAssertEqual(isEqual, row.isMended, line: row.line)
        }
    }

    func testAfterAPowerCutARunThatSyncedNothingIsRefusedForGood() throws {
        let fixture = try stopped()
        try cutPower(fixture)
        for _ in 0..<2 {
            XCTAssertEqual(try fixture.run(fixture.options("run")).codes, ["F768"])
        }
        var options = fixture.options("run")
        options.durability = .full
        XCTAssertEqual(try fixture.run(options).codes, ["F714"])
    }
}
