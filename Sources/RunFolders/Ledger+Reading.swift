public import Compression
import Primitives

/// Where a document lies.
public struct DocumentPlace: Sendable, Hashable {
    /// Of its record.
    public var id: String
    /// How it reaches its reader.
    public var channel: String
    /// The number of its record in the input, from 1.
    public var record: Int
    /// The shard whose pack it is in.
    public var shard: Int
    /// The pack's name, relative to the run's folder.
    public var pack: String
    /// Where its bytes begin in the pack.
    public var offset: Int
    /// How many bytes.
    public var length: Int
    /// Of its bytes.
    public var sha256: SHA256Digest
    /// Its pages.
    public var pages: Int
    /// Three letters of ISO 4217.
    public var currency: String
    /// In minor units.
    public var total: Int64
    /// In minor units.
    public var amountDue: Int64
}

/// What the ledger says of a record.
public struct RecordEntry: Sendable, Hashable {
    /// In the input, from 1.
    public var number: Int
    /// The shard it was read in.
    public var shard: Int
    /// Its id.
    public var id: String
    /// The customer's id.
    public var customer: String
    /// `YYYY-MM`; nil if it could not be read.
    public var cycle: String?
    /// Such as `invoice`.
    public var kind: String
    /// `YYYY-MM-DD`; nil if it could not be read.
    public var issued: String?
    /// `YYYY-MM-DD`; nil if it is not due.
    public var due: String?
    /// Three letters of ISO 4217; empty if they could not be read.
    public var currency: String
    /// In minor units.
    public var total: Int64
    /// In minor units.
    public var amountDue: Int64
    /// What became of it.
    public var verdict: Verdict
    /// Why, where it is not rendered.
    public var rule: String
    /// What the plan decided about it, as JSON.
    public var decisions: String
    /// The channels that it was to be made for.
    public var channels: [String]
    /// Where its line begins in the shard's records, uncompressed.
    public var offset: Int
    /// The line's bytes.
    public var length: Int
}

/// What is asked of a ledger.
extension Ledger {
    /// The shards that are done, by number.
    public func shards() throws(RunFolderError) -> [ShardSummary] {
        var money: [Int: [MoneyTotal]] = [:]
        let rows = try database.prepare(
            "SELECT shard, channel, verdict, currency, count, total, amountDue FROM money")
        while try rows.step() {
            money[rows.integer(0), default: []].append(
                MoneyTotal(
                    channel: rows.text(1), verdict: try verdict(rows, 2), currency: rows.text(3),
                    count: rows.integer(4), total: Int64(rows.integer(5)),
                    amountDue: Int64(rows.integer(6))))
        }
        var shards: [ShardSummary] = []
        let shard = try database.prepare("SELECT * FROM shard ORDER BY number")
        while try shard.step() {
            let number = shard.integer(0)
            guard let pack = try fact(of: shard, at: 1) else {
                throw .refused(Ledger.damaged(path, "shard \(number) has no pack"))
            }
            var tally = Tally()
            for (index, field) in Tally.fields.enumerated() {
                tally[keyPath: field.path] = shard.integer(10 + Int32(index))
            }
            shards.append(
                ShardSummary(
                    number: number, pack: pack, records: try fact(of: shard, at: 4),
                    quarantine: try fact(of: shard, at: 7), tally: tally,
                    money: (money[number] ?? []).sorted()))
        }
        return shards
    }

    private func fact(
        of row: borrowing SQLStatement, at column: Int32
    ) throws(RunFolderError) -> FileFact? {
        guard !row.isNull(column) else { return nil }
        return FileFact(
            name: row.text(column), bytes: row.integer(column + 1),
            sha256: try row.digest(column + 2))
    }

    func verdict(
        _ row: borrowing SQLStatement, _ column: Int32
    ) throws(RunFolderError) -> Verdict {
        guard let verdict = Verdict(name: row.text(column)) else {
            throw .refused(Ledger.damaged(path, "there is no verdict “\(row.text(column))”"))
        }
        return verdict
    }

    /// Counts and money of the whole run, by channel, verdict and currency.
    ///
    /// - Throws: F727 where a sum is beyond 64 bits.
    public func totals() throws(RunFolderError) -> [MoneyTotal] {
        guard let totals = MoneyTotal.sum(try shards().lazy.flatMap(\.money)) else {
            throw .refused(Ledger.overflow(path))
        }
        return totals
    }

    /// Calls `body` with what lines of each code cost, by code, currency and shard.
    public func forEachCharge(
        _ body: (_ code: String, _ currency: String, _ count: Int, _ sum: Int64) -> Void
    ) throws(RunFolderError) {
        let rows = try database.prepare(
            "SELECT code, currency, count, sum FROM charge ORDER BY code, currency, shard")
        while try rows.step() {
            body(rows.text(0), rows.text(1), rows.integer(2), Int64(rows.integer(3)))
        }
    }

    /// Finds a document; needs no more than a look at an index once the ledger is sealed.
    public func document(
        id: String, channel: String
    ) throws(RunFolderError) -> DocumentPlace? {
        var texts = ByteBuffer(capacity: id.utf8.count + channel.utf8.count)
        texts.append(string: id)
        texts.append(string: channel)
        let rows = try database.prepare(Ledger.documents + "WHERE d.id = ? AND d.channel = ?")
        rows.bind(1, texts.view(0..<id.utf8.count))
        rows.bind(2, texts.view(id.utf8.count..<texts.count))
        return try rows.step() ? try place(rows) : nil
    }

    /// The documents of a customer, by cycle, record and channel.
    public func documents(ofCustomer customer: String) throws(RunFolderError) -> [DocumentPlace] {
        var text = ByteBuffer(capacity: customer.utf8.count)
        text.append(string: customer)
        let rows = try database.prepare(
            Ledger.documents + """
                JOIN record r ON r.number = d.record
                WHERE d.id IN (SELECT id FROM record WHERE customer = ?1) AND r.customer = ?1
                ORDER BY r.cycle, d.record, d.channel
                """)
        rows.bind(1, text.view)
        var places: [DocumentPlace] = []
        while try rows.step() { places.append(try place(rows)) }
        return places
    }

    /// The documents of a shard, by record and channel.
    public func documents(ofShard number: Int) throws(RunFolderError) -> [DocumentPlace] {
        let rows = try database.prepare(
            Ledger.documents + "WHERE d.shard = ? ORDER BY d.record, d.channel")
        rows.bind(1, number)
        var places: [DocumentPlace] = []
        while try rows.step() { places.append(try place(rows)) }
        return places
    }

    /// The documents of an id, by channel; needs no more than a look at an index once the ledger is sealed.
    public func documents(ofId id: String) throws(RunFolderError) -> [DocumentPlace] {
        var text = ByteBuffer(capacity: id.utf8.count)
        text.append(string: id)
        let rows = try database.prepare(Ledger.documents + "WHERE d.id = ? ORDER BY d.channel")
        rows.bind(1, text.view)
        var places: [DocumentPlace] = []
        while try rows.step() { places.append(try place(rows)) }
        return places
    }

    /// Calls `body` for every document, by shard, record and channel.
    public func forEachDocument(
        _ body: (DocumentPlace) throws(RunFolderError) -> Void
    ) throws(RunFolderError) {
        let rows = try database.prepare(Ledger.documents + "ORDER BY d.shard, d.record, d.channel")
        while try rows.step() { try body(try place(rows)) }
    }

    /// The record of a number in the input; nil if its shard is not done.
    public func record(_ number: Int) throws(RunFolderError) -> RecordEntry? {
        let rows = try database.prepare("SELECT * FROM record WHERE number = ?")
        rows.bind(1, number)
        return try rows.step() ? try entry(rows) : nil
    }

    /// The first record of an id, whatever became of it; reads the whole table.
    public func record(id: String) throws(RunFolderError) -> RecordEntry? {
        var text = ByteBuffer(capacity: id.utf8.count)
        text.append(string: id)
        let rows = try database.prepare("SELECT * FROM record WHERE id = ? ORDER BY number LIMIT 1")
        rows.bind(1, text.view)
        return try rows.step() ? try entry(rows) : nil
    }

    /// Calls `body` for the records with a verdict, by number.
    ///
    /// - Parameters:
    ///   - verdict: what became of them.
    ///   - rule: why; nil for any reason.
    ///   - body: is given one after another.
    /// - Throws: `RunFolderError`, or what `body` does.
    public func forEachRecord(
        _ verdict: Verdict, rule: String? = nil,
        _ body: (RecordEntry) throws(RunFolderError) -> Void
    ) throws(RunFolderError) {
        var text = ByteBuffer(capacity: 64)
        text.append(string: rule ?? "")
        let rows = try database.prepare(
            "SELECT * FROM record WHERE verdict = ?1"
                + (verdict == .rendered ? "" : " AND verdict <> 'rendered'")
                + (rule == nil ? "" : " AND rule = ?2") + " ORDER BY number")
        rows.bind(1, verdict.name)
        if rule != nil { rows.bind(2, text.view) }
        while try rows.step() { try body(try entry(rows)) }
    }

    static let documents = """
        SELECT d.id, d.channel, d.record, d.shard, s.pack, d.offset, d.length, d.sha256, d.pages,
            d.currency, d.total, d.amountDue
        FROM document d JOIN shard s ON s.number = d.shard\u{20}
        """

    func place(_ row: borrowing SQLStatement) throws(RunFolderError) -> DocumentPlace {
        DocumentPlace(
            id: row.text(0), channel: row.text(1), record: row.integer(2), shard: row.integer(3),
            pack: row.text(4), offset: row.integer(5), length: row.integer(6),
            sha256: try row.digest(7), pages: row.integer(8), currency: row.text(9),
            total: Int64(row.integer(10)), amountDue: Int64(row.integer(11)))
    }

    func entry(_ row: borrowing SQLStatement) throws(RunFolderError) -> RecordEntry {
        RecordEntry(
            number: row.integer(0), shard: row.integer(1), id: row.text(2), customer: row.text(3),
            cycle: row.isNull(4) ? nil : row.text(4), kind: row.text(5),
            issued: row.isNull(6) ? nil : row.text(6), due: row.isNull(7) ? nil : row.text(7),
            currency: row.text(8), total: Int64(row.integer(9)),
            amountDue: Int64(row.integer(10)), verdict: try verdict(row, 11), rule: row.text(12),
            decisions: row.text(13),
            channels: row.text(14).split(separator: ",").map(String.init),
            offset: row.integer(15), length: row.integer(16))
    }
}
