import Foundation
import Primitives
import Samples
import XCTest

final class EnergyCaseTests: XCTestCase {
    /// The pack's files are what the generator makes; `RECORD_GOLDENS=1` writes them, and fails.
    func testThePacksSamplesAreTheGenerators() throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let folder = root.appendingPathComponent("templates/energy/samples")
        for sample in EnergyCase.allCases {
            let file = folder.appendingPathComponent(sample.rawValue + ".json")
            let made = Data(bytes(of: sample))
            if ProcessInfo.processInfo.environment["RECORD_GOLDENS"] != nil {
                try made.write(to: file)
                XCTFail("recorded \(file.lastPathComponent)")
            } else {
                XCTAssertEqual(try Data(contentsOf: file), made, sample.rawValue)
            }
        }
    }

    func testEachCaseShowsItsKind() throws {
        typealias Kind = (
            sample: EnergyCase, schemes: String, flags: [String], is: (EnergyRecord) -> Bool
        )
        let rows: [Kind] = [
            (.ordinary, "arrecadacao+pix", ["green", "yellow"], { $0.lines.count == 4 }),
            (
                .microGeneration, "arrecadacao+pix", ["green"],
                { $0.extra.generation?.modality == "GD II" && $0.line("GDTE") != nil }
            ),
            (.redFlag, "arrecadacao+pix", ["red2"], { $0.line("BAND")?.tariff == 0.07877 }),
            (
                .zeroConsumption, "arrecadacao+pix", ["red1"],
                { $0.used == 0 && $0.tax("ICMS")?.exemptionReason != nil }
            ),
            (.automaticDebit, "autoDebit", ["red1"], { ($0.adjustments?.first?.amount ?? 0) < 0 }),
            (
                .overdue, "arrecadacao+pix", ["red1"],
                {
                    $0.history.last?.status == "open"
                        && $0.previousBalance == $0.history.last?.total
                }
            ),
            (
                .groupA, "arrecadacao+pix", ["red1"],
                { $0.extra.supply.contracted != nil && $0.services[0].readings.count == 3 }
            ),
            (.longNames, "arrecadacao+pix", ["red1"], { $0.customer.name.count >= 120 }),
            (.credit, "", ["red1"], { $0.total < 0 && $0.amountDue < 0 && $0.due == nil }),
        ]
        XCTAssertEqual(rows.map(\.sample), EnergyCase.allCases)
        for row in rows {
            let bill = try EnergyRecord(bytes(of: row.sample))
            XCTAssertEqual(bill.schemes, row.schemes, row.sample.rawValue)
            XCTAssertEqual(bill.extra.flags.map(\.flag), row.flags, row.sample.rawValue)
            XCTAssertTrue(row.is(bill), row.sample.rawValue)
        }
    }

    private func bytes(of sample: EnergyCase) -> [UInt8] {
        var buffer = ByteBuffer()
        sample.append(to: &buffer)
        return buffer.view.bytes
    }
}
