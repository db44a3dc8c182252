public import DocumentModel
import Expressions
public import PageLayout
import Payments
import Primitives
public import Records

/// What a finished bill has to show, worked out from its record, and where its symbols stand.
///
/// Nothing here comes from the template, but which symbols it draws.
public struct ProofSubject: Sendable {
    let locale: LocaleFormat
    /// ISO 4217.
    let currency: String
    let texts: [WantedText]
    /// Where boxes show fields.
    let places: [WantedPlace]
    /// The name and the street of the customer, and who must not stand there instead; empty where there is none.
    let addressee: (name: String, street: String, issuer: String)
    let amounts: ProofAmounts
    /// The dates that may stand at labels of the due date, the bill's own first; empty if it has none.
    let dues: [CivilDate]
    /// The day of issue.
    let issued: [CivilDate]
    /// Every date of the record.
    let dates: [CivilDate]
    let payments: WantedPayments
    /// Ways to pay of which no symbol has the code.
    let undrawn: [WantedPayments.Payment]
    /// The parts of pages around the symbols of payments.
    let bands: [PageBand]
    /// How many pages it has.
    let pageCount: Int
    let symbols: [WantedSymbol]
    /// Where the symbols of a page are looked for, in the order of pages.
    let regions: [SymbolRegion]

    /// A field whose value has to be read.
    struct WantedText: Sendable {
        let path: String
        let value: Value

        enum Value: Sendable {
            case name(String)
            /// Never negative: how a bill says that an amount is in the customer's favour is its own affair.
            case amount(ExactDecimal)
            case date(CivilDate)
            /// Digits alone.
            case digits(String)

            var name: String? { if case .name(let name) = self { name } else { nil } }
            var amount: ExactDecimal? { if case .amount(let amount) = self { amount } else { nil } }
            var date: CivilDate? { if case .date(let date) = self { date } else { nil } }
            /// Whether it is an amount of nothing, which bills may leave out.
            var isZero: Bool { amount?.isZero ?? false }
        }
    }

    /// A symbol that has to be decoded.
    struct WantedSymbol: Sendable, Hashable {
        let path: String
        let payload: [UInt8]
        /// 0-based.
        let page: Int
        /// Whether it is made of bars alone.
        let isLinear: Bool
    }

    /// What the bill of the record just rendered has to show.
    ///
    /// - Parameters:
    ///   - record: what it was made of.
    ///   - fields: where the record's fields are.
    ///   - tree: the bill's boxes.
    ///   - pages: the bill's pages.
    public init(_ record: Record, _ fields: ProofFields, _ tree: BoxTree, _ pages: PageSet) {
        let root = record.root
        locale = LocaleFormat.named(record.text(record.slot(fields.locale, of: root))) ?? .standard
        currency = record.text(record.slot(fields.currency, of: root)).string
        let own = ProofSubject.ownTexts(record, fields)
        let parts = ProofSubject.paymentTexts(record, fields)
        (symbols, regions, bands) = ProofSubject.symbols(record, fields, tree, pages)
        payments = WantedPayments(record, fields)
        let drawn = symbols.map(\.payload)
        undrawn = payments.undrawn(drawn.filter { !$0.isEmpty })
        texts =
            own.map(\.1).filter { !$0.value.isZero }
            + ProofSubject.digits(record, fields, isOwed: payments.isOwed, drawn)
        places = ProofSubject.places(
            of: Dictionary((own + parts).map { ($0.0, $0.1) }) { first, _ in first }, tree, pages,
            locale)
        let address = record.slot(fields.address, of: record.slot(fields.customer, of: root))
        addressee = (
            own.lazy.compactMap { $0.1.value.name }.first ?? "",
            record.text(record.slot(fields.street, of: address)).string,
            record.text(
                record.slot(fields.issuerName, of: record.slot(fields.issuer, of: root))
            ).string
        )
        amounts = ProofAmounts(record, fields, payments: parts.compactMap { $0.1.value.amount })
        let earlier = record.elements(fields.history, of: root)
            .compactMap { ProofSubject.date(record.slot(fields.historyDue, of: $0)) }
        let due = own.compactMap { $0.1.value.date }
        dues = due.isEmpty ? [] : due + parts.compactMap { $0.1.value.date } + earlier
        issued = [ProofSubject.date(record.slot(fields.issued, of: root))].compactMap(\.self)
        dates = (0..<record.nodeCount).compactMap { ProofSubject.date(record.node($0)) }
        pageCount = pages.pages.count
    }

    /// The bill's name, amounts and due date, each with its node's number.
    private static func ownTexts(
        _ record: Record, _ fields: ProofFields
    ) -> [(Int32, WantedText)] {
        let root = record.root
        let customer = record.slot(fields.customer, of: root)
        return [
            text(record, fields.name, of: customer, "customer.name"),
            text(record, fields.total, of: root, "total"),
            text(record, fields.amountDue, of: root, "amountDue"),
            text(record, fields.due, of: root, "due"),
        ].compactMap(\.self)
    }

    /// The amounts and due dates of the ways to pay.
    private static func paymentTexts(
        _ record: Record, _ fields: ProofFields
    ) -> [(Int32, WantedText)] {
        let payments = record.slot(fields.payments, of: record.root)
        guard payments.tag == .list else { return [] }
        return (0..<Int(payments.count)).flatMap { index in
            let payment = record.element(index, of: payments)
            let path = "payments[\(index)]"
            let own = [
                text(record, fields.paymentAmount, of: payment, path + ".amount"),
                text(record, fields.paymentDue, of: payment, path + ".due"),
            ]
            let parts = record.slot(fields.installments, of: payment)
            guard parts.tag == .list else { return own.compactMap(\.self) }
            return own.compactMap(\.self)
                + (0..<Int(parts.count)).flatMap { number in
                    let part = record.element(number, of: parts)
                    let path = "\(path).installments[\(number)]"
                    return [
                        text(record, fields.installmentAmount, of: part, path + ".amount"),
                        text(record, fields.installmentDue, of: part, path + ".due"),
                    ].compactMap(\.self)
                }
        }
    }

    /// A slot's value with its node's number; nil where there is none.
    private static func text(
        _ record: Record, _ slot: Int, of object: RecordNode, _ path: String
    ) -> (Int32, WantedText)? {
        let node = record.slot(slot, of: object)
        let number = Int32(truncatingIfNeeded: Int(object.payload) + slot)
        let value: WantedText.Value? =
            switch node.tag {
            case .money, .decimal, .integer: .amount(record.decimal(node).magnitude)
            case .date: date(node).map { .date($0) }
            case .string where node.count > 0: .name(record.text(node).string)
            default: nil
            }
        return value.map { (number, WantedText(path: path, value: $0)) }
    }

    /// The day of a node; nil if it is none.
    private static func date(_ node: RecordNode) -> CivilDate? {
        node.tag == .date ? CivilDate(days: Int32(truncatingIfNeeded: node.payload)) : nil
    }

    /// The digits to type of the payments that have some: those that are owed, or drawn nevertheless.
    private static func digits(
        _ record: Record, _ fields: ProofFields, isOwed: Bool, _ drawn: [[UInt8]]
    ) -> [WantedText] {
        let payments = record.slot(fields.payments, of: record.root)
        guard payments.tag == .list else { return [] }
        var texts: [WantedText] = []
        for index in 0..<Int(payments.count) {
            let payment = record.element(index, of: payments)
            let digits = record.text(record.slot(fields.digits, of: payment))
            let code = record.text(record.slot(fields.code, of: payment))
            guard isOwed || drawn.contains(code.bytes) else { continue }
            var line = ByteBuffer()
            if !digits.isEmpty {
                line.append(digits.bytes.filter { (48...57).contains($0) })
            } else if code.count == 44 {
                try? linhaDigitavel(codigoDeBarras: code, into: &line, masked: false)
            }
            guard line.count > 0 else { continue }
            let field = digits.isEmpty ? "code" : "digits"
            texts.append(
                .init(path: "payments[\(index)].\(field)", value: .digits(line.view.string)))
        }
        return texts
    }
}
