import Compression
import Foundation
import Primitives
import Records
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
    let engine: Engine
    let options: BatchOptions
    private let version: String
    let paths: RunPaths
    let isStopped = Atomic(false)
    let nextPlace = Atomic(0)
    let failure = Mutex<RunFailure?>(nil)
    let progress = Mutex(BatchProgress())
    let meter = RunMeter()
    private let report: @Sendable (BatchProgress) -> Void
    private let watched: @Sendable (RunFigures) -> Void
    private let note: @Sendable (String) -> Void

    /// A run that `run` carries out.
    ///
    /// - Parameters:
    ///   - engine: the pack made ready.
    ///   - options: what is asked.
    ///   - version: the program's.
    ///   - report: called by the workers whenever they have done something, with how far it is.
    ///   - watched: called about five times a second and at the end, by one thread at a time that nobody waits for.
    ///   - note: called with what an operator should know and is no error.
    public init(
        engine: Engine, options: BatchOptions, version: String,
        report: @escaping @Sendable (BatchProgress) -> Void = { _ in },
        watched: @escaping @Sendable (RunFigures) -> Void = { _ in },
        note: @escaping @Sendable (String) -> Void
    ) {
        self.engine = engine
        self.options = options
        self.version = version
        self.report = report
        self.watched = watched
        self.note = note
        paths = RunPaths(folder: options.folder)
    }

    /// Lets the run end with the shards that are being rendered; it throws `interrupted` then.
    public func stop() { isStopped.store(true, ordering: .relaxed) }

    /// How far the run is now; may be asked by any thread at any time.
    public var figures: RunFigures { meter.figures(of: progress.withLock { $0 }) }

    /// What was measured.
    var times: RunTimes { meter.times() }

    /// Carries the run out, or on.
    ///
    /// - Returns: what became of this part's records.
    /// - Throws: `RunFailure`; whatever it is, the same command goes on once it is mended.
    public func run() throws(RunFailure) -> BatchOutcome {
        try WorkerRoom.check(options)
        let start = try prepare()
        try withFiles { () throws(FileError) in
            try paths.makeFolders(durability: options.durability)
        }
        var lock = try inFolder { () throws(RunFolderError) in
            try RunLock(paths, holder: .current())
        }
        let (isSuspect, wasKilled) = (lock.isSuspect, lock.killed != nil)
        let watch = RunWatch(
            paths.progress,
            figures: { self.meter.figures(of: self.progress.withLock { $0 }, adds: true) },
            told: watched)
        let outcome = Result { () throws(RunFailure) in
            try carryOut(&lock, start, isSuspect: isSuspect, wasKilled: wasKilled)
        }
        tell { $0.phase = outcome.endPhase }
        watch.end()
        let done = try outcome.get()
        do throws(RunFolderError) {
            try lock.release()
        } catch {
            throw RunFailure(error)
        }
        return done
    }

    private func carryOut(
        _ lock: inout RunLock, _ start: Start, isSuspect: Bool, wasKilled: Bool
    ) throws(RunFailure) -> BatchOutcome {
        let settings = try begin(isSuspect: isSuspect, options: start.entries)
        let (plan, digest) = try plan()
        let ledger = try inFolder { () throws(RunFolderError) in
            try Ledger.open(
                paths, durability: options.durability, plan: digest, settings: settings.sha256,
                wasKilled: wasKilled)
        }
        if plan.records == 0 { note("\(options.records): there are no records in it") }
        try closingGates { () throws(RunFailure) in try expect(plan) }
        for finding in plan.findings { note(finding.text) }
        let pending = try pending(plan, ledger, isSuspect: isSuspect)
        do throws(RunFolderError) {
            try lock.settle()
        } catch {
            throw RunFailure(error)
        }
        if let first = pending.first {
            try takeBackEnd(
                paths, options.durability,
                pending.count == 1
                    ? "shard \(first) is to be made again"
                    : "\(pending.count) shards are to be made again", note)
        }
        let outcome = Result { () throws(RunFailure) in
            try closingGates { () throws(RunFailure) in
                try render(pending, of: plan, ledger)
                return try close(plan, digest, settings, ledger, start.key)
            }
        }
        draw(plan, ledger, outcome)
        return try outcome.get()
    }

    /// Does something that a gate may end: a run that ended before, through a gate that was open, has not any more.
    private func closingGates<Result>(
        _ body: () throws(RunFailure) -> Result
    ) throws(RunFailure) -> Result {
        do throws(RunFailure) {
            return try body()
        } catch {
            switch error {
            case .rejects: try takeBackEnd(paths, options.durability, "a gate is closed", note)
            case .notReconciled:
                try takeBackEnd(
                    paths, options.durability, "what came in is not as it should be", note)
            default: break
            }
            throw error
        }
    }

    // MARK: Beginning

    /// What is read before anything is made.
    private struct Start {
        let entries: [RunSettings.Entry]
        let key: SigningKey?
    }

    /// Reads what options name: a command that is refused for them makes nothing and changes nothing.
    private func prepare() throws(RunFailure) -> Start {
        let key = try options.key.map(SigningKey.init(reading:))
        let entries = try options.entries()
        let hasPlan = FileManager.default.fileExists(atPath: paths.shardPlan)
        guard options.release == nil, !hasPlan else { return Start(entries: entries, key: key) }
        do throws(RecordReadError) {
            try RecordReader.check(options.records)
        } catch {
            throw RunFailure(error)
        }
        return Start(entries: entries, key: key)
    }

    /// Compares with what the run was begun with, or writes down what it is begun with.
    private func begin(
        isSuspect: Bool, options entries: [RunSettings.Entry]
    ) throws(RunFailure) -> RunSettings {
        // Before any file is believed.
        if isSuspect, !options.durability.syncsFiles {
            throw .refused(Diagnostics([RunDamage.unsynced(paths)]))
        }
        let settings = try withFiles { () throws(FileError) in
            RunSettings(
                template: try RunSettings.entries(of: options.pack),
                fonts: try EngineIdentity.fonts(engine),
                engine: try EngineIdentity.program(version: version), options: entries)
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
            if options.release == nil { try compareInput(found.plan) }
            return found
        }
        guard let release = options.release else { return try plan(options) }
        let name = "plan/released.ndjson"
        var records = try withFiles { () throws(FileError) in
            try DurableFile(path: paths.path(name), durability: .none, mode: 0o600)
        }
        try release.write(to: &records)
        var planned = options
        planned.records = paths.path(name) + DurableFile.partialSuffix
        // The file goes when it goes away: the run keeps the records of its shards.
        return try plan(planned)
    }

    /// Makes a plan.
    private func plan(_ options: BatchOptions) throws(RunFailure) -> (RunPlan, SHA256Digest) {
        let excluded = try options.excluded.map { (path) throws(RunFailure) in
            try optionFile("--exclude") { () throws(FileError) in try ExcludedIds(reading: path) }
        }
        let earlier = try options.earlier.map { (folder) throws(RunFailure) in
            try EarlierRun(folder: folder).facts(engine, options)
        }
        tell { $0.phase = .planning }
        let planner = try Planner(
            engine: engine, options: options, paths: paths, excluded: excluded ?? ExcludedIds(),
            earlier: earlier,
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
        try InputCheck.run(plan, options) { self.isStopped.load(ordering: .relaxed) }
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
        guard Set(done.map(\.number)).isSubset(of: own) else {
            throw .refused(Diagnostics([RunDamage.strangers(paths)]))
        }
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

    /// Changes how far the run is and says so.
    func tell(_ change: (inout BatchProgress) -> Void) {
        let now = progress.withLock { progress in
            change(&progress)
            return progress
        }
        meter.enter(now.phase)
        report(now)
    }

    // MARK: Closing

    /// Ends the run, whose shards are all done.
    private func close(
        _ plan: RunPlan, _ digest: SHA256Digest, _ settings: RunSettings, _ ledger: Ledger,
        _ key: SigningKey?
    ) throws(RunFailure) -> BatchOutcome {
        tell { $0.phase = .closing }
        let own = plan.shards.indices.filter { options.part.has($0) }
        let closing = RunClosing(
            paths: paths, durability: options.durability, packs: options.packKind,
            key: key, isWhole: options.part.count == 1,
            gate: { (unsent) throws(RunFailure) in
                self.tell { $0.unsentDuplicates = unsent.records }
                if let finding = unsent.finding { self.note(finding.text) }
                try self.limit(self.ownRecords(plan))
            },
            isStopped: { self.isStopped.load(ordering: .relaxed) }, note: note)
        let (tally, money, findings) = try closing.close(
            plan, digest, settings, ledger, shards: own, incoming: try incoming(plan, own))
        return BatchOutcome(
            tally: tally, money: money, findings: findings,
            progress: progress.withLock { $0 })
    }

    /// Draws the report; a run is what it is without one.
    private func draw(
        _ plan: RunPlan, _ ledger: Ledger, _ outcome: Result<BatchOutcome, RunFailure>
    ) {
        do throws(RunFolderError) {
            let facts = try RunFacts(
                options, plan, ledger, progress: progress.withLock { $0 }, times: meter.times(),
                outcome: outcome)
            try RunReport(facts).write(to: paths)
        } catch {
            note(RunReport.undrawn(paths, error).text)
        }
    }
}

extension Result<BatchOutcome, RunFailure> {
    /// What a run was at in the end.
    fileprivate var endPhase: BatchProgress.Phase {
        switch self {
        case .success: .done
        case .failure(.interrupted): .interrupted
        case .failure: .failed
        }
    }
}
