import Payments
import Primitives
import XCTest

/// CLABE, GTIN, Code 128 and Interleaved 2 of 5.
final class SymbolNumberTests: XCTestCase {
    /// Vector clabe-001; any other last digit is wrong.
    func testCLABE() throws {
        for vector in try Vector.family("clabe") {
            XCTAssertNil(
                error(vector["clabe"]) { (view) throws(PaymentError) in try CLABE.check(view) })
            let body = vector["clabe"].dropLast()
            for digit in 0...8 {
                XCTAssertEqual(
                    error(body + String(digit)) { (view) throws(PaymentError) in
                        try CLABE.check(view)
                    }, .generalCheckDigit)
            }
        }
        for (text, expected) in [("1", PaymentError.length), ("03218000011835971x", .notNumeric)] {
            XCTAssertEqual(
                error(text) { (view) throws(PaymentError) in try CLABE.check(view) }, expected)
        }
    }

    /// Vectors gtin-002, -003, -005.
    func testGTIN() throws {
        for vector in try Vector.family("gtin") {
            let digit = try withView(vector["digits"]) { (view) throws(PaymentError) in
                try GTIN.checkDigit(of: view)
            }
            XCTAssertEqual(String(digit), vector.expects("check"), vector.id)
            let whole = vector["digits"] + String(digit)
            XCTAssertNil(error(whole) { (view) throws(PaymentError) in try GTIN.check(view) })
            let wrong = vector["digits"] + String((digit + 1) % 10)
            XCTAssertEqual(
                error(wrong) { (view) throws(PaymentError) in try GTIN.check(view) },
                .generalCheckDigit)
        }
        for (text, expected) in [
            ("", PaymentError.length), ("123456789", .length), ("4006381333x31", .notNumeric),
            ("400638133393x", .notNumeric),
        ] {
            XCTAssertEqual(
                error(text) { (view) throws(PaymentError) in try GTIN.check(view) }, expected)
        }
    }

    /// Vectors code128-002, -003, -005.
    func testCode128() throws {
        for vector in try Vector.family("code128") {
            let codewords = vector.list("codewords_without_check_and_stop").compactMap { Int($0) }
            let check = try Code128.checkSymbol(of: codewords)
            XCTAssertEqual(String(check), vector.expects("check"), vector.id)
            let widths = try (codewords + [check, 106]).map { "\(try Code128.widths(of: $0))" }
            XCTAssertEqual(widths.joined(separator: " "), vector.expects("widths"), vector.id)
        }
        for codewords in [[], [102], [106], [104, 103], [104, -1]] {
            XCTAssertThrowsError(try Code128.checkSymbol(of: codewords), "\(codewords)")
        }
        for value in [-1, 107] { XCTAssertThrowsError(try Code128.widths(of: value)) }
        // 11 modules each, the stop 13, and no two alike.
        var seen: Set<String> = []
        for value in 0...106 {
            let widths = "\(try Code128.widths(of: value))"
            XCTAssertEqual(
                widths.compactMap(\.wholeNumberValue).reduce(0, +), value < 106 ? 11 : 13)
            XCTAssertTrue(seen.insert(widths).inserted, widths)
        }
    }

    /// Vector itf-001.
    func testInterleaved2of5() throws {
        for vector in try Vector.family("itf") {
            let elements = try text { (buffer: inout ByteBuffer) throws(PaymentError) in
                try withView(vector["digits"]) { (digits) throws(PaymentError) in
                    try Interleaved2of5.append(elementsOf: digits, to: &buffer)
                }
            }
            XCTAssertEqual(elements, vector.expects("elements_NW"))
            XCTAssertEqual(String(elements.count), vector.expects("elements"))
            let modules = withView(elements) { Interleaved2of5.modules(of: $0) }
            XCTAssertEqual(String(modules), vector.expects("modules_ratio3"))
        }
        for (digits, expected) in [
            ("123", PaymentError.length), ("", .length), ("1x", .notNumeric),
        ] {
            XCTAssertEqual(
                error(digits) { (view) throws(PaymentError) in
                    var buffer = ByteBuffer(capacity: 16)
                    try Interleaved2of5.append(elementsOf: view, to: &buffer)
                }, expected)
        }
    }

    private func error(
        _ text: some StringProtocol, _ body: (ByteView) throws(PaymentError) -> Void
    ) -> PaymentError? {
        withView(String(text)) { view -> PaymentError? in
            do throws(PaymentError) {
                try body(view)
                return nil
            } catch {
                return error
            }
        }
    }
}
