import Primitives

/// What a run of `fatura check` found, as one HTML page: no scripts, nothing loaded, readable on a phone.
public struct CheckReport: Sendable {
    private let summary: CheckSummary
    private let records: String
    private let pack: String

    /// A report of a summary.
    ///
    /// - Parameters:
    ///   - summary: what was found.
    ///   - records: the input as the user named it.
    ///   - pack: the pack as the user named it.
    public init(_ summary: CheckSummary, records: String, pack: String) {
        self.summary = summary
        self.records = records
        self.pack = pack
    }

    /// The page, UTF-8.
    public var html: String {
        """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
        <title>Check of \(escaped(records))</title>
        <style>\(CheckReport.style)</style>
        </head>
        <body>
        <main>
        <header>
        <p class="kicker">fatura check \(escaped(pack))</p>
        <h1>\(escaped(records))</h1>
        \(verdict)
        </header>
        \(figures)
        \(summary.rules.isEmpty ? "<section><p class=\"note\">Nothing was found.</p></section>" : found)
        \(histogram)
        </main>
        </body>
        </html>

        """
    }

    /// What the reader wants to know first.
    private var verdict: String {
        let kept = summary.held + summary.rejected
        guard kept > 0 else {
            let all = CheckSummary.counted(summary.records, "record")
            return "<p class=\"verdict ok\">Nothing is kept back of \(all)</p>"
        }
        let amounts = ReportText.list(summary.keptBack)
        return
            "<p class=\"verdict\">\(grouped(kept)) of \(grouped(summary.records)) records are kept "
            + "back\(amounts.isEmpty ? "" : ": \(escaped(amounts))")</p>"
    }

    /// The counts of records, below a strip of their shares.
    private var figures: String {
        let figures = [
            (summary.clean, "clean", "clean", "--ok"),
            (summary.warned, "with warnings", "warn", "--warn"),
            (summary.held, "held", "hold", "--hold"),
            (summary.rejected, "rejected", "reject", "--reject"),
        ]
        var items = "<li><b>\(grouped(summary.records))</b><span>records</span></li>"
        var (stops, sum): ([String], Int) = ([], 0)
        for (count, name, style, color) in figures {
            items +=
                "<li class=\"\(style)\"><b>\(grouped(count))</b><span>\(name)</span></li>"
            guard count > 0 else { continue }
            let start = CheckReport.percent(sum, of: summary.records)
            sum += count
            stops.append("var(\(color)) \(start) \(CheckReport.percent(sum, of: summary.records))")
        }
        let strip =
            stops.isEmpty ? "none" : "linear-gradient(90deg,\(stops.joined(separator: ",")))"
        return "<ul class=\"figures\" style=\"--strip:\(strip)\">\(items)</ul>"
    }

    /// A share with one place, such as `65.6%`.
    private static func percent(_ count: Int, of all: Int) -> String {
        let tenths = (Double(count) / Double(max(all, 1)) * 1000).rounded()
        return "\(Int(tenths) / 10).\(Int(tenths) % 10)%"
    }

    /// Charts and the rules one by one.
    private var found: String {
        let rules = summary.rules
        var text = "<div class=\"pair\">"
        for currency in Set(rules.flatMap(\.stakes.keys)).sorted() {
            let bars = rules.compactMap { rule -> ReportBars.Bar? in
                guard let stake = rule.stakes[currency], stake.minor > 0 else { return nil }
                return (rule.rule, Double(stake.minor), ReportText.grouped(stake), rule.severity)
            }
            text += chart("At stake, \(currency)", bars)
        }
        text += chart(
            "Findings by rule",
            rules.map { ($0.rule, Double($0.count), grouped($0.count), $0.severity) })
        text += "</div>"
        let all = rules.enumerated().map { details($0.element, isOpen: $0.offset < 5) }
        return text + "<section><h2>Rules</h2>\(all.joined())</section>"
    }

    private func chart(_ title: String, _ bars: [ReportBars.Bar]) -> String {
        guard !bars.isEmpty else { return "" }
        return
            "<section><h2>\(escaped(title))</h2>\(ReportBars.horizontal(bars, title: title))</section>"
    }

    private func details(_ rule: CheckSummary.RuleCount, isOpen: Bool) -> String {
        let meaning = FindingRule.all.first { $0.id == rule.rule }?.meaning ?? ""
        let examples = rule.examples.map { example in
            let finding = example.finding
            let path = finding.path.isEmpty ? "" : "<code>\(escaped(finding.path))</code>: "
            return "<li>Record \(grouped(example.number)) (\(escaped(example.identifier))): \(path)"
                + "\(escaped(finding.message))</li>"
        }
        let severity = rule.severity.rawValue
        let amounts = ReportText.list(rule.stakes)
        let stake = amounts.isEmpty ? "" : ", \(escaped(amounts)) at stake"
        return """
            <details\(isOpen ? " open" : "")><summary><code>\(escaped(rule.rule))</code> \
            <span class="tag \(severity)">\(severity)</span> <span class="count">\
            \(counted(rule.count, "finding")) in \(counted(rule.bills, "record"))\(stake)</span></summary>
            <p class="note">\(escaped(meaning))\(meaning.isEmpty ? "" : ".")</p>
            <ol>\(examples.joined())</ol></details>
            """
    }

    /// How far the totals are from the customers' own medians.
    private var histogram: String {
        let known = summary.shares.reduce(0, +)
        guard known > 0 else { return "" }
        let note =
            "Of \(counted(known, "record")) with enough earlier bills, how many have a total so "
            + "many times the median of those."
        return """
            <section><h2>Total ÷ the customer’s own median</h2>
            <p class="note">\(note)</p>
            \(ReportBars.histogram(summary.shares))</section>
            """
    }

    private func grouped(_ number: Int) -> String { ReportText.grouped(number) }

    private func counted(_ count: Int, _ noun: String) -> String {
        "\(grouped(count)) \(noun)\(count == 1 ? "" : "s")"
    }

    private func escaped(_ text: String) -> String { ReportText.escaped(text) }
}
