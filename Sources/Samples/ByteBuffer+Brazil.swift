import Payments
import Primitives

/// What the bills of Brazilian companies have in common, as JSON.
extension ByteBuffer {
    /// The document's number, three digits to a group.
    mutating func documentNumber(_ number: Int) {
        openText("number")
        append(decimal: number / 1_000_000, width: 3)
        append(UInt8(ascii: "."))
        append(decimal: number / 1000 % 1000, width: 3)
        append(UInt8(ascii: "."))
        append(decimal: number % 1000, width: 3)
        closeText()
    }

    /// The billed period, the currency, and what being late costs.
    mutating func terms(from first: CivilDate, to last: CivilDate) {
        openObject("period")
        member("from", date: first)
        member("to", date: last)
        closeObject()
        member("currency", "BRL")
        member("locale", "pt-BR")
        openObject("terms")
        member("fineRate", integer: 2)
        member("interestMonthly", integer: 1)
        closeObject()
    }

    /// A company's CNPJ.
    mutating func taxId(root: Int) {
        openText("taxId")
        CNPJ.append(root: root, branch: 1, to: &self)
        closeText()
    }

    /// Name, CPF or CNPJ, address and e-mail of a customer.
    mutating func person(
        _ name: Traits.Name, number: Int, in city: City, hasLongAddress: Bool,
        _ random: inout SplitMix64, id: (inout ByteBuffer) -> Void
    ) {
        let given = random.pick(Names.given)
        let family = random.pick(Names.family)
        openText("id")
        id(&self)
        closeText()
        openText("name")
        Names.append(name, given, family, &random, to: &self)
        closeText()
        if name == .company {
            taxId(root: 10_000_000 + number % 29_000_000)
        } else {
            openText("taxId")
            CPF.append(base: number, to: &self)
            closeText()
        }
        Places.appendAddress(in: city, isLong: hasLongAddress, &random, to: &self)
        openText("email")
        append(given.ascii)
        append(UInt8(ascii: "."))
        append(family.ascii)
        append(decimal: number % 1000)
        append(UInt8(ascii: "@"))
        append(random.pick(Names.mailHosts))
        closeText()
    }

    /// Opens a line: its id and code.
    mutating func openLine(_ number: Int, code: StaticString) {
        openElement()
        openText("id")
        append(UInt8(ascii: "L"))
        append(decimal: number)
        closeText()
        member("code", code)
    }

    /// Another company whose service a line charges.
    mutating func seller(_ name: StaticString, root: Int) {
        openObject("issuer")
        member("name", name)
        taxId(root: root)
        closeObject()
    }

    /// What is added or taken off behind the lines; nothing if there is none.
    mutating func adjustments(_ adjustments: [Adjustment]) {
        guard !adjustments.isEmpty else { return }
        openArray("adjustments")
        for adjustment in adjustments {
            openElement()
            member("charge", flag: adjustment.amount > 0)
            member("reason", adjustment.reason)
            member("amount", money: adjustment.amount)
            closeObject()
        }
        closeArray()
    }

    /// Opens a way to pay.
    mutating func openPayment(
        _ scheme: StaticString, _ title: StaticString, amount: Int64, due: CivilDate
    ) {
        openElement()
        member("scheme", scheme)
        member("amount", money: amount)
        member("due", date: due)
        member("title", title)
    }

    /// A bar code's digits, and the line to type.
    mutating func code(_ code: ByteView) throws(PaymentError) {
        openText("code")
        append(code)
        closeText()
        openText("digits")
        try linhaDigitavel(codigoDeBarras: code, into: &self)
        closeText()
    }

    /// What law or contract wants on the bill.
    mutating func notice(_ code: StaticString, _ text: StaticString) {
        openElement()
        member("code", code)
        member("text", text)
        closeObject()
    }

    /// A link of self-service.
    mutating func link(_ title: StaticString, _ url: StaticString) {
        openElement()
        member("title", title)
        member("url", url)
        closeObject()
    }
}
