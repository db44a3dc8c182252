import Glibc
import Primitives
import RunFolders

/// What a run of a sample came to, record by record where that says how sure an estimate is.
struct SampleFacts: Sendable {
    /// A record: its bytes, and those of its documents by channel.
    struct Row: Sendable {
        var bytes: Int
        var verdict: Verdict
        var documents: [Int]
    }

    /// In the order of the sample.
    private(set) var rows: [Row] = []
    /// Names of the channels, sorted.
    private(set) var channels: [String] = []
    private(set) var documents: [Int] = []
    private(set) var pages: [Int] = []
    private(set) var packBytes = 0
    private(set) var recordBytes = 0
    private(set) var quarantineBytes = 0
    /// Of the ledger's rows and of their places in its indexes.
    private(set) var ledgerBytes = 0
    /// Of a ledger without rows: a page for each table and index.
    private(set) var emptyLedgerBytes = 0
    /// Of the print files and their index.
    private(set) var printBytes = 0
    let times: RunTimes

    /// Reads the folder of a run that is done.
    ///
    /// - Parameters:
    ///   - paths: the run's.
    ///   - emptyLedger: where a ledger without rows can be made.
    ///   - times: what was measured.
    /// - Throws: `RunFolderError`.
    init(_ paths: RunPaths, emptyLedger: String, times: RunTimes) throws(RunFolderError) {
        self.times = times
        try Ledger(path: emptyLedger, durability: .none).seal()
        let ledger = try Ledger(reading: paths.ledger)
        for shard in try ledger.shards() {
            packBytes += shard.pack.bytes
            recordBytes += shard.records?.bytes ?? 0
            quarantineBytes += shard.quarantine?.bytes ?? 0
        }
        emptyLedgerBytes = FileFact.size(of: emptyLedger) ?? 0
        ledgerBytes = max((FileFact.size(of: paths.ledger) ?? 0) - emptyLedgerBytes, 0)
        printBytes = try Manifest.read(paths)?.print.reduce(0) { $0 + $1.bytes } ?? 0
        try readRows(ledger)
    }

    private mutating func readRows(_ ledger: Ledger) throws(RunFolderError) {
        let sums = try ledger.pageSums()
        channels = Set(sums.map(\.channel)).sorted()
        for channel in channels {
            let own = sums.filter { $0.channel == channel }
            documents.append(own.reduce(0) { $0 + $1.count })
            pages.append(own.reduce(0) { $0 + $1.count * $1.pages })
        }
        let none = [Int](repeating: 0, count: channels.count)
        var numbered: [(number: Int, row: Row)] = []
        for verdict in Verdict.allCases {
            try ledger.forEachRecord(verdict) { (record) throws(RunFolderError) in
                numbered.append(
                    (record.number, Row(bytes: record.length, verdict: verdict, documents: none)))
            }
        }
        numbered.sort { $0.number < $1.number }
        rows = numbered.map(\.row)
        let places = Dictionary(
            uniqueKeysWithValues: numbered.indices.map { (numbered[$0].number, $0) })
        try ledger.forEachDocument { (document) throws(RunFolderError) in
            guard let place = places[document.record],
                let channel = channels.firstIndex(of: document.channel)
            else { return }
            rows[place].documents[channel] += document.length
        }
    }

    /// How many records have a verdict.
    func count(of verdict: Verdict) -> Int { rows.count { $0.verdict == verdict } }
}
