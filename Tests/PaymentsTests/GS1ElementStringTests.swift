import Primitives
import XCTest

@testable import Payments

/// Elements of GS1-128, as people write them and as scanners read them.
final class GS1ElementStringTests: XCTestCase {
    private func check(_ text: String) -> PaymentError? {
        error(text) { (view) throws(PaymentError) in try GS1ElementString.check(writing: view) }
    }

    /// What is wrong is told apart.
    func testEachMistakeHasItsOwnError() {
        let rows: [(text: String, error: PaymentError?, line: UInt)] = [
            ("(01)04012345678901", nil, #line), ("(01)04012345678902", .generalCheckDigit, #line),
            ("(01)0401234567890", .elementLength, #line),
            ("(01)0401234567890X", .notNumeric, #line),
            ("(00)340123450000000000", nil, #line),
            ("(00)340123450000000001", .generalCheckDigit, #line),
            ("(10)" + String(repeating: "A", count: 20), nil, #line),
            ("(10)" + String(repeating: "A", count: 21), .elementLength, #line),
            ("(10)", .elementEmpty, #line), ("", .elementEmpty, #line),
            ("(01)", .elementEmpty, #line),
            ("(10)A B", .characterSet, #line), ("(10)é", .characterSet, #line),
            ("(17)261231", nil, #line), ("(17)261332", .dateFormat, #line),
            ("(17)260231", .dateFormat, #line), ("(17)261200", nil, #line),
            ("(17)240229", nil, #line), ("(17)230229", .dateFormat, #line),
            ("(7003)2612312359", nil, #line), ("(7003)2612312400", .dateFormat, #line),
            ("(7007)261201261231", nil, #line), ("(7007)2612012612", .elementLength, #line),
            ("(8008)26123123", nil, #line), ("(8008)261231235", .elementLength, #line),
            ("(03)1", .identifierUnknown, #line), ("(18)1", .identifierUnknown, #line),
            ("(3106)000001", .identifierUnknown, #line), ("(3105)000001", nil, #line),
            ("(1)1", .identifierUnknown, #line), ("(001)1", .identifierUnknown, #line),
            ("(1a)1", .identifierUnknown, #line), ("()1", .identifierUnknown, #line),
            ("10ABC", .elementFormat, #line), ("(10ABC", .elementFormat, #line),
            ("(10)A(B", .elementFormat, #line),
            ("(10)A(21)B(10)A", .duplicateId, #line),
            ("(8007)DE89370400440532013000", nil, #line),
            ("(8007)DE88370400440532013000", .ibanCheck, #line),
            ("(421)076ABC", nil, #line), ("(421)0X6ABC", .notNumeric, #line),
            ("(423)076840", nil, #line), ("(423)07684", .elementLength, #line),
            ("(253)4012345678901ABC", nil, #line),
            ("(253)4012345678902ABC", .generalCheckDigit, #line),
            ("(8006)040123456789010102", nil, #line),
            ("(8006)040123456789020102", .generalCheckDigit, #line),
            // 48 characters at most, the separating FNC1 among them.
            ("(91)\(String(repeating: "A", count: 46))", nil, #line),
            ("(91)\(String(repeating: "A", count: 47))", .payloadTooLong, #line),
            (
                "(10)\(String(repeating: "A", count: 20))(91)\(String(repeating: "A", count: 23))",
                nil, #line
            ),
            (
                "(10)\(String(repeating: "A", count: 20))(91)\(String(repeating: "A", count: 24))",
                .payloadTooLong, #line
            ),
            (
                "(17)261231(3102)000001(91)\(String(repeating: "A", count: 28))", nil, #line
            ),
        ]
        for row in rows { XCTAssertEqual(check(row.text), row.error, row.text, line: row.line) }
    }

    /// FNC1 ends elements of variable length, but not the last, and none of predefined length.
    func testSeparatorsStandWhereTheLengthIsNotKnown() throws {
        let rows: [(text: String, scanned: String, line: UInt)] = [
            ("(01)04012345678901(10)ABC", "010401234567890110ABC", #line),
            ("(10)ABC(01)04012345678901", "10ABC|0104012345678901", #line),
            ("(10)A(21)B(17)261231", "10A|21B|17261231", #line),
            ("(17)261231(10)A", "1726123110A", #line),
            ("(3102)000150(10)A", "310200015010A", #line),
            ("(415)4012345678901(8020)77(3902)1250", "4154012345678901802077|39021250", #line),
            ("(402)12345678901234560(10)A", "40212345678901234560|10A", #line),
            ("(00)340123450000000000", "00340123450000000000", #line),
        ]
        for row in rows {
            let scanned = row.scanned.replacing("|", with: "\u{1D}")
            var buffer = ByteBuffer(capacity: 64)
            try withView(row.text) { (view) throws(PaymentError) in
                try GS1ElementString(writing: view).append(scannedTo: &buffer)
            }
            XCTAssertEqual(buffer.view.string, scanned, line: row.line)
            for read in [scanned, "]C1" + scanned] {
                var written = ByteBuffer(capacity: 64)
                try withView(read) { (view) throws(PaymentError) in
                    try GS1ElementString(scanned: view).append(writingTo: &written)
                }
                XCTAssertEqual(written.view.string, row.text, line: row.line)
            }
        }
    }

    func testScannedTextsAreVerified() {
        let rows: [(text: String, error: PaymentError, line: UInt)] = [
            ("", .elementEmpty, #line), ("]C1", .elementEmpty, #line),
            ("0", .identifierUnknown, #line), ("18", .identifierUnknown, #line),
            ("3", .identifierUnknown, #line), ("31", .identifierUnknown, #line),
            ("0104012345678902", .generalCheckDigit, #line),
            ("010401234567890", .elementLength, #line), ("10", .elementEmpty, #line),
            ("10\u{1D}21A", .elementEmpty, #line), ("1726133210A", .dateFormat, #line),
            ("10" + String(repeating: "A", count: 21), .elementLength, #line),
        ]
        for row in rows {
            XCTAssertEqual(
                error(row.text) { (view) throws(PaymentError) in
                    try GS1ElementString(scanned: view).check()
                }, row.error, row.text, line: row.line)
        }
    }

    func testElementsAreBuiltWithTheirCheckDigits() throws {
        let rows:
            [(identifier: String, data: String, text: String?, error: PaymentError?, line: UInt)] =
                [
                    ("01", "0401234567890", "(01)04012345678901", nil, #line),
                    ("01", "04012345678901", "(01)04012345678901", nil, #line),
                    ("01", "04012345678902", nil, .generalCheckDigit, #line),
                    ("01", "040123456789", nil, .elementLength, #line),
                    ("00", "34012345000000000", "(00)340123450000000000", nil, #line),
                    ("10", "A(B", nil, .elementFormat, #line),
                    ("10", "", nil, .elementEmpty, #line),
                    ("04", "1", nil, .identifierUnknown, #line),
                ]
        for row in rows {
            var buffer = ByteBuffer(capacity: 64)
            let found = error(row.identifier + "\n" + row.data) { (view) throws(PaymentError) in
                let middle = row.identifier.utf8.count
                try GS1ElementString.append(
                    identifier: view[0..<middle], data: view[middle + 1..<view.count], to: &buffer)
            }
            XCTAssertEqual(found, row.error, line: row.line)
            XCTAssertEqual(buffer.view.string, row.text ?? "", line: row.line)
        }
    }

    /// Every identifier that is known says what it means, and takes as many digits as its first two say.
    func testIdentifiersAreWhole() throws {
        var known = 0
        for number in 0...9999 {
            for digits in 2...4 where number < [0, 0, 100, 1000, 10_000][digits] {
                let text =
                    String(repeating: "0", count: digits - String(number).count) + String(number)
                guard
                    let found = try? withView(
                        text,
                        { (view) throws(PaymentError) in
                            try GS1Identifier(view)
                        })
                else { continue }
                known += 1
                XCTAssertEqual(found.digits, digits, text)
                XCTAssertGreaterThan("\(found.meaning)".count, 5, text)
                if found.hasPredefinedLength {
                    XCTAssertEqual(found.format.most, 0, text)
                    XCTAssertGreaterThan(found.format.fixed, 0, text)
                }
            }
        }
        XCTAssertGreaterThan(known, 450)
    }

    private func error(
        _ text: String, _ body: (ByteView) throws(PaymentError) -> Void
    ) -> PaymentError? {
        withView(text) { view -> PaymentError? in
            do throws(PaymentError) {
                try body(view)
                return nil
            } catch {
                return error
            }
        }
    }
}
