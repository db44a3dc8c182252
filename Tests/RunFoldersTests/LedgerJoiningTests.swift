import Compression
import Foundation
import TestSupport
import XCTest

@testable import RunFolders

final class LedgerJoiningTests: XCTestCase {
    private func part(
        _ shards: [Int], plan: String = "plan", total: Int64 = 1_050
    ) throws -> RunFixture {
        let run = try RunFixture()
        let ledger = try run.ledger()
        try ledger.bind(plan: RunFixture.digest(plan), settings: RunFixture.digest("settings"))
        for shard in shards { try run.commit(shard, to: ledger, total: total) }
        return run
    }

    func testPartsInAnyOrderAndTwiceGiveOneRun() throws {
        let whole = try part(Array(0..<6)).ledger().digest()
        let parts = try [[0, 1], [2, 3, 4], [5], [1, 2]].map { try part($0) }
        for order in [[0, 1, 2], [2, 1, 0], [3, 0, 3, 1, 2, 0]] {
            let run = try part([])
            let ledger = try run.ledger()
            for index in order { try ledger.adopt(from: parts[index].paths.ledger) }
            XCTAssertEqual(try ledger.digest(), whole, "\(order)")
            XCTAssertEqual(try ledger.adopt(from: parts[0].paths.ledger), [])
            XCTAssertEqual(try ledger.check(), [])
            try ledger.seal()
        }
    }

    func testPartsThatDoNotBelongTogetherAreRefused() throws {
        let run = try part([0, 1])
        let rows: [(part: RunFixture, codes: [String], line: UInt)] = [
            (try part([2], plan: "other"), ["F725"], #line),
            (try part([1, 2], total: 7), ["F729"], #line),
            (try part([1, 2]), [], #line),
        ]
        let ledger = try run.ledger()
        for row in rows {
            XCTAssertEqual(
                codes { try ledger.adopt(from: row.part.paths.ledger) }, row.codes, line: row.line)
            XCTAssertEqual(try ledger.isDone(2), row.codes.isEmpty, line: row.line)
        }
    }

    func testRecordThatIsInTwoShardsUndoesTheWholePart() throws {
        let run = try part([0])
        let other = try part([1, 2])
        _ = try other.sqlite("UPDATE record SET number = 1 WHERE number = 9")
        let ledger = try run.ledger()
        let before = try ledger.digest()
        XCTAssertEqual(codes { try ledger.adopt(from: other.paths.ledger) }, ["F726"])
        XCTAssertEqual(try ledger.digest(), before)
        let right = try part([1])
        XCTAssertEqual(try ledger.adopt(from: right.paths.ledger), [1])
    }
}
