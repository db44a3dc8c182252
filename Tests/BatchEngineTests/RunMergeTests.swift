import Foundation
import Primitives
import RunFolders
import Synchronization
import TestSupport
import XCTest

@testable import BatchEngine

final class RunMergeTests: XCTestCase {
    /// Records of which some are kept back.
    private func mixed() -> [String] {
        var lines = BatchFixture.records(60)
        lines[10] = "{\"id\": \"broken"
        lines[20] = lines[5]
        return lines
    }

    /// Renders the parts of a run into `PREFIX0`, `PREFIX1` ….
    private func parts(
        _ fixture: BatchFixture, _ count: Int, prefix: String = "part",
        _ change: (inout BatchOptions) -> Void = { _ in }
    ) throws -> [String] {
        try (0..<count).map { index in
            var options = fixture.options("\(prefix)\(index)")
            options.part = try XCTUnwrap(RunPart(index, of: count))
            change(&options)
            let ended = try fixture.run(options)
            XCTAssertNotNil(ended.outcome, "\(ended.codes)")
            return fixture.folder.path("\(prefix)\(index)")
        }
    }

    /// What a merge came to: its outcome, or the failure with its codes.
    private func merge(
        _ parts: [String], into run: String, _ fixture: BatchFixture, copies: Bool = false
    ) -> (outcome: MergeOutcome?, failure: RunFailure?, codes: [String]) {
        var options = MergeOptions(parts: parts, folder: fixture.folder.path(run))
        options.copies = copies
        options.durability = .none
        do throws(RunFailure) {
            return (try RunMerge(options) { _ in }.run(), nil, [])
        } catch {
            return (nil, error, error.diagnostics.all.map(\.code))
        }
    }

    func testPartsInAnyOrderAreWhatOneMachineMakes() throws {
        let fixture = try BatchFixture()
        try fixture.write(mixed())
        XCTAssertNotNil(try fixture.run(fixture.options("whole")).outcome)
        let wanted = try fixture.contents("whole")
        XCTAssertGreaterThan(wanted.count, 10)
        for (count, copies) in [(1, false), (3, false), (3, true), (7, false), (40, false)] {
            let parts = try parts(fixture, count, prefix: "of-\(count)-\(copies)-")
            let run = "merged-\(count)-\(copies)"
            let ended = merge(parts.reversed(), into: run, fixture, copies: copies)
            XCTAssertEqual(ended.outcome?.tally.records, 60, "\(ended.codes)")
            XCTAssertEqual(try fixture.contents(run), wanted, "\(count) parts")
        }
    }

    func testPacksThatAreFoldersAndZips() throws {
        for kind in [PackKind.files, .zip] {
            for copies in [false, true] {
                let fixture = try BatchFixture()
                try fixture.write(mixed())
                var options = fixture.options("whole")
                options.packKind = kind
                XCTAssertNotNil(try fixture.run(options).outcome)
                let parts = try parts(fixture, 2) { $0.packKind = kind }
                let ended = merge(parts, into: "merged", fixture, copies: copies)
                XCTAssertNotNil(ended.outcome, "\(ended.codes)")
                XCTAssertEqual(try fixture.contents("merged"), try fixture.contents("whole"))
            }
        }
    }

    func testAPartThatIsGivenTwiceChangesNothing() throws {
        let fixture = try BatchFixture()
        try fixture.write(mixed())
        let parts = try parts(fixture, 3)
        XCTAssertNotNil(merge(parts + parts, into: "run", fixture).outcome)
        let wanted = try fixture.contents("run")
        let again = merge([parts[1]], into: "run", fixture)
        XCTAssertEqual(again.outcome?.taken, 0)
        XCTAssertEqual(try fixture.contents("run"), wanted)
    }

    func testAGapNamesShardsAndPartsAndIsFilledLater() throws {
        let fixture = try BatchFixture()
        try fixture.write(mixed())
        let parts = try parts(fixture, 3)
        XCTAssertNotNil(merge(parts, into: "at-once", fixture).outcome)
        let gap = merge([parts[2]], into: "run", fixture)
        XCTAssertEqual(gap.codes, ["F793"])
        let text = gap.failure?.diagnostics.all.first?.message ?? ""
        XCTAssertTrue(text.contains("are missing: 0, 1, 3, 4"), text)
        XCTAssertTrue(text.hasSuffix("of part 0/3, 1/3"), text)
        XCTAssertFalse(
            FileManager.default.fileExists(atPath: fixture.folder.path("run/manifest.json")))
        XCTAssertNotNil(merge([parts[1], parts[0]], into: "run", fixture).outcome)
        XCTAssertEqual(try fixture.contents("run"), try fixture.contents("at-once"))
    }

    func testWhatAKilledMergeLeavesIsTakenAgain() throws {
        let fixture = try BatchFixture()
        try fixture.write(mixed())
        let parts = try parts(fixture, 2)
        XCTAssertNotNil(merge(parts, into: "run", fixture).outcome)
        let wanted = try fixture.contents("run")
        for name in ["packs/00001.tar", "records/00000.ndjson.gz", "manifest.json"] {
            try FileManager.default.removeItem(atPath: fixture.folder.path("run/\(name)"))
        }
        try fixture.folder.file("run/packs/00001.tar.partial", holding: Data("x".utf8))
        XCTAssertNotNil(merge(parts, into: "run", fixture).outcome)
        XCTAssertEqual(try fixture.contents("run"), wanted)
    }

    func testPartsOfOtherRunsAreRefused() throws {
        let fixture = try BatchFixture()
        try fixture.write(mixed())
        try fixture.write(mixed() + BatchFixture.records(61).suffix(1), to: "longer")
        let parts = try parts(fixture, 2)
        let others: [(prefix: String, codes: [String], change: (inout BatchOptions) -> Void)] = [
            ("channel", ["F714"], { $0.channels = [.portal] }),
            ("size", ["F714"], { $0.shardBytes = 1 << 16 }),
            ("kind", ["F714"], { $0.packKind = .zip }),
            ("input", ["F715"], { $0.records = fixture.folder.path("longer") }),
        ]
        for other in others {
            let foreign = try self.parts(fixture, 2, prefix: other.prefix, other.change)
            let ended = merge([parts[0], foreign[1]], into: "run-\(other.prefix)", fixture)
            XCTAssertEqual(ended.codes, other.codes, other.prefix)
            XCTAssertFalse(
                FileManager.default.fileExists(atPath: fixture.folder.path("run-\(other.prefix)")))
        }
    }

    func testDamagedPartsAreRefused() throws {
        let fixture = try BatchFixture()
        try fixture.write(mixed())
        let parts = try parts(fixture, 2)
        let wounds: [(name: String, code: String, line: UInt)] = [
            ("part0/packs/00002.tar", "F795", #line),
            ("part0/records/00000.ndjson.gz", "F795", #line),
            (try anyQuarantine(of: ["part0", "part1"], fixture), "F795", #line),
            ("part0/plan/decisions.ndjson", "F731", #line),
        ]
        for row in wounds {
            let path = row.name
            let bytes = try fixture.folder.contents(path)
            var changed = bytes
            changed[changed.count / 2] ^= 1
            // Not in place: a file that was taken is the same one under two names.
            try FileManager.default.removeItem(atPath: fixture.folder.path(path))
            try fixture.folder.file(path, holding: changed)
            let ended = merge(parts, into: "run", fixture)
            XCTAssertEqual(ended.codes, [row.code], row.name, line: row.line)
            try FileManager.default.removeItem(atPath: fixture.folder.path(path))
            if row.code == "F795" {
                XCTAssertEqual(merge(parts, into: "run", fixture).codes, ["F794"], line: row.line)
            }
            try fixture.folder.file(path, holding: bytes)
        }
        XCTAssertNotNil(merge(parts, into: "run", fixture).outcome)
        try FileManager.default.removeItem(atPath: fixture.folder.path("part0/manifest.json"))
        XCTAssertEqual(merge(parts, into: "other", fixture).codes, ["F791"])
    }

    /// The quarantine of a shard that has one.
    private func anyQuarantine(of parts: [String], _ fixture: BatchFixture) throws -> String {
        let files = try parts.flatMap { part in
            try FileManager.default.contentsOfDirectory(
                atPath: fixture.folder.path("\(part)/quarantine")
            ).map { "\(part)/quarantine/\($0)" }
        }
        return try XCTUnwrap(files.min())
    }

    func testALedgerThatWasChangedIsRefused() throws {
        let fixture = try BatchFixture()
        try fixture.write(mixed())
        let parts = try parts(fixture, 2)
        let done = try ChildProcess.run(
            "sqlite3", [parts[1] + "/ledger.sqlite", "UPDATE record SET customer = 'C-x'"])
        XCTAssertEqual(done.status, 0, done.errors)
        XCTAssertEqual(merge(parts, into: "run", fixture).codes, ["F797"])
    }

    func testAFolderOfOneShareIsNoWholeRun() throws {
        let fixture = try BatchFixture()
        try fixture.write(mixed())
        let parts = try parts(fixture, 2)
        XCTAssertEqual(merge([parts[1]], into: "part0", fixture).codes, ["F714"])
    }

    func testAnotherShardOfTheSameNumberIsRefused() throws {
        let fixture = try BatchFixture()
        try fixture.write(mixed())
        let parts = try parts(fixture, 2)
        XCTAssertEqual(merge([parts[0]], into: "run", fixture).codes, ["F793"])
        // A shard that was rendered otherwise, as only a broken machine does, with a manifest that fits.
        let paths = RunPaths(folder: parts[0])
        var manifest = try XCTUnwrap(try Manifest.read(paths))
        try fixture.folder.file("part0/packs/00000.tar", holding: Data("other".utf8))
        let fact = try FileFact(reading: paths.path("packs/00000.tar"), name: "packs/00000.tar")
        let done = try ChildProcess.run(
            "sqlite3",
            [
                paths.ledger,
                "UPDATE shard SET bytes = 5, sha256 = X'\(fact.sha256.hexadecimal)' WHERE number = 0",
            ])
        XCTAssertEqual(done.status, 0, done.errors)
        manifest.shards[0].pack = fact
        manifest.ledger = try Ledger(reading: paths.ledger).digest()
        try manifest.write(to: paths, durability: .none)
        XCTAssertEqual(merge([parts[0]], into: "run", fixture).codes, ["F729"])
    }
}
