import Foundation
import XCTest

@testable import Rendering

/// Bills that share what they may not share, in runs of either kind.
final class SharedKeysTests: XCTestCase {
    /// Records of the pack, some of which are given another's customer or payload.
    private func records() -> [String] {
        var records = RunFixture.records(6)
        let customer = records[0].firstMatch(of: #/"customer":{"id":"([^"]*)"/#)!.1
        records[3].replace(
            #/"customer":{"id":"[^"]*"/#, with: "\"customer\":{\"id\":\"\(customer)\"")
        let payload = records[1].firstMatch(of: #/"payload":"([^"]*)"/#)!.1
        records[4].replace(
            #/"payload":"[^"]*"/#, with: "\"payload\":\"\(payload)\"", maxReplacements: 1)
        records[5] = records[2]
        return records
    }

    func testTheSecondOneIsKeptBack() throws {
        let fixture = try RunFixture()
        for workers in [1, 3] {
            let outcome = try fixture.run(records(), workers: workers, chunkBytes: 4096)
            XCTAssertEqual(outcome.totals.rendered, 3)
            XCTAssertEqual(outcome.totals.quarantined, 3)
            XCTAssertEqual(
                outcome.findings.map { $0.replacing(#/payments\[.\]/#, with: "payments") },
                [
                    "4: customer.id: duplicate.cycle",
                    "5: payments.payload: duplicate.payment", "6: id: record.duplicate",
                ])
            let kept = try fixture.quarantine().compactMap { $0["id"] as? String }
            XCTAssertEqual(kept, [RunFixture.id(3), RunFixture.id(4), RunFixture.id(2)])
        }
    }
}
