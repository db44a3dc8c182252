import XCTest

@testable import PaymentDesk

/// What codes of each scheme say against the fields of their payment and of the bill.
final class CodeComparisonTests: XCTestCase {
    typealias Row = (
        payment: String, currency: String, verdict: String, part: String, line: UInt
    )

    /// Settles each row alone; an empty verdict stands for no finding.
    private func check(_ rows: [Row], rest: String = "") {
        let desk = Desk()
        for row in rows {
            desk.settle(
                "{\(row.payment)}", currency: row.currency, issuer: "40.123.456/0001-63",
                rest: rest, line: row.line)
            XCTAssertEqual(
                desk.verdicts, row.verdict.isEmpty ? [] : [row.verdict], line: row.line)
            let message = desk.payments.findings.first?.message ?? ""
            XCTAssertTrue(row.part.isEmpty || message.contains(row.part), message, line: row.line)
        }
    }

    // MARK: Pix

    /// A static code of 298.50 with this key, by Vivaz in São Paulo.
    private func pix(_ key: String, crc: String, amount: String = "5406298.50") -> String {
        let account = "0014br.gov.bcb.pix01\(key.count)\(key)"
        return """
            "scheme":"pix","amount":298.5,"payload":"00020126\(account.count)\(account)520400005303986\
            \(amount)5802BR5916VIVAZ TELECOM SA6009SAO PAULO62070503***6304\(crc)"
            """
    }

    func testKeysThatAreTaxNumbersAreThePayees() {
        check([
            (pix("40123456000163", crc: "7667"), "BRL", "", "", #line),
            // A branch of the issuer's company.
            (pix("40123456000244", crc: "3B89"), "BRL", "", "", #line),
            (
                pix("11222333000181", crc: "D257"), "BRL",
                "payment.payee hold payments[0].payload",
                "the key's holder in the code is “11222333000181”, it should be “40.123.456/0001-63”",
                #line
            ),
            (
                pix("11222333000181", crc: "D257") + #","key":"11222333000181""#, "BRL",
                "payment.payee hold payments[0].payload", "the key's holder", #line
            ),
            (
                pix("69157369640", crc: "CF63"), "BRL", "payment.payee hold payments[0].payload",
                "“69157369640”", #line
            ),
            (
                pix("40123456000163", crc: "7667") + #","payee":{"taxId":"40.123.456/0002-44"}"#,
                "BRL", "", "", #line
            ),
            // Fields of which the code is made are looked at too.
            (
                #""scheme":"pix","key":"11222333000181","merchantName":"VIVAZ","merchantCity":"SP""#,
                "BRL", "payment.payee hold payments[0].key", "the key's holder", #line
            ),
            (
                #""scheme":"pix","key":"fulano@example.com","merchantName":"V","merchantCity":"SP""#,
                "BRL", "", "", #line
            ),
        ])
    }

    func testPixWithoutAnAmountIsToldOf() {
        check([
            (
                pix("40123456000163", crc: "79AC", amount: ""), "BRL",
                "payment.amount warn payments[0].payload",
                "asks for no amount, so anything can be paid; to be paid are 298.50", #line
            )
        ])
    }

    /// A dynamic code without an amount, and one with 1.00, which readers pass over.
    private static let location = """
        "scheme":"pix","amount":298.5,"payload":"00020101021226490014br.gov.bcb.pix2527pix.vivaz.exa\
        mple/v2/cobv/15204000053039865802BR5916VIVAZ TELECOM SA6009SAO PAULO62070503***63045DFC"
        """
    private static let recurrence = """
        "scheme":"pix","amount":298.5,"payload":"00020101021226490014br.gov.bcb.pix2527pix.vivaz.exa\
        mple/v2/cobv/35204000053039865802BR5916VIVAZ TELECOM SA6009SAO PAULO62070503***80450014br.go\
        v.bcb.pix2523pix.vivaz.example/rec/263048154"
        """

    func testPixLocationsAreTheRecords() {
        let own = #","url":"https://pix.vivaz.example/v2/cobv/1""#
        let other = #","url":"https://pix.vivaz.example/v2/cobv/2""#
        check([
            (Self.location, "BRL", "", "", #line),
            (Self.location + own, "BRL", "", "", #line),
            (
                Self.location + other + #","merchantName":"VIVAZ TELECOM SA""#, "BRL",
                "payment.payee hold payments[0].payload",
                "the location in the code is “pix.vivaz.example/v2/cobv/1”", #line
            ),
            // It may be an address to click.
            (
                Self.location + other, "BRL", "payment.payee warn payments[0].payload",
                "the location", #line
            ),
            (
                Self.location + #","merchantCity":"RIO DE JANEIRO""#, "BRL",
                "payment.payee warn payments[0].payload", "the payee's city", #line
            ),
            (
                Self.recurrence + #","recurrenceUrl":"pix.vivaz.example/rec/2""#, "BRL", "", "",
                #line
            ),
            (
                Self.recurrence + #","recurrenceUrl":"pix.vivaz.example/rec/1""#, "BRL",
                "payment.payee hold payments[0].payload", "the location of the recurrence", #line
            ),
            (
                Self.location.replacing("865802BR", with: "8654041.005802BR")
                    .replacing("5DFC", with: "1354"),
                "BRL", "payment.amount warn payments[0].payload",
                "the code asks for 1.00, to be paid are 298.50", #line
            ),
        ])
    }

    /// The checksum is written in capitals, and not every app reads it in small letters.
    func testAChecksumInSmallLettersIsRefused() {
        check([
            (
                Self.location.replacing("5DFC", with: "5dfc"), "BRL",
                "payment.code hold payments[0].payload", "(crc)", #line
            )
        ])
    }

    // MARK: EPC

    private static let epc = """
        "scheme":"sepa","amount":12.3,"payload":"BCD\\n002\\n1\\nSCT\\nCOBADEFFXXX\\nVivaz GmbH\\n\
        DE89370400440532013000\\nEUR12.30\\nGDDS\\n\\nInvoice 7"
        """

    func testTransfersAreTheRecords() {
        let payload = "payment.payee hold payments[0].payload"
        let reference = "payment.reference hold payments[0].payload"
        check([
            (Self.epc + #","bic":"COBADEFF","message":"Invoice 7""#, "EUR", "", "", #line),
            (
                Self.epc + #","bic":"DEUTDEFFXXX""#, "EUR", payload,
                "the bank in the code is “COBADEFFXXX”, it should be “DEUTDEFFXXX”", #line
            ),
            (
                Self.epc.replacing("COBADEFF", with: "UBSWCHZH"), "EUR", payload,
                "the bank UBSWCHZHXXX is one of CH, the account DE89370400440532013000 is not",
                #line
            ),
            (Self.epc + #","message":"Rechnung 8""#, "EUR", reference, "“Rechnung 8”", #line),
            (Self.epc + #","purpose":"CHAR""#, "EUR", reference, "the purpose", #line),
            (
                Self.epc.replacing("EUR12.30", with: ""), "EUR",
                "payment.amount warn payments[0].payload", "asks for no amount", #line
            ),
            // Fields of which the code is made.
            (
                #""scheme":"sepa","payee":{"name":"Vivaz"},"iban":"DE89370400440532013000","#
                    + #""bic":"UBSWCHZH80A""#, "EUR", "payment.payee hold payments[0].bic",
                "UBSWCHZH80A", #line
            ),
            // A bank of a territory keeps accounts numbered as those of its country.
            (
                #""scheme":"sepa","payee":{"name":"Vivaz"},"iban":"FR1420041010050500013M02606","#
                    + #""bic":"BRESGPGX""#, "EUR", "", "", #line
            ),
        ])
    }

    // MARK: Switzerland

    private static let swiss = """
        "scheme":"swiss","amount":12.3,"payload":"SPC\\n0200\\n1\\nCH4431999123000889012\\nS\\nVivaz AG\
        \\nGasse\\n1\\n8000\\nSeldwyla\\nCH\\n\\n\\n\\n\\n\\n\\n\\n12.30\\nCHF\\nS\\nPia Muster\\nWeg\\n2\\n9400\
        \\nRorschach\\nCH\\nQRR\\n210000000003139471430009017\\nRechnung 7\\nEPD\\n//S1/10/7"
        """
    private static let payee = """
        "payee":{"name":"Vivaz AG","address":{"line1":"Gasse","buildingNumber":"1",\
        "postalCode":"8000","city":"Seldwyla","country":"CH"}}
        """
    private static let payer = """
        "payer":{"name":"Pia Muster","address":{"line1":"Weg","buildingNumber":"2",\
        "postalCode":"9400","city":"Rorschach","country":"CH"}}
        """

    func testSlipsAreTheRecords() {
        let whole = Self.swiss + "," + Self.payee + "," + Self.payer
        let payload = "payment.payee hold payments[0].payload"
        let reference = "payment.reference hold payments[0].payload"
        check(
            [
                (
                    whole + #","message":"Rechnung 7","billingInformation":"//S1/10/7""#, "CHF", "",
                    "", #line
                ),
                (
                    whole.replacing(#""Gasse""#, with: #""Allee""#), "CHF", payload, "the street",
                    #line
                ),
                (
                    whole.replacing(#"Number":"1""#, with: #"Number":"3""#), "CHF", payload,
                    "the building's number of who is paid in the code is “1”, it should be “3”",
                    #line
                ),
                (whole.replacing(#""8000""#, with: #""3000""#), "CHF", payload, "“3000”", #line),
                (
                    whole.replacing(#""Seldwyla""#, with: #""Bern""#), "CHF", payload, "the town",
                    #line
                ),
                (
                    whole.replacing(#""Pia Muster""#, with: #""Jo Other""#), "CHF", reference,
                    "who pays", #line
                ),
                (
                    whole.replacing(#""Rorschach""#, with: #""Chur""#), "CHF", reference, "“Chur”",
                    #line
                ),
                (whole + #","message":"Rechnung 9""#, "CHF", reference, "the message", #line),
                (
                    whole + #","billingInformation":"//S1/10/8""#, "CHF", reference, "//S1/10/8",
                    #line
                ),
                (
                    whole.replacing("12.30\\nCHF", with: "\\nCHF"), "CHF",
                    "payment.amount warn payments[0].payload", "asks for no amount", #line
                ),
            ], rest: #""customer":{"id":"C","name":"Pia Muster"}"#)
    }

    /// Without a payer of its own a code names the customer.
    func testSlipsAreTheCustomers() {
        check(
            [
                (
                    Self.swiss, "CHF", "payment.payee warn payments[0].payload",
                    "who pays in the code is “Pia Muster”, it should be “Jo Other”", #line
                )
            ], rest: #""customer":{"id":"C","name":"Jo Other"}"#)
    }

    // MARK: UPI

    func testLinksAreTheRecords() {
        let upi = """
            "scheme":"upi","amount":12.3,"payload":"upi://pay?pa=vivaz.bills@upi&pn=Vivaz%20Telecom&\
            tr=A%2D1&tn=July&am=12.30&cu=INR"
            """
        let payload = "payment.payee hold payments[0].payload"
        check([
            (
                upi + #","key":"vivaz.bills@upi","reference":"A-1","message":"July","#
                    + #""merchantName":"VIVAZ TELECOM""#, "INR", "", "", #line
            ),
            (
                upi + #","reference":"B-2""#, "INR", "payment.reference hold payments[0].payload",
                "the reference in the code is “A-1”, the field says “B-2”", #line
            ),
            (
                upi + #","message":"August""#, "INR",
                "payment.reference hold payments[0].payload", "the note", #line
            ),
            (upi + #","merchantName":"Kolibri""#, "INR", payload, "“Vivaz Telecom”", #line),
            (
                upi.replacing("Vivaz%20Telecom", with: "Kolibri"), "INR",
                "payment.payee warn payments[0].payload", "“Kolibri”", #line
            ),
            (
                upi.replacing("&am=12.30", with: ""), "INR",
                "payment.amount warn payments[0].payload", "asks for no amount", #line
            ),
        ])
    }

    // MARK: Arrecadação

    func testSlipsOfCompaniesAreTheRecords() {
        let slip = #""scheme":"arrecadacao","amount":298.50,"due":"2026-07-10","#
        let amount = slip + #""code":"84660000002985010422026071069157369626079634""#
        let modulo11 = slip + #""code":"84860000002985010422026071069157369626079634""#
        let number = slip + #""code":"84720000000007710422026071069157369626079634""#
        let reference = "payment.reference hold payments[0].code"
        check([
            (amount + #","valueId":"6""#, "BRL", "", "", #line),
            (modulo11 + #","valueId":"8""#, "BRL", "", "", #line),
            (
                modulo11 + #","valueId":"6""#, "BRL", reference,
                "the value id in the code is “8”, the field says “6”", #line
            ),
            (number + #","valueId":"7","reference":"0077""#, "BRL", "", "", #line),
            (
                slip + #""code":"84740000000000010422026071069157369626079634""#, "BRL",
                "payment.amount warn payments[0].code", "asks for no amount", #line
            ),
            (number + #","reference":"78""#, "BRL", reference, "“00000000077”", #line),
            (amount + #","freeField":"2026071069157369626079634""#, "BRL", "", "", #line),
            (amount + #","freeField":"69157369626079634""#, "BRL", "", "", #line),
            (
                amount + #","freeField":"69157369626079635""#, "BRL", reference,
                "the free field in the code is “69157369626079634”", #line
            ),
        ])
    }
}
