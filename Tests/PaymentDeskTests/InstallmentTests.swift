import XCTest

@testable import PaymentDesk

/// Parts of a payment against their own amount and due date.
final class InstallmentTests: XCTestCase {
    /// A boleto of Bradesco for 94.41 on 2026-07-18, or with other fields.
    private static let first =
        #""payment":{"scheme":"boleto","code":"23791151100000094411234092607899418501234560"}"#

    func testInstallmentsAreCompared() {
        let part = "payments[0].installments[1]"
        let rows:
            [(
                second: String, verdicts: [String], message: String, line: UInt
            )] = [
                (#""n":2,"due":"2026-08-18","amount":94.40"#, [], "", #line),
                (
                    #""n":1,"due":"2026-08-18","amount":94.40"#,
                    ["payment.installments hold \(part).n"], "two installments have the number 1",
                    #line
                ),
                (
                    #""n":2,"due":"2026-07-01","amount":94.40"#, ["payment.due hold \(part).due"],
                    "the installment is due on 2026-07-01, the bill issued on 2026-07-02", #line
                ),
                (
                    #""n":2,"due":"2026-08-18","amount":-94.40"#,
                    ["payment.amount hold \(part).amount"], "the installment asks for -94.40", #line
                ),
                (
                    #""n":2,"due":"2026-07-18","amount":94.40,"# + Self.first,
                    ["payment.amount hold \(part).payment.code"],
                    "the code asks for 94.41, to be paid are 94.40, difference 0.01", #line
                ),
                (
                    #""n":2,"due":"2026-08-18","amount":94.41,"# + Self.first,
                    ["payment.due hold \(part).payment.code"],
                    "the code is due on 2026-07-18, the installment on 2026-08-18", #line
                ),
                (
                    #""n":2,"due":"2026-08-18","amount":94.40,"payment":{"scheme":"text","text":"x","#
                        + #""amount":1,"due":"2026-09-18"}"#,
                    [
                        "payment.amount hold \(part).payment.amount",
                        "payment.due hold \(part).payment.due",
                    ],
                    "the payment asks for 1.00, the installment for 94.40, difference -93.40", #line
                ),
            ]
        let desk = Desk()
        for row in rows {
            desk.settle(
                #"{"scheme":"text","text":"x","due":"2026-07-18","installments":[{"n":1,"#
                    + #""due":"2026-07-18","amount":94.41,\#(Self.first)},{\#(row.second)}]}"#,
                line: row.line)
            XCTAssertEqual(desk.verdicts, row.verdicts, line: row.line)
            XCTAssertEqual(
                desk.payments.findings.first?.message ?? "", row.message, line: row.line)
        }
    }

    /// Codes are made for the installment, and numbers beyond a hundred are told apart from the one before.
    func testCodesAreMadeForTheInstallment() {
        let iban = #""payee":{"name":"Vivaz"},"iban":"DE89370400440532013000""#
        let desk = Desk()
        desk.settle(
            #"{"scheme":"sepa",\#(iban),"installments":[{"n":900,"due":"2026-07-20","amount":75,"#
                + #""payment":{"scheme":"sepa",\#(iban)}},{"n":900,"due":"2026-08-20","#
                + #""amount":74.90}]}"#, currency: "EUR")
        XCTAssertEqual(
            desk.verdicts, ["payment.installments hold payments[0].installments[1].n"])
        XCTAssertTrue(desk.text("payload").hasSuffix("EUR149.90"))
        XCTAssertTrue(desk.text("payload", installment: 0).hasSuffix("EUR75.00"))
    }

    /// A way to pay an installment is one to pay the bill.
    func testInstallmentsMakeABillPayable() {
        let desk = Desk()
        desk.settle(
            #"{"scheme":"boleto","installments":[{"n":1,"due":"2026-07-18","amount":94.41,"#
                + Self.first + "}]}", due: "2026-07-18")
        XCTAssertEqual(desk.verdicts, [])
        XCTAssertTrue(desk.payments.isWithoutCode)
    }
}
