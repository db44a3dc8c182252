import Rendering
import Expansion
import Foundation
import TemplateCompiler
import TestSupport
import XCTest

final class RenderRunTests: XCTestCase {
    private static let workers = [1, 2, 5]

    /// Small chunks, so that few records are many of them.
    private static let chunk = 1 << 13

    func testDocumentsLeaveInTheOrderOfTheirRecords() throws {
        // Long and short ones in turn: those behind a long one are ready before it.
        let mixed = zip(RunFixture.records(24, rows: 0), RunFixture.records(24, rows: 150))
            .enumerated().map { $0 % 3 == 0 ? $1.1 : $1.0 }
        for workers in RenderRunTests.workers {
            let fixture = try RunFixture()
            let outcome = try fixture.run(
                mixed, to: "x.tar", workers: workers, chunkBytes: RenderRunTests.chunk)
            XCTAssertNil(outcome.failure)
            XCTAssertEqual(
                try fixture.tarNames("x.tar"), (0..<24).map { RunFixture.id($0) + ".pdf" })
        }
    }

    func testBytesDoNotDependOnWorkersChunksOrOrder() throws {
        let records = RunFixture.records(24, rows: nil)
        for channel in [Channel.pdf, .portal] {
            let first = try RunFixture()
            _ = try first.run(records, channel: channel, workers: 1)
            let wanted = try first.documents()
            XCTAssertEqual(wanted.count, 24)
            for workers in RenderRunTests.workers {
                for (order, chunk) in [(records, 1 << 13), (records.reversed(), 1 << 15)] {
                    let fixture = try RunFixture()
                    _ = try fixture.run(
                        order, channel: channel, workers: workers, chunkBytes: chunk)
                    XCTAssertEqual(try fixture.documents(), wanted, "\(workers), \(channel)")
                }
            }
        }
    }

    func testTarsAreEqualForAnyNumberOfWorkers() throws {
        let fixture = try RunFixture()
        let records = RunFixture.records(12)
        for workers in RenderRunTests.workers {
            _ = try fixture.run(
                records, to: "\(workers).tar", workers: workers, chunkBytes: RenderRunTests.chunk)
        }
        let tar = try fixture.folder.contents("1.tar")
        XCTAssertEqual(try fixture.folder.contents("2.tar"), tar)
        XCTAssertEqual(try fixture.folder.contents("5.tar"), tar)
    }

    func testTheFirstOfTwoWithOneIdWins() throws {
        let two = RunFixture.records(2)
        let other = RunFixture.records(1, rows: 9)[0]
        for workers in RenderRunTests.workers {
            let fixture = try RunFixture()
            let outcome = try fixture.run(
                [two[0], two[1], other, two[1]], workers: workers, chunkBytes: 16)
            XCTAssertEqual(
                outcome.findings, ["3: id: record.duplicate", "4: id: record.duplicate"])
            XCTAssertEqual(outcome.totals.rendered, 2)
            XCTAssertEqual(outcome.totals.quarantined, 2)
            let alone = try RunFixture()
            _ = try alone.run(two)
            XCTAssertEqual(try fixture.documents(), try alone.documents())
            XCTAssertEqual(try fixture.quarantine().map { $0["raw"] as? String }, [other, two[1]])
        }
    }

    func testARecordThatWasRefusedDoesNotUseItsIdUp() throws {
        let good = RunFixture.records(1)[0]
        let bad = good.replacing(#""currency":"BRL""#, with: #""currency":"XXQ""#)
        XCTAssertNotEqual(good, bad)
        let fixture = try RunFixture()
        let outcome = try fixture.run([bad, good])
        XCTAssertEqual(outcome.totals.rendered, 1)
        XCTAssertEqual(try fixture.quarantine().map { $0["id"] as? String }, [RunFixture.id(0)])
    }

    func testABrokenLineStopsNothing() throws {
        let broken = [
            "{", #"{"id":"x""#, "null", "[]", "\"x\"", "\u{1}", #"{"id":"a" "b"}"#, "}",
            String(repeating: "[", count: 5000),
        ]
        for text in broken {
            let fixture = try RunFixture()
            var records = RunFixture.records(5)
            records[2] = text
            let outcome = try fixture.run(records, chunkBytes: 16)
            XCTAssertNil(outcome.failure)
            XCTAssertEqual(outcome.totals.records, 5)
            XCTAssertEqual(outcome.totals.rendered, 4)
            XCTAssertEqual(outcome.totals.quarantined, 1)
            XCTAssertEqual(outcome.findings, ["3: : record.json"], text)
            XCTAssertEqual(
                try fixture.folder.names(in: "out"),
                [0, 1, 3, 4].map { RunFixture.id($0) + ".pdf" })
            let kept = try XCTUnwrap(fixture.quarantine().first)
            XCTAssertEqual(kept["raw"] as? String, text)
            XCTAssertEqual(kept["line"] as? Int, 3)
            // Not that of the record before it.
            XCTAssertEqual(kept["id"] as? String, "")
        }
    }

    func testFindingsNameLineAndPathInTheRecordsOrder() throws {
        var records = RunFixture.records(6)
        for index in [1, 3, 4] {
            records[index] = records[index].replacing(
                #""unit":"un""#, with: #""unit":7"#, maxReplacements: 1)
            records[index] = records[index].replacing(
                #""postalCode":"#, with: #""postalCode":[],"x":"#, maxReplacements: 1)
        }
        records.insert("", at: 0)
        records.insert("  ", at: 3)
        let wanted = [3, 6, 7].flatMap {
            ["\($0): issuer.address.postalCode: record.type", "\($0): lines[0].unit: record.type"]
        }
        for workers in RenderRunTests.workers {
            let fixture = try RunFixture()
            let outcome = try fixture.run(records, workers: workers, chunkBytes: 16)
            XCTAssertEqual(outcome.findings, wanted)
            XCTAssertEqual(try fixture.quarantine().map { $0["line"] as? Int }, [3, 6, 7])
            XCTAssertEqual(try fixture.quarantine().map { $0["record"] as? Int }, [2, 4, 5])
        }
    }

    func testASecondRecordForASingleFileIsAFailure() throws {
        let fixture = try RunFixture()
        let outcome = try fixture.run(RunFixture.records(2), to: "x.pdf")
        XCTAssertEqual(outcome.failure, "several")
        XCTAssertEqual(try fixture.folder.names(), ["records"])
        let one = try fixture.run(RunFixture.records(1) + ["{"], to: "x.pdf")
        XCTAssertNil(one.failure)
        XCTAssertEqual(try fixture.folder.names(), ["quarantine", "records", "x.pdf"])
    }

    func testAnIdTooLongForAFileIsAFinding() throws {
        let counts = [200, 83]
        let records = RunFixture.records(3).enumerated().map { index, line in
            guard index < 2 else { return line }
            let id = String(repeating: "/", count: counts[index])
            return line.replacing(
                "\"id\":\"\(RunFixture.id(index))\"", with: "\"id\":\"\(id)\"")
        }
        let names = [String(repeating: "%2F", count: 83) + ".pdf", RunFixture.id(2) + ".pdf"]
        let fixture = try RunFixture()
        let files = try fixture.run(records)
        XCTAssertNil(files.failure)
        XCTAssertEqual(files.findings, ["1: id: record.length"])
        XCTAssertEqual(try fixture.folder.names(in: "out"), names)
        let tar = try fixture.run(records, to: "x.tar")
        XCTAssertEqual(tar.findings, ["1: id: record.length"])
        XCTAssertEqual(try fixture.tarNames("x.tar"), names)
    }

    func testChunksBehindASlowOneWaitUnread() throws {
        // Refused in no time, so that nothing but the window keeps them from being read.
        let quick = [String](repeating: String(repeating: "x", count: 1000), count: 3000)
        let slow = RunFixture.records(1, rows: 1000)[0]
        let chunk = 1 << 12
        for workers in [2, 5] {
            let fixture = try RunFixture()
            let outcome = try fixture.run(
                [slow] + quick, to: "x.tar", workers: workers, chunkBytes: chunk)
            XCTAssertEqual(outcome.totals.quarantined, quick.count)
            let first = try XCTUnwrap(outcome.reports.first { $0.records > 0 })
            // The slow line is read by steps that double, the others by whole chunks.
            let most = 2 * slow.utf8.count + (2 * workers + 2) * (chunk + 1000)
            XCTAssertLessThan(first.inputBytes, most)
        }
    }
}
