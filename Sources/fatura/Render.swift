import Rendering
import Expansion
import Foundation
import Glibc
import Primitives
import Proof
import Synchronization

/// Prints what a run finds and how far it is.
private final class RunPrinter: Sendable {
    private let records: String
    private let isTerminal = isatty(STDERR_FILENO) == 1
    private let state = Mutex(State())

    private struct State {
        var warnings = 0
        var others = 0
        var lastReport = DispatchTime.now()
        let start = DispatchTime.now()
    }

    /// So many findings that keep a record back are printed one by one; the quarantine holds all.
    private static let mostOthers = 20

    /// So many warnings are printed one by one; they are counted apart, so as not to hide the others.
    private static let mostWarnings = 5

    init(records: String) { self.records = records == "-" ? "standard input" : records }

    func found(_ found: RecordFinding) {
        let finding = found.finding
        let isWarning = finding.severity == .warn
        let count = state.withLock { state in
            if isWarning { state.warnings += 1 } else { state.others += 1 }
            return isWarning ? state.warnings : state.others
        }
        let most = isWarning ? RunPrinter.mostWarnings : RunPrinter.mostOthers
        guard count <= most + 1 else { return }
        clearLine()
        guard count <= most else {
            complain("… further \(isWarning ? "warnings" : "findings") are not printed")
            return
        }
        var text = "\(records):\(found.line): \(finding.severity.rawValue): "
        if !finding.path.isEmpty { text += "\(finding.path): " }
        text += "\(finding.message) [\(finding.rule)]"
        if !finding.place.isEmpty { text += " at \(finding.place)" }
        if !finding.cure.isEmpty { text += "; \(finding.cure)" }
        complain(text)
    }

    private func clearLine() {
        if isTerminal { mutter("\r\u{1B}[K") }
    }

    func report(_ totals: RenderTotals) {
        guard isTerminal else { return }
        let text: String? = state.withLock { state in
            let now = DispatchTime.now()
            guard now.uptimeNanoseconds - state.lastReport.uptimeNanoseconds > 200_000_000 else {
                return nil
            }
            state.lastReport = now
            let seconds = Double(now.uptimeNanoseconds - state.start.uptimeNanoseconds) / 1e9
            var text = "\(totals.rendered) bills, \(Int(Double(totals.rendered) / seconds))/s"
            if let size = totals.inputSize, size > 0 {
                text += ", \(totals.inputBytes * 100 / size)%"
            }
            if totals.quarantined > 0 { text += ", \(totals.quarantined) quarantined" }
            return text
        }
        guard let text else { return }
        clearLine()
        mutter(text)
    }

    func finish(_ totals: RenderTotals, quarantine: String, output: String) {
        clearLine()
        let seconds = state.withLock {
            Double(DispatchTime.now().uptimeNanoseconds - $0.start.uptimeNanoseconds) / 1e9
        }
        let rate = seconds > 0 ? Int(Double(totals.rendered) / seconds) : 0
        let size = String(format: "%.1f MB", Double(totals.bytes) / 1e6)
        if totals.rendered == 0, OutputKind(path: output) == .single {
            complain(
                "0 of \(totals.records) records rendered: there is no document, \(output) was not written"
            )
        } else {
            complain(
                "\(totals.rendered) of \(totals.records) records rendered: \(totals.pages) pages, "
                    + "\(size) in \(String(format: "%.2f", seconds)) s, \(rate) bills/s → \(output)"
            )
        }
        if totals.warnings > 0 { complain(counted(totals.warnings, "warning")) }
        if totals.quarantined > 0 {
            complain("\(counted(totals.quarantined, "record")) quarantined → \(quarantine)")
        }
    }
}

/// A number with its noun.
func counted(_ count: Int, _ noun: String) -> String {
    "\(count) \(noun)\(count == 1 ? "" : "s")"
}

/// The engine of the pack that is named first; nil after telling all that is wrong with it.
func openEngine(_ arguments: Arguments) -> Engine? {
    openEngine(pack: arguments.operands[0], fonts: arguments["fonts"])
}

/// Compiles a pack; nil if it cannot be, which is told.
func openEngine(pack: String, fonts: String?) -> Engine? {
    do throws(Diagnostics) {
        return try Engine(
            pack: pack,
            fonts: fonts ?? Engine.findFonts(pack: pack) ?? "fonts/fonts.json")
    } catch {
        for diagnostic in error.all { complain(diagnostic.text) }
        return nil
    }
}

/// `fatura render`.
@Sendable func render(_ arguments: Arguments) -> ExitCode {
    let options: RenderOptions
    do throws(UsageError) {
        options = try renderOptions(arguments)
    } catch {
        complain("fatura render: \(error.message)")
        return .usage
    }
    guard let engine = openEngine(arguments) else { return .template }
    let printer = RunPrinter(records: options.records)
    do throws(RenderFailure) {
        let run = try RenderRun(
            engine: engine, options: options, report: { printer.report($0) },
            found: { printer.found($0) })
        let totals = try run.run()
        printer.finish(totals, quarantine: options.quarantine, output: options.output)
        if let proof = run.proofTotals { complain(summary(proof, of: totals)) }
        return totals.quarantined > 0 ? .quarantined : .done
    } catch {
        return explain(error, options)
    }
}

/// What the proofs came to, and what they cost beside the whole run.
private func summary(_ proof: ProofTotals, of totals: RenderTotals) -> String {
    let seconds = Double(proof.microseconds) / 1e6
    var usage = rusage()
    unsafe getrusage(RUSAGE_SELF.rawValue, &usage)
    let own =
        Double(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
        + Double(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6
    let share = seconds / max(own + Double(proof.childMicroseconds) / 1e6, 1e-6)
    let each = seconds * 1000 / Double(max(proof.proved, 1))
    return "proof: \(proof.proved) of \(totals.records) records read back, "
        + "\(counted(proof.fonts, "font")) compared; "
        + String(format: "%.2f s CPU in %d child processes, ", seconds, proof.children)
        + String(format: "%.0f ms a proved bill, %.0f%% of the run's CPU", each, share * 100)
}

private func explain(_ failure: RenderFailure, _ options: RenderOptions) -> ExitCode {
    switch failure {
    case .clash(let message):
        complain("fatura render: \(message); name another one")
        return .usage
    case .file(let message):
        complain("fatura render: \(message)")
        return .file
    case .setUp(let diagnostics):
        for diagnostic in diagnostics.all { complain(diagnostic.text) }
        return .template
    case .several:
        complain(
            "fatura render: \(options.output) holds one document, and there are more records; "
                + "name a folder or a .tar")
        return .usage
    }
}

/// The seam that `--dump` names; nil without it.
private func dumped(_ arguments: Arguments, _ channel: Channel) throws(UsageError) -> DocumentDump?
{
    guard let name = arguments["dump"] else { return nil }
    guard let dump = DocumentDump(rawValue: name) else {
        let known = DocumentDump.allCases.map(\.rawValue).joined(separator: ", ")
        throw UsageError(message: "there is no seam “\(name)”; there are: \(known)")
    }
    guard dump == .boxes || channel == .pdf else {
        throw UsageError(message: "the channel \(channel.name) has no pages")
    }
    return dump
}

/// The share of bills that `--proof` names; nil without it.
private func proved(
    _ arguments: Arguments, _ options: RenderOptions
) throws(UsageError) -> ProofRate? {
    guard let text = arguments["proof"] else { return nil }
    guard options.channel == .pdf, options.dump == nil else {
        throw UsageError(message: "--proof reads PDFs back, and this run makes none")
    }
    guard let rate = text.isEmpty ? .all : ProofRate(text) else {
        throw UsageError(message: "--proof takes a share from 0.0001% to 100%, not “\(text)”")
    }
    return rate
}

private func renderOptions(_ arguments: Arguments) throws(UsageError) -> RenderOptions {
    guard let output = arguments["output"] ?? (arguments.has("dump") ? "-" : nil) else {
        throw UsageError(message: "name the output with -o PATH")
    }
    let told = OutputKind.channel(ofPath: output)
    let name = arguments["channel"] ?? (told ?? .pdf).name
    guard let channel = Channel(name: name) else {
        let known = Channel.allCases.map(\.name).joined(separator: ", ")
        throw UsageError(message: "there is no channel “\(name)”; there are: \(known)")
    }
    guard told == nil || told == channel else {
        throw UsageError(
            message: "the channel \(name) makes no such file as \(output); leave -c out, or name "
                + (channel == .pdf ? "x.pdf" : "x.html"))
    }
    let cores = max(1, ProcessInfo.processInfo.activeProcessorCount)
    var options = RenderOptions(
        records: arguments.operands[1], output: output,
        quarantine: arguments["quarantine"] ?? OutputKind.quarantine(ofPath: output),
        channel: channel,
        workers: try arguments.number("workers", in: 1...256, standard: cores))
    options.dump = try dumped(arguments, channel)
    options.proof = try proved(arguments, options)
    options.digests = arguments["sha256"]
    for path in [output, options.quarantine] + (options.digests.map { [$0] } ?? []) {
        try requireFree(path)
    }
    return options
}
