import Records

/// Slots of all fields that the built-in rules read, resolved once; −1 for what a schema lacks.
struct RuleFields: Sendable {
    let id, kind, cycle, issued, due, period, currency, locale: Int
    let issuer, customer, services, lines, taxes, adjustments, payments: Int
    let subtotal, total, rounding, prepaid, previousBalance, paymentsReceived, amountDue: Int
    let history, usage, fiscal, notices: Int
    let periodFrom, periodTo: Int
    let adjustmentAmount: Int
    let address: Address
    let issuerName, issuerAddress: Int
    let party: Customer
    let service: Service
    let line: Line
    let tax: Tax
    let bill: Bill
    let usageFields: Usage
    let payment: Payment
    let document: Document
    let noticeCode, noticeText: Int

    struct Address: Sendable { let line1, postalCode, city, country: Int }
    struct Customer: Sendable {
        let id, name, address, email, phone, channels: Int
        let invoice, reminder, overdue: Int
    }
    struct Service: Sendable { let id, status, from, to: Int }
    struct Line: Sendable {
        let id, code, service, description, quantity, unitPrice, amount, period, adjustments: Int
    }
    struct Tax: Sendable { let code, category, base, rate, amount, included, withheld: Int }
    struct Bill: Sendable { let cycle, total: Int }
    struct Usage: Sendable {
        let series, groups, name, unit, points, cycle, value, days: Int
        let title, line, subtotal, details, amount: Int
    }
    struct Payment: Sendable {
        let scheme, amount, code, digits, payload, installments, installmentAmount: Int
    }
    struct Document: Sendable { let model, accessKey, `protocol`: Int }

    init(_ schema: Schema) {
        func slot(_ path: String) -> Int { schema.field(at: path)?.slot ?? -1 }
        (id, kind, cycle) = (slot("id"), slot("kind"), slot("cycle"))
        (issued, due, period) = (slot("issued"), slot("due"), slot("period"))
        (currency, locale) = (slot("currency"), slot("locale"))
        (issuer, customer, services) = (slot("issuer"), slot("customer"), slot("services"))
        (lines, taxes) = (slot("lines"), slot("taxes"))
        (adjustments, payments) = (slot("adjustments"), slot("payments"))
        (subtotal, total, rounding) = (slot("subtotal"), slot("total"), slot("rounding"))
        (prepaid, previousBalance) = (slot("prepaid"), slot("previousBalance"))
        (paymentsReceived, amountDue) = (slot("paymentsReceived"), slot("amountDue"))
        (history, usage) = (slot("history"), slot("usage"))
        (fiscal, notices) = (slot("fiscal"), slot("notices"))
        (periodFrom, periodTo) = (slot("period.from"), slot("period.to"))
        adjustmentAmount = slot("adjustments[].amount")
        (issuerName, issuerAddress) = (slot("issuer.name"), slot("issuer.address"))
        (noticeCode, noticeText) = (slot("notices[].code"), slot("notices[].text"))
        address = Address(slot)
        party = Customer(slot)
        service = Service(slot)
        line = Line(slot)
        tax = Tax(slot)
        bill = Bill(cycle: slot("history[].cycle"), total: slot("history[].total"))
        usageFields = Usage(slot)
        payment = Payment(slot)
        document = Document(
            model: slot("fiscal[].model"), accessKey: slot("fiscal[].accessKey"),
            protocol: slot("fiscal[].protocol"))
    }
}

extension RuleFields.Address {
    fileprivate init(_ slot: (String) -> Int) {
        line1 = slot("customer.address.line1")
        postalCode = slot("customer.address.postalCode")
        city = slot("customer.address.city")
        country = slot("customer.address.country")
    }
}

extension RuleFields.Customer {
    fileprivate init(_ slot: (String) -> Int) {
        (id, name) = (slot("customer.id"), slot("customer.name"))
        (address, email) = (slot("customer.address"), slot("customer.email"))
        (phone, channels) = (slot("customer.phone"), slot("customer.channels"))
        invoice = slot("customer.channels.invoice")
        reminder = slot("customer.channels.reminder")
        overdue = slot("customer.channels.overdue")
    }
}

extension RuleFields.Service {
    fileprivate init(_ slot: (String) -> Int) {
        (id, status) = (slot("services[].id"), slot("services[].status"))
        (from, to) = (slot("services[].from"), slot("services[].to"))
    }
}

extension RuleFields.Line {
    fileprivate init(_ slot: (String) -> Int) {
        (id, code, service) = (slot("lines[].id"), slot("lines[].code"), slot("lines[].service"))
        (description, quantity) = (slot("lines[].description"), slot("lines[].quantity"))
        (unitPrice, amount) = (slot("lines[].unitPrice"), slot("lines[].amount"))
        (period, adjustments) = (slot("lines[].period"), slot("lines[].adjustments"))
    }
}

extension RuleFields.Tax {
    fileprivate init(_ slot: (String) -> Int) {
        (code, base, rate) = (slot("taxes[].code"), slot("taxes[].base"), slot("taxes[].rate"))
        (category, amount) = (slot("taxes[].category"), slot("taxes[].amount"))
        (included, withheld) = (slot("taxes[].included"), slot("taxes[].withheld"))
    }
}

extension RuleFields.Usage {
    fileprivate init(_ slot: (String) -> Int) {
        (series, groups) = (slot("usage.series"), slot("usage.groups"))
        (name, unit) = (slot("usage.series[].name"), slot("usage.series[].unit"))
        points = slot("usage.series[].points")
        cycle = slot("usage.series[].points[].cycle")
        value = slot("usage.series[].points[].value")
        days = slot("usage.series[].points[].days")
        (title, line) = (slot("usage.groups[].title"), slot("usage.groups[].line"))
        (subtotal, details) = (slot("usage.groups[].subtotal"), slot("usage.groups[].details"))
        amount = slot("usage.groups[].details[].amount")
    }
}

extension RuleFields.Payment {
    fileprivate init(_ slot: (String) -> Int) {
        (scheme, amount) = (slot("payments[].scheme"), slot("payments[].amount"))
        (code, digits) = (slot("payments[].code"), slot("payments[].digits"))
        (payload, installments) = (slot("payments[].payload"), slot("payments[].installments"))
        installmentAmount = slot("payments[].installments[].amount")
    }
}
