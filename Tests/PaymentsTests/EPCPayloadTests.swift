import Foundation
import Payments
import Primitives
import XCTest

final class EPCPayloadTests: XCTestCase {
    /// Vectors epc-001 to -009, some of which leave zeros of the amount out.
    func testBuildsVectors() throws {
        for vector in try Vector.family("epc") {
            XCTAssertEqual(try Fields(vector).payload(), vector.expects("payload"), vector.id)
        }
    }

    func testZerosAreLeftOutWhereAskedFor() throws {
        let rows: [(cents: Int64, decimals: Int, amount: String, line: UInt)] = [
            (1230, 2, "EUR12.30", #line), (1230, 1, "EUR12.3", #line), (1230, 0, "EUR12.3", #line),
            (1200, 2, "EUR12.00", #line), (1200, 1, "EUR12.0", #line), (1200, 0, "EUR12", #line),
            (1234, 0, "EUR12.34", #line), (5, 1, "EUR0.05", #line),
        ]
        for row in rows {
            var fields = Fields(["name": "Ida", "iban": "DE89370400440532013000"])
            (fields.amount, fields.decimals) = (row.cents, row.decimals)
            XCTAssertTrue(try fields.payload().hasSuffix("\n" + row.amount), line: row.line)
        }
    }

    /// Vectors epc-001 to -009, as they stand: every field comes back.
    func testReadsVectors() throws {
        for vector in try Vector.family("epc") {
            let charset = try XCTUnwrap(EPCCharset(rawValue: UInt8(vector["charset"]) ?? 1))
            try withView(vector.expects("payload")) { payload in
                var bytes = ByteBuffer()
                try charset.append(encoding: payload, to: &bytes)
                XCTAssertEqual(bytes.count, Int(vector.expects("bytes")), vector.id)
                let read = try EPCPayload(reading: bytes.view)
                let utf8 = { (view: ByteView) in
                    text { charset.append(decoding: view, to: &$0) }
                }
                XCTAssertEqual(read.charset, charset, vector.id)
                XCTAssertEqual(utf8(read.name), vector["name"], vector.id)
                XCTAssertEqual(read.iban.string, vector["iban"], vector.id)
                XCTAssertEqual(read.bic.string, vector["bic"], vector.id)
                XCTAssertEqual(read.amount, Fields.cents(vector["amount_text"]), vector.id)
                XCTAssertEqual(read.purpose.string, vector["purpose"], vector.id)
                XCTAssertEqual(read.reference.string, vector["reference"], vector.id)
                XCTAssertEqual(utf8(read.text), vector["text"], vector.id)
                XCTAssertEqual(utf8(read.info), vector["info"], vector.id)
                let version: EPCPayload.Version = vector["version"] == "001" ? .one : .two
                XCTAssertEqual(read.version, version, vector.id)
            }
        }
    }

    /// Vectors epc_reject-002 to -017.
    func testRejectsVectors() throws {
        for vector in try Vector.family("epc_reject") {
            let fields = Fields(vector.overridden.mapValues(\.text))
            XCTAssertEqual(fields.failure()?.rawValue, vector.expects("error"), vector.id)
        }
    }

    func testLimitsAreErrorsNotCuts() {
        let umlauts = { (count: Int) in String(repeating: "ä", count: count) }
        let rows: [(change: (inout Fields) -> Void, error: PaymentError?, line: UInt)] = [
            ({ _ in }, nil, #line),
            ({ $0.name = "" }, .nameMissing, #line),
            ({ $0.name = umlauts(70) }, nil, #line),
            ({ $0.name = umlauts(71) }, .nameTooLong, #line),
            ({ $0.name = "A\nB" }, .lineBreakInField, #line),
            ({ $0.name = "A\u{7F}" }, .controlCharacter, #line),
            ({ $0.iban = "" }, .ibanMissing, #line),
            ({ $0.iban = "DE89 3704 0044 0532 0130 00" }, nil, #line),
            ({ $0.amount = nil }, nil, #line),
            ({ $0.amount = 1 }, nil, #line),
            ({ $0.amount = 0 }, .amountRange, #line),
            ({ $0.amount = -1 }, .amountRange, #line),
            ({ $0.amount = 99_999_999_999 }, nil, #line),
            ({ $0.amount = 100_000_000_000 }, .amountRange, #line),
            ({ $0.bic = "COBADEFF" }, nil, #line),
            ({ $0.bic = "cobadeff" }, .bicFormat, #line),
            ({ $0.bic = "COBA12FF" }, .bicFormat, #line),
            ({ $0.bic = "COBADEF" }, .bicLength, #line),
            ({ $0.purpose = "GDDS" }, nil, #line),
            ({ $0.purpose = "GDDSX" }, .purposeTooLong, #line),
            ({ $0.reference = "RF18 5390 0754 7034" }, nil, #line),
            ({ $0.reference = "RF19 5390 0754 7034" }, .referenceCheck, #line),
            ({ $0.reference = String(repeating: "7", count: 35) }, nil, #line),
            ({ $0.reference = String(repeating: "7", count: 36) }, .referenceTooLong, #line),
            ({ $0.text = umlauts(71) }, nil, #line),
            ({ $0.text = String(repeating: "t", count: 140) }, nil, #line),
            ({ $0.text = umlauts(141) }, .textTooLong, #line),
            ({ ($0.text, $0.reference) = ("t", "RF18539007547034") }, .textAndReference, #line),
            ({ $0.text = "a\rb" }, .lineBreakInField, #line),
            ({ $0.info = String(repeating: "i", count: 70) }, nil, #line),
            ({ $0.info = String(repeating: "i", count: 71) }, .infoTooLong, #line),
            // 70 + 140 characters of two bytes each do not fit 331 bytes, whatever their fields allow.
            ({ ($0.name, $0.text) = (umlauts(70), umlauts(140)) }, .payloadTooLong, #line),
            (
                { ($0.name, $0.text, $0.charset) = (umlauts(70), umlauts(140), .latin1) }, nil,
                #line
            ),
            ({ ($0.name, $0.charset) = ("€", .latin1) }, .characterSet, #line),
            ({ ($0.name, $0.charset) = ("€", .latin9) }, nil, #line),
        ]
        for row in rows {
            var fields = Fields(["name": "Ida", "iban": "DE89370400440532013000"])
            row.change(&fields)
            XCTAssertEqual(fields.failure(), row.error, line: row.line)
        }
    }

    func testNothingStandsBehindTheLastField() throws {
        let fields = Fields(["name": "Ida", "iban": "DE89370400440532013000"])
        XCTAssertEqual(try fields.payload(), "BCD\n002\n1\nSCT\n\nIda\nDE89370400440532013000")
    }

    func testReadingFindsWhatIsBroken() {
        let good = "BCD\n002\n1\nSCT\nCOBADEFF\nIda\nDE89370400440532013000\nEUR9.5\n\n\nText"
        let rows: [(from: String, to: String, error: PaymentError?, line: UInt)] = [
            ("", "", nil, #line),
            ("Text", "Text\nInfo\n\n", .trailingSeparator, #line),
            ("Text", "Text\n", .trailingSeparator, #line), ("Text", "Text\nInfo", nil, #line),
            ("Text", "Text\nInfo\n\nmore", .lineCount, #line),
            ("BCD", "bcd", .serviceTag, #line),
            ("\n002", "\n003", .version, #line),
            ("\n1\n", "\n9\n", .characterSet, #line),
            ("\n1\n", "\n0\n", .characterSet, #line),
            ("SCT", "INST", .identification, #line),
            ("Ida", "", .nameMissing, #line),
            ("DE89", "DE90", .ibanCheck, #line),
            ("EUR9.5", "USD9.5", .currency, #line),
            ("EUR9.5", "EUR", .currency, #line),
            ("EUR9.5", "EUR9.505", .amountFormat, #line),
            ("EUR9.5", "EUR9,50", .amountFormat, #line),
            ("EUR9.5", "EUR9.", .amountFormat, #line),
            ("EUR9.5", "EUR0", .amountRange, #line),
            ("EUR9.5", "EUR1234567890.12", .amountRange, #line),
            ("\nText", "RF19539007547034", .referenceCheck, #line),
            ("\n\nText", "\nRF18539007547034\nText", .textAndReference, #line),
            ("\n002\n1", "\r\n002\n1", .lineBreakInField, #line),
            ("Text", String(repeating: "t", count: 331), .payloadTooLong, #line),
        ]
        for row in rows {
            let payload =
                row.from.isEmpty ? good : good.replacingOccurrences(of: row.from, with: row.to)
            XCTAssertEqual(Self.rejection(payload), row.error, payload, line: row.line)
        }
        XCTAssertNil(Self.rejection(good.replacingOccurrences(of: "\n", with: "\r\n")))
        XCTAssertEqual(Self.rejection(""), .serviceTag)
    }

    func testVerifiesTheAmount() {
        let rows: [(payload: String, amount: Int64, error: PaymentError?, line: UInt)] = [
            ("EUR9.5", 950, nil, #line), ("EUR9.5", 951, .amountMismatch, #line),
            ("", 12, nil, #line),
        ]
        for row in rows {
            let payload =
                "BCD\n002\n1\nSCT\n\nIda\nDE89370400440532013000"
                + (row.payload.isEmpty ? "" : "\n" + row.payload)
            let error = withView(payload) { view -> PaymentError? in
                do throws(PaymentError) {
                    try EPCPayload.verify(view, amount: row.amount)
                    return nil
                } catch {
                    return error
                }
            }
            XCTAssertEqual(error, row.error, line: row.line)
        }
    }

    /// Every character of the other sets, by Foundation's own tables.
    func testCharacterSets() throws {
        // kCFStringEncodingISOLatin2 and its neighbours, as NSString counts them.
        let sets: [(EPCCharset, UInt)] = [
            (.latin1, 0x201), (.latin2, 0x202), (.latin4, 0x204), (.cyrillic, 0x205),
            (.greek, 0x207), (.latin6, 0x20A), (.latin9, 0x20F),
        ]
        var compared = 0
        for (charset, encoding) in sets {
            let foundation = String.Encoding(rawValue: 0x8000_0000 | encoding)
            for byte: UInt8 in 0xA0...0xFF {
                guard let character = String(data: Data([byte]), encoding: foundation),
                    let scalar = character.unicodeScalars.first, scalar.value >= 0xA0
                else { continue }
                try withView(character) { view in
                    var buffer = ByteBuffer()
                    try charset.append(encoding: view, to: &buffer)
                    XCTAssertEqual(buffer.view.bytes, [byte], "\(charset) \(byte)")
                    let back = text { charset.append(decoding: buffer.view, to: &$0) }
                    XCTAssertEqual(back, character)
                    compared += 1
                }
            }
        }
        XCTAssertGreaterThan(compared, 400)
    }

    private static func rejection(_ payload: String) -> PaymentError? {
        withView(payload) { view in
            do throws(PaymentError) {
                _ = try EPCPayload(reading: view)
                return nil
            } catch {
                return error
            }
        }
    }
}

/// A payload's fields as text.
private struct Fields {
    var name, iban, bic, purpose, reference, text, info: String
    var amount: Int64?
    var decimals = 2
    var version: EPCPayload.Version
    var charset: EPCCharset

    init(_ fields: [String: String]) {
        name = fields["name"] ?? ""
        iban = fields["iban"] ?? ""
        bic = fields["bic"] ?? ""
        purpose = fields["purpose"] ?? ""
        reference = fields["reference"] ?? ""
        text = fields["text"] ?? ""
        info = fields["info"] ?? ""
        amount = (fields["amount_text"] ?? fields["amount"]).map(Fields.cents)
        decimals =
            fields["amount_text"].map { text in
                text.contains(".") ? text.split(separator: ".")[1].count : 0
            } ?? 2
        version = fields["version"] == "001" ? .one : .two
        charset = EPCCharset(rawValue: UInt8(fields["charset"] ?? "") ?? 1)!
    }

    init(_ vector: Vector) { self.init(vector.input.mapValues(\.text)) }

    /// Whole cents; what is less is cut, so 0.004 is 0.
    static func cents(_ text: String) -> Int64 {
        Int64(truncating: (Decimal(string: text)! * 100) as NSDecimalNumber)
    }

    func payload() throws(PaymentError) -> String {
        try PaymentsTests.text { (buffer) throws(PaymentError) in try append(to: &buffer) }
    }

    func failure() -> PaymentError? {
        PaymentsTests.failure { (buffer) throws(PaymentError) in try append(to: &buffer) }
    }

    private func append(to buffer: inout ByteBuffer) throws(PaymentError) {
        var bytes = ByteBuffer()
        var ends: [Int] = []
        for field in [name, iban, bic, purpose, reference, text, info] {
            bytes.append(string: field)
            ends.append(bytes.count)
        }
        let field = { (index: Int, view: ByteView) in
            view[(index == 0 ? 0 : ends[index - 1])..<ends[index]]
        }
        let view = bytes.view
        var payload = EPCPayload(name: field(0, view), iban: field(1, view))
        payload.bic = field(2, view)
        payload.purpose = field(3, view)
        payload.reference = field(4, view)
        payload.text = field(5, view)
        payload.info = field(6, view)
        (payload.amount, payload.amountDecimals) = (amount, decimals)
        (payload.version, payload.charset) = (version, charset)
        var encoded = ByteBuffer()
        try payload.append(to: &encoded)
        XCTAssertLessThanOrEqual(encoded.count, EPCPayload.largestCount)
        charset.append(decoding: encoded.view, to: &buffer)
    }
}
