import Foundation
import Primitives
import TestSupport
import XCTest

@testable import BatchEngine

final class ZipDirectoryTests: XCTestCase {
    private let folder = try! TemporaryFolder()
    private let date = CivilDate(year: 2026, month: 7, day: 2)!

    /// What Python's zipfile says of a zip.
    private func read(_ name: String, _ expression: String) throws -> String {
        let script =
            "import zipfile; z = zipfile.ZipFile('\(folder.path(name))'); print(\(expression))"
        let done = try ChildProcess.run("python3", ["-c", script])
        XCTAssertEqual(done.status, 0, done.errors)
        return done.text.trimmingCharacters(in: .newlines)
    }

    private func view(_ text: String) -> ByteBuffer {
        var buffer = ByteBuffer()
        buffer.append(string: text)
        return buffer
    }

    /// A zip of empty files.
    private func zip(count: Int) -> ByteBuffer {
        var output = ByteBuffer()
        var directory = ZipDirectory()
        for number in 0..<count {
            let name = view("\(number)")
            let header = ZipHeader(nameBytes: name.count, bytes: 0, crc: 0, date: date)
            let start = output.count
            output.append(repeating: 0, count: ZipHeader.localBytes)
            output.append(name.view)
            header.fillLocal(at: start, in: &output)
            directory.add(header, name: name.view, offset: start)
        }
        directory.append(at: output.count, to: &output)
        return output
    }

    func testNumbersOfFiles() throws {
        let rows: [(count: Int, has64: Bool, line: UInt)] = [
            (0, false, #line), (1, false, #line), (65_534, false, #line), (65_535, true, #line),
            (70_000, true, #line),
        ]
        for row in rows {
            let bytes = Data(zip(count: row.count).view.bytes)
            try folder.file("a.zip", holding: bytes)
            XCTAssertEqual(
                try read("a.zip", "len(z.namelist()), z.testzip()"), "\(row.count) None",
                line: row.line)
            let locator = Data([0x50, 0x4B, 6, 7])
            XCTAssertEqual(
                bytes.suffix(42).prefix(4) == locator, row.has64, line: row.line)
        }
    }

    func testAFileBehindFourGigabytes() throws {
        let offset = 5 << 30
        var local = ByteBuffer()
        var end = ByteBuffer()
        var directory = ZipDirectory()
        let name = view("far")
        // CRC-32 of “123456789”: its check value in every list of CRCs.
        let header = ZipHeader(nameBytes: 3, bytes: 9, crc: 0xCBF4_3926, date: date)
        local.append(repeating: 0, count: ZipHeader.localBytes)
        header.fillLocal(at: 0, in: &local)
        local.append(name.view)
        local.append("123456789")
        directory.add(header, name: name.view, offset: offset)
        directory.append(at: offset + local.count, to: &end)
        // The file has a hole: it takes no room on the disk.
        let handle = try FileHandle(forWritingTo: folder.file("far.zip", holding: Data()))
        try handle.seek(toOffset: UInt64(offset))
        try handle.write(contentsOf: Data(local.view.bytes + end.view.bytes))
        try handle.close()
        XCTAssertEqual(
            try read("far.zip", "z.read('far'), z.infolist()[0].header_offset"),
            "b'123456789' \(offset)")
    }

    func testDays() throws {
        let rows: [(year: Int, month: Int, day: Int, text: String, line: UInt)] = [
            (2026, 7, 2, "(2026, 7, 2, 0, 0, 0)", #line),
            (1979, 12, 31, "(1980, 1, 1, 0, 0, 0)", #line),
            (1980, 1, 1, "(1980, 1, 1, 0, 0, 0)", #line),
            (2107, 12, 31, "(2107, 12, 31, 0, 0, 0)", #line),
            (2108, 1, 1, "(2107, 12, 31, 0, 0, 0)", #line),
        ]
        for row in rows {
            var output = ByteBuffer()
            var directory = ZipDirectory()
            let date = CivilDate(year: row.year, month: row.month, day: row.day)!
            let header = ZipHeader(nameBytes: 1, bytes: 0, crc: 0, date: date)
            output.append(repeating: 0, count: ZipHeader.localBytes)
            output.append("x")
            header.fillLocal(at: 0, in: &output)
            let name = view("x")
            directory.add(header, name: name.view, offset: 0)
            directory.append(at: output.count, to: &output)
            try folder.file("day.zip", holding: Data(output.view.bytes))
            XCTAssertEqual(
                try read("day.zip", "z.infolist()[0].date_time"), row.text, line: row.line)
        }
    }

    func testWhatIsRolledBackIsNotThere() throws {
        var output = ByteBuffer()
        var directory = ZipDirectory()
        let header = ZipHeader(nameBytes: 1, bytes: 0, crc: 0, date: date)
        let mark = directory.mark
        let name = view("x")
        directory.add(header, name: name.view, offset: 0)
        directory.rollBack(to: mark)
        directory.append(at: 0, to: &output)
        XCTAssertEqual(output.view.bytes, [0x50, 0x4B, 5, 6] + [UInt8](repeating: 0, count: 18))
    }
}
