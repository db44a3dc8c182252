import Foundation
import Primitives
import TestSupport
import XCTest

@testable import Rendering

final class DocumentSinkTests: XCTestCase {
    private let folder = try! TemporaryFolder()

    private func write(_ sink: DocumentSink, _ documents: [(id: String, text: String)]) throws {
        for document in documents {
            var id = ByteBuffer()
            id.append(string: document.id)
            var text = ByteBuffer()
            text.append(string: document.text)
            try sink.write(text.view, identifier: id.view, date: CivilDate(days: 20_000))
        }
    }

    private func sink(_ name: String) throws -> DocumentSink {
        try DocumentSink(path: folder.path(name), suffix: ".pdf")
    }

    func testAFolderHasAFileForEachDocument() throws {
        for name in ["new", "new", "deep/er/new", "slash/"] {
            let sink = try sink(name)
            try write(sink, [("a", "1"), ("b/c", "two"), ("..", "")])
            try sink.finish()
            XCTAssertEqual(try folder.names(in: name), ["%2E..pdf", "a.pdf", "b%2Fc.pdf"])
            XCTAssertEqual(try folder.contents(name + "/b%2Fc.pdf"), Data("two".utf8))
            XCTAssertEqual(sink.documents, 3)
        }
    }

    func testATarHasItsNameOnlyWhenItIsWhole() throws {
        let sink = try sink("x.tar")
        try write(sink, [("a", "1"), ("b", "2")])
        XCTAssertEqual(try folder.names(), ["x.tar.\(getpid()).partial"])
        try sink.finish()
        XCTAssertEqual(try folder.names(), ["x.tar"])
        let listed = try ChildProcess.run("tar", ["tf", folder.path("x.tar")])
        XCTAssertEqual(listed.text, "a.pdf\nb.pdf\n")
    }

    func testTwoIntoTheSameFileDoNotMeet() throws {
        for name in ["x.tar", "x.pdf"] {
            let documents = [[("a", "1")], [("b", String(repeating: "2", count: 2000))]]
            var wanted: [Data] = []
            for document in documents {
                let alone = try sink(name)
                try write(alone, document)
                try alone.finish()
                wanted.append(try folder.contents(name))
            }
            let first = try sink(name)
            let second = try sink(name)
            try write(first, documents[0])
            try write(second, documents[1])
            try second.finish()
            XCTAssertEqual(try folder.contents(name), wanted[1])
            try first.finish()
            XCTAssertEqual(try folder.contents(name), wanted[0])
            XCTAssertEqual(try folder.names(), [name])
            try FileManager.default.removeItem(atPath: folder.path(name))
        }
    }

    func testAPartialFileOfAnotherIsNotTouched() throws {
        let other = "x.tar.\(getpid()).partial"
        try folder.file(other, holding: Data("another's".utf8))
        let sink = try sink("x.tar")
        try write(sink, [("a", "1")])
        try sink.finish()
        XCTAssertEqual(try folder.names(), ["x.tar", other])
        XCTAssertEqual(try folder.contents(other), Data("another's".utf8))
    }

    func testAnEmptyTarIsATar() throws {
        try sink("x.tar").finish()
        let listed = try ChildProcess.run("tar", ["tf", folder.path("x.tar")])
        XCTAssertEqual(listed.status, 0, listed.errors)
        XCTAssertEqual(listed.text, "")
    }

    func testWhatIsAbandonedIsGoneAndTheOldOneStays() throws {
        for name in ["x.tar", "x.pdf", "x.html"] {
            try folder.file(name, holding: Data("old".utf8))
            let sink = try sink(name)
            try write(sink, [("a", "1")])
            XCTAssertEqual(try folder.contents(name), Data("old".utf8))
            sink.abandon()
            XCTAssertEqual(try folder.names(), [name])
            XCTAssertEqual(try folder.contents(name), Data("old".utf8))
            try FileManager.default.removeItem(atPath: folder.path(name))
        }
    }

    func testASingleFileIsTheDocument() throws {
        for name in ["x.pdf", "X.PDF", "x.html"] {
            let sink = try sink(name)
            XCTAssertTrue(sink.isSingle)
            try write(sink, [("a", "the document")])
            try sink.finish()
            XCTAssertEqual(try folder.contents(name), Data("the document".utf8))
        }
    }

    func testWithoutADocumentThereIsNoSingleFile() throws {
        try sink("x.pdf").finish()
        XCTAssertEqual(try folder.names(), [])
    }

    func testDevicesTakeATarAndStayDevices() throws {
        let link = folder.path("link")
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "/dev/null")
        for path in ["/dev/null", link] {
            let sink = try DocumentSink(path: path, suffix: ".pdf")
            try write(sink, [("a", "1"), ("b", "2")])
            try sink.finish()
            sink.abandon()
        }
        XCTAssertEqual(try folder.names(), ["link"])
        XCTAssertTrue(DocumentSink.isSpecial("/dev/null"))
    }

    func testAFullDeviceIsAnError() throws {
        let link = folder.path("x.tar")
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "/dev/full")
        let sink = try sink("x.tar")
        XCTAssertThrowsError(try write(sink, [("a", "1")])) {
            XCTAssertEqual(($0 as? FileError)?.code, ENOSPC)
        }
        sink.abandon()
        XCTAssertEqual(try folder.names(), ["x.tar"])
    }

    func testWhatCannotBeMadeIsAnErrorAtOnce() throws {
        try folder.file("file", holding: Data())
        for name in ["d.tar", "d.pdf"] {
            try FileManager.default.createDirectory(
                atPath: folder.path(name), withIntermediateDirectories: false)
        }
        let rows: [(path: String, code: Int32, line: UInt)] = [
            (folder.path("file"), EEXIST, #line), (folder.path("file/x"), ENOTDIR, #line),
            (folder.path("file/x.tar"), ENOTDIR, #line), (folder.path("none/x.tar"), ENOENT, #line),
            (folder.path("d.tar"), EISDIR, #line), (folder.path("d.pdf"), EISDIR, #line),
            ("/proc/none/x", ENOENT, #line), ("/proc/x.tar", ENOENT, #line),
        ]
        for row in rows {
            XCTAssertThrowsError(
                try DocumentSink(path: row.path, suffix: ".pdf"), row.path, line: row.line
            ) { XCTAssertEqual(($0 as? FileError)?.code, row.code, "\($0)", line: row.line) }
        }
        XCTAssertEqual(try folder.names(), ["d.pdf", "d.tar", "file"])
    }

    func testADocumentThatCannotBeWrittenLeavesNothing() throws {
        let sink = try sink("out")
        // A folder in the place of the document cannot be replaced by it.
        try FileManager.default.createDirectory(
            atPath: folder.path("out/a.pdf"), withIntermediateDirectories: false)
        XCTAssertThrowsError(try write(sink, [("a", "1")])) {
            XCTAssertEqual(($0 as? FileError)?.path, folder.path("out/a.pdf"))
        }
        XCTAssertEqual(try folder.names(in: "out"), ["a.pdf"])
    }

    func testNamesEndWhereFileSystemsEndThem() throws {
        let rows: [(id: String, fits: Bool, line: UInt)] = [
            ("a", true, #line), (String(repeating: "a", count: 200), true, #line),
            (String(repeating: "/", count: 83), true, #line),
            (String(repeating: "/", count: 84), false, #line),
            (String(repeating: "á", count: 100), false, #line),
        ]
        let files = try sink("out")
        let tar = try sink("x.tar")
        for row in rows {
            var id = ByteBuffer()
            id.append(string: row.id)
            // A tar is taken apart some day.
            for sink in [files, tar] {
                XCTAssertEqual(sink.canName(id.view), row.fits, line: row.line)
                if row.fits { try write(sink, [(row.id, "x")]) }
            }
        }
        tar.abandon()
    }
}
