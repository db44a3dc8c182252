import Expansion
import Primitives
import Records

/// Says which documents a record becomes: the same for all, or what its customer prefers.
///
/// A customer prefers one channel for invoices, one for reminders and one for what is overdue
/// (`customer.channels`). Names that no back end is there for yet, such as `email` and `whatsapp`, and customers
/// who prefer nothing get the fallback.
struct ChannelRouter: Sendable {
    private let channels: [Channel]
    private let fallback: Channel?
    private let customer, preferences, invoice, reminder, overdue, kind: Int

    /// The record's own fields that are needed.
    static let names: Set<String> = ["customer", "kind"]

    init(_ options: BatchOptions, _ schema: Schema) {
        channels = options.channels
        fallback = options.fallback
        func slot(_ path: String) -> Int { schema.field(at: path)?.slot ?? -1 }
        (customer, kind) = (slot("customer"), slot("kind"))
        preferences = slot("customer.channels")
        invoice = slot("customer.channels.invoice")
        reminder = slot("customer.channels.reminder")
        overdue = slot("customer.channels.overdue")
    }

    /// The documents of a record that could be read: bit *n* for the run's channel of that index.
    func documents(of record: Record) -> UInt16 {
        guard let fallback else { return all }
        let channel = preferred(of: record) ?? fallback
        return channels.firstIndex(of: channel).map { 1 << UInt16($0) } ?? all
    }

    /// The documents of a record that could not be read: nobody knows what its customer prefers.
    var documentsOfUnread: UInt16 { fallback == nil ? all : 0 }

    private var all: UInt16 { (1 << UInt16(channels.count)) - 1 }

    /// What the customer prefers for a document of this kind, as far as there is a back end for it.
    private func preferred(of record: Record) -> Channel? {
        let named = record.slot(preferences, of: record.slot(customer, of: record.root))
        let kind = record.text(record.slot(kind, of: record.root))
        let slot = kind == "reminder" ? reminder : kind == "dunning" ? overdue : invoice
        let name = record.text(record.slot(slot, of: named))
        if name == "pdf" || name == "print" || name == "post" || name == "mail" { return .pdf }
        if name == "portal" || name == "web" || name == "app" { return .portal }
        return nil
    }
}
