import Foundation
import Primitives
import TestSupport
import XCTest

@testable import RunFolders

final class RunApprovalTests: XCTestCase {
    private func approval(_ manifest: String = "manifest") -> RunApproval {
        RunApproval(
            manifest: RunFixture.digest(manifest), by: "Ana “A” Lima\n", at: "2026-07-01T03:00:00Z",
            reason: "")
    }

    func testItIsWrittenOnce() throws {
        let run = try RunFixture()
        XCTAssertNil(try RunApproval.read(run.paths))
        XCTAssertTrue(try approval().write(to: run.paths))
        XCTAssertEqual(try RunApproval.read(run.paths), approval())
        let bytes = try run.folder.contents("run/approval.json")
        XCTAssertFalse(try approval("other").write(to: run.paths))
        XCTAssertEqual(try run.folder.contents("run/approval.json"), bytes)
        XCTAssertFalse(try run.folder.names(in: "run").contains { $0.hasSuffix(".partial") })
    }

    func testItIsOfOneManifest() throws {
        let run = try RunFixture()
        let mine = RunFixture.digest("manifest")
        XCTAssertNil(try RunApproval.current(run.paths, manifest: mine))
        XCTAssertTrue(try approval().write(to: run.paths))
        XCTAssertEqual(try RunApproval.current(run.paths, manifest: mine), approval())
        XCTAssertEqual(
            codes {
                _ = try RunApproval.current(run.paths, manifest: RunFixture.digest("changed"))
            }, ["F758"])
        XCTAssertEqual(codes { _ = try RunApproval.current(run.paths) }, ["F791"])
    }

    func testWhatIsNoApprovalIsRefused() throws {
        let rows: [(text: String, code: String, line: UInt)] = [
            ("", "F731", #line), ("{}", "F731", #line), ("{\"format\": 9}", "F732", #line),
            (
                "{\"format\": 1, \"manifest\": \"x\", \"by\": \"\", \"at\": \"\", \"reason\": \"\"}",
                "F731", #line
            ),
        ]
        for row in rows {
            let run = try RunFixture()
            try run.folder.file("run/approval.json", holding: Data(row.text.utf8))
            XCTAssertEqual(
                codes { _ = try RunApproval.read(run.paths) }, [row.code], line: row.line)
        }
    }
}
