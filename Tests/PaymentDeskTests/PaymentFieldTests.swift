import Payments
import Primitives
import TestSupport
import XCTest

@testable import PaymentDesk

/// Fields of requests that are wrong by themselves, told apart.
final class PaymentFieldTests: XCTestCase {
    private func answer(_ family: String, _ kind: String, _ input: String) -> String {
        var buffer = ByteBuffer(capacity: 256)
        buffer.append(string: #"{"family":"\#(family)","kind":"\#(kind)","input":{\#(input)}}"#)
        return String(PaymentTeller.answer(buffer.view).dropLast())
    }

    /// What a test of a family is about.
    private typealias Row = (
        family: String, kind: String, input: String, error: String, line: UInt
    )

    private func check(_ rows: [Row]) {
        for row in rows {
            XCTAssertEqual(
                answer(row.family, row.kind, row.input), #"{"error":"\#(row.error)"}"#,
                row.input, line: row.line)
        }
    }

    func testUnknownAndRepeatedFieldsAreToldByName() {
        let rows: [(family: String, kind: String, input: String, answer: String, line: UInt)] = [
            (
                "boleto", "build", #""bank":"237","due_dat":"2026-07-18""#,
                #"fieldUnknown","field":"due_dat","nearest":"due_date""#, #line
            ),
            (
                "pix", "build", #""ammount":"1.00""#,
                #"fieldUnknown","field":"ammount","nearest":"amount""#, #line
            ),
            ("cpf", "validate", #""zzzzzzzz":"1""#, #"fieldUnknown","field":"zzzzzzzz""#, #line),
            ("cpf", "validate", #""cpf":"1","cnpj":"1""#, #"fieldUnknown","field":"cnpj""#, #line),
            ("cpf", "validate", #""cpf":"1","cpf":"1""#, #"fieldRepeated","field":"cpf""#, #line),
            (
                "epc_reject", "reject", #""base":{"name":"A","nam":"B"}"#,
                #"fieldUnknown","field":"nam","nearest":"name""#, #line
            ),
            (
                "epc_reject", "reject", #""override":{"name":"A","name":"B"}"#,
                #"fieldRepeated","field":"name""#, #line
            ),
            ("iban", "validate", #""base":{"iban":"1"}"#, #"fieldUnknown","field":"base""#, #line),
        ]
        for row in rows {
            let text = answer(row.family, row.kind, row.input)
            XCTAssertTrue(text.hasPrefix(#"{"error":"\#(row.answer)"#), text, line: row.line)
        }
        // The same field may stand in both objects: the second replaces the first.
        XCTAssertEqual(
            answer("epc_reject", "reject", #""base":{"name":"A"},"override":{"name":" "}"#),
            #"{"error":"nameMissing"}"#)
        var twice = ByteBuffer(capacity: 64)
        twice.append(string: #"{"family":"cpf","family":"cnpj","kind":"validate"}"#)
        XCTAssertEqual(PaymentTeller.answer(twice.view), "{\"error\":\"malformedLine\"}\n")
    }

    /// A name of blanks is none.
    func testBlankNamesAreMissing() {
        let pix = #""key":"a@b.co","merchant_name":"A","merchant_city":"B""#
        let swiss =
            #""iban":"CH5800791123000889012","currency":"CHF","creditor":["A","","","1","B","CH"]"#
        check([
            ("epc", "build", #""name":" ","iban":"DE89370400440532013000""#, "nameMissing", #line),
            (
                "epc", "build", #""name":"\u00a0\u2003","iban":"DE89370400440532013000""#,
                "nameMissing", #line
            ),
            ("pix", "build", pix.replacing(#""A""#, with: #""   ""#), "missingObject", #line),
            ("pix", "build", pix.replacing(#""B""#, with: #"" ""#), "missingObject", #line),
            ("pix", "decode", pix.replacing(#""A""#, with: #"" ""#), "missingObject", #line),
            (
                "swiss_payload", "build", swiss.replacing("\"A\"", with: "\" \""), "nameMissing",
                #line
            ),
            (
                "swiss_payload", "build", swiss.replacing("\"B\"", with: "\" \""), "townMissing",
                #line
            ),
            (
                "swiss_payload", "build", swiss.replacing("\"1\"", with: "\" \""),
                "postcodeMissing", #line
            ),
            ("upi", "build", #""pa":"ab@upi","pn":" ""#, "nameMissing", #line),
            ("upi", "decode", #""uri":"upi://pay?pa=ab@upi&pn=%20""#, "nameMissing", #line),
        ])
    }

    func testWrongFieldsHaveErrorsOfTheirOwn() {
        let pix = #""key":"a@b.co","merchant_name":"A","merchant_city":"B""#
        let charge =
            #""location_url":"a.b/c","recurrence_url":"A.B/d","merchant_name":"A","merchant_city":"B""#
        let epc = #""name":"I","iban":"DE89370400440532013000""#
        let swiss =
            #""iban":"CH5800791123000889012","currency":"CHF","creditor":["A","","","1","B","CH"]"#
        let key =
            #""uf":"35","year_month":"2607","cnpj":"40123456000163","model":"62","series":"1","number":"1","emission":"1","site":"0","code":"1""#
        check([
            ("pix", "build", pix + #","postal_code":"abc""#, "postalCodeFormat", #line),
            ("pix", "build", pix + #","type":"foo""#, "fieldValue", #line),
            ("pix", "build", charge.replacing("b/c", with: "b/c d"), "urlFormat", #line),
            ("pix", "build", charge.replacing("A.B", with: "A.C"), "hostMismatch", #line),
            ("epc", "build", epc + #","purpose":"char""#, "purposeFormat", #line),
            ("epc", "build", epc + #","text":"a\tb""#, "controlCharacter", #line),
            ("epc", "build", epc + #","text":"a\u0000b""#, "controlCharacter", #line),
            ("epc", "build", epc + #","text":"a\nb""#, "lineBreakInField", #line),
            (
                "epc", "decode",
                #""payload":"BCD\n002\n1\nSCT\n\nI\nDE89370400440532013000\nEUR1.00\n""#,
                "trailingSeparator", #line
            ),
            (
                "epc", "decode",
                #""payload":"BCD\r\n002\r\n1\r\nSCT\r\n\r\nI\r\nDE89370400440532013000\r\n""#,
                "trailingSeparator", #line
            ),
            ("swiss_payload", "build", swiss.replacing("CH\"]", with: "XX\"]"), "country", #line),
            (
                "swiss_payload", "build", swiss + #","message":"a\u007fb""#, "controlCharacter",
                #line
            ),
            (
                "dfe_access_key", "build", key.replacing("\"35\"", with: "\"99\""), "stateCode",
                #line
            ),
            (
                "dfe_access_key", "build", key.replacing("\"62\"", with: "\"99\""), "fiscalModel",
                #line
            ),
            (
                "dfe_access_key", "build",
                key.replacing(#""emission":"1""#, with: #""emission":"3""#), "emissionKind", #line
            ),
            (
                "dfe_access_key", "build", key.replacing("0163", with: "0164"), "cnpjCheckDigits",
                #line
            ),
            ("dfe_access_key", "build", key.replacing("0163", with: "016x"), "notNumeric", #line),
            (
                "dfe_access_key", "build", key.replacing(#""series":"1""#, with: #""series":"-1""#),
                "notNumeric", #line
            ),
            ("upi", "decode", #""uri":"upi://pay?pa=ab@upi&pn=%ff""#, "percentEncoding", #line),
            ("upi", "decode", #""uri":"upi://pay?pa=ab@upi&pn=%C3""#, "percentEncoding", #line),
            (
                "upi", "decode", #""uri":"upi://pay?pa=ab@upi&pn=%ED%A0%80""#, "percentEncoding",
                #line
            ),
            (
                "arrecadacao", "build",
                #""segment":4,"value_id":6,"amount_cents":0,"company":"0001","free_field":"0000000000000000000000000""#,
                "amountZero", #line
            ),
            ("gs1_128", "decode", #""text":"(01)04012345678902""#, "generalCheckDigit", #line),
            ("gs1_128", "decode", #""text":"(10)AAAAAAAAAAAAAAAAAAAAA""#, "elementLength", #line),
            ("gs1_128", "decode", #""text":"(17)261332""#, "dateFormat", #line),
            ("gs1_128", "decode", #""text":"(10)""#, "elementEmpty", #line),
            ("gs1_128", "decode", #""text":"(10)A","scanned":"10B""#, "digitsMismatch", #line),
            ("gs1_128", "build", #""identifiers":["01"],"data":[]"#, "fieldMissing", #line),
        ])
    }

    func testWhatIsAllowedIsBuilt() {
        let pix = #""key":"a@b.co","merchant_name":"A","merchant_city":"B""#
        let swiss =
            #""iban":"CH5800791123000889012","currency":"CHF","creditor":["A","","","1","B","CH"]"#
        let none = #""debtor":["","","","","",""]"#
        let rows: [(family: String, one: String, other: String, line: UInt)] = [
            // *** is the sign for no txid.
            ("pix", pix, pix + #","txid":"***""#, #line),
            ("swiss_payload", swiss, swiss + "," + none, #line),
            (
                "arrecadacao",
                #""segment":4,"value_id":7,"reference_11":0,"company":"0001","free_field":"0000000000000000000000000""#,
                #""segment":"4","value_id":"7","amount_cents":"0","company":"0001","free_field":"0000000000000000000000000""#,
                #line
            ),
        ]
        for row in rows {
            let text = answer(row.family, "build", row.one)
            XCTAssertFalse(text.contains("error"), text, line: row.line)
            XCTAssertEqual(text, answer(row.family, "build", row.other), line: row.line)
        }
        let hosts =
            #""location_url":"a.b/c","recurrence_url":"A.B/d","merchant_name":"A","merchant_city":"B""#
        XCTAssertTrue(answer("pix", "build", hosts).contains("A.B/d"))
        XCTAssertEqual(
            answer("gs1_128", "build", #""identifiers":["10","01"],"data":["A","0401234567890"]"#),
            #"{"text":"(10)A(01)04012345678901","scanned":"10A\u001d0104012345678901","characters":20}"#
        )
    }

    /// A key whose month or state does not exist is none, whatever its check digit.
    func testAccessKeysHaveAStateAndAMonth() throws {
        let body = "3526074012345600016362001000000001100000001"
        for (text, isValid) in [
            (body, true), (body.replacing("352607", with: "352613"), false),
            (body.replacing("352607", with: "352600"), false),
            (body.replacing("352607", with: "992607"), false),
        ] {
            var key = ByteBuffer(capacity: 64)
            key.append(string: text)
            let digit = modulo11(key.view).map(String.init) ?? ""
            let found = answer("dfe_access_key", "validate", "\"key\":\"\(text)\(digit)\"")
            XCTAssertEqual(found.contains(#""valid":true"#), isValid, found)
        }
    }
}
