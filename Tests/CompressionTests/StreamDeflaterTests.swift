import Compression
import Primitives
import XCTest

final class StreamDeflaterTests: XCTestCase {
    private let operators = "BT /F0 9 Tf 1 0 0 1 56.7 712.25 Tm [(Valor)-12(total)] TJ ET\n"

    private func buffer(_ bytes: [UInt8]) -> ByteBuffer {
        var buffer = ByteBuffer(capacity: max(bytes.count, 1))
        buffer.append(bytes)
        return buffer
    }

    private func noise(_ count: Int) -> [UInt8] {
        var state: UInt32 = 7
        return (0..<count).map { _ in
            state = state &* 1_664_525 &+ 1_013_904_223
            return UInt8(state >> 24)
        }
    }

    private func compressed(_ bytes: [UInt8], by deflater: StreamDeflater) -> [UInt8] {
        let input = buffer(bytes)
        var output = ByteBuffer(capacity: 16)
        output.append("head")
        deflater.zlib(input.view, into: &output)
        XCTAssertTrue(output.view(0..<4) == "head")
        return output.view(4..<output.count).bytes
    }

    func testWhatGoesInComesBack() throws {
        let text = [UInt8](operators.utf8)
        let rows: [(bytes: [UInt8], line: UInt)] = [
            ([], #line), ([0], #line), (text, #line), (noise(300_000), #line),
            ([UInt8](repeating: 32, count: 2_000_000), #line),
            ((0..<5000).flatMap { _ in text }, #line),
            ([UInt8](0...255), #line), (noise(65_535) + text + noise(65_536), #line),
        ]
        let sample = buffer(text)
        for codes in [HuffmanCodes(samples: []), HuffmanCodes(samples: [sample.view])] {
            let deflater = StreamDeflater(codes: codes)
            for row in rows {
                let stream = compressed(row.bytes, by: deflater)
                XCTAssertEqual(
                    try inflate(stream, limit: row.bytes.count), row.bytes, line: row.line)
            }
        }
    }

    func testCodesOfItsOwnKindOfTextAreShorter() {
        let text = (0..<200).flatMap { Array("\($0 * 7 % 90).\($0 * 3 % 10) \(operators)".utf8) }
        let sample = buffer(text)
        let fitted = compressed(
            text, by: StreamDeflater(codes: HuffmanCodes(samples: [sample.view])))
        let plain = compressed(text, by: StreamDeflater(codes: HuffmanCodes(samples: [])))
        XCTAssertLessThan(fitted.count, plain.count * 9 / 10)
        XCTAssertLessThan(fitted.count, text.count / 3)
    }

    func testBytesDependOnInputAndCodesAlone() {
        let text = [UInt8](String(repeating: operators, count: 50).utf8)
        let sample = buffer(text)
        let used = StreamDeflater(codes: HuffmanCodes(samples: [sample.view]))
        _ = compressed(noise(100_000), by: used)
        let new = StreamDeflater(codes: HuffmanCodes(samples: [sample.view]))
        XCTAssertEqual(compressed(text, by: used), compressed(text, by: new))
    }
}
