import Dispatch
import Primitives
import RunFolders
import Synchronization

/// The middle of a run: shards over workers, each committed whole, until all are done or too much is kept back.
extension BatchRun {
    /// Renders shards over the workers.
    func render(
        _ pending: [Int], of plan: RunPlan, _ ledger: Ledger
    ) throws(RunFailure) {
        // A gate that is closed stays closed: what was done before counts too.
        try limit(ownRecords(plan))
        let committer = Committer(ledger, feed: feed(of: plan, pending))
        try committer.tell()
        let group = DispatchGroup()
        for number in 0..<min(options.workers, pending.count) {
            DispatchQueue(label: "fatura.worker.\(number)").async(group: group) {
                do throws(RunFailure) {
                    try self.work(pending, of: plan, committer)
                } catch {
                    self.failure.withLock { if $0 == nil { $0 = error } }
                }
            }
        }
        group.wait()
        if let failure = failure.withLock({ $0 }) { throw failure }
        let left = pending.count - nextPlace.load(ordering: .relaxed)
        guard left <= 0 else {
            throw .interrupted(
                Diagnostics([
                    Diagnostic(
                        code: "F765", file: options.folder,
                        message:
                            "ended before its time, \(left) of \(pending.count) shards are left",
                        cure: "give the same command again, and the run goes on")
                ]))
        }
    }

    private func feed(of plan: RunPlan, _ pending: [Int]) -> DocumentFeed? {
        options.feed.map {
            DocumentFeed(
                plan.shards.indices.filter { options.part.has($0) }, pending: pending, of: paths,
                form: $0, descriptor: options.feedDescriptor)
        }
    }

    private func work(
        _ pending: [Int], of plan: RunPlan, _ committer: Committer
    ) throws(RunFailure) {
        let worker = try ShardWorker(engine: engine, options: options, paths: paths, plan: plan)
        let all = ownRecords(plan)
        while !isStopped.load(ordering: .relaxed), failure.withLock({ $0 == nil }) {
            let place = nextPlace.wrappingAdd(1, ordering: .relaxed).oldValue
            guard place < pending.count else { return }
            let begin = (wall: RunClock.now(), cpu: RunClock.threadCPU())
            let shard = try worker.render(pending[place])
            let summary = try committer.commit(shard, worker.rows)
            tell { progress in
                progress.shards += 1
                progress.bytes += plan.shards[shard.number].bytes
                progress.tally.add(summary.tally)
                progress.documentBytes += summary.pack.bytes
                progress.recordsNow += summary.tally.records
            }
            meter.add(
                shard: shard.number, records: summary.tally.records, since: begin,
                slowest: worker.slowest)
            try limit(all)
        }
    }

    /// The records of this part.
    func ownRecords(_ plan: RunPlan) -> Int {
        plan.shards.indices.filter { options.part.has($0) }
            .reduce(0) { $0 + plan.shards[$1].records + plan.shards[$1].overlong.count }
    }

    /// Ends the run when more of this part's records are kept back than the operator allows.
    func limit(_ all: Int) throws(RunFailure) {
        guard let most = options.mostKept else { return }
        let progress = progress.withLock { $0 }
        let kept = progress.tally.held + progress.tally.rejected + progress.unsentDuplicates
        let others =
            progress.unsentDuplicates == 0
            ? "held or rejected"
            : "held, rejected or (\(progress.unsentDuplicates)) duplicates of bills that did not leave"
        // Shares such as 0.57 are none in binary; nobody means a thousand millionth of them.
        guard Double(kept) * 100 > Double(all) * most * (1 + 1e-9) else { return }
        throw .rejects(
            Diagnostics([
                Diagnostic(
                    code: "F766", file: paths.quarantineFolder,
                    message:
                        "\(kept) of \(all) records are \(others), more than \(most)%",
                    cure:
                        "look at the findings, then mend the input and run again, or allow more with "
                        + "--max-reject and the same command goes on")
            ]))
    }
}
