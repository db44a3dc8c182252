import CSQLite
public import Compression
import Glibc
import Primitives

/// What became of each record of a run, and where each document lies: `ledger.sqlite`.
///
/// A shard's rows come in one transaction, so that it is there whole or not at all. Not `Sendable`: used by one
/// thread at a time. The journal is a file beside it while a transaction lasts (`journal_mode=DELETE`), so that
/// a killed process leaves nothing half done: SQLite rolls back when it is opened next.
public final class Ledger {
    /// Where it lies.
    public let path: String
    let database: SQLConnection
    let isWritable: Bool
    private var inserter: ShardInserter?

    /// Larger pages than SQLite's own 4096: fewer calls of the system for a shard.
    static let pageBytes = 16_384

    /// Opens the ledger to add shards, and makes it if it is not there.
    ///
    /// - Parameters:
    ///   - path: of the file.
    ///   - durability: what a transaction syncs.
    /// - Throws: `RunFolderError`: what is no ledger, is damaged or of another version is refused.
    public init(path: String, durability: Durability) throws(RunFolderError) {
        self.path = path
        isWritable = true
        database = try SQLConnection(
            path: path, flags: SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE)
        try database.execute("PRAGMA cache_size = -16384")
        try prepareTables()
        try database.execute("PRAGMA synchronous = \(durability.pragma)")
        inserter = try ShardInserter(database)
    }

    /// Opens the ledger of a run to read it; no statement can change it.
    ///
    /// - Throws: `RunFolderError`, as the other one, and for a file that is not there.
    public init(reading path: String) throws(RunFolderError) {
        self.path = path
        isWritable = false
        // Opened for writing where that is allowed, so that what a killed run began is rolled back.
        database = try SQLConnection(path: path, flags: SQLITE_OPEN_READWRITE)
        try database.execute("PRAGMA query_only = ON")
        try prepareTables()
    }

    /// Says to which plan and settings the rows belong; a ledger that belongs to others refuses.
    ///
    /// - Parameters:
    ///   - plan: of the plan's files.
    ///   - settings: of `settings.json`.
    /// - Throws: `RunFolderError`.
    public func bind(plan: SHA256Digest, settings: SHA256Digest) throws(RunFolderError) {
        try database.transaction { () throws(RunFolderError) in
            for (name, digest) in [("plan", plan), ("settings", settings)] {
                let value = digest.hexadecimal
                guard let stored = try fact(name) else {
                    try database.execute("INSERT INTO run VALUES ('\(name)', '\(value)')")
                    continue
                }
                guard stored != value else { continue }
                throw .refused(
                    Diagnostic(
                        code: "F725", file: path,
                        message:
                            "the ledger's rows are of another \(name): \(stored), not \(value)",
                        cure: "give the command that the run was begun with, or run in a new folder"
                    ))
            }
        }
    }

    /// A fact of the run: what `bind` wrote, in hexadecimal digits.
    func fact(_ name: String) throws(RunFolderError) -> String? {
        let statement = try database.prepare("SELECT value FROM run WHERE name = '\(name)'")
        return try statement.step() ? statement.text(0) : nil
    }

    /// Adds the rows of a shard in one transaction; those that it has already are replaced.
    ///
    /// - Parameters:
    ///   - number: of the shard, from 0.
    ///   - pack: its documents; they have their name already.
    ///   - records: its records as they were.
    ///   - quarantine: its kept records.
    ///   - rows: one for each record and for each document.
    /// - Returns: what the shard sums up to.
    /// - Throws: `RunFolderError`; then nothing was changed.
    /// - Complexity: O(rows), the same in a ledger of any size; replacing reads all records.
    @discardableResult
    public func commit(
        shard number: Int, pack: FileFact, records: FileFact?, quarantine: FileFact?,
        rows: borrowing ShardRows
    ) throws(RunFolderError) -> ShardSummary {
        guard let inserter else { throw .file(FileError(path: path, call: "write", code: EROFS)) }
        guard let money = rows.money(), rows.hasBoundedCharges else {
            throw .refused(Ledger.overflow(path))
        }
        let summary = ShardSummary(
            number: number, pack: pack, records: records, quarantine: quarantine,
            tally: rows.tally(), money: money)
        try database.execute("BEGIN IMMEDIATE")
        do throws(RunFolderError) {
            if try isDone(number) { try remove(number) }
            try inserter.insert(summary)
            try inserter.insert(rows, shard: number)
            try database.execute("COMMIT")
        } catch {
            database.rollBack()
            throw error
        }
        return summary
    }

    /// Whether a shard has its rows.
    public func isDone(_ shard: Int) throws(RunFolderError) -> Bool {
        try database.integer("SELECT count(*) FROM shard WHERE number = \(shard)") > 0
    }

    private func remove(_ shard: Int) throws(RunFolderError) {
        for table in ["document", "record", "charge", "money"] {
            try database.execute("DELETE FROM \(table) WHERE shard = \(shard)")
        }
        try database.execute("DELETE FROM shard WHERE number = \(shard)")
    }

    /// Ends a run: builds the indexes by which documents and customers are found, and syncs the file as the
    /// durability asks; does nothing where they are there.
    ///
    /// SQLite sorts in the folder that `SQLITE_TMPDIR` or `TMPDIR` names, else in `/var/tmp`: about 60 bytes a
    /// document.
    ///
    /// - Throws: `RunFolderError`; F728 if a document of an id and channel is there twice.
    public func seal() throws(RunFolderError) {
        guard isWritable else { throw .file(FileError(path: path, call: "write", code: EROFS)) }
        do throws(RunFolderError) {
            try database.transaction { () throws(RunFolderError) in
                try database.execute(Ledger.indexes)
            }
        } catch {
            throw try documentThereTwice() ?? Ledger.sorting(error, path)
        }
    }

    /// SQLite does not say which disk is full: it is the one it sorts on, if the ledger's has room for another ledger.
    private static func sorting(_ error: RunFolderError, _ path: String) -> RunFolderError {
        var room = statvfs()
        guard case .file(let file) = error, file.code == ENOSPC,
            unsafe statvfs(DurableFile.folder(of: path), &room) == 0,
            room.f_bavail * room.f_frsize > UInt(FileFact.size(of: path) ?? 0)
        else { return error }
        let folder =
            variable("SQLITE_TMPDIR") ?? variable("TMPDIR") ?? "/var/tmp"
        return .file(FileError(path: folder, call: "sort the ledger's rows", code: ENOSPC))
    }

    /// What keeps the index from being built, which itself only says “constraint”.
    private func documentThereTwice() throws(RunFolderError) -> RunFolderError? {
        let rows = try database.prepare(
            "SELECT id, channel FROM document GROUP BY id, channel HAVING count(*) > 1 LIMIT 1")
        guard try rows.step() else { return nil }
        return .refused(
            Diagnostic(
                code: "F728", file: path,
                message: "there are two documents of “\(rows.text(0))” for \(rows.text(1))",
                cure:
                    "of two equal ids the plan takes one as a duplicate: run again in a new folder")
        )
    }

    private static func variable(_ name: String) -> String? {
        unsafe getenv(name).map { unsafe String(cString: $0) }
    }

    /// What is told where sums are beyond 64 bits.
    static func overflow(_ path: String) -> Diagnostic {
        Diagnostic(
            code: "F727", file: path, message: "a sum of money is beyond 64 bits of minor units",
            cure: "look for records with absurd totals")
    }
}
