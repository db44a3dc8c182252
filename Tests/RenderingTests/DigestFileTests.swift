import Foundation
import Primitives
import TestSupport
import XCTest

@testable import Rendering

final class DigestFileTests: XCTestCase {
    private func line(_ document: String, name: String) -> String {
        var lines = ByteBuffer()
        var bytes = ByteBuffer()
        var named = ByteBuffer()
        bytes.append(string: document)
        named.append(string: name)
        DigestFile.appendLine(of: bytes.view, name: named.view, to: &lines)
        return lines.view.string
    }

    func testALineIsAsSha256sumWritesIt() throws {
        let folder = try TemporaryFolder()
        for name in ["a.pdf", "a b.pdf", "a\\b", "a\nb", "a\rb", "%2E.pdf", "\\"] {
            try folder.file(name, holding: Data("abc \(name)".utf8))
            let told = try ChildProcess.run(
                "env", ["-C", folder.url.path, "sha256sum", "--", name])
            XCTAssertEqual(told.status, 0, told.errors)
            XCTAssertEqual(line("abc \(name)", name: name), told.text, name)
        }
    }

    func testItHasItsNameOnlyWhenItIsWhole() throws {
        let folder = try TemporaryFolder()
        try folder.file("sums", holding: Data("old".utf8))
        let file = try DigestFile(path: folder.path("sums"))
        let text = line("x", name: "a.pdf")
        var lines = ByteBuffer()
        lines.append(string: text)
        for _ in 0..<2000 { try file.add(lines.view) }
        XCTAssertEqual(try folder.names(), ["sums", "sums.\(getpid()).partial"])
        XCTAssertEqual(try folder.contents("sums"), Data("old".utf8))
        try file.finish()
        file.abandon()
        XCTAssertEqual(try folder.names(), ["sums"])
        XCTAssertEqual(
            try folder.contents("sums"), Data(String(repeating: text, count: 2000).utf8))
    }

    func testWhatIsAbandonedIsGone() throws {
        let folder = try TemporaryFolder()
        try DigestFile(path: folder.path("sums")).abandon()
        XCTAssertEqual(try folder.names(), [])
        XCTAssertThrowsError(try DigestFile(path: folder.url.path))
        XCTAssertThrowsError(try DigestFile(path: folder.path("none/sums")))
    }

    func testAFullDeviceIsAnError() throws {
        let file = try DigestFile(path: "/dev/full")
        var lines = ByteBuffer()
        lines.append(string: line("x", name: "a"))
        try file.add(lines.view)
        XCTAssertThrowsError(try file.finish()) {
            XCTAssertEqual(($0 as? FileError)?.code, ENOSPC)
        }
    }

    /// A folder, a tar taken apart and a single file, each with a long id and a repeated one.
    func testSha256sumChecksWhatWasRendered() throws {
        var records = RunFixture.records(12)
        let long = String(repeating: "long-", count: 30)
        records[3] = records[3].replacing(RunFixture.id(3), with: long)
        records[7] = records[2]
        for workers in [1, 3] {
            for output in ["bills", "x.tar"] {
                let fixture = try RunFixture()
                let outcome = try fixture.run(
                    records, to: output, workers: workers, chunkBytes: 1 << 13, digests: "sums")
                XCTAssertNil(outcome.failure)
                if output == "x.tar" {
                    try FileManager.default.createDirectory(
                        atPath: fixture.folder.path("bills"), withIntermediateDirectories: false)
                    _ = try ChildProcess.run(
                        "tar",
                        ["xf", fixture.folder.path("x.tar"), "-C", fixture.folder.path("bills")])
                }
                try check(fixture, count: 11, in: "bills")
                let names = String(decoding: try fixture.folder.contents("sums"), as: UTF8.self)
                    .split(separator: "\n").map { String($0.dropFirst(66)) }
                XCTAssertEqual(names[3], long + ".pdf")
                XCTAssertEqual(names[7], RunFixture.id(8) + ".pdf")
            }
        }
        let fixture = try RunFixture()
        _ = try fixture.run(Array(records.prefix(1)), to: "x.pdf", digests: "sums")
        try check(fixture, count: 1, in: ".")
    }

    private func check(_ fixture: RunFixture, count: Int, in folder: String) throws {
        let checked = try ChildProcess.run(
            "env",
            [
                "-C", fixture.folder.path(folder), "sha256sum", "-c", "--strict",
                fixture.folder.path("sums"),
            ])
        XCTAssertEqual(checked.status, 0, checked.errors)
        XCTAssertEqual(checked.text.split(separator: "\n").count, count)
        XCTAssertEqual(try fixture.folder.names().filter { $0.hasSuffix("partial") }, [])
    }

    func testARunThatFailsLeavesNoDigests() throws {
        let fixture = try RunFixture()
        let outcome = try fixture.run(RunFixture.records(2), to: "x.pdf", digests: "sums")
        XCTAssertEqual(outcome.failure, "several")
        XCTAssertEqual(try fixture.folder.names(), ["records"])
    }
}
