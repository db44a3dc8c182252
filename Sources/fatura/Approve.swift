import BatchEngine
import Foundation
import Primitives
import RunFolders

/// `fatura approve`.
@Sendable func approve(_ arguments: Arguments) -> ExitCode {
    var options: ApproveOptions
    do throws(UsageError) {
        let cores = max(1, ProcessInfo.processInfo.activeProcessorCount)
        options = ApproveOptions(
            folder: arguments.operands[0],
            by: try words(arguments, "by", for: "who approves the run"),
            at: RunHolder.current().startText,
            workers: try arguments.number("workers", in: 1...256, standard: cores))
        options.reason = (arguments["reason"] ?? "").trimmingCharacters(in: .whitespacesAndNewlines)
        try requireOneLine(options.reason, of: "reason")
    } catch {
        complain("fatura approve: \(error.message)")
        return .usage
    }
    options.isFull = arguments.has("full")
    do throws(RunFailure) {
        let (approval, isNew) = try RunApprover(options, version: version).run()
        print(
            "\(options.folder): \(isNew ? "approved" : "was approved already") by \(approval.by) "
                + "at \(approval.at), manifest \(approval.manifest.hexadecimal)")
        return .done
    } catch {
        for diagnostic in error.diagnostics.all { complain(diagnostic.text) }
        return ExitCode(error)
    }
}
