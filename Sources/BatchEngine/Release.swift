import Compression
import Primitives
import RunFolders

/// Held records of a finished run that somebody released, on their way into a run of their own.
struct Release: Sendable {
    /// The run that held them.
    let run: FinishedRun
    let entry: ReleaseEntry
    /// Of the run that they are rendered in.
    let folder: String
    /// In the order of their numbers.
    let records: [HeldRecord]

    /// By the records' ids, the rules whose findings keep them back no more.
    var rules: [String: [String]] {
        Dictionary(
            records.map { ($0.id, $0.rules.sorted()) }, uniquingKeysWith: { first, _ in first })
    }

    /// Who released what and why, among the settings of the run that renders it.
    var entries: [RunSettings.Entry] {
        [
            RunSettings.Entry(name: "release-of", sha256: entry.manifest),
            RunSettings.Entry(name: "released", sha256: digest),
            RunSettings.Entry(name: "released-at", value: entry.at),
            RunSettings.Entry(name: "released-by", value: entry.by),
            RunSettings.Entry(name: "released-why", value: entry.reason),
        ]
    }

    /// Stands for the records, and for what they were held for.
    private var digest: SHA256Digest {
        var lines = ByteBuffer()
        for record in records {
            lines.append(decimal: record.number)
            for rule in record.rules.sorted() {
                lines.append(0x20)
                lines.append(string: rule)
            }
            lines.append(0x0A)
        }
        return SHA256Digest(of: lines.view)
    }

    /// Writes the records as they were, a line each.
    ///
    /// - Throws: `RunFailure`; F795 for records that are not those of the run.
    func write(to file: inout DurableFile) throws(RunFailure) {
        let kept = ShardRecords(run.paths, run.plan)
        var lines = ByteBuffer(capacity: 1 << 16)
        for record in records {
            guard try kept.read(record.shard),
                let line = kept.line(offset: record.offset, length: record.length)
            else {
                throw .refused(
                    Diagnostics([
                        Diagnostic(
                            code: "F795",
                            file: run.paths.path(RunPaths.recordsName(shard: record.shard)),
                            message: "record \(record.number) is not where the ledger says",
                            cure:
                                "restore the file from a copy; fatura verify says what else is wrong"
                        )
                    ]))
            }
            lines.append(line)
            lines.append(0x0A)
            if lines.count >= 1 << 20 {
                try Release.flush(&lines, to: &file)
            }
        }
        try Release.flush(&lines, to: &file)
    }

    private static func flush(
        _ lines: inout ByteBuffer, to file: inout DurableFile
    ) throws(RunFailure) {
        do throws(FileError) {
            try file.write(lines.view)
        } catch {
            throw RunFailure(error)
        }
        lines.removeAll()
    }
}

/// A record that a run holds, and what for.
struct HeldRecord: Sendable, Hashable {
    /// In the run's input, from 1.
    let number: Int
    let id: String
    let shard: Int
    /// Of its line in the shard's records.
    let offset: Int
    let length: Int
    /// The rules of all findings that hold it.
    let rules: Set<String>
}
