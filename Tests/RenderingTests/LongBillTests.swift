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
        let records = RunFixture.records(1, rows: 5_000)
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
        _ = try heapBytes(after: 200, renderer)
        let short = try heapBytes(after: 4_000, renderer)
        let long = try heapBytes(after: 24_000, renderer)
        XCTAssertGreaterThan(short, 0)
        XCTAssertLessThan(Double(long - short) / 20_000, 48, "bytes a row")
    }

    /// Renders a bill of so many rows, and counts what is in use while all of it is still there.
    private func heapBytes(after rows: Int, _ renderer: DocumentRenderer) throws -> Int {
        let chunk = RecordChunk(record: Array(RunFixture.records(1, rows: rows)[0].utf8))
        var output = ByteBuffer(capacity: 16, spoolsBeyond: 0)
        let line = chunk.line(0)
        XCTAssertTrue(renderer.render(line, number: 1, channel: .pdf, into: &output))
        XCTAssertGreaterThan(output.count, rows * 30)
        return heapBytesInUse() - line.count
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
