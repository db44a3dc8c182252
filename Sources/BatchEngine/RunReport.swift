import Primitives
import Rendering
import RunFolders

/// The run in pictures: one HTML page, no scripts, nothing loaded, readable on a phone and in print.
///
/// The only file of a run besides `progress.json` that has times in it.
struct RunReport {
    let facts: RunFacts

    init(_ facts: RunFacts) { self.facts = facts }

    /// Writes the page into the run's folder.
    ///
    /// - Throws: `RunFolderError.file`.
    func write(to paths: RunPaths) throws(RunFolderError) {
        do throws(FileError) {
            try DurableFile.write(Array(html.utf8), to: paths.report, durability: .none)
        } catch {
            throw .file(error)
        }
    }

    /// What is said of a run that has no report.
    static func undrawn(_ paths: RunPaths, _ error: RunFolderError) -> Diagnostic {
        Diagnostic(
            code: "F783", file: paths.report,
            message: "the report could not be drawn: \(error.text)",
            cure: "nothing else is missing; give the same command again to have it")
    }

    /// The page, UTF-8.
    var html: String {
        ReportPage(
            title: "Run of \(facts.subject)", kicker: facts.command, heading: facts.subject,
            lead: lead,
            body: figures + money + reasons + ReportPage.pair(pages + speed) + slowest + about
        ).html
    }

    // MARK: What became of the records

    /// What the reader wants to know first.
    private var lead: String {
        let kept = facts.tally.records - facts.tally.rendered
        var words: String
        var isFine = false
        switch facts.end {
        case .done where facts.tally.records == 0:
            words =
                facts.part == .whole
                ? "There were no records, so there are no documents"
                : "This part of the run has no records"
        case .done where kept == 0:
            isFine = true
            words = "All \(counted(facts.tally.records, "record")) became documents"
        case .done:
            words = "\(grouped(kept)) of \(counted(facts.tally.records, "record")) "
            words += kept == 1 ? "is no document" : "are no documents"
            let amounts = totals { $0.verdict == .held || $0.verdict == .rejected }
            if !amounts.isEmpty { words += "; held or rejected: \(amounts)" }
        case .interrupted:
            let left = facts.shards.all - facts.shards.done
            words = "Not done: \(grouped(left)) of \(counted(facts.shards.all, "shard")) to go"
        case .failed(let reason):
            words = "Not done: \(reason)"
        }
        var text = "<p class=\"verdict\(isFine ? " ok" : "")\">\(escaped(words))</p>"
        if facts.part != .whole {
            text += note(
                "This is part \(facts.part.text) of a run (the first is 0): everything below is of this part. "
                    + "fatura merge joins the parts.")
        }
        for finding in facts.findings { text += note("The run: \(finding.message).") }
        if case .interrupted = facts.end {
            text += note(
                "The same command goes on. Everything below is of the shards that are done.")
        }
        return text
    }

    private var figures: String {
        let tally = facts.tally
        return ReportPage.figures(
            all: (tally.records, tally.records == 1 ? "record" : "records"),
            [
                (tally.rendered, "rendered", .clean), (tally.held, "held", .hold),
                (tally.rejected, "rejected", .reject),
                (tally.duplicates, "duplicates", .warn), (tally.excluded, "excluded", .aside),
            ])
    }

    // MARK: Money

    /// A chart of each currency's money, and a table of the channels.
    private var money: String {
        let all = facts.money.filter { $0.channel.isEmpty }
        var text = ""
        for currency in Set(all.map(\.currency)).sorted() where !currency.isEmpty {
            let bars = all.filter { $0.currency == currency }.map {
                ReportBars.Bar(
                    $0.verdict.plural, Double(max($0.total, 0)),
                    ReportText.money($0.total, currency), $0.verdict.tone)
            }
            let title = "Totals by what became of them, \(currency)"
            text += ReportPage.section(
                title, balance(currency) + ReportBars.horizontal(bars, title: title))
        }
        return ReportPage.pair(text + channels)
    }

    /// Whether what came in is what there is of it.
    private func balance(_ currency: String) -> String {
        guard case .done = facts.end,
            let came = facts.incoming.first(where: {
                $0.channel.isEmpty && $0.currency == currency
            })
        else { return "" }
        return note(
            "\(ReportText.money(came.total, currency)) in \(counted(came.count, "record")) came in, "
                + "and all of it is below.")
    }

    private var channels: String {
        var rows: [[String]] = []
        for channel in Set(facts.pages.map(\.channel)).sorted() {
            let sums = facts.pages.filter { $0.channel == channel }
            rows.append([
                channel, grouped(sums.reduce(0) { $0 + $1.count }),
                grouped(sums.reduce(0) { $0 + $1.count * $1.pages }),
                ReportText.size(sums.reduce(0) { $0 + $1.bytes }),
            ])
        }
        return ReportPage.section(
            "Documents by channel",
            ReportTable.html(["channel", "documents", "pages", "size"], rows))
    }

    // MARK: Reasons

    private var reasons: String {
        let rules = Dictionary(grouping: facts.kept) { Reason(verdict: $0.verdict, rule: $0.rule) }
        let order = rules.keys.sorted { a, b in
            let (one, two) = (count(rules[a]), count(rules[b]))
            if a.verdict != b.verdict { return a.verdict < b.verdict }
            return one != two ? one > two : a.rule < b.rule
        }
        let bars = order.map { reason in
            bar(reason, Double(count(rules[reason])), grouped(count(rules[reason])))
        }
        var text = ReportPage.section(
            "Why records are no documents", shortened(bars, title: "Records by rule"))
        for currency in Set(facts.kept.map(\.currency)).sorted() where !currency.isEmpty {
            let sums = order.compactMap { reason -> (reason: Reason, total: Int64)? in
                let total = rules[reason]?.first { $0.currency == currency }?.total ?? 0
                return total > 0 ? (reason, total) : nil
            }.sorted { a, b in
                a.reason.verdict != b.reason.verdict
                    ? a.reason.verdict < b.reason.verdict : a.total > b.total
            }
            let title = "What that comes to, \(currency)"
            text += ReportPage.section(
                title,
                shortened(
                    sums.map {
                        bar($0.reason, Double($0.total), ReportText.money($0.total, currency))
                    },
                    title: title))
        }
        return ReportPage.pair(text)
    }

    private struct Reason: Hashable {
        let verdict: Verdict
        let rule: String
    }

    private func count(_ sums: [KeptSum]?) -> Int { sums?.reduce(0) { $0 + $1.count } ?? 0 }

    private func bar(_ reason: Reason, _ value: Double, _ text: String) -> ReportBars.Bar {
        ReportBars.Bar(
            reason.rule, value, text, reason.verdict.tone, group: reason.verdict.heading)
    }

    /// The first bars of each group, and how many others there are.
    private func shortened(_ bars: [ReportBars.Bar], title: String) -> String {
        let most = 20
        var counts: [String: Int] = [:]
        let shown = bars.filter { bar in
            counts[bar.group, default: 0] += 1
            return counts[bar.group, default: 0] <= most
        }
        let text = ReportBars.horizontal(shown, title: title)
        guard bars.count > shown.count else { return text }
        let others = counted(bars.count - shown.count, "other rule")
        return text + note("And \(others), see the ledger.")
    }

    // MARK: Pages

    /// How long documents are, for each channel that has pages.
    private var pages: String {
        var text = ""
        for channel in Set(facts.pages.map(\.channel)).sorted() {
            let sums = facts.pages.filter { $0.channel == channel && $0.pages > 0 }
            guard let longest = sums.last else { continue }
            let documents = sums.reduce(0) { $0 + $1.count }
            let all = sums.reduce(0) { $0 + $1.count * $1.pages }
            let average = Double(all) / Double(documents)
            text += ReportPage.section(
                "Pages of a bill, \(channel)",
                note(
                    "\(ReportText.length(average)) on the average, \(grouped(longest.pages)) at the "
                        + "most.") + columns(sums).svg)
        }
        return text
    }

    /// A column for each number of pages up to twenty, the last of all that are longer.
    private func columns(_ sums: [PageSum]) -> ReportColumns {
        let last = min(max(sums.last?.pages ?? 1, 5), 20)
        var counts = [Int](repeating: 0, count: last)
        for sum in sums { counts[min(sum.pages, last) - 1] += sum.count }
        let isOpen = (sums.last?.pages ?? 0) > last
        return ReportColumns(
            counts.enumerated().map { index, count in
                let isLast = index == last - 1
                let name = "\(index + 1)" + (isLast && isOpen ? "+" : "")
                let hasTick = last <= 10 || index == 0 || (index + 1) % 5 == 0
                return ReportColumns.Column(count, "\(name) pages", tick: hasTick ? name : "")
            })
    }

    // MARK: Shared

    func note(_ text: String) -> String { "<p class=\"note\">\(escaped(text))</p>" }

    func grouped(_ number: Int) -> String { ReportText.grouped(number) }

    func counted(_ count: Int, _ noun: String) -> String {
        "\(grouped(count)) \(noun)\(count == 1 ? "" : "s")"
    }

    func escaped(_ text: String) -> String { ReportText.escaped(text) }

    /// Totals by currency of some of the money.
    private func totals(_ isMeant: (MoneyTotal) -> Bool) -> String {
        let sums = Dictionary(
            grouping: facts.money.filter {
                $0.channel.isEmpty && !$0.currency.isEmpty && isMeant($0)
            }, by: \.currency)
        return sums.keys.sorted().map { currency in
            let total = (sums[currency] ?? []).reduce(Int64(0)) { $0 &+ $1.total }
            return ReportText.money(total, currency)
        }.joined(separator: ", ")
    }
}

extension Verdict {
    fileprivate var tone: ReportTone {
        switch self {
        case .rendered: .clean
        case .held: .hold
        case .rejected: .reject
        case .duplicate: .warn
        case .excluded: .aside
        }
    }

    fileprivate var plural: String { self == .duplicate ? "duplicates" : name.description }

    /// What it means for the bills.
    fileprivate var heading: String {
        switch self {
        case .rendered: ""
        case .held: "Held: to be released"
        case .rejected: "Rejected: cannot leave"
        case .duplicate: "Duplicates: the first one alone counts"
        case .excluded: "Excluded by the operator"
        }
    }
}
