public import Compression
import Primitives

/// The ledger of a run that begins or goes on.
extension Ledger {
    /// Opens the ledger of a run, or makes it, for rows of this plan and these settings.
    ///
    /// One that a killed run left is checked first, as nobody knows what else befell it; that costs about three
    /// microseconds a record.
    ///
    /// - Parameters:
    ///   - paths: the run's.
    ///   - durability: what a transaction syncs.
    ///   - plan: of the plan's files.
    ///   - settings: of `settings.json`.
    ///   - wasKilled: whether the run that held the folder last did not end in order.
    /// - Returns: the ledger, which can be believed as far as anybody can tell without the packs.
    /// - Throws: `RunFolderError`: what is no ledger, is damaged or belongs to others is refused.
    public static func open(
        _ paths: RunPaths, durability: Durability, plan: SHA256Digest, settings: SHA256Digest,
        wasKilled: Bool
    ) throws(RunFolderError) -> Ledger {
        let ledger = try Ledger(path: paths.ledger, durability: durability)
        if wasKilled {
            let wrong = try ledger.check()
            guard wrong.isEmpty else { throw .refused(Diagnostics(wrong)) }
        }
        try ledger.bind(plan: plan, settings: settings)
        return ledger
    }
}
