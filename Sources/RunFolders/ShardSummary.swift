import Primitives

/// How many records of a shard, or of a run, became what.
public struct Tally: Sendable, Hashable {
    /// All of them.
    public var records = 0
    /// Those with documents.
    public var rendered = 0
    /// Kept back until somebody releases them.
    public var held = 0
    /// Those that can be no document.
    public var rejected = 0
    /// Those that another record before them is the same bill as.
    public var duplicates = 0
    /// Those that the operator left out.
    public var excluded = 0
    /// Pages of all documents.
    public var pages = 0

    /// Nothing yet.
    public init() {}

    /// Counts more records.
    mutating func add(_ verdict: Verdict, count: Int = 1) {
        records += count
        switch verdict {
        case .rendered: rendered += count
        case .held: held += count
        case .rejected: rejected += count
        case .duplicate: duplicates += count
        case .excluded: excluded += count
        }
    }

    /// Adds the counts of another one.
    public mutating func add(_ other: Tally) {
        for field in Tally.fields {
            let (sum, isOver) = self[keyPath: field.path]
                .addingReportingOverflow(other[keyPath: field.path])
            self[keyPath: field.path] = isOver ? .max : sum
        }
    }

    /// The records with a verdict.
    public func count(of verdict: Verdict) -> Int {
        switch verdict {
        case .rendered: rendered
        case .held: held
        case .rejected: rejected
        case .duplicate: duplicates
        case .excluded: excluded
        }
    }

    /// Names in ledger and manifest, in their order.
    static var fields: [(name: String, path: WritableKeyPath<Tally, Int>)] {
        [
            ("records", \.records), ("rendered", \.rendered), ("held", \.held),
            ("rejected", \.rejected), ("duplicates", \.duplicates), ("excluded", \.excluded),
            ("pages", \.pages),
        ]
    }

    func write(to json: inout CanonicalJSON) {
        for field in Tally.fields { json.add(field.name, self[keyPath: field.path]) }
    }

    init(reading fields: JSONFields) throws(Diagnostic) {
        var fields = fields
        for field in Tally.fields { self[keyPath: field.path] = try fields.count(field.name) }
        try fields.finish()
    }
}

/// A shard that is done: its files, what became of its records, and their money.
public struct ShardSummary: Sendable, Hashable {
    /// From 0.
    public var number: Int
    /// Its documents; for a folder the digest is that of its list of files.
    public var pack: FileFact
    /// Its records as they were; nil where they are not kept.
    public var records: FileFact?
    /// Its records that were not rendered; nil if all were.
    public var quarantine: FileFact?
    /// What became of its records.
    public var tally: Tally
    /// Their money, sorted by channel, verdict and currency.
    public var money: [MoneyTotal]

    /// A shard that is done.
    public init(
        number: Int, pack: FileFact, records: FileFact?, quarantine: FileFact?, tally: Tally,
        money: [MoneyTotal]
    ) {
        self.number = number
        self.pack = pack
        self.records = records
        self.quarantine = quarantine
        self.tally = tally
        self.money = money
    }

    func write(to json: inout CanonicalJSON) {
        json.add("number", number)
        json.object("pack") { pack.write(to: &$0) }
        for (name, file) in [("records", records), ("quarantine", quarantine)] {
            if let file {
                json.object(name) { file.write(to: &$0) }
            } else {
                json.addNull(name)
            }
        }
        json.object("counts") { tally.write(to: &$0) }
        json.list("money", money) { json, money in json.object { money.write(to: &$0) } }
    }

    init(reading fields: JSONFields) throws(Diagnostic) {
        var fields = fields
        number = try fields.count("number")
        pack = try FileFact(reading: try fields.object("pack"))
        records = try fields.optionalObject("records").map(FileFact.init(reading:))
        quarantine = try fields.optionalObject("quarantine").map(FileFact.init(reading:))
        tally = try Tally(reading: try fields.object("counts"))
        money = try MoneyTotal.list(try fields.objects("money"))
        try fields.finish()
    }
}
