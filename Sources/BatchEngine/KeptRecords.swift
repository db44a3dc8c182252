import Primitives
import RunFolders

/// What became of the records of an id that has no document, for whoever asks where a bill is.
struct KeptRecords {
    /// A line for each record, in the order of the input.
    let words: [String]

    /// Asks ledger, plan and list of releases.
    ///
    /// - Throws: `RunFailure`: F799 for an id that no record has.
    init(of id: String, _ paths: RunPaths, _ plan: RunPlan?) throws(RunFailure) {
        let records = try inFolder { () throws(RunFolderError) in
            try Ledger(reading: paths.ledger).records(ofId: id)
        }
        guard let first = records.first else {
            throw .refused(
                Diagnostics([
                    Diagnostic(
                        code: "F799", file: paths.ledger,
                        message: "there is no document “\(id)”, and no record with that id",
                        cure:
                            "look whether the id is written as in the input, and the run the right one"
                    )
                ]))
        }
        let log = try inFolder { () throws(RunFolderError) in try ReleaseLog(paths) }
        words = records.map { record in
            "\(id): record \(record.number), shard \(record.shard): "
                + KeptRecords.words(record, first: first, plan, log)
        }
    }

    private static func words(
        _ record: RecordEntry, first: RecordEntry, _ plan: RunPlan?, _ log: ReleaseLog
    ) -> String {
        switch record.verdict {
        case .rendered: return "rendered"
        case .excluded: return "left out, as --exclude says"
        case .duplicate:
            if plan?.isBilled(record) == true || plan?.isBilled(first) == true {
                return "a duplicate: the bill left with the run that --against names"
            }
            return first.verdict == .duplicate
                ? "a duplicate of a record in another part of the run"
                : "a duplicate of record \(first.number), which did not leave"
        case .held, .rejected:
            let kept =
                "\(record.verdict.name) [\(record.rule)], see "
                + RunPaths.quarantineName(shard: record.shard)
            guard let entry = log.entries.first(where: { $0.records.contains(record.number) })
            else { return kept }
            return "\(record.verdict.name) [\(record.rule)], then released by \(entry.by) at "
                + "\(entry.at) into \(entry.supplement)"
        }
    }
}

extension RunPlan {
    /// Whether a record's bill left with an earlier run.
    fileprivate func isBilled(_ record: RecordEntry) -> Bool {
        decisions(ofShard: record.shard).contains {
            $0.record == record.number && $0.kind == .billed
        }
    }
}
