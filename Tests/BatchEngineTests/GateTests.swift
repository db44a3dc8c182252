import Foundation
import Primitives
import RunFolders
import TestSupport
import XCTest

@testable import BatchEngine

/// Gates at their borders.
final class GateTests: XCTestCase {
    /// So many records, of which some are held.
    private func records(_ count: Int, held: [Int] = []) -> [String] {
        var lines = BatchFixture.records(count)
        for index in held { lines[index] = BatchFixture.fined(lines[index]) }
        return lines
    }

    func testTheShareOfKeptRecordsIsExact() throws {
        let fixture = try BatchFixture()
        let rows: [(held: Int, all: Int, most: Double, code: String?, line: UInt)] = [
            (0, 0, 0, nil, #line), (0, 12, 0, nil, #line), (1, 12, 0, "F766", #line),
            (3, 12, 25, nil, #line), (3, 12, 24.99, "F766", #line), (12, 12, 100, nil, #line),
            (12, 12, 99.9, "F766", #line), (7, 25, 28, nil, #line), (4, 25, 15.9, "F766", #line),
        ]
        for (index, row) in rows.enumerated() {
            try fixture.write(records(row.all, held: Array(0..<row.held)), to: "in\(index)")
            var options = fixture.options("run\(index)", input: "in\(index)")
            options.mostKept = row.most
            let ended = try fixture.run(options)
            XCTAssertEqual(ended.codes, row.code.map { [$0] } ?? [], line: row.line)
        }
    }

    func testAClosedGateStaysClosed() throws {
        let fixture = try BatchFixture()
        // All that is held is in the last shard.
        try fixture.write(records(24, held: [22, 23]))
        var options = fixture.options("run")
        options.workers = 1
        options.mostKept = 5
        for _ in 0..<3 {
            XCTAssertEqual(try fixture.run(options).codes, ["F766"])
            XCTAssertFalse(
                FileManager.default.fileExists(atPath: fixture.folder.path("run/manifest.json")))
        }
        options.mostKept = 9
        XCTAssertNotNil(try fixture.run(options).outcome)
        options.mostKept = 5
        XCTAssertEqual(try fixture.run(options).codes, ["F766"])
    }

    func testOfAPartTheShareIsOfItsOwnRecords() throws {
        let fixture = try BatchFixture()
        try fixture.write(records(24, held: [0, 1]))
        var codes: [[String]] = []
        for index in 0..<2 {
            var options = fixture.options("part\(index)")
            options.part = try XCTUnwrap(RunPart(index, of: 2))
            options.mostKept = 10
            codes.append(try fixture.run(options).codes)
        }
        XCTAssertEqual(codes, [["F766"], []])
    }

    func testExpectationsAtTheirBorders() throws {
        let fixture = try BatchFixture()
        try fixture.write([], to: "empty")
        var mixed = records(3)
        mixed[2] = mixed[2].replacingOccurrences(
            of: "\"currency\":\"BRL\"", with: "\"currency\":\"USD\"")
        try fixture.write(mixed, to: "currencies")
        try fixture.write(["{", "[]"], to: "broken")
        let ended = try fixture.run(fixture.options("counted", input: "currencies"))
        let money = try XCTUnwrap(ended.outcome).money
        func total(_ currency: String, plus cents: Int64 = 0) -> String {
            let sum =
                money.filter { $0.channel.isEmpty && $0.currency == currency }
                .reduce(0) { $0 + $1.total } + cents
            return "\(sum / 100).\(String(format: "%02d", sum % 100))"
        }
        let rows: [(input: String, expected: String, codes: [String], line: UInt)] = [
            ("empty", "0,0", [], #line), ("empty", "0,0.00", [], #line),
            ("empty", "0,0.01", ["F742"], #line), ("empty", "1,0", ["F742"], #line),
            ("broken", "2,0", [], #line), ("broken", "1,0", ["F742"], #line),
            ("currencies", "3,\(total("BRL"))", ["F742"], #line),
            ("currencies", "3,\(total("BRL")),BRL", [], #line),
            ("currencies", "3,\(total("USD")),USD", [], #line),
            ("currencies", "3,\(total("BRL", plus: 1)),BRL", ["F742"], #line),
            ("currencies", "3,\(total("BRL", plus: -1)),BRL", ["F742"], #line),
            ("currencies", "2,\(total("BRL", plus: 1)),BRL", ["F742", "F742"], #line),
            ("currencies", "3,0,EUR", [], #line),
        ]
        for (index, row) in rows.enumerated() {
            var options = fixture.options("run\(index)", input: row.input)
            options.expectation = try Expectation(row.expected)
            XCTAssertEqual(try fixture.run(options).codes, row.codes, line: row.line)
            options.part = try XCTUnwrap(RunPart(1, of: 2))
            options.folder = fixture.folder.path("part\(index)")
            XCTAssertEqual(
                try fixture.run(options).codes, row.codes, "a part", line: row.line)
        }
    }

    func testAnExpectationThatFailedCanBeCorrected() throws {
        let fixture = try BatchFixture()
        try fixture.write(records(8))
        var options = fixture.options("run")
        options.expectation = try Expectation("9,1")
        XCTAssertEqual(try fixture.run(options).codes, ["F742", "F742"])
        XCTAssertEqual(try fixture.run(options).codes, ["F742", "F742"])
        options.expectation = nil
        XCTAssertEqual(try fixture.run(options).outcome?.tally.rendered, 8)
    }

    func testIdsThatAreLeftOut() throws {
        let fixture = try BatchFixture()
        let lines = records(8)
        try fixture.write(lines + [lines[2]])
        let ids = [2, 2, 5].map(BatchFixture.id)
        try fixture.folder.file(
            "excluded",
            holding: Data(("\u{FEFF}" + ids.joined(separator: "\r\n") + "\nunknown\n\n  \n").utf8))
        var options = fixture.options("run")
        options.excluded = fixture.folder.path("excluded")
        let ended = try fixture.run(options)
        XCTAssertEqual(ended.outcome?.tally.excluded, 3, "a record that is there twice, both times")
        XCTAssertEqual(ended.outcome?.tally.rendered, 6)
        let told = ["the run: warn: 1 of the 3 ids to leave out is in no record [exclude.unknown]"]
        XCTAssertEqual(ended.notes, told)
        XCTAssertEqual(try fixture.run(options).notes, told, "told by each command")
        // The same ids in another order are the same; others are refused, and so is none.
        try fixture.write(["unknown"] + ids.reversed(), to: "excluded")
        XCTAssertNotNil(try fixture.run(options).outcome)
        try fixture.write(ids, to: "excluded")
        XCTAssertEqual(try fixture.run(options).codes, ["F714"])
        options.excluded = nil
        XCTAssertEqual(try fixture.run(options).codes, ["F714"])
        options.excluded = fixture.folder.path("not there")
        XCTAssertEqual(try fixture.run(options).codes, ["F757"])
    }

    func testEverythingCanBeLeftOutOrRejected() throws {
        let fixture = try BatchFixture()
        try fixture.write(records(6))
        try fixture.write((0..<6).map(BatchFixture.id), to: "excluded")
        var options = fixture.options("none")
        options.excluded = fixture.folder.path("excluded")
        XCTAssertEqual(try fixture.run(options).outcome?.tally.excluded, 6)
        try fixture.write(Array(repeating: "{\"id\":", count: 6))
        let rejected = try fixture.run(fixture.options("rejected")).outcome
        XCTAssertEqual(rejected?.tally.rejected, 6)
        for run in ["none", "rejected"] {
            let outcome = try RunVerifier(
                VerifyOptions(folder: fixture.folder.path(run), workers: 1), engine: nil,
                version: "test"
            ).run()
            XCTAssertEqual(outcome.wrong.map(\.text), [], run)
        }
    }

    /// The first record of an id is kept back, and so its sound twin leaves no more than that one.
    func testADuplicateWhoseFirstDidNotLeaveIsToldAndCounts() throws {
        let lines = records(8)
        let broken = lines[3].replacingOccurrences(
            of: "\"currency\":\"BRL\"", with: "\"currency\":\"XXQ\"")
        let fined = BatchFixture.fined(lines[3])
        let rows: [(lines: [String], unsent: Int, most: Double, code: String?, line: UInt)] = [
            ([broken, lines[3]], 1, 50, "F766", #line), ([broken, lines[3]], 1, 100, nil, #line),
            ([fined, lines[3], lines[3]], 2, 99, "F766", #line),
            ([lines[3], lines[3]], 0, 0, nil, #line),
            ([lines[3], broken, fined], 0, 0, nil, #line),
            (lines + [lines[0], lines[1]], 0, 0, nil, #line),
        ]
        for (index, row) in rows.enumerated() {
            let fixture = try BatchFixture()
            try fixture.write(row.lines)
            var options = fixture.options("run\(index)")
            options.mostKept = row.most
            let gated = try fixture.run(options)
            XCTAssertEqual(gated.codes, row.code.map { [$0] } ?? [], line: row.line)
            options.mostKept = nil
            let ended = try fixture.run(options)
            let outcome = try XCTUnwrap(ended.outcome, line: row.line)
            XCTAssertEqual(outcome.progress.unsentDuplicates, row.unsent, line: row.line)
            let told = ended.notes.filter { $0.contains("[duplicate.unsent]") }
            XCTAssertEqual(told.count, row.unsent > 0 ? 1 : 0, line: row.line)
            let manifest = try Manifest.read(RunPaths(folder: options.folder))
            XCTAssertEqual(
                manifest?.findings.map(\.rule), row.unsent > 0 ? ["duplicate.unsent"] : [],
                line: row.line)
            let report = String(
                decoding: try fixture.folder.contents("run\(index)/report.html"), as: UTF8.self)
            XCTAssertEqual(report.contains("did not leave"), row.unsent > 0, line: row.line)
        }
    }

    /// Parts do not know each other's records: what is merged does.
    func testDuplicatesWhoseFirstDidNotLeaveAreTheSameInAMerge() throws {
        let fixture = try BatchFixture()
        var lines = records(24, held: [2])
        lines += [records(24)[2], lines[5]]
        try fixture.write(lines)
        XCTAssertNotNil(try fixture.run(fixture.options("whole")).outcome)
        for index in 0..<2 {
            var options = fixture.options("part\(index)")
            options.part = try XCTUnwrap(RunPart(index, of: 2))
            XCTAssertEqual(try fixture.run(options).outcome?.findings, [])
        }
        var options = MergeOptions(
            parts: (0..<2).map { fixture.folder.path("part\($0)") },
            folder: fixture.folder.path("merged"))
        options.durability = .none
        let merged = try RunMerge(options, note: { _ in }).run()
        XCTAssertEqual(merged.findings.map(\.rule), ["duplicate.unsent"])
        XCTAssertEqual(
            try fixture.folder.contents("merged/manifest.json"),
            try fixture.folder.contents("whole/manifest.json"))
    }

    /// Whatever keeps a run that had ended from being whole, its manifest and approval are gone before it goes on.
    func testAnEndIsTakenBackBeforeARunGoesOn() throws {
        let fixture = try BatchFixture()
        try fixture.write(records(24, held: [22]))
        let options = fixture.options("run")
        let files = ["manifest.json", "approval.json"]
        func here() -> [String] {
            files.filter {
                FileManager.default.fileExists(atPath: fixture.folder.path("run/\($0)"))
            }
        }
        let rows:
            [(
                change: (inout BatchOptions) throws -> Void, codes: [String], here: [String],
                line: UInt
            )] =
                [
                    ({ _ in }, [], files, #line), ({ $0.mostKept = 0 }, ["F766"], [], #line),
                    ({ $0.expectation = try Expectation("5,5") }, ["F742", "F742"], [], #line),
                    (
                        { _ in
                            try FileManager.default.removeItem(
                                atPath: fixture.folder.path("run/packs/00000.tar"))
                        }, [], ["manifest.json"], #line
                    ),
                    ({ _ in try fixture.write(["{}"]) }, ["F715"], files, #line),
                ]
        for row in rows {
            try fixture.write(records(24, held: [22]))
            let before = try fixture.run(options)
            XCTAssertNotNil(before.outcome, "\(before.codes)", line: row.line)
            let approve = ApproveOptions(
                folder: options.folder, by: "Ana", at: "T", workers: 1)
            _ = try RunApprover(approve, version: "test").run()
            XCTAssertEqual(here(), files, line: row.line)
            var changed = options
            try row.change(&changed)
            let ended = try fixture.run(changed)
            XCTAssertEqual(ended.codes, row.codes, line: row.line)
            XCTAssertEqual(here(), row.here, line: row.line)
            XCTAssertEqual(
                ended.notes.contains { $0.contains("taken back") }, row.here != files,
                line: row.line)
        }
    }
}
