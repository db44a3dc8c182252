import Primitives
import Records
import Rules

/// Writes finished jobs in the order of the input: documents, digests, refused records; and counts them.
///
/// One thread at a time.
final class JobWriter {
    let sink: DocumentSink
    private let quarantine: QuarantineFile
    private let digests: DigestFile?
    private var shared = SharedKeys()
    private let rules: RuleSet
    private(set) var totals = RenderTotals()
    private let found: @Sendable (RecordFinding) -> Void

    /// Documents of a job that lie behind one another and are not written yet.
    private var waiting = 0..<0
    private var waitingCount = 0
    /// How many overlong lines were refused.
    private var overlong = 0

    /// What keeps a job from being written.
    enum Failure: Error {
        case file(FileError)
        /// More than one record for a single document's file.
        case several
    }

    /// Opens what documents and digests are written to.
    init(
        _ options: RenderOptions, rules: RuleSet,
        found: @escaping @Sendable (RecordFinding) -> Void
    ) throws(FileError) {
        self.found = found
        self.rules = rules
        quarantine = QuarantineFile(path: options.quarantine)
        let sink = try DocumentSink(
            path: options.output,
            suffix: options.dump != nil ? ".txt" : options.channel == .pdf ? ".pdf" : ".html",
            isText: options.dump != nil)
        self.sink = sink
        var opened: DigestFile?
        do throws(FileError) {
            if let path = options.digests { opened = try DigestFile(path: path) }
            try quarantine.removeOld()
        } catch {
            opened?.abandon()
            sink.abandon()
            throw error
        }
        digests = opened
    }

    /// Ends all files and gives them their names, documents first.
    func finish() throws(Failure) {
        try filed { () throws(FileError) in
            try sink.finish()
            try digests?.finish()
        }
    }

    /// Ends the quarantine, which a run that fails has, too.
    func finishQuarantine() throws(FileError) { try quarantine.finish() }

    /// Removes what was begun and cannot be finished.
    func abandon() {
        sink.abandon()
        digests?.abandon()
    }

    /// Writes a job.
    ///
    /// - Parameters:
    ///   - job: the next one in the input's order.
    ///   - progress: bytes of the input read so far, and of all where it is known.
    ///   - overlong: all lines so far that were too long to be read.
    /// - Throws: `Failure` when a file cannot be written, or may not hold another document.
    func write(
        _ job: RenderJob, _ progress: (bytes: Int, size: Int?),
        overlong: [RecordReader.OverlongLine]
    ) throws(Failure) {
        (totals.inputBytes, totals.inputSize) = progress
        (waiting, waitingCount) = (0..<0, 0)
        var nextFinding = 0
        for index in job.entries.indices {
            let entry = job.entries[index]
            try refuse(overlong, before: entry.number)
            var findings: [Finding] = []
            while nextFinding < job.findings.count, job.findings[nextFinding].entry == index {
                findings.append(job.findings[nextFinding].finding)
                nextFinding += 1
            }
            try write(entry, of: job, index: index, findings: findings)
        }
        try flush(job)
    }

    private func write(
        _ entry: RenderJob.Entry, of job: RenderJob, index: Int, findings: [Finding]
    ) throws(Failure) {
        totals.records += 1
        var findings = findings
        let identifier = job.identifiers.view(entry.idStart..<entry.idStart + entry.idCount)
        if entry.isRendered {
            if let finding = try judge(identifier) {
                findings.append(finding)
            } else {
                try compare(entry, of: job, &findings)
            }
        }
        let line = job.chunk.inputLine(index)
        for finding in findings { found(RecordFinding(line: line, finding: finding)) }
        guard findings.allSatisfy({ $0.severity == .warn }) else {
            totals.quarantined += 1
            return try filed { () throws(FileError) in
                try quarantine.add(
                    number: entry.number, line: line, identifier: identifier, findings: findings,
                    raw: job.chunk.line(index))
            }
        }
        guard !sink.isSingle || totals.rendered == 0 else { throw .several }
        totals.warnings += findings.count
        totals.rendered += 1
        totals.pages += entry.pages
        totals.bytes += entry.count
        try add(entry, of: job, identifier: identifier)
    }

    /// Writes a document and its digest; documents of one file wait for their neighbours.
    private func add(
        _ entry: RenderJob.Entry, of job: RenderJob, identifier: ByteView
    ) throws(Failure) {
        let frame = entry.frameStart..<entry.frameEnd
        if sink.isFolder {
            try filed { () throws(FileError) in
                try sink.write(
                    job.output.view(frame), identifier: identifier, date: entry.issued)
            }
        } else {
            if frame.lowerBound != waiting.upperBound { try flush(job) }
            if waiting.isEmpty { waiting = frame.lowerBound..<frame.lowerBound }
            waiting = waiting.lowerBound..<frame.upperBound
            waitingCount += 1
        }
        guard let digests else { return }
        try filed { () throws(FileError) in
            try digests.add(job.digests.view(entry.digestStart..<entry.digestEnd))
        }
    }

    /// Writes the documents that wait, in one call.
    private func flush(_ job: RenderJob) throws(Failure) {
        guard waitingCount > 0 else { return }
        let (bytes, count) = (job.output.view(waiting), waitingCount)
        (waiting, waitingCount) = (0..<0, 0)
        try filed { () throws(FileError) in try sink.write(framed: bytes, documents: count) }
    }

    private func filed(_ body: () throws(FileError) -> Void) throws(Failure) {
        do throws(FileError) { try body() } catch { throw .file(error) }
    }

    /// Adds what a bill shares with an earlier one that went out.
    private func compare(
        _ entry: RenderJob.Entry, of job: RenderJob, _ findings: inout [Finding]
    ) throws(Failure) {
        let start = entry.idStart + entry.idCount
        let customer = job.identifiers.view(start..<start + entry.customerCount)
        do throws(FileError) {
            try shared.compare(
                job.keys, entry.keyStart..<entry.keyEnd, customer: customer, rules, &findings)
        } catch {
            throw .file(error)
        }
    }

    /// Whether a document can be kept under its id in this run; nil if so.
    private func judge(_ identifier: ByteView) throws(Failure) -> Finding? {
        guard sink.canName(identifier) else {
            return Finding(unnamed: identifier)
        }
        do throws(FileError) {
            guard try !shared.insert(identifier: identifier) else { return nil }
        } catch {
            throw .file(error)
        }
        return Finding(duplicate: identifier)
    }

    /// Quarantines the lines that were too long to be read, up to a record.
    func refuse(
        _ lines: [RecordReader.OverlongLine], before number: Int
    ) throws(Failure) {
        while overlong < lines.count, lines[overlong].number < number {
            let line = lines[overlong]
            overlong += 1
            totals.records += 1
            totals.quarantined += 1
            found(RecordFinding(line: line.inputLine, finding: line.finding))
            try filed { () throws(FileError) in
                try quarantine.add(
                    number: line.number, line: line.inputLine, identifier: ByteView(),
                    findings: [line.finding], raw: nil)
            }
        }
    }
}
