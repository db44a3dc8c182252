import Payments
import Primitives
import Records
import XCTest

@testable import PaymentDesk

/// What is said of payments that bring a code.
final class ReadyCodeTests: XCTestCase {
    private static let boleto = #""scheme":"boleto","amount":188.81,"due":"2026-07-18""#
    private static let code = #""code":"23798151100000188811234092607899418501234560""#
    private static let slip = #""scheme":"arrecadacao","amount":298.50,"due":"2026-07-10""#
    private static let slipCode = #""code":"84660000002985010422026071069157369626079634""#
    private static let pix = """
        "scheme":"pix","amount":1.00,"payload":"00020126360014br.gov.bcb.pix011412ABC34501DE35\
        52040000530398654041.005802BR5921EMPRESA DE TELECOM SA6009SAO PAULO62170513FAT2026000123\
        630406B6"
        """
    private static let epc = """
        "scheme":"sepa","amount":12.3,"payload":"BCD\\n002\\n1\\nSCT\\n\\nVivaz\\n\
        DE89370400440532013000\\nEUR12.30\\n\\nRF18539007547034"
        """
    private static let swiss = """
        "scheme":"swiss","amount":12.3,"payload":"SPC\\n0200\\n1\\nCH4431999123000889012\\nS\\nVivaz AG\
        \\n\\n\\n8000\\nSeldwyla\\nCH\\n\\n\\n\\n\\n\\n\\n\\n12.30\\nCHF\\n\\n\\n\\n\\n\\n\\n\\nQRR\
        \\n210000000003139471430009017\\n\\nEPD"
        """
    private static let upi = """
        "scheme":"upi","amount":12.3,"payload":"upi://pay?pa=vivaz.bills@upi&pn=Vivaz&am=12.30&cu=INR"
        """

    func testCodesThatAgreePass() {
        let rows: [(payment: String, currency: String, line: UInt)] = [
            (Self.boleto + "," + Self.code + #","bank":{"code":"237"}"#, "BRL", #line),
            (
                Self.boleto + "," + Self.code
                    + #","digits":"23791234059260789941385012345600815110000018881""#,
                "BRL", #line
            ),
            (Self.slip + "," + Self.slipCode + #","segment":"4","company":"1042""#, "BRL", #line),
            // Dates a year apart and more stand for something else in the free field.
            (
                #""scheme":"arrecadacao","amount":298.50,"due":"2027-07-12","# + Self.slipCode,
                "BRL", #line
            ),
            (
                Self.pix + #","key":"12ABC34501DE35","merchantName":"EMPRESA DE TELECOM SA""#,
                "BRL", #line
            ),
            (
                Self.epc + #","iban":"DE89 3704 0044 0532 0130 00","payee":{"name":"VIVAZ"},"#
                    + #""creditorReference":"RF18 5390 0754 7034""#, "EUR", #line
            ),
            (Self.epc + #","payee":{"name":"Vivaz GmbH"}"#, "EUR", #line),
            (Self.swiss, "CHF", #line), (Self.upi + #","key":"VIVAZ.bills@upi""#, "INR", #line),
        ]
        let desk = Desk()
        for row in rows {
            desk.settle("{\(row.payment)}", currency: row.currency, line: row.line)
            XCTAssertEqual(desk.payments.findings, [], line: row.line)
        }
    }

    func testWhatDoesNotAgreeIsFound() {
        let rows: [(payment: String, currency: String, verdict: String, part: String, line: UInt)] =
            [
                (
                    Self.boleto.replacing("188.81", with: "188.80") + "," + Self.code, "BRL",
                    "payment.amount hold payments[0].code",
                    "asks for 188.81, to be paid are 188.80, difference 0.01", #line
                ),
                (
                    Self.boleto.replacing("07-18", with: "07-19") + "," + Self.code, "BRL",
                    "payment.due hold payments[0].code",
                    "due on 2026-07-18, the payment on 2026-07-19", #line
                ),
                (
                    Self.boleto + "," + Self.code + #","bank":{"code":"341"}"#, "BRL",
                    "payment.payee hold payments[0].code", "the bank in the code is “237”", #line
                ),
                (
                    Self.boleto + "," + Self.code + #","freeField":"1234092607899418501234561""#,
                    "BRL", "payment.reference hold payments[0].code", "campo livre", #line
                ),
                (
                    Self.slip.replacing("298.50", with: "298.00") + "," + Self.slipCode, "BRL",
                    "payment.amount hold payments[0].code", "difference 0.50", #line
                ),
                (
                    Self.slip.replacing("07-10", with: "07-11") + "," + Self.slipCode, "BRL",
                    "payment.due hold payments[0].code", "2026-07-10", #line
                ),
                (
                    Self.slip + "," + Self.slipCode + #","company":"1043""#, "BRL",
                    "payment.payee hold payments[0].code", "“1042”", #line
                ),
                (
                    Self.slip + "," + Self.slipCode + #","segment":"3""#, "BRL",
                    "payment.payee hold payments[0].code", "the segment", #line
                ),
                (
                    Self.slip + "," + Self.slipCode, "USD",
                    "payment.amount hold payments[0].code", "paid in BRL, the bill in USD", #line
                ),
                (
                    Self.pix.replacing("1.00,", with: "1.01,"), "BRL",
                    "payment.amount hold payments[0].payload", "difference -0.01", #line
                ),
                (
                    Self.pix + #","key":"12345678000195""#, "BRL",
                    "payment.payee hold payments[0].payload", "the key", #line
                ),
                (
                    Self.pix + #","merchantName":"OUTRA EMPRESA""#, "BRL",
                    "payment.payee hold payments[0].payload", "OUTRA EMPRESA", #line
                ),
                (
                    Self.pix + #","txid":"FAT2026000124""#, "BRL",
                    "payment.reference hold payments[0].payload", "the txid", #line
                ),
                (
                    Self.epc.replacing("12.3,", with: "12.4,"), "EUR",
                    "payment.amount hold payments[0].payload", "difference -0.10", #line
                ),
                (
                    Self.epc + #","iban":"DE02120300000000202051""#, "EUR",
                    "payment.payee hold payments[0].payload", "the account", #line
                ),
                (
                    Self.epc + #","payee":{"name":"Someone Else"}"#, "EUR",
                    "payment.payee hold payments[0].payload", "Someone Else", #line
                ),
                (
                    Self.epc + #","creditorReference":"RF097""#, "EUR",
                    "payment.reference hold payments[0].payload", "RF097", #line
                ),
                (
                    Self.swiss, "EUR", "payment.amount hold payments[0].payload",
                    "paid in CHF, the bill in EUR", #line
                ),
                (
                    Self.swiss.replacing("Vivaz AG", with: "Kolibri AG"), "CHF",
                    "payment.payee warn payments[0].payload", "Kolibri AG", #line
                ),
                (
                    Self.upi.replacing("12.30&", with: "13.00&"), "INR",
                    "payment.amount hold payments[0].payload", "13.00", #line
                ),
                (
                    Self.upi + #","key":"kolibri@upi""#, "INR",
                    "payment.payee hold payments[0].payload", "kolibri@upi", #line
                ),
            ]
        let desk = Desk()
        for row in rows {
            desk.settle("{\(row.payment)}", currency: row.currency, line: row.line)
            XCTAssertEqual(desk.verdicts, [row.verdict], line: row.line)
            let message = desk.payments.findings.first?.message ?? ""
            XCTAssertTrue(message.contains(row.part), message, line: row.line)
        }
    }

    func testCodesThatNoBankAcceptsAreFound() {
        let rows: [(payment: String, currency: String, verdict: String, code: String, line: UInt)] =
            [
                (
                    Self.boleto + "," + Self.code.replacing("4560", with: "4561"), "BRL",
                    "payment.code hold payments[0].code", "generalCheckDigit", #line
                ),
                (
                    Self.boleto + "," + Self.slipCode, "BRL", "payment.code hold payments[0].code",
                    "productIs8", #line
                ),
                (
                    Self.slip + "," + Self.slipCode.replacing("8466", with: "8476"), "BRL",
                    "payment.code hold payments[0].code", "generalCheckDigit", #line
                ),
                (
                    Self.slip
                        + #","digits":"84660000002-7 98501042202-2 60710691573-1 69626079634-2""#,
                    "BRL", "payment.digits hold payments[0].digits", "block1CheckDigit", #line
                ),
                (
                    Self.pix.replacing("06B6", with: "06B7"), "BRL",
                    "payment.code hold payments[0].payload", "crc", #line
                ),
                (
                    #""scheme":"sepa","payload":"abc""#, "EUR",
                    "payment.code hold payments[0].payload", "serviceTag", #line
                ),
                (
                    Self.epc.replacing("DE89", with: "DE88"), "EUR",
                    "payment.code hold payments[0].payload", "ibanCheck", #line
                ),
                (
                    Self.swiss.replacing("QRR", with: "NON"), "CHF",
                    "payment.code hold payments[0].payload", "qrIbanRequiresQRR", #line
                ),
                (
                    Self.upi.replacing("INR", with: "USD"), "INR",
                    "payment.code hold payments[0].payload", "currency", #line
                ),
            ]
        let desk = Desk()
        for row in rows {
            desk.settle("{\(row.payment)}", currency: row.currency, line: row.line)
            XCTAssertEqual(desk.verdicts, [row.verdict], line: row.line)
            let message = desk.payments.findings.first?.message ?? ""
            XCTAssertTrue(message.hasSuffix("(\(row.code))"), message, line: row.line)
        }
    }

    func testDigitsOfAnotherCodeAreFound() {
        let desk = Desk()
        desk.settle(
            "{\(Self.slip),\(Self.slipCode),"
                + #""digits":"84670000000-9 10991042202-0 31231000000-4 00000054321-5"}"#)
        XCTAssertEqual(desk.verdicts, ["payment.digits hold payments[0].digits"])
        XCTAssertTrue(desk.payments.findings[0].message.contains("the code is 8466"))
    }

    /// In segment 6 the company of the code is the root of a CNPJ.
    func testTheRootOfTheCNPJIsTheIssuers() {
        let code = #""code":"86800000001234533009911000000000000000000123""#
        let desk = Desk()
        desk.settle(#"{"scheme":"arrecadacao","amount":123.45,\#(code)}"#)
        XCTAssertEqual(desk.verdicts, ["payment.payee hold payments[0].code"])
        desk.settle(
            #"{"scheme":"arrecadacao","amount":123.45,\#(code),"#
                + #""payee":{"taxId":"33.009.911/0001-39"}}"#)
        // The issuer sees that another company is paid.
        XCTAssertEqual(desk.verdicts, ["payment.payee warn payments[0].payee.taxId"])
    }

    /// A code can agree with its payment, and the payment not with the bill.
    func testPaymentsAreComparedWithTheBill() {
        let desk = Desk()
        desk.settle("{\(Self.boleto),\(Self.code)}", due: "2026-07-20")
        XCTAssertEqual(desk.verdicts, ["payment.due hold payments[0].due"])
        XCTAssertEqual(
            desk.payments.findings.first?.message,
            "the payment is due on 2026-07-18, the bill on 2026-07-20")
        desk.settle(#"{"scheme":"text","text":"x","payee":{"name":"Kolibri GmbH"}}"#)
        XCTAssertEqual(desk.verdicts, ["payment.payee warn payments[0].payee"])
        desk.settle(#"{"scheme":"text","text":"x","payee":{"name":"VIVAZ COBRANÇA"}}"#)
        XCTAssertEqual(desk.verdicts, [])
    }

    /// Every rule of the room is one that packs can grade.
    func testRulesAreListed() {
        for rule in ["code", "digits", "amount", "due", "payee", "reference", "installments"] {
            let found = FindingRule.all.first { $0.id == "payment." + rule }
            XCTAssertEqual(found?.severity, rule == "code" ? .reject : .hold, rule)
            XCTAssertEqual(found?.isFixed, false, rule)
        }
    }
}
