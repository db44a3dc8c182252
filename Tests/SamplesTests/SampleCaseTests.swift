import Foundation
import Primitives
import Samples
import XCTest

final class SampleCaseTests: XCTestCase {
    /// The pack's files are what the generator makes; `RECORD_GOLDENS=1` writes them, and fails.
    func testThePacksSamplesAreTheGenerators() throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let folder = root.appendingPathComponent("templates/telecom/samples")
        for sample in SampleCase.allCases {
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
        let rows: [(sample: SampleCase, schemes: String, lines: ClosedRange<Int>, details: Int)] = [
            (.ordinary, "arrecadacao+pix", 6...10, 34), (.boleto, "boleto+pix", 6...10, 27),
            (.automaticDebit, "autoDebit", 6...10, 22), (.noUsage, "arrecadacao+pix", 6...10, 0),
            (.veryLong, "arrecadacao+pix", 60...60, 400), (.credit, "", 6...10, 18),
        ]
        XCTAssertEqual(rows.map(\.sample), SampleCase.allCases)
        for row in rows {
            let bill = try BillRecord(bytes(of: row.sample))
            XCTAssertEqual(bill.schemes, row.schemes, row.sample.rawValue)
            XCTAssertTrue(row.lines.contains(bill.lines.count), row.sample.rawValue)
            XCTAssertEqual(bill.details.count, row.details, row.sample.rawValue)
            let lines = bill.lines.reduce(Decimal()) { $0 + $1.amount }
            let adjusted = (bill.adjustments ?? []).reduce(Decimal()) { $0 + $1.amount }
            XCTAssertEqual(bill.total, lines + adjusted, row.sample.rawValue)
        }
    }

    func testTheCreditIsBelowZero() throws {
        let bill = try BillRecord(bytes(of: .credit))
        XCTAssertLessThan(bill.total, 0)
        XCTAssertLessThanOrEqual(bill.amountDue, 0)
        XCTAssertNil(bill.due)
        XCTAssertNil(bill.payments)
    }

    func testTheVeryLongOneHasLongNames() throws {
        let bill = try BillRecord(bytes(of: .veryLong))
        XCTAssertTrue((120...300).contains(bill.customer.name.count))
        let words = bill.customer.address.line1.split(separator: " ")
        XCTAssertTrue(words.contains { $0.count > 50 })
        XCTAssertGreaterThan(bill.lines.map(\.description.count).max() ?? 0, 80)
    }

    private func bytes(of sample: SampleCase) -> [UInt8] {
        var buffer = ByteBuffer()
        sample.append(to: &buffer)
        return buffer.view.bytes
    }
}
