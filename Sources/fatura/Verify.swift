import BatchEngine
import Foundation
import Primitives
import Rendering
import RunFolders

/// `fatura verify`.
@Sendable func verify(_ arguments: Arguments) -> ExitCode {
    let options: VerifyOptions
    do throws(UsageError) {
        options = try verifyOptions(arguments)
    } catch {
        complain("fatura verify: \(error.message)")
        return .usage
    }
    var engine: Engine?
    if let pack = options.pack {
        engine = openEngine(pack: pack, fonts: arguments["fonts"])
        guard engine != nil else { return .template }
    }
    do throws(RunFailure) {
        let outcome = try RunVerifier(options, engine: engine, version: version).run()
        for place in outcome.places { print(describe(place)) }
        for words in outcome.kept { print(words) }
        for note in outcome.notes { complain(note) }
        for diagnostic in outcome.wrong { complain(diagnostic.text) }
        print(summary(outcome, options))
        guard outcome.wrong.isEmpty else { return .notReconciled }
        return outcome.kept.isEmpty ? .done : .quarantined
    } catch {
        for diagnostic in error.diagnostics.all { complain(diagnostic.text) }
        return ExitCode(error)
    }
}

private func verifyOptions(_ arguments: Arguments) throws(UsageError) -> VerifyOptions {
    let cores = max(1, ProcessInfo.processInfo.activeProcessorCount)
    var options = VerifyOptions(
        folder: arguments.operands[0],
        workers: try arguments.number("workers", in: 1...256, standard: cores))
    options.document = arguments["document"]
    options.key = arguments["key"]
    options.pack = arguments["template"]
    options.share =
        try arguments["rerender"].map { (text) throws(UsageError) in
            try percent(text, of: "rerender")
        } ?? 0
    guard options.share == 0 || options.pack != nil else {
        throw UsageError(message: "--rerender needs the pack: --template PACK")
    }
    guard options.pack == nil || options.share > 0 || options.document != nil else {
        throw UsageError(message: "--template is for --rerender P% or --document ID")
    }
    return options
}

private func describe(_ place: DocumentPlace) -> String {
    "\(place.id) \(place.channel): \(place.pack), \(place.length) bytes from byte \(place.offset) on, "
        + "\(place.pages) pages, shard \(place.shard), record \(place.record), "
        + "sha256 \(place.sha256.hexadecimal)"
}

private func summary(_ outcome: VerifyOutcome, _ options: VerifyOptions) -> String {
    var text = "\(options.folder): "
    if options.document == nil {
        let size = String(format: "%.1f MB", Double(outcome.bytes) / 1e6)
        text += "\(outcome.shards) shards, \(outcome.files) files of \(size), "
    }
    guard outcome.kept.isEmpty else { return text + "the bill has no document" }
    text += "\(outcome.documents) documents"
    if outcome.rendered > 0 { text += ", \(outcome.rendered) rendered again" }
    return text + (outcome.wrong.isEmpty ? ": all is well" : ": \(outcome.wrong.count) wrong")
}
