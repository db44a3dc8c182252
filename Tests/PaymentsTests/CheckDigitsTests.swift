import Payments
import Primitives
import XCTest

final class CheckDigitsTests: XCTestCase {
    /// Vectors dac_primitives-002, -004, -006, -008.
    func testVectors() throws {
        for vector in try Vector.family("dac_primitives") {
            let expected = UInt8(vector.expects("dv"))
            let digits = vector["digits"]
            switch vector["algorithm"] {
            case "mod10": XCTAssertEqual(withView(digits) { modulo10($0) }, expected, vector.id)
            case "mod11": XCTAssertEqual(withView(digits) { modulo11($0) }, expected, vector.id)
            default:
                XCTAssertEqual(withView(digits) { modulo11($0) }, expected, vector.id)
                XCTAssertEqual(withView(digits) { modulo11Boleto($0) }, expected, vector.id)
            }
        }
    }

    /// The two mappings of modulo 11 part only where the remainder is 0 or 1.
    func testRemaindersZeroAndOne() {
        let rows: [(digits: String, plain: UInt8, boleto: UInt8, line: UInt)] = [
            ("0", 0, 1, #line),  // sum 0
            ("6", 0, 1, #line),  // sum 12, remainder 1
            ("5", 1, 1, #line),  // sum 10, remainder 10
            ("1", 9, 9, #line),  // sum 2
            ("14", 0, 1, #line),  // sum 11
        ]
        for row in rows {
            XCTAssertEqual(withView(row.digits) { modulo11($0) }, row.plain, line: row.line)
            XCTAssertEqual(withView(row.digits) { modulo11Boleto($0) }, row.boleto, line: row.line)
        }
    }

    func testModulo10WeighsTheLastDigitTwice() {
        let rows: [(digits: String, check: UInt8, line: UInt)] = [
            ("001905009", 5, #line), ("4014481606", 9, #line), ("0680935031", 4, #line),
        ]
        for row in rows {
            XCTAssertEqual(withView(row.digits) { modulo10($0) }, row.check, line: row.line)
        }
    }

    func testRejectsWhatIsNoASCIIDigit() {
        for text in ["12a", "１２", "١٢", "1²", "1 2", "1-2", "/", ":"] {
            XCTAssertNil(withView(text) { modulo10($0) }, text)
            XCTAssertNil(withView(text) { modulo11($0) }, text)
            XCTAssertNil(withView(text) { modulo11Boleto($0) }, text)
        }
    }

    /// Vectors crc16-002, -004, and the polynomial's own check value.
    func testCRC16() throws {
        for vector in try Vector.family("crc16") {
            let crc = withView(vector["ascii"]) { crc16($0) }
            XCTAssertEqual(crc, UInt16(vector.expects("crc"), radix: 16), vector.id)
        }
        XCTAssertEqual(withView("123456789") { crc16($0) }, 0x29B1)
    }
}
