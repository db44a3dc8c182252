extension Schema {
    /// The published record, every field of it; `docs/record.schema.json` is made from it.
    public static let standard: Schema = {
        var builder = SchemaBuilder()
        let shared = SharedTypes(&builder)
        let document = documentRows(&builder, shared)
        let parties = partyRows(&builder, shared)
        let charges = chargeRows(&builder, shared)
        let usage = usageRows(&builder)
        let payments = paymentRows(&builder, shared)
        let fiscal = fiscalRows(&builder)
        let rest = companionRows(&builder)
        return builder.schema(
            record: document + parties + charges + usage + payments + fiscal + rest)
    }()

    /// What `kind` is when a record does not say.
    static let defaultKind: StaticString = "invoice"

    private static func documentRows(
        _ builder: inout SchemaBuilder, _ shared: SharedTypes
    ) -> [SchemaBuilder.Row] {
        let kinds = [
            "invoice", "creditNote", "correction", "reminder", "dunning", "payable", "agreement",
            "receipt", "quittance",
        ]
        let reference = builder.add(
            "reference",
            [
                ("kind", .string, "What the other document is to this one.", "original"),
                ("id", .string, "The other document's id.", "2025-04-0001"),
                ("issued", .date, "The day the other document was issued.", "2025-04-05"),
            ])
        let terms = builder.add(
            "terms",
            [
                ("fineRate", .decimal, "Fine for late payment, in percent of the amount due.", "2"),
                ("interestMonthly", .decimal, "Interest on arrears, in percent a month.", "1"),
                ("graceDays", .integer, "Days after the due date without fine or interest.", "3"),
                ("discountUntil", .date, "Last day of a discount for early payment.", "2025-05-10"),
                ("discountRate", .decimal, "That discount, in percent of the amount due.", "2"),
                ("payableUntil", .date, "Last day the payment codes can be paid.", "2025-07-14"),
                (
                    "text", .string, "The terms as they are printed.",
                    "Multa de 2% após o vencimento."
                ),
            ])
        return [
            ("kind", .enumeration(kinds), "What the document is; invoice if not given.", "invoice"),
            (
                "id*", .string, "Names the document in the whole company, 1 to 200 bytes.",
                "2025-05-0001"
            ),
            ("number", .string, "The document's number as it is printed.", "000.123.456"),
            ("cycle*", .cycle, "The month the document belongs to.", "2025-05"),
            (
                "issued*", .date, "The day the document is issued; what counts as today.",
                "2025-05-05"
            ),
            (
                "due", .date, "The day it is due; required when amountDue is above zero.",
                "2025-05-15"
            ),
            ("period", shared.period, "The days the document charges for.", ""),
            ("currency*", .string, "ISO 4217 code of all money in the record.", "BRL"),
            (
                "locale*", .string, "Language and country that number and date formats follow.",
                "pt-BR"
            ),
            ("references", .list(reference), "Documents this one refers to.", ""),
            ("terms", terms, "What late and early payment mean.", ""),
        ]
    }

    private static func companionRows(_ builder: inout SchemaBuilder) -> [SchemaBuilder.Row] {
        let notice = builder.add(
            "notice",
            [
                ("code", .string, "Names the notice among those that law requires.", "anatel-1331"),
                ("text", .string, "The notice as it is printed.", "Central da Anatel: 1331."),
            ])
        let message = builder.add(
            "message",
            [
                ("kind", .string, "What the message is about.", "greeting"),
                ("text", .string, "The message as it is printed.", "Obrigado por estar conosco."),
            ])
        let service = builder.add(
            "selfServiceLink",
            [
                ("title", .string, "What the customer can do there.", "Segunda via"),
                ("url", .string, "Where.", "https://exemplo.com.br/2via"),
            ])
        let dispute = builder.add(
            "dispute",
            [
                ("line", .string, "The id of the disputed line.", "L1"),
                ("status", .string, "How far the dispute is.", "open"),
            ])
        let extra = builder.add("extra", [])
        return [
            ("notices", .list(notice), "Notices that law or the company requires.", ""),
            ("messages", .list(message), "Words to this customer.", ""),
            ("selfService", .list(service), "What the customer can do without calling.", ""),
            ("disputes", .list(dispute), "Charges the customer disputes.", ""),
            ("extra", extra, "Fields of the company's own, declared by the template pack.", ""),
        ]
    }
}

/// Object types that more than one place uses.
struct SharedTypes {
    let period: FieldKind
    let address: FieldKind
    let adjustment: FieldKind

    init(_ builder: inout SchemaBuilder) {
        period = builder.add(
            "period",
            [
                ("from", .date, "The first day.", "2025-04-01"),
                ("to", .date, "The last day, included.", "2025-04-30"),
            ])
        address = builder.add(
            "address",
            [
                ("line1", .string, "Street and number.", "Rua das Laranjeiras, 100"),
                (
                    "buildingNumber", .string, "The number, where line1 is the street alone.", "28"
                ),
                ("line2", .string, "Flat, building, district.", "Apto 12 - Laranjeiras"),
                ("postalCode", .string, "Postal code.", "22240-003"),
                ("city", .string, "City.", "Rio de Janeiro"),
                ("region", .string, "State, province or canton.", "RJ"),
                ("country", .string, "ISO 3166-1 two-letter code.", "BR"),
            ])
        adjustment = builder.add(
            "adjustment",
            [
                ("charge", .bool, "Whether it is a charge, not an allowance (EN 16931).", "false"),
                ("reason", .string, "Why, as it is printed.", "Desconto fidelidade"),
                ("amount*", .money, "What it adds; below zero for an allowance.", "-5.00"),
            ])
    }
}
