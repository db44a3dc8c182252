import Compression
import Foundation
import Primitives
import TestSupport
import XCTest

@testable import BatchEngine

/// A file whose lines are counted; XCTUnwrap takes nothing that cannot be copied.
private final class OpenInput {
    private let input: PlainInput

    init?(_ path: String) throws {
        guard let input = try PlainInput(path) else { return nil }
        self.input = input
    }

    /// The bytes of each line that begins in a range.
    func counts(_ range: Range<Int>, _ longest: Int) throws -> [Int] {
        var scratch = ByteBuffer()
        let lines = try input.lines(
            beginningIn: range, maximumLineBytes: longest, scratch: &scratch)
        return scratch.view(lines).string.split(separator: "\n").map(\.utf8.count)
    }
}

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
            let ranges = RecordSample(blocks: blocks, blockBytes: bytes).ranges(of: size)
            for line in text.split(separator: "\n") {
                if ranges.contains(where: { $0.contains(start) }) { wanted.append(String(line)) }
                start += line.utf8.count + 1
            }
            let (sample, lines) = try lines(text, blocks: blocks, blockBytes: bytes)
            XCTAssertFalse(sample.isWhole)
            XCTAssertEqual(lines, wanted, "\(blocks) blocks of \(bytes)")
        }
    }

    func testBlocksAreSpreadEvenlyAndNotAtRegularDistances() {
        let (blocks, bytes, size) = (64, 100, 1_000_003)
        let ranges = RecordSample(blocks: blocks, blockBytes: bytes).ranges(of: size)
        XCTAssertEqual(ranges.count, blocks)
        var places: Set<Int> = []
        for (index, range) in ranges.enumerated() {
            XCTAssertTrue(
                (size * index / blocks..<size * (index + 1) / blocks).contains(range.lowerBound))
            XCTAssertLessThanOrEqual(range.upperBound, size)
            if index > 0 {
                XCTAssertLessThanOrEqual(ranges[index - 1].upperBound, range.lowerBound)
            }
            places.insert((range.lowerBound - size * index / blocks) / 1000)
        }
        XCTAssertGreaterThan(places.count, 8)
        let tight = RecordSample(blocks: 10, blockBytes: 99).ranges(of: 1000)
        for (one, next) in zip(tight, tight.dropFirst()) {
            XCTAssertLessThanOrEqual(one.upperBound, next.lowerBound)
        }
        XCTAssertLessThanOrEqual(tight.last?.upperBound ?? 0, 1000)
    }

    func testALineLongerThanABlockIsTakenWholeUnlessItIsTooLong() throws {
        let long = String(repeating: "y", count: 200_000)
        try folder.file("input", holding: Data(("a\n" + long + "\n" + text(10_000)).utf8))
        let rows: [(range: Range<Int>, longest: Int, counts: [Int], line: UInt)] = [
            (0..<10, 1 << 20, [1, 200_000], #line), (0..<10, 100_000, [1], #line),
            (2..<3, 200_000, [200_000], #line), (2..<3, 100_000, [], #line),
            (3..<200_003, 1 << 20, [], #line), (3..<200_004, 1 << 20, [4], #line),
            (0..<2, 1 << 20, [1], #line), (1..<2, 1 << 20, [], #line),
        ]
        let input = try XCTUnwrap(OpenInput(folder.path("input")))
        for row in rows {
            XCTAssertEqual(
                try input.counts(row.range, row.longest), row.counts, line: row.line)
        }
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
        XCTAssertGreaterThan(first.bytes, 8 * 400)
        XCTAssertLessThan(first.bytes, 33 * 600)
        XCTAssertGreaterThan(Int(try XCTUnwrap(lines.last).prefix(4)) ?? 0, 6000)
        XCTAssertLessThan(Int(try XCTUnwrap(lines.first).prefix(4)) ?? 9000, 3000)
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
