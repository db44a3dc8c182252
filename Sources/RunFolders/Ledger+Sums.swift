import Primitives

/// Records that are kept back for one reason.
public struct KeptSum: Sendable, Hashable {
    /// What became of them.
    public let verdict: Verdict
    /// The first finding's rule.
    public let rule: String
    /// Three letters of ISO 4217; empty for records whose currency could not be read.
    public let currency: String
    /// How many.
    public let count: Int
    /// Sum of the totals, in minor units.
    public let total: Int64

    package init(verdict: Verdict, rule: String, currency: String, count: Int, total: Int64) {
        self.verdict = verdict
        self.rule = rule
        self.currency = currency
        self.count = count
        self.total = total
    }
}

/// Documents of one length.
public struct PageSum: Sendable, Hashable {
    /// Their channel.
    public let channel: String
    /// Pages of each; 0 where the channel has none.
    public let pages: Int
    /// How many documents.
    public let count: Int
    /// Of all of them.
    public let bytes: Int

    package init(channel: String, pages: Int, count: Int, bytes: Int) {
        self.channel = channel
        self.pages = pages
        self.count = count
        self.bytes = bytes
    }
}

/// What documents are counted by.
private struct PageGroup: Hashable {
    let channel: String
    let pages: Int
}

extension PageSum {
    fileprivate init(_ group: PageGroup, count: Int, bytes: Int) {
        self.init(channel: group.channel, pages: group.pages, count: count, bytes: bytes)
    }
}

/// What the rows sum up to, for people.
extension Ledger {
    /// The records that are not rendered, by verdict, rule and currency; reads the rows of those only.
    public func keptSums() throws(RunFolderError) -> [KeptSum] {
        let rows = try database.prepare(
            """
            SELECT verdict, rule, currency, count(*), sum(total) FROM record
            WHERE verdict <> 'rendered' GROUP BY verdict, rule, currency
            """)
        var sums: [KeptSum] = []
        while try rows.step() {
            sums.append(
                KeptSum(
                    verdict: try verdict(rows, 0), rule: rows.text(1), currency: rows.text(2),
                    count: rows.integer(3), total: Int64(rows.integer(4))))
        }
        return sums.sorted {
            ($0.verdict, $0.rule, $0.currency) < ($1.verdict, $1.rule, $1.currency)
        }
    }

    /// The documents by channel and pages, ascending; reads all of their rows.
    ///
    /// - Complexity: O(documents); SQLite, asked for groups, would sort all of them.
    public func pageSums() throws(RunFolderError) -> [PageSum] {
        let rows = try database.prepare("SELECT channel, pages, length FROM document")
        var sums: [PageGroup: (count: Int, bytes: Int)] = [:]
        // Mostly a document is of the one before's.
        var group = PageGroup(channel: "", pages: 0)
        var channel = ByteBuffer(capacity: 32)
        var sum = (count: 0, bytes: 0)
        while try rows.step() {
            let (name, pages) = (rows.bytes(0), rows.integer(1))
            if pages != group.pages || !(name == channel.view) {
                sums[group] = sum
                group = PageGroup(channel: name.string, pages: pages)
                sum = sums[group] ?? (0, 0)
                channel.removeAll()
                channel.append(name)
            }
            sum.count += 1
            sum.bytes = sum.bytes.addingReportingOverflow(rows.integer(2)).partialValue
        }
        sums[group] = sum
        return sums.filter { $0.value.count > 0 }
            .map { PageSum($0.key, count: $0.value.count, bytes: $0.value.bytes) }
            .sorted { ($0.channel, $0.pages) < ($1.channel, $1.pages) }
    }

    /// The pages of the longest document of a record; nil where it has no document.
    public func pages(ofRecord number: Int) throws(RunFolderError) -> Int? {
        guard let record = try record(number) else { return nil }
        let rows = try database.prepare(
            "SELECT max(pages) FROM document WHERE shard = ? AND record = ?")
        rows.bind(1, record.shard)
        rows.bind(2, number)
        return try rows.step() && !rows.isNull(0) ? rows.integer(0) : nil
    }
}
