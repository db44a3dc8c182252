import Foundation
import RunFolders
import XCTest

@testable import BatchEngine

final class RunFiguresTests: XCTestCase {
    private let second = 1_000_000_000

    private func figures(
        bytes: Int = 0, all: Int? = nil, rates: RateWindow.Rates = RateWindow.Rates()
    ) -> RunFigures {
        var progress = BatchProgress()
        progress.phase = .rendering
        (progress.bytes, progress.allBytes) = (bytes, all)
        (progress.shards, progress.allShards, progress.shardsBefore) = (3, 9, 1)
        progress.tally.records = 1500
        progress.tally.rendered = 1490
        (progress.tally.held, progress.tally.rejected) = (6, 4)
        progress.tally.pages = 2980
        (progress.documentBytes, progress.recordsNow) = (45_000_000, 1000)
        return RunFigures(
            progress: progress, time: 1_782_874_800, start: 1_782_874_790, seconds: 10.04,
            phaseSeconds: 8.96, cpuSeconds: 19.5, rates: rates)
    }

    func testTheLineIsTheDocumentedOne() {
        let line = figures(
            bytes: 4_000_000, all: 10_000_000,
            rates: RateWindow.Rates(
                records: 111.26, recordBytes: 400_000.7, documentBytes: 5_000_000)
        ).json
        XCTAssertEqual(
            line,
            #"{"time":"2026-07-01T03:00:00Z","phase":"rendering","seconds":10.0,"phaseSeconds":9.0,"#
                + #""bytes":4000000,"allBytes":10000000,"shards":3,"allShards":9,"shardsBefore":1,"#
                + #""records":1500,"rendered":1490,"held":6,"rejected":4,"duplicates":0,"#
                + #""unsentDuplicates":0,"excluded":0,"pages":2980,"documentBytes":45000000,"recordsPerSecond":111.3,"#
                + #""recordBytesPerSecond":400000,"documentBytesPerSecond":5000000,"eta":15.0,"#
                + #""cpuSeconds":19.5}"#)
    }

    func testTheEndIsToldWhereItIsKnown() {
        let rates = RateWindow.Rates(records: 1, recordBytes: 50, documentBytes: 1)
        let rows: [(bytes: Int, all: Int?, rates: RateWindow.Rates, eta: Double?, line: UInt)] = [
            (0, 100, rates, 2, #line), (50, 100, rates, 1, #line), (100, 100, rates, 0, #line),
            (50, nil, rates, nil, #line), (50, 100, RateWindow.Rates(), nil, #line),
            (101, 100, rates, nil, #line),
        ]
        for row in rows {
            let figures = figures(bytes: row.bytes, all: row.all, rates: row.rates)
            XCTAssertEqual(figures.eta, row.eta, line: row.line)
            XCTAssertEqual(
                figures.json.contains("\"eta\":null"), row.eta == nil, line: row.line)
        }
    }

    func testTheWindowForgetsWhatIsLongAgo() {
        var window = RateWindow()
        XCTAssertEqual(window.rates, RateWindow.Rates())
        // A hundred a second for two minutes, then ten.
        var records = 0
        for step in 0..<600 {
            records += step < 600 ? 20 : 2
            window.add(sample(step, records))
        }
        XCTAssertEqual(window.rates.records, 100, accuracy: 0.5)
        for step in 600..<900 {
            records += 2
            window.add(sample(step, records))
        }
        XCTAssertEqual(window.rates.records, 10, accuracy: 0.5)
        XCTAssertEqual(window.rates.recordBytes, 80, accuracy: 4)
    }

    private func sample(_ step: Int, _ records: Int) -> RateWindow.Sample {
        RateWindow.Sample(
            nanoseconds: step * second / 5, records: records, recordBytes: records * 8,
            documentBytes: records * 40)
    }
}
