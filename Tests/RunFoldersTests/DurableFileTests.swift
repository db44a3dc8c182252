import Compression
import Foundation
import Primitives
import TestSupport
import XCTest

@testable import RunFolders

final class DurableFileTests: XCTestCase {
    func testFileHasItsNameWhenItIsWhole() throws {
        for durability in Durability.allCases {
            let folder = try TemporaryFolder()
            var file = try DurableFile(path: folder.path("x.tar"), durability: durability)
            try file.write(text: "one ")
            try file.write(text: "two")
            XCTAssertEqual(try folder.names(), ["x.tar.partial"])
            XCTAssertEqual(file.count, 7)
            XCTAssertEqual(try file.commit(), RunFixture.digest("one two"))
            XCTAssertEqual(try folder.names(), ["x.tar"])
            XCTAssertEqual(try folder.contents("x.tar"), Data("one two".utf8))
        }
    }

    func testDigestIsOfTheBytesThatSomebodyAsksItOf() throws {
        let folder = try TemporaryFolder()
        var file = try DurableFile(path: folder.path("x"), durability: .none)
        try file.write(text: "one ")
        var bytes = ByteBuffer()
        bytes.append(string: "two ")
        try file.write(undigested: bytes.view)
        try file.write(text: "three")
        XCTAssertEqual(file.count, 13)
        XCTAssertEqual(try file.commit(), RunFixture.digest("one three"))
        XCTAssertEqual(try folder.contents("x"), Data("one two three".utf8))
    }

    func testFileThatIsDroppedLeavesNothing() throws {
        let folder = try TemporaryFolder()
        try folder.file("x.tar", holding: Data("old".utf8))
        func begin() throws {
            var file = try DurableFile(path: folder.path("x.tar"), durability: .full)
            try file.write(text: "new")
            XCTAssertEqual(try folder.names(), ["x.tar", "x.tar.partial"])
        }
        try begin()
        XCTAssertEqual(try folder.names(), ["x.tar"])
        XCTAssertEqual(try folder.contents("x.tar"), Data("old".utf8))
    }

    func testPartialFileOfAKilledRunIsOverwritten() throws {
        let folder = try TemporaryFolder()
        try folder.file("x.partial", holding: Data("something longer".utf8))
        try DurableFile.write(Array("new".utf8), to: folder.path("x"), durability: .full)
        XCTAssertEqual(try folder.contents("x"), Data("new".utf8))
        XCTAssertEqual(try folder.names(), ["x"])
    }

    func testEachStepTellsItsErrorAndCure() throws {
        let folder = try TemporaryFolder()
        try FileManager.default.createDirectory(
            atPath: folder.path("taken/inner"), withIntermediateDirectories: true)
        let rows: [(path: String, call: String, code: Int32, line: UInt)] = [
            (folder.path("missing/x"), "create", ENOENT, #line),
            (folder.path("taken"), "rename to \(folder.path("taken"))", EISDIR, #line),
        ]
        for row in rows {
            XCTAssertThrowsError(
                try DurableFile.write([1], to: row.path, durability: .full), line: row.line
            ) { error in
                let error = error as? FileError
                XCTAssertEqual(error?.call, row.call, line: row.line)
                XCTAssertEqual(error?.code, row.code, line: row.line)
                XCTAssertNotEqual(error?.cure, "", line: row.line)
            }
        }
    }

    func testFullDiskIsToldByTheWrite() throws {
        let folder = try TemporaryFolder()
        // The partial name leads to the device that is always full.
        try FileManager.default.createSymbolicLink(
            atPath: folder.path("x.partial"), withDestinationPath: "/dev/full")
        XCTAssertThrowsError(try DurableFile.write([1], to: folder.path("x"), durability: .full)) {
            XCTAssertEqual(($0 as? FileError)?.code, ENOSPC)
            XCTAssertEqual(($0 as? FileError)?.call, "write")
        }
        XCTAssertEqual(try folder.names(), [])
    }

    func testFileFactIsWhatSha256sumSays() throws {
        let folder = try TemporaryFolder()
        let bytes = Data((0..<2_500_000).map { UInt8(truncatingIfNeeded: $0 &* 7 >> 3) })
        try folder.file("x", holding: bytes)
        let fact = try FileFact(reading: folder.path("x"), name: "packs/x")
        XCTAssertEqual(fact.bytes, bytes.count)
        let outside = try ChildProcess.run("sha256sum", [folder.path("x")]).text
        XCTAssertEqual(outside.prefix(64), Substring(fact.sha256.hexadecimal))
        XCTAssertThrowsError(try FileFact(reading: folder.path("y"), name: "y"))
    }
}

extension DurableFile {
    fileprivate mutating func write(text: String) throws {
        var bytes = ByteBuffer()
        bytes.append(string: text)
        try write(bytes.view)
    }
}
