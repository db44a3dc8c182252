import Foundation
import Primitives
import TestSupport
import XCTest

@testable import Rendering

final class TarWriterTests: XCTestCase {
    /// A file of a tar, as Python's tarfile sees it.
    private struct Entry: Decodable, Equatable {
        var name: String
        var size: Int
        var mtime: Int
        var mode: Int
        var type: String
        var uid: Int
        var content: String
    }

    private static let reader = """
        import json, sys, tarfile
        with tarfile.open(sys.argv[1]) as tar:
            print(json.dumps([dict(
                name=e.name, size=e.size, mtime=e.mtime, mode=e.mode, type=e.type.decode(), uid=e.uid,
                content=tar.extractfile(e).read().hex()) for e in tar]))
        """

    private func content(_ size: Int) -> [UInt8] {
        (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 37 &+ 1) }
    }

    private func tar(_ files: [(name: String, size: Int)], day: Int32 = 20_000) -> Data {
        var buffer = ByteBuffer()
        for file in files {
            var name = ByteBuffer()
            name.append(string: file.name)
            TarWriter.appendHeader(
                name: name.view, size: file.size, date: CivilDate(days: day), to: &buffer)
            buffer.append(content(file.size))
            TarWriter.appendPadding(size: file.size, to: &buffer)
            XCTAssertEqual(buffer.count % 512, 0)
        }
        TarWriter.appendEnd(written: buffer.count, to: &buffer)
        return Data(buffer.view.bytes)
    }

    private func entries(_ bytes: Data) throws -> [Entry] {
        let folder = try TemporaryFolder()
        let path = try folder.file("x.tar", holding: bytes).path
        let read = try ChildProcess.run("python3", ["-c", TarWriterTests.reader, path])
        XCTAssertEqual(read.status, 0, read.errors)
        return try JSONDecoder().decode([Entry].self, from: read.output)
    }

    func testOtherReadersFindNamesSizesAndContent() throws {
        // A record of a long name counts its own length: around 1000 bytes that takes a digit more.
        let lengths = [1, 50, 99, 100, 101, 155, 156, 255, 256] + Array(985...1000)
        let sizes = [0, 1, 511, 512, 513, 1024, 10_240, 70_001]
        let files = lengths.enumerated().map { index, length in
            (
                String(repeating: "n\(index)", count: length).suffix(length),
                sizes[index % sizes.count]
            )
        }.map { (name: String($0), size: $1) }
        let found = try entries(tar(files))
        let wanted = files.map { file in
            Entry(
                name: file.name, size: file.size, mtime: 20_000 * 86_400, mode: 0o644, type: "0",
                uid: 0, content: content(file.size).map { String(format: "%02x", $0) }.joined())
        }
        XCTAssertEqual(found.map(\.name), wanted.map(\.name))
        for (entry, file) in zip(found, wanted) { XCTAssertTrue(entry == file, file.name) }
    }

    func testGNUTarListsAndExtracts() throws {
        let long = String(repeating: "long-", count: 40) + ".pdf"
        let files = [("a.pdf", 700), ("%2E.pdf", 0), (long, 513), ("z%C3%A1.pdf", 512)]
            .map { (name: $0.0, size: $0.1) }
        let folder = try TemporaryFolder()
        let path = try folder.file("x.tar", holding: tar(files)).path
        let listed = try ChildProcess.run("tar", ["tf", path])
        XCTAssertEqual(listed.status, 0)
        XCTAssertEqual(listed.errors, "")
        XCTAssertEqual(listed.text, files.map { $0.name + "\n" }.joined())
        let extracted = try ChildProcess.run("tar", ["xf", path, "-C", folder.url.path])
        XCTAssertEqual(extracted.status, 0)
        XCTAssertEqual(extracted.errors, "")
        for file in files {
            XCTAssertEqual([UInt8](try folder.contents(file.name)), content(file.size), file.name)
        }
    }

    func testEndsWithTwoEmptyBlocksAndAWholeRecord() throws {
        for count in 0...24 {
            let files = (0..<count).map { (name: "f\($0)", size: 0) }
            let bytes = tar(files)
            XCTAssertEqual(bytes.count % 10_240, 0, "\(count)")
            XCTAssertGreaterThanOrEqual(bytes.count, count * 512 + 1024)
            XCTAssertLessThan(bytes.count, count * 512 + 1024 + 10_240)
            XCTAssertTrue(bytes.suffix(bytes.count - count * 512).allSatisfy { $0 == 0 })
            XCTAssertEqual(
                try ChildProcess.run("tar", ["t"], input: bytes).text.count,
                bytes.isEmpty ? 0 : files.map { $0.name.count + 1 }.reduce(0, +))
        }
    }

    func testDatesBeforeTheEpochStandAsTheEpoch() throws {
        for (day, time) in [(-1, 0), (0, 0), (1, 86_400), (20_636, 1_782_950_400)] {
            let found = try entries(tar([(name: "a", size: 1)], day: Int32(day)))
            XCTAssertEqual(found.map(\.mtime), [time], "\(day)")
        }
    }
}
