import Compression
import Foundation
import Primitives
import TestSupport
import XCTest

@testable import BatchEngine

final class RecordSampleTests: XCTestCase {
    private let folder = try! TemporaryFolder()

    /// Writes an input, samples it, and gives the lines of the sample.
    private func lines(
        _ text: String, blocks: Int, blockBytes: Int, longest: Int = 1 << 20
    ) throws -> (sample: RecordSample, lines: [String]) {
        try folder.file("input", holding: Data(text.utf8))
        return try lines(of: folder.path("input"), blocks, blockBytes, longest)
    }

    private func lines(
        of input: String, _ blocks: Int, _ blockBytes: Int, _ longest: Int = 1 << 20
    ) throws -> (sample: RecordSample, lines: [String]) {
        var sample = RecordSample(blocks: blocks, blockBytes: blockBytes)
        try sample.write(of: input, to: folder.path("sample"), maximumLineBytes: longest)
        let text = String(decoding: try folder.contents("sample"), as: UTF8.self)
        XCTAssertTrue(text.isEmpty || text.hasSuffix("\n"))
        XCTAssertEqual(sample.bytes, text.utf8.count)
        return (sample, text.split(separator: "\n").map(String.init))
    }

    /// Lines of 5 to 14 bytes with their ends.
    private func text(_ count: Int) -> String {
        (0..<count).map {
            String(format: "%04d", $0) + String(repeating: "x", count: $0 * 7 % 10) + "\n"
        }.joined()
    }

    func testAShortInputIsTakenWhole() throws {
        let rows: [(text: String, blocks: Int, bytes: Int, line: UInt)] = [
            ("a\nbb\nccc\n", 4, 4, #line), ("a\nbb\nccc", 4, 4, #line), ("a", 1, 1, #line),
            ("", 1, 1, #line), ("a\r\n\nb", 10, 1, #line), (text(100), 1000, 1, #line),
            (text(100), 1, 1 << 20, #line),
        ]
        for row in rows {
            let (sample, lines) = try lines(row.text, blocks: row.blocks, blockBytes: row.bytes)
            XCTAssertTrue(sample.isWhole, line: row.line)
            XCTAssertEqual(sample.allBytes, row.text.utf8.count, line: row.line)
            XCTAssertEqual(
                lines, row.text.split(separator: "\n").map(String.init), line: row.line)
        }
    }

    /// A line is in the sample if its first byte lies in a block, and in no other case.
    func testLinesAreThoseThatBeginInABlock() throws {
        let text = text(1000)
        let size = text.utf8.count
        for (blocks, bytes) in [(7, 1), (10, 40), (33, 100), (1, 13)] {
            var wanted: [String] = []
            var start = 0
            for line in text.split(separator: "\n") {
                let inside = (0..<blocks).contains { block in
                    let first = size * block / blocks
                    return start >= first && start < first + bytes
                }
                if inside { wanted.append(String(line)) }
                start += line.utf8.count + 1
            }
            let (sample, lines) = try lines(text, blocks: blocks, blockBytes: bytes)
            XCTAssertFalse(sample.isWhole)
            XCTAssertEqual(lines, wanted, "\(blocks) blocks of \(bytes)")
        }
    }

    func testALineLongerThanABlockIsTakenWholeUnlessItIsTooLong() throws {
        let long = String(repeating: "y", count: 200_000)
        let text = "a\n" + long + "\n" + text(100_000)
        XCTAssertEqual(
            try lines(text, blocks: 1, blockBytes: 10).lines.map(\.count), [1, 200_000])
        XCTAssertEqual(
            try lines(text, blocks: 1, blockBytes: 10, longest: 100_000).lines.map(\.count), [1])
    }

    func testAStreamGivesTheSameSampleEveryTimeFromAllOfIt() throws {
        let text = text(9_000)
        try folder.file("input", holding: Data(text.utf8))
        let packed = try ChildProcess.run(
            "bash", ["-c", "gzip -nc '\(folder.path("input"))' > '\(folder.path("input.gz"))'"])
        XCTAssertEqual(packed.status, 0)
        let (first, lines) = try lines(of: folder.path("input.gz"), 16, 512)
        XCTAssertEqual(try self.lines(of: folder.path("input.gz"), 16, 512).lines, lines)
        XCTAssertEqual(first.allBytes, text.utf8.count)
        XCTAssertFalse(first.isWhole)
        XCTAssertEqual(lines, lines.sorted())
        // From 16 to 32 blocks, the last of them near the end.
        XCTAssertGreaterThan(first.bytes, 16 * 400)
        XCTAssertLessThan(first.bytes, 33 * 600)
        XCTAssertGreaterThan(Int(try XCTUnwrap(lines.last).prefix(4)) ?? 0, 0)
        let short = try self.lines(of: folder.path("input.gz"), 1 << 10, 1 << 10)
        XCTAssertTrue(short.sample.isWhole)
        XCTAssertEqual(short.lines.count, 9_000)
    }

    func testAnInputThatIsNotThereIsTold() throws {
        var sample = RecordSample(blocks: 1, blockBytes: 1)
        XCTAssertThrowsError(
            try sample.write(
                of: folder.path("none"), to: folder.path("sample"), maximumLineBytes: 1)
        ) { XCTAssertEqual(($0 as? RunFailure)?.diagnostics.all.map(\.code), ["F762"]) }
    }
}
