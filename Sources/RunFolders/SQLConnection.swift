import CSQLite
import Glibc
import Primitives

/// An SQLite database that is open; owns one `sqlite3`.
///
/// Opened without SQLite's own locks: one thread at a time.
@safe
final class SQLConnection {
    /// As the user named it.
    let path: String
    private let handle: OpaquePointer

    /// How long a transaction waits for somebody who reads, such as an operator's `sqlite3`.
    private static let patienceMilliseconds: Int32 = 60_000

    /// `SQLITE_READONLY_ROLLBACK`, a macro of macros that Swift does not import.
    private static let readOnlyRollback = SQLITE_READONLY | 3 << 8

    /// Opens a database.
    ///
    /// - Parameters:
    ///   - path: of the file.
    ///   - flags: `SQLITE_OPEN_…`.
    /// - Throws: `RunFolderError`.
    init(path: String, flags: Int32) throws(RunFolderError) {
        self.path = path
        if flags & SQLITE_OPEN_CREATE != 0 { SQLConnection.create(path) }
        var opened: OpaquePointer?
        let code = unsafe sqlite3_open_v2(
            path, &opened, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nil)
        guard code == SQLITE_OK, let handle = unsafe opened else {
            let system = unsafe sqlite3_system_errno(opened)
            _ = unsafe sqlite3_close_v2(opened)
            throw SQLConnection.error(path, call: "open", code: code, system: system, text: "")
        }
        unsafe self.handle = handle
        _ = unsafe sqlite3_busy_timeout(handle, SQLConnection.patienceMilliseconds)
    }

    deinit { _ = unsafe sqlite3_close_v2(handle) }

    /// Makes the file that SQLite would make, for the owner alone; its journals get the same rights.
    ///
    /// Only one that is not there is opened: closing it would take away the locks of other connections.
    private static func create(_ path: String) {
        let made = unsafe open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        if made >= 0 { close(made) }
    }

    /// Runs statements that give no rows.
    func execute(_ text: String) throws(RunFolderError) {
        try check("execute", unsafe sqlite3_exec(handle, text, nil, nil, nil))
    }

    /// Prepares a statement.
    func prepare(_ text: String) throws(RunFolderError) -> SQLStatement {
        var statement: OpaquePointer?
        try check("prepare", unsafe sqlite3_prepare_v2(handle, text, -1, &statement, nil))
        guard let statement = unsafe statement else { throw failure("prepare", SQLITE_MISUSE) }
        return unsafe SQLStatement(statement, of: self)
    }

    /// The number that a query of one row and column gives.
    func integer(_ text: String) throws(RunFolderError) -> Int {
        let statement = try prepare(text)
        return try statement.step() ? statement.integer(0) : 0
    }

    /// Runs `body` as one transaction: all of it is there afterwards, or nothing.
    func transaction(_ body: () throws(RunFolderError) -> Void) throws(RunFolderError) {
        try execute("BEGIN IMMEDIATE")
        do throws(RunFolderError) {
            try body()
            try execute("COMMIT")
        } catch {
            rollBack()
            throw error
        }
    }

    /// Ends a transaction that failed; SQLite may have ended it by itself.
    func rollBack() { _ = unsafe sqlite3_exec(handle, "ROLLBACK", nil, nil, nil) }

    /// Every result code passes here, so none is dropped.
    func check(_ call: String, _ code: Int32) throws(RunFolderError) {
        guard code != SQLITE_OK else { return }
        throw failure(call, code)
    }

    /// What a result code means.
    func failure(_ call: String, _ code: Int32) -> RunFolderError {
        let text = unsafe String(cString: sqlite3_errmsg(handle))
        return SQLConnection.error(
            path, call: call, code: code, system: unsafe sqlite3_system_errno(handle), text: text)
    }

    /// Result codes (sqlite.org/rescode.html) as what an operator can do about them.
    private static func error(
        _ path: String, call: String, code: Int32, system: Int32, text: String
    ) -> RunFolderError {
        if code == readOnlyRollback {
            return .refused(
                Diagnostic(
                    code: "F724", file: path,
                    message: "a killed run left a transaction that must be rolled back first, "
                        + "and the file cannot be written",
                    cure:
                        "give the run's command again, or copy the folder to where it can be written"
                ))
        }
        return switch code & 0xFF {
        case SQLITE_FULL: .file(FileError(path: path, call: "write", code: ENOSPC))
        case SQLITE_READONLY:
            .file(
                FileError(
                    path: path, call: "write", code: unsafe access(path, W_OK) == 0 ? EROFS : errno)
            )
        case SQLITE_PERM, SQLITE_AUTH: .file(FileError(path: path, call: call, code: EACCES))
        case SQLITE_CANTOPEN:
            .file(FileError(path: path, call: "open", code: system == 0 ? ENOENT : system))
        case SQLITE_IOERR:
            .file(FileError(path: path, call: "read or write", code: system == 0 ? EIO : system))
        case SQLITE_CORRUPT, SQLITE_NOTADB: .refused(Ledger.damaged(path, text))
        case SQLITE_BUSY, SQLITE_LOCKED:
            .refused(
                Diagnostic(
                    code: "F723", file: path, message: "another program keeps the ledger locked",
                    cure:
                        "end what reads it (an open sqlite3, a backup), then give the command again"
                ))
        default:
            .refused(
                Diagnostic(
                    code: "F726", file: path,
                    message: "SQLite cannot \(call): \(text) (result code \(code))",
                    cure: "fatura verify says whether the ledger is whole"))
        }
    }
}
