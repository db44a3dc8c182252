import Primitives
import XCTest

@testable import Proof

final class ToolRunTests: XCTestCase {
    private func tool(_ path: String) -> Tool { Tool(name: "tool", path: path) }

    private func text(_ run: ToolRun) throws -> String {
        String(decoding: try run.output.contents(), as: UTF8.self)
    }

    func testChildrenReadFilesInMemory() throws {
        let files = try ["first, ", "second"].map { text in
            try withView(Array(text.utf8)) { try MemoryFile($0) }
        }
        let run = try ToolRun.run(tool("/bin/cat"), files.map { .file($0) })
        XCTAssertEqual(try text(run), "first, second")
        XCTAssertEqual(run.status, 0)
        XCTAssertGreaterThan(run.microseconds, 0)
    }

    func testOutputIsNotLimitedByAnyPipe() throws {
        let run = try ToolRun.run(
            tool("/usr/bin/head"), [.text("-c"), .text("3000000"), .text("/dev/zero")])
        XCTAssertEqual(try run.output.contents().count, 3_000_000)
    }

    func testStatusAndComplaintAreTold() throws {
        let run = try ToolRun.run(
            tool("/bin/sh"), [.text("-c"), .text("echo what; echo 'no good' >&2; exit 3")])
        XCTAssertEqual(run.status, 3)
        XCTAssertEqual(run.complaint, "no good")
        XCTAssertEqual(try text(run), "what\n")
    }

    /// Nothing of this process' surroundings decides what a child does.
    func testEnvironmentIsItsOwn() throws {
        let run = try ToolRun.run(tool("/usr/bin/env"), [])
        XCTAssertEqual(try text(run), "LC_ALL=C.UTF-8\nPATH=/usr/bin:/bin\n")
    }

    func testFailuresAreTold() {
        let rows: [(path: String, words: [String], message: String, line: UInt)] = [
            ("/bin/none", [], "cannot start /bin/none: No such file or directory", #line),
            ("/bin/sh", ["-c", "kill -9 $$"], "tool was ended by signal 9", #line),
            ("/bin/sleep", ["1000"], "tool took longer than 0.5 s", #line),
        ]
        for row in rows {
            XCTAssertThrowsError(
                try ToolRun.run(
                    tool(row.path), row.words.map { .text($0) }, timeoutMilliseconds: 500),
                line: row.line
            ) { error in
                XCTAssertEqual((error as? ToolFailure)?.message, row.message, line: row.line)
            }
        }
    }
}
