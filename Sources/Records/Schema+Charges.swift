extension Schema {
    /// Services, lines, taxes and sums.
    static func chargeRows(
        _ builder: inout SchemaBuilder, _ shared: SharedTypes
    ) -> [SchemaBuilder.Row] {
        let service = serviceType(&builder)
        let line = lineType(&builder, shared)
        let tax = taxType(&builder)
        return [
            ("services", .list(service), "What the customer subscribes to.", ""),
            ("lines*", .list(line), "What is charged.", ""),
            ("taxes", .list(tax), "Taxes on the charges.", ""),
            ("adjustments", .list(shared.adjustment), "Charges and allowances on the whole.", ""),
            ("subtotal", .money, "Sum of the lines.", "144.90"),
            ("total*", .money, "Lines, adjustments and taxes that are not included.", "149.90"),
            ("rounding", .money, "What rounding adds to the amount due.", "0.00"),
            ("prepaid", .money, "What was paid in advance.", "0.00"),
            ("previousBalance", .money, "What was open before this document.", "0.00"),
            ("paymentsReceived", .money, "What was paid since the last document.", "0.00"),
            ("amountDue", .money, "What is to be paid.", "149.90"),
        ]
    }

    private static func serviceType(_ builder: inout SchemaBuilder) -> FieldKind {
        let reading = builder.add(
            "reading",
            [
                ("date", .date, "The day of the reading.", "2025-04-30"),
                ("value", .decimal, "What the meter showed.", "10234.5"),
                ("previous", .decimal, "What it showed at the reading before.", "10010"),
                ("constant", .decimal, "What the difference is multiplied by.", "1"),
                ("unit", .string, "Unit of the readings.", "kWh"),
            ])
        return builder.add(
            "service",
            [
                ("id", .string, "Names the service in this record.", "S1"),
                ("number", .string, "Phone or access number.", "21 98765-4321"),
                ("meter", .string, "Number of the meter.", "MTR-0099"),
                ("plan", .string, "Name of the plan.", "Controle 20 GB"),
                ("status", .string, "Whether it is active, suspended, cancelled.", "active"),
                ("from", .date, "Active from this day.", "2019-03-01"),
                ("to", .date, "Active up to this day.", "2026-03-01"),
                ("fidelityUntil", .date, "End of the minimum term.", "2025-12-31"),
                ("readings", .list(reading), "Meter readings of the period.", ""),
            ])
    }

    private static func lineType(
        _ builder: inout SchemaBuilder, _ shared: SharedTypes
    ) -> FieldKind {
        let issuer = builder.add(
            "lineIssuer",
            [
                ("name", .string, "Name of the company the line is charged for.", "Parceiro Ltda."),
                ("taxId", .string, "Its tax number.", "98.765.432/0001-10"),
            ])
        return builder.add(
            "line",
            [
                ("id", .string, "Names the line in this record.", "L1"),
                ("code", .string, "The company's code for what is charged.", "PLAN20"),
                ("group", .string, "Lines of one group stand together.", "Mensalidades"),
                ("service", .string, "The id of the service it is charged for.", "S1"),
                ("issuer", issuer, "Another company the line is charged for.", ""),
                (
                    "description*", .string, "What is charged, as it is printed.",
                    "Plano Controle 20 GB"
                ),
                ("quantity", .decimal, "How much.", "1.5"),
                ("unit", .string, "Unit of the quantity.", "un"),
                ("unitPrice", .decimal, "Price of one unit.", "99.93333333"),
                ("amount*", .money, "What it costs.", "149.90"),
                ("taxCategory", .string, "Category of its tax, as in EN 16931.", "S"),
                ("taxRate", .decimal, "Rate of its tax in percent.", "19"),
                ("period", shared.period, "The days it is charged for.", ""),
                (
                    "adjustments", .list(shared.adjustment), "Charges and allowances on the line.",
                    ""
                ),
            ])
    }

    private static func taxType(_ builder: inout SchemaBuilder) -> FieldKind {
        builder.add(
            "tax",
            [
                ("code*", .string, "Name of the tax.", "ICMS"),
                ("category", .string, "Its category, as in EN 16931.", "S"),
                ("base", .money, "What the rate applies to.", "149.90"),
                ("rate", .decimal, "Rate in percent.", "18.5"),
                ("amount*", .money, "The tax.", "27.73"),
                ("included", .bool, "Whether the prices contain it.", "true"),
                ("withheld", .bool, "Whether the customer withholds it.", "false"),
                ("exemptionReason", .string, "Why no tax is due.", "Isento, art. 3"),
            ])
    }
}
