import Payments
import Primitives

/// Who bills, who is billed, and for which services.
extension Bill {
    /// The operator's CNPJ: root and branch, without check digits.
    static let issuerRoot = 40_123_456

    func appendIssuer(to buffer: inout ByteBuffer) {
        buffer.openObject("issuer")
        buffer.member("name", "Vivaz Telecom S.A.")
        buffer.openText("taxId")
        CNPJ.append(root: Bill.issuerRoot, branch: 1, to: &buffer)
        buffer.closeText()
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
        let given = random.pick(Names.given)
        let family = random.pick(Names.family)
        buffer.openObject("customer")
        buffer.openText("id")
        buffer.append(UInt8(ascii: "C"))
        buffer.append(decimal: customerNumber, width: 9)
        buffer.closeText()
        buffer.openText("name")
        appendName(given, family, &random, to: &buffer)
        buffer.closeText()
        buffer.openText("taxId")
        if traits.name == .company {
            CNPJ.append(root: 10_000_000 + customerNumber % 29_000_000, branch: 1, to: &buffer)
        } else {
            CPF.append(base: customerNumber, to: &buffer)
        }
        buffer.closeText()
        appendCustomerAddress(&random, to: &buffer)
        buffer.openText("email")
        buffer.append(given.ascii)
        buffer.append(UInt8(ascii: "."))
        buffer.append(family.ascii)
        buffer.append(decimal: customerNumber % 1000)
        buffer.append(UInt8(ascii: "@"))
        buffer.append(random.pick(Names.mailHosts))
        buffer.closeText()
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

    private func appendName(
        _ given: Name, _ family: Name, _ random: inout SplitMix64, to buffer: inout ByteBuffer
    ) {
        switch traits.name {
        case .unusual: buffer.append(escaping: random.pick(Names.unusual))
        case .company:
            buffer.append(random.pick(Names.trades))
            buffer.append(UInt8(ascii: " "))
            buffer.append(family.text)
            if random.chance(400) {
                buffer.append(" & ")
                buffer.append(random.pick(Names.family).text)
            }
            buffer.append(random.pick(Names.legalForms))
        case .long:
            let start = buffer.count
            let target = random.any(120...275)
            buffer.append(given.text)
            while Bill.characters(buffer, from: start) < target {
                buffer.append(random.pick(Names.links))
                buffer.append(random.pick(Names.family).text)
            }
        case .ordinary:
            buffer.append(given.text)
            if random.chance(500) {
                buffer.append(random.pick(Names.links))
                buffer.append(random.pick(Names.family).text)
            }
            buffer.append(UInt8(ascii: " "))
            buffer.append(family.text)
        }
    }

    /// How many characters stand behind `start`.
    private static func characters(_ buffer: borrowing ByteBuffer, from start: Int) -> Int {
        var count = 0
        for position in start..<buffer.count where buffer[position] & 0xC0 != 0x80 { count += 1 }
        return count
    }

    private func appendCustomerAddress(_ random: inout SplitMix64, to buffer: inout ByteBuffer) {
        buffer.openObject("address")
        buffer.openText("line1")
        buffer.append(random.pick(traits.hasLongAddress ? Places.longStreets : Places.streets))
        buffer.append(", ")
        buffer.append(decimal: random.any(1...2999))
        buffer.append(random.pick(Places.complements))
        buffer.closeText()
        buffer.member("line2", random.pick(Places.districts))
        buffer.openText("postalCode")
        buffer.append(decimal: city.cep + random.below(city.cepCount), width: 5)
        buffer.append(UInt8(ascii: "-"))
        buffer.append(decimal: random.below(900), width: 3)
        buffer.closeText()
        buffer.member("city", city.name)
        buffer.member("region", city.state)
        buffer.member("country", "BR")
        buffer.closeObject()
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
