import Compression
import Dispatch
import Primitives
import Records
import Rendering
import RunFolders
import Synchronization

/// The first pass of a run: reads all records once in their order, decides what depends on others, and keeps the
/// bytes of its part's shards.
///
/// A shard is what one read of so many bytes gives, so its borders depend on the input alone. Workers take
/// shards apart and compress them; decisions are made in the input's order. At most one shard more than there
/// are workers is in memory.
final class Planner: @unchecked Sendable {
    // Sendable: `reader` and `codes` are used under `reading` only, `decider` by the thread whose turn it is.
    private let engine: Engine
    private let options: BatchOptions
    private let paths: RunPaths
    private let reader: RecordReader
    private let reading = Mutex(Reading())
    private var codes: HuffmanCodes?
    private let decider: PlanDecider
    private let earlier: EarlierFacts?
    private let turns = InOrder<ShardScan>()
    private let window: DispatchSemaphore
    private let free = Mutex<[Spare]>([])
    private let failure = Mutex<RunFailure?>(nil)
    private let isStopped: @Sendable () -> Bool
    private let report: @Sendable (Int, Int?) -> Void

    private struct Reading { var sequence = 0, overlong = 0 }
    private struct Spare: @unchecked Sendable { let scan: ShardScan }

    /// Opens the input.
    ///
    /// - Parameters:
    ///   - engine: the pack made ready.
    ///   - options: of the run.
    ///   - paths: the run's folder, which is there.
    ///   - excluded: ids that are left out.
    ///   - earlier: what the run is compared with; nil for nothing.
    ///   - isStopped: whether the run was told to end; asked for each shard.
    ///   - report: called with the bytes of the input read so far, and of all where that is known.
    /// - Throws: `RunFailure.file` if the input cannot be opened.
    init(
        engine: Engine, options: BatchOptions, paths: RunPaths, excluded: ExcludedIds,
        earlier: EarlierFacts? = nil, isStopped: @escaping @Sendable () -> Bool,
        report: @escaping @Sendable (Int, Int?) -> Void
    ) throws(RunFailure) {
        self.engine = engine
        self.options = options
        self.paths = paths
        self.isStopped = isStopped
        self.report = report
        self.earlier = earlier
        decider = PlanDecider(
            excluded: excluded, options: options, rules: engine.rules, earlier: earlier)
        window = DispatchSemaphore(value: options.workers + 1)
        do throws(RecordReadError) {
            reader = try RecordReader(
                path: options.records, chunkBytes: options.shardBytes,
                maximumLineBytes: options.maximumLineBytes, isStopped: isStopped)
        } catch {
            throw RunFailure(error)
        }
    }

    /// Plans everything, and writes the plan.
    ///
    /// - Returns: the plan and its digest.
    /// - Throws: `RunFailure`; `interrupted` (F765) when the run was told to end.
    func run() throws(RunFailure) -> (plan: RunPlan, digest: SHA256Digest) {
        let group = DispatchGroup()
        for number in 0..<options.workers {
            DispatchQueue(label: "fatura.planner.\(number)").async(group: group) { self.work() }
        }
        group.wait()
        if let failure = failure.withLock({ $0 }) { throw failure }
        let rest = reading.withLock { reader.overlongLines.dropFirst($0.overlong) }
        decider.finish(overlong: Array(rest))
        let plan = decider.plan
        try withFiles { () throws(FileError) in
            try paths.removeRecords(durability: options.durability) { number in
                plan.shards.indices.contains(number) && options.part.has(number)
            }
        }
        do throws(RunFolderError) {
            let digest = try plan.write(to: paths, durability: options.durability)
            return (plan, digest)
        } catch {
            throw RunFailure(error)
        }
    }

    private func fail(_ reason: RunFailure) {
        failure.withLock { if $0 == nil { $0 = reason } }
    }

    /// Half a plan is none: the records are read from the start by the next command.
    private func end() {
        fail(
            .interrupted(
                Diagnostics([
                    Diagnostic(
                        code: "F765", file: options.folder,
                        message: "ended before its time, while the records were planned",
                        cure: "give the same command again, which plans them from the start")
                ])))
    }

    private func work() {
        let bills = BillReader(engine: engine, options: options, readsLines: earlier != nil)
        var keeper: RecordKeeper?
        var comparer: BillComparer?
        while true {
            window.wait()
            if isStopped() { end() }
            guard failure.withLock({ $0 == nil }), let scan = read(&keeper) else {
                window.signal()
                return
            }
            do throws(RunFailure) {
                if let earlier, comparer == nil {
                    comparer = try BillComparer(earlier, bills, engine.rules)
                }
                try take(scan, apart: bills, comparer)
            } catch {
                fail(error)
            }
            if options.part.has(scan.sequence) { keep(scan, with: &keeper) }
            decide(scan)
        }
    }

    /// The next shard of the input; nil at its end.
    private func read(_ keeper: inout RecordKeeper?) -> ShardScan? {
        let scan = free.withLock { $0.popLast() }?.scan ?? ShardScan()
        scan.removeAll()
        let isRead = reading.withLock { state in
            do throws(RecordReadError) {
                guard try reader.next(into: scan.chunk) else { return false }
            } catch {
                fail(RunFailure(error))
                return false
            }
            scan.sequence = state.sequence
            state.sequence += 1
            scan.overlong = Array(reader.overlongLines.dropFirst(state.overlong))
            state.overlong = reader.overlongLines.count
            if codes == nil { codes = RecordKeeper.codes(for: scan.chunk.raw) }
            if keeper == nil { keeper = codes.map(RecordKeeper.init) }
            report(reader.bytesRead, reader.totalBytes)
            return true
        }
        return isRead ? scan : nil
    }

    private func take(
        _ scan: ShardScan, apart bills: BillReader, _ comparer: BillComparer?
    ) throws(RunFailure) {
        for index in 0..<scan.chunk.lineCount {
            let keyStart = scan.keys.count
            let facts = bills.read(
                scan.chunk.line(index), number: scan.chunk.number(index), keys: &scan.keys)
            scan.add(facts, keyStart: keyStart)
            try comparer?.compare(facts, scan)
        }
        scan.digest = SHA256Digest(of: scan.chunk.raw)
    }

    private func keep(_ scan: ShardScan, with keeper: inout RecordKeeper?) {
        do throws(FileError) {
            try keeper?.write(
                scan.chunk.raw, to: paths.path(RunPaths.recordsName(shard: scan.sequence)),
                durability: options.durability)
        } catch {
            fail(RunFailure(error))
        }
    }

    private func decide(_ scan: ShardScan) {
        turns.end(scan, number: scan.sequence) { scan in
            if failure.withLock({ $0 == nil }) {
                do throws(RunFailure) {
                    try decider.decide(scan)
                } catch {
                    fail(error)
                }
            }
            free.withLock { $0.append(Spare(scan: scan)) }
            window.signal()
        }
    }
}
