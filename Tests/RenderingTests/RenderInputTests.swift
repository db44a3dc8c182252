import Rendering
import Foundation
import TestSupport
import XCTest

final class RenderInputTests: XCTestCase {
    private func names(_ count: Int) -> [String] {
        (0..<count).map { RunFixture.id($0) + ".pdf" }
    }

    func testInputsOfAllShapes() throws {
        let records = RunFixture.records(3)
        let text = records.joined(separator: "\n")
        let rows: [(text: String, documents: Int, line: UInt)] = [
            ("", 0, #line), ("\n", 0, #line), ("\n \r\n\t\n\n", 0, #line), (text, 3, #line),
            (text + "\n", 3, #line), (text.replacing("\n", with: "\r\n") + "\r\n", 3, #line),
            ("\u{FEFF}" + text, 3, #line),
            ("\n\n" + text.replacing("\n", with: "\n\n\n"), 3, #line),
        ]
        for row in rows {
            let fixture = try RunFixture()
            try fixture.folder.file("input", holding: Data(row.text.utf8))
            let outcome = try fixture.run(fixture.folder.path("input"), chunkBytes: 4096)
            XCTAssertNil(outcome.failure, line: row.line)
            XCTAssertEqual(outcome.totals.records, row.documents, line: row.line)
            XCTAssertEqual(
                try fixture.folder.names(in: "out"), names(row.documents), line: row.line)
            XCTAssertEqual(try fixture.folder.names(), ["input", "out"], line: row.line)
        }
    }

    func testGzip() throws {
        let fixture = try RunFixture()
        let text = RunFixture.records(4).joined(separator: "\n") + "\n"
        let packed = try ChildProcess.run("gzip", ["-c"], input: Data(text.utf8)).output
        try fixture.folder.file("input", holding: packed)
        let outcome = try fixture.run(fixture.folder.path("input"))
        XCTAssertNil(outcome.failure)
        XCTAssertEqual(try fixture.folder.names(in: "out"), names(4))
        XCTAssertEqual(outcome.totals.inputBytes, packed.count)
    }

    func testBrokenGzipIsAFailureNotAnEnd() throws {
        let text = RunFixture.records(40).joined(separator: "\n") + "\n"
        let packed = try ChildProcess.run("gzip", ["-c"], input: Data(text.utf8)).output
        var damaged = packed
        damaged[packed.count / 2] ^= 0xFF
        damaged[packed.count / 2 + 1] ^= 0xFF
        for bytes in [packed.prefix(packed.count / 2), damaged] {
            let fixture = try RunFixture()
            try fixture.folder.file("input", holding: Data(bytes))
            let outcome = try fixture.run(fixture.folder.path("input"), to: "x.tar")
            XCTAssertEqual(outcome.failure?.contains("input"), true)
            XCTAssertFalse(try fixture.folder.names().contains("x.tar"))
            XCTAssertFalse(try fixture.folder.names().contains { $0.hasSuffix(".partial") })
        }
    }

    func testInputsThatCannotBeRead() throws {
        let fixture = try RunFixture()
        let missing = try fixture.run(fixture.folder.path("none"))
        XCTAssertEqual(missing.failure?.contains("none: cannot be opened"), true)
        let directory = try fixture.run(fixture.folder.url.path)
        XCTAssertEqual(directory.failure?.contains("cannot be read"), true)
        XCTAssertEqual(try fixture.folder.names(), [])
    }

    func testOutputsThatCannotBeWritten() throws {
        let fixture = try RunFixture()
        let records = RunFixture.records(3)
        try fixture.folder.file("file", holding: Data())
        try FileManager.default.createSymbolicLink(
            atPath: fixture.folder.path("full.tar"), withDestinationPath: "/dev/full")
        for output in ["file", "file/out", "/proc/out", "/proc/out.tar", "full.tar", "none/x.tar"] {
            let outcome = try fixture.run(records, to: output)
            XCTAssertEqual(outcome.failure?.hasPrefix("file("), true, output)
            XCTAssertEqual(outcome.failure?.contains("cannot"), true, output)
        }
        XCTAssertEqual(try fixture.folder.names(), ["file", "full.tar", "records"])
    }

    func testAQuarantineThatCannotBeWrittenIsAFailure() throws {
        let fixture = try RunFixture()
        try FileManager.default.createSymbolicLink(
            atPath: fixture.folder.path("quarantine"), withDestinationPath: "/dev/full")
        let outcome = try fixture.run(RunFixture.records(2) + ["{"], to: "x.tar")
        XCTAssertEqual(outcome.failure?.contains("quarantine"), true)
        XCTAssertEqual(try fixture.folder.names(), ["quarantine", "records"])
    }

    func testAnOldQuarantineGoesWithANewRun() throws {
        let fixture = try RunFixture()
        _ = try fixture.run(["{"])
        XCTAssertEqual(try fixture.quarantine().count, 1)
        _ = try fixture.run(RunFixture.records(1))
        XCTAssertFalse(try fixture.folder.names().contains("quarantine"))
    }
}
