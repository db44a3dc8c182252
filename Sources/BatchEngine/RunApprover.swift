import Primitives
public import RunFolders

/// What `fatura approve` is asked for.
public struct ApproveOptions: Sendable {
    /// The run's folder.
    public var folder: String
    /// Who approves it.
    public var by: String
    /// Why; empty where that was not said.
    public var reason = ""
    /// When, ISO 8601 in UTC.
    public var at: String
    /// Whether all files and documents are read and compared, not only their sizes.
    public var isFull = false
    /// How many work at the same time.
    public var workers: Int

    /// Options of an approval.
    public init(folder: String, by: String, at: String, workers: Int) {
        self.folder = folder
        self.by = by
        self.at = at
        self.workers = workers
    }
}

/// Lets a finished run leave: writes down, once, who said so.
public struct RunApprover: Sendable {
    private let options: ApproveOptions
    private let version: String
    private let paths: RunPaths

    /// An approver that `run` sets to work.
    public init(_ options: ApproveOptions, version: String) {
        self.options = options
        self.version = version
        paths = RunPaths(folder: options.folder)
    }

    /// Compares the run with its manifest, and approves it.
    ///
    /// - Returns: the approval, and whether it was there already.
    /// - Throws: `RunFailure`: F791, F792 and F797 for a run that has not ended or was changed, F794 and F795 for
    ///   files that are gone or have another size, F767 for one that does not add up, F756 for one that its plan
    ///   finds fault with and nobody says why it may leave, F758 for one that was changed after an approval, F759 for
    ///   a part.
    public func run() throws(RunFailure) -> (approval: RunApproval, isNew: Bool) {
        let lock = try inFolder { () throws(RunFolderError) in
            guard try Manifest.read(paths) != nil else {
                throw .refused(Diagnostics([RunDamage.unfinished(paths)]))
            }
            return try RunLock(paths, holder: .current())
        }
        let run = try FinishedRun(locked: paths)
        try run.requireWhole(for: "approved")
        try check(run)
        let approval = try inFolder { () throws(RunFolderError) in
            if let approval = try RunApproval.current(paths, manifest: run.digest) {
                return (approval: approval, isNew: false)
            }
            let approval = RunApproval(
                manifest: run.digest, by: options.by, at: options.at, reason: options.reason)
            guard try approval.write(to: paths) else {
                let first = try RunApproval.current(paths, manifest: run.digest)
                return (approval: first ?? approval, isNew: false)
            }
            return (approval: approval, isNew: true)
        }
        do throws(RunFolderError) {
            try lock.release()
        } catch {
            throw RunFailure(error)
        }
        return approval
    }

    private func check(_ run: FinishedRun) throws(RunFailure) {
        let reconciliation = Reconciliation(
            incoming: run.manifest.incoming, shards: run.manifest.shards)
        guard reconciliation.isBalanced else {
            throw .notReconciled(
                Diagnostics(
                    reconciliation.differences.map {
                        Diagnostic(
                            code: "F767", file: paths.manifest, message: $0.words,
                            cure: "send none of it; keep the folder, and run again in a new one")
                    }))
        }
        let missing = run.missingFiles()
        guard missing.isEmpty else { throw .notReconciled(Diagnostics(missing)) }
        if options.isFull { try verify() }
        let weighty = run.manifest.findings.weighty
        guard options.reason.isEmpty, !weighty.isEmpty else { return }
        throw .notReconciled(
            Diagnostics(
                weighty.map {
                    Diagnostic(
                        code: "F756", file: paths.folder, message: "\($0.message) [\($0.rule)]",
                        cure:
                            "look at the bills; if they are right all the same, say why with --reason"
                    )
                }))
    }

    private func verify() throws(RunFailure) {
        let options = VerifyOptions(folder: options.folder, workers: options.workers)
        let outcome = try RunVerifier(options, engine: nil, version: version).run()
        guard outcome.wrong.isEmpty else { throw .notReconciled(Diagnostics(outcome.wrong)) }
    }
}
