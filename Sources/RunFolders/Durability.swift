/// What of a run survives a power cut; a killed process loses nothing with any of them.
public enum Durability: String, Sendable, CaseIterable {
    /// Each file, each folder and each transaction of the ledger is synced.
    case full
    /// Files and folders are synced when a shard is done, the ledger as SQLite's `NORMAL` does.
    case shard
    /// Nothing is synced.
    case none

    /// Whether files and their folders are synced when they get their names.
    public var syncsFiles: Bool { self != .none }

    /// Whether what the ledger says of a shard can be believed after a power cut without reading its files.
    public var isTrustedAfterPowerCut: Bool { self == .full }

    /// What is promised, one sentence.
    public var promise: String {
        switch self {
        case .full:
            "A shard that was told as done survives a power cut: its files are synced before its rows, "
                + "and its rows before it is told."
        case .shard:
            "A power cut may undo the rows of the last shards, which the same command renders again; "
                + "files are synced before their rows."
        case .none:
            "What was written survives the end of the process, not a power cut: after one, start in a "
                + "new folder."
        }
    }

    /// `PRAGMA synchronous` of the ledger (SQLite): `EXTRA` also syncs the folder when the journal goes.
    var pragma: String {
        switch self {
        case .full: "EXTRA"
        case .shard: "NORMAL"
        case .none: "OFF"
        }
    }
}
