import Compression
import Primitives
import Records
import Rendering
import Rules
import RunFolders

/// Decides in the order of the input what depends on other records: the first of equal ones wins.
///
/// One thread at a time.
final class PlanDecider {
    private(set) var plan = RunPlan()
    private var shared = SharedKeys()
    private let excluded: ExcludedIds
    private var excludedSeen: Set<[UInt8]> = []
    private let options: BatchOptions
    private let rules: RuleSet
    private let earlier: EarlierFacts?
    /// What charges cost in the bills that are neither left out nor there twice.
    private var charges = ChargeTotals()
    /// Totals that were compared with the earlier run, and those that are far from it.
    private var compared = (all: 0, far: 0)
    /// What came in so far.
    private var incoming: [IncomingTotal] = []
    /// Long lines in front of the first shard.
    private var waiting: [OverlongRecord] = []

    /// Of each record that somebody released, by id, the rules whose findings keep it back no more.
    private let released: [String: [String]]
    private let channels: [String]
    /// Those of records that could not be read.
    private let channelsOfUnread: [String]

    init(
        excluded: ExcludedIds, options: BatchOptions, rules: RuleSet, earlier: EarlierFacts?
    ) {
        self.excluded = excluded
        self.options = options
        self.rules = rules
        self.earlier = earlier
        released = options.release?.rules ?? [:]
        channels = options.channels.map(\.name)
        channelsOfUnread = options.fallback == nil ? channels : []
    }

    /// Adds the next shard.
    ///
    /// - Throws: `RunFailure` when what is known of other records cannot be read or written, or amounts are
    ///   beyond all bounds.
    func decide(_ scan: ShardScan) throws(RunFailure) {
        add(overlong: scan.overlong)
        guard let incoming = scan.money.incoming(channels: channels),
            let all = IncomingTotal.sum(self.incoming + incoming)
        else { throw tooLarge(scan) }
        self.incoming = all
        plan.shards.append(
            PlannedShard(
                firstRecord: scan.chunk.firstNumber, records: scan.chunk.lineCount,
                firstLine: scan.chunk.firstInputLine, bytes: scan.chunk.raw.count,
                sha256: scan.digest, incoming: incoming))
        attachOverlong()
        do throws(FileError) {
            for index in scan.entries.indices { try decide(index, of: scan) }
        } catch {
            throw RunFailure(error)
        }
        if earlier != nil { charges.merge(scan.charges) }
    }

    /// What is said of amounts that have no sum: a single one of them is none that could be refused by itself.
    private func tooLarge(_ scan: ShardScan) -> RunFailure {
        let (index, amount) = scan.money.largest
        let id = scan.entries.indices.contains(index) ? scan.id(scan.entries[index]).string : ""
        return .notReconciled(
            Diagnostics([
                Diagnostic(
                    code: "F763", file: options.records,
                    message: "the amounts up to record "
                        + "\(scan.chunk.firstNumber + scan.chunk.lineCount - 1) sum up to more than 64 "
                        + "bits hold; the largest of the last \(scan.chunk.lineCount) records is that of "
                        + "record \(scan.chunk.number(index)) (“\(id)”), \(amount) minor units",
                    cure: "look for amounts that cannot be; correct such records, or take them out "
                        + "of the input")
            ]))
    }

    /// Ends the plan.
    func finish(overlong: [RecordReader.OverlongLine]) {
        if plan.shards.isEmpty, let first = overlong.first {
            plan.shards.append(
                PlannedShard(
                    firstRecord: first.number, records: 0, firstLine: first.inputLine, bytes: 0,
                    sha256: SHA256Digest(of: ByteView())))
        }
        add(overlong: overlong)
        plan.findings = unknownExcluded
        guard let earlier else { return }
        var found = rules.findings(charges, against: earlier.charges)
        if rules.weightOfTotals == .warn,
            let totals = rules.finding(compared.far, totalsFarOf: compared.all)
        {
            found.append(totals)
        }
        plan.findings += found.map {
            RunFinding(rule: $0.rule, severity: $0.severity, message: $0.message)
        }
    }

    /// That ids are to be left out which no record has.
    private var unknownExcluded: [RunFinding] {
        let unseen = excluded.count - excludedSeen.count
        guard unseen > 0 else { return [] }
        let ids = excluded.count == 1 ? "the id" : "\(unseen) of the \(excluded.count) ids"
        return [
            RunFinding(
                rule: "exclude.unknown", severity: .warn,
                message: "\(ids) to leave out \(unseen == 1 ? "is" : "are") in no record")
        ]
    }

    private func add(overlong lines: [RecordReader.OverlongLine]) {
        waiting += lines.map { OverlongRecord(record: $0.number, line: $0.inputLine) }
        attachOverlong()
    }

    /// Gives long lines to the last shard, which counts them.
    private func attachOverlong() {
        guard !waiting.isEmpty, !plan.shards.isEmpty else { return }
        let last = plan.shards.count - 1
        let counted = ([""] + channelsOfUnread).map {
            IncomingTotal(channel: $0, currency: "", count: waiting.count, total: 0, amountDue: 0)
        }
        plan.shards[last].overlong += waiting
        plan.shards[last].incoming =
            IncomingTotal.sum(plan.shards[last].incoming + counted) ?? []
        waiting = []
    }

    private func decide(_ index: Int, of scan: ShardScan) throws(FileError) {
        let entry = scan.entries[index]
        let id = scan.id(entry)
        // A record without an id is rejected for that, and no other one is its duplicate.
        guard id.count > 0 else { return }
        guard !excluded.contains(id) else {
            excludedSeen.insert(id.bytes)
            return add(.excluded, index, of: scan)
        }
        guard try shared.insert(identifier: id) else { return add(.duplicate, index, of: scan) }
        if let earlier, try !earlier.hasNot(id) { return add(.billed, index, of: scan) }
        for key in entry.keyStart..<entry.keyEnd { try decide(scan.keys[key], index, of: scan) }
        if entry.last > 0 { compare(entry, index, of: scan) }
        for line in entry.lineStart..<entry.lineEnd {
            scan.charges.add(scan.lines[line].amount, at: Int(scan.lines[line].place))
        }
        guard !released.isEmpty else { return }
        for rule in released[id.string] ?? [] { add(.released, index, of: scan, rule: rule) }
    }

    /// Decides about something that no two bills may share.
    private func decide(
        _ key: DuplicateKey, _ index: Int, of scan: ShardScan
    ) throws(FileError) {
        if try !shared.insert(key) {
            add(PlanDecision.Kind(key.subject), index, of: scan, place: Int(key.place))
        } else if let earlier, try !earlier.hasNot(key) {
            add(PlanDecision.Kind(inLastRun: key.subject), index, of: scan, place: Int(key.place))
        }
    }

    /// Decides about a total that may be far from the last run's.
    ///
    /// Where that is only a warning, a wrong price list could make one of each bill: they are counted.
    private func compare(_ entry: ShardScan.Entry, _ index: Int, of scan: ShardScan) {
        compared.all += 1
        guard entry.isFar else { return }
        compared.far += 1
        guard let weight = rules.weightOfTotals, weight != .warn else { return }
        add(.total, index, of: scan, place: Int(entry.lastCycle.months), last: entry.last)
    }

    private func add(
        _ kind: PlanDecision.Kind, _ index: Int, of scan: ShardScan, place: Int = 0,
        last: Int64 = 0, rule: String = ""
    ) {
        plan.decisions.append(
            PlanDecision(
                shard: plan.shards.count - 1, record: scan.chunk.number(index), kind: kind,
                place: place, last: last, rule: rule))
    }
}
