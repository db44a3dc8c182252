import Payments
import Primitives
import Records
import XCTest

@testable import PaymentDesk

/// What payments without a code get.
final class RecordPaymentsTests: XCTestCase {
    private static let slip = """
        "iban":"CH44 3199 9123 0008 8901 2","creditorReference":"21 00000 00003 13947 14300 09017",\
        "payee":{"name":"Ida AG","address":{"line1":"Gasse","buildingNumber":"1a",\
        "postalCode":"8000","city":"Seldwyla","country":"CH"}}
        """

    func testPayloadsAreBuiltOfFields() {
        let epc = "BCD\n002\n1\nSCT\n\nIda\nDE89370400440532013000\nEUR149.90"
        let sepa = #""payee":{"name":"Ida"},"iban":"DE89 3704 0044 0532 0130 00""#
        let swiss =
            "SPC\n0200\n1\nCH4431999123000889012\nS\nIda AG\nGasse\n1a\n8000\nSeldwyla\nCH\n"
            + "\n\n\n\n\n\n\n149.90\nCHF\n"
        let payer = #""payer":{"name":"Jo","address":{"postalCode":"1","city":"B","country":"DE"}}"#
        let rows:
            [(scheme: String, fields: String, currency: String, payload: String, line: UInt)] = [
                ("sepa", sepa, "EUR", epc, #line),
                (
                    "sepa", sepa + #","message":"Rechnung 1""#, "EUR", epc + "\n\n\nRechnung 1",
                    #line
                ),
                (
                    "sepa",
                    sepa + #","bic":"COBADEFF","purpose":"GDDS","amount":12.3,"#
                        + #""creditorReference":"RF18 5390 0754 7034","additionalInformation":"i""#,
                    "EUR",
                    "BCD\n002\n1\nSCT\nCOBADEFF\nIda\nDE89370400440532013000\nEUR12.30\nGDDS\n"
                        + "RF18539007547034\n\ni", #line
                ),
                (
                    "swiss", Self.slip, "CHF",
                    swiss + "\n\n\n\n\n\n\nQRR\n210000000003139471430009017\n\nEPD", #line
                ),
                (
                    "swiss",
                    Self.slip + "," + payer
                        + #","message":"M","billingInformation":"//S1/10/1","alternatives":["a","b"]"#,
                    "CHF",
                    swiss + "S\nJo\n\n\n1\nB\nDE\nQRR\n210000000003139471430009017\nM\nEPD\n"
                        + "//S1/10/1\na\nb", #line
                ),
                (
                    "upi", #""key":"acme.billing@upi","payee":{"name":"Acme & Sons"}"#, "INR",
                    "upi://pay?pa=acme.billing@upi&pn=Acme%20%26%20Sons&am=149.90&cu=INR", #line
                ),
                (
                    "pix",
                    #""key":"12ABC34501DE35","amount":1,"txid":"FAT2026000123","#
                        + #""merchantName":"EMPRESA DE TELECOM SA","merchantCity":"SAO PAULO""#,
                    "BRL",
                    // Vector pix-034.
                    "00020126360014br.gov.bcb.pix011412ABC34501DE3552040000530398654041.005802BR"
                        + "5921EMPRESA DE TELECOM SA6009SAO PAULO62170513FAT2026000123630406B6",
                    #line
                ),
                (
                    "pix",
                    #""url":"https://pix.example.com/8b3da2f39a4140d1a91abd93113bd441","#
                        + #""recurrenceUrl":"pix.example.com/rec/2353c790eefb11eaadc10242ac120002","#
                        + #""merchantName":"Fulano de Tal","merchantCity":"BRASILIA""#, "BRL",
                    // Vector pix-005.
                    "00020101021226700014br.gov.bcb.pix2548pix.example.com/8b3da2f39a4140d1a91abd"
                        + "93113bd4415204000053039865802BR5913Fulano de Tal6008BRASILIA62070503***"
                        + "80740014br.gov.bcb.pix2552pix.example.com/rec/2353c790eefb11eaadc10242ac"
                        + "1200026304FB42", #line
                ),
            ]
        let desk = Desk()
        for row in rows {
            desk.settle(
                #"{"scheme":"\#(row.scheme)",\#(row.fields)}"#, currency: row.currency,
                line: row.line)
            XCTAssertEqual(desk.payments.findings, [], line: row.line)
            XCTAssertEqual(desk.text("payload"), row.payload, line: row.line)
        }
    }

    /// Vectors boleto_bank_free_field: the campo livre behind the code, of numbers as they are printed.
    func testBoletosAreBuiltForEachBank() {
        let rows: [(bank: String, fields: String, campoLivre: String, line: UInt)] = [
            (
                "341",
                #""nossoNumero":"175/00258281-7","agency":"0810","account":"53678-9","#
                    + #""wallet":"175""#, "1750025828170810536789000", #line
            ),
            (
                "341",
                #""nossoNumero":"258281","documentNumber":"123456","wallet":"196","#
                    + #""agreement":"12345""#, "1960025828101234561234550", #line
            ),
            (
                "237",
                #""nossoNumero":"03/00777700168-5","agency":"4042-8","account":"61900","#
                    + #""wallet":"03""#, "4042030077770016800619000", #line
            ),
            (
                "001", #""nossoNumero":"12387987777700168","agreement":"1238798","wallet":"18""#,
                "0000001238798777770016818", #line
            ),
            (
                "001", #""nossoNumero":"12345678901234567","agreement":"123456","wallet":"18""#,
                "1234561234567890123456721", #line
            ),
            (
                "033", #""nossoNumero":"9000026-9","agreement":"1899775","wallet":"102""#,
                "9189977500000900002690102", #line
            ),
            (
                "104", #""nossoNumero":"14/000000000000006-5","agreement":"123456""#, "", #line
            ),
            (
                "104", #""nossoNumero":"14000000000000006-5","agreement":"123456""#,
                "1234560000100040000000064", #line
            ),
            (
                "756",
                #""nossoNumero":"110-4","agency":"4134","agreement":"148180","#
                    + #""wallet":"1","modality":"05""#, "1413405014818000001104001", #line
            ),
            (
                "748",
                #""nossoNumero":"16/208896-3","agency":"0710","post":"65","#
                    + #""agreement":"00129""#, "1116208896307106500129107", #line
            ),
        ]
        let desk = Desk()
        for row in rows {
            desk.settle(
                #"{"scheme":"boleto","bank":{"code":"\#(row.bank)"},\#(row.fields)}"#,
                line: row.line)
            guard !row.campoLivre.isEmpty else {
                XCTAssertEqual(
                    desk.verdicts, ["payment.code reject payments[0].nossoNumero"],
                    line: row.line)
                continue
            }
            XCTAssertEqual(desk.payments.findings, [], line: row.line)
            let code = desk.text("code")
            XCTAssertEqual(String(code.suffix(25)), row.campoLivre, line: row.line)
            // 1513 is the factor of 2026-07-20.
            XCTAssertEqual(String(code.dropFirst(5).prefix(14)), "15130000014990", line: row.line)
            XCTAssertEqual(desk.text("digits").count, 54, line: row.line)
        }
    }

    func testArrecadacaoIsBuiltWithItsDueDate() {
        let desk = Desk()
        let rows: [(fields: String, digits: String, line: UInt)] = [
            (  // Vector arrecadacao-020.
                #""amount":10.99,"due":"2023-12-31","segment":"4","company":"1042","#
                    + #""valueId":"6","freeField":"00000000000054321""#,
                "84670000000-9 10991042202-0 31231000000-4 00000054321-5", #line
            ),
            (  // Vector arrecadacao-022.
                #""amount":123.45,"segment":"6","company":"33009911","valueId":"8","#
                    + #""freeField":"000000000000000000123""#,
                "86800000001-9 23453300991-7 10000000000-7 00000000123-6", #line
            ),
            (
                #""segment":"4","company":"1042","valueId":"7","reference":"77","#
                    + #""freeField":"0000000000000000000054321""#,
                "84750000000-9 00771042000-6 00000000000-0 00000054321-5", #line
            ),
        ]
        for row in rows {
            desk.settle(#"{"scheme":"arrecadacao",\#(row.fields)}"#, line: row.line)
            XCTAssertEqual(desk.payments.findings, [], line: row.line)
            XCTAssertEqual(desk.text("digits"), row.digits, line: row.line)
            let code = row.digits.split(separator: " ").map { $0.prefix(11) }.joined()
            XCTAssertEqual(desk.text("code"), code, line: row.line)
        }
    }

    func testCodeAndDigitsAreMadeOfOneAnother() {
        let code = "23798151100000188811234092607899418501234560"
        let digits = "23791.23405 92607.899413 85012.345600 8 15110000018881"
        let amount = #""amount":188.81,"due":"2026-07-18""#
        let desk = Desk()
        desk.settle(
            #"{"scheme":"boleto",\#(amount),"code":"\#(code)"},"#
                + #"{"scheme":"boleto",\#(amount),"digits":"\#(digits)"}"#)
        XCTAssertEqual(desk.payments.findings, [])
        for payment in 0..<2 {
            XCTAssertEqual(desk.text("code", payment: payment), code)
            XCTAssertEqual(desk.text("digits", payment: payment), digits)
        }
    }

    func testInstallmentsHaveTheirOwnAmounts() {
        let pix = #""scheme":"pix","key":"12ABC34501DE35","merchantName":"E","merchantCity":"S""#
        let desk = Desk()
        desk.settle(
            #"{\#(pix),"installments":[{"n":1,"amount":74.95,"due":"2026-07-20","payment":{\#(pix)}},"#
                + #"{"n":2,"amount":74.95,"due":"2026-08-20","payment":{\#(pix),"amount":75}}]}"#)
        XCTAssertEqual(
            desk.verdicts, ["payment.amount hold payments[0].installments[1].payment.amount"])
        XCTAssertTrue(desk.text("payload").contains("5406149.905802BR"))
        XCTAssertTrue(desk.text("payload", installment: 0).contains("540574.955802BR"))
        XCTAssertTrue(desk.text("payload", installment: 1).contains("540575.005802BR"))
        XCTAssertEqual(desk.record.path(of: Int(desk.record.root.payload)), "kind")
    }

    /// A payment without the fields of a code is no code that is wrong; but a bill needs a way to be paid.
    func testWhatHasNoFieldsOfACodeIsLeftAlone() {
        let rows: [(payment: String, isPayable: Bool, hasCode: Bool, line: UInt)] = [
            (#"{"scheme":"autoDebit","identifier":"1"}"#, true, true, #line),
            (#"{"scheme":"text","text":"x"}"#, true, true, #line),
            (#"{"scheme":"pix","url":"https://exemplo.com.br/pagar"}"#, true, false, #line),
            (#"{"scheme":"pix","payload":null}"#, false, false, #line),
            (#"{"scheme":"sepa"}"#, false, false, #line),
            (#"{"scheme":"swiss"}"#, false, false, #line),
            (#"{"scheme":"upi"}"#, false, false, #line),
            (#"{"scheme":"arrecadacao"}"#, false, false, #line),
            (#"{"scheme":"boleto","bank":{"code":"001"}}"#, false, false, #line),
            (#"{"scheme":"boleto"}"#, false, false, #line),
            (#"{"scheme":"boleto"},{"scheme":"text","text":"x"}"#, true, false, #line),
            ("", false, true, #line),
        ]
        let desk = Desk()
        for row in rows {
            desk.settle(row.payment, line: row.line)
            XCTAssertEqual(
                desk.verdicts, row.isPayable ? [] : ["missing.payment warn payments"],
                line: row.line)
            XCTAssertEqual(desk.payments.isWithoutCode, !row.hasCode, line: row.line)
            for field in ["code", "digits"] where !row.payment.isEmpty {
                XCTAssertEqual(desk.text(field), "", line: row.line)
            }
        }
    }

    /// Nothing is to be paid by these, or they say that it was.
    func testSomeBillsNeedNoWayToBePaid() {
        let rows: [(rest: String, isWarned: Bool, line: UInt)] = [
            (#""kind":"invoice""#, true, #line), (#""kind":"dunning""#, true, #line),
            (#""kind":"creditNote""#, false, #line), (#""kind":"receipt""#, false, #line),
            (#""kind":"quittance""#, false, #line), (#""amountDue":0"#, false, #line),
            (#""amountDue":-5"#, false, #line), (#""amountDue":null"#, false, #line),
        ]
        let desk = Desk()
        for row in rows {
            desk.settle("", rest: row.rest, line: row.line)
            XCTAssertEqual(
                desk.verdicts, row.isWarned ? ["missing.payment warn payments"] : [],
                line: row.line)
        }
        desk.settle("")
        XCTAssertEqual(
            desk.payments.findings.first?.message,
            "149.90 are to be paid, and it lists no way to pay")
    }

    func testFieldsOfNoCodeAreRejected() {
        let sepa = #""scheme":"sepa","payee":{"name":"Ida"},"iban":"DE89370400440532013000""#
        let pix = #""scheme":"pix","merchantName":"E","merchantCity":"S""#
        let rows: [(payment: String, currency: String, path: String, code: String, line: UInt)] = [
            (sepa.replacing("DE89", with: "DE88"), "EUR", "[0].iban", "ibanCheck", #line),
            (sepa, "BRL", "[0]", "currency", #line),
            (sepa + #","bic":"X""#, "EUR", "[0].bic", "bicLength", #line),
            (
                sepa + #","message":"m","creditorReference":"RF18539007547034""#, "EUR",
                "[0].message", "textAndReference", #line
            ),
            (
                #""scheme":"sepa","iban":"DE89370400440532013000""#, "EUR", "[0]", "nameMissing",
                #line
            ),
            (
                #""scheme":"swiss","# + Self.slip.replacing("09017", with: "09016"), "CHF",
                "[0].creditorReference", "referenceCheck", #line
            ),
            (
                #""scheme":"swiss","# + Self.slip + #","alternatives":["a","b","c"]"#, "CHF",
                "[0].alternatives", "tooManyAlternativeProcedures", #line
            ),
            (
                #""scheme":"swiss","# + Self.slip + #","billingInformation":"S1""#, "CHF",
                "[0].billingInformation", "billingMustStartWithSlashSlash", #line
            ),
            (
                #""scheme":"swiss","# + Self.slip.replacing("Seldwyla", with: "Ελ"), "CHF", "[0]",
                "characterSet", #line
            ),
            (pix + #","key":"12345678900""#, "BRL", "[0].key", "keyCheckDigits", #line),
            (pix + #","key":"a@b.c","txid":"A-1""#, "BRL", "[0].txid", "txidCharacters", #line),
            (
                #""scheme":"pix","key":"a@b.c","merchantName":"UM NOME DE VINTE E SEIS LET","#
                    + #""merchantCity":"S""#, "BRL", "[0].merchantName", "merchantNameTooLong",
                #line
            ),
            (#""scheme":"pix","key":"a@b.c""#, "BRL", "[0]", "missingObject", #line),
            (#""scheme":"upi","key":"a@b""#, "INR", "[0].key", "payeeAddress", #line),
            (
                #""scheme":"boleto","bank":{"code":"999"},"nossoNumero":"1""#, "BRL",
                "[0].nossoNumero", "freeFieldLength", #line
            ),
            (
                #""scheme":"boleto","bank":{"code":"341"},"nossoNumero":"1","wallet":"112","#
                    + #""agency":"1","account":"1""#, "BRL", "[0].nossoNumero",
                "checkDigitDisputed", #line
            ),
            (
                #""scheme":"arrecadacao","company":"1","segment":"4","valueId":"6""#, "BRL",
                "[0].company", "companyLength", #line
            ),
            (
                #""scheme":"arrecadacao","company":"1234","segment":"8","valueId":"6""#, "BRL",
                "[0].segment", "segmentNotAssigned", #line
            ),
            (
                #""scheme":"boleto","bank":{"code":"341"},"due":"2050-01-01","#
                    + #""freeField":"1750025828170810536789000""#, "BRL", "[0].due",
                "dueDateOutOfFactorRange", #line
            ),
        ]
        let desk = Desk()
        for row in rows {
            desk.settle("{\(row.payment)}", currency: row.currency, line: row.line)
            XCTAssertEqual(
                desk.verdicts, ["payment.code reject payments\(row.path)"], line: row.line)
            let message = desk.payments.findings.first?.message ?? ""
            XCTAssertTrue(message.hasSuffix("(\(row.code))"), message, line: row.line)
            XCTAssertEqual(desk.text("payload"), "", line: row.line)
            XCTAssertEqual(desk.text("code"), "", line: row.line)
        }
    }
}
