import Glibc
public import Primitives

// What enters this room is what a run has decided and done, shard by shard; what leaves are the files of its
// folder: names, lock, settings, ledger, manifest and signature. Nothing here renders.

/// Where the files of a run lie in its folder.
///
/// Names in ledger and manifest are relative to the folder, so that it can be moved.
public struct RunPaths: Sendable, Hashable {
    /// The run's folder, as the user named it.
    public let folder: String

    /// The paths of a run.
    public init(folder: String) {
        var end = folder.utf8.count
        let bytes = Array(folder.utf8)
        while end > 1, bytes[end - 1] == UInt8(ascii: "/") { end -= 1 }
        self.folder = end == 0 ? "." : String(decoding: bytes[..<end], as: UTF8.self)
    }

    /// The path of a name that is relative to the folder.
    public func path(_ name: String) -> String { folder + "/" + name }

    /// Held while a run works here.
    public var lock: String { path("lock") }
    /// What the documents' bytes depend on, written first.
    public var settings: String { path("settings.json") }
    /// Which shards are rendered here, of a run on many machines.
    public var part: String { path("part.json") }
    /// Decisions of the first pass.
    public var planFolder: String { path("plan") }
    /// Which records each shard has.
    public var shardPlan: String { path("plan/shards.json") }
    /// Records that are not simply rendered.
    public var decisionPlan: String { path("plan/decisions.ndjson") }
    /// Records as they were.
    public var recordsFolder: String { path("records") }
    /// Documents.
    public var packsFolder: String { path("packs") }
    /// What a print shop gets; of runs for print alone.
    public var printFolder: String { path("print") }
    /// Kept records of each shard.
    public var quarantineFolder: String { path("quarantine") }
    /// Kept records of the whole run.
    public var quarantine: String { path("quarantine.ndjson") }
    /// What became of each record, and where each document lies.
    public var ledger: String { path("ledger.sqlite") }
    /// What the run is, written last.
    public var manifest: String { path("manifest.json") }
    /// The manifest's signature.
    public var signature: String { path("manifest.sig") }
    /// Who lets the run leave.
    public var approval: String { path("approval.json") }
    /// Which held records were released, by whom and why; a line a release.
    public var releases: String { path("releases.ndjson") }
    /// Copies of the releases, a file each; of runs that were in a bucket.
    public var releasesFolder: String { path("releases") }
    /// The run in pictures.
    public var report: String { path("report.html") }
    /// How far the run is.
    public var progress: String { path("progress.json") }

    /// Whether a name is that of a shard's file or of the quarantine, and leads out of no run's folder.
    static func isOwn(_ name: String) -> Bool {
        if name == "quarantine.ndjson" { return true }
        let parts = name.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        guard parts.count == 2, let file = parts.last, !file.isEmpty, !file.contains(0),
            ["packs", "records", "quarantine", "print"].contains(String(parts[0]) ?? "")
        else { return false }
        return file.first != UInt8(ascii: ".")
    }

    /// The name of a shard's pack.
    public static func packName(shard: Int, kind: PackKind) -> String {
        "packs/" + number(shard) + kind.suffix
    }

    /// The name of a shard's records.
    public static func recordsName(shard: Int) -> String {
        "records/" + number(shard) + ".ndjson.gz"
    }

    /// The name of a shard's kept records.
    public static func quarantineName(shard: Int) -> String {
        "quarantine/" + number(shard) + ".ndjson"
    }

    /// What says what lies where in the print files.
    public static let printIndexName = "print/index.csv"

    /// The name of a print file.
    public static func printName(_ file: Int) -> String { "print/" + number(file) + ".pdf" }

    /// The name of the copy of a release, by its line from 1.
    package static func releaseName(_ number: Int) -> String {
        "releases/" + self.number(number) + releaseSuffix
    }

    /// What the names of such copies end with.
    static let releaseSuffix = ".ndjson"

    /// A shard's number in names: five digits, more where it has more.
    public static func number(_ shard: Int) -> String {
        let digits = String(shard)
        return String(repeating: "0", count: max(0, 5 - digits.utf8.count)) + digits
    }

    /// The folders of a run, itself first.
    public var folders: [String] {
        [folder, planFolder, recordsFolder, packsFolder, quarantineFolder]
    }

    /// Makes the folders that are missing, and those above the run's own.
    ///
    /// All of them are for the owner alone, as they hold customers' data; those above are as the process's mask says.
    ///
    /// - Parameter durability: whether the names of the folders are synced, that of the run's own too.
    /// - Throws: `FileError` at the first that cannot be made.
    public func makeFolders(durability: Durability = .full) throws(FileError) {
        try RunPaths.makeFolder(folder, mode: 0o700, durability: durability)
        for path in folders.dropFirst() { try RunPaths.makeFolder(path, mode: 0o700) }
        guard durability.syncsFiles else { return }
        // Also of those that were there: whoever made them may have been killed before this.
        try DurableFile.syncFolder(folder)
        try DurableFile.syncFolder(DurableFile.folder(of: folder))
    }

    /// Makes the folder for a print shop, for the owner alone.
    ///
    /// - Throws: `FileError` if it cannot be made.
    public func makePrintFolder() throws(FileError) {
        try RunPaths.makeFolder(printFolder, mode: 0o700)
    }

    /// Makes a folder, and those above it; one that is there is left as it is.
    static func makeFolder(
        _ path: String, mode: mode_t, durability: Durability = .none
    ) throws(FileError) {
        guard unsafe mkdir(path, mode) != 0 else { return }
        let code = errno
        var status = stat()
        let isThere = unsafe stat(path, &status) == 0
        if isThere, status.st_mode & S_IFMT == S_IFDIR { return }
        let parent = DurableFile.folder(of: path)
        guard code == ENOENT, parent != path, parent != "." else {
            throw FileError(path: path, call: "make the folder", code: isThere ? ENOTDIR : code)
        }
        try makeFolder(parent, mode: 0o777, durability: durability)
        if durability.syncsFiles { try DurableFile.syncFolder(DurableFile.folder(of: parent)) }
        guard unsafe mkdir(path, mode) == 0 || errno == EEXIST else {
            throw FileError(path: path, call: "make the folder", code: errno)
        }
    }
}

/// What the documents of a shard are kept in.
public enum PackKind: String, Sendable, CaseIterable {
    /// One tar file.
    case tar
    /// One zip file.
    case zip
    /// A folder with a file for each.
    case files
    /// One tar file; once all are there, the whole run is put in order for a print shop.
    case print

    /// What follows the number in a pack's name.
    public var suffix: String {
        switch self {
        case .tar, .print: ".tar"
        case .zip: ".zip"
        case .files: ""
        }
    }
}
