import RunFolders
import Synchronization

/// Gives the ledger one shard after the other, whichever worker brings it.
final class Committer: @unchecked Sendable {
    // Sendable: ledger and feed are used under the lock only.
    private let ledger: Ledger
    private let feed: DocumentFeed?
    private let lock = Mutex(())

    init(_ ledger: Ledger, feed: DocumentFeed?) {
        self.ledger = ledger
        self.feed = feed
    }

    /// Tells of the shards that are done already.
    func tell() throws(RunFailure) {
        let result = lock.withLock { _ in
            Result { () throws(RunFolderError) in try feed?.advance(ledger) }
        }
        try inFolder { () throws(RunFolderError) in try result.get() }
    }

    func commit(
        _ shard: RenderedShard, _ rows: borrowing ShardRows
    ) throws(RunFailure) -> ShardSummary {
        let result = lock.withLock { _ in
            Result { () throws(RunFolderError) in
                let summary = try ledger.commit(
                    shard: shard.number, pack: shard.pack, records: shard.records,
                    quarantine: shard.quarantine, rows: rows)
                try feed?.advance(ledger, committed: shard.number)
                return summary
            }
        }
        return try inFolder { () throws(RunFolderError) in try result.get() }
    }
}
