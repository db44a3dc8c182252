import Expansion
import PaymentDesk
import Primitives
import Records
import Rendering
import Rules

/// Reads of each record what a plan needs to know of it, and no more; one per worker.
///
/// Payments are completed, as two bills may be paid by one code only once it is built.
final class BillReader {
    private let parser: RecordParser
    private let payments: RecordPayments
    private let checker: RuleChecker
    private let fields: BillFields

    /// The record's own fields that a plan reads: what is kept of it, and what codes to pay by are built from.
    private static let names = BillFields.names.union(["issuer", "payments", "locale"])

    init(engine: Engine, options: BatchOptions) {
        let schema = engine.template.schema.keeping(BillReader.names)
        parser = RecordParser(schema: schema)
        payments = RecordPayments(record: parser.record)
        checker = RuleChecker(
            rules: RuleSet(
                schema: schema, thresholds: engine.rules.thresholds, grades: engine.rules.grades),
            record: parser.record)
        fields = BillFields(options, schema)
    }

    /// Reads a record.
    ///
    /// - Parameters:
    ///   - line: the record, followed by `RecordChunk.padding` readable bytes.
    ///   - number: of the record in its input, from 1.
    ///   - keys: gets what no other bill of the run may share with it.
    /// - Returns: what is known of it.
    func read(
        _ line: ByteView, number: Int, keys: inout Pool<DuplicateKey>
    ) -> BillFacts {
        guard parser.parse(line, number: number) else {
            return fields.facts(of: parser.record, isRead: false)
        }
        payments.settle()
        checker.appendDuplicateKeys(to: &keys)
        return fields.facts(of: parser.record)
    }
}
