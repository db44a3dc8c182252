import Compression
import Primitives
import XCTest

final class DeflaterTests: XCTestCase {
    /// Bytes from a fixed linear congruential generator, `variety` different ones.
    private func noise(count: Int, variety: UInt32) -> [UInt8] {
        var state: UInt32 = 42
        return (0..<count).map { _ in
            state = state &* 1_664_525 &+ 1_013_904_223
            return UInt8((state >> 16) % variety)
        }
    }

    func testWhatGoesInComesBack() throws {
        let rows: [(bytes: [UInt8], line: UInt)] = [
            ([], #line), ([7], #line), (noise(count: 100_000, variety: 256), #line),
            (noise(count: 100_000, variety: 4), #line),
            ([UInt8](repeating: 0, count: 1_000_000), #line),
        ]
        for level in [0, 1, 6, 12] {
            let deflater = Deflater(level: level)
            for row in rows {
                let stream = deflater.zlib(row.bytes)
                XCTAssertEqual(
                    try inflate(stream, limit: row.bytes.count), row.bytes, line: row.line)
            }
        }
    }

    func testStreamIsAppendedBehindWhatIsThere() throws {
        let input = noise(count: 3_000, variety: 16)
        var output = ByteBuffer(capacity: 16)
        output.append("stream\n")
        unsafe input.withUnsafeBufferPointer { buffer in
            let view = unsafe ByteView(base: buffer.baseAddress!, count: buffer.count)
            Deflater(level: 6).zlib(view, into: &output)
        }
        XCTAssertTrue(output.view(0..<7) == "stream\n")
        XCTAssertEqual(try inflate(output.view(7..<output.count), limit: 3_000), input)
    }

    func testHigherLevelIsSmaller() {
        let input = noise(count: 50_000, variety: 3).map { $0 &* 7 &+ 48 }
        let sizes = [0, 1, 6, 12].map { Deflater(level: $0).zlib(input).count }
        XCTAssertEqual(sizes, sizes.sorted(by: >))
        XCTAssertGreaterThan(sizes[0], input.count)
        XCTAssertLessThan(sizes[3], input.count / 3)
    }

    func testUsedDeflaterGivesTheSameBytesAsANewOne() {
        let input = noise(count: 20_000, variety: 32)
        let used = Deflater(level: 6)
        _ = used.zlib(noise(count: 70_000, variety: 200))
        XCTAssertEqual(used.zlib(input), Deflater(level: 6).zlib(input))
    }

    func testBrokenStreamsAreErrors() {
        let stream = Deflater(level: 6).zlib(noise(count: 1_000, variety: 8))
        var flipped = stream
        flipped[flipped.count - 1] ^= 1  // the checksum
        let rows: [(stream: [UInt8], limit: Int, error: CompressionError, line: UInt)] = [
            ([], 10, .corrupt, #line), ([1, 2, 3], 10, .corrupt, #line),
            (flipped, 1_000, .corrupt, #line), (stream, 999, .tooLong(limit: 999), #line),
            (stream, 0, .tooLong(limit: 0), #line),
            (stream + [0], 1_000, .trailingBytes(used: stream.count), #line),
        ]
        for row in rows {
            XCTAssertThrowsError(try inflate(row.stream, limit: row.limit), line: row.line) {
                XCTAssertEqual($0 as? CompressionError, row.error, line: row.line)
            }
        }
    }

    func testEveryTruncationIsAnError() {
        let stream = Deflater(level: 6).zlib(noise(count: 1_000, variety: 8))
        for length in 0..<stream.count {
            XCTAssertThrowsError(try inflate(Array(stream.prefix(length)), limit: 1_000))
        }
    }

    func testChecksums() {  // check values of the CRC catalogue and RFC 1950's sums
        let digits = Array("123456789".utf8)
        XCTAssertEqual(crc32(digits), 0xCBF4_3926)
        XCTAssertEqual(crc32([]), 0)
        unsafe digits.withUnsafeBufferPointer { buffer in
            let all = unsafe ByteView(base: buffer.baseAddress!, count: 9)
            XCTAssertEqual(crc32(all), 0xCBF4_3926)
            XCTAssertEqual(crc32(all[4..<9], seed: crc32(all[0..<4])), 0xCBF4_3926)
            XCTAssertEqual(adler32(all), 0x091E_01DE)
            XCTAssertEqual(adler32(all[4..<9], seed: adler32(all[0..<4])), 0x091E_01DE)
        }
    }
}
