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
        var texts: [WantedText] = []
        let name = record.text(
            record.slot(fields.name, of: record.slot(fields.customer, of: root)))
        if !name.isEmpty { texts.append(.init(path: "customer.name", value: .name(name.string))) }
        for (path, slot) in [("total", fields.total), ("amountDue", fields.amountDue)] {
            let amount = record.decimal(record.slot(slot, of: root))
            guard !amount.isZero else { continue }
            texts.append(.init(path: path, value: .amount(amount.magnitude)))
        }
        let due = record.slot(fields.due, of: root)
        if due.tag == .date {
            let date = CivilDate(days: Int32(truncatingIfNeeded: due.payload))
            texts.append(.init(path: "due", value: .date(date)))
        }
        self.texts = texts + ProofSubject.digits(record, fields)
        (symbols, regions) = ProofSubject.symbols(record, fields, tree, pages)
    }

    /// The digits to type of the payments that have some.
    private static func digits(_ record: Record, _ fields: ProofFields) -> [WantedText] {
        let payments = record.slot(fields.payments, of: record.root)
        guard payments.tag == .list else { return [] }
        var texts: [WantedText] = []
        for index in 0..<Int(payments.count) {
            let payment = record.element(index, of: payments)
            let digits = record.text(record.slot(fields.digits, of: payment))
            let code = record.text(record.slot(fields.code, of: payment))
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
