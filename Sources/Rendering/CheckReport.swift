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
        </header>
        \(figures)
        \(summary.rules.isEmpty ? "<p class=\"clean\">Nothing was found.</p>" : found)
        \(histogram)
        </main>
        </body>
        </html>

        """
    }

    private static let style = """
        :root{color-scheme:light;--ink:#1c2430;--grey:#5a6472;--line:#d9dee5;--ground:#f5f7f9;\
        --warn:#8a5a00;--hold:#b3471b;--reject:#a11220;--ok:#1d6b4a;--bar:#33658a}\
        *{box-sizing:border-box}body{margin:0;background:var(--ground);color:var(--ink);\
        font:16px/1.5 system-ui,sans-serif}main{max-width:62rem;margin:0 auto;padding:1rem}\
        h1{font-size:1.5rem;line-height:1.25;margin:0 0 1rem;overflow-wrap:anywhere}\
        h2{font-size:1.1rem;margin:0 0 .5rem}.kicker{color:var(--grey);margin:1rem 0 0}\
        section{background:#fff;border:1px solid var(--line);border-radius:.5rem;padding:1rem;\
        margin:0 0 1rem}.figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(8rem,1fr));\
        gap:.75rem;margin:0 0 1rem;padding:0;list-style:none}.figures li{background:#fff;\
        border:1px solid var(--line);border-radius:.5rem;padding:.75rem 1rem}\
        .figures b{display:block;font-size:1.6rem;line-height:1.2;font-variant-numeric:tabular-nums}\
        .figures span{color:var(--grey)}svg{display:block;width:100%;max-width:34rem;height:auto}\
        svg text{font:13px system-ui,sans-serif;fill:var(--ink)}svg .soft{fill:var(--grey)}\
        details{border-top:1px solid var(--line);padding:.6rem 0}summary{cursor:pointer;\
        min-height:1.75rem}summary code{font-weight:600}.tag{border-radius:.25rem;padding:.05rem .4rem;\
        color:#fff;font-size:.85rem}.warn{background:var(--warn)}.hold{background:var(--hold)}\
        .reject{background:var(--reject)}.count{color:var(--grey)}ol{padding-left:1.4rem;margin:.5rem 0}\
        li{overflow-wrap:anywhere}.clean{color:var(--ok);font-weight:600}.note{color:var(--grey);margin:0}
        """

    /// The counts of records.
    private var figures: String {
        let figures = [
            (summary.records, "records"), (summary.clean, "clean"),
            (summary.warned, "with warnings"),
            (summary.held, "held"), (summary.rejected, "rejected"),
        ]
        let items = figures.map { "<li><b>\(grouped($0.0))</b><span>\($0.1)</span></li>" }
        return "<ul class=\"figures\">\(items.joined())</ul>"
    }

    /// Charts and the rules one by one.
    private var found: String {
        let rules = summary.rules
        var text = chart(
            "Findings by rule",
            rules.map { ($0.rule, Double($0.count), grouped($0.count), $0.severity) })
        for currency in Set(rules.flatMap(\.stakes.keys)).sorted() {
            let bars = rules.compactMap { rule -> ReportBars.Bar? in
                guard let stake = rule.stakes[currency], stake.minor > 0 else { return nil }
                return (rule.rule, Double(stake.minor), stake.text, rule.severity)
            }
            text += chart("At stake, \(currency)", bars)
        }
        let severities: [Severity] = [.reject, .hold, .warn]
        let weights = severities.map { severity in
            let count = rules.reduce(0) { $0 + ($1.severity == severity ? $1.count : 0) }
            return (severity.rawValue, Double(count), grouped(count), severity)
        }
        text += chart("Findings by weight", weights)
        return text + "<section><h2>Rules</h2>\(rules.map(details).joined())</section>"
    }

    private func chart(_ title: String, _ bars: [ReportBars.Bar]) -> String {
        guard !bars.isEmpty else { return "" }
        return
            "<section><h2>\(escaped(title))</h2>\(ReportBars.horizontal(bars, title: title))</section>"
    }

    private func details(_ rule: CheckSummary.RuleCount) -> String {
        let meaning = FindingRule.all.first { $0.id == rule.rule }?.meaning ?? ""
        let examples = rule.examples.map { example in
            let finding = example.finding
            let path = finding.path.isEmpty ? "" : "<code>\(escaped(finding.path))</code>: "
            return "<li>Record \(example.number) (\(escaped(example.identifier))): \(path)"
                + "\(escaped(finding.message))</li>"
        }
        let severity = rule.severity.rawValue
        let stake = rule.stake.isEmpty ? "" : ", \(escaped(rule.stake)) at stake"
        return """
            <details open><summary><code>\(escaped(rule.rule))</code> \
            <span class="tag \(severity)">\(severity)</span> <span class="count">\
            \(CheckSummary.counted(rule.count, "finding")) in \
            \(CheckSummary.counted(rule.bills, "record"))\(stake)</span></summary>
            <p class="note">\(escaped(meaning))\(meaning.isEmpty ? "" : ".")</p>
            <ol>\(examples.joined())</ol></details>
            """
    }

    /// How far the totals are from the customers' own medians.
    private var histogram: String {
        let known = summary.shares.reduce(0, +)
        guard known > 0 else { return "" }
        let note =
            "Of \(CheckSummary.counted(known, "record")) with enough earlier bills, how many have a total so "
            + "many times the median of those."
        return """
            <section><h2>Total ÷ the customer’s own median</h2>
            <p class="note">\(note)</p>
            \(ReportBars.histogram(summary.shares))</section>
            """
    }

    /// A number with thin blanks between its thousands.
    private func grouped(_ number: Int) -> String { ReportBars.grouped(number) }

    private func escaped(_ text: String) -> String { ReportBars.escaped(text) }
}
