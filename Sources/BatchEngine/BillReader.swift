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
    /// Whether the last record could be read.
    private var isRead = false

    /// The record's own fields that a plan reads: what is kept of it, and what codes to pay by are built from.
    private static let names = BillFields.names.union(["issuer", "payments", "locale"])

    /// - Parameters:
    ///   - engine: the pack made ready.
    ///   - options: of the run.
    ///   - readsLines: whether lines are read too, to be compared with those of an earlier run.
    init(engine: Engine, options: BatchOptions, readsLines: Bool = false) {
        let schema = engine.template.schema.keeping(
            readsLines ? BillReader.names.union(["lines"]) : BillReader.names)
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
        isRead = parser.parse(line, number: number)
        guard isRead else {
            return fields.facts(of: parser.record, isRead: false)
        }
        payments.complete()
        checker.appendDuplicateKeys(to: &keys)
        return fields.facts(of: parser.record)
    }

    /// Appends the lines of the record that was read last, if it could be, with the codes of what they charge for.
    func appendCharges(to lines: inout Pool<ChargeLine>, of charges: inout ChargeCounter) {
        if isRead { checker.appendCharges(to: &lines, of: &charges) }
    }
}
