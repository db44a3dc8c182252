import Foundation

/// A report as people and programs read it.
extension LintReport {
    /// A paragraph for each diagnostic and a line for each finding of a sample; empty if there is none.
    public var text: String {
        var lines = diagnostics.map(\.text)
        for found in findings {
            let finding = found.finding
            var line = "\(found.file): \(finding.severity.rawValue): "
            if !finding.path.isEmpty { line += "\(finding.path): " }
            line += "\(finding.message) [\(finding.rule)]"
            if !finding.place.isEmpty { line += " at \(finding.place)" }
            if !finding.cure.isEmpty { line += "\n    \(finding.cure)" }
            lines.append(line)
        }
        return lines.map { $0 + "\n" }.joined()
    }

    /// One JSON object: `diagnostics` and `findings`, members in alphabetical order.
    public var json: String {
        let object: [String: Any] = [
            "diagnostics": diagnostics.map { found in
                [
                    "code": found.code, "severity": found.isAdvice ? "advice" : "error",
                    "file": found.file, "line": found.line, "column": found.column,
                    "message": found.message, "cure": found.cure,
                ] as [String: Any]
            },
            "findings": findings.map { found in
                [
                    "file": found.file, "channel": found.channel, "rule": found.finding.rule,
                    "severity": found.finding.severity.rawValue, "path": found.finding.path,
                    "place": found.finding.place, "message": found.finding.message,
                    "cure": found.finding.cure,
                ]
            },
        ]
        let options: JSONSerialization.WritingOptions = [
            .sortedKeys, .prettyPrinted, .withoutEscapingSlashes,
        ]
        let data = try? JSONSerialization.data(withJSONObject: object, options: options)
        return String(decoding: data ?? Data("{}".utf8), as: UTF8.self) + "\n"
    }
}
