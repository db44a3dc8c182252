import XCTest

@testable import Fonts

final class ByteCMapTests: XCTestCase {
    func testCodeCMapMapsEveryByteToItself() {
        let program = String(decoding: codeCMap(), as: UTF8.self)
        XCTAssertTrue(program.contains("/CMapName /\(codeCMapName) def\n"))
        XCTAssertTrue(program.contains("begincodespacerange\n<00> <FF>\nendcodespacerange\n"))
        XCTAssertTrue(program.contains("1 begincidrange\n<00> <FF> 0\nendcidrange\n"))
    }

    func testRunsBecomeRangesInsideARowOfScalars() {
        var scalars = [UInt32](repeating: 0, count: 256)
        scalars.replaceSubrange(0x21...0x23, with: [0x41, 0x42, 0x43])
        scalars[0x25] = 0x20AC
        scalars.replaceSubrange(0x30...0x32, with: [0x1FE, 0x1FF, 0x200])
        let program = String(decoding: toUnicodeCMap(scalars), as: UTF8.self)
        XCTAssertTrue(
            program.contains("2 beginbfchar\n<25> <20AC>\n<32> <0200>\nendbfchar\n"), program)
        XCTAssertTrue(
            program.contains("2 beginbfrange\n<21> <23> <0041>\n<30> <31> <01FE>\nendbfrange\n"),
            program)
    }

    func testOperatorsHoldAHundredLinesAtMost() {
        var scalars = [UInt32](repeating: 0, count: 256)
        for code in 1...210 { scalars[code] = UInt32(code) * 2 + 0x400 }
        let program = String(decoding: toUnicodeCMap(scalars), as: UTF8.self)
        let counts = program.matches(of: /(\d+) beginbfchar/).map { Int($0.1)! }
        XCTAssertEqual(counts, [100, 100, 10])
        XCTAssertFalse(program.contains("bfrange"))
    }
}
