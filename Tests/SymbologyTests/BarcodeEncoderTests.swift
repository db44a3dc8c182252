import Primitives
import XCTest

@testable import Symbology

final class BarcodeEncoderTests: XCTestCase {
    func testInterleaved2of5IsThreeToOne() throws {
        let digits = "10494324200000321120055077222133347777777771"
        let elements =
            "NNNNWNNNNWNWWNNNNWWNNWWNNWNWWNNNWNNNWNNWNNWWNNWNNWNWWNNNNNWWWWNNNNNNWWWWNNWNWWNN"
            + "NNNWWWNNNNNNWWNNWNNWNWWNNWNNWWWNNNWNNNWWNWNNNNNNNNWWWWNNWWNNNNWWNWWNNNNNWWWWWWNN"
            + "NNNNWNWNNWNNNWNNNNNNWWWWNNNNNNWWWWNNNNNNWWWWNNNNNNWWWWNWNNNNWNWWWNN"
        let symbol = try paint(digits, .interleaved2of5)
        XCTAssertEqual(symbol.columns, 405)
        XCTAssertEqual(symbol.rows, 1)
        XCTAssertEqual(symbol.widths(), elements.map { $0 == "W" ? 3 : 1 })
        XCTAssertEqual(symbol.widths().count, 227)
    }

    func testInterleaved2of5FollowsItsTable() throws {
        let table = [
            "NNWWN", "WNNNW", "NWNNW", "WWNNN", "NNWNW", "WNWNN", "NWWNN", "NNNWW", "WNNWN",
            "NWNWN",
        ]
        for digits in ["00", "0123456789", "846700000017435900240200240500024384221010811"] {
            let even = Array(digits.utf8.dropLast(digits.count % 2)).map { Int($0) - 48 }
            var elements = "NNNN"
            for pair in stride(from: 0, to: even.count, by: 2) {
                for (bar, space) in zip(table[even[pair]], table[even[pair + 1]]) {
                    elements += String([bar, space])
                }
            }
            elements += "WNN"
            let symbol = try paint(even.map(String.init).joined(), .interleaved2of5)
            XCTAssertEqual(symbol.widths(), elements.map { $0 == "W" ? 3 : 1 }, digits)
        }
    }

    func testInterleaved2of5IsLibzintsToo() throws {
        let encoder = BarcodeEncoder()
        for count in stride(from: 2, through: 90, by: 2) {
            let digits = (0..<count).map { UInt8(48 + ($0 * $0 * 7 + $0 / 3 + count) % 10) }
            var ours = Pool<ModuleRect>()
            var theirs = Pool<ModuleRect>()
            let (shape, expected) = try withView(digits) { payload in
                (
                    try encoder.encode(payload, as: .interleaved2of5, into: &ours),
                    try encoder.encodeByZint(payload, as: .interleaved2of5, into: &theirs)
                )
            }
            XCTAssertEqual(shape, expected)
            XCTAssertEqual(ours.indices.map { ours[$0] }, theirs.indices.map { theirs[$0] })
        }
    }

    func testCode128IsDecodedByItsTable() throws {
        for text in [
            "A", "ABCabc0123", "  ", "0123456789", "12345", "AB12345678cd", "tab\tnul\u{1}x",
            "~\u{7F}",
        ] {
            let values = try Code128.values(of: paint(text, .code128).widths())
            XCTAssertEqual(Code128.text(values), text)
        }
        let rows: [(text: String, values: [Int], line: UInt)] = [
            ("ABC", [104, 33, 34, 35], #line), ("012345", [105, 1, 23, 45], #line),
        ]
        for row in rows {
            let values = try Code128.values(of: paint(row.text, .code128).widths())
            XCTAssertEqual(values, row.values, line: row.line)
        }
    }

    /// Symbols whose code sets are fixed; our reader of them must agree with their check character.
    func testCode128VectorsHaveTheirCheckCharacter() throws {
        let rows: [(widths: String, values: [Int], line: UInt)] = [
            (
                "211214 212222 123221 223211 411131 212222 124211 2331112",
                [104, 0, 17, 18, 102, 0], #line
            ),
            (
                "211214 212222 113141 112232 131123 411131 331121 114131 312131 231311 2331112",
                [104, 0, 99, 12, 34, 102, 56, 100, 23], #line
            ),
            (
                "211214 111323 131123 131321 121124 121421 141122 123122 123221 223211 221132 313121 "
                    + "2331112",
                [104, 33, 34, 35, 65, 66, 67, 16, 17, 18, 19], #line
            ),
        ]
        for row in rows {
            let widths = row.widths.filter { $0 != " " }.map { Int(String($0))! }
            XCTAssertEqual(try Code128.values(of: widths), row.values, line: row.line)
        }
    }

    func testGS1ElementStringsBeginWithFNC1AndPartVariableOnes() throws {
        let symbol = try paint("(01)09501101530003(10)AB-123(17)140704", .gs1_128)
        let values = try Code128.values(of: symbol.widths())
        XCTAssertEqual(values[1], 102)
        XCTAssertEqual(Code128.text(values), "\u{1D}010950110153000310AB-123\u{1D}17140704")
    }

    func testEAN13FollowsItsTable() throws {
        let left = [
            "0001101", "0011001", "0010011", "0111101", "0100011", "0110001", "0101111", "0111011",
            "0110111", "0001011",
        ]
        let parity = [
            "LLLLLL", "LLGLGG", "LLGGLG", "LLGGGL", "LGLLGG", "LGGLLG", "LGGGLL", "LGLGLG",
            "LGLGGL",
            "LGGLGL",
        ]
        func right(_ digit: Int) -> String { String(left[digit].map { $0 == "0" ? "1" : "0" }) }
        for digits in ["4006381333931", "0000000000000", "7891000315507"] {
            let values = digits.utf8.map { Int($0) - 48 }
            var modules = "101"
            for (digit, set) in zip(values[1...6], parity[values[0]]) {
                modules += set == "L" ? left[digit] : String(right(digit).reversed())
            }
            modules += "01010" + values[7...].map(right).joined() + "101"
            for payload in [digits, String(digits.dropLast())] {
                let symbol = try paint(payload, .ean13)
                XCTAssertEqual(symbol.modules, modules.utf8.map { $0 - 48 }, payload)
            }
        }
    }

    func testCheckDigitsOfGTINs() {
        let rows: [(digits: String, check: UInt8, line: UInt)] = [
            ("2401234567890", 5, #line), ("400638133393", 1, #line), ("9638507", 4, #line),
        ]
        for row in rows {
            withView(Array(row.digits.utf8)) {
                XCTAssertEqual(BarSymbology.checkDigit($0), 48 + row.check, line: row.line)
            }
        }
    }

    func testDataMatrixHasItsFinderPattern() throws {
        for text in ["A", "FATURA-000123-p2of7", String(repeating: "x", count: 34)] {
            let symbol = try paint(text, .dataMatrix)
            XCTAssertEqual(symbol.rows % 2, 0)
            for row in 0..<symbol.rows {
                XCTAssertTrue(symbol.isDark(0, row))
                XCTAssertEqual(symbol.isDark(symbol.columns - 1, row), row % 2 == 1)
            }
            for column in 0..<symbol.columns {
                XCTAssertTrue(symbol.isDark(column, symbol.rows - 1))
                XCTAssertEqual(symbol.isDark(column, 0), column % 2 == 0)
            }
        }
    }

    func testPDF417RowsStartAndStopAndAreThreeModulesHigh() throws {
        let symbol = try paint("FATURA 000123 page 2 of 7", .pdf417)
        XCTAssertEqual(symbol.rows % 3, 0)
        XCTAssertEqual((symbol.columns - 18) % 17, 0)
        for row in 0..<symbol.rows {
            let widths = symbol.widths(row: row)
            XCTAssertEqual(Array(widths.prefix(8)), [8, 1, 1, 1, 1, 1, 1, 3])
            XCTAssertEqual(Array(widths.suffix(9)), [7, 1, 1, 3, 1, 1, 1, 2, 1])
            XCTAssertEqual(
                symbol.modules[row * symbol.columns..<(row + 1) * symbol.columns],
                symbol.modules[row / 3 * 3 * symbol.columns..<(row / 3 * 3 + 1) * symbol.columns])
        }
    }

    func testZbarimgReadsTheLinearOnes() throws {
        let rows: [(payload: String, symbology: BarSymbology, read: String, line: UInt)] = [
            (
                "84670000001743590024020024050002438422101081", .interleaved2of5,
                "84670000001743590024020024050002438422101081", #line
            ),
            ("2401234567890", .itf14, "24012345678905", #line),
            ("Fatura 2024/07", .code128, "Fatura 2024/07", #line),
            ("400638133393", .ean13, "4006381333931", #line),
            ("9638507", .ean8, "96385074", #line),
            ("AB-12 $/+%.Z", .code39, "AB-12 $/+%.Z", #line),
        ]
        let encoder = BarcodeEncoder()
        for row in rows {
            var rects = Pool<ModuleRect>()
            let shape = try withView(Array(row.payload.utf8)) {
                try encoder.encode($0, as: row.symbology, into: &rects)
            }
            let symbol = PaintedSymbol(shape, rects)
            let picture = symbol.picture(scale: 2, quietZone: shape.quietZone)
            let read = try Zbarimg.read([picture], options: ["-Sean8.enable"])
            XCTAssertEqual(String(decoding: read, as: UTF8.self), row.read, line: row.line)
        }
    }

    func testRefusalsAreTypedAndLeaveThePoolAsItWas() {
        let rows: [(payload: [UInt8], BarSymbology, SymbologyError, line: UInt)] = [
            ([], .code128, .empty, #line),
            (Array("12x4".utf8), .interleaved2of5, .character(at: 2), #line),
            (Array("123".utf8), .interleaved2of5, .oddLength(bytes: 3), #line),
            (Array("1".utf8), .interleaved2of5, .oddLength(bytes: 1), #line),
            (
                [UInt8](repeating: 49, count: 92), .interleaved2of5,
                .tooLong(bytes: 92, capacity: 90), #line
            ),
            ([65, 0xC3, 0xA7], .code128, .character(at: 1), #line),
            (
                [UInt8](repeating: 97, count: 61), .code128, .tooLong(bytes: 61, capacity: 60),
                #line
            ),
            (
                [UInt8](repeating: 97, count: 161), .code128, .tooLong(bytes: 161, capacity: 60),
                #line
            ),
            (Array("12345678901".utf8), .ean13, .length(bytes: 11, allowed: 12...13), #line),
            (Array("12345678901234".utf8), .ean13, .length(bytes: 14, allowed: 12...13), #line),
            (Array("4006381333932".utf8), .ean13, .checkDigit(expected: 49), #line),
            (Array("96385075".utf8), .ean8, .checkDigit(expected: 52), #line),
            (Array("AB*".utf8), .code39, .character(at: 2), #line),
            (Array("0109501101530003".utf8), .gs1_128, .elementString, #line),
            (Array("(05)12".utf8), .gs1_128, .elementString, #line),
            (Array("(01)09501101530004".utf8), .gs1_128, .elementString, #line),
            (
                [UInt8](repeating: 0x81, count: 1_600), .dataMatrix,
                .tooLong(bytes: 1_600, capacity: 1_555), #line
            ),
            (
                [UInt8](repeating: 0x81, count: 2_000), .pdf417,
                .tooLong(bytes: 2_000, capacity: 1_034), #line
            ),
        ]
        let encoder = BarcodeEncoder()
        for (payload, symbology, expected, line) in rows {
            var rects = Pool<ModuleRect>()
            rects.append(ModuleRect(x: 1, y: 2, width: 3, height: 4))
            do {
                _ = try withView(payload) { try encoder.encode($0, as: symbology, into: &rects) }
                XCTFail("accepted", line: line)
            } catch {
                XCTAssertEqual(error as? SymbologyError, expected, line: line)
            }
            XCTAssertEqual(rects.count, 1, line: line)
        }
    }

    func testCapacityOfAnyBytesIsAccepted() throws {
        for symbology in BarSymbology.allCases {
            let byte: UInt8 =
                switch symbology {
                case .dataMatrix, .pdf417: 0x81
                case .code128: 97
                default: 48
                }
            var payload = [UInt8](repeating: byte, count: symbology.capacity)
            if symbology == .gs1_128 {
                payload = Array(("(91)" + String(repeating: "a", count: 44)).utf8)
            }
            XCTAssertNoThrow(try paint(payload, symbology), "\(symbology)")
        }
    }

    /// One encoder after another's settings and errors draws what a new one draws.
    func testAnEncoderKeepsNothingOfThePayloadBefore() throws {
        let encoder = BarcodeEncoder()
        for symbology in [BarSymbology.pdf417, .dataMatrix, .gs1_128, .interleaved2of5] {
            var rects = Pool<ModuleRect>()
            _ = try? withView(Array("(01)1".utf8)) {
                try encoder.encode($0, as: symbology, into: &rects)
            }
            rects.removeAll()
            let shape = try withView(Array("1234".utf8)) {
                try encoder.encode($0, as: .code128, into: &rects)
            }
            XCTAssertEqual(PaintedSymbol(shape, rects), try paint("1234", .code128))
        }
    }

    private func paint(_ text: String, _ symbology: BarSymbology) throws -> PaintedSymbol {
        try paint(Array(text.utf8), symbology)
    }

    private func paint(_ payload: [UInt8], _ symbology: BarSymbology) throws -> PaintedSymbol {
        var rects = Pool<ModuleRect>()
        let shape = try withView(payload) {
            try BarcodeEncoder().encode($0, as: symbology, into: &rects)
        }
        XCTAssertEqual(shape.quietZone, symbology.quietZone)
        XCTAssertEqual(shape.rows == 1, symbology.isLinear)
        return PaintedSymbol(shape, rects)
    }
}
