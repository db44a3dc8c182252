public import Records

/// Slots of the record's fields that a finished bill has to show.
public struct ProofFields: Sendable {
    let customer, name, total, amountDue, due, currency, locale, payments: Int
    let scheme, code, digits, payload, paymentAmount, paymentDue: Int
    let installments, installmentAmount, installmentDue, history, historyDue: Int

    /// The slots of a schema; every schema has these fields.
    public init(_ schema: Schema) {
        let record = schema.types[0]
        let slot = { (name: String, type: ObjectType?) in type?.field(name)?.slot ?? -1 }
        let type = { (name: String) in record.field(name).flatMap { schema.objectType(of: $0.kind) }
        }
        customer = slot("customer", record)
        name = slot("name", type("customer"))
        total = slot("total", record)
        amountDue = slot("amountDue", record)
        due = slot("due", record)
        currency = slot("currency", record)
        locale = slot("locale", record)
        payments = slot("payments", record)
        let payment = type("payments")
        scheme = slot("scheme", payment)
        code = slot("code", payment)
        digits = slot("digits", payment)
        payload = slot("payload", payment)
        paymentAmount = slot("amount", payment)
        paymentDue = slot("due", payment)
        installments = slot("installments", payment)
        let installment = payment.flatMap { type in
            type.field("installments").flatMap { schema.objectType(of: $0.kind) }
        }
        installmentAmount = slot("amount", installment)
        installmentDue = slot("due", installment)
        history = slot("history", record)
        historyDue = slot("due", type("history"))
    }
}
