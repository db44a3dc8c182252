import Foundation
import Payments
import Primitives
import Samples
import XCTest

final class SampleCycleTests: XCTestCase {
    private static let count = 2000

    /// The first 2,000 records of the default cycle, read once.
    private static let bills: Result<[BillRecord], any Error> = Result {
        try (0..<count).map { try BillRecord(record($0)) }
    }

    private func bills() throws -> [BillRecord] { try SampleCycleTests.bills.get() }

    func testEverySumHolds() throws {
        for bill in try bills() {
            let lines = bill.lines.reduce(Decimal()) { $0 + $1.amount }
            let adjusted = (bill.adjustments ?? []).reduce(Decimal()) { $0 + $1.amount }
            let added = bill.taxes.reduce(Decimal()) { $0 + ($1.included ? 0 : $1.amount) }
            XCTAssertEqual(bill.subtotal, lines, bill.id)
            XCTAssertEqual(bill.total, lines + adjusted + added, bill.id)
            let due = bill.total + (bill.previousBalance ?? 0) - (bill.paymentsReceived ?? 0)
            XCTAssertEqual(bill.amountDue, due, bill.id)
            for line in bill.lines {
                XCTAssertEqual(line.amount, line.quantity * line.unitPrice, bill.id + line.id)
                XCTAssertNotEqual(line.amount, 0, bill.id + line.id)
            }
            for adjustment in bill.adjustments ?? [] {
                XCTAssertEqual(adjustment.charge, adjustment.amount > 0, bill.id)
            }
        }
    }

    /// base × rate, halves up to centavos; all taxes are inside the prices.
    func testTaxesHold() throws {
        for bill in try bills() {
            XCTAssertEqual(bill.taxes.map(\.code), ["ICMS", "PIS", "COFINS", "FUST", "FUNTTEL"])
            let own = bill.lines.reduce(Decimal()) { $0 + ($1.issuer == nil ? $1.amount : 0) }
            XCTAssertEqual(bill.taxes.first?.base, own, bill.id)
            XCTAssertEqual(bill.fiscal.first?.total, own, bill.id)
            for tax in bill.taxes {
                let exact = cents(tax.base) * Int64(truncating: tax.rate * 100 as NSDecimalNumber)
                XCTAssertEqual(cents(tax.amount), (exact + 5000) / 10_000, bill.id + tax.code)
                XCTAssertTrue(tax.included)
            }
        }
    }

    /// Details add up to their group, groups to their lines, and both are in order.
    func testUseEqualsCharges() throws {
        for bill in try bills() {
            let lines = Dictionary(uniqueKeysWithValues: bill.lines.map { ($0.id, $0) })
            for group in bill.usage.groups {
                XCTAssertFalse(group.details.isEmpty, bill.id)
                let sum = group.details.reduce(Decimal()) { $0 + $1.amount }
                XCTAssertEqual(group.subtotal, sum, bill.id)
                if let line = group.line {
                    XCTAssertEqual(lines[line]?.amount, sum, bill.id)
                } else {
                    XCTAssertEqual(sum, 0, "\(bill.id): use without its line")
                }
                let moments = group.details.map { $0.date + $0.time }
                XCTAssertEqual(moments, moments.sorted(), bill.id)
                XCTAssertGreaterThanOrEqual(moments[0], bill.period.from, bill.id)
                XCTAssertLessThan(moments[moments.count - 1], bill.issued, bill.id)
            }
            let linked = bill.usage.groups.compactMap(\.line)
            XCTAssertEqual(Set(linked).count, linked.count, bill.id)
        }
    }

    /// Fiscal keys and tax numbers, by the room's own checks and by naive ones.
    func testTaxNumbersAndKeysAreValid() throws {
        for bill in try bills() {
            NaiveDigits.assertTaxNumber(bill.customer.taxId)
            NaiveDigits.assertTaxNumber(bill.issuer.taxId)
            bill.lines.compactMap(\.issuer).forEach { NaiveDigits.assertTaxNumber($0.taxId) }
            let isCompany = bill.customer.taxId.count == 14
            let holds = view(of: bill.customer.taxId) {
                isCompany ? CNPJ.isValid($0) : CPF.isValid($0)
            }
            XCTAssertTrue(holds, bill.customer.taxId)
            let fiscal = try XCTUnwrap(bill.fiscal.first)
            XCTAssertTrue(view(of: fiscal.accessKey) { ChaveDeAcesso.isValid($0) }, bill.id)
            let check = NaiveDigits.modulo11(String(fiscal.accessKey.dropLast()))
            XCTAssertEqual(NaiveDigits.values(fiscal.accessKey).last, check, bill.id)
            XCTAssertEqual(fiscal.accessKey.count, 44)
            XCTAssertTrue(fiscal.accessKey.hasPrefix("352607" + bill.issuer.taxId + "62001"))
            XCTAssertEqual(Int(bill.number.replacing(".", with: "")), Int(fiscal.number), bill.id)
        }
    }

    func testWhatIsDueCanBePaid() throws {
        for bill in try bills() {
            XCTAssertEqual(bill.due != nil, bill.amountDue > 0, bill.id)
            XCTAssertEqual(bill.payments != nil, bill.amountDue > 0, bill.id)
            for payment in bill.payments ?? [] {
                XCTAssertEqual(payment.amount, bill.amountDue, bill.id)
                XCTAssertEqual(payment.due, bill.due, bill.id)
                switch payment.scheme {
                case "arrecadacao": try assertArrecadacao(payment, of: bill)
                case "boleto": try assertBoleto(payment, of: bill)
                case "pix": try assertPix(payment, of: bill)
                case "autoDebit": assertAutomaticDebit(payment, of: bill)
                default: XCTFail("\(bill.id): \(payment.scheme)")
                }
            }
        }
    }

    private func assertArrecadacao(
        _ payment: BillRecord.Payment, of bill: BillRecord
    ) throws {
        let code = try XCTUnwrap(payment.code)
        let due = try XCTUnwrap(date(payment.due))
        let amount = cents(payment.amount)
        try view(of: code) { (code) throws(PaymentError) in
            try Arrecadacao.verify(codigoDeBarras: code, due: due, amount: amount)
        }
        let digits = Array(code)
        XCTAssertEqual(String(digits[0..<3]), "846", bill.id)
        XCTAssertEqual(String(digits[4..<15]), padded(amount, 11), bill.id)
        XCTAssertEqual(String(digits[15..<19]), "1042", bill.id)
        XCTAssertEqual(String(digits[19..<27]), payment.due.replacing("-", with: ""), bill.id)
        let general = NaiveDigits.modulo10(String(digits[0..<3] + digits[4..<44]))
        XCTAssertEqual(String(digits[3]), String(general), bill.id)
        XCTAssertEqual(payment.digits, NaiveDigits.arrecadacaoLine(code), bill.id)
    }

    private func assertBoleto(_ payment: BillRecord.Payment, of bill: BillRecord) throws {
        let code = try XCTUnwrap(payment.code)
        let due = try XCTUnwrap(date(payment.due))
        let amount = cents(payment.amount)
        try view(of: code) { (code) throws(PaymentError) in
            try Boleto.verify(codigoDeBarras: code, due: due, amount: amount)
        }
        let digits = Array(code)
        let reset = try XCTUnwrap(date("2025-02-22"))
        XCTAssertEqual(String(digits[5..<9]), String(1000 + due.days - reset.days), bill.id)
        XCTAssertEqual(String(digits[9..<19]), padded(amount, 10), bill.id)
        let general = NaiveDigits.modulo11Boleto(String(digits[0..<4] + digits[5..<44]))
        XCTAssertEqual(String(digits[4]), String(general), bill.id)
        XCTAssertEqual(payment.digits, NaiveDigits.boletoLine(code), bill.id)
        try assertSlip(payment, campoLivre: String(digits[19..<44]), of: bill)
    }

    /// All that a ficha de compensação and a recibo do pagador must show.
    private func assertSlip(
        _ payment: BillRecord.Payment, campoLivre: String, of bill: BillRecord
    ) throws {
        let bank = try XCTUnwrap(payment.bank)
        XCTAssertEqual([bank.code, bank.dv, bank.name], ["237", "2", "Bradesco"])
        XCTAssertEqual(payment.payee?.name, bill.issuer.name)
        XCTAssertEqual(payment.payee?.taxId, bill.issuer.taxId)
        XCTAssertEqual(payment.payee?.address.line1, bill.issuer.address.line1)
        for field in [
            payment.agencyAccount, payment.documentNumber, payment.documentKind,
            payment.acceptance, payment.wallet, payment.processedAt, payment.place,
        ] { XCTAssertNotEqual(field ?? "", "", bill.id) }
        XCTAssertEqual(payment.instructions?.isEmpty, false, bill.id)
        let own = try XCTUnwrap(payment.nossoNumero)  // 09/26204153207-P
        let number = String(own.dropFirst(3).prefix(11))
        XCTAssertEqual(campoLivre, "1234" + "09" + number + "0123456" + "0", bill.id)
        let remainder = NaiveDigits.remainder11("09" + number, highest: 7)
        let check = remainder == 0 ? "0" : remainder == 1 ? "P" : String(11 - remainder)
        XCTAssertEqual(own, "09/\(number)-\(check)", bill.id)
    }

    private func assertPix(_ payment: BillRecord.Payment, of bill: BillRecord) throws {
        let payload = try XCTUnwrap(payment.payload)
        let amount = cents(payment.amount)
        try view(of: payload) { (payload) throws(PaymentError) in
            try PixPayload.verify(payload, amount: amount)
        }
        XCTAssertTrue(payload.hasPrefix("000201010212"), bill.id)
        XCTAssertTrue(payload.contains("pix.vivaz.example/v2/cobv/\(payment.txid ?? "?")"), bill.id)
        XCTAssertTrue(payload.contains("5916VIVAZ TELECOM SA6009SAO PAULO"), bill.id)
        XCTAssertEqual(String(payload.suffix(4)), NaiveDigits.crc16(String(payload.dropLast(4))))
        XCTAssertEqual(payment.url, "https://pix.vivaz.example/v2/cobv/\(payment.txid ?? "?")")
    }

    private func assertAutomaticDebit(_ payment: BillRecord.Payment, of bill: BillRecord) {
        XCTAssertNil(payment.code, bill.id)
        XCTAssertNil(payment.payload, bill.id)
        XCTAssertNotNil(payment.bank, bill.id)
        XCTAssertEqual(payment.identifier?.count, 14, bill.id)
        XCTAssertEqual(payment.account?.hasPrefix("***"), true, bill.id)
        XCTAssertEqual(bill.payments?.count, 1, "\(bill.id): no code beside an automatic debit")
    }

    /// The mix: each kind's count among 2,000 lies near its share.
    func testKindsOfBillsAreMixed() throws {
        let bills = try bills()
        let rows: [(name: String, range: ClosedRange<Int>, is: (BillRecord) -> Bool, line: UInt)] =
            [
                ("automatic debit 4%", 55...105, { $0.schemes == "autoDebit" }, #line),
                ("boleto 12%", 200...280, { $0.schemes == "boleto+pix" }, #line),
                ("credit 2%", 25...60, { $0.total < 0 && $0.amountDue <= 0 }, #line),
                ("settled credit 1%", 8...35, { $0.total < 0 && $0.amountDue == 0 }, #line),
                ("overdue 2%", 25...60, { $0.total > 0 && ($0.previousBalance ?? 0) > 0 }, #line),
                ("part-paid 0.6%", 4...25, { ($0.paymentsReceived ?? 0) > 0 }, #line),
                ("no usage 3%", 40...80, { $0.usage.series.allSatisfy(isFlat) }, #line),
                ("company 3%", 40...85, { $0.customer.taxId.count == 14 }, #line),
                ("long name 0.7%", 5...26, { (120...300).contains($0.customer.name.count) }, #line),
                ("long address 0.5%", 3...20, { hasLongWord($0.customer.address.line1) }, #line),
                ("short history 2.5%", 30...75, { $0.history.count < 9 }, #line),
                ("gap in history 1%", 8...35, { (9...11).contains($0.history.count) }, #line),
                ("many rows 1%", 8...35, { (300...1500).contains($0.details.count) }, #line),
                ("20 to 60 rows 78%", 1480...1640, { (20...60).contains($0.details.count) }, #line),
                (
                    "mark-up in the name", 1...10,
                    { $0.customer.name.contains { "<>{\\".contains($0) } }, #line
                ),
                (
                    "beyond Latin-1", 1...15,
                    { $0.customer.name.unicodeScalars.contains { $0.value > 255 } }, #line
                ),
                (
                    "own and partner offer", 1880...1960,
                    { $0.offers?.map(\.kind) == ["own", "partner"] }, #line
                ),
            ]
        for row in rows {
            let count = bills.count { row.is($0) }
            XCTAssertTrue(row.range.contains(count), "\(row.name): \(count)", line: row.line)
        }
    }

    func testContentOfEachBill() throws {
        for bill in try bills() {
            XCTAssertTrue((6...10).contains(bill.lines.count), "\(bill.id): \(bill.lines.count)")
            let groups = bill.lines.map(\.group)
            let changes = zip(groups, groups.dropFirst()).count { $0 != $1 }
            XCTAssertEqual(changes + 1, Set(groups).count, "\(bill.id): a group in pieces")
            XCTAssertTrue((2...3).contains(Set(groups).count), bill.id)
            let services = Set(bill.services.map(\.id))
            XCTAssertTrue(bill.lines.compactMap(\.service).allSatisfy(services.contains), bill.id)
            XCTAssertTrue((3...4).contains(bill.selfService.count), bill.id)
            let codes = bill.notices.compactMap(\.code)
            for code in ["anatel-1331", "ombudsman", "late-fee", "tax-total"] {
                XCTAssertTrue(codes.contains(code), bill.id)
            }
            XCTAssertEqual(bill.usage.groups.isEmpty, bill.details.isEmpty, bill.id)
            XCTAssertEqual([bill.currency, bill.locale, bill.cycle], ["BRL", "pt-BR", "2026-07"])
        }
    }

    /// History and series run up to this month, in order, with the same gaps.
    func testMonthsAreInOrder() throws {
        for bill in try bills() {
            let earlier = bill.history.map(\.cycle)
            XCTAssertEqual(earlier, earlier.sorted(), bill.id)
            XCTAssertEqual(Set(earlier).count, earlier.count, bill.id)
            XCTAssertTrue(earlier.allSatisfy { $0 >= "2025-07" && $0 < bill.cycle }, bill.id)
            XCTAssertEqual(bill.usage.series.map(\.name), ["Internet", "Ligações"], bill.id)
            for series in bill.usage.series {
                XCTAssertEqual(series.points.map(\.cycle), earlier + [bill.cycle], bill.id)
            }
            let open = bill.history.filter { $0.status != "paid" }
            XCTAssertEqual(open.isEmpty, (bill.previousBalance ?? 0) == 0, bill.id)
            XCTAssertEqual(open.last?.total ?? 0, bill.previousBalance ?? 0, bill.id)
            XCTAssertTrue(open.allSatisfy { $0.paidAt == nil }, bill.id)
            XCTAssertLessThanOrEqual(bill.customer.since, earlier.first ?? bill.issued, bill.id)
        }
    }

    func testIdsAndPayloadsAreUnique() throws {
        let bills = try bills()
        let payments = bills.flatMap { $0.payments ?? [] }
        let columns: [(name: String, values: [String])] = [
            ("id", bills.map(\.id)), ("number", bills.map(\.number)),
            ("customer", bills.map(\.customer.id)), ("code", payments.compactMap(\.code)),
            ("payload", payments.compactMap(\.payload)),
            ("access key", bills.flatMap(\.fiscal).map(\.accessKey)),
            ("nosso número", payments.compactMap(\.nossoNumero)),
        ]
        for column in columns {
            XCTAssertEqual(Set(column.values).count, column.values.count, column.name)
        }
    }

    func testARecordDependsOnOptionsAndIndexAlone() {
        let cycle = SampleCycle(options: SampleOptions(seed: 42))
        var forwards = ByteBuffer()
        var starts = [0]
        for index in 0..<200 {
            cycle.append(index, to: &forwards)
            starts.append(forwards.count)
        }
        for index in (0..<200).reversed() {
            let again = record(index, SampleOptions(seed: 42))
            XCTAssertEqual(again, forwards.view(starts[index]..<starts[index + 1]).bytes)
        }
        XCTAssertNotEqual(record(7, SampleOptions(seed: 42)), record(7, SampleOptions(seed: 43)))
        XCTAssertNotEqual(record(7), record(8))
    }

    /// One line of composed UTF-8 without control characters, whatever the name.
    func testEachRecordIsOneLineOfText() throws {
        for index in 0..<SampleCycleTests.count {
            let bytes = record(index)
            XCTAssertEqual(bytes.last, 10)
            XCTAssertFalse(bytes.dropLast().contains { $0 < 32 || $0 == 127 }, "record \(index)")
            let text = try XCTUnwrap(String(validating: bytes, as: UTF8.self), "record \(index)")
            let isComposed = text.unicodeScalars.allSatisfy { !(0x300...0x36F).contains($0.value) }
            XCTAssertTrue(isComposed, "record \(index)")
        }
    }

    /// `rows` fixes the rows and makes ordinary bills of even size.
    func testRowsMakeOrdinaryBills() throws {
        let cases: [(rows: Int, bytes: ClosedRange<Int>, line: UInt)] = [
            (0, 4900...6600, #line), (1, 5000...6900, #line), (7, 5900...7600, #line),
            (40, 9400...11_500, #line), (1000, 118_000...126_000, #line),
        ]
        for row in cases {
            for index in 0..<20 {
                let bytes = record(index, SampleOptions(seed: 3, rows: row.rows))
                let bill = try BillRecord(bytes)
                XCTAssertEqual(bill.details.count, row.rows, line: row.line)
                XCTAssertEqual(bill.schemes, "arrecadacao+pix", line: row.line)
                XCTAssertEqual(bill.history.count, 12, line: row.line)
                XCTAssertTrue(row.bytes.contains(bytes.count), "\(bytes.count)", line: row.line)
                let sum = bill.lines.reduce(Decimal()) { $0 + $1.amount }
                XCTAssertEqual(bill.amountDue, sum, line: row.line)
            }
        }
    }

    func testAnotherMonthCanBeBilled() throws {
        let february = Cycle(year: 2028, month: 3)
        let bill = try BillRecord(record(5, SampleOptions(cycle: february)))
        XCTAssertEqual(bill.cycle, "2028-03")
        XCTAssertEqual(bill.period.from, "2028-02-01")
        XCTAssertEqual(bill.period.to, "2028-02-29")
        XCTAssertEqual(bill.id, "2028-03-000000005")
    }
}

private func isFlat(_ series: BillRecord.Series) -> Bool {
    series.points.allSatisfy { $0.value == 0 }
}

private func hasLongWord(_ text: String) -> Bool {
    text.split(separator: " ").contains { $0.count > 50 }
}

private func padded(_ number: Int64, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: width - digits.count) + digits
}

private func date(_ iso: String) -> CivilDate? { view(of: iso) { CivilDate(iso: $0) } }

/// Calls `body` with a string's bytes.
func view<Result, Failure: Error>(
    of text: String, _ body: (ByteView) throws(Failure) -> Result
) throws(Failure) -> Result {
    var buffer = ByteBuffer(capacity: 64)
    buffer.append(string: text)
    return try body(buffer.view)
}
