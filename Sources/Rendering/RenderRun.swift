import Dispatch
import Primitives
public import Proof
import Records
import Synchronization

/// Renders any number of records over several workers; documents leave in the records' order.
///
/// Each worker takes a chunk of records, makes its documents and then writes what is next in order, its own
/// chunk or one that waited for it, unless another worker is writing already: so no thread is there for
/// writing alone, and nobody waits for a writer. At most two chunks per worker are under way, so memory stays
/// flat whatever the number of records.
public final class RenderRun: @unchecked Sendable {
    // Sendable: `reader` is used under `reading` only, `writer` by the thread that set `isWriting` in `queue`
    // or, when no worker is left, by that of `run`; `queue`, `free` and `failure` are Mutexes of their own.
    private let engine: Engine
    private let options: RenderOptions
    private let hasDigests: Bool
    private let prover: Prover?
    private let reader: RecordReader
    private let reading = Mutex(0)
    private let writer: JobWriter
    private let queue = Mutex(Queue())
    private let window: DispatchSemaphore
    private let free = Mutex<[JobBox]>([])
    private let failure = Mutex<RenderFailure?>(nil)
    private let report: @Sendable (RenderTotals) -> Void

    /// A job on its way between threads; one of them owns it at a time.
    private struct JobBox: @unchecked Sendable { let job: RenderJob }

    /// Rendered jobs that wait for earlier ones.
    private struct Queue {
        var waiting: [Int: JobBox] = [:]
        var next = 0
        var isWriting = false

        /// The next job in order, to be written by who asks; nil if it is not there yet.
        mutating func take() -> JobBox? {
            let box = waiting.removeValue(forKey: next)
            if box != nil { next += 1 }
            isWriting = box != nil
            return box
        }
    }

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
        window = DispatchSemaphore(value: options.workers * 2)
        if let clash = options.clash { throw .clash(clash) }
        do throws(Diagnostics) {
            prover = try options.proof.map { rate throws(Diagnostics) in
                try Prover(rate: rate, fonts: engine.proofFonts)
            }
        } catch {
            throw .setUp(error)
        }
        do throws(RecordReadError) {
            reader = try RecordReader(path: options.records, chunkBytes: options.chunkBytes)
        } catch {
            throw .file(
                error.cure.isEmpty ? error.description : "\(error.description); \(error.cure)")
        }
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
        let group = DispatchGroup()
        for number in 0..<options.workers {
            let queue = DispatchQueue(label: "fatura.worker.\(number)")
            queue.async(group: group) { self.work() }
        }
        group.wait()
        attempt { () throws(JobWriter.Failure) in
            try writer.refuse(reading.withLock { _ in reader.overlongLines }, before: .max)
            try writer.finish()
        }
        do throws(FileError) {
            try writer.finishQuarantine()
        } catch {
            fail(.file(error.message))
        }
        if let failure = failure.withLock({ $0 }) {
            writer.abandon()
            throw failure
        }
        return writer.totals
    }

    private func fail(_ reason: RenderFailure) {
        failure.withLock { if $0 == nil { $0 = reason } }
    }

    // MARK: Workers

    private func work() {
        let renderer: DocumentRenderer
        do throws(Diagnostics) {
            renderer = try DocumentRenderer(engine: engine)
        } catch {
            fail(.setUp(error))
            return
        }
        renderer.isCompact = prover == nil
        var framer = DocumentFramer(writer.sink)
        var proof = prover.map { JobProof($0, engine: engine) }
        while true {
            window.wait()
            guard failure.withLock({ $0 == nil }), let job = read() else {
                window.signal()
                return
            }
            render(job, with: renderer, &framer, &proof)
            proof?.finish(job)
            commit(job)
        }
    }

    /// The next chunk of the input; nil at its end.
    private func read() -> RenderJob? {
        let job = free.withLock { $0.popLast() }?.job ?? RenderJob()
        let isRead = reading.withLock { sequence in
            do throws(RecordReadError) {
                guard try reader.next(into: job.chunk) else { return false }
            } catch {
                fail(.file(error.description))
                return false
            }
            job.sequence = sequence
            sequence += 1
            return true
        }
        return isRead ? job : nil
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

    /// Writes the chunks that are next in order, unless another thread does.
    ///
    /// Only a chunk that is written makes room for another: were those counted that wait for an earlier
    /// one, a single slow chunk would let the rest of the input pile up behind it.
    private func commit(_ job: RenderJob) {
        let box = JobBox(job: job)
        var taken = queue.withLock { queue in
            queue.waiting[box.job.sequence] = box
            return queue.isWriting ? nil : queue.take()
        }
        while let box = taken {
            attempt { () throws(JobWriter.Failure) in
                let (bytes, size, overlong) = reading.withLock { _ in
                    (reader.bytesRead, reader.totalBytes, reader.overlongLines)
                }
                try writer.write(box.job, (bytes, size), overlong: overlong)
            }
            report(writer.totals)
            free.withLock { $0.append(box) }
            window.signal()
            taken = queue.withLock { $0.take() }
        }
    }

    /// Writes something unless the run has failed; what goes wrong fails it.
    private func attempt(_ write: () throws(JobWriter.Failure) -> Void) {
        guard failure.withLock({ $0 == nil }) else { return }
        do throws(JobWriter.Failure) {
            try write()
        } catch {
            switch error {
            case .file(let error): fail(.file(error.message))
            case .several: fail(.several)
            }
        }
    }
}
