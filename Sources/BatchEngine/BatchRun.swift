import Compression
import Dispatch
import Foundation
import Primitives
public import Rendering
import RunFolders
import Synchronization

// What enters this room is a pack, an input of any size and a folder; what leaves is the folder with every record
// accounted for. Kill it anywhere: the same command goes on, and the folder is the same in the end.

/// A billing run: all records of an input, in a folder that a killed run goes on in.
///
/// Shards are rendered by workers in any order, each of them committed whole: files get their names, then the
/// ledger gets its rows in one transaction.
public final class BatchRun: @unchecked Sendable {
    // Sendable: `ledger` is used under `committing` only; what else changes is a Mutex or an Atomic.
    private let engine: Engine
    private let options: BatchOptions
    private let version: String
    private let paths: RunPaths
    private let isStopped = Atomic(false)
    private let nextPlace = Atomic(0)
    private let failure = Mutex<RunFailure?>(nil)
    private let progress = Mutex(BatchProgress())
    private let report: @Sendable (BatchProgress) -> Void
    private let note: @Sendable (String) -> Void

    /// A run that `run` carries out.
    ///
    /// - Parameters:
    ///   - engine: the pack made ready.
    ///   - options: what is asked.
    ///   - version: the program's.
    ///   - report: called often, by one thread at a time, with how far it is.
    ///   - note: called with what an operator should know and is no error.
    public init(
        engine: Engine, options: BatchOptions, version: String,
        report: @escaping @Sendable (BatchProgress) -> Void,
        note: @escaping @Sendable (String) -> Void
    ) {
        self.engine = engine
        self.options = options
        self.version = version
        self.report = report
        self.note = note
        paths = RunPaths(folder: options.folder)
    }

    /// Lets the run end with the shards that are being rendered; it throws `interrupted` then.
    public func stop() { isStopped.store(true, ordering: .relaxed) }

    /// Carries the run out, or on.
    ///
    /// - Returns: what became of this part's records.
    /// - Throws: `RunFailure`; whatever it is, the same command goes on once it is mended.
    public func run() throws(RunFailure) -> BatchOutcome {
        try WorkerRoom.check(options)
        try withFiles { () throws(FileError) in
            try paths.makeFolders(durability: options.durability)
        }
        var lock = try inFolder { () throws(RunFolderError) in
            try RunLock(paths, holder: .current())
        }
        let (isSuspect, wasKilled) = (lock.isSuspect, lock.killed != nil)
        let settings = try begin(isSuspect: isSuspect)
        let (plan, digest) = try plan()
        let ledger = try inFolder { () throws(RunFolderError) in
            try Ledger.open(
                paths, durability: options.durability, plan: digest, settings: settings.sha256,
                wasKilled: wasKilled)
        }
        try expect(plan)
        let pending = try pending(plan, ledger, isSuspect: isSuspect)
        do throws(RunFolderError) {
            try lock.settle()
        } catch {
            throw RunFailure(error)
        }
        try render(pending, of: plan, ledger)
        let outcome = try close(plan, digest, settings, ledger)
        do throws(RunFolderError) {
            try lock.release()
        } catch {
            throw RunFailure(error)
        }
        return outcome
    }

    // MARK: Beginning

    /// Compares with what the run was begun with, or writes down what it is begun with.
    private func begin(isSuspect: Bool) throws(RunFailure) -> RunSettings {
        // Before any file is believed.
        if isSuspect, !options.durability.syncsFiles {
            throw .refused(Diagnostics([RunDamage.unsynced(paths)]))
        }
        let settings = try withFiles { () throws(FileError) in
            RunSettings(
                template: try RunSettings.entries(of: options.pack),
                fonts: try EngineIdentity.fonts(engine),
                engine: try EngineIdentity.program(version: version), options: options.entries)
        }
        let stored = try inFolder { () throws(RunFolderError) in
            let stored = try RunSettings.read(paths)
            try options.part.bind(
                to: paths, isBegun: stored != nil, durability: options.durability)
            if stored == nil { try settings.write(to: paths, durability: options.durability) }
            return stored
        }
        if let stored {
            let differences = settings.differences(from: stored, file: paths.settings)
            guard differences.isEmpty else { throw .refused(Diagnostics(differences)) }
        }
        _ = try withFiles { () throws(FileError) in try paths.removePartials() }
        return settings
    }

    /// The plan that is there, or a new one.
    private func plan() throws(RunFailure) -> (RunPlan, SHA256Digest) {
        if let found = try inFolder({ () throws(RunFolderError) in try RunPlan.read(from: paths) })
        {
            try compareInput(found.plan)
            return found
        }
        let excluded = try options.excluded.map { (path) throws(RunFailure) in
            try withFiles { () throws(FileError) in try ExcludedIds(reading: path) }
        }
        let planner = try Planner(
            engine: engine, options: options, paths: paths, excluded: excluded ?? ExcludedIds(),
            isStopped: { self.isStopped.load(ordering: .relaxed) }
        ) { bytes, all in
            self.tell {
                $0.bytes = bytes; $0.allBytes = all
            }
        }
        return try planner.run()
    }

    /// A run has its records; an input that is still there must be the one they came from.
    private func compareInput(_ plan: RunPlan) throws(RunFailure) {
        guard options.records == "-" || FileManager.default.fileExists(atPath: options.records)
        else {
            return note(
                "\(options.records) is not there any more; the run goes on with the records that it kept"
            )
        }
        try InputCheck.run(plan, options)
    }

    /// Compares what came in with what the operator knows of it.
    private func expect(_ plan: RunPlan) throws(RunFailure) {
        guard let expectation = options.expectation else { return }
        let differences = expectation.differences(from: try incoming(plan, plan.shards.indices))
        guard differences.isEmpty else { throw .notReconciled(Diagnostics(differences)) }
    }

    private func incoming(
        _ plan: RunPlan, _ shards: some Sequence<Int>
    ) throws(RunFailure) -> [IncomingTotal] {
        try RunClosing.incoming(plan, shards, file: options.records)
    }

    /// The shards of this part that are not done.
    ///
    /// A shard is done if the ledger has it and its files have their size; after a power cut, which `durability`
    /// may not have survived, their digests are compared.
    private func pending(
        _ plan: RunPlan, _ ledger: Ledger, isSuspect: Bool
    ) throws(RunFailure) -> [Int] {
        let own = plan.shards.indices.filter { options.part.has($0) }
        let done = try inFolder { () throws(RunFolderError) in try ledger.shards() }
        let readsAll = isSuspect && !options.durability.isTrustedAfterPowerCut
        var pending = Set(own)
        var (bytes, tally) = (0, Tally())
        for shard in done where isWhole(shard, readsAll: readsAll) {
            pending.remove(shard.number)
            bytes += plan.shards[shard.number].bytes
            tally.add(shard.tally)
        }
        tell { progress in
            progress = BatchProgress()
            progress.phase = .rendering
            progress.bytes = bytes
            progress.allBytes = own.reduce(0) { $0 + plan.shards[$1].bytes }
            progress.allShards = own.count
            progress.shards = own.count - pending.count
            progress.shardsBefore = progress.shards
            progress.tally = tally
        }
        return pending.sorted()
    }

    private func isWhole(_ shard: ShardSummary, readsAll: Bool) -> Bool {
        [shard.pack, shard.records, shard.quarantine].compactMap { $0 }.allSatisfy { file in
            if readsAll {
                (try? FileFact(reading: paths.path(file.name), name: file.name)) == file
            } else {
                FileFact.sizeOfPack(paths.path(file.name)) == file.bytes
            }
        }
    }

    // MARK: Rendering

    /// Renders shards over the workers.
    private func render(
        _ pending: [Int], of plan: RunPlan, _ ledger: Ledger
    ) throws(RunFailure) {
        let committer = Committer(ledger, feed: feed(of: plan))
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

    private func feed(of plan: RunPlan) -> DocumentFeed? {
        options.feed.map {
            DocumentFeed(
                plan.shards.indices.filter { options.part.has($0) }, of: paths, form: $0,
                descriptor: options.feedDescriptor)
        }
    }

    private func work(
        _ pending: [Int], of plan: RunPlan, _ committer: Committer
    ) throws(RunFailure) {
        let worker = try ShardWorker(engine: engine, options: options, paths: paths, plan: plan)
        while !isStopped.load(ordering: .relaxed), failure.withLock({ $0 == nil }) {
            let place = nextPlace.wrappingAdd(1, ordering: .relaxed).oldValue
            guard place < pending.count else { return }
            let shard = try worker.render(pending[place])
            let summary = try committer.commit(shard, worker.rows)
            try limit(summary.tally, of: plan)
            tell { progress in
                progress.shards += 1
                progress.bytes += plan.shards[shard.number].bytes
                progress.tally.add(summary.tally)
                progress.documentBytes += summary.pack.bytes
                progress.recordsNow += summary.tally.records
            }
        }
    }

    /// Ends the run when more records are kept back than the operator allows.
    private func limit(_ tally: Tally, of plan: RunPlan) throws(RunFailure) {
        guard let most = options.mostKept else { return }
        let before = progress.withLock { $0.tally }
        let kept = before.held + before.rejected + tally.held + tally.rejected
        guard Double(kept) > Double(plan.records) * most / 100 else { return }
        throw .rejects(
            Diagnostics([
                Diagnostic(
                    code: "F766", file: paths.quarantineFolder,
                    message:
                        "\(kept) of \(plan.records) records are held or rejected, more than \(most)%",
                    cure:
                        "look at the findings, then mend the input and run again, or allow more with "
                        + "--max-reject and the same command goes on")
            ]))
    }

    private func tell(_ change: (inout BatchProgress) -> Void) {
        let now = progress.withLock { progress in
            change(&progress)
            return progress
        }
        report(now)
    }

    // MARK: Closing

    /// Ends the run, whose shards are all done.
    private func close(
        _ plan: RunPlan, _ digest: SHA256Digest, _ settings: RunSettings, _ ledger: Ledger
    ) throws(RunFailure) -> BatchOutcome {
        tell { $0.phase = .closing }
        let own = plan.shards.indices.filter { options.part.has($0) }
        let closing = RunClosing(
            paths: paths, durability: options.durability, packs: options.packKind,
            key: options.key)
        let (tally, money) = try closing.close(
            plan, digest, settings, ledger, shards: own, incoming: try incoming(plan, own))
        return BatchOutcome(tally: tally, money: money, progress: progress.withLock { $0 })
    }
}

/// Gives the ledger one shard after the other, whichever worker brings it.
private final class Committer: @unchecked Sendable {
    // Sendable: ledger and feed are used under the lock only.
    private let ledger: Ledger
    private let feed: DocumentFeed?
    private let lock = Mutex(())

    init(_ ledger: Ledger, feed: DocumentFeed?) {
        self.ledger = ledger
        self.feed = feed
    }

    /// Tells of the shards that are done already.
    func tell() throws(RunFailure) {
        let result = lock.withLock { _ in
            Result { () throws(RunFolderError) in try feed?.advance(ledger) }
        }
        try inFolder { () throws(RunFolderError) in try result.get() }
    }

    func commit(
        _ shard: RenderedShard, _ rows: borrowing ShardRows
    ) throws(RunFailure) -> ShardSummary {
        let result = lock.withLock { _ in
            Result { () throws(RunFolderError) in
                let summary = try ledger.commit(
                    shard: shard.number, pack: shard.pack, records: shard.records,
                    quarantine: shard.quarantine, rows: rows)
                try feed?.advance(ledger)
                return summary
            }
        }
        return try inFolder { () throws(RunFolderError) in try result.get() }
    }
}
