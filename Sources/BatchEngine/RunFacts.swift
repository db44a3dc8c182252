import Primitives
import RunFolders

/// What a report shows of a run, taken from its plan and ledger and from the clocks of one command.
struct RunFacts: Sendable {
    /// How the run ended.
    enum End: Sendable {
        case done
        /// What is wrong, in words.
        case interrupted(String)
        case failed(String)
    }

    /// A bill that took long.
    struct SlowBill: Sendable {
        let id: String
        let number: Int
        let nanoseconds: Int
        /// Of its longest document; nil where it has none.
        let pages: Int?
        let verdict: Verdict
    }

    /// What was asked for, such as `fatura batch templates/telecom`.
    var command = ""
    /// What it was asked of.
    var subject = ""
    /// How many rendered; 0 where other commands did.
    var workers = 0
    var channels: [String] = []
    var packKind = PackKind.tar
    var durability = Durability.full
    var part = RunPart.whole
    var end = End.done
    /// Of the shards that are done, of whichever command.
    var tally = Tally()
    /// Of all records and of each channel, by verdict and currency.
    var money: [MoneyTotal] = []
    /// What the plan has counted.
    var incoming: [IncomingTotal] = []
    var kept: [KeptSum] = []
    /// What was found about the run as a whole.
    var findings: [RunFinding] = []
    var pages: [PageSum] = []
    var shards = (done: 0, before: 0, all: 0)
    /// Records that this command did.
    var recordsNow = 0
    var times = RunTimes()
    var slowBills: [SlowBill] = []

    /// No run.
    init() {}

    /// The facts of a run whose ledger is open.
    ///
    /// - Throws: `RunFolderError` for what cannot be read.
    init(
        _ options: BatchOptions, _ plan: RunPlan, _ ledger: Ledger, progress: BatchProgress,
        times: RunTimes, outcome: Result<BatchOutcome, RunFailure>
    ) throws(RunFolderError) {
        command = "fatura batch \(options.pack)"
        subject = options.records == "-" ? "standard input" : options.records
        workers = options.workers
        channels = options.channels.map(\.name)
        (packKind, durability, part) = (options.packKind, options.durability, options.part)
        self.times = times
        recordsNow = progress.recordsNow
        shards = (progress.shards, progress.shardsBefore, progress.allShards)
        tally = progress.tally
        try read(plan, ledger)
        findings = (try? outcome.get().findings) ?? plan.findings
        let failure: RunFailure? = if case .failure(let failure) = outcome { failure } else { nil }
        let words = failure.map { $0.diagnostics.all.map(\.message).joined(separator: "; ") } ?? ""
        switch failure {
        case nil: end = .done
        case .interrupted: end = .interrupted(words)
        default: end = .failed(words)
        }
        for bill in times.slowestBills {
            // A shard that was not committed has no rows.
            guard let record = try ledger.record(bill.number) else { continue }
            slowBills.append(
                SlowBill(
                    id: record.id, number: bill.number, nanoseconds: bill.nanoseconds,
                    pages: try ledger.pages(ofRecord: bill.number), verdict: record.verdict))
        }
    }

    /// The facts of a run whose parts were merged.
    ///
    /// - Throws: `RunFolderError` for what cannot be read.
    init(
        merged folder: String, _ plan: RunPlan, _ ledger: Ledger, _ manifest: Manifest, tally: Tally
    ) throws(RunFolderError) {
        command = "fatura merge"
        subject = folder
        findings = manifest.findings
        channels = Set(manifest.incoming.map(\.channel)).filter { !$0.isEmpty }.sorted()
        (packKind, durability) = (manifest.packs, manifest.durability)
        let count = plan.shards.count
        shards = (count, count, count)
        self.tally = tally
        try read(plan, ledger)
    }

    private mutating func read(
        _ plan: RunPlan, _ ledger: Ledger
    ) throws(RunFolderError) {
        money = try ledger.totals()
        let part = part
        incoming = plan.incoming(of: plan.shards.indices.filter { part.has($0) }) ?? []
        kept = try ledger.keptSums()
        pages = try ledger.pageSums()
    }
}
