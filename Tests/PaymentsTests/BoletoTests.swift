import Payments
import Primitives
import XCTest

final class BoletoTests: XCTestCase {
    /// Vectors boleto-002 to boleto-120.
    func testBuildsVectors() throws {
        var built = 0
        for vector in try Vector.family("boleto") where vector.kind == "build" {
            let due = vector["due_date"].isEmpty ? nil : try day(vector["due_date"])
            let amount = try XCTUnwrap(Int64(vector["amount_cents"]))
            let code = try text { (buffer: inout ByteBuffer) throws(PaymentError) in
                try withView(vector["bank"]) { (bank) throws(PaymentError) in
                    try withView(vector["free_field"]) { (free) throws(PaymentError) in
                        try Boleto.codigoDeBarras(
                            bank: bank, due: due, amount: amount, freeField: free, into: &buffer)
                    }
                }
            }
            XCTAssertEqual(code, vector.expects("barcode"), vector.id)
            built += 1
        }
        XCTAssertEqual(built, 61)
    }

    /// Vectors boleto-002 to boleto-126: both forms of the line, and back from both.
    func testConvertsVectors() throws {
        for vector in try Vector.family("boleto") {
            let (code, line) = (vector.expects("barcode"), vector.expects("digitable_line"))
            let masked = vector.expects("digitable_line_masked")
            XCTAssertEqual(try digits(of: code, masked: false), line, vector.id)
            XCTAssertEqual(try digits(of: code, masked: true), masked, vector.id)
            XCTAssertEqual(try barcode(of: line), code, vector.id)
            XCTAssertEqual(try barcode(of: masked), code, vector.id)
        }
    }

    func testReadsFields() throws {
        let boleto = try read("10494324200000321120055077222133347777777771")
        XCTAssertEqual(boleto.bank, 104)
        XCTAssertEqual(boleto.factor, 3242)
        XCTAssertEqual(boleto.amount, 32112)
        XCTAssertNil(boleto.ispb)
        let other = try read("98802000000123456781234567890123456789012345")
        XCTAssertEqual(other.bank, 988)
        XCTAssertEqual(other.amount, 0)
        XCTAssertEqual(other.ispb, 12_345_678)
        XCTAssertNil(try other.due(around: day("2026-07-01")))
    }

    /// Vectors boleto_reject-001 to -013; four name their error in words.
    func testRejectsVectors() throws {
        let names = [
            "generalCheckDigit (0 is never valid)": "generalCheckDigit",
            "988 requires currency 0": "currencyCode",
            "988 requires factor 0000": "dueDateOutOfFactorRange",
            "a bank slip line cannot start with 8": "productIs8",
        ]
        for vector in try Vector.family("boleto_reject") {
            let error = vector.expects("error")
            let code = vector["barcode"]
            let got = failure { (buffer) throws(PaymentError) in
                if code.isEmpty {
                    try withView(vector["line"]) { (line) throws(PaymentError) in
                        try Boleto.codigoDeBarras(linhaDigitavel: line, into: &buffer)
                    }
                } else {
                    try withView(code) { (code) throws(PaymentError) in
                        try Boleto.linhaDigitavel(codigoDeBarras: code, into: &buffer)
                    }
                }
            }
            XCTAssertEqual(got?.rawValue, names[error] ?? error, vector.id)
        }
    }

    func testRejectsWrongInput() throws {
        let free = "2103401234560000004524020"
        let due = try day("2026-07-20")
        let rows:
            [(bank: String, due: CivilDate, amount: Int64, free: String, PaymentError, UInt)] = [
                ("41", due, 1, free, .bankCode, #line),
                ("0a1", due, 1, free, .bankCode, #line),
                ("988", due, 1, free, .bankCode, #line),
                ("000", due, 1, free, .bankCode, #line),
                ("812", due, 1, free, .productIs8, #line),
                ("041", due, -1, free, .amountNegative, #line),
                ("041", due, 10_000_000_000, free, .amountTooLarge, #line),
                ("041", due, 1, free + "0", .freeFieldLength, #line),
                ("041", due, 1, String(free.dropLast()), .freeFieldLength, #line),
                ("041", due, 1, "210340123456000000452402x", .freeFieldNotNumeric, #line),
                ("041", try day("2000-07-02"), 1, free, .dueDateOutOfFactorRange, #line),
                ("041", try day("2049-10-14"), 1, free, .dueDateOutOfFactorRange, #line),
            ]
        for (bank, due, amount, free, expected, line) in rows {
            let got = failure { (buffer) throws(PaymentError) in
                try withView(bank) { (bank) throws(PaymentError) in
                    try withView(free) { (free) throws(PaymentError) in
                        try Boleto.codigoDeBarras(
                            bank: bank, due: due, amount: amount, freeField: free, into: &buffer)
                    }
                }
            }
            XCTAssertEqual(got, expected, line: line)
        }
    }

    func testNoBankIs000() throws {
        // Its check digits hold.
        XCTAssertThrowsError(try read("00096151100000188811234092607899418501234560")) {
            XCTAssertEqual($0 as? PaymentError, .bankCode)
        }
    }

    /// The printed codes of banks; two digits are in use where the sum gives ten.
    func testCheckDigitsOfBanks() {
        let rows: [(bank: String, digits: String, line: UInt)] = [
            ("001", "9", #line), ("004", "3", #line), ("033", "7", #line), ("041", "8", #line),
            ("077", "9", #line), ("085", "01X", #line), ("104", "0X", #line), ("237", "2", #line),
            ("341", "7", #line), ("422", "7", #line), ("707", "2", #line), ("748", "0X", #line),
            ("756", "0", #line), ("75", "", #line), ("7a6", "", #line),
        ]
        for row in rows {
            let right = "0123456789X".filter { digit in
                withView(row.bank) { bank in
                    withView(String(digit)) { Boleto.isCheckDigit($0, ofBank: bank) }
                }
            }
            XCTAssertEqual(right, row.digits, line: row.line)
        }
    }

    func testSeparatorsStandOnlyWhereTheMaskHasThem() {
        let rows: [(line: String, error: PaymentError?, at: UInt)] = [
            ("10490.05505 77222.133348 77777.777713 4 32420000032112", nil, #line),
            ("10490 05505 77222 133348 77777 777713 4 32420000032112", nil, #line),
            ("1049.005505 77222.133348 77777.777713 4 32420000032112", .notNumeric, #line),
            ("10490.05505 77222.133348 77777.777713 4 3242.0000032112", .notNumeric, #line),
            (" 10490.05505 77222.133348 77777.777713 4 32420000032112", .notNumeric, #line),
            ("10490.05505 77222.133348 77777.777713 4 32420000032112 ", .notNumeric, #line),
            ("10490.05505 77222.133348 77777.777713 4 3242000003211２", .notNumeric, #line),
            ("", .length, #line),
        ]
        for row in rows {
            let got = failure { (buffer) throws(PaymentError) in
                try withView(row.line) { (line) throws(PaymentError) in
                    try codigoDeBarras(linhaDigitavel: line, into: &buffer)
                }
            }
            XCTAssertEqual(got, row.error, line: row.at)
        }
    }

    /// In this code any single wrong digit is caught, in the line by one of four check digits.
    func testSingleDigitErrorsAreCaught() {
        let code = "04193693500000293232103401234560000004524020"
        let line = "04192103490123456000900045240207369350000029323"
        for wrong in misspellings(of: code) {
            XCTAssertNotNil(
                rejection(of: wrong) { (view) throws(PaymentError) in
                    _ = try Boleto(codigoDeBarras: view)
                }, wrong)
        }
        for wrong in misspellings(of: line) {
            let got = failure { (buffer) throws(PaymentError) in
                try withView(wrong) { (line) throws(PaymentError) in
                    try Boleto.codigoDeBarras(linhaDigitavel: line, into: &buffer)
                }
            }
            XCTAssertNotNil(got, wrong)
        }
    }

    func testVerifiesAgainstTheDocument() throws {
        let code = "04193693500000293232103401234560000004524020"
        let rows: [(due: CivilDate?, amount: Int64, error: PaymentError?, line: UInt)] = [
            (try day("2016-10-02"), 29323, nil, #line),
            (nil, 29323, nil, #line),
            (try day("2016-10-03"), 29323, .dueDateMismatch, #line),
            (try day("2016-10-02"), 29324, .amountMismatch, #line),
        ]
        for row in rows {
            let got = rejection(of: code) { (view) throws(PaymentError) in
                try Boleto.verify(codigoDeBarras: view, due: row.due, amount: row.amount)
            }
            XCTAssertEqual(got, row.error, line: row.line)
        }
    }
}

func read(_ code: String) throws(PaymentError) -> Boleto {
    try withView(code) { (view) throws(PaymentError) in try Boleto(codigoDeBarras: view) }
}

/// The linha digitável of a code.
func digits(of code: String, masked: Bool) throws(PaymentError) -> String {
    try text { (buffer: inout ByteBuffer) throws(PaymentError) in
        try withView(code) { (code) throws(PaymentError) in
            try linhaDigitavel(codigoDeBarras: code, into: &buffer, masked: masked)
        }
    }
}

/// The code of a linha digitável.
func barcode(of line: String) throws(PaymentError) -> String {
    try text { (buffer: inout ByteBuffer) throws(PaymentError) in
        try withView(line) { (line) throws(PaymentError) in
            try codigoDeBarras(linhaDigitavel: line, into: &buffer)
        }
    }
}

/// The error `body` throws on a text, if any.
func rejection(
    of text: String, _ body: (ByteView) throws(PaymentError) -> Void
) -> PaymentError? {
    do throws(PaymentError) {
        try withView(text, body)
        return nil
    } catch {
        return error
    }
}

/// Every text that differs from `digits` in one digit.
func misspellings(of digits: String) -> [String] {
    let bytes = Array(digits.utf8)
    return bytes.indices.flatMap { index in
        (UInt8(48)...57).filter { $0 != bytes[index] }.map { digit in
            var wrong = bytes
            wrong[index] = digit
            return String(decoding: wrong, as: UTF8.self)
        }
    }
}
