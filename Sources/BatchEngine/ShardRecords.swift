import Compression
import Primitives
import Records
import RunFolders

/// The records that a run kept, read back shard by shard; one per worker.
final class ShardRecords {
    private let paths: RunPaths
    private let plan: RunPlan
    private let inflater = Inflater()
    private var packed = ByteBuffer(capacity: 1 << 16, spoolsBeyond: 32 << 20)
    private var records = ByteBuffer(capacity: 1 << 16, spoolsBeyond: 32 << 20)
    /// The shard whose records are in `records`.
    private var shard: Int?

    /// Readers of a run's records.
    init(_ paths: RunPaths, _ plan: RunPlan) {
        self.paths = paths
        self.plan = plan
    }

    /// Reads the records of a shard, unless they are there; false where they are not those of the plan.
    ///
    /// - Throws: `RunFailure` for a file that cannot be read.
    func read(_ number: Int) throws(RunFailure) -> Bool {
        guard shard != number else { return true }
        guard plan.shards.indices.contains(number) else { return false }
        shard = nil
        packed.removeAll()
        records.removeAll()
        try withFiles { () throws(FileError) in
            try InputDescriptor.read(
                paths.path(RunPaths.recordsName(shard: number)), into: &packed)
        }
        do throws(CompressionError) {
            try inflater.gzip(packed.view, size: plan.shards[number].bytes, into: &records)
        } catch {
            return false
        }
        guard SHA256Digest(of: records.view) == plan.shards[number].sha256 else { return false }
        records.append(repeating: 0, count: RecordChunk.padding)
        shard = number
        return true
    }

    /// A record of the shard that was read, with `RecordChunk.padding` readable bytes behind it; nil where the
    /// ledger's row leads out of the shard.
    func line(offset: Int, length: Int) -> ByteView? {
        guard let shard, offset >= 0, length >= 0, length <= plan.shards[shard].bytes,
            offset <= plan.shards[shard].bytes - length
        else { return nil }
        return records.view(offset..<offset + length)
    }
}
