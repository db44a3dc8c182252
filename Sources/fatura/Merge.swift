import BatchEngine
import Foundation
import Primitives
import RunFolders

/// `fatura merge`.
@Sendable func merge(_ arguments: Arguments) -> ExitCode {
    guard let folder = arguments["output"] else {
        complain("fatura merge: name the folder of the whole run with -o RUN")
        return .usage
    }
    var options = MergeOptions(parts: arguments.operands, folder: folder)
    options.copies = arguments.has("copy")
    options.key = arguments["sign"]
    do throws(UsageError) {
        try requireFree(folder, isRun: true, inputs: arguments.operands + arguments.all("sign"))
        if let name = arguments["durability"] { options.durability = try durability(name) }
    } catch {
        complain("fatura merge: \(error.message)")
        return .usage
    }
    let merge = RunMerge(options) { remark($0) }
    let signals = stopping { merge.stop() }
    defer { for signal in signals { signal.cancel() } }
    do throws(RunFailure) {
        let outcome = try merge.run()
        let tally = outcome.tally
        remark(
            "\(tally.records) records in \(outcome.shards) shards: \(tally.rendered) rendered, "
                + "\(tally.records - tally.rendered) kept back; \(outcome.taken) shards taken → "
                + folder)
        for finding in outcome.findings { remark(finding.text) }
        return ExitCode(tally, outcome.findings)
    } catch {
        for diagnostic in error.diagnostics.all { complain(diagnostic.text) }
        return ExitCode(error)
    }
}
