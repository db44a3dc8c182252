import Rendering
import Foundation
import PaymentDesk
import Primitives
import Workbench

/// `fatura lint`.
@Sendable func lint(_ arguments: Arguments) -> ExitCode {
    if let code = arguments["explain"] { return explain(code) }
    guard let pack = arguments.operands.first else {
        complain("fatura lint: name a pack, or a code with --explain")
        return .usage
    }
    let report = LintReport(
        pack: pack,
        fonts: arguments["fonts"] ?? Engine.findFonts(pack: pack) ?? "fonts/fonts.json")
    let text = arguments.has("json") ? report.json : report.text
    do {
        try FileHandle.standardOutput.write(contentsOf: Data(text.utf8))
    } catch {
        complain("fatura lint: cannot write: \(error.localizedDescription)")
        return .file
    }
    if !arguments.has("json") {
        let errors = counted(report.errorCount, "error")
        complain("\(pack): \(errors), \(counted(report.adviceCount, "piece")) of advice")
    }
    let isWrong = report.errorCount > 0 || arguments.has("strict") && report.adviceCount > 0
    return isWrong ? .template : .done
}

/// Prints what the reference says of a code, or of the findings' rules.
private func explain(_ code: String) -> ExitCode {
    if let entry = ErrorReference.entry(code) {
        print(entry.section, terminator: "")
        return .done
    }
    if let rule = FindingRule.all.first(where: { $0.id == code }) {
        print("### \(rule.id)\n\n\(rule.meaning): \(rule.severity.rawValue).\n\n\(rule.cure).")
        return .done
    }
    if let section = PaymentReference.section(code) {
        print(section, terminator: "")
        return .done
    }
    let known = ErrorReference.all.map(\.code) + FindingRule.all.map(\.id) + PaymentReference.codes
    let near = nearest(to: code, among: known).map { "; did you mean \($0)?" } ?? ""
    complain("fatura lint: there is no code “\(code)”\(near)")
    return .usage
}
