import Foundation
import Payments
import Primitives
import Samples
import XCTest

final class EnergyCycleTests: XCTestCase {
    private static let count = 1000

    /// Records of three months: July, under one flag, May, under two, and March, green.
    private static let bills: Result<[EnergyRecord], any Error> = Result {
        try (0..<count).map { index in
            let month = [7, 5, 3][index % 3]
            return try EnergyRecord(
                record(
                    index,
                    SampleOptions(sector: .energy, cycle: Cycle(year: 2026, month: month))))
        }
    }

    private func bills() throws -> [EnergyRecord] { try EnergyCycleTests.bills.get() }

    func testEverySumHolds() throws {
        for bill in try bills() {
            let adjusted = (bill.adjustments ?? []).reduce(Decimal()) { $0 + $1.amount }
            XCTAssertEqual(bill.subtotal, bill.lines.reduce(0) { $0 + $1.amount }, bill.id)
            XCTAssertEqual(bill.total, bill.subtotal + adjusted, bill.id)
            XCTAssertEqual(bill.amountDue, bill.total + (bill.previousBalance ?? 0), bill.id)
            for line in bill.lines {
                XCTAssertEqual(
                    line.amount, (line.quantity * line.unitPrice).rounded(2), bill.id + line.id)
            }
            if let parts = bill.extra.composition {
                XCTAssertEqual(parts.reduce(0) { $0 + $1.amount }, bill.total, bill.id)
            }
        }
    }

    /// price = tariff ÷ (1 − ICMS) ÷ (1 − PIS − COFINS), and the taxes are taken of what is charged.
    func testPricesHoldTheirTaxes() throws {
        for bill in try bills() {
            XCTAssertEqual(bill.taxes.map(\.code), ["ICMS", "PIS", "COFINS"], bill.id)
            let icms = try XCTUnwrap(bill.tax("ICMS"))
            let others = bill.taxes.dropFirst().reduce(Decimal()) { $0 + $1.rate }
            for line in bill.lines {
                guard let tariff = line.tariff, let rate = line.icmsRate else {
                    XCTAssertEqual(line.group, "Contribuições e outros", bill.id)
                    continue
                }
                let price = tariff * 10_000 / ((100 - rate) * (100 - others))
                XCTAssertEqual(line.unitPrice, price.rounded(8), bill.id + line.id)
            }
            let bearing = bill.lines.filter { ($0.icmsRate ?? 0) > 0 }.reduce(0) { $0 + $1.amount }
            let taxed = bill.lines.filter { $0.tariff != nil }.reduce(0) { $0 + $1.amount }
            XCTAssertEqual(icms.base, bearing, bill.id)
            XCTAssertEqual(bill.tax("PIS")?.base, taxed - icms.amount, bill.id)
            XCTAssertEqual(bill.tax("COFINS")?.base, taxed - icms.amount, bill.id)
            XCTAssertEqual(icms.rate == 0, icms.exemptionReason != nil, bill.id)
            for tax in bill.taxes {
                XCTAssertTrue(tax.included, bill.id)
                XCTAssertEqual(tax.amount, (tax.base * tax.rate / 100).rounded(2), bill.id)
            }
        }
    }

    /// What the meter counted is what is charged and what the history says.
    func testReadingsMakeTheUse() throws {
        for bill in try bills() {
            for reading in bill.services[0].readings {
                let difference = reading.value - (reading.previous ?? 0)
                XCTAssertEqual(reading.measured, difference * reading.constant, bill.id)
                XCTAssertEqual(reading.date, bill.period.to, bill.id)
                XCTAssertEqual(reading.date, bill.extra.reading.current, bill.id)
                XCTAssertLessThan(reading.previousDate, bill.period.from, bill.id)
            }
            let points = bill.usage.series[0].points
            XCTAssertEqual(points.count, 13, bill.id)
            XCTAssertEqual(points.last?.value, bill.used, bill.id)
            XCTAssertEqual(points.last?.days, bill.extra.reading.days, bill.id)
            XCTAssertEqual(points.last?.cycle, bill.cycle, bill.id)
            XCTAssertEqual(points.dropLast().map(\.cycle), bill.history.map(\.cycle), bill.id)
            XCTAssertTrue(points.allSatisfy { (26...35).contains($0.days) }, bill.id)
            let charged = bill.lines.filter { $0.unit == "kWh" && $0.code.hasPrefix("TE") }
            XCTAssertEqual(
                charged.reduce(0) { $0 + $1.quantity },
                max(bill.used, bill.extra.supply.availability ?? 0), bill.id)
        }
    }

    /// Days and kWh under each flag add up, and each flag that costs has its line.
    func testFlagsShareThePeriod() throws {
        for bill in try bills() {
            let flags = bill.extra.flags
            XCTAssertEqual(flags.reduce(0) { $0 + $1.days }, bill.extra.reading.days, bill.id)
            let compensated = bill.extra.generation?.compensated ?? 0
            let charged = max(bill.used, bill.extra.supply.availability ?? 0)
            XCTAssertEqual(flags.reduce(0) { $0 + $1.quantity }, charged - compensated, bill.id)
            let costly = flags.filter { $0.surcharge > 0 && $0.quantity > 0 }
            let lines = bill.lines.filter { $0.code == "BAND" }
            XCTAssertEqual(lines.map(\.quantity), costly.map(\.quantity), bill.id)
            XCTAssertEqual(lines.map(\.tariff), costly.map(\.surcharge), bill.id)
        }
    }

    /// Credit before and what was fed in, less what was set off, is credit after.
    func testCreditsOfGeneratorsAddUp() throws {
        let plants = try bills().filter { $0.extra.generation != nil }
        XCTAssertGreaterThan(plants.count, 40)
        for bill in plants {
            let plant = try XCTUnwrap(bill.extra.generation)
            XCTAssertEqual(plant.before + plant.injected - plant.compensated, plant.after, bill.id)
            XCTAssertGreaterThanOrEqual(plant.after, 0, bill.id)
            XCTAssertGreaterThanOrEqual(bill.used - plant.compensated, 0, bill.id)
            XCTAssertEqual(bill.line("GDTE")?.quantity ?? 0, -plant.compensated, bill.id)
            XCTAssertEqual(bill.line("GDTUSD")?.quantity ?? 0, -plant.compensated, bill.id)
            XCTAssertEqual(bill.usage.series[1].points.last?.value, plant.injected, bill.id)
            let injected = bill.services[0].readings.first { $0.name == "Energia injetada" }
            XCTAssertEqual(injected?.measured, plant.injected, bill.id)
        }
    }

    func testWhatIsDueCanBePaid() throws {
        for bill in try bills() {
            XCTAssertEqual(bill.due != nil, bill.amountDue > 0, bill.id)
            XCTAssertEqual(bill.payments != nil, bill.amountDue > 0, bill.id)
            for payment in bill.payments ?? [] {
                XCTAssertEqual(payment.amount, bill.amountDue, bill.id)
                XCTAssertEqual(payment.due, bill.due, bill.id)
            }
            guard bill.schemes == "arrecadacao+pix", let payments = bill.payments else {
                XCTAssertTrue(["autoDebit", ""].contains(bill.schemes), bill.schemes)
                continue
            }
            let code = try XCTUnwrap(payments[0].code)
            let digits = Array(code)
            XCTAssertEqual(String(digits[0..<3]), "836", bill.id)
            XCTAssertEqual(String(digits[15..<19]), "0073", bill.id)
            XCTAssertEqual(
                Decimal(string: String(digits[4..<15])), bill.amountDue * 100, bill.id)
            let general = NaiveDigits.modulo10(String(digits[0..<3] + digits[4..<44]))
            XCTAssertEqual(String(digits[3]), String(general), bill.id)
            XCTAssertEqual(payments[0].digits, NaiveDigits.arrecadacaoLine(code), bill.id)
            let payload = try XCTUnwrap(payments[1].payload)
            XCTAssertEqual(
                String(payload.suffix(4)), NaiveDigits.crc16(String(payload.dropLast(4))), bill.id)
            XCTAssertTrue(payload.contains(payments[1].txid ?? "?"), bill.id)
        }
    }

    func testNumbersAndKeysAreValid() throws {
        let bills = try bills()
        for bill in bills {
            NaiveDigits.assertTaxNumber(bill.customer.taxId)
            XCTAssertEqual(bill.customer.taxId.count == 14, bill.customer.segment == "business")
            let fiscal = try XCTUnwrap(bill.fiscal.first)
            let check = NaiveDigits.modulo11(String(fiscal.accessKey.dropLast()))
            XCTAssertEqual(NaiveDigits.values(fiscal.accessKey).last, check, bill.id)
            XCTAssertEqual(Array(fiscal.accessKey)[20..<22], ["6", "6"], bill.id)
            XCTAssertTrue(fiscal.qrText.contains(fiscal.accessKey), bill.id)
        }
        for values in [
            bills.map(\.id), bills.map(\.number), bills.map(\.customer.id),
            bills.flatMap { $0.payments ?? [] }.compactMap(\.payload),
        ] { XCTAssertEqual(Set(values).count, values.count) }
    }

    /// The mix: each kind's count among 1,000 lies near its share.
    func testKindsOfBillsAreMixed() throws {
        let bills = try bills()
        let rows:
            [(name: String, range: ClosedRange<Int>, is: (EnergyRecord) -> Bool, line: UInt)] =
                [
                    ("automatic debit 4%", 20...65, { $0.schemes == "autoDebit" }, #line),
                    ("credit 2%", 6...40, { $0.amountDue < 0 }, #line),
                    ("overdue 3%", 12...55, { ($0.previousBalance ?? 0) > 0 }, #line),
                    ("group A 3%", 12...55, { $0.extra.supply.group == "A4" }, #line),
                    ("firms in low voltage 9%", 55...130, { $0.extra.supply.group == "B3" }, #line),
                    ("generators 8%", 45...120, { $0.extra.generation != nil }, #line),
                    ("nothing used 4%", 18...65, { $0.used == 0 }, #line),
                    ("estimated 4%", 18...65, { $0.extra.reading.kind == "estimated" }, #line),
                    ("two flags", 250...400, { $0.extra.flags.count == 2 }, #line),
                    (
                        "too long without power", 15...65,
                        {
                            $0.extra.quality.indicators[0].value
                                > $0.extra.quality.indicators[0].month
                        },
                        #line
                    ),
                ]
        for row in rows {
            let count = bills.count { row.is($0) }
            XCTAssertTrue(row.range.contains(count), "\(row.name): \(count)", line: row.line)
        }
    }

    /// An estimate is the mean of the twelve months before.
    func testEstimatesAreTheMean() throws {
        for bill in try bills() where bill.extra.reading.kind == "estimated" {
            let before = bill.usage.series[0].points.dropLast().reduce(Decimal()) { $0 + $1.value }
            XCTAssertEqual(bill.used, (before / 12).rounded(0), bill.id)
        }
    }

    func testARecordDependsOnOptionsAndIndexAlone() {
        let options = SampleOptions(sector: .energy, seed: 42)
        XCTAssertEqual(record(7, options), record(7, options))
        XCTAssertNotEqual(record(7, options), record(8, options))
        XCTAssertNotEqual(record(7, options), record(7, SampleOptions(sector: .energy, seed: 43)))
        XCTAssertNotEqual(record(7, options), record(7, SampleOptions(seed: 42)))
    }
}
