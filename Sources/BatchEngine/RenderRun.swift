import Dispatch
public import Expansion
public import Primitives
import Records
import Synchronization

/// What a run of `fatura render` is asked for.
public struct RenderOptions: Sendable {
    /// Input as the user named it; `-` is standard input.
    public var records: String
    /// Folder, `x.tar`, `x.pdf`, `x.html` or `-`.
    public var output: String
    /// Where records go that cannot be rendered.
    public var quarantine: String
    /// Which documents are made.
    public var channel: Channel
    /// How many work at the same time.
    public var workers: Int
    /// What is written instead of documents; nil for documents.
    public var dump: DocumentDump?
    /// About how many bytes of records a worker takes at once.
    public var chunkBytes = 1 << 18

    /// Options of a run.
    public init(
        records: String, output: String, quarantine: String, channel: Channel, workers: Int
    ) {
        self.records = records
        self.output = output
        self.quarantine = quarantine
        self.channel = channel
        self.workers = workers
    }
}

/// Counts of a run: records in = rendered + quarantined.
public struct RenderTotals: Sendable, Hashable {
    /// Records read.
    public var records = 0
    /// Records that became documents.
    public var rendered = 0
    /// Records that were refused.
    public var quarantined = 0
    /// Pages of all documents.
    public var pages = 0
    /// Bytes of all documents.
    public var bytes = 0
    /// Findings that kept nothing back.
    public var warnings = 0
    /// Input read so far; the whole of it where it is known.
    public var inputBytes = 0
    /// The whole input's bytes, where known.
    public var inputSize: Int?

    /// Nothing yet.
    public init() {}
}

/// Why a run ended before its records did.
public enum RenderFailure: Error, Sendable {
    /// Two of the paths lead to the same file; nothing was touched.
    case clash(String)
    /// A file could not be read or written.
    case file(String)
    /// The engine cannot work here.
    case setUp(Diagnostics)
    /// More than one record for a single document's file.
    case several
}

/// A finding with the record it belongs to, as it is reported.
public struct RecordFinding: Sendable {
    /// The record's line in the input, from 1.
    public let line: Int
    /// What was found.
    public let finding: Finding
}

/// Renders any number of records over several workers; documents leave in the records' order.
///
/// Each worker is a serial queue with its own renderer. It takes a chunk of lines, renders them, and hands
/// the documents to the writer, a queue of its own. At most two chunks per worker are under way, so memory
/// stays flat whatever the number of records.
public final class RenderRun: @unchecked Sendable {
    // Sendable: `reader` is used under `reading` only, `sink`, `quarantine`, `identifiers`, `pending`, `next`
    // and `totals` on `writer` only, and `free` is a Mutex of its own.
    private let engine: Engine
    private let options: RenderOptions
    private let reader: RecordReader
    private let reading = Mutex(0)
    private let writer = DispatchQueue(label: "fatura.writer")
    private let window: DispatchSemaphore
    private let free = Mutex<[JobBox]>([])
    private let failure = Mutex<RenderFailure?>(nil)
    private let sink: DocumentSink
    private let quarantine: QuarantineFile
    private var identifiers = IdentifierSet()
    private var pending: [Int: RenderJob] = [:]
    private var next = 0
    private var overlong = 0
    private var totals = RenderTotals()
    private let report: @Sendable (RenderTotals) -> Void
    private let found: @Sendable (RecordFinding) -> Void

    /// A job on its way between threads; one of them owns it at a time.
    private struct JobBox: @unchecked Sendable { let job: RenderJob }

    /// Opens input and output.
    ///
    /// - Parameters:
    ///   - engine: the pack made ready.
    ///   - options: input, output and workers.
    ///   - report: called on the writer's queue after each chunk.
    ///   - found: called on the writer's queue for each finding, in the records' order.
    /// - Throws: `RenderFailure.file` for what cannot be opened.
    public init(
        engine: Engine, options: RenderOptions,
        report: @escaping @Sendable (RenderTotals) -> Void,
        found: @escaping @Sendable (RecordFinding) -> Void
    ) throws(RenderFailure) {
        self.engine = engine
        self.options = options
        self.report = report
        self.found = found
        window = DispatchSemaphore(value: options.workers * 2)
        quarantine = QuarantineFile(path: options.quarantine)
        if let clash = options.clash { throw .clash(clash) }
        do throws(RecordReadError) {
            reader = try RecordReader(path: options.records, chunkBytes: options.chunkBytes)
        } catch {
            throw .file(
                error.cure.isEmpty ? error.description : "\(error.description); \(error.cure)")
        }
        do throws(FileError) {
            sink = try DocumentSink(
                path: options.output,
                suffix: options.dump != nil ? ".txt" : options.channel == .pdf ? ".pdf" : ".html",
                isText: options.dump != nil)
            do throws(FileError) {
                try quarantine.removeOld()
            } catch {
                sink.abandon()
                throw error
            }
        } catch {
            throw .file(error.message)
        }
    }

    /// Renders everything and ends the output.
    public func run() throws(RenderFailure) -> RenderTotals {
        let group = DispatchGroup()
        for number in 0..<options.workers {
            let queue = DispatchQueue(label: "fatura.worker.\(number)")
            queue.async(group: group) { self.work() }
        }
        group.wait()
        writer.sync {}
        do throws(FileError) {
            if failure.withLock({ $0 == nil }) {
                try writeOverlong(before: .max)
                try sink.finish()
            }
        } catch {
            fail(.file(error.message))
        }
        do throws(FileError) {
            try quarantine.finish()
        } catch {
            fail(.file(error.message))
        }
        if let failure = failure.withLock({ $0 }) {
            sink.abandon()
            throw failure
        }
        return totals
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
        while true {
            window.wait()
            guard failure.withLock({ $0 == nil }), let job = read() else {
                window.signal()
                return
            }
            render(job, with: renderer)
            let box = JobBox(job: job)
            writer.async { self.commit(box.job) }
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

    private func render(_ job: RenderJob, with renderer: DocumentRenderer) {
        job.removeAll()
        for index in 0..<job.chunk.lineCount {
            let start = job.output.count
            let number = job.chunk.number(index)
            let isRendered = renderer.render(
                job.chunk.line(index), number: number, channel: options.channel, dump: options.dump,
                into: &job.output)
            let idStart = job.identifiers.count
            job.identifiers.append(renderer.identifier)
            for finding in renderer.findings { job.findings.append((index, finding)) }
            job.entries.append(
                RenderJob.Entry(
                    number: number, idStart: idStart, idCount: job.identifiers.count - idStart,
                    start: start, count: job.output.count - start, pages: renderer.pageCount,
                    issued: isRendered ? renderer.tree.info.date : CivilDate(days: 0),
                    isRendered: isRendered))
        }
    }

    // MARK: Writer

    /// Writes the chunks that are next in order.
    ///
    /// Only a chunk that is written makes room for another: were those counted that wait for an earlier
    /// one, a single slow chunk would let the rest of the input pile up behind it.
    private func commit(_ job: RenderJob) {
        pending[job.sequence] = job
        while let job = pending.removeValue(forKey: next) {
            next += 1
            if failure.withLock({ $0 == nil }) {
                do throws(FileError) {
                    try write(job)
                } catch {
                    fail(.file(error.message))
                }
            }
            let box = JobBox(job: job)
            free.withLock { $0.append(box) }
            window.signal()
        }
        report(totals)
    }

    private func write(_ job: RenderJob) throws(FileError) {
        (totals.inputBytes, totals.inputSize) = reading.withLock { _ in
            (reader.bytesRead, reader.totalBytes)
        }
        var nextFinding = 0
        for index in job.entries.indices {
            let entry = job.entries[index]
            try writeOverlong(before: entry.number)
            var findings: [Finding] = []
            while nextFinding < job.findings.count, job.findings[nextFinding].entry == index {
                findings.append(job.findings[nextFinding].finding)
                nextFinding += 1
            }
            try write(entry, of: job, index: index, findings: findings)
        }
    }

    private func write(
        _ entry: RenderJob.Entry, of job: RenderJob, index: Int, findings: [Finding]
    ) throws(FileError) {
        totals.records += 1
        var findings = findings
        let identifier = job.identifiers.view(entry.idStart..<entry.idStart + entry.idCount)
        if entry.isRendered, let finding = judge(identifier) { findings.append(finding) }
        let line = job.chunk.inputLine(index)
        for finding in findings { found(RecordFinding(line: line, finding: finding)) }
        guard findings.allSatisfy({ $0.severity == .warn }) else {
            totals.quarantined += 1
            return try quarantine.add(
                number: entry.number, line: line, identifier: identifier, findings: findings,
                raw: job.chunk.line(index))
        }
        guard !sink.isSingle || sink.documents == 0 else { return fail(.several) }
        totals.warnings += findings.count
        totals.rendered += 1
        totals.pages += entry.pages
        totals.bytes += entry.count
        try sink.write(
            job.output.view(entry.start..<entry.start + entry.count), identifier: identifier,
            date: entry.issued)
    }

    /// Whether a document can be kept under its id in this run; nil if so.
    private func judge(_ identifier: ByteView) -> Finding? {
        guard sink.canName(identifier) else {
            return Finding(
                rule: "record.length", severity: .reject, path: "id",
                message: "the id “\(identifier.string)” is too long for a file's name",
                cure: "shorten it, or write a tar")
        }
        guard !identifiers.insert(identifier) else { return nil }
        return Finding(
            rule: "record.duplicate", severity: .reject, path: "id",
            message: "the id “\(identifier.string)” was already used in this run",
            cure: "the first record with it was rendered; remove this one or give it its own")
    }

    /// Quarantines the lines that were too long to be read, up to a record.
    private func writeOverlong(before number: Int) throws(FileError) {
        let lines = reading.withLock { _ in reader.overlongLines }
        while overlong < lines.count, lines[overlong].number < number {
            let line = lines[overlong]
            overlong += 1
            totals.records += 1
            totals.quarantined += 1
            found(RecordFinding(line: line.inputLine, finding: line.finding))
            try quarantine.add(
                number: line.number, line: line.inputLine, identifier: ByteView(),
                findings: [line.finding], raw: nil)
        }
    }
}
