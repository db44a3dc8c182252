import Foundation
import Primitives
import RunFolders
import TestSupport
import XCTest

@testable import BatchEngine

final class DocumentFeedTests: XCTestCase {
    /// Runs with a feed into a file; what was told, a line each.
    private func told(
        _ fixture: BatchFixture, _ form: DocumentFeed.Form, stopAfter: Int = .max,
        _ change: (inout BatchOptions) -> Void = { _ in }
    ) throws -> [[String: Any]] {
        let path = fixture.folder.path("told")
        XCTAssertTrue(FileManager.default.createFile(atPath: path, contents: nil))
        let file = try XCTUnwrap(FileHandle(forWritingAtPath: path))
        defer { try? file.close() }
        var options = fixture.options("run")
        options.feed = form
        options.feedDescriptor = file.fileDescriptor
        change(&options)
        _ = try fixture.run(options, stopAfter: stopAfter)
        return try fixture.folder.contents("told").split(separator: 0x0A).map {
            try XCTUnwrap(try JSONSerialization.jsonObject(with: $0) as? [String: Any])
        }
    }

    func testEachDocumentIsALineThatFindsIt() throws {
        for kind in [PackKind.tar, .zip, .files] {
            let fixture = try BatchFixture()
            try fixture.write(BatchFixture.records(20))
            let lines = try told(fixture, .reference) {
                $0.packKind = kind
                $0.channels = [.pdf, .portal]
            }
            XCTAssertEqual(lines.count, 40)
            XCTAssertEqual(
                lines.compactMap { $0["record"] as? Int }, (1...20).flatMap { [$0, $0] })
            for line in lines {
                let run = try XCTUnwrap(line["run"] as? String)
                var path = "\(run)/\(try XCTUnwrap(line["pack"] as? String))"
                if kind == .files { path += "/\(try XCTUnwrap(line["name"] as? String))" }
                let offset = try XCTUnwrap(line["offset"] as? Int)
                let count = try XCTUnwrap(line["bytes"] as? Int)
                let bytes = try Data(contentsOf: URL(filePath: path))
                let document = bytes[offset..<offset + count]
                let start = line["channel"] as? String == "pdf" ? "%PDF-" : "<!doctype html>"
                XCTAssertTrue(document.starts(with: Data(start.utf8)), path)
                XCTAssertEqual(line["sha256"] as? String, try sha256(document))
            }
        }
    }

    func testBytesInTheLines() throws {
        let fixture = try BatchFixture()
        try fixture.write(BatchFixture.records(3))
        let lines = try told(fixture, .base64)
        XCTAssertEqual(lines.count, 3)
        for line in lines {
            let content = try XCTUnwrap(
                Data(base64Encoded: try XCTUnwrap(line["content"] as? String)))
            XCTAssertEqual(line["sha256"] as? String, try sha256(content))
            XCTAssertEqual(line["bytes"] as? Int, content.count)
            XCTAssertNil(line["pack"])
        }
    }

    func testWhatIsToldIsCommittedAndARunThatGoesOnTellsAll() throws {
        let fixture = try BatchFixture()
        try fixture.write(BatchFixture.records(60))
        let before = try told(fixture, .reference, stopAfter: 2)
        XCTAssertTrue(1..<60 ~= before.count, "\(before.count)")
        let ledger = try Ledger(reading: fixture.folder.path("run/ledger.sqlite"))
        for line in before {
            XCTAssertEqual(
                try ledger.documents(ofId: try XCTUnwrap(line["id"] as? String)).count, 1)
        }
        let all = try told(fixture, .reference)
        XCTAssertEqual(all.compactMap { $0["record"] as? Int }, Array(1...60))
        XCTAssertEqual(try told(fixture, .reference).count, 60)
    }

    func testShardWhosePackIsGoneIsToldOnceItIsThereAgain() throws {
        for form in DocumentFeed.Form.allCases {
            let fixture = try BatchFixture()
            try fixture.write(BatchFixture.records(40))
            let before = try told(fixture, form)
            let packs = try fixture.folder.names(in: "run/packs").sorted()
            XCTAssertGreaterThan(packs.count, 2)
            for (index, pack) in packs.enumerated() where index != 1 {
                try FileManager.default.removeItem(atPath: fixture.folder.path("run/packs/\(pack)"))
            }
            let after = try told(fixture, form)
            XCTAssertEqual(before as NSArray, after as NSArray)
        }
    }

    func testReaderThatGoesAwayEndsTheRunAndIsToldAllNextTime() throws {
        let fixture = try BatchFixture()
        try fixture.write(BatchFixture.records(40))
        var ends: [Int32] = [0, 0]
        XCTAssertEqual(unsafe pipe(&ends), 0)
        close(ends[0])
        signal(SIGPIPE, SIG_IGN)
        var options = fixture.options("run")
        options.feed = .reference
        options.feedDescriptor = ends[1]
        let ended = try fixture.run(options)
        close(ends[1])
        XCTAssertEqual(ended.codes, ["F761"])
        XCTAssertEqual(
            try told(fixture, .reference).compactMap { $0["record"] as? Int }, Array(1...40))
    }

    func testOnlyThePartIsTold() throws {
        let fixture = try BatchFixture()
        try fixture.write(BatchFixture.records(40))
        let lines = try told(fixture, .reference) { $0.part = RunPart("1/2") ?? .whole }
        XCTAssertFalse(lines.isEmpty)
        XCTAssertTrue(lines.allSatisfy { ($0["shard"] as? Int ?? 0) % 2 == 1 })
    }

    private func sha256(_ bytes: Data) throws -> String {
        let done = try ChildProcess.run("sha256sum", [], input: Data(bytes))
        return String(done.text.prefix(64))
    }
}
