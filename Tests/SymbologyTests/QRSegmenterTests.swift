import Primitives
import XCTest

@testable import Symbology

final class QRSegmenterTests: XCTestCase {
    func testSegmentsTakeTheFewestBitsOfAllWaysToCut() {
        var random = SeededGenerator(seed: 42)
        for round in 0..<160 {
            let count = 1 + round % 7
            let payload = (0..<count).map { _ in
                Array("0123456789AB:Zaé".utf8)[random.below(17)]
            }
            for `class` in QRVersionClass.allCases {
                let found = optimalSegments(payload, `class`)
                XCTAssertEqual(
                    found.bits, fewestBits(payload, `class`), "\(payload) \(`class`)")
                XCTAssertEqual(found.bits, found.segments.reduce(0) { $0 + $1.bits(`class`) })
            }
        }
    }

    func testSegmentsCoverThePayloadInModesThatCanWriteIt() {
        for index in 0..<200 {
            let payload = QRCase(index * 7).payload
            for `class` in QRVersionClass.allCases {
                let found = optimalSegments(payload, `class`)
                var next = 0
                for segment in found.segments {
                    XCTAssertEqual(Int(segment.start), next)
                    next += Int(segment.count)
                    for byte in payload[Int(segment.start)..<next] {
                        XCTAssertTrue(canWrite(byte, segment.mode))
                    }
                }
                XCTAssertEqual(next, payload.count)
                XCTAssertEqual(found.bits, found.segments.reduce(0) { $0 + $1.bits(`class`) })
            }
        }
    }

    func testLongRunsAreCutWhereAStretchPaysForItsHead() {
        let rows: [(text: String, class: QRVersionClass, modes: [QRMode], line: UInt)] = [
            ("0123456789", .small, [.numeric], #line),
            ("ABC0123456789012", .small, [.alphanumeric, .numeric], #line),
            ("ABC012345", .small, [.alphanumeric], #line),
            ("abc01", .small, [.byte], #line),
            ("abc0123456", .small, [.byte, .numeric], #line),
            ("000201BR.GOV.BCB.PIX", .small, [.alphanumeric], #line),
            ("00020126BR.GOV.BCB.PIX", .small, [.numeric, .alphanumeric], #line),
            ("br.gov.bcb.pix013", .small, [.byte], #line),
        ]
        for row in rows {
            let found = optimalSegments(Array(row.text.utf8), row.class)
            XCTAssertEqual(found.segments.map(\.mode), row.modes, line: row.line)
        }
    }

    /// The least bits over every way to give each byte a mode.
    private func fewestBits(_ payload: [UInt8], _ class: QRVersionClass) -> Int {
        func walk(_ index: Int, _ mode: QRMode?, _ run: Int) -> Int {
            let closed = mode.map { 4 + $0.countBits(`class`) + $0.bits(run) } ?? 0
            guard index < payload.count else { return closed }
            var best = Int.max
            for next in QRMode.allCases where canWrite(payload[index], next) {
                best = min(
                    best,
                    next == mode
                        ? walk(index + 1, mode, run + 1) : closed + walk(index + 1, next, 1))
            }
            return best
        }
        return walk(0, nil, 0)
    }

    private func canWrite(_ byte: UInt8, _ mode: QRMode) -> Bool {
        switch mode {
        case .numeric: (48...57).contains(byte)
        case .alphanumeric: "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:".utf8.contains(byte)
        case .byte: true
        }
    }
}
