import Compression
import Dispatch
import Glibc
import Primitives
public import Rendering
import RunFolders
import Synchronization

/// Compares the folder of a run that has ended with its manifest: files, ledger, sums, documents and signature;
/// and renders documents again, if asked.
///
/// It reads only; another run may work in the folder.
public final class RunVerifier: Sendable {
    private let engine: Engine?
    private let options: VerifyOptions
    private let version: String
    private let paths: RunPaths

    /// A verifier that `run` sets to work.
    ///
    /// - Parameters:
    ///   - options: what is asked.
    ///   - engine: the pack of `options` made ready; nil where nothing is rendered again.
    ///   - version: the program's.
    public init(_ options: VerifyOptions, engine: Engine?, version: String) {
        self.engine = engine
        self.options = options
        self.version = version
        paths = RunPaths(folder: options.folder)
    }

    /// Looks at everything that was asked for.
    ///
    /// - Returns: what is wrong, among other things; damage ends nothing.
    /// - Throws: `RunFailure` for a run without a manifest that can be read, a pack that cannot be compiled, a
    ///   document that is not there, and files that cannot be read.
    public func run() throws(RunFailure) -> VerifyOutcome {
        var outcome = VerifyOutcome()
        let (manifest, digest) = try inFolder { () throws(RunFolderError) in
            guard let found = try Manifest.readWithDigest(paths) else {
                throw .refused(Diagnostics([RunDamage.unfinished(paths)]))
            }
            return found
        }
        outcome.shards = manifest.shards.count
        outcome.notes += manifest.findings.map(\.text)
        try checkSignature(&outcome)
        let plan = checkPlan(manifest, &outcome)
        try noteChanges(manifest, &outcome)
        if let id = options.document {
            outcome.places = try places(of: id)
            guard !outcome.places.isEmpty else {
                outcome.kept = try KeptRecords(of: id, paths, plan).words
                return outcome
            }
            let verifier = try shardVerifier(manifest, plan, hasLedger: true)
            outcome.add(try verifier.verify(outcome.places))
            return outcome
        }
        let hasLedger = try checkLedger(manifest, &outcome)
        try checkQuarantine(manifest, &outcome)
        checkApproval(digest, &outcome)
        checkReleases(digest, &outcome)
        try checkPrints(manifest, &outcome)
        try checkStrangers(manifest, &outcome)
        outcome.add(try verify(manifest, plan, hasLedger: hasLedger))
        return outcome
    }

    // MARK: The manifest and what it names

    private func checkSignature(_ outcome: inout VerifyOutcome) throws(RunFailure) {
        let isSigned = FileFact.size(of: paths.signature) != nil
        guard let key = options.key else {
            if isSigned { outcome.notes.append("the signature was not looked at: name a --key") }
            return
        }
        guard isSigned else {
            return outcome.wrong.append(
                Diagnostic(
                    code: "F754", file: paths.signature, message: "the manifest is not signed",
                    cure: "give the batch command again with --sign, or restore manifest.sig"))
        }
        let pem = try optionFile("--key") { () throws(FileError) in
            try InputDescriptor.bytes(of: key)
        }
        let (signature, bytes) = try withFiles { () throws(FileError) in
            (
                try InputDescriptor.bytes(of: paths.signature),
                try InputDescriptor.bytes(of: paths.manifest)
            )
        }
        do throws(Diagnostic) {
            try Signature.verify(signature, of: bytes, key: pem, file: key)
        } catch {
            outcome.wrong.append(error)
        }
    }

    /// Compares settings, plan and what came in with the manifest; the plan, if it is the manifest's.
    private func checkPlan(_ manifest: Manifest, _ outcome: inout VerifyOutcome) -> RunPlan? {
        do throws(RunFailure) {
            return try inFolder { () throws(RunFolderError) in
                guard try RunSettings.read(paths) == manifest.settings.begun,
                    let (plan, digest) = try RunPlan.read(from: paths), digest == manifest.plan,
                    manifest.settings.input ?? plan.input == plan.input
                else { throw .refused(Diagnostics([RunDamage.foreign(paths)])) }
                return plan
            }
        } catch {
            outcome.wrong += error.diagnostics.all
            return nil
        }
    }

    /// Checks the ledger as SQLite can, its sums, and that its rows are the manifest's; whether it can be read.
    private func checkLedger(
        _ manifest: Manifest, _ outcome: inout VerifyOutcome
    ) throws(RunFailure) -> Bool {
        let reconciliation = Reconciliation(incoming: manifest.incoming, shards: manifest.shards)
        outcome.wrong += reconciliation.differences.map {
            Diagnostic(
                code: "F767", file: paths.manifest, message: $0.words,
                cure: "send none of it; keep the folder, and run again in a new one")
        }
        do throws(RunFailure) {
            return try inFolder { () throws(RunFolderError) in
                let ledger = try Ledger(reading: paths.ledger)
                let wrong = try ledger.check()
                outcome.wrong += wrong
                if try ledger.digest() != manifest.ledger {
                    outcome.wrong.append(RunDamage.ledger(paths))
                }
                return true
            }
        } catch {
            outcome.wrong += error.diagnostics.all
            return false
        }
    }

    private func checkQuarantine(
        _ manifest: Manifest, _ outcome: inout VerifyOutcome
    ) throws(RunFailure) {
        guard let file = manifest.quarantine else { return }
        outcome.files += 1
        outcome.bytes += file.bytes
        let found = try inFolder { () throws(RunFolderError) in try file.difference(in: paths) }
        guard let found else { return }
        outcome.wrong.append(
            Diagnostic(
                code: found.code, file: paths.quarantine, message: found.words,
                cure: "give the batch command again: it is joined anew from the shards' own"))
    }

    /// Tells who approved the run, if it is this one that was approved.
    private func checkApproval(_ manifest: SHA256Digest, _ outcome: inout VerifyOutcome) {
        do throws(RunFailure) {
            let approval = try inFolder { () throws(RunFolderError) in
                try RunApproval.current(paths, manifest: manifest)
            }
            guard let approval else { return }
            let reason = approval.reason.isEmpty ? "" : ": \(approval.reason)"
            outcome.notes.append("approved by \(approval.by) at \(approval.at)\(reason)")
        } catch {
            outcome.wrong += error.diagnostics.all
        }
    }

    /// Tells of the releases, if the list of them is whole.
    private func checkReleases(_ manifest: SHA256Digest, _ outcome: inout VerifyOutcome) {
        do throws(RunFailure) {
            let log = try FinishedRun.releases(of: paths, manifest: manifest)
            outcome.notes += log.entries.map {
                "\($0.records.count) held record\($0.records.count == 1 ? "" : "s") released by \($0.by) at \($0.at) into "
                    + "\($0.supplement): \($0.reason)"
            }
            outcome.notes += log.gaps
        } catch {
            outcome.wrong += error.diagnostics.all
        }
    }

    private func checkPrints(
        _ manifest: Manifest, _ outcome: inout VerifyOutcome
    ) throws(RunFailure) {
        for file in manifest.print {
            outcome.files += 1
            outcome.bytes += file.bytes
            let found = try inFolder { () throws(RunFolderError) in try file.difference(in: paths) }
            guard let found else { continue }
            outcome.wrong.append(
                Diagnostic(
                    code: found.code, file: paths.path(file.name), message: found.words,
                    cure: "give the batch or merge command again, which makes it anew, to the same "
                        + "bytes"))
        }
    }

    /// Tells of files that the run did not make, wherever in its folder.
    private func checkStrangers(
        _ manifest: Manifest, _ outcome: inout VerifyOutcome
    ) throws(RunFailure) {
        let known = Set(
            manifest.shards.flatMap { $0.files.map(\.name) } + manifest.print.map(\.name))
        for folder in ["packs", "records", "quarantine", "print"] {
            let names = try withFiles { () throws(FileError) in
                try RunPaths.names(in: paths.path(folder))
            }
            for name in names.sorted() where !known.contains("\(folder)/\(name)") {
                outcome.notes.append("\(folder)/\(name) belongs to no shard")
            }
        }
        for (folder, prefix) in [(paths.folder, ""), (paths.planFolder, "plan/")] {
            let names = try withFiles { () throws(FileError) in try RunPaths.names(in: folder) }
            for name in names.sorted() where !RunPaths.isKnown(prefix + name) {
                outcome.notes.append("\(prefix + name) is no file of a run")
            }
        }
    }

    // MARK: Shards and documents

    /// Notes what documents depend on and what changed since the run.
    private func noteChanges(
        _ manifest: Manifest, _ outcome: inout VerifyOutcome
    ) throws(RunFailure) {
        guard let engine, let pack = options.pack else { return }
        let now = try withFiles { () throws(FileError) in
            RunSettings(
                template: try RunSettings.entries(of: pack),
                fonts: try EngineIdentity.fonts(engine),
                engine: try EngineIdentity.program(version: version),
                options: manifest.settings.options)
        }
        let differences = now.differences(from: manifest.settings, file: paths.settings)
        outcome.notes += differences.map { "since the run: \($0.message)" }
    }

    private func verify(
        _ manifest: Manifest, _ plan: RunPlan?, hasLedger: Bool
    ) throws(RunFailure) -> VerifyOutcome {
        let next = Atomic(0)
        let results = Mutex<[Int: Result<VerifyOutcome, RunFailure>]>([:])
        let group = DispatchGroup()
        for number in 0..<min(options.workers, manifest.shards.count) {
            DispatchQueue(label: "fatura.verifier.\(number)").async(group: group) {
                self.work(manifest, plan, hasLedger: hasLedger, next, results)
            }
        }
        group.wait()
        var outcome = VerifyOutcome()
        let all = results.withLock { $0 }
        for place in all.keys.sorted() {
            do throws(RunFailure) {
                if let result = all[place] { outcome.add(try result.get()) }
            } catch {
                throw error
            }
        }
        return outcome
    }

    private func work(
        _ manifest: Manifest, _ plan: RunPlan?, hasLedger: Bool,
        _ next: borrowing Atomic<Int>,
        _ results: borrowing Mutex<[Int: Result<VerifyOutcome, RunFailure>]>
    ) {
        do throws(RunFailure) {
            let verifier = try shardVerifier(manifest, plan, hasLedger: hasLedger)
            while true {
                let place = next.wrappingAdd(1, ordering: .relaxed).oldValue
                guard place < manifest.shards.count else { return }
                let outcome = try verifier.verify(manifest.shards[place])
                results.withLock { $0[place] = .success(outcome) }
            }
        } catch {
            results.withLock { $0[-1] = .failure(error) }
        }
    }

    private func shardVerifier(
        _ manifest: Manifest, _ plan: RunPlan?, hasLedger: Bool
    ) throws(RunFailure) -> ShardVerifier {
        var renderer: DocumentVerifier?
        if let engine, let plan { renderer = try DocumentVerifier(engine, paths, plan) }
        return try ShardVerifier(
            paths, manifest, hasLedger: hasLedger, renderer: renderer, share: options.share)
    }

    // MARK: One document

    private func places(of id: String) throws(RunFailure) -> [DocumentPlace] {
        try inFolder { () throws(RunFolderError) in
            try Ledger(reading: paths.ledger).documents(ofId: id)
        }
    }
}
