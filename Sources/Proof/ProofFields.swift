public import Records

/// Slots of the record's fields that a finished bill has to show.
public struct ProofFields: Sendable {
    let kind, customer, name, address, street, issuer, issuerName: Int
    let currency, locale, issued, due, payments: Int
    let subtotal, total, amountDue, previousBalance, paymentsReceived, prepaid: Int
    let taxes, taxAmount, usage, groups, groupSubtotal, fiscal, fiscalTotal: Int
    let history, historyDue, historyTotal: Int
    let scheme, code, digits, payload, iban, paymentAmount, paymentDue: Int
    let installments, installmentAmount, installmentDue, installmentPayment: Int

    /// The slots of a schema; every schema has these fields.
    public init(_ schema: Schema) {
        let slot = { (path: String) in schema.field(at: path)?.slot ?? -1 }
        kind = slot("kind")
        (customer, name) = (slot("customer"), slot("customer.name"))
        (address, street) = (slot("customer.address"), slot("customer.address.line1"))
        (issuer, issuerName) = (slot("issuer"), slot("issuer.name"))
        (currency, locale) = (slot("currency"), slot("locale"))
        (issued, due, payments) = (slot("issued"), slot("due"), slot("payments"))
        (subtotal, total, amountDue) = (slot("subtotal"), slot("total"), slot("amountDue"))
        previousBalance = slot("previousBalance")
        paymentsReceived = slot("paymentsReceived")
        prepaid = slot("prepaid")
        (taxes, taxAmount) = (slot("taxes"), slot("taxes[].amount"))
        (usage, groups) = (slot("usage"), slot("usage.groups"))
        groupSubtotal = slot("usage.groups[].subtotal")
        (fiscal, fiscalTotal) = (slot("fiscal"), slot("fiscal[].total"))
        history = slot("history")
        (historyDue, historyTotal) = (slot("history[].due"), slot("history[].total"))
        (scheme, code) = (slot("payments[].scheme"), slot("payments[].code"))
        (digits, payload) = (slot("payments[].digits"), slot("payments[].payload"))
        iban = slot("payments[].iban")
        (paymentAmount, paymentDue) = (slot("payments[].amount"), slot("payments[].due"))
        installments = slot("payments[].installments")
        installmentAmount = slot("payments[].installments[].amount")
        installmentDue = slot("payments[].installments[].due")
        installmentPayment = slot("payments[].installments[].payment")
    }
}

extension Record {
    /// The elements of a list that an object has.
    func elements(_ slot: Int, of object: RecordNode) -> [RecordNode] {
        let list = self.slot(slot, of: object)
        guard list.tag == .list else { return [] }
        return (0..<Int(list.count)).map { element($0, of: list) }
    }
}
