import Rendering
import Expansion
import Foundation
import Primitives
import Synchronization

/// Prints what a check finds as it goes on, and keeps count.
private final class CheckPrinter: Sendable {
    private let isJSON: Bool
    private let state = Mutex(State())

    private struct State {
        var summary = CheckSummary()
        var text = ""
        var failure: String?
    }

    /// So much text is written at once.
    private static let blockCount = 1 << 16

    init(isJSON: Bool) { self.isJSON = isJSON }

    func told(_ record: CheckedRecord) {
        state.withLock { state in
            state.summary.add(record)
            guard isJSON, !record.findings.isEmpty else { return }
            state.text += record.json
            if state.text.utf8.count > CheckPrinter.blockCount { CheckPrinter.flush(&state) }
        }
    }

    /// Writes the rest and the summary; gives the summary, or why it could not be written.
    func finish(_ records: String) -> (summary: CheckSummary, failure: String?) {
        state.withLock { state in
            state.text +=
                isJSON
                ? state.summary.json + "\n"
                : state.summary.text(of: records == "-" ? "standard input" : records)
            CheckPrinter.flush(&state)
            return (state.summary, state.failure)
        }
    }

    private static func flush(_ state: inout State) {
        guard state.failure == nil else { return }
        do {
            try FileHandle.standardOutput.write(contentsOf: Data(state.text.utf8))
        } catch {
            state.failure = error.localizedDescription
        }
        state.text = ""
    }
}

/// `fatura check`.
@Sendable func check(_ arguments: Arguments) -> ExitCode {
    var options: CheckOptions
    do throws(UsageError) {
        options = CheckOptions(
            records: arguments.operands[1],
            workers: try arguments.number(
                "workers", in: 1...256,
                standard: max(1, ProcessInfo.processInfo.activeProcessorCount)))
        options.report = arguments["report"]
        if let report = options.report { try requireFree(report) }
    } catch {
        complain("fatura check: \(error.message)")
        return .usage
    }
    if let clash = options.clash {
        complain("fatura check: \(clash); name another one")
        return .usage
    }
    guard let engine = openEngine(arguments) else { return .template }
    let printer = CheckPrinter(isJSON: arguments.has("json"))
    do throws(RenderFailure) {
        try CheckRun(engine: engine, options: options, told: { printer.told($0) }).run()
    } catch {
        if case .file(let message) = error { complain("fatura check: \(message)") }
        return .file
    }
    return finish(printer, options, arguments.operands[0])
}

/// Writes the summary and the report.
private func finish(
    _ printer: CheckPrinter, _ options: CheckOptions, _ pack: String
) -> ExitCode {
    let (summary, failure) = printer.finish(options.records)
    if let failure {
        complain("fatura check: cannot write: \(failure)")
        return .file
    }
    if options.report != nil {
        let name = options.records == "-" ? "standard input" : options.records
        do throws(RenderFailure) {
            try options.write(report: CheckReport(summary, records: name, pack: pack).html)
        } catch {
            if case .file(let message) = error { complain("fatura check: \(message)") }
            return .file
        }
    }
    return summary.keepsBack ? .quarantined : .done
}
