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
        ReportPage(
            title: "Check of \(records)", kicker: "fatura check \(pack)", heading: records,
            lead: verdict,
            body: figures
                + (summary.rules.isEmpty
                    ? "<section><p class=\"note\">Nothing was found.</p></section>" : found)
                + histogram
        ).html
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
        ReportPage.figures(
            all: (summary.records, "records"),
            [
                (summary.clean, "clean", .clean), (summary.warned, "with warnings", .warn),
                (summary.held, "held", .hold), (summary.rejected, "rejected", .reject),
            ])
    }

    /// Charts and the rules one by one.
    private var found: String {
        let rules = summary.rules
        var text = ""
        for currency in Set(rules.flatMap(\.stakes.keys)).sorted() {
            let bars = rules.compactMap { rule -> ReportBars.Bar? in
                guard let stake = rule.stakes[currency], stake.minor > 0 else { return nil }
                return bar(rule, Double(stake.minor), ReportText.grouped(stake))
            }
            text += chart("At stake, \(currency)", bars)
        }
        text += chart(
            "Findings by rule", rules.map { bar($0, Double($0.count), grouped($0.count)) })
        let all = rules.enumerated().map { details($0.element, isOpen: $0.offset < 5) }
        return ReportPage.pair(text) + ReportPage.section("Rules", all.joined())
    }

    private func bar(
        _ rule: CheckSummary.RuleCount, _ value: Double, _ text: String
    ) -> ReportBars.Bar {
        switch rule.severity {
        case .hold: .init(rule.rule, value, text, .hold, group: "Held: to be released")
        case .reject: .init(rule.rule, value, text, .reject, group: "Rejected: cannot leave")
        case .warn: .init(rule.rule, value, text, .warn, group: "Warnings: leave all the same")
        }
    }

    private func chart(_ title: String, _ bars: [ReportBars.Bar]) -> String {
        ReportPage.section(title, ReportBars.horizontal(bars, title: title))
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
        var columns = ReportColumns(
            summary.shares.enumerated().map { index, count in
                let isLast = index == summary.shares.count - 1
                let tenths = "\(index / 10).\(index % 10)"
                return ReportColumns.Column(
                    count, tenths + (isLast ? " and more" : ""),
                    tick: index % 5 == 0 ? tenths + (isLast ? "+" : "") : "",
                    index >= 14 ? .hold : .plain)
            })
        columns.hasBorderTicks = true
        return ReportPage.section(
            "Total ÷ the customer’s own median", "<p class=\"note\">\(note)</p>\(columns.svg)")
    }

    private func grouped(_ number: Int) -> String { ReportText.grouped(number) }

    private func counted(_ count: Int, _ noun: String) -> String {
        "\(grouped(count)) \(noun)\(count == 1 ? "" : "s")"
    }

    private func escaped(_ text: String) -> String { ReportText.escaped(text) }
}
