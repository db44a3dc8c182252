import Foundation
import Payments
import Primitives
import XCTest

final class SwissPayloadTests: XCTestCase {
    /// Vectors swiss_payload-001 to -023; -010 has billing information without its `//`.
    func testBuildsVectors() throws {
        for vector in try Vector.family("swiss_payload") {
            let fields = Fields(vector)
            guard vector.kind == "build" else {
                XCTAssertEqual(fields.failure(), .billingMustStartWithSlashSlash, vector.id)
                continue
            }
            let payload = try fields.payload()
            XCTAssertEqual(payload, vector.expects("payload"), vector.id)
            XCTAssertEqual(payload.unicodeScalars.count, Int(vector.expects("characters")))
        }
    }

    /// Vectors swiss_payload-001 to -023: every field comes back.
    func testReadsVectors() throws {
        for vector in try Vector.family("swiss_payload") where vector.kind == "build" {
            try withView(vector.expects("payload")) { view in
                let read = try SwissPayload(reading: view)
                XCTAssertEqual(read.iban.string, vector["iban"], vector.id)
                XCTAssertEqual(Fields.texts(read.creditor), vector.list("creditor"), vector.id)
                XCTAssertEqual(
                    read.debtor.map(Fields.texts) ?? [], vector.list("debtor"), vector.id)
                XCTAssertEqual(read.amount, Fields.cents(vector["amount"]), vector.id)
                XCTAssertEqual(read.currency.string, vector["currency"], vector.id)
                XCTAssertEqual(read.reference.string, vector["reference"], vector.id)
                XCTAssertEqual(read.message.string, vector["message"], vector.id)
                XCTAssertEqual(read.billing.string, vector["billing"], vector.id)
            }
        }
    }

    /// Vectors swiss_validation-002 to -021; the ultimate creditor can only be read.
    func testValidationVectors() throws {
        for vector in try Vector.family("swiss_validation") {
            if vector.kind == "format" {
                let printed = text {
                    SwissPayload.append(amount: Fields.cents(vector["amount"]) ?? 0, to: &$0)
                }
                XCTAssertEqual(printed, vector.expects("printed"), vector.id)
                continue
            }
            let expected = vector.expects("error").prefix { $0 != " " }
            var fields = Fields.standard
            fields.override(vector.overridden)
            if vector.overridden["ultimate_creditor"] != nil {
                var lines = try fields.payload().components(separatedBy: "\n")
                lines[12] = "anything"
                let error = Self.rejection(lines.joined(separator: "\n"))
                XCTAssertEqual(error?.rawValue, String(expected), vector.id)
            } else {
                XCTAssertEqual(fields.failure()?.rawValue, String(expected), vector.id)
            }
        }
    }

    func testLimitsAreErrorsNotCuts() {
        let x = { (count: Int) in String(repeating: "é", count: count) }
        let rows: [(change: (inout Fields) -> Void, error: PaymentError?, line: UInt)] = [
            ({ _ in }, nil, #line),
            ({ $0.creditor[0] = "" }, .nameMissing, #line),
            ({ $0.creditor[0] = x(70) }, nil, #line),
            ({ $0.creditor[0] = x(71) }, .nameTooLong, #line),
            ({ $0.creditor[1] = x(71) }, .streetTooLong, #line),
            ({ $0.creditor[2] = x(17) }, .buildingNumberTooLong, #line),
            ({ $0.creditor[3] = "" }, .postcodeMissing, #line),
            ({ $0.creditor[3] = x(17) }, .postalCodeTooLong, #line),
            ({ $0.creditor[4] = "" }, .townMissing, #line),
            ({ $0.creditor[4] = x(36) }, .townTooLong, #line),
            ({ $0.creditor[5] = "ch" }, .country, #line),
            ({ $0.creditor[5] = "CHE" }, .country, #line),
            ({ $0.debtor = ["A", "", "", "1", "B", "DE"] }, nil, #line),
            ({ $0.debtor = ["A", "", "", "", "B", "DE"] }, .postcodeMissing, #line),
            ({ $0.debtor = ["A\nB", "", "", "1", "B", "DE"] }, .lineBreakInField, #line),
            ({ $0.amount = nil }, nil, #line),
            ({ $0.amount = 1 }, nil, #line),
            ({ $0.amount = -1 }, .amountRange, #line),
            ({ $0.amount = 0 }, .zeroAmountNeedsNoticeText, #line),
            ({ ($0.amount, $0.message) = (0, "DO NOT USE FOR PAYMENT") }, nil, #line),
            ({ ($0.amount, $0.message) = (0, "NICHT ZUR ZAHLUNG VERWENDEN") }, nil, #line),
            (
                { ($0.amount, $0.message) = (0, "Nicht zur Zahlung verwenden") },
                .zeroAmountNeedsNoticeText, #line
            ),
            ({ $0.currency = "EUR" }, nil, #line),
            ({ $0.currency = "" }, .currency, #line),
            ({ $0.iban = "DE89370400440532013000" }, .ibanCountry, #line),
            ({ $0.iban = "CH59 0079 1123 0008 8901 2" }, .ibanCheck, #line),
            ({ $0.reference = "RF18 5390 0754 7034" }, nil, #line),
            ({ $0.reference = "RF19 5390 0754 7034" }, .referenceCheck, #line),
            ({ $0.reference = "123" }, .referenceFormat, #line),
            ({ $0.toQR("21 00000 00003 13947 14300 09017") }, nil, #line),
            ({ $0.toQR("RF18539007547034") }, .qrIbanRequiresQRR, #line),
            ({ $0.toQR("210000000003139471430009016") }, .referenceCheck, #line),
            ({ $0.message = x(140) }, nil, #line),
            ({ $0.message = x(141) }, .messagePlusBillingTooLong, #line),
            ({ $0.billing = "//S1/10/1" }, nil, #line),
            ({ $0.billing = "//S" }, .billingMustStartWithSlashSlash, #line),
            ({ $0.alternatives = ["eBill/B/x", "cc/y"] }, nil, #line),
            ({ $0.alternatives = ["a", x(100)] }, nil, #line),
            ({ $0.alternatives = ["a", x(101)] }, .alternativeProcedureTooLong, #line),
            ({ $0.message = "Țară, ș: 5 €" }, nil, #line),
            ({ $0.message = "Ελλάδα" }, .characterSet, #line),
            ({ $0.billing = "//S1/\t" }, .controlCharacter, #line),
            ({ $0.fill("e") }, nil, #line),
            ({ $0.fill("é") }, .payloadTooLong, #line),
        ]
        for row in rows {
            var fields = Fields.standard
            row.change(&fields)
            XCTAssertEqual(fields.failure(), row.error, line: row.line)
        }
    }

    func testOptionalLinesStandOnlyWhereTheyAreUsed() throws {
        let rows: [(billing: String, alternatives: [String], end: [String], line: UInt)] = [
            ("", ["", ""], ["EPD"], #line),
            ("//S1/10/1", ["", ""], ["EPD", "//S1/10/1"], #line),
            ("", ["eBill/B/1", ""], ["EPD", "", "eBill/B/1"], #line),
            ("//S1/10/1", ["a", "b"], ["EPD", "//S1/10/1", "a", "b"], #line),
        ]
        for row in rows {
            var fields = Fields.standard
            (fields.billing, fields.alternatives) = (row.billing, row.alternatives)
            let payload = try fields.payload()
            let lines = payload.components(separatedBy: "\n")
            XCTAssertEqual(Array(lines.dropFirst(30)), row.end, line: row.line)
            try withView(payload) { view in
                let read = try SwissPayload(reading: view)
                XCTAssertEqual(read.billing.string, row.billing, line: row.line)
                XCTAssertEqual(read.alternatives.0.string, row.alternatives[0], line: row.line)
                XCTAssertEqual(read.alternatives.1.string, row.alternatives[1], line: row.line)
            }
        }
    }

    func testReadingFindsWhatIsBroken() throws {
        let rows: [(place: Int, text: String, error: PaymentError?, line: UInt)] = [
            (0, "SPD", .serviceTag, #line), (1, "0100", .version, #line), (2, "2", .coding, #line),
            (3, "CH5800791123000889013", .ibanCheck, #line),
            (3, "DE89370400440532013000", .ibanCountry, #line),
            (3, "CH4431999123000889012", .qrIbanRequiresQRR, #line),
            (4, "K", .addressTypeK, #line), (4, "", .addressTypeK, #line),
            (5, "", .nameMissing, #line), (11, "S", .ultimateCreditorMustBeEmpty, #line),
            (18, "199.9", .amountFormat, #line), (18, "0199.95", .amountFormat, #line),
            (18, "199.95 ", .amountFormat, #line), (18, "0.00", .zeroAmountNeedsNoticeText, #line),
            (18, "0.50", nil, #line), (18, "1000000000.00", .amountRange, #line),
            (19, "USD", .currency, #line), (20, "K", .addressTypeK, #line),
            (27, "QRR", .qrrRequiresQrIban, #line), (27, "XXX", .referenceType, #line),
            (27, "NON", .referenceNotAllowedForNON, #line),
            (28, "", .referenceFormat, #line), (28, "RF19539007547034", .referenceCheck, #line),
            (30, "EPX", .trailer, #line),
            (30, "EPD\n\n", nil, #line),
            (30, "EPD\n//S1/10/1\na\nb", nil, #line),
            (30, "EPD\n//S1/10/1\na\nb\nc", .tooManyAlternativeProcedures, #line),
            (29, String(repeating: "é", count: 500), .payloadTooLong, #line),
        ]
        let vector = try XCTUnwrap(
            try Vector.family("swiss_payload").first { $0.id == "swiss_payload-008" })
        let lines = vector.expects("payload").components(separatedBy: "\n")
        for row in rows {
            var changed = lines
            changed[row.place] = row.text
            let error = Self.rejection(changed.joined(separator: "\n"))
            XCTAssertEqual(error, row.error, row.text, line: row.line)
        }
        XCTAssertNil(Self.rejection(lines.joined(separator: "\r\n")))
        XCTAssertEqual(Self.rejection(lines.dropLast().joined(separator: "\n")), .trailer)
    }

    func testVerifiesAmountAndCurrency() throws {
        let rows: [(amount: Int64, currency: String, error: PaymentError?, line: UInt)] = [
            (19_995, "CHF", nil, #line), (19_996, "CHF", .amountMismatch, #line),
            (19_995, "EUR", .currency, #line),
        ]
        let payload = try Fields.standard.payload()
        for row in rows {
            let error = withView(payload) { payload in
                withView(row.currency) { currency -> PaymentError? in
                    do throws(PaymentError) {
                        try SwissPayload.verify(
                            payload, amount: row.amount, currency: currency)
                        return nil
                    } catch {
                        return error
                    }
                }
            }
            XCTAssertEqual(error, row.error, line: row.line)
        }
    }

    func testPrintsAmounts() {
        let rows: [(cents: Int64, text: String, line: UInt)] = [
            (0, "0.00", #line), (5, "0.05", #line), (99_999, "999.99", #line),
            (100_000, "1 000.00", #line), (99_999_999_999, "999 999 999.99", #line),
            (-123_456, "-1 234.56", #line),
        ]
        for row in rows {
            XCTAssertEqual(
                text { SwissPayload.append(amount: row.cents, to: &$0) }, row.text, line: row.line)
        }
    }

    private static func rejection(_ payload: String) -> PaymentError? {
        withView(payload) { view in
            do throws(PaymentError) {
                _ = try SwissPayload(reading: view)
                return nil
            } catch {
                return error
            }
        }
    }
}

/// A payload's fields as text.
private struct Fields {
    var iban = ""
    var creditor: [String] = []
    var debtor: [String] = []
    var amount: Int64?
    var currency = ""
    var reference = ""
    var message = ""
    var billing = ""
    var alternatives = ["", ""]

    static let standard: Fields = {
        var fields = Fields()
        fields.iban = "CH5800791123000889012"
        fields.creditor = ["Max Muster & Söhne", "Musterstrasse", "123", "8000", "Seldwyla", "CH"]
        fields.amount = 19_995
        fields.currency = "CHF"
        return fields
    }()

    private init() {}

    init(_ vector: Vector) { override(vector.input) }

    mutating func override(_ fields: [String: Vector.Value]) {
        for (name, value) in fields {
            switch name {
            case "iban": iban = value.text
            case "creditor": creditor = value.list
            case "debtor": debtor = value.list
            case "amount": amount = Fields.cents(value.text)
            case "currency": currency = value.text
            case "reference": reference = value.text
            case "message": message = value.text
            case "billing": billing = value.text
            case "alt":
                alternatives = value.list + Array(repeating: "", count: 2 - value.list.count)
            default: break
            }
        }
    }

    mutating func toQR(_ reference: String) {
        (iban, self.reference) = ("CH44 3199 9123 0008 8901 2", reference)
    }

    /// Fills every field to its limit with one character: 970 of them and 31 separators and words.
    mutating func fill(_ character: String) {
        let x = { (count: Int) in String(repeating: character, count: count) }
        creditor = [x(70), x(70), x(16), x(16), x(35), "CH"]
        debtor = creditor
        alternatives = [x(100), x(100)]
        message = x(140)
    }

    static func cents(_ text: String) -> Int64? {
        Decimal(string: text).map { Int64(truncating: ($0 * 100) as NSDecimalNumber) }
    }

    static func texts(_ address: SwissAddress) -> [String] {
        [
            address.name, address.street, address.buildingNumber, address.postalCode, address.town,
            address.country,
        ].map(\.string)
    }

    func payload() throws(PaymentError) -> String {
        try text { (buffer) throws(PaymentError) in try append(to: &buffer) }
    }

    func failure() -> PaymentError? {
        PaymentsTests.failure { (buffer) throws(PaymentError) in try append(to: &buffer) }
    }

    private func append(to buffer: inout ByteBuffer) throws(PaymentError) {
        let texts =
            [iban, currency, reference, message, billing] + alternatives + creditor + debtor
        var bytes = ByteBuffer()
        var ends = [0]
        for text in texts {
            bytes.append(string: text)
            ends.append(bytes.count)
        }
        let whole = bytes.view
        let views = (0..<texts.count).map { whole[ends[$0]..<ends[$0 + 1]] }
        var payload = SwissPayload(
            iban: views[0], creditor: Fields.address(views[7..<13]), currency: views[1])
        payload.reference = views[2]
        payload.message = views[3]
        payload.billing = views[4]
        payload.alternatives = (views[5], views[6])
        if !debtor.isEmpty { payload.debtor = Fields.address(views[13..<19]) }
        payload.amount = amount
        try payload.append(to: &buffer)
    }

    private static func address(_ views: ArraySlice<ByteView>) -> SwissAddress {
        let views = Array(views)
        var address = SwissAddress(
            name: views[0], postalCode: views[3], town: views[4], country: views[5])
        address.street = views[1]
        address.buildingNumber = views[2]
        return address
    }
}
