import Primitives
import TestSupport
import XCTest

/// `decodeScalar` against the standard library's parser, which reports how long each error is.
final class ScalarDecodingTests: XCTestCase {
    /// The bytes at both sides of every bound of table 3-7 of the Unicode standard.
    private let edges: [UInt8] = [
        0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xEC,
        0xED, 0xEE, 0xEF, 0xF0, 0xF1, 0xF3, 0xF4, 0xF5, 0xFF,
    ]

    func testNamedSequences() {
        let broken: UInt32 = 0xFFFD
        let rows: [(bytes: [UInt8], scalars: [UInt32], line: UInt)] = [
            ([], [], #line),
            ([0x00], [0], #line),
            ([0xC3, 0xA7], [0xE7], #line),
            ([0xE2, 0x82, 0xAC], [0x20AC], #line),
            ([0xF0, 0x9F, 0x92, 0xB3], [0x1F4B3], #line),
            ([0xF4, 0x8F, 0xBF, 0xBF], [0x10FFFF], #line),
            ([0xC0, 0x80], [broken, broken], #line),  // overlong
            ([0xE0, 0x9F, 0xBF], [broken, broken, broken], #line),
            ([0xF0, 0x8F, 0xBF, 0xBF], [broken, broken, broken, broken], #line),
            ([0xED, 0xA0, 0x80], [broken, broken, broken], #line),  // surrogates
            ([0xED, 0xBF, 0xBF], [broken, broken, broken], #line),
            ([0xED, 0x9F, 0xBF, 0xEE, 0x80, 0x80], [0xD7FF, 0xE000], #line),  // their neighbours
            ([0xF4, 0x90, 0x80, 0x80], [broken, broken, broken, broken], #line),  // beyond the end
            ([0xE2, 0x82], [broken, broken], #line),  // cut off
            ([0xE2, 0x41, 0xAC], [broken, 0x41, broken], #line),
            ([0x80, 0x41], [broken, 0x41], #line),
            ([0xEF, 0xBF, 0xBD], [0xFFFD], #line),
        ]
        for row in rows {
            XCTAssertEqual(decoded(row.bytes), row.scalars, line: row.line)
            XCTAssertEqual(reference(row.bytes), row.scalars, line: row.line)
        }
    }

    func testAllTextsOfTwoBytes() {
        for first in UInt8.min...UInt8.max where first >= 0x80 {
            for second in UInt8.min...UInt8.max { assertAgrees([first, second]) }
        }
    }

    func testTextsOfThreeAndFourBytesAtTheBounds() {
        for a in edges where a >= 0xDF {
            for b in edges {
                for c in edges {
                    assertAgrees([a, b, c])
                    guard a >= 0xEF, b < 0xC2 else { continue }
                    for d: UInt8 in [0x41, 0x80, 0xBF, 0xC0] { assertAgrees([a, b, c, d]) }
                }
            }
        }
    }

    func testRandomBytes() {
        var random = SeededRandom(seed: 5)
        for _ in 0..<1000 {
            assertAgrees((0..<24).map { _ in edges.randomElement(using: &random) ?? 0 })
        }
    }

    func testScalarsSurviveWritingAndReading() {
        var wanted: [UInt32] = []
        var buffer = ByteBuffer()
        var text = ""
        let bounds: [UInt32] = [
            0x7F, 0x80, 0x7FF, 0x800, 0xD7FF, 0xE000, 0xFFFF, 0x10000, 0x10FFFF,
        ]
        for value in bounds + stride(from: 0, through: 0x10FFFF, by: 211) {
            guard let scalar = Unicode.Scalar(value) else { continue }
            wanted.append(value)
            buffer.append(scalar: value)
            text.unicodeScalars.append(scalar)
        }
        let bytes = buffer.view.bytes
        XCTAssertEqual(bytes, Array(text.utf8))
        XCTAssertEqual(decoded(bytes), wanted)
    }

    private func assertAgrees(_ bytes: [UInt8], line: UInt = #line) {
        let (found, wanted) = (decoded(bytes), reference(bytes))
        if found != wanted { XCTFail("\(bytes): \(found), not \(wanted)", line: line) }
    }

    private func decoded(_ bytes: [UInt8]) -> [UInt32] {
        withView(of: bytes) { view in
            var scalars: [UInt32] = []
            var index = 0
            while index < view.count { scalars.append(decodeScalar(view, at: &index)) }
            XCTAssertEqual(index, view.count)
            return scalars
        }
    }

    /// Each byte of an ill-formed sequence counts as one replacement.
    private func reference(_ bytes: [UInt8]) -> [UInt32] {
        var parser = Unicode.UTF8.ForwardParser()
        var iterator = bytes.makeIterator()
        var scalars: [UInt32] = []
        while true {
            switch parser.parseScalar(from: &iterator) {
            case .valid(let encoded): scalars.append(Unicode.UTF8.decode(encoded).value)
            case .error(let length):
                scalars += [UInt32](repeating: 0xFFFD, count: length)
            case .emptyInput: return scalars
            }
        }
    }
}
