extension Schema {
    /// Who bills whom.
    static func partyRows(
        _ builder: inout SchemaBuilder, _ shared: SharedTypes
    ) -> [SchemaBuilder.Row] {
        let issuer = builder.add("issuer", issuerRows(shared))
        let customer = customerType(&builder, shared)
        return [
            ("issuer*", issuer, "The company that bills.", ""),
            ("customer*", customer, "The customer who is billed.", ""),
        ]
    }

    private static func issuerRows(_ shared: SharedTypes) -> [SchemaBuilder.Row] {
        [
            ("name*", .string, "Name of the company.", "Exemplo Telecom S.A."),
            ("taxId", .string, "Tax number: CNPJ, VAT id, NIF.", "12.345.678/0001-95"),
            ("stateId", .string, "State registration (inscrição estadual).", "123.456.789"),
            ("address", shared.address, "Where the company sits.", ""),
            ("phone", .string, "Customer service by phone.", "10315"),
            ("ombudsman", .string, "The ombudsman's phone.", "0800 775 1212"),
            ("site", .string, "Web site.", "exemplo.com.br"),
            ("email", .string, "Address for mail to the company.", "contato@exemplo.com.br"),
            ("logo", .string, "Name of the logo among the pack's assets.", "logo.png"),
        ]
    }

    private static func customerType(
        _ builder: inout SchemaBuilder, _ shared: SharedTypes
    ) -> FieldKind {
        let channels = builder.add(
            "channels",
            [
                ("invoice", .string, "Channel for invoices.", "email"),
                ("reminder", .string, "Channel for reminders.", "whatsapp"),
                ("overdue", .string, "Channel for overdue notices.", "sms"),
            ])
        let window = builder.add(
            "contactWindow",
            [
                ("from", .time, "Earliest time of day for a message.", "09:00:00"),
                ("to", .time, "Latest time of day for a message.", "20:00:00"),
            ])
        let consent = builder.add(
            "consent",
            [
                ("purpose", .string, "What the customer agrees or objects to.", "marketing"),
                ("channel", .string, "On which channel.", "email"),
                ("granted", .bool, "Whether the customer agrees.", "true"),
                ("at", .string, "When the customer said so.", "2024-11-02T14:00:00-03:00"),
            ])
        return builder.add(
            "customer",
            [
                ("id*", .string, "Names the customer in the whole company.", "C-100200"),
                ("name*", .string, "Name of the customer.", "Conceição de Araújo"),
                ("taxId", .string, "Tax number: CPF, CNPJ, VAT id.", "123.456.789-09"),
                ("address", shared.address, "Where the bill goes.", ""),
                ("email", .string, "E-mail address.", "conceicao@exemplo.com.br"),
                ("phone", .string, "Phone number.", "+5521987654321"),
                ("since", .date, "Customer since this day.", "2019-03-01"),
                ("segment", .string, "Segment of customers.", "residential"),
                (
                    "language", .string, "Language of the texts; that of locale if not given.",
                    "pt-BR"
                ),
                ("tags", .list(.string), "Marks that offers and rules ask for.", "paperless"),
                ("buyerReference", .string, "The buyer's own reference.", "COST-42"),
                ("orderRef", .string, "The buyer's order.", "PO-7788"),
                ("contractRef", .string, "The contract.", "CT-2019-100200"),
                ("channels", channels, "Which channel carries what.", ""),
                ("contactWindow", window, "When messages may arrive.", ""),
                ("consents", .list(consent), "What the customer agreed to.", ""),
            ])
    }
}
