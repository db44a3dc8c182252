import DocumentModel
import Expansion
import PaymentDesk
import Primitives
import Records
import Rules

/// Reads and checks one record after the other, without making documents; one per worker.
final class RecordChecker {
    private let parser: RecordParser
    private let payments: RecordPayments
    private let checker: RuleChecker
    private let grades: Grades
    private let template: CompiledTemplate
    /// Made for the first record that needs it; most runs have none.
    private var drawing: (expander: TemplateExpander, tree: BoxTree)?
    private let idSlot: Int
    private let currencySlot: Int

    init(engine: Engine) {
        let schema = engine.template.schema
        parser = RecordParser(schema: schema)
        payments = RecordPayments(record: parser.record)
        checker = RuleChecker(rules: engine.rules, record: parser.record)
        grades = engine.template.grades
        template = engine.template
        idSlot = schema.types[0].field("id")?.slot ?? -1
        currencySlot = schema.types[0].field("currency")?.slot ?? -1
    }

    /// Checks the records of a chunk.
    func check(_ job: CheckJob) {
        job.removeAll()
        for index in 0..<job.chunk.lineCount { check(index, of: job) }
    }

    /// What the template asks of the last record's payments and they lack, as it is told when they are drawn.
    ///
    /// Templates alone know whether they draw a payment's code or say in words how it is paid. Payments of which
    /// no code can be made keep the document from being drawn at all.
    private func missingCodes() -> [Finding] {
        var graded = payments.findings
        grades.apply(to: &graded)
        guard graded.allSatisfy({ $0.severity != .reject }) else { return [] }
        let (expander, tree) =
            drawing ?? (TemplateExpander(template: template, record: parser.record), BoxTree())
        drawing = (expander, tree)
        var missing: [Finding] = []
        for channel in Channel.allCases {
            expander.expand(into: tree, channel: channel)
            for finding in expander.findings
            where finding.rule == "payment.symbol" && !missing.contains(finding) {
                missing.append(finding)
            }
        }
        return missing
    }

    private func check(_ index: Int, of job: CheckJob) {
        let isRead = parser.parse(index, of: job.chunk)
        var findings = parser.findings
        if isRead {
            if checker.check() { findings += checker.findings }
            payments.settle()
            if !payments.findings.isEmpty { findings += payments.findings }
        }
        if !findings.isEmpty { grades.apply(to: &findings) }
        if isRead, payments.isWithoutCode { findings += missingCodes() }
        for finding in findings { job.findings.append((index, finding)) }
        let record = parser.record
        let identifier = record.text(record.slot(idSlot, of: record.root))
        var entry = CheckJob.Entry(
            start: job.texts.count, idCount: identifier.count, customerCount: 0, currencyCount: 0,
            keyStart: job.keys.count, keyEnd: job.keys.count, total: 0, scale: record.currencyScale,
            share: -1, isRead: isRead)
        job.texts.append(identifier)
        if isRead {
            let facts = checker.facts
            let currency = record.text(record.slot(currencySlot, of: record.root))
            job.texts.append(facts.customer)
            job.texts.append(currency)
            checker.appendDuplicateKeys(to: &job.keys)
            (entry.customerCount, entry.currencyCount) = (facts.customer.count, currency.count)
            (entry.total, entry.share) = (facts.total, checker.totalShare)
            entry.keyEnd = job.keys.count
        }
        job.entries.append(entry)
    }
}
