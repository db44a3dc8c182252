import Glibc
public import Primitives

/// What a run that was killed leaves behind.
extension RunPaths {
    /// Removes files and packs that were begun and never got their names.
    ///
    /// Only names that a run makes are touched; for the holder of the lock alone.
    ///
    /// - Returns: what was removed, relative to the folder, sorted.
    /// - Throws: `FileError` for a folder that cannot be read and for what cannot be removed.
    public func removePartials() throws(FileError) -> [String] {
        var removed: [String] = []
        for folder in folders + [printFolder] {
            for name in try RunPaths.names(in: folder) {
                let place =
                    folder == self.folder ? "" : folder.dropFirst(self.folder.count + 1) + "/"
                let relative = place + name
                guard RunPaths.isPartial(relative) else { continue }
                try RunPaths.remove(path(relative))
                removed.append(relative)
            }
        }
        return removed.sorted()
    }

    /// Removes records that an earlier planning has left and that belong to no shard of the plan: they are customers'
    /// data, perhaps of another input.
    ///
    /// - Parameters:
    ///   - durability: whether the names are synced.
    ///   - isKept: whether a shard, by its number, has records here.
    /// - Throws: `FileError`.
    public func removeRecords(
        durability: Durability, besides isKept: (Int) -> Bool
    ) throws(FileError) {
        var isChanged = false
        for name in try RunPaths.names(in: recordsFolder) {
            let digits = name.prefix { $0.isASCII && $0.isNumber }
            guard let number = Int(digits), !isKept(number),
                "records/" + name == RunPaths.recordsName(shard: number)
            else { continue }
            try RunPaths.remove(recordsFolder + "/" + name)
            isChanged = true
        }
        if isChanged, durability.syncsFiles { try DurableFile.syncFolder(recordsFolder) }
    }

    /// Whether a name relative to the folder is one of ours that was not finished.
    static func isPartial(_ name: String) -> Bool {
        guard name.hasSuffix(DurableFile.partialSuffix) else { return false }
        let whole = String(name.dropLast(DurableFile.partialSuffix.count))
        if singleNames.contains(whole) { return true }
        let parts = whole.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let suffixes = numbered[String(parts[0])] else { return false }
        let digits = parts[1].prefix { $0.isASCII && $0.isNumber }
        return digits.count >= 5 && suffixes.contains(String(parts[1].dropFirst(digits.count)))
    }

    /// Files that a run has one of.
    private static let singleNames: Set<String> = [
        "settings.json", "part.json", "plan/shards.json", "plan/decisions.ndjson",
        "plan/released.ndjson", "approval.json",
        "quarantine.ndjson",
        "manifest.json", "manifest.sig", "report.html", "progress.json", "print/index.csv",
    ]

    /// Whether a name in the run's folder or in that of its plan is one that a run gives.
    package static func isKnown(_ name: String) -> Bool {
        let whole =
            name.hasSuffix(DurableFile.partialSuffix)
            ? String(name.dropLast(DurableFile.partialSuffix.count)) : name
        return otherNames.contains(name) || singleNames.contains(whole)
    }

    /// Files and folders that a run has one of, and that never are partial.
    private static let otherNames: Set<String> = [
        "lock", "ledger.sqlite", "ledger.sqlite-journal", "releases.ndjson", "releases", "plan",
        "records",
        "packs", "quarantine", "print",
    ]

    /// Every file in a run's folder that is written under its own name, or replaced.
    static var ownFiles: Set<String> {
        singleNames.union(["lock", "ledger.sqlite", "releases.ndjson"])
    }

    /// What follows the number of a shard, in each folder that has a file of each.
    private static let numbered: [String: Set<String>] = [
        "packs": Set(PackKind.allCases.map(\.suffix)),
        "records": [".ndjson.gz"],
        "quarantine": [".ndjson"],
        "print": [".pdf"],
    ]

    /// The names in a folder, none if it is not there.
    package static func names(in folder: String) throws(FileError) -> [String] {
        guard let stream = unsafe opendir(folder) else {
            if errno == ENOENT { return [] }
            throw FileError(path: folder, call: "read the folder", code: errno)
        }
        defer { unsafe closedir(stream) }
        var names: [String] = []
        while true {
            errno = 0
            guard let entry = unsafe readdir(stream) else {
                guard errno == 0 else {
                    throw FileError(path: folder, call: "read the folder", code: errno)
                }
                return names
            }
            let name = unsafe withUnsafePointer(to: &entry.pointee.d_name.0) {
                unsafe String(cString: $0)
            }
            if name != ".", name != ".." { names.append(name) }
        }
    }

    /// Removes a file, or a folder with the files in it; what is gone already is no error.
    static func remove(_ path: String) throws(FileError) {
        if unsafe unlink(path) == 0 || errno == ENOENT { return }
        guard errno == EISDIR || errno == EPERM else {
            throw FileError(path: path, call: "remove", code: errno)
        }
        for name in try names(in: path) {
            guard unsafe unlink(path + "/" + name) == 0 || errno == ENOENT else {
                throw FileError(path: path + "/" + name, call: "remove", code: errno)
            }
        }
        guard unsafe rmdir(path) == 0 || errno == ENOENT else {
            throw FileError(path: path, call: "remove", code: errno)
        }
    }
}
