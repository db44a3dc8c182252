import Foundation
import RunFolders
import TestSupport
import XCTest

@testable import BatchEngine

/// What can be refused is refused before anything is made.
final class RunRefusalTests: XCTestCase {
    func testARefusedCommandLeavesNothingBehind() throws {
        let fixture = try BatchFixture()
        try fixture.write(BatchFixture.records(2))
        let key = fixture.folder.path("rsa.pem")
        let made = try ChildProcess.run("openssl", ["genpkey", "-algorithm", "rsa", "-out", key])
        XCTAssertEqual(made.status, 0, made.errors)
        let nowhere = fixture.folder.path("nowhere")
        let rows: [(change: (inout BatchOptions) -> Void, code: String, file: String, line: UInt)] =
            [
                ({ $0.key = nowhere }, "F757", nowhere, #line),
                ({ $0.key = key }, "F751", key, #line),
                ({ $0.excluded = nowhere }, "F757", nowhere, #line),
                ({ $0.earlier = nowhere }, "F791", nowhere, #line),
                ({ $0.records = nowhere }, "F762", nowhere, #line),
                ({ $0.records = fixture.folder.path("") }, "F762", "", #line),
            ]
        for row in rows {
            var options = fixture.options("run")
            row.change(&options)
            let ended = try fixture.run(options)
            XCTAssertEqual(ended.codes, [row.code], line: row.line)
            let found = try XCTUnwrap(ended.failure?.diagnostics.all.first)
            XCTAssertTrue(found.file.hasPrefix(row.file), found.text, line: row.line)
            XCTAssertFalse(found.cure.contains("the folder it lies in"), line: row.line)
            XCTAssertEqual(try fixture.folder.names(), ["records", "rsa.pem"], line: row.line)
        }
    }

    func testAMergeTriesItsKeyFirst() throws {
        let fixture = try BatchFixture()
        try fixture.write(BatchFixture.records(2))
        XCTAssertNotNil(try fixture.run(fixture.options("part")).outcome)
        var options = MergeOptions(
            parts: [fixture.folder.path("part")], folder: fixture.folder.path("run"))
        options.key = fixture.folder.path("nowhere")
        XCTAssertThrowsError(try RunMerge(options) { _ in }.run()) { error in
            XCTAssertEqual((error as? RunFailure)?.diagnostics.all.map(\.code), ["F757"])
        }
        XCTAssertEqual(try fixture.folder.names(), ["part", "records"])
    }

    func testIdsThatNoFileCanHaveAreRejectedInPacksOfEveryKind() throws {
        let fixture = try BatchFixture()
        var lines = BatchFixture.records(4)
        // Each byte becomes three, and `.pdf` comes behind them.
        for (index, count) in [(1, 80), (2, 41)] {
            lines[index] = lines[index].replacing(
                "\"\(BatchFixture.id(index))\"",
                with: "\"\(String(repeating: "é", count: count))\"")
        }
        try fixture.write(lines)
        for kind in PackKind.allCases {
            var options = fixture.options("\(kind)")
            options.packKind = kind
            XCTAssertEqual(try fixture.run(options).outcome?.tally.rendered, 3, "\(kind)")
            XCTAssertEqual(try fixture.verdicts("\(kind)"), ["2 rejected record.length"])
        }
    }

    func testARunIsForItsOwnerAlone() throws {
        let fixture = try BatchFixture()
        var lines = BatchFixture.records(3)
        lines[1] = BatchFixture.fined(lines[1])
        try fixture.write(lines)
        for kind in PackKind.allCases {
            var options = fixture.options("\(kind)")
            options.packKind = kind
            XCTAssertNotNil(try fixture.run(options).outcome)
            var merge = MergeOptions(
                parts: [options.folder], folder: fixture.folder.path("\(kind)-copied"))
            (merge.copies, merge.durability) = (true, .none)
            _ = try RunMerge(merge) { _ in }.run()
            for run in [options.folder, merge.folder] {
                let names = try FileManager.default.subpathsOfDirectory(atPath: run)
                XCTAssertTrue(names.contains("report.html") && names.contains("lock"))
                for name in names + [""] {
                    let file = try FileManager.default.attributesOfItem(atPath: "\(run)/\(name)")
                    let isFolder = file[.type] as? FileAttributeType == .typeDirectory
                    XCTAssertEqual(
                        file[.posixPermissions] as? Int, isFolder ? 0o700 : 0o600, "\(run)/\(name)")
                }
            }
        }
    }
}
