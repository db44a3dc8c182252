import Primitives

/// The summary for people at a terminal, and for programs.
extension CheckSummary {
    /// What was found, rule by rule, with the first ones of each.
    public func text(of records: String) -> String {
        var text = "\(records): \(CheckSummary.counted(self.records, "record")) checked: "
        text += "\(clean) clean, \(warned) with warnings, \(held) held, \(rejected) rejected\n"
        let rules = self.rules
        guard !rules.isEmpty else { return text }
        var rows = [["rule", "weighs", "findings", "records", "at stake"]]
        rows += rules.map {
            [
                $0.rule, $0.severity.rawValue, String($0.count), String($0.bills),
                ReportText.plain($0.stake),
            ]
        }
        let widths = rows[0].indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
        text += "\n"
        for (index, row) in rows.enumerated() {
            text += CheckSummary.line(row, widths) + "\n"
            guard index > 0 else { continue }
            for example in rules[index - 1].examples { text += CheckSummary.text(example) }
        }
        return text
    }

    /// Names at the left, numbers at the right.
    private static func line(_ row: [String], _ widths: [Int]) -> String {
        let cells = row.enumerated().map { column, cell in
            let blanks = String(repeating: " ", count: widths[column] - cell.count)
            return column == 2 || column == 3 ? blanks + cell : cell + blanks
        }
        let line = cells.joined(separator: "  ")
        return String(line.reversed().drop { $0 == " " }.reversed())
    }

    private static func text(_ example: Example) -> String {
        let finding = example.finding
        let path = finding.path.isEmpty ? "" : "\(finding.path): "
        let text = ReportText.plain("(\(example.identifier)): \(path)\(finding.message)")
        return "    record \(example.number) \(text)\n"
    }

    static func counted(_ count: Int, _ noun: String) -> String {
        "\(count) \(noun)\(count == 1 ? "" : "s")"
    }

    /// The summary as one JSON object, without a line end.
    public var json: String {
        var writer = JSONLine()
        writer.open("summary")
        writer.add("records", records)
        writer.add("clean", clean)
        writer.add("warned", warned)
        writer.add("held", held)
        writer.add("rejected", rejected)
        writer.add("findings", findings)
        writer.openList("rules")
        for rule in rules { CheckSummary.add(rule, to: &writer) }
        writer.closeList()
        writer.close()
        return writer.finish()
    }

    private static func add(_ rule: RuleCount, to writer: inout JSONLine) {
        writer.open()
        writer.add("rule", rule.rule)
        writer.add("severity", rule.severity.rawValue)
        writer.add("findings", rule.count)
        writer.add("records", rule.bills)
        writer.open("atStake")
        for currency in rule.stakes.keys.sorted() {
            writer.add(currency, rule.stakes[currency]?.text ?? "")
        }
        writer.close()
        writer.close()
    }
}

extension CheckedRecord {
    /// The record's findings, one JSON object a line.
    public var json: String {
        var text = ""
        for finding in findings {
            var writer = JSONLine()
            writer.add("record", number)
            writer.add("line", line)
            writer.add("id", identifier)
            writer.add("rule", finding.rule)
            writer.add("severity", finding.severity.rawValue)
            writer.add("path", finding.path)
            writer.add("message", finding.message)
            if !finding.cure.isEmpty { writer.add("cure", finding.cure) }
            if !currency.isEmpty {
                let stake = CheckSummary.Amount(
                    minor: Int128(self.stake(of: finding)), scale: scale)
                writer.add("atStake", stake.text)
                writer.add("currency", currency)
            }
            text += writer.finish() + "\n"
        }
        return text
    }
}
