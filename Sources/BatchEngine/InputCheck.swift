import Compression
import Primitives
import Records
import RunFolders

/// Compares an input with the plan that was made of it.
///
/// A run that goes on has its records already and reads the input for this only.
enum InputCheck {
    /// - Parameters:
    ///   - plan: of the run.
    ///   - options: with the input.
    ///   - isStopped: asked while the input is read: whether the run shall end before its time.
    /// - Throws: `RunFailure.refused` (F715) if the input is another one, naming the first record that may differ;
    ///   `file` if it cannot be read, `interrupted` if the run shall end.
    static func run(
        _ plan: RunPlan, _ options: BatchOptions, isStopped: @escaping () -> Bool = { false }
    ) throws(RunFailure) {
        let different: Int?
        do throws(RecordReadError) {
            different = try firstDifference(plan, options, isStopped)
        } catch {
            throw RunFailure(error)
        }
        guard let different else { return }
        let record =
            different < plan.shards.count
            ? "from record \(plan.shards[different].firstRecord) on" : "behind its last record"
        throw .refused(
            Diagnostics([
                Diagnostic(
                    code: "F715", file: options.records,
                    message:
                        "the input is not the one the run was begun with: it differs \(record)",
                    cure:
                        "bring back the records as they were, or render everything into a new folder"
                )
            ]))
    }

    /// The first shard whose bytes are others; the count of all where the input is longer, nil if it is the same.
    private static func firstDifference(
        _ plan: RunPlan, _ options: BatchOptions, _ isStopped: @escaping () -> Bool
    ) throws(RecordReadError) -> Int? {
        let reader = try RecordReader(
            path: options.records, chunkBytes: options.shardBytes,
            maximumLineBytes: options.maximumLineBytes, isStopped: isStopped)
        let chunk = RecordChunk()
        var shard = 0
        while try reader.next(into: chunk) {
            guard shard < plan.shards.count, plan.shards[shard].bytes == chunk.raw.count,
                plan.shards[shard].sha256 == SHA256Digest(of: chunk.raw)
            else { return shard }
            shard += 1
        }
        return shard == plan.shards.count { $0.records > 0 } ? nil : shard
    }
}
