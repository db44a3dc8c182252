import Foundation
import Primitives
import RunFolders
import TestSupport
import XCTest

@testable import BatchEngine

final class RunApproverTests: XCTestCase {
    private func approve(
        _ fixture: BatchFixture, _ run: String = "run", by: String = "Ana", reason: String = "",
        isFull: Bool = false
    ) -> (approval: RunApproval?, isNew: Bool, codes: [String]) {
        var options = ApproveOptions(
            folder: fixture.folder.path(run), by: by, at: "T", workers: 2)
        (options.reason, options.isFull) = (reason, isFull)
        do throws(RunFailure) {
            let (approval, isNew) = try RunApprover(options, version: "test").run()
            return (approval, isNew, [])
        } catch {
            return (nil, false, error.diagnostics.all.map(\.code))
        }
    }

    private func finished() throws -> BatchFixture {
        let fixture = try BatchFixture()
        var lines = BatchFixture.records(12)
        lines[3] = BatchFixture.fined(lines[3])
        try fixture.write(lines)
        XCTAssertNotNil(try fixture.run(fixture.options("run")).outcome)
        return fixture
    }

    func testTheFirstApprovalStays() throws {
        let fixture = try finished()
        let paths = RunPaths(folder: fixture.folder.path("run"))
        XCTAssertNil(try RunApproval.current(paths))
        let first = approve(fixture, isFull: true)
        XCTAssertTrue(first.isNew, "\(first.codes)")
        XCTAssertEqual(try RunApproval.current(paths), first.approval)
        let second = approve(fixture, by: "Bob", reason: "because")
        XCTAssertFalse(second.isNew)
        XCTAssertEqual(second.approval?.by, "Ana")
        // The same command of the run changes nothing of it.
        XCTAssertNotNil(try fixture.run(fixture.options("run")).outcome)
        XCTAssertEqual(try RunApproval.current(paths), first.approval)
        let outcome = try RunVerifier(
            VerifyOptions(folder: paths.folder, workers: 1), engine: nil, version: "test"
        ).run()
        XCTAssertTrue(outcome.notes.contains("approved by Ana at T"), "\(outcome.notes)")
    }

    func testARunThatWasChangedIsNotApproved() throws {
        let rows:
            [(wound: (BatchFixture) throws -> Void, quick: [String], full: [String], line: UInt)] =
                [
                    (
                        {
                            try FileManager.default.removeItem(
                                atPath: $0.folder.path("run/manifest.json"))
                        }, ["F791"], ["F791"], #line
                    ),
                    (
                        {
                            try FileManager.default.removeItem(
                                atPath: $0.folder.path("run/packs/00001.tar"))
                        },
                        ["F794"], ["F794"], #line
                    ),
                    (
                        { try $0.folder.file("run/quarantine.ndjson", holding: Data("x".utf8)) },
                        ["F795"], ["F795"], #line
                    ),
                    (
                        { try $0.change("run", "UPDATE document SET pages = 9") }, ["F797"],
                        ["F797"], #line
                    ),
                    (
                        { try $0.change("run", "UPDATE charge SET sum = 9") }, ["F797"], ["F797"],
                        #line
                    ),
                    // Bytes that were changed without another size are seen by who reads them.
                    ({ try $0.wound("run/packs/00001.tar") }, [], ["F795", "F796"], #line),
                ]
        for row in rows {
            for isFull in [true, false] {
                let fixture = try finished()
                try row.wound(fixture)
                let done = approve(fixture, isFull: isFull)
                XCTAssertEqual(done.codes, isFull ? row.full : row.quick, line: row.line)
                XCTAssertEqual(
                    FileManager.default.fileExists(
                        atPath: fixture.folder.path("run/approval.json")),
                    done.codes.isEmpty, line: row.line)
            }
        }
    }

    func testAnApprovalIsOfOneManifest() throws {
        let fixture = try finished()
        XCTAssertTrue(approve(fixture).isNew)
        // The same records, and another promise.
        var options = fixture.options("other")
        options.durability = .shard
        XCTAssertNotNil(try fixture.run(options).outcome)
        let paths = RunPaths(folder: fixture.folder.path("other"))
        try FileManager.default.copyItem(
            atPath: fixture.folder.path("run/approval.json"),
            toPath: fixture.folder.path("other/approval.json"))
        XCTAssertEqual(approve(fixture, "other", by: "Bob").codes, ["F758"])
        XCTAssertThrowsError(try RunApproval.current(paths))
        let outcome = try RunVerifier(
            VerifyOptions(folder: paths.folder, workers: 1), engine: nil, version: "test"
        ).run()
        XCTAssertEqual(outcome.wrong.map(\.code), ["F758"])
    }

    func testAPartIsNotApproved() throws {
        let fixture = try finished()
        var options = fixture.options("part")
        options.part = try XCTUnwrap(RunPart(0, of: 2))
        XCTAssertNotNil(try fixture.run(options).outcome)
        XCTAssertEqual(approve(fixture, "part").codes, ["F759"])
        XCTAssertEqual(approve(fixture, "nothing").codes, ["F791"])
        XCTAssertFalse(FileManager.default.fileExists(atPath: fixture.folder.path("nothing")))
    }

    func testARunThatIsHeldNeedsAReason() throws {
        let fixture = try BatchFixture()
        try fixture.write(BatchFixture.records(120, rows: 0, month: 6), to: "before")
        XCTAssertNotNil(try fixture.run(fixture.options("last", input: "before")).outcome)
        try fixture.write(
            BatchFixture.records(120, rows: 0, seed: 2).map { line in
                line.replacing(/("code":"IDI001".*?"amount":)17\.90/) { "\($0.1)7.90" }
            })
        var options = fixture.options("run")
        options.earlier = fixture.folder.path("last")
        XCTAssertEqual(try fixture.run(options).outcome?.findings.weighty.count, 1)
        XCTAssertEqual(approve(fixture).codes, ["F756"])
        XCTAssertEqual(approve(fixture, reason: "the new price of July").isNew, true)
    }

    func testNobodyApprovesWhileARunWorksThere() throws {
        let fixture = try finished()
        let lock = try RunLock(
            RunPaths(folder: fixture.folder.path("run")), holder: .current())
        XCTAssertEqual(approve(fixture).codes, ["F701"])
        try lock.release()
        XCTAssertTrue(approve(fixture).isNew)
    }
}
