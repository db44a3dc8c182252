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
    private let idSlot: Int
    private let currencySlot: Int

    init(engine: Engine) {
        let schema = engine.template.schema
        parser = RecordParser(schema: schema)
        payments = RecordPayments(record: parser.record)
        checker = RuleChecker(rules: engine.rules, record: parser.record)
        grades = engine.template.grades
        idSlot = schema.types[0].field("id")?.slot ?? -1
        currencySlot = schema.types[0].field("currency")?.slot ?? -1
    }

    /// Checks the records of a chunk.
    func check(_ job: CheckJob) {
        job.removeAll()
        for index in 0..<job.chunk.lineCount { check(index, of: job) }
    }

    private func check(_ index: Int, of job: CheckJob) {
        let isRead = parser.parse(index, of: job.chunk)
        var findings = parser.findings
        if isRead {
            if checker.check() { findings += checker.findings }
            payments.settle()
            if !payments.findings.isEmpty { findings += payments.findings }
        }
        if !findings.isEmpty {
            grades.apply(to: &findings)
            for finding in findings { job.findings.append((index, finding)) }
        }
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
