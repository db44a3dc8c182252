package import Primitives
import Records
import Rules

/// Tells checked records in the order of the input, and finds what they share with earlier ones.
///
/// One thread at a time.
final class CheckJudge {
    private let rules: RuleSet
    private let told: @Sendable (CheckedRecord) -> Void
    private var shared = SharedKeys()
    /// How many overlong lines were told.
    private var overlong = 0

    init(rules: RuleSet, told: @escaping @Sendable (CheckedRecord) -> Void) {
        self.rules = rules
        self.told = told
    }

    /// Tells the records of a job.
    ///
    /// - Parameters:
    ///   - job: the next one in the input's order.
    ///   - overlong: all lines so far that were too long to be read.
    /// - Throws: `FileError` when the temporary file of ids cannot be used.
    func tell(
        _ job: CheckJob, overlong: [RecordReader.OverlongLine]
    ) throws(FileError) {
        var next = 0
        for index in job.entries.indices {
            refuse(overlong, before: job.chunk.number(index))
            var findings: [Finding] = []
            while next < job.findings.count, job.findings[next].entry == index {
                findings.append(job.findings[next].finding)
                next += 1
            }
            try tell(index, of: job, findings)
        }
    }

    private func tell(
        _ index: Int, of job: CheckJob, _ findings: [Finding]
    ) throws(FileError) {
        let entry = job.entries[index]
        let id = job.texts.view(entry.start..<entry.start + entry.idCount)
        var findings = findings
        let customerStart = entry.start + entry.idCount
        let currencyStart = customerStart + entry.customerCount
        if entry.isRead {
            if try shared.insert(identifier: id) {
                let customer = job.texts.view(customerStart..<currencyStart)
                try shared.compare(
                    job.keys, entry.keyStart..<entry.keyEnd, customer: customer, rules, &findings)
            } else {
                findings.append(Finding(duplicate: id))
            }
        }
        let currency = job.texts.view(currencyStart..<currencyStart + entry.currencyCount)
        told(
            CheckedRecord(
                number: job.chunk.number(index), line: job.chunk.inputLine(index),
                identifier: id.string, currency: currency.string, scale: entry.scale,
                total: entry.total, share: entry.share, findings: findings))
    }

    /// Tells the lines that were too long to be read, up to a record.
    func refuse(_ lines: [RecordReader.OverlongLine], before number: Int) {
        while overlong < lines.count, lines[overlong].number < number {
            let line = lines[overlong]
            overlong += 1
            told(
                CheckedRecord(
                    number: line.number, line: line.inputLine, identifier: "", currency: "",
                    scale: 2, total: 0, share: -1, findings: [line.finding]))
        }
    }
}

extension Finding {
    /// What is said of a record whose id another one of the run has.
    package init(duplicate identifier: ByteView, run: String = "this run") {
        self.init(
            rule: "record.duplicate", severity: .reject, path: "id",
            message: "the id “\(identifier.string)” was already used in \(run)",
            cure: run == "this run"
                ? "the first record with it alone counts, whatever becomes of it; remove this one, or "
                    + "give it an id of its own"
                : "the bill went out there; remove this one, or give it an id of its own")
    }

    /// An id that no file can be called after.
    package init(unnamed identifier: ByteView) {
        self.init(
            rule: "record.length", severity: .reject, path: "id",
            message: "the id “\(identifier.string)” is too long for a file's name",
            cure:
                "shorten it: with every byte outside of A-Z a-z 0-9 . _ - as %XX it has 255 at the most"
        )
    }
}
