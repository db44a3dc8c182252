import Foundation
import Primitives
import XCTest

@testable import Rendering

/// Bills so long that what is worked out of them lies in files.
final class LongBillTests: XCTestCase {
    func testBytesDoNotDependOnWhatIsSpooled() throws {
        let records =
            RunFixture.records(1, rows: 20_000) + RunFixture.records(3, rows: 40).dropFirst()
        let rows: [(limit: Int, line: UInt)] = [(1 << 12, #line), (1 << 18, #line)]
        let usual = try documents(records, limit: 1 << 40)
        XCTAssertEqual(usual.totals.rendered, 3)
        for row in rows {
            let spooled = try documents(records, limit: row.limit)
            XCTAssertEqual(spooled.totals.rendered, 3, line: row.line)
            XCTAssertEqual(spooled.tar, usual.tar, line: row.line)
        }
        XCTAssertEqual(Spool.fileCount, 0)
    }

    private func documents(
        _ records: [String], limit: Int
    ) throws -> (tar: Data, totals: RenderTotals) {
        Spool.setLimit(limit)
        defer { Spool.setLimit(Spool.usualLimit) }
        let fixture = try RunFixture()
        let outcome = try fixture.run(records, to: "out.tar", workers: 1)
        XCTAssertNil(outcome.failure)
        return (
            try Data(contentsOf: fixture.folder.url.appendingPathComponent("out.tar")),
            outcome.totals
        )
    }
}
