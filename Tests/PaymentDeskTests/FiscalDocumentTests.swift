import XCTest

@testable import PaymentDesk

/// Access keys of fiscal documents against the document, and tax numbers by themselves.
final class FiscalDocumentTests: XCTestCase {
    private static let key = "35260740123456000163620010061283221052018887"
    private static let way = #"{"scheme":"text","text":"x"}"#

    private func settle(_ rest: String, issuer: String, _ line: UInt) -> Desk {
        let desk = Desk()
        desk.settle(Self.way, issuer: issuer, rest: rest, line: line)
        return desk
    }

    func testAccessKeysAreTheDocuments() {
        let document = """
            "model":"62","series":"1","number":"6128322","accessKey":"\(Self.key)",\
            "issued":"2026-07-02"
            """
        let url = #","qrText":"https://dfe.example/qrcode?chNFCom="#
        let key = "fiscal.accessKey hold fiscal[0].accessKey"
        let rows: [(from: String, to: String, verdict: String, part: String, line: UInt)] = [
            ("", "", "", "", #line),
            (#""series":"1""#, #""series":"001""#, "", "", #line),
            (
                Self.key, "3526 0740 1234 5600 0163 6200 1006 1283 2210 5201 8887", "", "", #line
            ),
            ("18887", "18888", key, "(generalCheckDigit)", #line),
            ("18887", "1888", key, "(length)", #line),
            (
                #"model":"62""#, #"model":"66""#, key,
                "the model in the key is “62”, the document's “66”", #line
            ),
            (#""series":"1""#, #""series":"2""#, key, "the series in the key is “001”", #line),
            ("6128322\"", "6128323\"", key, "the number in the key is “006128322”", #line),
            (
                "2026-07-02", "2026-08-02", key,
                "year and month in the key are “2607” (AAMM), the document was issued on 2026-08-02",
                #line
            ),
            (#""issued":"2026-07-02""#, url + Self.key + #"&tpAmb=1""#, "", "", #line),
            (
                #""issued":"2026-07-02""#,
                url + "35260111111111111111620010061283221052018887" + #"&tpAmb=1""#,
                "fiscal.accessKey hold fiscal[0].qrText",
                "the QR code asks for the key “35260111111111111111620010061283221052018887”", #line
            ),
            // What is no key of Brazil is left alone.
            (#"model":"62""#, #"model":"EN 16931""#, "", "", #line),
        ]
        for row in rows {
            let text =
                row.to.hasPrefix(",")
                ? document.replacing("," + row.from, with: row.to)
                : document.replacing(row.from, with: row.to)
            let desk = settle(#""fiscal":[{\#(text)}]"#, issuer: "40.123.456/0001-63", row.line)
            XCTAssertEqual(
                desk.verdicts, row.verdict.isEmpty ? [] : [row.verdict], line: row.line)
            let message = desk.payments.findings.first?.message ?? ""
            XCTAssertTrue(row.part.isEmpty || message.contains(row.part), message, line: row.line)
        }
    }

    func testAccessKeysAreTheIssuers() {
        let fiscal = #""fiscal":[{"model":"62","accessKey":"\#(Self.key)","issued":"2026-07-02"}]"#
        let key = "fiscal[0].accessKey"
        let rows: [(issuer: String, verdicts: [String], line: UInt)] = [
            ("40123456000163", [], #line),
            ("40.123.456/0002-44", ["fiscal.accessKey warn \(key)"], #line),
            ("11.222.333/0001-81", ["fiscal.accessKey hold \(key)"], #line),
            ("**.123.456/0001-**", [], #line), ("DE123456789", [], #line),
        ]
        for row in rows {
            XCTAssertEqual(
                settle(fiscal, issuer: row.issuer, row.line).verdicts, row.verdicts, line: row.line)
        }
    }

    /// Without a country the currency tells whether a number is one of Brazil.
    func testTaxNumbersOfBrazilAreChecked() {
        let customer = "party.taxId hold customer.taxId"
        let rows: [(taxId: String, country: String, verdict: String, line: UInt)] = [
            ("529.982.247-25", "BR", "", #line), ("529.982.247-24", "BR", customer, #line),
            ("52998224724", "", customer, #line), ("52998224724", "DE", "", #line),
            ("111.111.111-11", "BR", customer, #line), ("***.982.247-**", "BR", "", #line),
            ("40.123.456/0001-63", "BR", "", #line), ("40.123.456/0001-64", "BR", customer, #line),
            ("00.000.000/0000-00", "BR", customer, #line),
            ("12.abc.345/01de-35", "BR", "", #line), ("12.ABC.345/01DE-36", "BR", customer, #line),
            ("CHE-018561192", "BR", "", #line), ("123", "BR", "", #line), ("", "BR", "", #line),
        ]
        for row in rows {
            let address = row.country.isEmpty ? "" : #","address":{"country":"\#(row.country)"}"#
            let desk = settle(
                #""customer":{"id":"C","name":"N","taxId":"\#(row.taxId)"\#(address)}"#,
                issuer: "40.123.456/0001-63", row.line)
            XCTAssertEqual(
                desk.verdicts, row.verdict.isEmpty ? [] : [row.verdict], line: row.line)
        }
    }

    func testEachPartyIsNamed() {
        let desk = Desk()
        desk.settle(
            #"{"scheme":"text","text":"x","payee":{"taxId":"40.123.456/0001-64"}}"#,
            issuer: "529.982.247-24")
        XCTAssertEqual(
            desk.verdicts,
            ["party.taxId hold issuer.taxId", "party.taxId hold payments[0].payee.taxId"])
        XCTAssertEqual(
            desk.payments.findings.map(\.message),
            [
                "“529.982.247-24” is no CPF: its check digits are wrong, or it was never issued",
                "“40.123.456/0001-64” is no CNPJ: its check digits are wrong, or it was never issued",
            ])
        // Of other countries nothing is known.
        desk.settle(Self.way, currency: "EUR", issuer: "529.982.247-24")
        XCTAssertEqual(desk.verdicts, [])
    }
}
