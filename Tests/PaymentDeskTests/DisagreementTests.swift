import Primitives
import XCTest

@testable import PaymentDesk

/// What is wrong with one payment in several ways is told in all of them, and each once.
final class DisagreementTests: XCTestCase {
    private let sepa =
        #""scheme":"sepa","payee":{"name":"Vivaz Telecom"},"iban":"DE89370400440532013000""#

    func testEveryDisagreementOfAPaymentIsTold() {
        let stranger = sepa.replacing("Vivaz Telecom", with: "Zzyx")
        let payee = "payment.payee warn payments[0].payee"
        let due = "payment.due hold payments[0].due"
        let rows: [(payment: String, verdicts: [String], line: UInt)] = [
            (sepa, [], #line), (stranger, [payee], #line),
            (sepa + #","due":"2026-07-21""#, [due], #line),
            (stranger + #","due":"2026-07-21""#, [due, payee], #line),
            (
                sepa.replacing("DE89", with: "DE88") + #","creditorReference":"RF19539007547034""#,
                [
                    "payment.code reject payments[0].iban",
                    "payment.code reject payments[0].creditorReference",
                ], #line
            ),
            (
                stranger.replacing("DE89", with: "DE88") + #","due":"2026-07-21""#,
                ["payment.code reject payments[0].iban", due, payee], #line
            ),
            (
                stranger + #","bic":"BNPAFRPP""#, ["payment.payee hold payments[0].bic"], #line
            ),
        ]
        let desk = Desk()
        for row in rows {
            desk.settle("{\(row.payment)}", currency: "EUR", due: "2026-07-20", line: row.line)
            XCTAssertEqual(desk.verdicts, row.verdicts, row.payment, line: row.line)
        }
    }

    /// Blank names are none: no code can be made of them.
    func testBlankNamesAreNotBuiltIntoCodes() {
        let pix = #""scheme":"pix","key":"a@b.co","merchantName":"Vivaz","merchantCity":"B""#
        let rows: [(payment: String, currency: String, part: String, line: UInt)] = [
            (sepa.replacing("Vivaz Telecom", with: " "), "EUR", "nameMissing", #line),
            (pix.replacing("Vivaz", with: "   "), "BRL", "missingObject", #line),
            (pix.replacing(#""B""#, with: #"" ""#), "BRL", "missingObject", #line),
        ]
        let desk = Desk()
        for row in rows {
            desk.settle("{\(row.payment)}", currency: row.currency, line: row.line)
            XCTAssertEqual(desk.verdicts, ["payment.code reject payments[0]"], line: row.line)
            let message = desk.payments.findings.first?.message ?? ""
            XCTAssertTrue(message.contains(row.part), message, line: row.line)
        }
    }

    /// A code that is none says nothing of digits that are right.
    func testABrokenCodeIsToldWithoutItsDigits() {
        let code = "84660000002985010422026071069157369626079634"
        let digits = "846600000026985010422022607106915731696260796342"
        let desk = Desk()
        let payment = { (code: String) in
            #"{"scheme":"arrecadacao","amount":298.50,"code":"\#(code)","digits":"\#(digits)"}"#
        }
        desk.settle(payment(code.replacing("8466", with: "8467")))
        XCTAssertEqual(
            desk.verdicts.filter { $0.hasPrefix("payment.digits") || $0.hasPrefix("payment.code") },
            ["payment.code hold payments[0].code"])
    }

    func testSlipsAreKnownByTheirCode() {
        let code = "84660000002985010422026071069157369626079634"
        let desk = Desk()
        desk.settle(
            #"{"scheme":"text"},{"scheme":"arrecadacao","amount":298.50,"code":"\#(code)"}"#)
        for (digits, isOne) in [
            (code, true), (String(code.dropLast()), false),
            (code.replacing("8466", with: "8467"), false),
            ("", false),
        ] {
            var text = ByteBuffer(capacity: 64)
            text.append(string: digits)
            XCTAssertEqual(desk.payments.isCodeOfSlip(text.view), isOne, digits)
        }
    }
}
