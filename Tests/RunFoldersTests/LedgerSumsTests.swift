import TestSupport
import XCTest

@testable import RunFolders

final class LedgerSumsTests: XCTestCase {
    func testKeptRecordsAreSummedByReasonAndCurrency() throws {
        let run = try RunFixture()
        let ledger = try run.ledger()
        try run.commit(0, to: ledger)
        XCTAssertEqual(
            try ledger.keptSums(),
            [
                KeptSum(verdict: .held, rule: "total.sum", currency: "BRL", count: 1, total: 1052),
                KeptSum(verdict: .duplicate, rule: "", currency: "BRL", count: 1, total: 1053),
            ])
        try run.commit(1, to: ledger)
        XCTAssertEqual(try ledger.keptSums().map(\.count), [2, 2])
    }

    func testDocumentsAreSummedByChannelAndPages() throws {
        let run = try RunFixture()
        let ledger = try run.ledger()
        for shard in 0..<3 { try run.commit(shard, to: ledger) }
        let sums = try ledger.pageSums().map { "\($0.channel)|\($0.pages)|\($0.count)|\($0.bytes)" }
        XCTAssertGreaterThan(sums.count, 1)
        XCTAssertEqual(
            sums,
            try run.sqlite(
                "SELECT channel, pages, count(*), sum(length) FROM document GROUP BY 1, 2 ORDER BY 1, 2"
            ))
    }

    func testARecordHasThePagesOfItsLongestDocument() throws {
        let run = try RunFixture()
        let ledger = try run.ledger()
        try run.commit(0, to: ledger)
        XCTAssertEqual(try ledger.pages(ofRecord: 2), 2)
        XCTAssertNil(try ledger.pages(ofRecord: 3))
        XCTAssertNil(try ledger.pages(ofRecord: 1000))
    }
}
