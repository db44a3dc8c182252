import Foundation
import Payments
import Primitives
import XCTest

final class PixPayloadTests: XCTestCase {
    /// Vectors pix-002 to pix-035 of kind build; pix-015's scheme name in capitals is written small.
    func testBuildsVectors() throws {
        var built = 0
        for vector in try Vector.family("pix") where vector.kind == "build" {
            var expected = vector.expects("payload")
            if vector["gui"] == "BR.GOV.BCB.PIX" {
                expected = String(expected.dropLast(4))
                    .replacingOccurrences(of: "BR.GOV.BCB.PIX", with: "br.gov.bcb.pix")
                expected += String(withView(expected) { crc16($0) }, radix: 16).uppercased()
            }
            XCTAssertEqual(try Fields(vector).payload(), expected, vector.id)
            built += 1
        }
        XCTAssertEqual(built, 13)
    }

    /// Vectors pix-002 to pix-035: every field comes back.
    func testReadsVectors() throws {
        for vector in try Vector.family("pix") {
            let text = vector.expects("payload")
            try withView(text) { view in
                let read = try PixPayload(reading: view)
                XCTAssertEqual(read.key.string, vector["key"], vector.id)
                XCTAssertEqual(read.url.string, vector["location_url"], vector.id)
                XCTAssertEqual(read.recurrenceURL.string, vector["recurrence_url"], vector.id)
                XCTAssertEqual(read.info.string, vector["additional_info"], vector.id)
                XCTAssertEqual(read.fss.string, vector["fss_ispb"], vector.id)
                XCTAssertEqual(read.merchantName.string, vector["merchant_name"], vector.id)
                XCTAssertEqual(read.merchantCity.string, vector["merchant_city"], vector.id)
                XCTAssertEqual(read.postalCode.string, vector["postal_code"], vector.id)
                XCTAssertEqual(read.txid.string, vector["txid"], vector.id)
                XCTAssertEqual(read.amount, Fields.cents(vector["amount"]), vector.id)
                let point = UInt8(vector["point_of_initiation"]) ?? 0
                XCTAssertEqual(read.pointOfInitiation.rawValue, point, vector.id)
            }
        }
    }

    /// Vectors pix_reject-001 to -031; two are named otherwise here.
    func testRejectsVectors() throws {
        let names = [
            "payloadFormatIndicatorNotFirst": "payloadFormatIndicator",
            "keyCpfCheckDigits": "keyCheckDigits",
        ]
        for vector in try Vector.family("pix_reject") {
            let error = vector.expects("error")
            let got = rejection(of: vector["payload"]) { (view) throws(PaymentError) in
                _ = try PixPayload(reading: view)
            }
            XCTAssertEqual(got?.rawValue, names[error] ?? error, vector.id)
        }
    }

    func testLimitsAreErrorsNotCuts() {
        let url = String(repeating: "u", count: 73) + ".br/"
        let rows: [(change: (inout Fields) -> Void, error: PaymentError?, line: UInt)] = [
            ({ _ in }, nil, #line),
            ({ $0.name = String(repeating: "N", count: 25) }, nil, #line),
            ({ $0.name = String(repeating: "N", count: 26) }, .merchantNameTooLong, #line),
            ({ $0.name = "" }, .missingObject, #line),
            ({ $0.name = "João" }, .nonASCII, #line),
            ({ $0.city = String(repeating: "C", count: 15) }, nil, #line),
            ({ $0.city = String(repeating: "C", count: 16) }, .merchantCityTooLong, #line),
            ({ $0.city = "" }, .missingObject, #line),
            ({ $0.city = "A\nB" }, .nonASCII, #line),
            ({ $0.postal = "0131010000" }, nil, #line),
            ({ $0.postal = "01310-100" }, .postalCodeFormat, #line),
            ({ $0.postal = "abc" }, .postalCodeFormat, #line),
            ({ $0.postal = "01310100000" }, .postalCodeTooLong, #line),
            ({ $0.txid = String(repeating: "t", count: 25) }, nil, #line),
            ({ $0.txid = String(repeating: "t", count: 26) }, .txidTooLong, #line),
            ({ $0.txid = "Pedido-1" }, .txidCharacters, #line),
            ({ $0.txid = "***" }, nil, #line),
            ({ $0.key = "" }, .noKeyNoUrl, #line),
            ({ $0.key = "11987654321" }, .keyCheckDigits, #line),
            ({ $0.key = "some-key" }, .keyFormat, #line),
            ({ $0.url = "pix.example.com/1" }, .keyAndUrl, #line),
            ({ $0.info = String(repeating: "i", count: 37) }, nil, #line),
            ({ $0.info = String(repeating: "i", count: 38) }, .infoTooLong, #line),
            ({ $0.fss = "12345678" }, nil, #line),
            ({ $0.fss = "1234567" }, .fssLength, #line),
            ({ $0.fss = "1234567x" }, .fssLength, #line),
            ({ $0.amount = 0 }, .amountZero, #line),
            ({ $0.amount = -1 }, .amountNegative, #line),
            ({ $0.amount = 999_999_999_999 }, nil, #line),
            ({ $0.amount = 1_000_000_000_000 }, .amountTooLong, #line),
            ({ $0.toDynamic("pix.example.com/1") }, nil, #line),
            ({ $0.toDynamic(url) }, nil, #line),
            ({ $0.toDynamic(url + "x") }, .urlTooLong, #line),
            ({ $0.toDynamic("https://pix.example.com/1") }, .urlHasScheme, #line),
            ({ $0.toDynamic("pix.example.com/é") }, .nonASCII, #line),
            (
                {
                    $0.toDynamic("pix.example.com/1")
                    $0.txid = "abc"
                }, .txidNotAllowedInDynamic, #line
            ),
            (
                {
                    $0.toDynamic("pix.example.com/1")
                    $0.info = "x"
                }, .infoWithoutKey, #line
            ),
            (
                {
                    $0.toDynamic("pix.example.com/1")
                    $0.recurrence = "pix.example.org/2"
                }, .hostMismatch, #line
            ),
            (
                {
                    $0.key = ""
                    $0.amount = nil
                    $0.recurrence = "pix.example.org/2"
                }, nil, #line
            ),
            (
                {
                    $0.key = ""
                    $0.recurrence = "pix.example.org/2"
                }, .noKeyNoUrl, #line
            ),
        ]
        for row in rows {
            var fields = Fields()
            row.change(&fields)
            XCTAssertEqual(failure(fields.append), row.error, line: row.line)
        }
    }

    /// Payloads whose checksum is right and whose structure is not.
    func testReadingRejectsBrokenStructure() {
        let account = "26580014br.gov.bcb.pix0136123e4567-e12b-12d1-a456-426655440000"
        let middle = "5204000053039865802BR5901F6001B"
        let end = "62070503***"
        let rows: [(body: String, error: PaymentError?, line: UInt)] = [
            ("000201" + account + middle + end, nil, #line),
            ("000202" + account + middle + end, .payloadFormatIndicator, #line),
            ("000201" + account + account + middle + end, .duplicateId, #line),
            ("000201" + account + middle, .missingObject, #line),
            ("000201" + account + end, .missingObject, #line),
            ("000201" + middle + end, .noPixAccount, #line),
            ("000201" + account + middle + end + "61", .tlvOverrun, #line),
            ("000201" + account + middle + end + "6100", .tlvLength, #line),
            (
                "000201" + account + middle + end + "80180014br.gov.bcb.pix", .recurrenceWithoutUrl,
                #line
            ),
            ("000201" + account + middle + "54031.x" + end, .amountFormat, #line),
            ("000201" + account + middle + "54051.234" + end, .amountFormat, #line),
            ("000201" + account + middle + "5402.5" + end, .amountFormat, #line),
            ("000201" + account + middle + "54040.00" + end, .amountZero, #line),
            ("000201" + account + middle + "541400000000001.00" + end, .amountTooLong, #line),
            ("000201" + account + "5204000053038405802BR5901F6001B" + end, .currency, #line),
            (
                "000201" + account + middle + end + "8199" + String(repeating: "z", count: 99)
                    + "8299" + String(repeating: "z", count: 99) + "8399"
                    + String(repeating: "z", count: 99) + "8499"
                    + String(repeating: "z", count: 99),
                .payloadTooLong, #line
            ),
        ]
        for row in rows {
            let signed = row.body + "6304"
            let crc = String(withView(signed) { crc16($0) }, radix: 16, uppercase: true)
            let payload = signed + String(repeating: "0", count: 4 - crc.count) + crc
            let got = rejection(of: payload) { (view) throws(PaymentError) in
                _ = try PixPayload(reading: view)
            }
            XCTAssertEqual(got, row.error, line: row.line)
            // The checksum is written in capitals.
            guard row.error == nil else { continue }
            XCTAssertNotEqual(crc, crc.lowercased(), line: row.line)
            let small = rejection(of: signed + crc.lowercased()) { (view) throws(PaymentError) in
                _ = try PixPayload(reading: view)
            }
            XCTAssertEqual(small, .crc, line: row.line)
        }
        for payload in ["", "6304", "00020", "000201", "0002016304zzzz"] {
            let got = rejection(of: payload) { (view) throws(PaymentError) in
                _ = try PixPayload(reading: view)
            }
            XCTAssertEqual(got, .crc, payload)
        }
    }

    func testVerifiesTheAmountOfAStaticCode() throws {
        let payload = try Fields().payload()
        let verify = { (amount: Int64) in
            rejection(of: payload) { (view) throws(PaymentError) in
                try PixPayload.verify(view, amount: amount)
            }
        }
        XCTAssertNil(verify(12_345))
        XCTAssertEqual(verify(12_346), .amountMismatch)
    }

    /// Vectors pix_keys-002 to -013.
    func testKeyVectors() throws {
        for vector in try Vector.family("pix_keys") {
            let kind = try? withView(vector["key"]) { (key) throws(PaymentError) in
                try PixKey(key)
            }
            XCTAssertEqual(kind != nil, vector.expects("valid") == "true", vector.id)
        }
    }

    func testKindsOfKeys() {
        let rows: [(key: String, kind: PixKey?, line: UInt)] = [
            ("+5511987654321", .phone, #line), ("+0511987654321", nil, #line),
            ("+55119876543210123", nil, #line), ("52998224725", .cpf, #line),
            ("00038166000105", .cnpj, #line), ("12ABC34501DE35", .cnpj, #line),
            ("fulano@example.com", .email, #line), ("fulano@example", nil, #line),
            ("a@b@example.com", nil, #line), ("@example.com", nil, #line),
            ("123e4567-e12b-12d1-a456-426655440000", .random, #line),
            ("123E4567-e12b-12d1-a456-426655440000", nil, #line),
            ("123e4567ee12b-12d1-a456-426655440000", nil, #line), ("", nil, #line),
        ]
        for row in rows {
            let kind = try? withView(row.key) { (key) throws(PaymentError) in try PixKey(key) }
            XCTAssertEqual(kind, row.kind, line: row.line)
        }
    }
}

/// The fields of a payload, owned.
private struct Fields {
    var point = PixPayload.PointOfInitiation.absent
    var key = "123e4567-e12b-12d1-a456-426655440000"
    var info = ""
    var fss = ""
    var url = ""
    var recurrence = ""
    var amount: Int64? = 12_345
    var name = "Fulano de Tal"
    var city = "BRASILIA"
    var postal = ""
    var txid = ""

    init() {}

    init(_ vector: Vector) throws {
        point = try XCTUnwrap(.init(rawValue: UInt8(vector["point_of_initiation"]) ?? 0))
        (key, info, fss) = (vector["key"], vector["additional_info"], vector["fss_ispb"])
        (url, recurrence) = (vector["location_url"], vector["recurrence_url"])
        (name, city) = (vector["merchant_name"], vector["merchant_city"])
        (postal, txid) = (vector["postal_code"], vector["txid"])
        amount = Fields.cents(vector["amount"])
    }

    mutating func toDynamic(_ url: String) {
        (point, key, amount, self.url) = (.singleUse, "", nil, url)
    }

    func append(to buffer: inout ByteBuffer) throws(PaymentError) {
        var bytes = ByteBuffer()
        var ranges: [Range<Int>] = []
        for text in [key, info, fss, url, recurrence, name, city, postal, txid] {
            let start = bytes.count
            bytes.append(string: text)
            ranges.append(start..<bytes.count)
        }
        var payload = PixPayload(
            merchantName: bytes.view(ranges[5]), merchantCity: bytes.view(ranges[6]))
        payload.pointOfInitiation = point
        payload.key = bytes.view(ranges[0])
        payload.info = bytes.view(ranges[1])
        payload.fss = bytes.view(ranges[2])
        payload.url = bytes.view(ranges[3])
        payload.recurrenceURL = bytes.view(ranges[4])
        payload.amount = amount
        payload.postalCode = bytes.view(ranges[7])
        payload.txid = bytes.view(ranges[8])
        try payload.append(to: &buffer)
    }

    func payload() throws(PaymentError) -> String { try text(append) }

    /// Centavos of a vector's amount, which may lack decimals; nil when there is none.
    static func cents(_ amount: String) -> Int64? {
        guard !amount.isEmpty else { return nil }
        let parts = amount.split(separator: ".", omittingEmptySubsequences: false)
        let fraction = (parts.count > 1 ? String(parts[1]) : "").padding(
            toLength: 2, withPad: "0", startingAt: 0)
        return Int64(parts[0] + fraction)
    }
}
