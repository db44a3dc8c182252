import XCTest

@testable import BatchEngine

final class RunMetricsTests: XCTestCase {
    private func lines(_ change: (inout BatchProgress) -> Void) -> [String] {
        var progress = BatchProgress()
        change(&progress)
        let figures = RunFigures(
            progress: progress, time: 20, start: 10, seconds: 10, phaseSeconds: 5,
            cpuSeconds: 1.0625,
            rates: RateWindow.Rates(records: 1, recordBytes: 4, documentBytes: 1))
        return RunMetrics(figures, version: "1.2").text.split(separator: "\n").map(String.init)
    }

    func testMetricsAreThoseOfTheRun() {
        let lines = lines { progress in
            progress.phase = .rendering
            (progress.bytes, progress.allBytes) = (90, 100)
            (progress.shards, progress.allShards) = (4, 5)
            (progress.tally.rendered, progress.tally.held) = (7, 2)
            (progress.tally.rejected, progress.tally.duplicates) = (1, 3)
            (progress.recordsNow, progress.documentBytes) = (13, 1 << 40)
        }
        for line in [
            "fatura_build_info{version=\"1.2\"} 1", "fatura_run_phase{phase=\"rendering\"} 1",
            "fatura_run_phase{phase=\"planning\"} 0", "fatura_run_phase_bytes 100",
            "fatura_run_phase_bytes_done 90", "fatura_run_shards 5", "fatura_run_shards_done 4",
            "fatura_run_records{verdict=\"rendered\"} 7",
            "fatura_run_records{verdict=\"duplicate\"} 3", "fatura_run_eta_seconds 2.500",
            "fatura_records_total 13", "fatura_document_bytes_total 1099511627776",
            "process_cpu_seconds_total 1.063", "process_start_time_seconds 10",
            "# TYPE fatura_records_total counter", "# TYPE fatura_run_shards gauge",
        ] {
            XCTAssertTrue(lines.contains(line), line)
        }
    }

    func testWhatIsNotKnownIsAbsent() {
        let lines = lines { $0.phase = .planning }
        XCTAssertFalse(lines.contains { $0.contains("fatura_run_eta_seconds") })
        XCTAssertFalse(lines.contains { $0.hasPrefix("fatura_run_phase_bytes ") })
        XCTAssertEqual(lines.filter { $0.hasSuffix("} 1") && $0.contains("phase=") }.count, 1)
    }
}
