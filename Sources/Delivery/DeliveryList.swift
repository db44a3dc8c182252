import BatchEngine
import Compression
import Primitives
import RunFolders

/// The files of a run that has ended, as they are delivered: everything that its manifest accounts for, and the
/// manifest itself last.
///
/// What tells of times and processes stays: `lock`, `progress.json` and `report.html`. `releases.ndjson`, to which
/// lines are added, becomes an object for each line, which is never changed.
struct DeliveryList: Sendable {
    /// A file, or the folder of a pack whose files are objects of their own.
    enum Item: Sendable {
        case file(StoredObject)
        case folder(FileFact)
    }

    /// In any order.
    let items: [Item]
    /// When it is there, everything is.
    let manifest: StoredObject

    /// The files of a run.
    ///
    /// - Throws: `RunFailure` for a folder that is not whole, as `FinishedRun` finds out.
    init(_ run: FinishedRun) throws(RunFailure) {
        let (paths, manifest) = (run.paths, run.manifest)
        var items: [Item] = []
        for shard in manifest.shards {
            for fact in shard.files {
                if fact != shard.pack {
                    items.append(.file(StoredObject(fact)))
                } else if manifest.packs == .files {
                    items.append(.folder(fact))
                } else {
                    items.append(.file(StoredObject(pack: fact)))
                }
            }
        }
        if let quarantine = manifest.quarantine { items.append(.file(StoredObject(quarantine))) }
        for fact in manifest.print { items.append(.file(StoredObject(fact))) }
        let known = Set(manifest.shards.map(\.pack.name))
        for path in try DeliveryList.others(in: paths, besides: known) {
            items.append(.file(try StoredObject(reading: path, of: paths)))
        }
        var ledger = try StoredObject(reading: paths.ledger, of: paths)
        ledger.rows = manifest.ledger
        items.append(.file(ledger))
        items += try DeliveryList.releases(of: run)
        self.items = items
        self.manifest = try StoredObject(reading: paths.manifest, of: paths)
    }

    /// The releases of a run, an object each.
    ///
    /// - Throws: F787 and F790 for a list of releases that is not whole.
    private static func releases(of run: FinishedRun) throws(RunFailure) -> [Item] {
        try run.releases().entries.enumerated().map { index, entry in
            .file(StoredObject(line: entry.line, number: index + 1))
        }
    }

    /// Files that a run has besides those of its shards: settings, plan, signature, approval, and what lies beside its
    /// packs.
    private static func others(
        in paths: RunPaths, besides packs: Set<String>
    ) throws(RunFailure) -> [String] {
        var found = [paths.settings] + [paths.part, paths.signature, paths.approval].filter(isFile)
        for folder in [paths.planFolder, paths.packsFolder] {
            let names = try withFiles { () throws(FileError) in try RunPaths.names(in: folder) }
            for name in names.sorted() where !name.hasSuffix(DurableFile.partialSuffix) {
                let path = folder + "/" + name
                let isPack = packs.contains(String(path.dropFirst(paths.folder.count + 1)))
                if !isPack, isFile(path) { found.append(path) }
            }
        }
        return found
    }

    private static func isFile(_ path: String) -> Bool { FileFact.size(of: path) != nil }
}

extension StoredObject {
    /// A pack, whose digest is not that of its bytes.
    fileprivate init(pack fact: FileFact) {
        self.init(name: fact.name, bytes: fact.bytes, pack: fact.sha256)
    }

    /// A line of the list of releases.
    fileprivate init(line: [UInt8], number: Int) {
        var bytes = ByteBuffer(capacity: line.count)
        bytes.append(line)
        self.init(
            name: RunPaths.releaseName(number), bytes: line.count,
            sha256: SHA256Digest(of: bytes.view), content: line)
    }

    /// A file as the manifest knows it.
    init(_ fact: FileFact) {
        self.init(name: fact.name, bytes: fact.bytes, sha256: fact.sha256)
    }

    /// A file as it lies in the run's folder.
    fileprivate init(reading path: String, of paths: RunPaths) throws(RunFailure) {
        let name = String(path.dropFirst(paths.folder.count + 1))
        self.init(
            try withFiles { () throws(FileError) in try FileFact(reading: path, name: name) })
    }
}
