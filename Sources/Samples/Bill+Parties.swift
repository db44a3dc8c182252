import Primitives

/// Who bills, who is billed, and for which services.
extension Bill {
    /// The operator's CNPJ: root and branch, without check digits.
    static let issuerRoot = 40_123_456

    func appendIssuer(to buffer: inout ByteBuffer) {
        buffer.openObject("issuer")
        buffer.member("name", "Vivaz Telecom S.A.")
        buffer.taxId(root: Bill.issuerRoot)
        buffer.member("stateId", "149.876.543.110")
        appendIssuerAddress(to: &buffer)
        buffer.member("phone", "0800 700 1234")
        buffer.member("ombudsman", "0800 700 4321")
        buffer.member("site", "www.vivaz.example")
        buffer.member("email", "atendimento@vivaz.example")
        buffer.member("logo", "logo.png")
        buffer.closeObject()
    }

    func appendIssuerAddress(to buffer: inout ByteBuffer) {
        buffer.openObject("address")
        buffer.member("line1", "Avenida das Nações Unidas, 9000")
        buffer.member("line2", "Torre B, 12º andar")
        buffer.member("postalCode", "04578-000")
        buffer.member("city", "São Paulo")
        buffer.member("region", "SP")
        buffer.member("country", "BR")
        buffer.closeObject()
    }

    func appendCustomer(to buffer: inout ByteBuffer) {
        var random = SplitMix64(key: key, purpose: 4)
        buffer.openObject("customer")
        buffer.person(
            traits.name, number: customerNumber, in: city, hasLongAddress: traits.hasLongAddress,
            &random
        ) { buffer in
            buffer.append(UInt8(ascii: "C"))
            buffer.append(decimal: customerNumber, width: 9)
        }
        buffer.openText("phone")
        buffer.append("+55")
        buffer.append(decimal: city.ddd)
        buffer.append(decimal: phone)
        buffer.closeText()
        buffer.member("since", date: since)
        appendSegment(&random, to: &buffer)
        buffer.closeObject()
    }

    /// The day the customer came; with a short history, in its first month.
    private var since: CivilDate {
        var random = SplitMix64(key: key, purpose: 5)
        let day = Int32(random.below(28))
        guard traits.history == .short else {
            return CivilDate(days: Cycle(year: 2009, month: 1).firstDay.days + day * 170)
        }
        var months: Int32 = 1
        while isKnown(Int(months)) { months += 1 }
        return CivilDate(days: Cycle(months: cycle.months - months).firstDay.days + day)
    }

    private func appendSegment(_ random: inout SplitMix64, to buffer: inout ByteBuffer) {
        let isCompany = traits.name == .company || traits.isLargeAccount
        buffer.member("segment", isCompany ? "business" : "residential")
        buffer.openArray("tags")
        if random.chance(600) {
            buffer.openTextElement()
            buffer.append("paperless\"")
        }
        if fibre != nil {
            buffer.openTextElement()
            buffer.append("combo\"")
        }
        buffer.closeArray()
        guard !traits.isLean else { return }
        buffer.openArray("consents")
        buffer.openElement()
        buffer.member("purpose", "marketing")
        buffer.member("channel", "email")
        buffer.member("granted", flag: random.chance(700))
        buffer.openText("at")
        buffer.append(date: since)
        buffer.append("T10:30:00-03:00")
        buffer.closeText()
        buffer.closeObject()
        buffer.closeArray()
    }

    func appendServices(to buffer: inout ByteBuffer) {
        buffer.openArray("services")
        buffer.openElement()
        buffer.member("id", "S1")
        buffer.openText("number")
        buffer.append(decimal: city.ddd)
        buffer.append(UInt8(ascii: " "))
        buffer.append(decimal: phone / 10_000)
        buffer.append(UInt8(ascii: "-"))
        buffer.append(decimal: phone % 10_000, width: 4)
        buffer.closeText()
        appendService(plan, to: &buffer)
        if let fibre {
            buffer.openElement()
            buffer.member("id", "S2")
            buffer.openText("number")
            buffer.append("VF")
            buffer.append(decimal: customerNumber, width: 9)
            buffer.closeText()
            appendService(fibre, to: &buffer)
        }
        buffer.closeArray()
    }

    private func appendService(_ plan: Plan, to buffer: inout ByteBuffer) {
        buffer.member("plan", plan.name)
        buffer.member("status", "active")
        buffer.member("from", date: since)
        buffer.closeObject()
    }
}
