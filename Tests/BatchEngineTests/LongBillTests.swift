import Foundation
import Primitives
import RunFolders
import TestSupport
import XCTest

@testable import BatchEngine

/// A bill longer than a shard among others.
final class LongBillTests: XCTestCase {
    /// Twelve bills, the sixth of which is longer than a shard by far.
    private func records(rows: Int) -> [String] {
        var records = BatchFixture.records(12)
        records[5] = BatchFixture.records(6, rows: rows)[5]
        return records
    }

    func testRunsDoNotDependOnWhatIsSpooled() throws {
        defer { Spool.setLimit(Spool.usualLimit) }
        let fixture = try BatchFixture()
        try fixture.write(records(rows: 2_000))
        for pack in [PackKind.tar, .zip, .files] {
            var found: [[String: String]] = []
            for limit in [1 << 40, 1 << 12] {
                Spool.setLimit(limit)
                var options = fixture.options("\(pack)-\(limit)")
                options.packKind = pack
                let ended = try fixture.run(options)
                XCTAssertEqual(try XCTUnwrap(ended.outcome).tally.rendered, 12, "\(pack) \(limit)")
                found.append(try fixture.contents("\(pack)-\(limit)"))
            }
            XCTAssertEqual(found[1], found[0], "\(pack)")
        }
    }

    /// So other bills wait for it neither in its shard nor, with another worker, in theirs.
    func testALongBillIsAShardOfItsOwn() throws {
        let fixture = try BatchFixture()
        try fixture.write(records(rows: 1_000))
        _ = try fixture.run(fixture.options("run"))
        let plan = try XCTUnwrap(
            try RunPlan.read(from: RunPaths(folder: fixture.folder.path("run")))
        ).plan
        let long = try XCTUnwrap(plan.shards.first { $0.firstRecord == 6 })
        XCTAssertEqual(long.records, 1)
        XCTAssertGreaterThan(long.bytes, 1 << 15)
        XCTAssertEqual(plan.records, 12)
    }

    func testALongBillThatIsKeptBackIsKeptWhole() throws {
        defer { Spool.setLimit(Spool.usualLimit) }
        let fixture = try BatchFixture()
        var records = records(rows: 2_000)
        records[5] = records[5].replacingOccurrences(
            of: "\"currency\":\"BRL\"", with: "\"currency\":\"XXQ\"")
        try fixture.write(records)
        var lines: [String] = []
        for limit in [1 << 40, 1 << 12] {
            Spool.setLimit(limit)
            let ended = try fixture.run(fixture.options("\(limit)"))
            XCTAssertEqual(try XCTUnwrap(ended.outcome).tally.rejected, 1)
            lines.append(
                try String(
                    contentsOfFile: fixture.folder.path("\(limit)/quarantine.ndjson"),
                    encoding: .utf8))
        }
        XCTAssertEqual(lines[1], lines[0])
        XCTAssertGreaterThan(lines[0].utf8.count, records[5].utf8.count)
    }
}
