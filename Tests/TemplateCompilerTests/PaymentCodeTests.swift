import Foundation
import Payments
import Primitives
import Records
import XCTest

@testable import TemplateCompiler

/// QR codes that are made of a payment's fields.
final class PaymentCodeTests: XCTestCase {
    private static let sepa =
        #""payee":{"name":"Ida"},"iban":"DE89 3704 0044 0532 0130 00","amount":12.30"#
    private static let slip = """
        "iban":"CH44 3199 9123 0008 8901 2","amount":12.30,\
        "creditorReference":"21 00000 00003 13947 14300 09017",\
        "payee":{"name":"Ida AG","address":{"line1":"Gasse","buildingNumber":"1a",\
        "postalCode":"8000","city":"Seldwyla","country":"CH"}}
        """

    private func filling() throws -> Filling {
        let pack = TestPack(
            #"<each in="payments" as="it2"><qr payment="it2" size="46mm" alt="x"/></each>"#)
        return Filling(try pack.compile())
    }

    private func record(
        _ payment: String, scheme: String = "sepa", currency: String = "EUR"
    ) -> String {
        bill([
            "currency": "\"\(currency)\"",
            "payments": "[{\"scheme\":\"\(scheme)\",\(payment)}]",
        ])
    }

    func testPayloadsAreBuiltOfFields() throws {
        let epc = "BCD\n002\n1\nSCT\n\nIda\nDE89370400440532013000\nEUR12.30"
        let swiss =
            "SPC\n0200\n1\nCH4431999123000889012\nS\nIda AG\nGasse\n1a\n8000\nSeldwyla\nCH\n"
            + "\n\n\n\n\n\n\n12.30\nCHF\n"
        let payer = #""payer":{"name":"Jo","address":{"postalCode":"1","city":"B","country":"DE"}}"#
        let rows: [(payment: String, currency: String, payload: String, line: UInt)] = [
            (Self.sepa, "EUR", epc, #line),
            (Self.sepa + #","message":"Rechnung 1""#, "EUR", epc + "\n\n\nRechnung 1", #line),
            (
                Self.sepa + #","bic":"COBADEFF","purpose":"GDDS","#
                    + #""creditorReference":"RF18 5390 0754 7034","additionalInformation":"i""#,
                "EUR",
                epc.replacing("SCT\n", with: "SCT\nCOBADEFF")
                    + "\nGDDS\nRF18539007547034\n\ni", #line
            ),
            (
                Self.slip, "CHF",
                swiss + "\n\n\n\n\n\n\nQRR\n210000000003139471430009017\n\nEPD", #line
            ),
            (
                Self.slip + "," + payer
                    + #","message":"M","billingInformation":"//S1/10/1","alternatives":["a","b"]"#,
                "CHF",
                swiss + "S\nJo\n\n\n1\nB\nDE\nQRR\n210000000003139471430009017\nM\nEPD\n"
                    + "//S1/10/1\na\nb", #line
            ),
        ]
        let filling = try filling()
        for row in rows {
            let scheme = row.currency == "CHF" ? "swiss" : "sepa"
            _ = filling.dump(record(row.payment, scheme: scheme, currency: row.currency))
            XCTAssertEqual(filling.expander.findings, [], line: row.line)
            guard filling.tree.symbols.count == 1 else { continue }
            let symbol = filling.tree.symbols[0]
            XCTAssertEqual(
                filling.tree.bytes(symbol.payload).string, row.payload, line: row.line)
        }
    }

    func testReadyPayloadsAreKept() throws {
        let good = #""payload":"BCD\n001\n1\nSCT\nCOBADEFF\nIda\nDE89370400440532013000\nEUR12.3""#
        let filling = try filling()
        _ = filling.dump(record(#""amount":12.30,"# + good))
        XCTAssertEqual(filling.expander.findings, [])
        let symbol = filling.tree.symbols[0]
        XCTAssertTrue(filling.tree.bytes(symbol.payload).string.hasSuffix("\nEUR12.3"))
        _ = filling.dump(record(#""payload":"upi://pay?pa=a@b""#, scheme: "upi", currency: "INR"))
        XCTAssertEqual(filling.expander.findings, [])
    }

    func testWhatABankWouldRefuseIsAFinding() throws {
        let rows:
            [(payment: String, scheme: String, currency: String, path: String, code: String, UInt)] =
                [
                    (
                        Self.sepa.replacing("DE89", with: "DE88"), "sepa", "EUR",
                        "payments[0].iban",
                        "ibanCheck", #line
                    ),
                    (Self.sepa, "sepa", "BRL", "payments[0]", "currency", #line),
                    (Self.sepa, "upi", "EUR", "payments[0]", "missingObject", #line),
                    (
                        Self.sepa + #","bic":"X""#, "sepa", "EUR", "payments[0].bic", "bicLength",
                        #line
                    ),
                    (
                        Self.sepa + #","message":"m","creditorReference":"RF18539007547034""#,
                        "sepa",
                        "EUR", "payments[0].message", "textAndReference", #line
                    ),
                    (
                        #""iban":"DE89370400440532013000""#, "sepa", "EUR", "payments[0]",
                        "nameMissing", #line
                    ),
                    (
                        Self.slip.replacing("09017", with: "09016"), "swiss", "CHF",
                        "payments[0].creditorReference", "referenceCheck", #line
                    ),
                    (
                        Self.slip + #","alternatives":["a","b","c"]"#, "swiss", "CHF",
                        "payments[0].alternatives", "tooManyAlternativeProcedures", #line
                    ),
                    (
                        Self.slip + #","billingInformation":"S1""#, "swiss", "CHF",
                        "payments[0].billingInformation", "billingMustStartWithSlashSlash", #line
                    ),
                    (
                        Self.slip.replacing("Seldwyla", with: "Ελ"), "swiss", "CHF", "payments[0]",
                        "characterSet", #line
                    ),
                ]
        let filling = try filling()
        for (payment, scheme, currency, path, code, line) in rows {
            _ = filling.dump(record(payment, scheme: scheme, currency: currency), line: line)
            let finding = filling.expander.findings.first
            XCTAssertEqual(filling.expander.findings.count, 1, line: line)
            XCTAssertEqual(finding?.rule, "payment.symbol", line: line)
            XCTAssertEqual(finding?.severity, .reject, line: line)
            XCTAssertEqual(finding?.path, path, line: line)
            let text = PaymentError(rawValue: code)?.text ?? ""
            XCTAssertEqual(
                finding?.message, "no payment code can be made of this: \(text) (\(code))",
                line: line)
            XCTAssertTrue(filling.tree.symbols.isEmpty, line: line)
        }
    }

    func testNoPaymentIsAFinding() throws {
        let pack = TestPack(#"<qr payment="first(payments)" size="46mm" alt="x"/>"#)
        let filling = Filling(try pack.compile())
        _ = filling.dump(bill())
        XCTAssertEqual(
            filling.expander.findings.map(\.message), ["there is nothing to encode"])
    }

    func testMarksAreKept() throws {
        let pack = TestPack(#"<qr value="x" size="46mm" mark="swiss-cross" alt="x"/>"#)
        let lines = try pack.lines(bill())
        XCTAssertEqual(
            lines, [#"symbol (figure) qr 21×21 modules 130.394×130.394pt swissCross "x" "x""#])
    }

    func testWrongAttributes() {
        let rows: [(markup: String, place: String, line: UInt)] = [
            (#"<qr size="9mm" alt="x"/>"#, "2:2 F106", #line),
            (
                #"<qr value="x" payment="first(payments)" size="9mm" alt="x"/>"#, "2:5 F107", #line
            ),
            (#"<qr payment="customer" size="9mm" alt="x"/>"#, "2:14 F105", #line),
            (#"<qr payment="total" size="9mm" alt="x"/>"#, "2:14 F105", #line),
            (#"<qr payment="first(payment)" size="9mm" alt="x"/>"#, "2:20 F203", #line),
            (#"<qr value="x" size="9mm" mark="cross" alt="x"/>"#, "2:32 F105", #line),
            (
                #"<barcode kind="ean13" value="4006381333931" width="9mm" height="9mm" alt="x" mark="x"/>"#,
                "2:78 F104", #line
            ),
        ]
        for row in rows {
            XCTAssertEqual(TestPack(row.markup).places(), [row.place], row.markup, line: row.line)
        }
    }
}
