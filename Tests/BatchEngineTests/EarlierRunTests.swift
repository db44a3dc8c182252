import Foundation
import Primitives
import Rendering
import RunFolders
import TestSupport
import XCTest

@testable import BatchEngine

final class EarlierRunTests: XCTestCase {
    /// A finished run `last` of some records.
    private func last(_ lines: [String]) throws -> BatchFixture {
        let fixture = try BatchFixture()
        try fixture.write(lines, to: "before")
        let ended = try fixture.run(fixture.options("last", input: "before"))
        XCTAssertNotNil(ended.outcome, "\(ended.codes)")
        return fixture
    }

    private func against(_ fixture: BatchFixture, _ run: String = "run") -> BatchOptions {
        var options = fixture.options(run)
        options.earlier = fixture.folder.path("last")
        return options
    }

    func testABillThatWentOutAlreadyIsADuplicate() throws {
        let lines = BatchFixture.records(6)
        let fixture = try last(Array(lines[..<3]) + [BatchFixture.fined(lines[3])])
        try fixture.write(lines)
        let ended = try fixture.run(against(fixture))
        XCTAssertEqual(ended.outcome?.tally.rendered, 3, "the held one had not gone out")
        XCTAssertEqual(
            try fixture.verdicts("run"), (1...3).map { "\($0) duplicate record.duplicate" })
        let kept = String(
            decoding: try fixture.folder.contents("run/quarantine.ndjson"), as: UTF8.self)
        XCTAssertTrue(kept.contains("was already used in the last run"), kept)
    }

    func testABillThatWasReleasedHasGoneOutToo() throws {
        let lines = BatchFixture.records(6)
        let fixture = try last(
            Array(lines[..<3]) + lines[3...].map { BatchFixture.fined($0) })
        try fixture.write(lines)
        XCTAssertEqual(try fixture.run(against(fixture, "first")).outcome?.tally.rendered, 3)
        let release = ReleaseOptions(
            folder: fixture.folder.path("last"), names: [BatchFixture.id(4)], by: "Ana",
            reason: "seen", at: "T", pack: Repository.pack, workers: 1)
        XCTAssertEqual(
            try RunRelease(
                engine: try BatchFixture.engine.get(), options: release, version: "test",
                note: { _ in }
            ).run().records, 1)
        XCTAssertEqual(try fixture.run(against(fixture)).outcome?.tally.rendered, 2)
        XCTAssertEqual(
            try fixture.verdicts("run"),
            [1, 2, 3, 5].map { "\($0) duplicate record.duplicate" })
    }

    func testWhatNoTwoBillsShareIsComparedAcrossCycles() throws {
        let lines = BatchFixture.records(4)
        let fixture = try last(lines)
        try fixture.write(
            lines.enumerated().map { index, line in
                line.replacingOccurrences(of: BatchFixture.id(index), with: "again-\(index)")
            })
        XCTAssertEqual(try fixture.run(against(fixture)).outcome?.tally.held, 4)
        XCTAssertEqual(try fixture.verdicts("run"), (1...4).map { "\($0) held duplicate.cycle" })
        let kept = String(
            decoding: try fixture.folder.contents("run/quarantine.ndjson"), as: UTF8.self)
        XCTAssertTrue(kept.contains("another bill of this kind for 2026-07 in the last run"), kept)
        XCTAssertTrue(kept.contains("is that of another bill in the last run"), kept)
        let decisions = String(
            decoding: try fixture.folder.contents("run/plan/decisions.ndjson"), as: UTF8.self)
        XCTAssertTrue(decisions.contains("\"kind\":\"lastCycle\""), decisions)
        XCTAssertTrue(decisions.contains("\"kind\":\"lastPayload\""), decisions)
    }

    func testAWrongPriceListHoldsTheRunAndNoBill() throws {
        let fixture = try last(BatchFixture.records(120, rows: 0, month: 6))
        let price = /("code":"IDI001".*?"amount":)17\.90/
        let lines = BatchFixture.records(120, rows: 0, seed: 2)
        let wrong = lines.map { line in line.replacing(price) { "\($0.1)107.40" } }
        XCTAssertGreaterThan(zip(lines, wrong).count { $0 != $1 }, 30)
        try fixture.write(lines)
        let right = try fixture.run(against(fixture, "right"))
        XCTAssertEqual(right.outcome?.findings.filter { $0.severity != .warn }, [])
        XCTAssertEqual(right.outcome?.tally.rendered, 120)
        try fixture.write(wrong)
        let ended = try fixture.run(against(fixture))
        let finding = try XCTUnwrap(ended.outcome?.findings.weighty.first)
        XCTAssertEqual(finding.rule, "against.charge")
        XCTAssertEqual(finding.severity, .hold)
        XCTAssertTrue(finding.message.hasPrefix("“IDI001” costs 6.00 times"), finding.message)
        XCTAssertTrue(ended.notes.contains { $0.contains("“IDI001” costs 6.00 times") })
        let manifest = try XCTUnwrap(
            try Manifest.read(RunPaths(folder: fixture.folder.path("run"))))
        XCTAssertEqual(manifest.findings, ended.outcome?.findings)
        var parts: [String] = []
        for index in 0..<2 {
            var options = against(fixture, "part\(index)")
            options.part = try XCTUnwrap(RunPart(index, of: 2))
            XCTAssertEqual(try fixture.run(options).outcome?.findings, manifest.findings)
            parts.append(options.folder)
        }
        var options = MergeOptions(parts: parts, folder: fixture.folder.path("merged"))
        options.durability = .none
        XCTAssertEqual(try RunMerge(options) { _ in }.run().findings, manifest.findings)
        XCTAssertEqual(try fixture.contents("merged"), try fixture.contents("run"))
    }

    func testTotalsFarFromTheLastRunsAreHeldWhereThePackSaysSo() throws {
        let fixture = try last(BatchFixture.records(30, month: 6))
        let pack = fixture.folder.path("pack")
        try FileManager.default.copyItem(atPath: Repository.pack, toPath: pack)
        try fixture.write(BatchFixture.records(30, seed: 2))
        for (weight, held) in [("warn", false), ("hold", true), ("off", false)] {
            try fixture.folder.file(
                "pack/rules.json",
                holding: Data(
                    """
                    {"grades": {"duplicate.payment": "off", "against.total": "\(weight)"},
                     "thresholds": {"againstRatio": 1.02}}
                    """.utf8))
            var options = against(fixture, weight)
            options.pack = pack
            let ended = try fixture.run(
                options, engine: try Engine(pack: pack, fonts: Repository.fonts))
            let verdicts = try fixture.verdicts(weight)
            XCTAssertEqual(verdicts.isEmpty, !held, "\(verdicts)")
            XCTAssertTrue(verdicts.allSatisfy { $0.hasSuffix("held against.total") }, weight)
            XCTAssertEqual(
                ended.outcome?.findings.map(\.rule), weight == "warn" ? ["against.total"] : [])
        }
        let kept = String(
            decoding: try fixture.folder.contents("hold/quarantine.ndjson"), as: UTF8.self)
        XCTAssertTrue(kept.contains(" of 2026-06\""), kept)
    }

    func testAKilledRunGoesOnAgainstTheSameRunOnly() throws {
        let fixture = try last(BatchFixture.records(10, month: 6))
        try fixture.write(BatchFixture.records(60, seed: 2))
        XCTAssertNotNil(try fixture.run(against(fixture, "undisturbed")).outcome)
        XCTAssertEqual(try fixture.run(against(fixture), stopAfter: 1).codes, ["F765"])
        XCTAssertEqual(try fixture.run(fixture.options("run")).codes, ["F714"])
        var options = against(fixture)
        options.earlier = fixture.folder.path("undisturbed")
        XCTAssertEqual(try fixture.run(options).codes, ["F714"])
        // Where the folder lies does not matter.
        try FileManager.default.moveItem(
            atPath: fixture.folder.path("last"), toPath: fixture.folder.path("moved"))
        options.earlier = fixture.folder.path("moved")
        XCTAssertNotNil(try fixture.run(options).outcome)
        XCTAssertEqual(try fixture.contents("run"), try fixture.contents("undisturbed"))
    }

    func testFoldersThatCannotBeComparedWithAreRefused() throws {
        let lines = BatchFixture.records(12, month: 6)
        let rows: [(wound: (BatchFixture) throws -> Void, codes: [String], line: UInt)] = [
            (
                { try FileManager.default.removeItem(atPath: $0.folder.path("last")) }, ["F791"],
                #line
            ),
            ({ try $0.wound("last/records/00000.ndjson.gz") }, ["F795"], #line),
            ({ try $0.wound("last/plan/shards.json") }, ["F792"], #line),
            ({ try $0.change("last", "UPDATE charge SET sum = sum + 1") }, ["F797"], #line),
            ({ try $0.change("last", "DELETE FROM charge WHERE shard = 0") }, ["F797"], #line),
            ({ try $0.change("last", "PRAGMA user_version = 1") }, ["F721"], #line),
        ]
        for row in rows {
            let fixture = try last(lines)
            try fixture.write(lines)
            try row.wound(fixture)
            XCTAssertEqual(try fixture.run(against(fixture)).codes, row.codes, line: row.line)
        }
        let fixture = try last(lines)
        try fixture.write(lines)
        var options = fixture.options("part")
        options.part = try XCTUnwrap(RunPart(0, of: 2))
        XCTAssertNotNil(try fixture.run(options).outcome)
        options = fixture.options("run")
        options.earlier = fixture.folder.path("part")
        XCTAssertEqual(try fixture.run(options).codes, ["F755"])
    }

    /// A part that is begun after a release would be planned otherwise than the one before: it is told apart.
    func testAReleaseBetweenTwoPartsIsTold() throws {
        let lines = BatchFixture.records(6)
        let fixture = try last(lines[..<4].map { BatchFixture.fined($0) })
        try fixture.write(lines)
        var options = against(fixture, "part0")
        options.part = try XCTUnwrap(RunPart(0, of: 2))
        XCTAssertNotNil(try fixture.run(options).outcome)
        let release = ReleaseOptions(
            folder: fixture.folder.path("last"), names: [BatchFixture.id(2)], by: "Ana",
            reason: "seen", at: "T", pack: Repository.pack, workers: 1)
        _ = try RunRelease(
            engine: try BatchFixture.engine.get(), options: release, version: "test",
            note: { _ in }
        ).run()
        let again = try fixture.run(options)
        XCTAssertEqual(again.codes, ["F714"])
        let words = "were released since: 0 releases then, 1 now"
        XCTAssertTrue(again.failure?.diagnostics.all[0].message.contains(words) ?? false)
        options.part = try XCTUnwrap(RunPart(1, of: 2))
        options.folder = fixture.folder.path("part1")
        XCTAssertNotNil(try fixture.run(options).outcome)
        let merge = MergeOptions(
            parts: ["part0", "part1"].map(fixture.folder.path),
            folder: fixture.folder.path("merged"))
        XCTAssertThrowsError(try RunMerge(merge, note: { _ in }).run()) { error in
            XCTAssertEqual((error as? RunFailure)?.diagnostics.all.map(\.code), ["F714"])
        }
    }
}
