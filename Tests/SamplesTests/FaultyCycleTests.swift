import Foundation
import Payments
import Primitives
import Samples
import XCTest

final class FaultyCycleTests: XCTestCase {
    /// Records and their truth, with and without faults.
    private func cycle(
        _ spec: String, _ sector: SampleSector, count: Int, seed: UInt64 = 5
    ) throws -> [FaultPair] {
        let clean = SampleCycle(options: SampleOptions(sector: sector, seed: seed))
        let cycle = FaultyCycle(cycle: clean, faults: try FaultSpec(spec, sector: sector))
        return try (0..<count).map { try FaultPair($0, of: cycle) }
    }

    /// What a kind may change, and of it what it has to; lists without their numbers.
    private func testChanges(
        _ kind: FaultKind, _ sector: SampleSector, may: Set<String>, must: Set<String>,
        line: UInt
    ) throws {
        // A duplicate needs records without faults before it.
        let rate = kind.faultClass == .duplicate ? "0.5" : "1"
        let pairs = try cycle("\(kind.rawValue)=\(rate)", sector, count: 14)
        let wrong = pairs.filter { !$0.truth.isEmpty }
        XCTAssertGreaterThan(wrong.count, 2, "\(kind) \(sector)", line: line)
        for pair in pairs {
            XCTAssertEqual(pair.truth.isEmpty, pair.clean == pair.faulty, line: line)
            let changed = pair.changedPaths
            guard let truth = pair.truth.first else { continue }
            XCTAssertEqual(pair.truth.count, 1, line: line)
            XCTAssertEqual(truth.kind, kind.rawValue, line: line)
            let other = changed.filter { path in !may.contains { path.hasPrefix($0) } }
            XCTAssertEqual(other, [], "\(kind) \(sector) \(truth.id)", line: line)
            for path in must {
                XCTAssertTrue(
                    changed.contains { $0.hasPrefix(path) },
                    "\(kind) \(sector) \(truth.id): \(path) is as it was", line: line)
            }
        }
    }

    /// Sums, and the payments and texts that repeat them.
    private static let followers: Set<String> = [
        "amountDue", "payments[].amount", "payments[].code", "payments[].digits",
        "payments[].payload", "prepaid", "rounding", "extra.composition",
    ]

    private static let charges: Set<String> = followers.union([
        "lines[]", "adjustments[].amount", "subtotal", "total", "taxes[]", "fiscal[].total",
        "notices[].text", "usage.groups", "extra.quality.charge",
    ])

    func testEachKindChangesWhatItSays() throws {
        typealias Row = (kind: FaultKind, may: Set<String>, must: Set<String>, line: UInt)
        let due: Set<String> = [
            "due", "payments[].due", "payments[].code", "payments[].digits", "payments[].text",
            "notices[].text",
        ]
        let pix: Set<String> = ["payments[].payload", "payments[].txid", "payments[].url"]
        let rows: [Row] = [
            (.lineOutside, ["lines[].period"], ["lines[].period.from"], #line),
            (.lineCancelled, ["services[]"], ["services[].status", "services[].to"], #line),
            (
                .lineRepeated, FaultyCycleTests.charges, ["lines[]", "subtotal", "total"], #line
            ),
            (.linePrice, ["lines[].unitPrice"], ["lines[].unitPrice"], #line),
            (.lineLost, ["lines[]"], ["lines[].amount"], #line),
            (.usageDetail, ["usage.groups[].details[].amount"], ["usage.groups[].details"], #line),
            (
                .usageSubtotal, ["usage.groups[].details[].amount", "usage.groups[].subtotal"],
                ["usage.groups[].details[].amount", "usage.groups[].subtotal"], #line
            ),
            (.subtotalSum, ["subtotal"], ["subtotal"], #line),
            (.totalSum, FaultyCycleTests.followers.union(["total"]), ["total"], #line),
            (
                .taxAmount,
                FaultyCycleTests.followers.union(["total", "taxes[].amount", "notices[].text"]),
                ["taxes[].amount"], #line
            ),
            (.taxRate, ["taxes[].rate"], ["taxes[].rate"], #line),
            (.amountDueSum, FaultyCycleTests.followers, ["amountDue", "payments"], #line),
            (.balancePayment, ["paymentsReceived"], ["paymentsReceived"], #line),
            (
                .paymentAmount, FaultyCycleTests.followers.subtracting(["amountDue"]),
                ["payments[].amount"], #line
            ),
            (.nameBlank, ["customer.name"], ["customer.name"], #line),
            (.namePlaceholder, ["customer.name"], ["customer.name"], #line),
            (.postalCodeMissing, ["customer.address.postalCode"], ["customer"], #line),
            (.postalCodeBlank, ["customer.address.postalCode"], ["customer"], #line),
            (
                .channelEmail, ["customer.channels.invoice", "customer.email"],
                ["customer.channels"], #line
            ),
            (
                .channelPhone, ["customer.channels.invoice", "customer.phone"],
                ["customer.channels"], #line
            ),
            (.fiscalProtocol, ["fiscal[].protocol"], ["fiscal"], #line),
            (.fiscalAccessKey, ["fiscal[].accessKey"], ["fiscal"], #line),
            (.noticeRegulator, ["notices[]"], ["notices[].code"], #line),
            (.noticeTax, ["notices[]"], ["notices[].code"], #line),
            (.duePast, due, ["due"], #line),
            (.periodReversed, ["period"], ["period.from", "period.to"], #line),
            (.cycleDuplicate, ["customer", "payments[].payer"], ["customer.id"], #line),
            (.payloadDuplicate, pix, ["payments[].payload", "payments[].txid"], #line),
            (.paymentCRC, ["payments[].payload"], ["payments"], #line),
            (
                .paymentCheck, ["payments[].code", "payments[].digits"],
                ["payments[].code", "payments[].digits"], #line
            ),
            (.paymentDigits, ["payments[].digits"], ["payments"], #line),
            (.paymentIBAN, ["payments[].iban", "payments[].payload"], ["payments[].iban"], #line),
            (
                .paymentReference, ["payments[].creditorReference", "payments[].payload"],
                ["payments[].creditorReference"], #line
            ),
            (.paymentDue, due.subtracting(["due"]), ["payments[].due"], #line),
            (.paymentPayee, ["payments[].payee.name", "payments[].payload"], ["payments"], #line),
            (
                .totalInflated,
                FaultyCycleTests.charges.union(["extra.flags[].surcharge", "extra.tariffs"]),
                ["total", "lines[].unitPrice", "subtotal"], #line
            ),
            (
                .usageInflated,
                FaultyCycleTests.charges.union([
                    "usage.series", "offers[].body", "services[].readings", "extra.flags",
                    "extra.generation",
                ]),
                ["usage.series[].points[].value"], #line
            ),
        ]
        let known = Set(rows.map(\.kind)).union([.recordDuplicate])
        XCTAssertEqual(known, Set(FaultKind.allCases))
        for row in rows {
            for sector in SampleSector.allCases where row.kind.applies(to: sector) {
                try testChanges(row.kind, sector, may: row.may, must: row.must, line: row.line)
            }
        }
    }

    /// A duplicate is an earlier record, whole.
    func testADuplicateWasThereBefore() throws {
        for sector in SampleSector.allCases {
            let pairs = try cycle("record.duplicate=0.3", sector, count: 60)
            let wrong = pairs.filter { !$0.truth.isEmpty }
            XCTAssertGreaterThan(wrong.count, 8)
            for pair in wrong {
                let first = pairs.firstIndex { $0.faulty == pair.faulty }
                XCTAssertLessThan(try XCTUnwrap(first), pair.index)
                XCTAssertTrue(pairs[try XCTUnwrap(first)].truth.isEmpty)
            }
        }
    }

    /// The truth names records from 1, the id they carry, and the values there without and with the fault.
    func testTheTruthIsWhole() throws {
        for sector in SampleSector.allCases {
            let pairs = try cycle("all=0.025", sector, count: 300)
            for pair in pairs {
                let (clean, faulty) = (try pair.values(pair.clean), try pair.values(pair.faulty))
                for truth in pair.truth {
                    let kind = try XCTUnwrap(FaultKind(rawValue: truth.kind))
                    XCTAssertEqual(truth.record, pair.index + 1)
                    XCTAssertEqual(faulty["id"], "\"\(truth.id)\"")
                    XCTAssertEqual(truth.rule, kind.rule)
                    XCTAssertEqual(truth.faultClass, kind.faultClass.rawValue)
                    XCTAssertEqual(truth.magnitude != nil, kind.magnitudes != nil, truth.kind)
                    let isScalar = truth.was.map { !$0.hasPrefix("{") } ?? true
                    if isScalar, kind != .lineRepeated {
                        XCTAssertEqual(
                            clean[truth.changed], truth.was, "\(truth.kind) \(truth.changed)")
                    }
                    if let now = truth.now, !now.hasPrefix("{") {
                        XCTAssertEqual(faulty[truth.changed], now, "\(truth.kind) \(truth.changed)")
                    }
                    if isScalar { XCTAssertNotEqual(truth.was, truth.now, truth.kind) }
                }
            }
            let seeded = Set(pairs.flatMap { $0.truth.map(\.kind) })
            XCTAssertGreaterThan(seeded.count, 25, "\(sector)")
        }
    }

    func testFaultsDependOnSeedAndPlaceAlone() throws {
        for sector in SampleSector.allCases {
            let pairs = try cycle("all=0.02", sector, count: 60)
            let spec = try FaultSpec("all=0.02", sector: sector)
            let clean = SampleCycle(options: SampleOptions(sector: sector, seed: 5))
            for index in (0..<60).reversed() {
                let again = try FaultPair(index, of: FaultyCycle(cycle: clean, faults: spec))
                XCTAssertEqual(again.faulty, pairs[index].faulty)
                XCTAssertEqual(again.truthBytes, pairs[index].truthBytes)
                if again.truth.isEmpty { XCTAssertEqual(again.faulty, again.clean) }
            }
            let others = try cycle("all=0.02", sector, count: 60, seed: 6)
            XCTAssertNotEqual(
                others.map { $0.truth.map(\.kind) }, pairs.map { $0.truth.map(\.kind) })
        }
    }

    /// With `most`, a bill has several faults of different kinds; without, one.
    func testABillHasAsManyFaultsAsAsked() throws {
        let rows: [(spec: String, most: Int, line: UInt)] = [
            ("all=0.027", 1, #line), ("all=0.027,most=4", 4, #line),
        ]
        for row in rows {
            let pairs = try cycle(row.spec, .telecom, count: 80)
            let counts = pairs.map(\.truth.count)
            XCTAssertEqual(counts.max(), row.most, line: row.line)
            for pair in pairs {
                XCTAssertEqual(Set(pair.truth.map(\.kind)).count, pair.truth.count)
                XCTAssertNoThrow(try pair.values(pair.faulty), line: row.line)
            }
        }
    }

    func testMagnitudesAreWhatTheyCount() throws {
        typealias Row = (spec: String, path: String, change: String, line: UInt)
        let rows: [Row] = [
            ("total.sum=1", "total", "0.01", #line), ("total.sum=1x250", "total", "2.5", #line),
            ("subtotal.sum=1x3", "subtotal", "0.03", #line),
            ("amountDue.sum=1x10", "amountDue", "0.1", #line),
            ("payment.amount=1x7", "payments[0].amount", "0.07", #line),
            ("tax.amount=1x2", "taxes[0].amount", "0.02", #line),
        ]
        for row in rows {
            let wrong = try cycle(row.spec, .energy, count: 30).filter { !$0.truth.isEmpty }
            XCTAssertGreaterThan(wrong.count, 10, line: row.line)
            for pair in wrong {
                let was = try XCTUnwrap(pair.number(row.path, of: pair.clean))
                let now = try XCTUnwrap(pair.number(row.path, of: pair.faulty))
                XCTAssertEqual("\(now - was)", row.change, pair.truth[0].id, line: row.line)
            }
        }
    }

    /// What is inflated is so many times as high, but for credits and interest, which no price makes.
    func testInflatedBillsAreSoManyTimesAsHigh() throws {
        let rows: [(kind: String, times: Decimal, line: UInt)] = [
            ("total.inflated", 1.5, #line), ("total.inflated", 3, #line),
            ("usage.inflated", 2, #line), ("usage.inflated", 3, #line),
        ]
        for row in rows {
            for sector in SampleSector.allCases {
                let wrong = try cycle("\(row.kind)=1x\(row.times)", sector, count: 40)
                    .filter { !$0.truth.isEmpty }
                XCTAssertGreaterThan(wrong.count, 10, line: row.line)
                for pair in wrong {
                    let path = pair.truth[0].path
                    let was = try XCTUnwrap(pair.number(path, of: pair.clean))
                    let now = try XCTUnwrap(pair.number(path, of: pair.faulty))
                    let difference = abs(now - was * row.times)
                    XCTAssertLessThan(difference, was / 4, pair.truth[0].id, line: row.line)
                }
            }
        }
    }
}
