import Primitives
public import Proof
import Records

/// Renders any number of records over several workers; documents leave in the records' order.
///
/// As `JobPipeline` says: each worker takes a chunk of records, makes its documents and then writes what is
/// next in order.
public final class RenderRun: @unchecked Sendable {
    // Sendable: `writer` is used by the one thread that `pipeline` lets deliver or, when no worker is left, by
    // that of `run`.
    private let engine: Engine
    private let options: RenderOptions
    private let hasDigests: Bool
    private let prover: Prover?
    private let pipeline: JobPipeline<RenderJob>
    private let writer: JobWriter
    private let report: @Sendable (RenderTotals) -> Void

    /// Opens input and output.
    ///
    /// - Parameters:
    ///   - engine: the pack made ready.
    ///   - options: input, output and workers.
    ///   - report: called after each chunk, by one thread at a time.
    ///   - found: called for each finding, in the records' order, by one thread at a time.
    /// - Throws: `RenderFailure.file` for what cannot be opened, `setUp` if a program of the proof is missing.
    public init(
        engine: Engine, options: RenderOptions,
        report: @escaping @Sendable (RenderTotals) -> Void,
        found: @escaping @Sendable (RecordFinding) -> Void
    ) throws(RenderFailure) {
        self.engine = engine
        self.options = options
        hasDigests = options.digests != nil
        self.report = report
        if let clash = options.clash { throw .clash(clash) }
        do throws(Diagnostics) {
            prover = try options.proof.map { rate throws(Diagnostics) in
                try Prover(rate: rate, fonts: engine.proofFonts)
            }
        } catch {
            throw .setUp(error)
        }
        pipeline = try JobPipeline(
            records: options.records, chunkBytes: options.chunkBytes, workers: options.workers)
        do throws(FileError) {
            writer = try JobWriter(options, rules: engine.rules, found: found)
        } catch {
            throw .file(error.message)
        }
    }

    /// What was read back so far, and what it cost; nil for a run without proofs.
    public var proofTotals: ProofTotals? { prover?.totals }

    /// Renders everything and ends the output.
    public func run() throws(RenderFailure) -> RenderTotals {
        pipeline.run { self.work() }
        attempt { () throws(JobWriter.Failure) in
            try writer.refuse(pipeline.progress.overlong, before: .max)
            try writer.finish()
        }
        do throws(FileError) {
            try writer.finishQuarantine()
        } catch {
            pipeline.fail(.file(error.message))
        }
        if let failure = pipeline.failure {
            writer.abandon()
            throw failure
        }
        return writer.totals
    }

    // MARK: Workers

    private func work() {
        let renderer: DocumentRenderer
        do throws(Diagnostics) {
            renderer = try DocumentRenderer(engine: engine)
        } catch {
            pipeline.fail(.setUp(error))
            return
        }
        renderer.isCompact = prover == nil
        var framer = DocumentFramer(writer.sink)
        var proof = prover.map { JobProof($0, engine: engine) }
        while let job = pipeline.next() {
            render(job, with: renderer, &framer, &proof)
            proof?.finish(job)
            pipeline.commit(job) { (job) throws(RenderFailure) in try write(job) }
        }
    }

    private func render(
        _ job: RenderJob, with renderer: DocumentRenderer, _ framer: inout DocumentFramer,
        _ proof: inout JobProof?
    ) {
        job.removeAll()
        for index in 0..<job.chunk.lineCount {
            let frameStart = framer.begin(in: &job.output)
            let start = job.output.count
            let number = job.chunk.number(index)
            let isRendered = renderer.render(
                job.chunk.line(index), number: number, channel: options.channel, dump: options.dump,
                into: &job.output)
            let identifier = renderer.identifier
            let idStart = job.identifiers.count
            job.identifiers.append(identifier)
            let keyStart = job.keys.count
            if isRendered {
                job.identifiers.append(renderer.customer)
                renderer.appendDuplicateKeys(to: &job.keys)
            }
            for finding in renderer.findings { job.findings.append((index, finding)) }
            var entry = RenderJob.Entry(
                number: number, idStart: idStart, idCount: identifier.count,
                customerCount: job.identifiers.count - idStart - identifier.count,
                keyStart: keyStart, keyEnd: job.keys.count,
                frameStart: frameStart, frameEnd: frameStart, count: job.output.count - start,
                digestStart: job.digests.count, digestEnd: job.digests.count,
                pages: renderer.pageCount, issued: renderer.tree.info.date, isRendered: isRendered)
            if isRendered {
                proof?.add(
                    entry: index, document: start..<job.output.count, identifier, of: renderer)
                frame(start..<job.output.count, &entry, of: job, identifier, &framer)
            } else {
                job.output.truncate(to: frameStart)
            }
            job.entries.append(entry)
        }
    }

    /// Frames a document, and adds its digest if they are wanted.
    private func frame(
        _ document: Range<Int>, _ entry: inout RenderJob.Entry, of job: RenderJob,
        _ identifier: ByteView, _ framer: inout DocumentFramer
    ) {
        if hasDigests {
            framer.appendDigest(
                of: job.output.view(document), identifier: identifier, to: &job.digests)
            entry.digestEnd = job.digests.count
        }
        let frame = framer.end(
            entry.frameStart, identifier: identifier, date: entry.issued, in: &job.output)
        (entry.frameStart, entry.frameEnd) = (frame.lowerBound, frame.upperBound)
    }

    // MARK: Writing

    private func write(_ job: RenderJob) throws(RenderFailure) {
        let progress = pipeline.progress
        try filed { () throws(JobWriter.Failure) in
            try writer.write(job, (progress.bytes, progress.size), overlong: progress.overlong)
        }
        report(writer.totals)
    }

    /// Writes something unless the run has failed; what goes wrong fails it.
    private func attempt(_ write: () throws(JobWriter.Failure) -> Void) {
        pipeline.attempt { () throws(RenderFailure) in try filed(write) }
    }

    private func filed(_ write: () throws(JobWriter.Failure) -> Void) throws(RenderFailure) {
        do throws(JobWriter.Failure) {
            try write()
        } catch {
            switch error {
            case .file(let error): throw .file(error.message)
            case .several: throw .several
            }
        }
    }
}
