import CZlib
import Primitives
import XCTest

@testable import Records

final class RecordReaderTests: XCTestCase {
    private var folder = FileManager.default.temporaryDirectory

    override func setUpWithError() throws {
        folder.appendPathComponent("records-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    override func tearDownWithError() throws { try FileManager.default.removeItem(at: folder) }

    private func file(_ bytes: [UInt8]) throws -> String {
        let url = folder.appendingPathComponent("records.ndjson")
        try Data(bytes).write(to: url)
        return url.path
    }

    /// Every line with its number and its line of the input.
    private func lines(
        _ reader: RecordReader, into chunk: RecordChunk = RecordChunk()
    ) throws -> [String] {
        var all: [String] = []
        while try reader.next(into: chunk) {
            for index in 0..<chunk.lineCount {
                let line = chunk.line(index)
                // The padding is readable.
                let behind = unsafe ByteView(
                    base: line.base + line.count, count: RecordChunk.padding)
                XCTAssertEqual(behind.bytes.count, 64)
                all.append("\(chunk.number(index))/\(chunk.inputLine(index)) \(line.string)")
            }
        }
        XCTAssertEqual(chunk.lineCount, 0)
        return all
    }

    /// What follows a line longer than a chunk is no part of its chunk.
    func testVeryLongLineHasAChunkOfItsOwn() throws {
        let long = String(repeating: "x", count: 1_000)
        let path = try file(Array("a\nb\n\(long)\nc\nd\ne\n".utf8))
        let reader = try RecordReader(path: path, chunkBytes: 100)
        let chunk = RecordChunk()
        var counts: [[Int]] = []
        while try reader.next(into: chunk) {
            counts.append((0..<chunk.lineCount).map { chunk.line($0).count })
        }
        XCTAssertEqual(counts, [[1, 1], [1_000], [1, 1, 1]])
    }

    func testLinesOfAllShapes() throws {
        let rows: [(text: String, lines: [String], line: UInt)] = [
            ("", [], #line), ("\n", [], #line), ("\r\n \n\t\n", [], #line),
            ("{}", ["1/1 {}"], #line), ("{}\n", ["1/1 {}"], #line),
            ("a\nb\nc", ["1/1 a", "2/2 b", "3/3 c"], #line),
            ("a\r\nb\r\n", ["1/1 a", "2/2 b"], #line),
            ("\n\na\n \n\nb\n\n", ["1/3 a", "2/6 b"], #line),
            ("\u{FEFF}a\nb\n", ["1/1 a", "2/2 b"], #line), ("\u{FEFF}", [], #line),
            ("\u{FEFF}\na", ["1/2 a"], #line), ("  a b\t\n", ["1/1 a b"], #line),
            ("a\n\u{FEFF}b\n", ["1/1 a", "2/2 \u{FEFF}b"], #line),
        ]
        for row in rows {
            let bytes = Array(row.text.utf8)
            for chunkBytes in [16, 17, 64, 1 << 20] {
                let plain = try RecordReader(path: try file(bytes), chunkBytes: chunkBytes)
                XCTAssertEqual(try lines(plain), row.lines, line: row.line)
                XCTAssertEqual(plain.bytesRead, bytes.count, line: row.line)
                XCTAssertEqual(plain.totalBytes, bytes.count, line: row.line)
                let zipped = try RecordReader(path: try file(gzip(bytes)), chunkBytes: chunkBytes)
                XCTAssertEqual(try lines(zipped), row.lines, line: row.line)
                XCTAssertEqual(zipped.bytesRead, zipped.totalBytes, line: row.line)
            }
            let chunk = RecordChunk(lines: bytes)
            let direct = (0..<chunk.lineCount).map {
                "\(chunk.number($0))/\(chunk.inputLine($0)) \(chunk.line($0).string)"
            }
            XCTAssertEqual(direct, row.lines, line: row.line)
        }
    }

    func testLinesLongerThanChunks() throws {
        let texts = (0..<200).map { String(repeating: "\($0 % 10)", count: ($0 * 37) % 500 + 1) }
        let path = try file(Array(texts.joined(separator: "\n").utf8))
        let expected = texts.enumerated().map { "\($0 + 1)/\($0 + 1) \($1)" }
        for chunkBytes in [16, 100, 499, 500, 501, 4096] {
            let reader = try RecordReader(path: path, chunkBytes: chunkBytes)
            XCTAssertEqual(try lines(reader), expected, "\(chunkBytes)")
            XCTAssertEqual(reader.overlongLines, [])
        }
    }

    func testPassesOverLinesBeyondTheLimit() throws {
        let long = String(repeating: "x", count: 1000)
        let limit = String(repeating: "y", count: 100)
        let text = ["a", long, "b", limit, limit + "z", "c", long].joined(separator: "\n")
        for tail in ["", "\n", "\nd"] {
            let path = try file(Array((text + tail).utf8))
            for chunkBytes in [16, 64, 150, 1001, 1 << 20] {
                let reader = try RecordReader(
                    path: path, chunkBytes: chunkBytes, maximumLineBytes: 100)
                let expected = ["1/1 a", "3/3 b", "4/4 \(limit)", "6/6 c"]
                XCTAssertEqual(
                    try lines(reader), expected + (tail == "\nd" ? ["8/8 d"] : []), "\(chunkBytes)")
                XCTAssertEqual(reader.overlongLines.map(\.number), [2, 5, 7])
                XCTAssertEqual(reader.overlongLines.map(\.inputLine), [2, 5, 7])
                XCTAssertEqual(reader.overlongLines[0].finding.rule, "record.length")
                XCTAssertEqual(reader.overlongLines[0].finding.severity, .reject)
                XCTAssertEqual(
                    reader.overlongLines[0].finding.message, "the line is longer than 100 bytes")
            }
        }
    }

    func testBrokenJSONOnLineThreeOfFive() throws {
        let records = (1...5).map { minimal(("id", "\"R\($0)\"")) }
        var input = records
        input[2] = String(records[2].dropLast(20))
        let reader = try RecordReader(path: try file(Array(input.joined(separator: "\n").utf8)))
        let parser = RecordParser(schema: .standard)
        let chunk = RecordChunk()
        var rendered: [Int] = []
        var findings: [String] = []
        while try reader.next(into: chunk) {
            for index in 0..<chunk.lineCount {
                if parser.parse(index, of: chunk) { rendered.append(parser.record.number) }
                findings += parser.findings.map { "\(parser.record.number) \($0.rule)" }
            }
        }
        XCTAssertEqual(rendered, [1, 2, 4, 5])
        XCTAssertEqual(findings, ["3 record.json"])
    }

    func testGzipWithSeveralMembersAndFill() throws {
        let members = gzip(Array("a\nb".utf8)) + gzip([]) + gzip(Array("c\nd".utf8))
        for fill in [0, 1, 512] {
            let path = try file(members + [UInt8](repeating: 0, count: fill))
            let reader = try RecordReader(path: path, chunkBytes: 16)
            XCTAssertEqual(try lines(reader), ["1/1 a", "2/2 bc", "3/3 d"])
        }
    }

    func testGzipThatIsDamagedIsAnError() throws {
        let whole = gzip(Array(fullRecord().utf8))
        var damaged = whole
        damaged[whole.count / 2] ^= 0xFF
        let rows: [(bytes: [UInt8], message: String, line: UInt)] = [
            (Array(whole.dropLast(9)), "ends in the middle of its gzip data", #line),
            (Array(whole.prefix(2)), "ends in the middle of its gzip data", #line),
            (Array(whole.prefix(11)), "ends in the middle of its gzip data", #line),
            (damaged, "holds damaged gzip data", #line),
            (whole + Array("junk".utf8), "holds damaged gzip data", #line),
        ]
        for row in rows {
            let path = try file(row.bytes)
            XCTAssertThrowsError(try lines(try RecordReader(path: path)), line: row.line) { error in
                XCTAssertEqual((error as? RecordReadError)?.message, row.message, line: row.line)
                XCTAssertEqual("\(error)", "\(path): \(row.message)", line: row.line)
            }
        }
    }

    func testReadsPipes() throws {
        for zipped in [false, true] {
            let pipe = Pipe()
            let text = Array("a\n\nb\nc".utf8)
            try pipe.fileHandleForWriting.write(contentsOf: Data(zipped ? gzip(text) : text))
            try pipe.fileHandleForWriting.close()
            let reader = try RecordReader(
                path: "/dev/fd/\(pipe.fileHandleForReading.fileDescriptor)", chunkBytes: 16)
            XCTAssertNil(reader.totalBytes)
            XCTAssertEqual(try lines(reader), ["1/1 a", "2/3 b", "3/4 c"])
        }
    }

    func testAReaderThatIsToldToEndWaitsForNobody() throws {
        let pipe = Pipe()
        try pipe.fileHandleForWriting.write(contentsOf: Data("a\nb".utf8))
        let silent = "/dev/fd/\(pipe.fileHandleForReading.fileDescriptor)"
        // A pipe that stays silent, with the writer there; and a line that has no end.
        for (path, asked) in [(silent, 5), ("/dev/zero", 9)] {
            var asks = 0
            let stopped = {
                asks += 1
                return asks >= asked
            }
            XCTAssertThrowsError(
                try lines(RecordReader(path: path, chunkBytes: 1 << 10, isStopped: stopped)), path
            ) { XCTAssertEqual(($0 as? RecordReadError)?.isInterruption, true, path) }
            XCTAssertEqual(asks, asked, path)
        }
        withExtendedLifetime(pipe) {}
    }

    func testALineWithoutAnEndIsNotReadForEver() throws {
        let reader = try RecordReader(path: "/dev/zero", chunkBytes: 64, maximumLineBytes: 1000)
        XCTAssertThrowsError(try lines(reader)) { error in
            let error = error as? RecordReadError
            XCTAssertEqual(
                error?.message.hasPrefix("line 1 has 160"), true, "\(error?.message ?? "")")
            XCTAssertEqual(error?.message.hasSuffix(" bytes and no end"), true)
            XCTAssertEqual(error?.isInterruption, false)
        }
    }

    func testInputsAreCheckedWithoutOpeningThem() throws {
        let rows: [(path: String, message: String?, line: UInt)] = [
            ("-", nil, #line), (try file([]), nil, #line), ("/dev/null", nil, #line),
            (folder.path + "/none", "cannot be opened: No such file or directory", #line),
            (folder.path, "cannot be opened: Is a directory", #line),
        ]
        for row in rows {
            var message: String?
            do throws(RecordReadError) {
                try RecordReader.check(row.path)
            } catch {
                message = error.message
            }
            XCTAssertEqual(message, row.message, line: row.line)
        }
    }

    func testFilesThatCannotBeReadAreErrors() throws {
        let rows: [(path: String, message: String, line: UInt)] = [
            (folder.path + "/none", "cannot be opened: No such file or directory", #line),
            (folder.path, "cannot be read: Is a directory", #line),
        ]
        for row in rows {
            XCTAssertThrowsError(try RecordReader(path: row.path), line: row.line) { error in
                XCTAssertEqual((error as? RecordReadError)?.message, row.message, line: row.line)
                XCTAssertEqual((error as? RecordReadError)?.path, row.path, line: row.line)
                XCTAssertEqual((error as? RecordReadError)?.cure.isEmpty, false, line: row.line)
            }
        }
    }

    func testFileThatShrinksIsAnError() throws {
        let path = try file([UInt8](repeating: 10, count: 100_000) + Array("{}\n".utf8))
        let reader = try RecordReader(path: path, chunkBytes: 64)
        unsafe truncate(path, 50_000)
        XCTAssertThrowsError(try lines(reader)) { error in
            XCTAssertEqual(
                (error as? RecordReadError)?.message,
                "became shorter while it was read: 100003 bytes, now 50000")
        }
    }

    func testFileThatGrowsIsAnError() throws {
        let path = try file([UInt8](repeating: 10, count: 100_000) + Array("{}\n".utf8))
        let reader = try RecordReader(path: path, chunkBytes: 64)
        unsafe truncate(path, 100_005)
        XCTAssertThrowsError(try lines(reader)) { error in
            XCTAssertEqual(
                (error as? RecordReadError)?.message,
                "became longer while it was read: 100003 bytes, now 100005")
        }
    }

    func testChunkIsUsedAgain() throws {
        let long = String(repeating: "x", count: 100_000)
        let path = try file(Array("a\n\(long)\nb\n".utf8))
        let chunk = RecordChunk()
        for _ in 0..<2 {
            let reader = try RecordReader(path: path, chunkBytes: 1024)
            XCTAssertEqual(try lines(reader, into: chunk), ["1/1 a", "2/2 \(long)", "3/3 b"])
        }
        XCTAssertLessThan(chunk.bytes.capacity, 100_000, "what one long line needed is given back")
    }

    func testRecordMayHaveLineBreaks() {
        let chunk = RecordChunk(record: Array("\u{FEFF}{\n \"id\": 1\r\n}\n".utf8))
        XCTAssertEqual(chunk.lineCount, 1)
        XCTAssertEqual(chunk.line(0).string, "{\n \"id\": 1\r\n}")
        XCTAssertEqual(RecordChunk(record: Array(" \n".utf8)).lineCount, 0)
    }
}

/// One gzip member.
private func gzip(_ bytes: [UInt8]) -> [UInt8] {
    var stream = unsafe z_stream()
    // `deflateInit2` is a macro; 16 asks for the gzip wrapper.
    let ready = unsafe deflateInit2_(
        &stream, 6, Z_DEFLATED, 16 + MAX_WBITS, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
        Int32(MemoryLayout<z_stream>.size))
    precondition(ready == Z_OK)
    var input = bytes
    var output = [UInt8](repeating: 0, count: bytes.count + 1024)
    let made = unsafe input.withUnsafeMutableBufferPointer { source in
        unsafe output.withUnsafeMutableBufferPointer { target in
            unsafe stream.next_in = source.baseAddress
            unsafe stream.avail_in = UInt32(source.count)
            unsafe stream.next_out = target.baseAddress
            unsafe stream.avail_out = UInt32(target.count)
            let status = unsafe deflate(&stream, Z_FINISH)
            precondition(status == Z_STREAM_END)
            return unsafe target.count - Int(stream.avail_out)
        }
    }
    unsafe deflateEnd(&stream)
    return Array(output.prefix(made))
}
