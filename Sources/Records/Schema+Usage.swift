extension Schema {
    /// Earlier bills, usage and offers.
    static func usageRows(_ builder: inout SchemaBuilder) -> [SchemaBuilder.Row] {
        let history = builder.add(
            "earlierBill",
            [
                ("cycle*", .cycle, "Its month.", "2025-04"),
                ("total*", .money, "Its total.", "139.90"),
                ("due", .date, "The day it was due.", "2025-04-15"),
                ("status", .string, "Whether it is open or paid.", "paid"),
                ("paidAt", .date, "The day it was paid.", "2025-04-14"),
            ])
        let usage = usageType(&builder)
        let offer = offerType(&builder)
        return [
            ("history", .list(history), "Earlier bills of this customer.", ""),
            ("usage", usage, "What was used.", ""),
            ("offers", .list(offer), "Offers the company already chose.", ""),
        ]
    }

    private static func usageType(_ builder: inout SchemaBuilder) -> FieldKind {
        let point = builder.add(
            "usagePoint",
            [
                ("cycle*", .cycle, "The month.", "2025-04"),
                ("value*", .decimal, "What was used.", "18.25"),
                ("days", .integer, "Days the value covers.", "30"),
            ])
        let series = builder.add(
            "usageSeries",
            [
                ("name", .string, "What is measured.", "Internet"),
                ("unit", .string, "Unit of the values.", "GB"),
                ("points", .list(point), "One value a month, oldest first.", ""),
            ])
        let detail = builder.add(
            "usageDetail",
            [
                ("date", .date, "The day.", "2025-04-12"),
                ("time", .time, "The time of day.", "18:04:59"),
                ("description", .string, "What was used.", "Chamada local"),
                ("number", .string, "The number called.", "21 2555-0100"),
                ("seconds", .integer, "How long, in seconds.", "125"),
                ("quantity", .decimal, "How much.", "2.5"),
                ("unit", .string, "Unit of the quantity.", "MB"),
                ("amount", .money, "What it costs.", "0.35"),
            ])
        let group = builder.add(
            "usageGroup",
            [
                ("title", .string, "Heading of the group.", "Ligações locais"),
                ("kind", .string, "What the group holds.", "voice"),
                ("line", .string, "The id of the line it explains.", "L1"),
                ("subtotal", .money, "Sum of the details.", "0.35"),
                ("details", .list(detail), "Each use, in the order of the bill.", ""),
            ])
        return builder.add(
            "usage",
            [
                ("series", .list(series), "Use over the months, for charts.", ""),
                ("groups", .list(group), "Use in detail.", ""),
            ])
    }

    private static func offerType(_ builder: inout SchemaBuilder) -> FieldKind {
        builder.add(
            "offer",
            [
                ("id", .string, "Names the offer.", "OF-FIBRA-500"),
                ("kind", .enumeration(["own", "partner"]), "Whose offer it is.", "own"),
                ("title", .string, "Heading.", "Fibra 500 Mega"),
                ("body", .string, "Text.", "Mais velocidade por R$ 20 a mais."),
                ("cta", .string, "What the customer is asked to do.", "Quero agora"),
                ("url", .string, "Where it leads.", "https://exemplo.com.br/fibra"),
                ("image", .string, "Name of an image among the pack's assets.", "fibra.png"),
                ("coupon", .string, "Code to redeem.", "FIBRA20"),
                ("validUntil", .date, "Last day it is valid.", "2025-06-30"),
            ])
    }

    /// Fiscal documents, several to a bill.
    static func fiscalRows(_ builder: inout SchemaBuilder) -> [SchemaBuilder.Row] {
        let fiscal = builder.add(
            "fiscalDocument",
            [
                ("model", .string, "Its model: NFCom, NF3e, EN 16931.", "62"),
                ("series", .string, "Its series.", "1"),
                ("number", .string, "Its number.", "123456"),
                ("accessKey", .string, "Its key.", "33250512345678000195620010001234561000000019"),
                ("issued", .date, "The day it was issued.", "2025-05-05"),
                ("protocol", .string, "Protocol of its authorisation.", "333250000000001"),
                ("authorisedAt", .string, "When it was authorised.", "2025-05-05T03:12:44-03:00"),
                (
                    "qrText", .string, "Text of its QR code.",
                    "https://dfe-portal.exemplo/nfcom?ch=3325"
                ),
                ("total", .money, "Its total.", "149.90"),
                ("xml+", .string, "Name of the XML file.", "nfcom-123456.xml"),
            ])
        return [("fiscal", .list(fiscal), "Fiscal documents of this bill.", "")]
    }
}
