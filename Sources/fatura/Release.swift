import BatchEngine
import Foundation
import Primitives
import Prints
import Rendering
import RunFolders

/// `fatura release-held`.
@Sendable func releaseHeld(_ arguments: Arguments) -> ExitCode {
    var options: ReleaseOptions
    do throws(UsageError) {
        options = try releaseOptions(arguments)
    } catch {
        complain("fatura release-held: \(error.message)")
        return .usage
    }
    do throws(Diagnostics) {
        options.preset = try arguments["preset"].map { (name) throws(Diagnostics) in
            try PrintPreset.named(name, pack: options.pack)
        }
    } catch {
        for diagnostic in error.all { complain(diagnostic.text) }
        return .template
    }
    guard let engine = openEngine(pack: options.pack, fonts: arguments["fonts"]) else {
        return .template
    }
    let printer = BatchPrinter(isQuiet: false)
    if options.others.isEmpty {
        printer.note(
            "nobody looks whether these bills left with another run since, corrected: name such runs "
                + "with --against")
    }
    let release = RunRelease(
        engine: engine, options: options, version: version, watched: { printer.report($0) },
        note: { printer.note($0) })
    do throws(RunFailure) {
        let outcome = try release.run()
        printer.clear()
        remark(BatchLine(outcome.figures).summary(outcome.folder))
        remark(
            "\(outcome.records) records released by \(options.by); see "
                + RunPaths(folder: options.folder).releases)
        return ExitCode(outcome.batch.tally, [])
    } catch {
        printer.clear()
        for diagnostic in error.diagnostics.all { complain(diagnostic.text) }
        return ExitCode(error)
    }
}

private func releaseOptions(_ arguments: Arguments) throws(UsageError) -> ReleaseOptions {
    guard let pack = arguments["template"] else {
        throw UsageError(message: "name the pack that the run was rendered with: --template PACK")
    }
    let cores = max(1, ProcessInfo.processInfo.activeProcessorCount)
    var options = ReleaseOptions(
        folder: arguments.operands[0], names: Array(arguments.operands.dropFirst()),
        by: try words(arguments, "by", for: "who releases the records"),
        reason: try words(arguments, "reason", for: "why the records are released"),
        at: RunHolder.current().startText, pack: pack,
        workers: try arguments.number("workers", in: 1...256, standard: cores))
    options.supplement = arguments["output"]
    if let folder = options.supplement {
        let inputs =
            [options.folder, pack] + arguments.all("against") + arguments.all("sign")
            + arguments.all("fonts")
        try requireFree(folder, isRun: true, inputs: inputs)
    }
    options.others = arguments.all("against")
    options.key = arguments["sign"]
    if let name = arguments["durability"] { options.durability = try durability(name) }
    return options
}

/// An option that must say something.
func words(
    _ arguments: Arguments, _ name: String, for purpose: String
) throws(UsageError) -> String {
    let text = (arguments[name] ?? "").trimmingCharacters(in: .whitespacesAndNewlines)
    guard !text.isEmpty else { throw UsageError(message: "say \(purpose): --\(name)") }
    try requireOneLine(text, of: name)
    return text
}

/// Names and reasons are written down for ever and shown on terminals: control characters have no place in them.
func requireOneLine(_ text: String, of name: String) throws(UsageError) {
    guard text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) else {
        return
    }
    throw UsageError(message: "--\(name) takes one line of text without control characters")
}
