import Glibc
import Primitives
import RunFolders

/// A run's figures as Prometheus reads them (text format 0.0.4): metrics always in the same order.
public struct RunMetrics {
    /// What the response says of the text.
    public static let contentType = "text/plain; version=0.0.4; charset=utf-8"

    private var bytes = ""

    /// The text for a moment.
    ///
    /// - Parameters:
    ///   - figures: of the moment.
    ///   - version: the program's.
    public init(_ figures: RunFigures, version: String) {
        let progress = figures.progress
        add(
            "fatura_build_info", "The program.", [(["version": version], "1")])
        add(
            "fatura_run_phase", "1 for what the run is at, 0 for the others.",
            BatchProgress.Phase.allCases.map {
                (["phase": $0.rawValue], $0 == progress.phase ? "1" : "0")
            })
        add(
            "fatura_run_phase_bytes", "Bytes of records that the phase has to do with.",
            progress.allBytes.map { [([:], String($0))] } ?? [])
        add(
            "fatura_run_phase_bytes_done", "Those that are done.", [([:], String(progress.bytes))])
        add(
            "fatura_run_shards", "Shards of this part.", [([:], String(progress.allShards))])
        add(
            "fatura_run_shards_done", "Those that are done, by earlier commands too.",
            [([:], String(progress.shards))])
        add(
            "fatura_run_records", "Records of the shards that are done, by what became of them.",
            Verdict.allCases.map {
                (["verdict": $0.name.description], String(progress.tally.count(of: $0)))
            })
        add(
            "fatura_run_unsent_duplicates",
            "Duplicates of bills that did not leave, known when all shards are done.",
            [([:], String(progress.unsentDuplicates))])
        add(
            "fatura_run_pages", "Pages of their documents.", [([:], String(progress.tally.pages))])
        add(
            "fatura_run_eta_seconds", "To the end of the phase; absent while nobody knows.",
            figures.eta.map { [([:], RunMetrics.number($0))] } ?? [])
        addOfThisCommand(figures)
    }

    /// What began at zero with this process.
    private mutating func addOfThisCommand(_ figures: RunFigures) {
        let progress = figures.progress
        add(
            "fatura_records_total", "Records that this command rendered or kept back.",
            [([:], String(progress.recordsNow))], type: "counter")
        add(
            "fatura_document_bytes_total", "Bytes of packs that this command wrote.",
            [([:], String(progress.documentBytes))], type: "counter")
        add(
            "process_cpu_seconds_total", "CPU time.",
            [([:], RunMetrics.number(figures.cpuSeconds))], type: "counter")
        add(
            "process_start_time_seconds", "When the command began, since 1970.",
            [([:], String(figures.start))])
        add(
            "process_resident_memory_bytes", "Memory in use.",
            RunMetrics.residentBytes().map { [([:], String($0))] } ?? [])
    }

    /// The text.
    public var text: String { bytes }

    private mutating func add(
        _ name: String, _ help: String, _ values: [(labels: [String: String], value: String)],
        type: String = "gauge"
    ) {
        guard !values.isEmpty else { return }
        bytes += "# HELP \(name) \(help)\n# TYPE \(name) \(type)\n"
        for (labels, value) in values {
            let pairs = labels.keys.sorted().map { "\($0)=\"\(labels[$0] ?? "")\"" }
            bytes +=
                name + (pairs.isEmpty ? "" : "{\(pairs.joined(separator: ","))}") + " \(value)\n"
        }
    }

    /// Thousandths are enough.
    private static func number(_ value: Double) -> String {
        let whole = Int((min(value, 1e12) * 1000).rounded())
        let rest = String(whole % 1000)
        return "\(whole / 1000)." + String(repeating: "0", count: 3 - rest.utf8.count) + rest
    }

    /// The second number of `/proc/self/statm` in pages (proc(5)); nil where there is none.
    private static func residentBytes() -> Int? {
        guard let bytes = try? InputDescriptor.bytes(of: "/proc/self/statm") else { return nil }
        let numbers = String(decoding: bytes, as: UTF8.self).split(separator: " ")
        guard numbers.count > 1, let pages = Int(numbers[1]) else { return nil }
        return pages * sysconf(Int32(_SC_PAGESIZE))
    }
}
