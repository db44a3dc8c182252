import Compression
import Primitives
package import RunFolders

/// A finished run's folder whose manifest, settings, plan and ledger belong together.
///
/// Files of shards are not looked at.
package struct FinishedRun: Sendable {
    package let paths: RunPaths
    let part: RunPart
    package let manifest: Manifest
    /// Of the manifest's file, which names all else.
    let digest: SHA256Digest
    let plan: RunPlan

    /// Reads a folder.
    ///
    /// - Throws: `RunFailure`: F701 where a run works there, F791 for one that has not ended, F792 and F797 for
    ///   files that are not the manifest's.
    package init(folder: String) throws(RunFailure) {
        let paths = RunPaths(folder: folder)
        try inFolder { () throws(RunFolderError) in try RunLock.checkFree(paths) }
        try self.init(locked: paths)
    }

    /// Reads a folder whose lock the caller has.
    init(locked paths: RunPaths) throws(RunFailure) {
        self.paths = paths
        (part, manifest, digest, plan) = try inFolder { () throws(RunFolderError) in
            guard let (manifest, digest) = try Manifest.readWithDigest(paths) else {
                throw .refused(Diagnostics([RunDamage.unfinished(paths)]))
            }
            let part = try RunPart.read(paths)
            guard try RunSettings.read(paths) == manifest.settings.begun,
                let (plan, planDigest) = try RunPlan.read(from: paths),
                planDigest == manifest.plan, manifest.settings.input ?? plan.input == plan.input,
                manifest.shards.map(\.number) == plan.shards.indices.filter({ part.has($0) })
            else { throw .refused(Diagnostics([RunDamage.foreign(paths)])) }
            let ledger = try Ledger(reading: paths.ledger)
            guard try ledger.shards() == manifest.shards, try ledger.digest() == manifest.ledger
            else { throw .refused(Diagnostics([RunDamage.ledger(paths)])) }
            return (part, manifest, digest, plan)
        }
    }

    /// Refuses a part of a run for what only the whole can be used for.
    func requireWhole(for purpose: String) throws(RunFailure) {
        guard part != .whole else { return }
        throw .refused(
            Diagnostics([
                Diagnostic(
                    code: "F759", file: paths.folder,
                    message: "this is part \(part.text) of a run, which cannot be \(purpose)",
                    cure: "merge the parts, and name the folder of all of them")
            ]))
    }

    /// Files of the manifest that are gone or have another size; F794 and F795 for each.
    func missingFiles() -> [Diagnostic] {
        let files =
            manifest.shards.flatMap(\.files) + (manifest.quarantine.map { [$0] } ?? [])
            + manifest.print
        return files.compactMap { file in
            let size = FileFact.sizeOfPack(paths.path(file.name))
            guard size != file.bytes else { return nil }
            return Diagnostic(
                code: size == nil ? "F794" : "F795", file: paths.path(file.name),
                message: size.map { "the file has \($0) bytes, not \(file.bytes)" }
                    ?? "the file is not there",
                cure: "restore it from a copy; or give the run's command again, which makes it anew"
            )
        }
    }

    /// In what this part's run is another one than that of `first`.
    func differences(from first: FinishedRun) -> [Diagnostic] {
        let (mine, others) = (manifest.settings, first.manifest.settings)
        var wrong = mine.begun.differences(from: others.begun, file: paths.settings)
        // Shards of another size are other parts of an equal input.
        if wrong.isEmpty { wrong = mine.differences(from: others, file: paths.manifest) }
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
