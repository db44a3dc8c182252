import Foundation
import Primitives
import Prints
import RunFolders
import Synchronization
import TestSupport
import XCTest

@testable import BatchEngine

final class RunReleaseTests: XCTestCase {
    /// A finished run: records 4 and 8 ask for too much of a fine, 12 has another total besides, 16 is broken, 20 there twice.
    private func held(_ change: (inout BatchOptions) -> Void = { _ in }) throws -> BatchFixture {
        let fixture = try BatchFixture()
        var lines = BatchFixture.records(24)
        for index in [3, 7, 11] { lines[index] = BatchFixture.fined(lines[index]) }
        lines[11] = lines[11].replacing(/"subtotal":([0-9.]+)/) { "\"subtotal\":1\($0.1)" }
        lines[15] = "{\"id\": \"broken"
        lines[19] = lines[2]
        try fixture.write(lines)
        var options = fixture.options("run")
        change(&options)
        XCTAssertNotNil(try fixture.run(options).outcome)
        return fixture
    }

    private func release(
        _ fixture: BatchFixture, _ names: [String], reason: String = "seen", at: String = "T1",
        into supplement: String? = nil, stopped: Bool = false, preset: PrintPreset? = nil,
        key: String? = nil, against others: [String] = []
    ) throws -> (outcome: ReleaseOutcome?, failure: RunFailure?, codes: [String], notes: [String]) {
        var options = ReleaseOptions(
            folder: fixture.folder.path("run"), names: names, by: "Ana", reason: reason, at: at,
            pack: Repository.pack, workers: 2)
        options.supplement = supplement.map(fixture.folder.path)
        (options.preset, options.key) = (preset, key)
        options.durability = .none
        options.others = others.map(fixture.folder.path)
        let notes = Mutex<[String]>([])
        let release = RunRelease(
            engine: try BatchFixture.engine.get(), options: options, version: "test",
            note: { note in notes.withLock { $0.append(note) } })
        do throws(RunFailure) {
            return (try release.run(), nil, [], notes.withLock { $0 })
        } catch {
            return (nil, error, error.diagnostics.all.map(\.code), notes.withLock { $0 })
        }
    }

    private func verify(_ fixture: BatchFixture, _ run: String) throws -> [String] {
        var options = VerifyOptions(folder: fixture.folder.path(run), workers: 2)
        (options.pack, options.share) = (Repository.pack, 100)
        let outcome = try RunVerifier(
            options, engine: try BatchFixture.engine.get(), version: "test"
        ).run()
        return outcome.wrong.map(\.code)
    }

    func testASupplementIsPutOnPaperAsItsRun() throws {
        let mark =
            #""mark": {"kind": "data-matrix", "x": 3, "y": 150, "holds": ["envelope", "check"]}"#
        let rows: [(run: String, named: String?, line: UInt)] = [
            (#"{"duplex": false, \#(mark)}"#, nil, #line),
            (#"{"household": "none", "sheetsPerEnvelope": 3, "paper": "letter"}"#, nil, #line),
            ("{}", #"{"duplex": false, \#(mark)}"#, #line),
        ]
        for row in rows {
            let preset = try PrintPreset(stored: row.run)
            let named = try row.named.map { try PrintPreset(stored: $0) }
            let fixture = try held { ($0.packKind, $0.preset) = (.print, preset) }
            let done = try release(fixture, ["telecom.fine"], preset: named)
            XCTAssertEqual(done.outcome?.batch.tally.rendered, 2, "\(done.codes)", line: row.line)
            let supplement = fixture.folder.path("run-released-1")
            let manifest = try XCTUnwrap(try Manifest.read(RunPaths(folder: supplement)))
            XCTAssertEqual(
                manifest.settings.value(of: PrintPreset.option), (named ?? preset).text,
                line: row.line)
            let index = try String(contentsOfFile: supplement + "/print/index.csv", encoding: .utf8)
            let marks = index.split(separator: "\r\n").dropFirst().map {
                $0.split(separator: ",", omittingEmptySubsequences: false)[13]
            }
            let isMarked = (row.named ?? row.run).contains("mark")
            XCTAssertEqual(marks.map { $0.isEmpty }, [!isMarked, !isMarked], line: row.line)
            XCTAssertEqual(done.notes.count { $0.contains("--preset") }, row.named == nil ? 0 : 1)
        }
    }

    func testAPresetIsForPrintRunsAndAKeyIsTriedFirst() throws {
        let fixture = try held()
        try fixture.folder.file("no.pem", holding: Data("no key".utf8))
        XCTAssertEqual(
            try release(fixture, ["telecom.fine"], preset: PrintPreset()).codes, ["F776"])
        for (key, code) in [("no.pem", "F751"), ("nowhere.pem", "F757")] {
            let key = fixture.folder.path(key)
            XCTAssertEqual(try release(fixture, ["telecom.fine"], key: key).codes, [code])
        }
        // Nothing is begun, and nothing is written down.
        for name in ["run-released-1", "run/releases.ndjson"] {
            XCTAssertFalse(FileManager.default.fileExists(atPath: fixture.folder.path(name)), name)
        }
    }

    func testARecordIsReleasedOnceWhateverItIsHeldFor() throws {
        let fixture = try held()
        let before = try fixture.contents("run")
        let id = BatchFixture.id(11)
        let done = try release(fixture, [id])
        XCTAssertEqual(done.outcome?.records, 1, "\(done.codes)")
        XCTAssertEqual(done.outcome?.folder, fixture.folder.path("run-released-1"))
        XCTAssertEqual(done.outcome?.batch.tally.rendered, 1)
        XCTAssertEqual(try fixture.documents("run-released-1").count, 1)
        XCTAssertEqual(try verify(fixture, "run-released-1"), [])
        XCTAssertEqual(try verify(fixture, "run"), [])
        let manifest = try XCTUnwrap(
            try Manifest.readWithDigest(RunPaths(folder: fixture.folder.path("run"))))
        let supplement = try XCTUnwrap(
            try Manifest.read(RunPaths(folder: fixture.folder.path("run-released-1"))))
        let options = Dictionary(
            uniqueKeysWithValues: supplement.settings.options.map { ($0.name, $0.value) })
        XCTAssertEqual(options["release-of"], manifest.digest.hexadecimal)
        XCTAssertEqual(options["released-by"], "Ana")
        XCTAssertEqual(options["released-why"], "seen")
        XCTAssertEqual(options["released-at"], "T1")
        // The run itself has one file more.
        var after = try fixture.contents("run")
        XCTAssertNotNil(after.removeValue(forKey: "releases.ndjson"))
        XCTAssertEqual(after, before)
        XCTAssertEqual(try release(fixture, [id], reason: "again").codes, ["F786"])
        XCTAssertEqual(
            try release(fixture, [BatchFixture.id(3), id], reason: "both").codes, ["F786"])
    }

    func testTheSameCommandIsTheSameRelease() throws {
        let fixture = try held()
        let id = BatchFixture.id(3)
        XCTAssertNotNil(try release(fixture, [id]).outcome)
        let wanted = try fixture.contents("run-released-1")
        let log = try fixture.folder.contents("run/releases.ndjson")
        // Cut off before the folder was there, before it was begun, in the middle, and not at all.
        let wounds: [(wound: (String) throws -> Void, line: UInt)] = [
            ({ try FileManager.default.removeItem(atPath: $0) }, #line),
            (
                {
                    try FileManager.default.removeItem(atPath: $0)
                    try RunPaths(folder: $0).makeFolders()
                    try Data("{".utf8).write(
                        to: URL(filePath: $0 + "/plan/released.ndjson.partial"))
                }, #line
            ),
            (
                {
                    for name in ["manifest.json", "packs/00000.tar", "ledger.sqlite"] {
                        try FileManager.default.removeItem(atPath: $0 + "/" + name)
                    }
                }, #line
            ),
            ({ _ in }, #line),
        ]
        for row in wounds {
            try row.wound(fixture.folder.path("run-released-1"))
            let again = try release(fixture, [id], at: "T2")
            XCTAssertNotNil(again.outcome, "\(again.codes)", line: row.line)
            XCTAssertEqual(try fixture.contents("run-released-1"), wanted, line: row.line)
            XCTAssertEqual(
                try fixture.folder.contents("run/releases.ndjson"), log, line: row.line)
        }
    }

    func testByARuleThoseAreReleasedThatNothingElseHolds() throws {
        let fixture = try held()
        let done = try release(fixture, ["telecom.fine"], into: "supplement")
        XCTAssertEqual(done.outcome?.records, 2, "\(done.codes)")
        XCTAssertEqual(
            done.notes,
            ["1 records are held for other rules too, and stay; name them by their ids"])
        XCTAssertEqual(
            try fixture.documents("supplement").map { $0.prefix(17) },
            [BatchFixture.id(3), BatchFixture.id(7)].map { $0.prefix(17) })
        XCTAssertEqual(try release(fixture, ["telecom.fine"], reason: "x").codes, ["F786", "F786"])
        XCTAssertEqual(
            try release(fixture, ["telecom.fine"], into: "supplement").outcome?.records, 2)
        XCTAssertEqual(try release(fixture, [BatchFixture.id(11)]).outcome?.records, 1)
        XCTAssertEqual(
            try release(fixture, ["telecom.fine"], into: "supplement").outcome?.records, 2,
            "the same release, whatever was released since")
    }

    func testWhatCannotBeReleasedIsNamed() throws {
        let fixture = try held()
        let rows: [(names: [String], codes: [String], words: String, line: UInt)] = [
            (["no such id"], ["F785"], "neither the id", #line),
            ([BatchFixture.id(0)], ["F785"], "it is rendered", #line),
            ([BatchFixture.id(15)], ["F785"], "neither the id", #line),
            ([BatchFixture.id(3), "x", "y"], ["F785", "F785"], "“x”", #line),
            (["record.json"], ["F785"], "neither the id", #line),
        ]
        for row in rows {
            let done = try release(fixture, row.names)
            XCTAssertEqual(done.codes, row.codes, line: row.line)
            let text = done.failure?.diagnostics.all.first?.message ?? ""
            XCTAssertTrue(text.contains(row.words), text, line: row.line)
        }
        XCTAssertFalse(
            FileManager.default.fileExists(atPath: fixture.folder.path("run/releases.ndjson")))
        XCTAssertEqual(try release(fixture, [BatchFixture.id(3)], into: "run").codes, ["F786"])
    }

    func testARunThatWasChangedReleasesNothing() throws {
        let rows: [(wound: (BatchFixture) throws -> Void, codes: [String], line: UInt)] = [
            (
                { try FileManager.default.removeItem(atPath: $0.folder.path("run/manifest.json")) },
                ["F791"], #line
            ),
            (
                { try $0.change("run", "UPDATE record SET verdict = 'held' WHERE number = 1") },
                ["F797"], #line
            ),
            ({ try $0.wound("run/quarantine/00000.ndjson") }, ["F795"], #line),
            ({ try $0.wound("run/records/00000.ndjson.gz") }, ["F795"], #line),
            ({ try $0.wound("run/settings.json") }, [], #line),
        ]
        for row in rows {
            let fixture = try held { $0.shardBytes = 1 << 22 }
            try row.wound(fixture)
            let done = try release(fixture, [BatchFixture.id(3)])
            XCTAssertNil(done.outcome, line: row.line)
            if !row.codes.isEmpty { XCTAssertEqual(done.codes, row.codes, line: row.line) }
        }
        let fixture = try held()
        var options = fixture.options("part")
        options.part = try XCTUnwrap(RunPart(0, of: 2))
        XCTAssertNotNil(try fixture.run(options).outcome)
        try FileManager.default.removeItem(atPath: fixture.folder.path("run"))
        try FileManager.default.moveItem(
            atPath: fixture.folder.path("part"), toPath: fixture.folder.path("run"))
        XCTAssertEqual(try release(fixture, [BatchFixture.id(3)]).codes, ["F759"])
    }

    func testDocumentsAreOfTheRunsKindsAndChannels() throws {
        let fixture = try held {
            ($0.channels, $0.fallback, $0.packKind) = ([.pdf, .portal], .portal, .zip)
        }
        XCTAssertNotNil(try release(fixture, [BatchFixture.id(3)]).outcome)
        XCTAssertEqual(
            try fixture.documents("run-released-1").map { $0.split(separator: " ")[1] }, ["portal"])
        XCTAssertEqual(try fixture.folder.names(in: "run-released-1/packs"), ["00000.zip"])
    }

    /// A correction of a held bill left with another run: the held one must not leave late.
    func testWhatAnotherRunBilledIsNotReleased() throws {
        let fixture = try held()
        let lines = BatchFixture.records(24)
        try fixture.write([lines[3], BatchFixture.fined(lines[7])], to: "corrections")
        var options = fixture.options("corrected", input: "corrections")
        options.earlier = fixture.folder.path("run")
        XCTAssertEqual(try fixture.run(options).outcome?.tally.rendered, 1)
        let rows: [(ids: [Int], against: [String], codes: [String], line: UInt)] = [
            ([3], ["corrected"], ["F788"], #line), ([3, 7], ["corrected"], ["F788"], #line),
            ([3], ["nothing"], ["F791"], #line), ([7], ["corrected", "run"], [], #line),
        ]
        for row in rows {
            let done = try release(
                fixture, row.ids.map(BatchFixture.id), against: row.against)
            XCTAssertEqual(done.codes, row.codes, line: row.line)
            let text = done.failure?.diagnostics.all.first?.text ?? ""
            if row.codes == ["F788"] {
                XCTAssertTrue(text.contains("billed there (record 1)"), text, line: row.line)
            }
        }
        // What was released from a run left with it, too.
        try fixture.write([BatchFixture.fined(lines[7])], to: "late")
        XCTAssertNotNil(try fixture.run(fixture.options("again", input: "late")).outcome)
        try FileManager.default.moveItem(
            atPath: fixture.folder.path("run"), toPath: fixture.folder.path("first"))
        try FileManager.default.moveItem(
            atPath: fixture.folder.path("again"), toPath: fixture.folder.path("run"))
        try FileManager.default.removeItem(atPath: fixture.folder.path("run-released-1"))
        XCTAssertEqual(
            try release(fixture, [BatchFixture.id(7)], against: ["first"]).codes, ["F788"])
    }

    /// A copy of a run that lost its list, or has a damaged one, is not believed.
    func testAListOfReleasesThatIsNotWholeIsNotBelieved() throws {
        let rows: [(list: (Data) -> Data?, code: String, line: UInt)] = [
            ({ _ in nil }, "F790", #line), ({ _ in Data() }, "F790", #line),
            ({ Data("garbage\n".utf8) + $0 }, "F787", #line),
            (
                { Data(String(decoding: $0, as: UTF8.self).replacing("Ana", with: "Bob").utf8) },
                "F790", #line
            ),
        ]
        let fixture = try held()
        XCTAssertNotNil(try release(fixture, [BatchFixture.id(3)]).outcome)
        let whole = try fixture.folder.contents("run/releases.ndjson")
        for row in rows {
            try FileManager.default.removeItem(atPath: fixture.folder.path("run/releases.ndjson"))
            if let list = row.list(whole) {
                try fixture.folder.file("run/releases.ndjson", holding: list)
            }
            XCTAssertEqual(try verify(fixture, "run"), [row.code], line: row.line)
            XCTAssertEqual(
                try release(fixture, [BatchFixture.id(3)], reason: "x").codes, [row.code],
                line: row.line)
            var options = fixture.options("later")
            options.earlier = fixture.folder.path("run")
            XCTAssertEqual(try fixture.run(options).codes, [row.code], line: row.line)
            try fixture.folder.file("run/releases.ndjson", holding: whole)
        }
        // As it comes back from a bucket: a file for each line.
        try FileManager.default.removeItem(atPath: fixture.folder.path("run/releases.ndjson"))
        try FileManager.default.createDirectory(
            atPath: fixture.folder.path("run/releases"), withIntermediateDirectories: true)
        try fixture.folder.file("run/releases/00001.ndjson", holding: whole)
        XCTAssertEqual(try verify(fixture, "run"), [])
        XCTAssertEqual(try release(fixture, [BatchFixture.id(3)], reason: "x").codes, ["F786"])
    }
}
