import Foundation
import Payments
import Primitives
import Samples
import XCTest

final class SaaSCycleTests: XCTestCase {
    private static let records: Result<[SaaSRecord], any Error> = Result {
        try (0..<2000).map { try SaaSRecord(record($0, SampleOptions(sector: .saas))) }
    }

    private func records() throws -> [SaaSRecord] { try Self.records.get() }

    func testEverySumHolds() throws {
        for bill in try records() {
            let lines = bill.lines.reduce(Decimal()) { $0 + $1.amount }
            let adjusted = (bill.adjustments ?? []).reduce(Decimal()) { $0 + $1.amount }
            let taxes = bill.taxes.reduce(Decimal()) { $0 + $1.amount }
            XCTAssertEqual(bill.subtotal, lines, bill.id)
            XCTAssertEqual(bill.total, lines + adjusted + taxes, bill.id)
            XCTAssertEqual(
                bill.amountDue, bill.total - (bill.prepaid ?? 0) + (bill.rounding ?? 0), bill.id)
            for line in bill.lines {
                let given = (line.adjustments ?? []).reduce(Decimal()) { $0 + $1.amount }
                XCTAssertEqual(
                    line.amount, rounded(line.quantity * line.unitPrice) + given,
                    bill.id + line.id)
            }
            for adjustment in (bill.adjustments ?? [])
                + bill.lines.flatMap({ $0.adjustments ?? [] })
            {
                XCTAssertFalse(adjustment.charge, bill.id)
                XCTAssertLessThan(adjustment.amount, 0, bill.id)
            }
        }
    }

    /// One tax for each category and rate, rounded once; their bases add up to the net amount.
    func testTaxesHold() throws {
        for bill in try records() {
            let kinds = bill.taxes.map { "\($0.category) \($0.rate)" }
            XCTAssertEqual(Set(kinds).count, kinds.count, bill.id)
            XCTAssertEqual(
                Set(bill.lines.map { "\($0.taxCategory) \($0.taxRate)" }), Set(kinds), bill.id)
            let adjusted = (bill.adjustments ?? []).reduce(Decimal()) { $0 + $1.amount }
            let bases = bill.taxes.reduce(Decimal()) { $0 + $1.base }
            XCTAssertEqual(bases, bill.subtotal + adjusted, bill.id)
            for (index, tax) in bill.taxes.enumerated() {
                let own = bill.lines.filter {
                    $0.taxCategory == tax.category && $0.taxRate == tax.rate
                }
                let base = own.reduce(index == 0 ? adjusted : 0) { $0 + $1.amount }
                XCTAssertEqual(tax.base, base, bill.id)
                XCTAssertEqual(tax.amount, rounded(tax.base * tax.rate / 100), bill.id)
                XCTAssertEqual(tax.rate > 0, tax.category == "S", bill.id)
                XCTAssertFalse(tax.included)
            }
        }
    }

    /// The tax follows from who sells what to whom.
    func testCategoriesFitThePlaces() throws {
        let union = ["AT", "FR", "NL", "IT", "PL", "DK"]
        for bill in try records() {
            let place = bill.customer.address.country
            XCTAssertEqual(bill.currency == "CHF", bill.issuer.address.country == "CH", bill.id)
            for tax in bill.taxes {
                switch tax.category {
                case "S": XCTAssertTrue(["DE", "CH", "LI"].contains(place), bill.id)
                case "E": XCTAssertEqual(place, "DE", bill.id)
                case "AE", "K":
                    XCTAssertTrue(union.contains(place), bill.id)
                    XCTAssertNotNil(bill.customer.taxId, bill.id)
                case "G", "O":
                    XCTAssertFalse((union + ["DE", "CH", "LI"]).contains(place), bill.id)
                default: XCTFail("\(bill.id): \(tax.category)")
                }
            }
        }
    }

    func testWhatIsDueCanBePaid() throws {
        for bill in try records() {
            XCTAssertEqual(bill.due != nil, bill.amountDue > 0, bill.id)
            XCTAssertEqual(bill.kind == "creditNote", bill.references != nil, bill.id)
            XCTAssertEqual(bill.kind == "creditNote", bill.total < 0, bill.id)
            guard bill.amountDue > 0 else {
                XCTAssertTrue((bill.payments ?? []).allSatisfy { $0.scheme == "text" }, bill.id)
                continue
            }
            let payment = try XCTUnwrap(bill.payments?.first, bill.id)
            XCTAssertEqual(payment.amount, bill.amountDue, bill.id)
            try assertAccount(payment, bill)
            if let payload = payment.payload, payment.scheme == "sepa" {
                try view(of: payload) { (payload) throws(PaymentError) in
                    try EPCPayload.verify(payload, amount: cents(bill.amountDue))
                }
            }
            if bill.currency == "CHF" {
                XCTAssertEqual(cents(bill.amountDue) % 5, 0, bill.id)
                XCTAssertEqual(payment.payer?.name, bill.customer.name, bill.id)
            }
        }
    }

    private func assertAccount(_ payment: SaaSRecord.Payment, _ bill: SaaSRecord) throws {
        let iban = try XCTUnwrap(payment.iban)
        try view(of: iban) { (iban) throws(PaymentError) in try IBAN.check(iban) }
        XCTAssertEqual(payment.scheme, bill.currency == "CHF" ? "swiss" : "sepa", bill.id)
        guard let reference = payment.creditorReference else {
            XCTAssertNotNil(payment.message, bill.id)
            return
        }
        let isQR = view(of: iban) { IBAN.isQRIBAN($0) }
        try view(of: reference) { (reference) throws(PaymentError) in
            if isQR {
                try QRReference.check(reference)
            } else {
                try CreditorReference.check(reference)
            }
        }
        XCTAssertTrue(
            payment.scheme == "swiss" || payment.message == nil, "both kinds of remittance")
    }

    /// A thousand invoices show every kind there is.
    func testKindsAreMixed() throws {
        let bills = try records()
        let rows: [(name: String, shown: Int, line: UInt)] = [
            ("credit notes", bills.count { $0.kind == "creditNote" }, #line),
            ("francs", bills.count { $0.currency == "CHF" }, #line),
            ("paid by card", bills.count { $0.prepaid != nil }, #line),
            ("free", bills.count { $0.kind == nil && $0.total == 0 }, #line),
            ("long", bills.count { $0.lines.count > 30 }, #line),
            ("ready codes", bills.count { $0.payments?.first?.payload != nil }, #line),
            (
                "QR references",
                bills.count { $0.payments?.first?.iban?.hasPrefix("CH44") == true }, #line
            ),
            (
                "no reference",
                bills.count {
                    $0.payments?.first?.scheme == "swiss"
                        && $0.payments?.first?.creditorReference == nil
                }, #line
            ),
            ("prorated", bills.count { $0.lines.contains { $0.period != nil } }, #line),
            ("discounts", bills.count { $0.lines.contains { $0.adjustments != nil } }, #line),
            ("early payment", bills.count { $0.terms != nil }, #line),
            ("German", bills.count { $0.locale == "de-DE" }, #line),
            ("English", bills.count { $0.locale == "en-GB" }, #line),
            ("Swiss German", bills.count { $0.locale == "de-CH" }, #line),
        ]
        for row in rows { XCTAssertGreaterThan(row.shown, 10, row.name, line: row.line) }
        for category in ["S", "E", "AE", "K", "G", "O"] {
            let shown = bills.count { $0.taxes.contains { $0.category == category } }
            XCTAssertGreaterThan(shown, 40, category)
        }
        XCTAssertEqual(Set(bills.map(\.id)).count, bills.count)
    }

    /// The longest has more than 60 lines; long names still fit payment codes.
    func testTheLongCasesAreLong() throws {
        for (sample, check) in [
            (SaaSCase.long, { (bill: SaaSRecord) in bill.lines.count > 60 }),
            (SaaSCase.longNames, { $0.customer.name.count > 60 && $0.customer.name.count <= 70 }),
            (SaaSCase.zero, { $0.total == 0 && $0.lines.count > 1 }),
            (SaaSCase.rates, { $0.taxes.map(\.category) == ["S", "S", "E"] }),
        ] as [(SaaSCase, (SaaSRecord) -> Bool)] {
            var buffer = ByteBuffer()
            sample.append(to: &buffer)
            XCTAssertTrue(check(try SaaSRecord(buffer.view.bytes)), sample.rawValue)
        }
    }

    /// Half away from zero to cents.
    private func rounded(_ amount: Decimal) -> Decimal {
        var (exact, result) = (amount, Decimal())
        unsafe NSDecimalRound(&result, &exact, 2, .plain)
        return result
    }
}
