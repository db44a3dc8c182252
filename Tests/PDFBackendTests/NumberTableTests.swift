import Primitives
import XCTest

@testable import PDFBackend

final class NumberTableTests: XCTestCase {
    func testNumbersAreAsWithoutTable() {
        let table = NumberTable()
        var values = Array(-2500...2500)
        values += [9999, 10_000, 59_528, 84_189, 99_999, 100_000, 100_001, -100_000, 123_456_789]
        for value in values {
            var wanted = ByteBuffer()
            wanted.append(hundredths: value)
            var out = ByteBuffer()
            unsafe out.appendUnsafe(space: 32) { unsafe table.put(hundredths: value, at: $0) }
            XCTAssertEqual(out.view.string, wanted.view.string)
            unsafe out.appendUnsafe(space: 32) { unsafe table.putNext(hundredths: value, at: $0) }
            XCTAssertEqual(out.view.string, wanted.view.string + " " + wanted.view.string)
        }
    }

    func testColorsAreAsWithoutMemory() {
        var colors = ColorOperators()
        var state: UInt64 = 3
        for _ in 0..<2000 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            let grey = UInt32(state >> 33 & 0xFF)
            let color = Color.rgb(
                state >> 62 == 0 ? grey * 0x010101 : UInt32(state >> 30 & 0xFF0FFF))
            var out = ByteBuffer()
            var wanted = ByteBuffer()
            wanted.append(color)
            wanted.append(color.isGrey ? " g\n" : " rg\n")
            colors.append(color, to: &out)
            XCTAssertEqual(out.view.string, wanted.view.string)
            out.removeAll()
            colors.append(color, to: &out)
            XCTAssertEqual(out.view.string, wanted.view.string)
        }
    }
}
