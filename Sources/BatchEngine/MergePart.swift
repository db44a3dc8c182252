import Compression
import Primitives
package import RunFolders

/// A finished run's folder that is joined with others: some of the shards of one plan.
package struct MergePart {
    package let paths: RunPaths
    let part: RunPart
    package let manifest: Manifest
    let plan: RunPlan

    /// Reads a folder, and checks that its manifest, settings, plan and ledger belong together.
    ///
    /// - Throws: `RunFailure`: F791 for a run that has not ended, F792 and F797 for files that are not the
    ///   manifest's.
    package init(folder: String) throws(RunFailure) {
        paths = RunPaths(folder: folder)
        let paths = paths
        (part, manifest, plan) = try inFolder { () throws(RunFolderError) in
            guard let manifest = try Manifest.read(paths) else {
                throw .refused(Diagnostics([RunDamage.unfinished(paths)]))
            }
            let part = try RunPart.read(paths)
            guard try RunSettings.read(paths) == manifest.settings,
                let (plan, digest) = try RunPlan.read(from: paths), digest == manifest.plan
            else { throw .refused(Diagnostics([RunDamage.foreign(paths)])) }
            let ledger = try Ledger(reading: paths.ledger)
            guard try ledger.shards() == manifest.shards, try ledger.digest() == manifest.ledger
            else { throw .refused(Diagnostics([RunDamage.ledger(paths)])) }
            return (part, manifest, plan)
        }
    }

    /// In what this part's run is another one than that of `first`.
    func differences(from first: MergePart) -> [Diagnostic] {
        var wrong = manifest.settings.differences(
            from: first.manifest.settings, file: paths.settings)
        if wrong.isEmpty, manifest.plan != first.manifest.plan {
            wrong.append(
                Diagnostic(
                    code: "F792", file: paths.planFolder,
                    message: "the part was planned otherwise than \(first.paths.folder): "
                        + planWords(first.plan),
                    cure: "give every part the same records, ids to exclude and shard size"))
        }
        return wrong
    }

    /// Where two plans part.
    private func planWords(_ other: RunPlan) -> String {
        let place = zip(plan.shards, other.shards).enumerated().first { $1.0 != $1.1 }?.offset
        if let place {
            return "from record \(plan.shards[place].firstRecord) on, in shard \(place)"
        }
        guard plan.shards.count == other.shards.count else {
            return "\(plan.shards.count) shards, not \(other.shards.count)"
        }
        return "other records are duplicates or left out"
    }
}
