import BatchEngine
import Primitives
import Rendering

/// `fatura batch --dry-run`.
func dryRun(_ engine: Engine, _ options: BatchOptions, _ arguments: Arguments) -> ExitCode {
    let run = DryRun(engine: engine, options: options, version: version)
    let signals = stopping { run.stop() }
    defer { for signal in signals { signal.cancel() } }
    let estimate: RunEstimate
    do throws(RunFailure) {
        estimate = try run.run()
    } catch {
        for diagnostic in error.diagnostics.all { complain(diagnostic.text) }
        return ExitCode(error)
    }
    let input = options.records == "-" ? "standard input" : options.records
    if arguments.has("json") {
        print(estimate.json)
    } else {
        print(estimate.text(of: input), terminator: "")
    }
    guard !estimate.fits else { return .done }
    complain(
        Diagnostic(
            code: "F784", file: options.folder,
            message: "the run needs about \(ReportText.size(estimate.neededBytes)), and "
                + "\(ReportText.size(estimate.freeBytes ?? 0)) are free",
            cure: "make room there, or name a folder on another disk"
        ).text)
    return .file
}
