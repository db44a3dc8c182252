import Compression
import Primitives
public import RunFolders
import Synchronization

/// What `fatura merge` is asked for.
public struct MergeOptions: Sendable {
    /// Folders of finished runs, in any order.
    public var parts: [String]
    /// The folder of all of them together.
    public var folder: String
    /// Whether files are copied, not linked.
    public var copies = false
    /// What survives a power cut.
    public var durability = Durability.full
    /// The private key the manifest is signed with, PEM; nil for none.
    public var key: String?

    /// Options of a merge of all that is there.
    public init(parts: [String], folder: String) {
        self.parts = parts
        self.folder = folder
    }
}

/// What a merge that is done came to.
public struct MergeOutcome: Sendable {
    /// What became of the records.
    public let tally: Tally
    /// What was found about the run as a whole.
    public let findings: [RunFinding]
    /// Shards of the run.
    public let shards: Int
    /// Those that this command brought.
    public let taken: Int
}

/// Joins the folders of parts of one run, in any order, into what one machine would have made.
///
/// A shard is taken as a worker's is committed: its files get their names, then the ledger gets its rows. So
/// it can be killed anywhere, and goes on with the same command; a shard that is there already is left as it is.
public final class RunMerge: Sendable {
    private let options: MergeOptions
    private let paths: RunPaths
    private let isStopped = Atomic(false)
    private let note: @Sendable (String) -> Void

    /// A merge that `run` carries out.
    ///
    /// - Parameters:
    ///   - options: what is asked.
    ///   - note: called with what an operator should know and is no error.
    public init(_ options: MergeOptions, note: @escaping @Sendable (String) -> Void) {
        self.options = options
        self.note = note
        paths = RunPaths(folder: options.folder)
    }

    /// Lets the merge end with the shard that is being taken; it throws `interrupted` then.
    public func stop() { isStopped.store(true, ordering: .relaxed) }

    /// Carries the merge out, or on.
    ///
    /// - Throws: `RunFailure`; F793 where shards are missing in the end: those that were given are kept, and the
    ///   same command takes the others.
    public func run() throws(RunFailure) -> MergeOutcome {
        let key = try options.key.map(SigningKey.init(reading:))
        let parts = try options.parts.map { (folder) throws(RunFailure) in
            try FinishedRun(folder: folder)
        }
        guard let first = parts.first else {
            return MergeOutcome(tally: Tally(), findings: [], shards: 0, taken: 0)
        }
        let differences = parts.flatMap { $0.differences(from: first) }
        guard differences.isEmpty else { throw .refused(Diagnostics(differences)) }
        try withFiles { () throws(FileError) in
            try paths.makeFolders(durability: options.durability)
        }
        var lock = try inFolder { () throws(RunFolderError) in
            try RunLock(paths, holder: .current())
        }
        try begin(first)
        let (rereads, wasKilled) = (
            lock.isSuspect && !options.durability.isTrustedAfterPowerCut, lock.killed != nil
        )
        let ledger = try inFolder { () throws(RunFolderError) in
            try Ledger.open(
                paths, durability: options.durability, plan: first.manifest.plan,
                settings: first.manifest.settings.begun.sha256, wasKilled: wasKilled)
        }
        var taken = 0
        for part in parts { taken += try take(part, ledger, rereads: rereads) }
        do throws(RunFolderError) {
            try lock.settle()
        } catch {
            throw RunFailure(error)
        }
        let (tally, findings) = try close(parts, first, ledger, key)
        do throws(RunFolderError) {
            try lock.release()
        } catch {
            throw RunFailure(error)
        }
        return MergeOutcome(
            tally: tally, findings: findings, shards: first.plan.shards.count,
            taken: taken)
    }

    /// Writes the settings and the plan of all parts, or compares with those that are there.
    private func begin(_ first: FinishedRun) throws(RunFailure) {
        let settings = first.manifest.settings.begun
        try inFolder { () throws(RunFolderError) in
            let stored = try RunSettings.read(paths)
            try RunPart.whole.bind(
                to: paths, isBegun: stored != nil, durability: options.durability)
            if let stored {
                let differences = settings.differences(from: stored, file: paths.settings)
                guard differences.isEmpty else { throw .refused(Diagnostics(differences)) }
            } else {
                try settings.write(to: paths, durability: options.durability)
            }
            if let (_, digest) = try RunPlan.read(from: paths) {
                guard digest == first.manifest.plan else {
                    throw .refused(Diagnostics([RunDamage.foreign(paths)]))
                }
            } else {
                _ = try first.plan.write(to: paths, durability: options.durability)
            }
        }
        _ = try withFiles { () throws(FileError) in try paths.removePartials() }
    }

    /// Takes the shards of a part that are not here.
    ///
    /// - Returns: how many.
    private func take(
        _ part: FinishedRun, _ ledger: Ledger, rereads: Bool
    ) throws(RunFailure) -> Int {
        let here = try inFolder { () throws(RunFolderError) in try ledger.shards() }
        let known = Dictionary(uniqueKeysWithValues: here.map { ($0.number, $0) })
        let transfer = FileTransfer(
            from: part.paths, to: paths, durability: options.durability, copies: options.copies)
        var taken = 0
        for shard in part.manifest.shards {
            guard !isStopped.load(ordering: .relaxed) else { throw interrupted() }
            if let mine = known[shard.number] {
                guard mine == shard else { throw conflict(shard, mine, part) }
                if try isWhole(shard, rereads: rereads) { continue }
            }
            if taken == 0 {
                try takeBackEnd(paths, options.durability, "a shard is taken", note)
            }
            try take(shard, transfer)
            taken += 1
        }
        try inFolder { () throws(RunFolderError) in _ = try ledger.adopt(from: part.paths.ledger) }
        let count = part.manifest.shards.count
        note(
            "\(part.paths.folder): \(taken) of \(count) shards taken"
                + (taken < count ? ", the others were there" : ""))
        return taken
    }

    private func take(_ shard: ShardSummary, _ transfer: FileTransfer) throws(RunFailure) {
        try inFolder { () throws(RunFolderError) in
            for file in shard.files { try transfer.take(file) }
        }
    }

    /// Whether a shard's files are here; after a power cut, which may have undone them, they are read.
    private func isWhole(_ shard: ShardSummary, rereads: Bool) throws(RunFailure) -> Bool {
        try inFolder { () throws(RunFolderError) in
            for file in shard.files {
                if rereads {
                    guard try file.difference(in: paths) == nil else { return false }
                } else {
                    guard FileFact.sizeOfPack(paths.path(file.name)) == file.bytes else {
                        return false
                    }
                }
            }
            return true
        }
    }

    // MARK: Closing

    /// Ends the merge, once all shards are here.
    private func close(
        _ parts: [FinishedRun], _ first: FinishedRun, _ ledger: Ledger, _ key: SigningKey?
    ) throws(RunFailure) -> (tally: Tally, findings: [RunFinding]) {
        let plan = first.plan
        let done = try inFolder { () throws(RunFolderError) in try ledger.shards() }
        let missing = Set(plan.shards.indices).subtracting(done.map(\.number)).sorted()
        guard missing.isEmpty else { throw gap(missing, parts, of: plan) }
        let closing = RunClosing(
            paths: paths, durability: options.durability, packs: first.manifest.packs,
            key: key, isWhole: true, gate: { _ in },
            isStopped: { self.isStopped.load(ordering: .relaxed) }, note: note)
        let incoming = try RunClosing.incoming(plan, plan.shards.indices, file: paths.shardPlan)
        let (tally, _, findings) = try closing.close(
            plan, first.manifest.plan, first.manifest.settings, ledger,
            shards: Array(plan.shards.indices), incoming: incoming)
        draw(tally, plan, ledger)
        return (tally, findings)
    }

    /// Draws the report; a run is what it is without one.
    private func draw(_ tally: Tally, _ plan: RunPlan, _ ledger: Ledger) {
        do throws(RunFolderError) {
            guard let manifest = try Manifest.read(paths) else { return }
            let facts = try RunFacts(
                merged: options.folder, plan, ledger, manifest, tally: tally)
            try RunReport(facts).write(to: paths)
        } catch {
            note(RunReport.undrawn(paths, error).text)
        }
    }

    // MARK: What goes wrong

    private func gap(_ missing: [Int], _ parts: [FinishedRun], of plan: RunPlan) -> RunFailure {
        let count = parts[0].part.count
        let isEven = parts.allSatisfy { $0.part.count == count }
        let whose = isEven ? Set(missing.map { $0 % count }).sorted() : []
        let owners =
            whose.isEmpty || count == 1
            ? "" : "; they are of part \(whose.map { "\($0)/\(count)" }.listed(atMost: 8))"
        return .notReconciled(
            Diagnostics([
                Diagnostic(
                    code: "F793", file: paths.folder,
                    message: "\(missing.count) of \(plan.shards.count) shards are missing: "
                        + missing.map(String.init).listed(atMost: 8) + owners,
                    cure:
                        "give the folders that have them to the same command; what was taken stays")
            ]))
    }

    private func conflict(
        _ shard: ShardSummary, _ mine: ShardSummary, _ part: FinishedRun
    ) -> RunFailure {
        .refused(
            Diagnostics([
                Diagnostic(
                    code: "F729", file: part.paths.folder,
                    message: "shard \(shard.number) is there already, and is another one: "
                        + "\(shard.differingParts(from: mine)) differ",
                    cure: "one of the two was damaged or changed: fatura verify says which; "
                        + "leave that one out")
            ]))
    }

    private func interrupted() -> RunFailure {
        .interrupted(
            Diagnostics([
                Diagnostic(
                    code: "F765", file: paths.folder, message: "ended before its time",
                    cure: "give the same command again, and the merge goes on")
            ]))
    }
}

extension ShardSummary {
    /// Its files, the pack first.
    package var files: [FileFact] { [pack, records, quarantine].compactMap { $0 } }
}

extension [String] {
    /// The first ones, parted by commas, and how many more there are.
    func listed(atMost most: Int) -> String {
        let rest = count - most
        return prefix(most).joined(separator: ", ") + (rest > 0 ? " and \(rest) more" : "")
    }
}
