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

    init(excluded: ExcludedIds) { self.excluded = excluded }

    /// Adds the next shard.
    ///
    /// - Throws: `RunFailure` when what is known of other records cannot be read or written, or amounts are
    ///   beyond all bounds.
    func decide(_ scan: ShardScan) throws(RunFailure) {
        add(overlong: scan.overlong)
        guard let money = scan.money.money() else {
            throw .notReconciled(
                Diagnostics([
                    Diagnostic(
                        code: "F743", file: "records",
                        message: "the amounts of shard \(plan.shards.count) sum up to more than 64 bits hold",
                        cure: "look for an amount that cannot be")
                ]))
        }
        plan.shards.append(
            PlannedShard(
                firstRecord: scan.chunk.firstNumber, records: scan.chunk.lineCount,
                firstLine: scan.chunk.firstInputLine, bytes: scan.chunk.raw.count,
                sha256: scan.digest, overlong: waiting, money: money))
        waiting = []
        do throws(FileError) {
            for index in scan.entries.indices { try decide(index, of: scan) }
        } catch {
            throw RunFailure(error)
        }
    }

    /// Ends the plan.
    func finish(overlong: [RecordReader.OverlongLine]) {
        add(overlong: overlong)
        guard !waiting.isEmpty else { return }
        plan.shards.append(
            PlannedShard(
                firstRecord: waiting[0].record, records: 0, firstLine: waiting[0].line, bytes: 0,
                sha256: SHA256Digest(of: ByteView()), overlong: waiting))
    }

    private func add(overlong lines: [RecordReader.OverlongLine]) {
        let lines = lines.map { OverlongRecord(record: $0.number, line: $0.inputLine) }
        if plan.shards.isEmpty {
            waiting += lines
        } else {
            plan.shards[plan.shards.count - 1].overlong += lines
        }
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
