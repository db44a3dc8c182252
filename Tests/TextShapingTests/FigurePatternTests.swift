import Primitives
import XCTest

@testable import TextShaping

final class FigurePatternTests: XCTestCase {
    private func withPattern<Result>(
        _ bytes: [UInt8], _ body: (inout FigurePattern) -> Result
    ) -> Result {
        var pattern = FigurePattern()
        var buffer = ByteBuffer()
        buffer.append(bytes)
        pattern.begin(head: 1)
        pattern.append(buffer.view)
        return body(&pattern)
    }

    /// Bytes around the digits, and others, at all places of texts of all lengths.
    func testDigitsAreZerosAndApart() {
        let some: [UInt8] =
            Array("/0123456789:AZaz".utf8) + [0, 9, 0x2F, 0x70, 0x79, 0xB0, 0xB9, 0xC3, 0xFF]
        var state: UInt64 = 7
        for round in 0..<4000 {
            let bytes = (0..<round % 27).map { _ in
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                return some[Int(state >> 33) % some.count]
            }
            let digits = bytes.filter { $0 >= 0x30 && $0 <= 0x39 }
            let zeros = bytes.map { $0 >= 0x30 && $0 <= 0x39 ? 0x30 : $0 }
            let padded = zeros + [UInt8](repeating: 0, count: (8 - bytes.count % 8) % 8)
            withPattern(bytes) { pattern in
                XCTAssertEqual(pattern.key.view.bytes, padded)
                XCTAssertEqual(pattern.figures.view.bytes, digits)
                XCTAssertEqual(pattern.finish(), !digits.isEmpty)
            }
            if testRun!.failureCount > 0 { return }
        }
    }

    func testCodesGetOtherDigits() {
        let rows: [(codes: String, text: String, written: String, line: UInt)] = [
            ("R$ 1,00", "R$ 9,87", "R$ 9,87", #line), ("1", "4", "4", #line),
            // Codes need not be as many as bytes.
            ("N~ 12 de 3456-7", "N\u{BA}  98 de  7654-3", "N~ 98 de 7654-3", #line),
            ("12345678", "87654321", "87654321", #line),
            ("123456789", "987654321", "987654321", #line),
        ]
        for row in rows {
            let written = withPattern(Array(row.text.utf8)) { pattern in
                var codes = ByteBuffer()
                var target = ByteBuffer()
                codes.append(Array(row.codes.utf8))
                XCTAssertTrue(pattern.finish())
                XCTAssertTrue(pattern.holds(for: codes.view), line: row.line)
                unsafe target.appendUnsafe(space: codes.count + 8) {
                    unsafe pattern.write(codes.view, to: $0)
                    return codes.count
                }
                return target.view.string
            }
            XCTAssertEqual(written, row.written, line: row.line)
        }
    }

    /// Codes that look like digits and are none, and marks that compose, keep a text from having others like it.
    func testNotAllTextsHavePatterns() {
        let rows: [(text: String, codes: String, holds: Bool, line: UInt)] = [
            ("a 1", "a 1", true, #line), ("a 1", "a 11", false, #line),
            ("a1\u{301}", "a1", false, #line), ("a1\u{340}", "a1", false, #line),
            ("á1", "x1", true, #line),
        ]
        for row in rows {
            withPattern(Array(row.text.utf8)) { pattern in
                var codes = ByteBuffer()
                codes.append(Array(row.codes.utf8))
                XCTAssertEqual(pattern.holds(for: codes.view), row.holds, line: row.line)
            }
        }
    }
}
