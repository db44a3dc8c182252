import CSQLite
import Primitives

/// The ledger's tables, see docs/ledger.md.
extension Ledger {
    /// `PRAGMA user_version`: changed with every change of the tables.
    static let schemaVersion = 2
    /// `PRAGMA application_id`: “FATU”.
    static let applicationID = 0x4641_5455

    /// Rows are appended in the order of their keys, so that a row costs the same in a table of any size;
    /// what finds them otherwise is built once, by `seal`.
    static let tables = """
        CREATE TABLE run (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE shard (
            number INTEGER PRIMARY KEY, pack TEXT NOT NULL, bytes INTEGER NOT NULL,
            sha256 BLOB NOT NULL, recordsFile TEXT, recordsBytes INTEGER, recordsSha256 BLOB,
            quarantineFile TEXT, quarantineBytes INTEGER, quarantineSha256 BLOB,
            records INTEGER NOT NULL, rendered INTEGER NOT NULL, held INTEGER NOT NULL,
            rejected INTEGER NOT NULL, duplicates INTEGER NOT NULL, excluded INTEGER NOT NULL,
            pages INTEGER NOT NULL);
        CREATE TABLE money (
            shard INTEGER NOT NULL, channel TEXT NOT NULL, verdict TEXT NOT NULL,
            currency TEXT NOT NULL, count INTEGER NOT NULL, total INTEGER NOT NULL,
            amountDue INTEGER NOT NULL,
            PRIMARY KEY (shard, channel, verdict, currency)) WITHOUT ROWID;
        CREATE TABLE charge (
            shard INTEGER NOT NULL, code TEXT NOT NULL, currency TEXT NOT NULL,
            count INTEGER NOT NULL, sum INTEGER NOT NULL,
            PRIMARY KEY (shard, code, currency)) WITHOUT ROWID;
        CREATE TABLE record (
            number INTEGER PRIMARY KEY, shard INTEGER NOT NULL, id TEXT NOT NULL,
            customer TEXT NOT NULL, cycle TEXT, kind TEXT NOT NULL, issued TEXT, due TEXT,
            currency TEXT NOT NULL, total INTEGER NOT NULL, amountDue INTEGER NOT NULL,
            verdict TEXT NOT NULL, rule TEXT NOT NULL, decisions TEXT NOT NULL,
            channels TEXT NOT NULL, offset INTEGER NOT NULL, length INTEGER NOT NULL);
        CREATE TABLE document (
            shard INTEGER NOT NULL, record INTEGER NOT NULL, channel TEXT NOT NULL,
            id TEXT NOT NULL, offset INTEGER NOT NULL, length INTEGER NOT NULL,
            sha256 BLOB NOT NULL, pages INTEGER NOT NULL, currency TEXT NOT NULL,
            total INTEGER NOT NULL, amountDue INTEGER NOT NULL,
            PRIMARY KEY (shard, record, channel)) WITHOUT ROWID;
        CREATE INDEX recordKept ON record (verdict, rule) WHERE verdict <> 'rendered';
        """

    /// What `seal` builds.
    static let indexes = """
        CREATE UNIQUE INDEX IF NOT EXISTS documentById ON document (id, channel);
        CREATE INDEX IF NOT EXISTS recordByCustomer ON record (customer, cycle);
        """

    /// Makes the tables, or checks that they are this version's.
    func prepareTables() throws(RunFolderError) {
        let application = try database.integer("PRAGMA application_id")
        let version = try database.integer("PRAGMA user_version")
        if application == 0, version == 0,
            try database.integer("SELECT count(*) FROM sqlite_schema") == 0
        {
            guard isWritable else { throw .refused(Ledger.damaged(path, "it has no tables")) }
            try database.execute("PRAGMA page_size = \(Ledger.pageBytes)")
            try database.transaction { () throws(RunFolderError) in
                try database.execute(Ledger.tables)
                try database.execute("PRAGMA application_id = \(Ledger.applicationID)")
                try database.execute("PRAGMA user_version = \(Ledger.schemaVersion)")
            }
            return
        }
        guard application == Ledger.applicationID else {
            throw .refused(Ledger.damaged(path, "it is another program's database"))
        }
        guard version == Ledger.schemaVersion else {
            throw .refused(
                Diagnostic(
                    code: "F721", file: path,
                    message: "the ledger's tables are of version \(version), "
                        + "this program knows version \(Ledger.schemaVersion)",
                    cure: "use the program that made the run, or run again in a new folder"))
        }
    }

    /// What is told of a ledger that cannot be believed.
    static func damaged(_ path: String, _ text: String) -> Diagnostic {
        Diagnostic(
            code: "F722", file: path, message: "the ledger is damaged: \(text)",
            cure: "restore it from a copy; or move it away and give the command again, "
                + "which renders the shards anew, to the same bytes")
    }
}
