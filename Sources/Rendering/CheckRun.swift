import Primitives
import Records
import Rules

/// Checks any number of records over several workers; what is found is told in the records' order.
///
/// As `JobPipeline` says: a worker takes a chunk, checks it, and then tells what is next in order.
public final class CheckRun: @unchecked Sendable {
    // Sendable: `judge` is used by the one thread that `pipeline` lets deliver or, when no worker is left, by
    // that of `run`.
    private let engine: Engine
    private let pipeline: JobPipeline<CheckJob>
    private let judge: CheckJudge

    /// Opens the input.
    ///
    /// - Parameters:
    ///   - engine: the pack made ready.
    ///   - options: input and workers.
    ///   - told: called for each record, in order, by one thread at a time.
    /// - Throws: `RenderFailure.file` for what cannot be opened.
    public init(
        engine: Engine, options: CheckOptions, told: @escaping @Sendable (CheckedRecord) -> Void
    ) throws(RenderFailure) {
        self.engine = engine
        judge = CheckJudge(rules: engine.rules, told: told)
        pipeline = try JobPipeline(
            records: options.records, chunkBytes: options.chunkBytes, workers: options.workers)
    }

    /// Checks everything.
    ///
    /// - Throws: `RenderFailure.file` for what cannot be read, or kept in a temporary file.
    public func run() throws(RenderFailure) {
        pipeline.run { self.work() }
        judge.refuse(pipeline.progress.overlong, before: .max)
        if let failure = pipeline.failure { throw failure }
    }

    private func work() {
        let checker = RecordChecker(engine: engine)
        while let job = pipeline.next() {
            checker.check(job)
            pipeline.commit(job) { (job) throws(RenderFailure) in
                do throws(FileError) {
                    try judge.tell(job, overlong: pipeline.progress.overlong)
                } catch {
                    throw .file(error.message)
                }
            }
        }
    }
}
