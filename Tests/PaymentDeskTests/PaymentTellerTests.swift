import Foundation
import Payments
import Primitives
import TestSupport
import XCTest

@testable import PaymentDesk

final class PaymentTellerTests: XCTestCase {
    private func error(_ code: String) -> String { "{\"error\":\"\(code)\"}\n" }

    func testHostileLinesAreAnsweredWithErrors() {
        let long = String(repeating: "9", count: 200_000)
        let deep = String(repeating: "[", count: 10_000)
        let rows: [(text: String, code: String, line: UInt)] = [
            ("", "malformedLine", #line), ("{", "malformedLine", #line),
            ("[]", "malformedLine", #line), ("null", "malformedLine", #line),
            ("{}{}", "malformedLine", #line), ("{\"family\":\"boleto\"", "malformedLine", #line),
            ("{\"a\":01}", "malformedLine", #line), ("{\"a\":\"\u{1}\"}", "malformedLine", #line),
            (#"{"a":"\ud800"}"#, "malformedLine", #line), (deep, "malformedLine", #line),
            ("{\"a\":\(deep)", "malformedLine", #line), ("\0", "malformedLine", #line),
            ("{}", "unknownFamily", #line), (#"{"family":1}"#, "unknownFamily", #line),
            (#"{"family":"Boleto","kind":"build"}"#, "unknownFamily", #line),
            (#"{"family":"\#(long)","kind":"build"}"#, "unknownFamily", #line),
            (#"{"family":"boleto"}"#, "unknownKind", #line),
            (#"{"family":"boleto","kind":["build"]}"#, "unknownKind", #line),
            (#"{"family":"boleto","kind":"build"}"#, "fieldMissing", #line),
            (#"{"family":"boleto","kind":"build","input":null}"#, "fieldMissing", #line),
            (#"{"family":"boleto","kind":"build","input":[]}"#, "fieldMissing", #line),
            (#"{"family":"boleto","kind":"decode","input":{}}"#, "fieldMissing", #line),
            (#"{"family":"boleto","kind":"decode","input":{"line":{}}}"#, "fieldMissing", #line),
            (#"{"family":"boleto","kind":"decode","input":{"line":["1"]}}"#, "fieldMissing", #line),
            (#"{"family":"boleto","kind":"decode","input":{"line":null}}"#, "fieldMissing", #line),
            (#"{"family":"boleto","kind":"decode","input":{"line":""}}"#, "length", #line),
            (#"{"family":"boleto","kind":"decode","input":{"line":true}}"#, "notNumeric", #line),
            (
                #"{"family":"boleto","kind":"decode","input":{"barcode":"\#(long)"}}"#, "length",
                #line
            ),
            (
                #"{"family":"pix","kind":"decode","input":{"payload":"\#(long)"}}"#,
                "payloadTooLong", #line
            ),
            (#"{"family":"pix","kind":"decode","input":{"payload":"٠٠٠٢٠١"}}"#, "crc", #line),
            (#"{"family":"pix","kind":"decode","input":{"key":"\#(long)"}}"#, "tlvLength", #line),
            (
                #"{"family":"epc","kind":"decode","input":{"payload":"\#(long)"}}"#,
                "payloadTooLong", #line
            ),
            (
                #"{"family":"swiss_payload","kind":"decode","input":{"payload":"\n"}}"#,
                "serviceTag", #line
            ),
            (
                #"{"family":"swiss_payload","kind":"build","input":{"iban":"CH","creditor":["A"],"currency":"CHF"}}"#,
                "fieldMissing", #line
            ),
            (
                #"{"family":"swiss_payload","kind":"build","input":{"iban":"CH","creditor":[{}],"currency":"CHF"}}"#,
                "fieldMissing", #line
            ),
            (
                #"{"family":"upi","kind":"decode","input":{"uri":"upi://pay?"}}"#, "serviceTag",
                #line
            ),
            (
                #"{"family":"upi","kind":"decode","input":{"uri":"upi://pay?pn=%4"}}"#,
                "percentEncoding", #line
            ),
            (
                #"{"family":"upi","kind":"decode","input":{"uri":"upi://pay?&&==&"}}"#,
                "payeeAddress", #line
            ),
            (#"{"family":"gtin","kind":"check","input":{"digits":"\#(long)"}}"#, "length", #line),
            (#"{"family":"itf","kind":"encode","input":{"digits":"123"}}"#, "length", #line),
            (
                #"{"family":"iban","kind":"format","input":{"iban":"\#(long)"}}"#, "ibanCountry",
                #line
            ),
            (
                #"{"family":"code128","kind":"check","input":{"codewords_without_check_and_stop":[104,1e9]}}"#,
                "codeword", #line
            ),
            (
                #"{"family":"code128","kind":"check","input":{"codewords_without_check_and_stop":[]}}"#,
                "codeword", #line
            ),
            (
                #"{"family":"dfe_access_key","kind":"build","input":{"year_month":"2613"}}"#,
                "dateFormat", #line
            ),
            (
                #"{"family":"boleto_factor","kind":"encode","input":{"due_date":"2026-02-30"}}"#,
                "dateFormat", #line
            ),
        ]
        for row in rows {
            XCTAssertEqual(
                answer(row.text), error(row.code), row.text.prefix(90) + "", line: row.line)
        }
    }

    func testBrokenUTF8IsAnError() {
        var bytes = ByteBuffer(capacity: 16)
        bytes.append(Array(#"{"family":""#.utf8) + [0xFF, 0xC3] + Array(#"x"}"#.utf8))
        XCTAssertEqual(PaymentTeller.answer(bytes.view), error("malformedLine"))
    }

    /// Any byte of good lines changed, dropped or doubled gives an answer of one line.
    func testChangedLinesAreAnswered() throws {
        let lines = [
            #"{"family":"boleto","kind":"build","input":{"bank":"041","amount_cents":29323,"due_date":"2016-10-02","free_field":"2103401234560000004524020"}}"#,
            #"{"family":"pix","kind":"build","input":{"key":"a@b.co","amount":"1.00","merchant_name":"A","merchant_city":"B","gui":"BR.GOV.BCB.PIX"}}"#,
            #"{"family":"upi","kind":"decode","input":{"uri":"upi://pay?pa=acme.billing@upi&pn=A%20B&am=1.00"}}"#,
            #"{"family":"swiss_validation","kind":"reject","input":{"override":{"alt":["x","y"],"amount":"0.05"}}}"#,
            #"{"family":"code128","kind":"check","input":{"codewords_without_check_and_stop":[104,1,2]}}"#,
        ]
        var random = SeededRandom(seed: 11)
        for line in lines {
            XCTAssertFalse(answer(line).contains("error"), line)
            for _ in 0..<400 {
                var bytes = Array(line.utf8)
                let place = Int(random.next() % UInt64(bytes.count))
                switch random.next() % 3 {
                case 0: bytes[place] = UInt8(truncatingIfNeeded: random.next())
                case 1: bytes.remove(at: place)
                default: bytes.insert(bytes[place], at: place)
                }
                var buffer = ByteBuffer(capacity: 256)
                buffer.append(bytes)
                let answer = PaymentTeller.answer(buffer.view, explains: true)
                let first = answer.prefix { $0 != "\n" }
                XCTAssertNoThrow(
                    try JSONSerialization.jsonObject(with: Data(first.utf8)),
                    String(decoding: bytes, as: UTF8.self))
                XCTAssertTrue(answer.hasSuffix("\n"))
            }
        }
    }

    /// Amounts are what their text says: no number passes through floating point.
    func testAmountsAreReadByTheirText() {
        let rows: [(amount: String, answer: String, line: UInt)] = [
            ("12.3", "EUR12.30", #line), ("\"12.30\"", "EUR12.30", #line),
            ("12", "EUR12.00", #line),
            ("999999999.99", "EUR999999999.99", #line), ("0.01", "EUR0.01", #line),
            ("0.004", "amountRange", #line), ("12.345", "amountFormat", #line),
            ("1e2", "amountFormat", #line), ("\"1,50\"", "amountFormat", #line),
            ("-1", "amountNegative", #line), ("99999999999999999999", "amountRange", #line),
            ("\".5\"", "amountFormat", #line), ("1000000000.00", "amountRange", #line),
        ]
        for row in rows {
            let text = answer(
                #"{"family":"epc","kind":"build","input":{"name":"I","iban":"DE89370400440532013000","amount":\#(row.amount)}}"#
            )
            XCTAssertTrue(text.contains(row.answer + "\""), text, line: row.line)
        }
    }

    func testAnswersSayWhatCodesHold() {
        let rows: [(line: String, answer: String, UInt)] = [
            (
                #"{"family":"boleto","kind":"decode","input":{"line":"23791.23405 92607.899413 85012.345600 8 15110000018881","reference_date":"2026-07-02"}}"#,
                #""bank":"237","currency":"9","factor":"1511","due_date":"2026-07-18","amount_cents":18881,"free_field":"1234092607899418501234560"}"#,
                #line
            ),
            (
                #"{"family":"boleto","kind":"decode","input":{"barcode":"98802000000123456781234567890123456789012345"}}"#,
                #""ispb":"12345678","free_field":"1234567890123456789012345"}"#, #line
            ),
            (
                #"{"family":"boleto","kind":"build","input":{"bank":"237","amount_cents":18881,"due_date":"2026-07-18","agency":"1234","portfolio":"09","our_number":"26078994185","account":"0123456"}}"#,
                #""digitable_line_masked":"23791.23405 92607.899413 85012.345600 8 15110000018881"}"#,
                #line
            ),
            (
                #"{"family":"arrecadacao","kind":"decode","input":{"barcode":"86800000001234533009911000000000000000000123"}}"#,
                #""segment":"6","value_id":"8","amount_cents":12345,"cnpj_root":"33009911","free_field":"000000000000000000123"}"#,
                #line
            ),
            (
                #"{"family":"cpf","kind":"check_digits","input":{"base9":"123456789"}}"#,
                #"{"dv":"09"}"#, #line
            ),
            (
                #"{"family":"cpf","kind":"validate","input":{"cpf":"11111111111"}}"#,
                #"{"valid":false}"#, #line
            ),
            (
                #"{"family":"cnpj","kind":"validate","input":{"cnpj":"12ABC34501DE35"}}"#,
                #"{"valid":true}"#, #line
            ),
            (
                #"{"family":"clabe","kind":"check","input":{"clabe":"032180000118359718"}}"#,
                #"{"valid":false}"#, #line
            ),
        ]
        for (line, expected, at) in rows {
            let text = answer(line)
            XCTAssertTrue(text.hasSuffix(expected + "\n"), text, line: at)
        }
    }

    /// Code and line of one slip are one answer; those of two are none.
    func testTheLineIsThatOfTheCode() {
        let code = #""barcode":"23798151100000188811234092607899418501234560""#
        let line = #""line":"23791.23405 92607.899413 85012.345600 8 15110000018881""#
        let other = #""line":"00190.00009 01234.567004 47850.002115 9 66530000035000""#
        let slip = #""barcode":"84660000002985010422026071069157369626079634""#
        let slipLine = #""line":"84670000000-9 10991042202-0 31231000000-4 00000054321-5""#
        let rows: [(family: String, input: String, error: String?, line: UInt)] = [
            ("boleto", code + "," + line, nil, #line),
            ("boleto", code + "," + other, "digitsMismatch", #line),
            ("boleto", code + "," + line.replacing("405", with: "406"), "field1CheckDigit", #line),
            ("boleto", code + "," + line.replacing("line", with: "digitable_line"), nil, #line),
            ("arrecadacao", slip + "," + slipLine, "digitsMismatch", #line),
        ]
        for row in rows {
            for kind in ["convert", "decode"] {
                let text = answer(
                    #"{"family":"\#(row.family)","kind":"\#(kind)","input":{\#(row.input)}}"#)
                if let code = row.error {
                    XCTAssertEqual(text, error(code), kind, line: row.line)
                } else {
                    XCTAssertTrue(text.contains(#""general_dv":"8""#), text, line: row.line)
                }
            }
        }
    }

    /// Every kind of every family explains what it answers, right or wrong.
    func testEveryKindIsExplained() throws {
        let inputs = Self.inputs
        let kinds = PaymentTeller.families.flatMap { family in
            family.kinds.map { "\(family.name) \($0.name)" }
        }
        XCTAssertEqual(inputs.keys.sorted(), kinds.sorted())
        for (kind, input) in inputs {
            let names = kind.split(separator: " ")
            let line = #"{"family":"\#(names[0])","kind":"\#(names[1])","input":{\#(input)}}"#
            let lines = answer(line, explains: true).split(separator: "\n")
            XCTAssertEqual(lines[0].hasPrefix(#"{"error":"#), kind.hasSuffix("reject"), line)
            XCTAssertGreaterThan(lines.count, 1, line)
            XCTAssertTrue(lines.dropFirst().allSatisfy { $0.hasPrefix("  ") }, line)
        }
    }

    private static let pix =
        #""payload":"00020126360014br.gov.bcb.pix0114401234560001635204000053039865406298.505802BR5916VIVAZ TELECOM SA6009SAO PAULO62070503***63047667""#
    private static let epc = #""name":"I","iban":"DE89370400440532013000""#
    private static let swiss =
        #""iban":"CH5800791123000889012","creditor":["A","","","1","B","CH"],"currency":"CHF""#

    /// An input for each family and kind.
    private static let inputs = [
        "boleto build":
            #""bank":"041","amount_cents":1,"free_field":"2103401234560000004524020""#,
        "boleto convert": #""barcode":"23798151100000188811234092607899418501234560""#,
        "boleto decode": #""barcode":"23798151100000188811234092607899418501234560""#,
        "boleto_reject reject": #""barcode":"23791151100000188811234092607899418501234560""#,
        "boleto_factor encode": #""due_date":"2026-07-18""#,
        "boleto_factor decode": #""factor":"1511","reference_date":"2026-07-02""#,
        "boleto_factor reject": #""due_date":"2000-07-02""#,
        "boleto_bank_free_field build":
            #""bank":"033","beneficiary":"1","our_number":"2","portfolio":"101""#,
        "boleto_bank_free_field dv": #""bank":"001","what":"","digits":"4042""#,
        "arrecadacao build":
            #""segment":"4","value_id":"6","amount_cents":1,"company":"1042","free_field":"2023123100000000000054321""#,
        "arrecadacao convert": #""barcode":"84660000002985010422026071069157369626079634""#,
        "arrecadacao decode": #""barcode":"84660000002985010422026071069157369626079634""#,
        "arrecadacao_reject reject": #""barcode":"84760000002985010422026071069157369626079634""#,
        "dac_primitives check_digit": #""digits":"123","algorithm":"mod10""#,
        "crc16 checksum": #""ascii":"123456789""#,
        "pix build": #""key":"a@b.co","merchant_name":"A","merchant_city":"B""#,
        "pix decode": pix, "pix_reject reject": pix.replacing("7667", with: "7668"),
        "pix_keys validate": #""key":"+5511987654321""#,
        "epc build": epc,
        "epc decode":
            #""payload":"BCD\n002\n1\nSCT\n\nI\nDE89370400440532013000\nEUR1.00""#,
        "epc_reject reject": epc + #","bic":"X""#,
        "iso11649 validate": #""reference":"RF18539007547034""#,
        "iso11649 create": #""raw":"7""#, "iso11649 format": #""reference":"RF18539007547034""#,
        "iso11649 reject": #""raw":"""#,
        "iban validate": #""iban":"CH9300762011623852957""#,
        "iban format": #""iban":"CH9300762011623852957""#,
        "iban classify": #""iban":"CH4431999123000889012""#,
        "swiss_payload build": swiss, "swiss_payload layout-only": swiss + #","billing":"//S1""#,
        "swiss_payload decode":
            #""payload":"SPC\n0200\n1\nCH5800791123000889012\nS\nA\n\n\n1\nB\nCH\n\n\n\n\n\n\n\n\nCHF\n\n\n\n\n\n\n\nNON\n\n\nEPD""#,
        "swiss_qrr create": #""customer_id":"1234","reference":"11223344""#,
        "swiss_qrr format": #""qrr":"123456000000001291146290514""#,
        "swiss_qrr validate": #""qrr":"123456000000001291146290514""#,
        "swiss_qrr reject": #""customer_id":"1","reference":"""#,
        "swiss_validation reject": #""override":{"currency":"USD"}"#,
        "swiss_validation format": #""amount":"1949.75""#,
        "upi build": #""pa":"acme.billing@upi","pn":"Acme""#,
        "upi decode": #""uri":"upi://pay?pa=acme.billing@upi&pn=Acme""#,
        "dfe_access_key validate": #""key":"35260157675896000126620000000072711085447594""#,
        "dfe_access_key build":
            #""uf":35,"year_month":2601,"cnpj":"57675896000126","model":62,"series":1,"number":123,"emission":1,"site":0,"code":1234567"#,
        "cnpj check_digits": #""base12":"12ABC3450001""#,
        "cnpj validate": #""cnpj":"40123456000163""#,
        "cpf check_digits": #""base9":"123456789""#, "cpf validate": #""cpf":"52998224725""#,
        "code128 check": #""codewords_without_check_and_stop":[104,1,2]"#,
        "itf encode": #""digits":"0123""#, "gtin check": #""digits":"400638133393""#,
        "gs1_128 build": #""identifiers":["01","10"],"data":["0401234567890","A"]"#,
        "gs1_128 decode": #""scanned":"]C110A\u001d17261231""#,
        "gs1_128 reject": #""text":"(10)""#,
        "clabe check": #""clabe":"032180000118359719""#,
        "facturx guideline": #""profile":"BASIC""#,
    ]

    func testExplanationsNameEachPart() throws {
        let lines = [
            #"{"family":"boleto","kind":"decode","input":{"line":"23791.23405 92607.899413 85012.345600 8 15110000018881","reference_date":"2026-07-02"}}"#,
            #"{"family":"boleto","kind":"decode","input":{"barcode":"98802000000123456781234567890123456789012345"}}"#,
            #"{"family":"boleto_factor","kind":"decode","input":{"factor":"1667","reference_date":"2026-11-01"}}"#,
            #"{"family":"boleto_bank_free_field","kind":"build","input":{"bank":"104","beneficiary":"123456","our_number_15":"000000000000006","const1":"1","const2":"4"}}"#,
            #"{"family":"arrecadacao","kind":"decode","input":{"barcode":"84660000002985010422026071069157369626079634"}}"#,
            #"{"family":"pix","kind":"build","input":{"type":"composite","key":"123e4567-e12b-12d1-a456-426655440000","amount":"100.50","recurrence_url":"pix.example.com/rec/2353c790eefb11eaadc10242ac120002","merchant_name":"Fulano de Tal","merchant_city":"BRASILIA"}}"#,
            #"{"family":"epc","kind":"build","input":{"name":"Wikimedia Foerdergesellschaft","iban":"DE33100205000001194700","text":"Spende fuer Wikipedia","amount_text":"13.05"}}"#,
            #"{"family":"swiss_payload","kind":"build","input":{"iban":"CH5800791123000889012","creditor":["Robert Schneider AG","Rue du Lac","1268","2501","Biel","CH"],"amount":"3949.75","currency":"CHF","ref_type":"NON","message":"Bill no. 3139"}}"#,
            #"{"family":"upi","kind":"decode","input":{"uri":"upi://pay?pa=nadeem@npci&pn=nadeem%20chinna&tr=4894398cndhcd23&am=10&cu=INR&sign=a%2Fb"}}"#,
            #"{"family":"dfe_access_key","kind":"validate","input":{"key":"35260157675896000126620000000072711085447594"}}"#,
            #"{"family":"iban","kind":"classify","input":{"iban":"CH4431999123000889012"}}"#,
            #"{"family":"clabe","kind":"check","input":{"clabe":"032180000118359719"}}"#,
            #"{"family":"boleto","kind":"decode","input":{"line":"1"}}"#,
            #"{"family":"dac_primitives","kind":"check_digit","input":{"digits":"01201611227","algorithm":"mod11"}}"#,
            #"{"family":"crc16","kind":"checksum","input":{"ascii":"123456789"}}"#,
            #"{"family":"pix_keys","kind":"validate","input":{"key":"12ABC34501DE35"}}"#,
            #"{"family":"pix_keys","kind":"validate","input":{"key":"+5511987654321"}}"#,
            #"{"family":"iso11649","kind":"format","input":{"reference":"RF41BD93DJ3QGGD9JI22D"}}"#,
            #"{"family":"swiss_qrr","kind":"format","input":{"qrr":"123456000000001291146290514"}}"#,
            #"{"family":"swiss_validation","kind":"format","input":{"amount":"1234567.5"}}"#,
            #"{"family":"cnpj","kind":"validate","input":{"cnpj":"40123456000163"}}"#,
            #"{"family":"cnpj","kind":"validate","input":{"cnpj":"00000000000000"}}"#,
            #"{"family":"cpf","kind":"check_digits","input":{"base9":"123456789"}}"#,
            #"{"family":"code128","kind":"check","input":{"codewords_without_check_and_stop":[104,33,34]}}"#,
            #"{"family":"itf","kind":"encode","input":{"digits":"012345"}}"#,
            #"{"family":"gtin","kind":"check","input":{"digits":"400638133393"}}"#,
            #"{"family":"facturx","kind":"guideline","input":{"profile":"EN 16931"}}"#,
        ]
        let text = lines.map { answer($0, explains: true) }.joined(separator: "\n")
        try assertGolden(text, "payments/explanations.txt")
    }
}
