import Foundation
import Primitives
import Prints
import RunFolders

/// `fatura reprint`.
@Sendable func reprint(_ arguments: Arguments) -> ExitCode {
    guard let output = arguments["output"], output.hasSuffix(".pdf") else {
        complain("fatura reprint: name the print file with -o FILE.pdf")
        return .usage
    }
    do throws(UsageError) {
        for path in [output, Reprint.index(of: output)] {
            try requireFree(path, inputs: arguments.all("ids"))
        }
    } catch {
        complain("fatura reprint: \(error.message)")
        return .usage
    }
    var ids = Array(arguments.operands.dropFirst())
    if let path = arguments["ids"] {
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
            complain("\(path): cannot be read as UTF-8")
            return .file
        }
        ids += text.split(whereSeparator: \.isNewline)
            .map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
    }
    guard !ids.isEmpty else {
        complain("fatura reprint: name the documents, or a file of them with --ids FILE")
        return .usage
    }
    let reprint = Reprint(run: arguments.operands[0], documents: ids, output: output)
    do throws(RunFolderError) {
        let outcome = try reprint.run()
        complain(
            "\(outcome.documents) documents in \(outcome.envelopes) envelopes, "
                + "\(outcome.sheets) sheets → \(output), \(reprint.index)")
        return .done
    } catch {
        complain(error.text)
        if case .file = error { return .file }
        return .template
    }
}
