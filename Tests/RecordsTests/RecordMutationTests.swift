import Primitives
import XCTest

@testable import Records

/// Hostile input made from a good record: nothing crashes, nothing passes without a word.
final class RecordMutationTests: XCTestCase {
    #if DEBUG
    private let count = 2_000
    #else
    private let count = 20_000
    #endif

    func testMutatedRecordsRenderOrHaveAFinding() {
        let originals = [Array(fullRecord().utf8), Array(minimal().utf8)]
        let parser = RecordParser(schema: .standard)
        var random = SplitMix64(state: 2)
        var rendered = 0
        for index in 0..<count {
            let bytes = RecordMutationTests.mutated(originals[index % 2], &random)
            let chunk = RecordChunk(record: bytes)
            guard chunk.lineCount == 1 else { continue }
            let renders = parser.parse(0, of: chunk)
            XCTAssertEqual(renders, parser.findings.isEmpty, String(decoding: bytes, as: UTF8.self))
            XCTAssertLessThanOrEqual(parser.findings.count, RecordParser.maximumFindings + 1)
            readEverything(parser.record)
            if renders {
                rendered += 1
                XCTAssertNoThrow(
                    try JSONSerialization.jsonObject(with: Data(bytes)),
                    String(decoding: bytes, as: UTF8.self))
            }
        }
        XCTAssertGreaterThan(rendered, 0)
        XCTAssertLessThan(rendered, count)
    }

    func testNoiseHasAFinding() {
        let parser = RecordParser(schema: .standard)
        var random = SplitMix64(state: 3)
        let alphabet = Array("{}[]\":,\\u0dD8 1-.eE+tfn\n\u{1}é".utf8)
        for _ in 0..<count {
            let noise = (0..<Int(random.next() % 60 + 1)).map { _ in
                alphabet[Int(random.next() % UInt64(alphabet.count))]
            }
            let chunk = RecordChunk(record: [123] + noise)
            XCTAssertFalse(parser.parse(0, of: chunk))
            XCTAssertFalse(parser.findings.isEmpty)
        }
    }

    /// Touches every node and text, so that a wrong offset traps here.
    private func readEverything(_ record: Record) {
        var bytes = 0
        for index in 0..<record.nodeCount {
            let node = record.node(index)
            bytes += record.text(node).count + record.decimal(node).scale
            if node.tag == .object { _ = record.slot(Int(node.count) - 1, of: node) }
            if node.tag == .list { _ = record.element(Int(node.count) - 1, of: node) }
        }
        XCTAssertGreaterThanOrEqual(bytes, 0)
    }

    static func mutated(_ original: [UInt8], _ random: inout SplitMix64) -> [UInt8] {
        let tokens = [
            "{", "}", "[", "]", ":", ",", "\"", "\\", "null", "true", "NaN", "1e5", "-", "0.12345",
            "99999999999999999999", "\\u0000", "\\ud800", "\u{0}", "\u{7F}", "\"id\":", "é", "[[[[",
        ]
        var bytes = original
        for _ in 0...Int(random.next() % 3) {
            let place = Int(random.next() % UInt64(bytes.count))
            let length = min(Int(random.next() % 40), bytes.count - place)
            switch random.next() % 6 {
            case 0: bytes[place] = UInt8(truncatingIfNeeded: random.next())
            case 1: bytes[place] ^= 1 << UInt8(random.next() % 8)
            case 2: bytes.removeSubrange(place..<place + length)
            case 3: bytes.insert(contentsOf: bytes[place..<place + length], at: place)
            case 4:
                let token = tokens[Int(random.next() % UInt64(tokens.count))]
                bytes.insert(contentsOf: Array(token.utf8), at: place)
            default: bytes.removeLast(min(length, bytes.count - 1))
            }
            if bytes.isEmpty { bytes = [32] }
        }
        return bytes
    }
}

/// Steele, Lea and Flood's generator: the same numbers on every machine.
struct SplitMix64 {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
