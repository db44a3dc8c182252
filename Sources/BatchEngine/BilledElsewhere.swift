import Primitives
import RunFolders

/// Bills of finished runs, asked for by their ids before a held record leaves late: its correction may have left
/// with one of them.
struct BilledElsewhere {
    private var runs: [Run] = []

    private struct Run {
        let folder: String
        let ledger: String
        /// Held records that were released from it, by id.
        var released: [String: Int] = [:]
    }

    /// Opens the runs.
    ///
    /// - Throws: `RunFailure`: as `EarlierRun` and `FinishedRun` for folders that cannot be compared with.
    init(_ folders: [String]) throws(RunFailure) {
        for folder in folders {
            let earlier = try EarlierRun(folder: folder)
            let paths = try FinishedRun(folder: folder).paths
            var run = Run(folder: paths.folder, ledger: paths.ledger)
            try inFolder { () throws(RunFolderError) in
                let ledger = try Ledger(reading: paths.ledger)
                for number in earlier.releases.entries.flatMap(\.records) {
                    if let record = try ledger.record(number) { run.released[record.id] = number }
                }
            }
            runs.append(run)
        }
    }

    /// Refuses records whose bill left with one of the runs, or was released from it.
    ///
    /// - Throws: F788 for each, eight at the most.
    func refuse(_ records: [HeldRecord]) throws(RunFailure) {
        var found: [Diagnostic] = []
        for run in runs {
            let ledger = try inFolder { () throws(RunFolderError) in
                try Ledger(reading: run.ledger)
            }
            for record in records where found.count < BilledElsewhere.mostTold {
                if let number = run.released[record.id] {
                    found.append(billed(record, run, "released from it (record \(number))"))
                } else if let place = try inFolder({ () throws(RunFolderError) in
                    try ledger.documents(ofId: record.id).first
                }) {
                    found.append(billed(record, run, "billed there (record \(place.record))"))
                }
            }
        }
        guard found.isEmpty else { throw .refused(Diagnostics(found)) }
    }

    private static let mostTold = 8

    private func billed(_ record: HeldRecord, _ run: Run, _ words: String) -> Diagnostic {
        Diagnostic(
            code: "F788", file: run.folder,
            message: "“\(record.id)” was \(words): the customer would get the bill twice",
            cure: "do not release it; its correction is what counts")
    }
}
