import Payments
import Primitives
import XCTest

/// Accounts and references: IBAN, ISO 11649, Swiss QR reference.
final class AccountTests: XCTestCase {
    /// Vectors iban-001 to -020.
    func testIBANVectors() throws {
        for vector in try Vector.family("iban") {
            let iban = vector["iban"]
            switch vector.kind {
            case "format":
                let printed = withView(iban) { view in
                    text { IBAN.append(printing: view, to: &$0) }
                }
                XCTAssertEqual(printed, vector.expects("printed"), vector.id)
            default:
                let isValid = error(ofIBAN: iban) == nil
                XCTAssertEqual(isValid, vector.expects("valid") == "true", vector.id)
            }
            if vector.kind == "classify" {
                let isQR = withView(iban) { IBAN.isQRIBAN($0) }
                XCTAssertEqual(isQR, vector.expects("is_qr_iban") == "true", vector.id)
            }
        }
    }

    func testIBANErrors() {
        let rows: [(iban: String, error: PaymentError?, line: UInt)] = [
            ("DE89 3704 0044 0532 0130 00", nil, #line),
            ("de89370400440532013000", nil, #line),
            ("", .ibanMissing, #line), ("   ", .ibanMissing, #line),
            ("D", .ibanCountry, #line), ("12", .ibanCountry, #line),
            ("US12345678901234", .ibanCountry, #line),
            ("DE8937040044053201300", .ibanLength, #line),
            ("DE893704004405320130000", .ibanLength, #line),
            ("DEA9370400440532013000", .ibanFormat, #line),
            ("DE8937040044053201300.", .ibanFormat, #line),
            ("DE8937040044053201300\u{661}", .ibanLength, #line),
            ("DE88370400440532013000", .ibanCheck, #line),
            // mod 97 is 1 for both, but only one is canonical.
            ("BE97000000000002", nil, #line), ("BE00000000000002", .ibanCheck, #line),
        ]
        for row in rows {
            XCTAssertEqual(error(ofIBAN: row.iban), row.error, row.iban, line: row.line)
        }
    }

    func testIBANIsWrittenWithoutSpacesInCapitals() throws {
        try withView(" mt98 mmeb 4409 3000 0000 0902 7293 051 ") { view in
            XCTAssertEqual(
                try text { (buffer) throws(PaymentError) in try IBAN.append(view, to: &buffer) },
                "MT98MMEB44093000000009027293051")
        }
    }

    /// Vectors iso11649-001 to -023; an empty body is a missing reference here.
    func testCreditorReferenceVectors() throws {
        for vector in try Vector.family("iso11649") {
            switch vector.kind {
            case "validate":
                let error = failureOfReading(vector["reference"], Self.readRF)
                XCTAssertEqual(error == nil, vector.expects("valid") == "true", vector.id)
            case "create":
                try withView(vector["raw"]) { view in
                    let made = try text { (buffer) throws(PaymentError) in
                        try CreditorReference.append(body: view, to: &buffer)
                    }
                    XCTAssertEqual(made, vector.expects("reference"), vector.id)
                }
            case "format":
                let printed = withView(vector["reference"]) { view in
                    text { CreditorReference.append(printing: view, to: &$0) }
                }
                XCTAssertEqual(printed, vector.expects("printed"), vector.id)
            default:
                XCTAssertEqual(vector.expects("error"), "empty", vector.id)
                XCTAssertEqual(failureOfMaking(vector["raw"]), .referenceMissing, vector.id)
            }
        }
    }

    func testCreditorReferenceErrors() {
        let rows: [(reference: String, error: PaymentError?, line: UInt)] = [
            ("RF18 5390 0754 7034", nil, #line), ("rf18539007547034", nil, #line),
            ("", .referenceMissing, #line), ("RF18", .referenceMissing, #line),
            ("RF", .referenceFormat, #line), ("XX18539007547034", .referenceFormat, #line),
            ("RFA8539007547034", .referenceFormat, #line),
            ("RF18-539007547034", .referenceFormat, #line),
            ("RF19539007547034", .referenceCheck, #line),
            ("RF18" + String(repeating: "5", count: 22), .referenceTooLong, #line),
            // The guideline's own example 4, and what it should be.
            ("RF72 0191 2301 0040 5JSH 0438", .referenceCheck, #line),
            ("RF24 0191 2301 0040 5JSH 0438", nil, #line),
        ]
        for row in rows {
            XCTAssertEqual(
                failureOfReading(row.reference, Self.readRF), row.error,
                row.reference, line: row.line)
        }
        XCTAssertEqual(failureOfMaking(String(repeating: "A", count: 22)), .referenceTooLong)
        XCTAssertEqual(failureOfMaking("A/1"), .referenceFormat)
    }

    /// Vectors swiss_qrr-002 to -021.
    func testQRReferenceVectors() throws {
        for vector in try Vector.family("swiss_qrr") {
            let made = try? make(vector["customer_id"], vector["reference"])
            switch vector.kind {
            case "create":
                XCTAssertEqual(made, vector.expects("qrr"), vector.id)
                if !vector.expects("printed").isEmpty {
                    XCTAssertEqual(
                        printed(vector.expects("qrr")), vector.expects("printed"), vector.id)
                }
                XCTAssertNil(
                    failureOfReading(vector.expects("qrr"), Self.readQRR), vector.id)
            case "format":
                XCTAssertEqual(printed(vector["qrr"]), vector.expects("printed"), vector.id)
            case "validate":
                XCTAssertEqual(vector.expects("valid"), "false", vector.id)
                XCTAssertNotNil(failureOfReading(vector["qrr"], Self.readQRR), vector.id)
            default:
                XCTAssertEqual(vector.expects("error"), "invalid", vector.id)
                XCTAssertNil(made, vector.id)
            }
        }
    }

    func testQRReferenceErrors() {
        let rows: [(reference: String, error: PaymentError?, line: UInt)] = [
            ("21 00000 00003 13947 14300 09017", nil, #line),
            ("210000000003139471430009016", .referenceCheck, #line),
            ("21000000000313947143000901", .referenceFormat, #line),
            ("21000000000313947143000901x", .referenceFormat, #line),
            (String(repeating: "0", count: 27), .referenceMissing, #line),
            ("", .referenceFormat, #line),
        ]
        for row in rows {
            XCTAssertEqual(
                failureOfReading(row.reference, Self.readQRR), row.error, row.reference,
                line: row.line)
        }
        let making: [(customer: String, reference: String, error: PaymentError?, line: UInt)] = [
            ("", "0", .referenceMissing, #line), ("000", "000", .referenceMissing, #line),
            ("", String(repeating: "1", count: 26), nil, #line),
            ("", String(repeating: "1", count: 27), .referenceTooLong, #line),
            ("12345678901", String(repeating: "1", count: 16), .referenceTooLong, #line),
            ("1x", "1", .notNumeric, #line), ("1", "1 2", .notNumeric, #line),
        ]
        for row in making {
            do {
                _ = try make(row.customer, row.reference)
                XCTAssertNil(row.error, line: row.line)
            } catch {
                XCTAssertEqual(error as? PaymentError, row.error, line: row.line)
            }
        }
    }

    func testModulo10RecursiveRejectsWhatIsNoDigit() {
        XCTAssertEqual(withView("21000000000313947143000901") { modulo10Recursive($0) }, 7)
        for text in ["12a", "１２", "1 2"] {
            XCTAssertNil(withView(text) { modulo10Recursive($0) }, text)
        }
    }

    private typealias Reading = @Sendable (ByteView, inout ByteBuffer) throws(PaymentError) -> Void
    private static let readIBAN: Reading = { (view, buffer) throws(PaymentError) in
        try IBAN.append(view, to: &buffer)
    }
    private static let readRF: Reading = { (view, buffer) throws(PaymentError) in
        try CreditorReference.append(view, to: &buffer)
    }
    private static let readQRR: Reading = { (view, buffer) throws(PaymentError) in
        try QRReference.append(view, to: &buffer)
    }

    private func error(ofIBAN iban: String) -> PaymentError? {
        failureOfReading(iban, Self.readIBAN)
    }

    private func failureOfReading(
        _ value: String, _ read: Reading
    ) -> PaymentError? {
        withView(value) { view in
            failure { (buffer) throws(PaymentError) in try read(view, &buffer) }
        }
    }

    private func failureOfMaking(_ body: String) -> PaymentError? {
        withView(body) { view in
            failure { (buffer) throws(PaymentError) in
                try CreditorReference.append(body: view, to: &buffer)
            }
        }
    }

    private func make(_ customer: String, _ reference: String) throws -> String {
        try withView(customer) { customer in
            try withView(reference) { reference in
                try text { (buffer) throws(PaymentError) in
                    try QRReference.append(
                        customer: customer, reference: reference, to: &buffer)
                }
            }
        }
    }

    private func printed(_ reference: String) -> String {
        withView(reference) { view in text { QRReference.append(printing: view, to: &$0) } }
    }
}
