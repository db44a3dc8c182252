import Primitives
import XCTest

@testable import Symbology

final class QREncoderTests: XCTestCase {
    func testModulesEqualLibqrencodesUnderForcedChoices() {
        let encoder = QREncoder()
        var rects = Pool<ModuleRect>()
        var differing: [Int] = []
        for index in 0..<QRCase.count {
            let test = QRCase(index)
            rects.removeAll()
            let symbol = paint(test, encoder, &rects)
            if symbol != Libqrencode.modules(test, mask: test.mask) { differing.append(index) }
        }
        XCTAssertEqual(differing, [])
    }

    func testRectanglesFollowThoseInThePool() throws {
        let encoder = QREncoder()
        var rects = Pool<ModuleRect>()
        let first = try withView(Array("FATURA".utf8)) {
            try encoder.encode($0, level: .medium, into: &rects)
        }
        let second = try withView(Array("FATURA".utf8)) {
            try encoder.encode($0, level: .medium, into: &rects)
        }
        XCTAssertEqual(first.firstRect, 0)
        XCTAssertEqual(second.firstRect, first.rectCount)
        XCTAssertEqual(rects.count, 2 * first.rectCount)
        XCTAssertEqual(PaintedSymbol(first, rects), PaintedSymbol(second, rects))
    }

    func testSmallestVersionThatHoldsThePayloadIsTaken() throws {
        // ISO/IEC 18004:2015, table 7: characters a symbol holds.
        let rows: [(version: Int, level: QRLevel, text: String, count: Int, line: UInt)] = [
            (1, .low, "7", 41, #line), (1, .low, "A", 25, #line), (1, .low, "a", 17, #line),
            (1, .high, "7", 17, #line), (1, .high, "A", 10, #line), (1, .high, "a", 7, #line),
            (9, .medium, "a", 180, #line), (10, .medium, "7", 513, #line),
            (10, .medium, "A", 311, #line), (10, .medium, "a", 213, #line),
            (26, .quartile, "7", 1_804, #line), (27, .quartile, "7", 1_933, #line),
            (40, .low, "7", 7_089, #line), (40, .low, "A", 4_296, #line),
            (40, .low, "a", 2_953, #line), (40, .high, "7", 3_057, #line),
            (40, .high, "A", 1_852, #line), (40, .high, "a", 1_273, #line),
        ]
        for row in rows {
            XCTAssertEqual(
                try version(row.text, row.count, row.level), row.version, line: row.line)
            guard row.version < 40 else { continue }
            XCTAssertEqual(
                try version(row.text, row.count + 1, row.level), row.version + 1, line: row.line)
        }
    }

    func testEveryVersionAndLevelHoldsItsCapacityAndNoMore() throws {
        for version in 1...40 {
            for level in QRLevel.allCases {
                let bits = QRCapacity(version: version, level: level).data * 8
                for (mode, text) in [(QRMode.numeric, "7"), (.alphanumeric, "A"), (.byte, "a")] {
                    let room = bits - 4 - mode.countBits(QRVersionClass(version: version))
                    var count = room * 3 / 10
                    while mode.bits(count) > room { count -= 1 }
                    XCTAssertEqual(try self.version(text, count, level), version)
                    if version < 40 {
                        XCTAssertEqual(try self.version(text, count + 1, level), version + 1)
                    } else {
                        XCTAssertThrowsError(try self.version(text, count + 1, level))
                    }
                }
            }
        }
    }

    func testPayloadThatFillsTheSymbolExactlyHasNoTerminator() {
        let encoder = QREncoder()
        for version in [1, 2, 9, 10, 11, 12, 26, 27, 40] {
            var test = QRCase(version - 1)
            let bits = QRCapacity(version: version, level: .low).data * 8
            let count = (bits - 4 - QRMode.byte.countBits(QRVersionClass(version: version))) / 8
            test.level = .low
            test.payload = [UInt8](repeating: 0x61, count: count)
            test.segments = [QRSegment(mode: .byte, start: 0, count: Int32(count))]
            var rects = Pool<ModuleRect>()
            XCTAssertEqual(
                paint(test, encoder, &rects), Libqrencode.modules(test, mask: test.mask))
        }
    }

    func testMinimumVersionMakesTheSymbolLarger() throws {
        for version in [1, 3, 9, 10, 25, 27, 40] {
            var rects = Pool<ModuleRect>()
            let shape = try withView(Array("1".utf8)) {
                try QREncoder().encode(
                    $0, level: .high, minimumVersion: version, into: &rects)
            }
            XCTAssertEqual(shape.columns, 17 + 4 * version)
            XCTAssertEqual(shape.rows, 17 + 4 * version)
            XCTAssertEqual(shape.quietZone, 4)
        }
    }

    func testRefusalsLeaveThePoolAsItWas() {
        let rows: [(bytes: Int, minimum: Int, error: SymbologyError, line: UInt)] = [
            (0, 1, .empty, #line), (1, 0, .version(0), #line), (1, 41, .version(41), #line),
            (2_332, 1, .tooLong(bytes: 2_332, capacity: 2_331), #line),
            (90_000, 1, .tooLong(bytes: 90_000, capacity: 2_331), #line),
        ]
        for row in rows {
            var rects = Pool<ModuleRect>()
            rects.append(ModuleRect(x: 1, y: 2, width: 3, height: 4))
            let bytes = [UInt8](repeating: 0x80, count: row.bytes)
            do {
                _ = try withView(bytes) {
                    try QREncoder().encode(
                        $0, level: .medium, minimumVersion: row.minimum, into: &rects)
                }
                XCTFail("accepted", line: row.line)
            } catch {
                XCTAssertEqual(error as? SymbologyError, row.error, line: row.line)
            }
            XCTAssertEqual(rects.count, 1, line: row.line)
        }
    }

    private func paint(
        _ test: QRCase, _ encoder: QREncoder, _ rects: inout Pool<ModuleRect>
    ) -> PaintedSymbol {
        let shape = withView(test.payload) {
            encoder.encode(
                $0, segments: test.segments, version: test.version, level: test.level,
                mask: test.mask, into: &rects
            ).shape
        }
        return PaintedSymbol(shape, rects)
    }

    /// The version chosen for `count` times the same character.
    private func version(_ text: String, _ count: Int, _ level: QRLevel) throws -> Int {
        var kernel = QRKernel()
        return try withView([UInt8](repeating: text.utf8.first!, count: count)) {
            try kernel.fit($0, level: level, minimumVersion: 1)
        }
    }
}
