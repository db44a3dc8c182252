public import Compression
public import Primitives

/// Whether a ledger can be believed.
extension Ledger {
    /// Writes all rows as text, in canonical order: equal rows give equal text, whatever the order they came in
    /// and the free pages in the file.
    ///
    /// - Parameter sink: is given some lines at a time.
    /// - Throws: `RunFolderError`.
    /// - Complexity: O(rows), about a microsecond each.
    public func dump(
        into sink: (ByteView) throws(RunFolderError) -> Void
    ) throws(RunFolderError) {
        try LedgerDump(database).write(sink)
    }

    /// The SHA-256 of the canonical text, as it stands in the manifest.
    public func digest() throws(RunFolderError) -> SHA256Digest {
        var digest = SHA256Stream()
        try dump { digest.update($0) }
        return digest.finish()
    }

    /// Checks the file as SQLite can, and that the sums of each shard are those of its rows.
    ///
    /// - Returns: what is wrong, nothing if all is well; each is F722.
    /// - Throws: `RunFolderError` for what cannot be read at all.
    public func check() throws(RunFolderError) -> [Diagnostic] {
        var wrong: [Diagnostic] = []
        let rows = try database.prepare("PRAGMA integrity_check(20)")
        while try rows.step() {
            let text = rows.text(0)
            if text != "ok" { wrong.append(Ledger.damaged(path, text)) }
        }
        guard wrong.isEmpty else { return wrong }
        let counted = try recount()
        for shard in try shards() {
            let rows = counted[shard.number] ?? Recount()
            if rows.money != shard.money {
                wrong.append(
                    Ledger.damaged(
                        path, "the money of shard \(shard.number) is not that of its records"))
            }
            if rows.tally != shard.tally {
                wrong.append(
                    Ledger.damaged(
                        path, "the counts of shard \(shard.number) are not those of its rows"))
            }
        }
        let known = Set(try shards().map(\.number))
        for number in try chargedShards() where !known.contains(number) && counted[number] == nil {
            wrong.append(
                Ledger.damaged(path, "there are charges of shard \(number), which is not done"))
        }
        for number in counted.keys.sorted() where !known.contains(number) {
            wrong.append(
                Ledger.damaged(path, "there are rows of shard \(number), which is not done"))
        }
        return wrong
    }

    /// The shards that have charges, by number.
    private func chargedShards() throws(RunFolderError) -> [Int] {
        let rows = try database.prepare("SELECT DISTINCT shard FROM charge ORDER BY shard")
        var numbers: [Int] = []
        while try rows.step() { numbers.append(rows.integer(0)) }
        return numbers
    }

    /// What the rows of a shard sum up to.
    private struct Recount {
        var tally = Tally()
        var money: [MoneyTotal] = []
    }

    private func recount() throws(RunFolderError) -> [Int: Recount] {
        var counted: [Int: Recount] = [:]
        let rows = try database.prepare(
            """
            SELECT shard, channels, verdict, currency, count(*), sum(total), sum(amountDue)
            FROM record GROUP BY shard, channels, verdict, currency
            """)
        while try rows.step() {
            guard let verdict = Verdict(name: rows.text(2)) else { continue }
            let shard = rows.integer(0)
            let channels = rows.text(1).split(separator: ",").map(String.init)
            counted[shard, default: Recount()].tally.add(verdict, count: rows.integer(4))
            counted[shard, default: Recount()].money += ([""] + channels).map {
                MoneyTotal(
                    channel: $0, verdict: verdict, currency: rows.text(3), count: rows.integer(4),
                    total: Int64(rows.integer(5)), amountDue: Int64(rows.integer(6)))
            }
        }
        let pages = try database.prepare("SELECT shard, sum(pages) FROM document GROUP BY shard")
        while try pages.step() {
            counted[pages.integer(0), default: Recount()].tally.pages += pages.integer(1)
        }
        for shard in counted.keys {
            guard let money = MoneyTotal.sum(counted[shard]?.money ?? []) else {
                throw .refused(Ledger.overflow(path))
            }
            counted[shard]?.money = money
        }
        return counted
    }
}
