import Primitives
import Records

/// The codes of a record's ways to pay, and which of them its bill has to have.
struct WantedPayments: Sendable {
    /// A way to pay by a code that apps and banks read.
    struct Payment: Sendable {
        let path: String
        let scheme: String
        let payload: [UInt8]
        /// The account, by which it can be paid without its code; empty where there is none.
        let iban: String
    }

    /// Whether the bill is to be paid by these codes: not where a bank is told to, or nothing is open.
    let isOwed: Bool
    /// Those of the bill itself that have a payload.
    let payments: [Payment]
    /// Every payload, those of installments, too.
    let payloads: [[UInt8]]

    /// - Parameters:
    ///   - record: a record whose payments are completed.
    ///   - fields: where its fields are.
    init(_ record: Record, _ fields: ProofFields) {
        let root = record.root
        let ways = record.elements(fields.payments, of: root)
        let text = { (slot: Int, way: RecordNode) in record.text(record.slot(slot, of: way)) }
        let open =
            record.amount(fields.amountDue, of: root) ?? record.amount(fields.total, of: root)
        let kind = record.text(record.slot(fields.kind, of: root)).string
        isOwed =
            (open ?? .zero) > .zero && !["creditNote", "receipt", "quittance"].contains(kind)
            && !ways.contains { text(fields.scheme, $0) == "autoDebit" }
        payments = ways.enumerated().compactMap { index, way in
            let payload = text(fields.payload, way)
            guard !payload.isEmpty else { return nil }
            return Payment(
                path: "payments[\(index)].payload", scheme: text(fields.scheme, way).string,
                payload: payload.bytes, iban: text(fields.iban, way).string)
        }
        let parts = ways.flatMap { record.elements(fields.installments, of: $0) }
            .map { text(fields.payload, record.slot(fields.installmentPayment, of: $0)).bytes }
        payloads = payments.map(\.payload) + parts.filter { !$0.isEmpty }
    }

    /// The schemes that are paid by a symbol.
    private static let schemes = ["pix", "upi", "sepa", "swiss"]

    /// The ways to pay of which no symbol of the bill has the code.
    ///
    /// - Parameter drawn: the payloads of the bill's symbols.
    /// - Returns: the first of each scheme; of several of a scheme it is enough that one is drawn.
    func undrawn(_ drawn: [[UInt8]]) -> [Payment] {
        guard isOwed else { return [] }
        return WantedPayments.schemes.compactMap { scheme in
            let own = payments.filter { $0.scheme == scheme }
            return own.contains { drawn.contains($0.payload) } ? nil : own.first
        }
    }
}
