import Primitives
import Records

/// What a run keeps of each record besides its documents; texts are valid until the next record is read.
struct BillFacts: BitwiseCopyable {
    /// Names the document in the whole company.
    var id = ByteView()
    /// The customer's id.
    var customer = ByteView()
    /// What the document is.
    var kind = ByteView()
    /// The month it bills; nil where there is none.
    var cycle: Cycle?
    /// Nil where there is none.
    var issued: CivilDate?
    /// Nil where there is none.
    var due: CivilDate?
    /// ISO 4217; empty where there is none.
    var currency = ByteView()
    /// In minor units of the currency; 0 where there is none.
    var total: Int64 = 0
    /// In minor units of the currency; the total where there is none.
    var amountDue: Int64 = 0
    /// The documents it becomes: bit *n* for the run's channel of that index.
    var channels: UInt16 = 0
}

/// Slots of the fields that a run keeps, resolved once.
struct BillFields: Sendable {
    private let id, customer, customerId, kind, cycle, issued, due: Int
    private let currency, total, amountDue: Int
    private let router: ChannelRouter

    /// The record's own fields that are needed.
    static let names = Set([
        "id", "customer", "kind", "cycle", "issued", "due", "currency", "total", "amountDue",
    ]).union(ChannelRouter.names)

    init(_ options: BatchOptions, _ schema: Schema) {
        router = ChannelRouter(options, schema)
        func slot(_ path: String) -> Int { schema.field(at: path)?.slot ?? -1 }
        (id, kind, cycle) = (slot("id"), slot("kind"), slot("cycle"))
        (customer, customerId) = (slot("customer"), slot("customer.id"))
        (issued, due, currency) = (slot("issued"), slot("due"), slot("currency"))
        (total, amountDue) = (slot("total"), slot("amountDue"))
    }

    /// What the record says, as far as it could be read.
    ///
    /// - Parameters:
    ///   - record: the record.
    ///   - isRead: whether it could be read; its money does not count otherwise.
    /// - Returns: facts whose texts are valid until the next record is read.
    func facts(of record: Record, isRead: Bool = true) -> BillFacts {
        let root = record.root
        func text(_ slot: Int, of object: RecordNode) -> ByteView {
            record.text(record.slot(slot, of: object))
        }
        func day(_ slot: Int) -> CivilDate? {
            let node = record.slot(slot, of: root)
            guard node.tag == .date else { return nil }
            return CivilDate(days: Int32(truncatingIfNeeded: node.payload))
        }
        var facts = BillFacts()
        (facts.id, facts.kind) = (text(id, of: root), text(kind, of: root))
        facts.customer = text(customerId, of: record.slot(customer, of: root))
        let month = record.slot(cycle, of: root)
        if month.tag == .cycle {
            facts.cycle = Cycle(months: Int32(truncatingIfNeeded: month.payload))
        }
        (facts.issued, facts.due) = (day(issued), day(due))
        facts.channels = isRead ? router.documents(of: record) : router.documentsOfUnread
        guard isRead else { return facts }
        facts.currency = text(currency, of: root)
        let sum = record.slot(total, of: root)
        if sum.tag == .money { facts.total = sum.payload }
        let owed = record.slot(amountDue, of: root)
        facts.amountDue = owed.tag == .money ? owed.payload : facts.total
        return facts
    }
}
