import Expansion
import Foundation
import Primitives
import Records
import TestSupport
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

    func testPagesDoNotDependOnWhatIsSpooled() throws {
        let records = RunFixture.records(1, rows: 2_000)
        let usual = try documents(records, limit: 1 << 40, channel: .portal)
        let spooled = try documents(records, limit: 1 << 12, channel: .portal)
        XCTAssertEqual(usual.totals.rendered, 1)
        XCTAssertEqual(spooled.tar, usual.tar)
    }

    /// What rows take of the heap, once all that holds something of each of them may lie in files: next to nothing.
    func testRowsTakeNoMemory() throws {
        Spool.setLimit(1 << 14)
        defer { Spool.setLimit(Spool.usualLimit) }
        let renderer = try DocumentRenderer(engine: RunFixture.engine.get())
        renderer.isCompact = true
        _ = try growth(rows: 1_000, renderer)
        let long = try growth(rows: 6_000, renderer)
        XCTAssertLessThan(Double(long) / 5_000, 48, "bytes a row")
        Spool.setLimit(1 << 40)
        XCTAssertGreaterThan(try Double(growth(rows: 6_000, renderer)) / 5_000, 480, "bytes a row")
    }

    /// Renders a bill of so many rows; returns by how much that has made what is in use grow, while all of it is still
    /// there.
    ///
    /// Reading is left out: it keeps up to 4 MiB of a line as it is.
    private func growth(rows: Int, _ renderer: DocumentRenderer) throws -> Int {
        let chunk = RecordChunk(record: Array(RunFixture.records(1, rows: rows)[0].utf8))
        var output = ByteBuffer(capacity: 16, spoolsBeyond: 0)
        XCTAssertTrue(renderer.read(chunk.line(0), number: 1))
        let before = heapBytesInUse()
        XCTAssertGreaterThan(before, 0)
        XCTAssertTrue(renderer.judge(for: .pdf))
        XCTAssertTrue(renderer.make(.pdf, into: &output))
        XCTAssertGreaterThan(output.count, rows * 30)
        return heapBytesInUse() - before
    }

    private func documents(
        _ records: [String], limit: Int, channel: Channel = .pdf
    ) throws -> (tar: Data, totals: RenderTotals) {
        Spool.setLimit(limit)
        defer { Spool.setLimit(Spool.usualLimit) }
        let fixture = try RunFixture()
        let outcome = try fixture.run(records, to: "out.tar", channel: channel, workers: 1)
        XCTAssertNil(outcome.failure)
        return (
            try Data(contentsOf: fixture.folder.url.appendingPathComponent("out.tar")),
            outcome.totals
        )
    }
}
