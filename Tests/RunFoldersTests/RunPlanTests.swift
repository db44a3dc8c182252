import Foundation
import TestSupport
import XCTest

@testable import RunFolders

final class RunPlanTests: XCTestCase {
    private let plan = RunPlan(
        shards: [
            PlannedShard(
                firstRecord: 1, records: 2, firstLine: 1, bytes: 20,
                sha256: RunFixture.digest("shard"),
                overlong: [OverlongRecord(record: 3, line: 4)],
                incoming: [
                    IncomingTotal(channel: "", currency: "BRL", count: 2, total: 3, amountDue: 4)
                ])
        ],
        decisions: [PlanDecision(shard: 0, record: 2, kind: .duplicate)])

    func testAPlanIsReadAsItWasWritten() throws {
        let run = try RunFixture()
        XCTAssertNil(try RunPlan.read(from: run.paths))
        let digest = try plan.write(to: run.paths, durability: .none)
        let found = try XCTUnwrap(try RunPlan.read(from: run.paths))
        XCTAssertEqual(found.plan, plan)
        XCTAssertEqual(found.digest, digest)
    }

    /// Half a file, other bytes of the same length, no file: each is told, and that it can be planned anew.
    func testADamagedPlanIsToldWithWhatMendsIt() throws {
        let wounds: [(name: String, wound: (Data) -> Data?, line: UInt)] = [
            ("plan/shards.json", { $0.prefix($0.count / 2) }, #line),
            ("plan/shards.json", { _ in Data() }, #line),
            ("plan/decisions.ndjson", { Data(repeating: 0x20, count: $0.count) }, #line),
            ("plan/decisions.ndjson", { $0.prefix($0.count / 2) }, #line),
            ("plan/decisions.ndjson", { _ in nil }, #line),
        ]
        for row in wounds {
            let run = try RunFixture()
            _ = try plan.write(to: run.paths, durability: .none)
            let path = run.paths.path(row.name)
            let wounded = row.wound(try Data(contentsOf: URL(fileURLWithPath: path)))
            try FileManager.default.removeItem(atPath: path)
            try wounded?.write(to: URL(fileURLWithPath: path))
            XCTAssertThrowsError(try RunPlan.read(from: run.paths), line: row.line) { error in
                guard case RunFolderError.refused(let found)? = error as? RunFolderError else {
                    return XCTFail("\(error)", line: row.line)
                }
                XCTAssertEqual(found.all.map(\.code), ["F731"], line: row.line)
                XCTAssertTrue(found.all[0].cure.contains("planned anew"), line: row.line)
            }
        }
    }
}
