import Compression
import Primitives
import Prints
import RunFolders

/// The end of a run whose shards are all done: the ledger is sealed, what came in is compared with what came out,
/// and the manifest is written.
///
/// The same for shards that were rendered here and for those of other machines.
struct RunClosing {
    let paths: RunPaths
    let durability: Durability
    let packs: PackKind
    /// What the manifest is signed with; nil for nothing.
    let key: SigningKey?
    /// Whether this is all of a run, and not a part of it.
    let isWhole: Bool
    /// Asked before the manifest is written: whether so many duplicates of bills that did not leave are allowed.
    let gate: (UnsentDuplicates) throws(RunFailure) -> Void
    /// Asked between print files: whether the run shall end before its time.
    let isStopped: () -> Bool
    /// Is told what an operator should know and is no error.
    let note: (String) -> Void

    /// Ends the run.
    ///
    /// - Parameters:
    ///   - plan: with its digest.
    ///   - digest: of the plan's files.
    ///   - settings: as they are stored.
    ///   - ledger: has the shards.
    ///   - own: the shards that must be there.
    ///   - incoming: what came in with them.
    /// - Returns: what became of the records, their money by channel, verdict and currency, and what was found about
    ///   the run as a whole.
    /// - Throws: `RunFailure`; F767 for what does not add up; what `gate` throws.
    func close(
        _ plan: RunPlan, _ digest: SHA256Digest, _ settings: RunSettings, _ ledger: Ledger,
        shards own: [Int], incoming: [IncomingTotal]
    ) throws(RunFailure) -> (tally: Tally, money: [MoneyTotal], findings: [RunFinding]) {
        let shards = try inFolder { () throws(RunFolderError) in
            try ledger.seal()
            return try ledger.shards()
        }
        try reconcile(incoming, plan, own, shards)
        let findings = try findings(plan, ledger)
        let print = try print(plan, settings, ledger)
        let ledgerDigest = try inFolder { () throws(RunFolderError) in try ledger.digest() }
        let quarantine = try joinQuarantine(shards)
        var settings = settings
        settings.input = plan.input
        let manifest = Manifest(
            settings: settings, durability: durability, packs: packs, plan: digest,
            incoming: incoming, shards: shards, findings: findings, quarantine: quarantine,
            print: print,
            ledger: ledgerDigest)
        let bytes = try inFolder { () throws(RunFolderError) in
            try manifest.write(to: paths, durability: durability)
        }
        try sign(bytes)
        var tally = Tally()
        for shard in shards { tally.add(shard.tally) }
        return (tally, MoneyTotal.sum(shards.lazy.flatMap(\.money)) ?? [], findings)
    }

    /// What the plan has found about the run as a whole, and what became of duplicates' first records.
    ///
    /// A part knows nothing of the latter: the first record may be another part's.
    private func findings(
        _ plan: RunPlan, _ ledger: Ledger
    ) throws(RunFailure) -> [RunFinding] {
        guard isWhole else { return plan.findings }
        let unsent = try inFolder { () throws(RunFolderError) in
            try ledger.unsent(duplicates: plan.records(.duplicate), billed: plan.records(.billed))
        }
        try gate(unsent)
        return plan.findings + (unsent.finding.map { [$0] } ?? [])
    }

    /// What came in with some shards.
    ///
    /// - Throws: F763 where a sum is beyond 64 bits.
    static func incoming(
        _ plan: RunPlan, _ shards: some Sequence<Int>, file: String
    ) throws(RunFailure) -> [IncomingTotal] {
        guard let incoming = plan.incoming(of: shards) else {
            throw .notReconciled(
                Diagnostics([
                    Diagnostic(
                        code: "F763", file: file,
                        message: "the records' amounts sum up to more than 64 bits hold",
                        cure: "look for an amount that cannot be")
                ]))
        }
        return incoming
    }

    /// Records and money in = rendered + held + rejected + duplicates + excluded, by shard and as a whole.
    private func reconcile(
        _ incoming: [IncomingTotal], _ plan: RunPlan, _ own: [Int], _ shards: [ShardSummary]
    ) throws(RunFailure) {
        let byShard = Dictionary(uniqueKeysWithValues: own.map { ($0, plan.shards[$0].incoming) })
        let reconciliation = Reconciliation(incoming: incoming, shards: shards, byShard: byShard)
        guard !reconciliation.isBalanced else { return }
        throw .notReconciled(
            Diagnostics(
                reconciliation.differences.map {
                    Diagnostic(
                        code: "F767", file: paths.folder, message: $0.words,
                        cure: "send none of it; keep the folder, and run again in a new one")
                }))
    }

    /// Puts a whole print run in order for a print shop; no files of any other.
    private func print(
        _ plan: RunPlan, _ settings: RunSettings, _ ledger: Ledger
    ) throws(RunFailure) -> [FileFact] {
        guard packs == .print, isWhole else { return [] }
        let preset: PrintPreset
        do throws(Diagnostics) {
            let stored = settings.value(of: PrintPreset.option)
            preset = try stored.map(PrintPreset.init(stored:)) ?? PrintPreset()
        } catch {
            throw .refused(error)
        }
        let outcome = try inFolder { () throws(RunFolderError) in
            try PrintRun(paths, preset: preset, durability: durability)
                .run(plan, ledger, isStopped: isStopped)
        }
        guard let outcome else {
            throw .interrupted(
                Diagnostics([
                    Diagnostic(
                        code: "F765", file: paths.printFolder,
                        message: "ended before its time, not all print files are there",
                        cure: "give the same command again, and the run goes on")
                ]))
        }
        note(
            "\(outcome.documents) documents in \(outcome.envelopes) envelopes, "
                + "\(outcome.sheets) sheets, \(outcome.files.count - 1) print files"
                + (outcome.kept > 0 ? ", \(outcome.kept) of them were there" : ""))
        if outcome.strangePages > 0 {
            note("\(outcome.strangePages) printed pages are not of the preset's paper")
        }
        return outcome.files
    }

    /// Signs the manifest, if a key is given.
    private func sign(_ manifest: [UInt8]) throws(RunFailure) {
        guard let key else { return }
        let signature = try key.sign(manifest)
        _ = try withFiles { () throws(FileError) in
            try DurableFile.write(signature, to: paths.signature, durability: durability)
        }
    }

    /// Writes the kept records of all shards into one file, in their order; nil if there are none.
    ///
    /// - Throws: `RunFailure`; F795 for a shard's file that is not what the ledger says.
    private func joinQuarantine(_ shards: [ShardSummary]) throws(RunFailure) -> FileFact? {
        let kept = shards.compactMap { shard in shard.quarantine.map { (shard.number, $0) } }
        guard !kept.isEmpty else { return nil }
        var file = try withFiles { () throws(FileError) in
            try DurableFile(path: paths.quarantine, durability: durability, mode: 0o600)
        }
        var bytes = ByteBuffer(capacity: 1 << 16)
        for (shard, part) in kept {
            bytes.removeAll()
            try withFiles { () throws(FileError) in
                try InputDescriptor.read(paths.path(part.name), into: &bytes)
            }
            guard SHA256Digest(of: bytes.view) == part.sha256 else {
                throw .refused(Diagnostics([RunDamage.quarantine(part, of: shard, paths)]))
            }
            try withFiles { () throws(FileError) in try file.write(bytes.view) }
        }
        let count = file.count
        let digest = try withFiles { () throws(FileError) in try file.commit() }
        return FileFact(name: "quarantine.ndjson", bytes: count, sha256: digest)
    }
}
