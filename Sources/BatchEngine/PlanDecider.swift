import Compression
import Primitives
import Records
import Rendering
import RunFolders

/// Decides in the order of the input what depends on other records: the first of equal ones wins.
///
/// One thread at a time.
final class PlanDecider {
    private(set) var plan = RunPlan()
    private var shared = SharedKeys()
    private let excluded: ExcludedIds
    /// Long lines in front of the first shard.
    private var waiting: [OverlongRecord] = []

    private let channels: [String]
    /// Those of records that could not be read.
    private let channelsOfUnread: [String]

    init(excluded: ExcludedIds, options: BatchOptions) {
        self.excluded = excluded
        channels = options.channels.map(\.name)
        channelsOfUnread = options.fallback == nil ? channels : []
    }

    /// Adds the next shard.
    ///
    /// - Throws: `RunFailure` when what is known of other records cannot be read or written, or amounts are
    ///   beyond all bounds.
    func decide(_ scan: ShardScan) throws(RunFailure) {
        add(overlong: scan.overlong)
        guard let incoming = scan.money.incoming(channels: channels) else {
            throw .notReconciled(
                Diagnostics([
                    Diagnostic(
                        code: "F763", file: "records",
                        message:
                            "the amounts of shard \(plan.shards.count) sum up to more than 64 bits hold",
                        cure: "look for an amount that cannot be")
                ]))
        }
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
        guard !excluded.contains(id) else { return add(.excluded, index, of: scan) }
        guard try shared.insert(identifier: id) else { return add(.duplicate, index, of: scan) }
        for key in entry.keyStart..<entry.keyEnd {
            let key = scan.keys[key]
            guard try !shared.insert(key) else { continue }
            let kind: PlanDecision.Kind =
                switch key.subject {
                case .cycle: .cycle
                case .payload: .payload
                case .code: .code
                case .digits: .digits
                }
            add(kind, index, of: scan, place: Int(key.place))
        }
    }

    private func add(_ kind: PlanDecision.Kind, _ index: Int, of scan: ShardScan, place: Int = 0) {
        plan.decisions.append(
            PlanDecision(
                shard: plan.shards.count - 1, record: scan.chunk.number(index), kind: kind,
                place: place))
    }
}
