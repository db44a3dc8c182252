import Primitives
import XCTest

@testable import PDFBackend

final class MoveOperatorsTests: XCTestCase {
    /// Moves are written as two numbers are, the first time and when they come again.
    func testMovesAreAsWithoutMemory() {
        var moves = MoveOperators()
        let distances = [
            0, 1, -1, 99, 100, -12_32, 56_69, 181_41, -496_11, 1_000_000, -99_999, 429_496_729,
            -858_993_459,
        ]
        for _ in 0..<2 {
            for right in distances {
                for up in distances {
                    var wanted = ByteBuffer()
                    wanted.append(hundredths: right)
                    wanted.append(" ")
                    wanted.append(hundredths: up)
                    wanted.append(" Td")
                    var out = ByteBuffer(capacity: 16)
                    for _ in 0..<2 {
                        unsafe out.appendUnsafe(space: MoveOperators.space) { bytes in
                            unsafe moves.put(right, up, at: bytes)
                        }
                    }
                    XCTAssertEqual(out.view.string, wanted.view.string + wanted.view.string)
                }
            }
        }
    }

    /// What moves one string behind another is its end, the kerning the other way round, a beginning.
    func testKerningIsWrittenTheOtherWayRound() {
        let kernings = KerningOperators()
        let values = Array(-600...600) + [-32_768, -1000, 1000, 9999, 32_767]
        for kerning in values where kerning != 0 {
            var out = ByteBuffer(capacity: 16)
            unsafe out.appendUnsafe(space: KerningOperators.space) { bytes in
                unsafe kernings.put(kerning, at: bytes)
            }
            XCTAssertEqual(out.view.string, ")\(-kerning)(")
        }
    }
}
