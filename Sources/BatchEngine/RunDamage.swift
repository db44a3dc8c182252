import Primitives
import RunFolders

/// What can be wrong with the folder of a run that has ended, in words.
enum RunDamage {
    /// A run that has not ended, or whose manifest is gone.
    static func unfinished(_ paths: RunPaths) -> Diagnostic {
        Diagnostic(
            code: "F791", file: paths.folder,
            message: "there is no manifest here: the run has not ended, or this is none",
            cure: "give its batch command again, which ends it")
    }

    /// A run that nothing was synced of, and whose machine was started anew.
    static func unsynced(_ paths: RunPaths) -> Diagnostic {
        Diagnostic(
            code: "F768", file: paths.folder,
            message: "the machine was started anew since the run was killed, and with "
                + "--durability none what was written before may be lost or damaged",
            cure: "render everything into a new folder")
    }

    /// Settings or a plan beside a manifest of another run.
    static func foreign(_ paths: RunPaths) -> Diagnostic {
        Diagnostic(
            code: "F792", file: paths.manifest,
            message: "settings and plan beside the manifest are not those that it names",
            cure:
                "restore the folder from a copy: one of the files is another run's, or was changed")
    }

    /// A ledger whose rows are not those of the manifest.
    static func ledger(_ paths: RunPaths) -> Diagnostic {
        Diagnostic(
            code: "F797", file: paths.ledger,
            message: "the ledger's rows are not those that the manifest names",
            cure: "restore it from a copy; or move it and the manifest away and give the batch "
                + "command again, which renders the shards anew, to the same bytes")
    }

    /// A shard's kept records that are not those of the ledger.
    static func quarantine(_ file: FileFact, of shard: Int, _ paths: RunPaths) -> Diagnostic {
        Diagnostic(
            code: "F795", file: paths.path(file.name),
            message: "shard \(shard): the file has other bytes than the run wrote",
            cure: cure(shard: shard))
    }

    /// A ledger with shards that the plan has not, or that are not rendered here.
    static func strangers(_ paths: RunPaths) -> Diagnostic {
        Diagnostic(
            code: "F722", file: paths.ledger,
            message: "the ledger is damaged: it has shards that are none of this run's here",
            cure:
                "restore it from a copy; or move it away and give the command again, which renders "
                + "the shards anew, to the same bytes")
    }

    /// What mends a shard's file.
    static func cure(shard: Int) -> String {
        "restore it from a copy; or move it away and give the batch command again, which makes shard "
            + "\(shard) anew, to the same bytes"
    }
}
