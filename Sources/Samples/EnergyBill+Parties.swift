import Primitives

/// Who bills, who is billed, and what their supply is.
extension EnergyBill {
    /// The utility's CNPJ: root and branch, without check digits.
    static let issuerRoot = 43_210_987

    func appendIssuer(to buffer: inout ByteBuffer) {
        buffer.openObject("issuer")
        buffer.member("name", "Clareira Energia S.A.")
        buffer.taxId(root: EnergyBill.issuerRoot)
        buffer.member("stateId", "108.233.417.115")
        buffer.openObject("address")
        buffer.member("line1", "Rua do Gasômetro, 1450")
        buffer.member("line2", "Brás")
        buffer.member("postalCode", "03004-001")
        buffer.member("city", "São Paulo")
        buffer.member("region", "SP")
        buffer.member("country", "BR")
        buffer.closeObject()
        buffer.member("phone", "0800 722 0120")
        buffer.member("ombudsman", "0800 722 7788")
        buffer.member("site", "www.clareira.example")
        buffer.member("email", "atendimento@clareira.example")
        buffer.closeObject()
    }

    func appendCustomer(to buffer: inout ByteBuffer) {
        var random = SplitMix64(key: key, purpose: 14)
        buffer.openObject("customer")
        buffer.person(
            traits.name, number: customerNumber, in: city, hasLongAddress: traits.hasLongAddress,
            &random
        ) { buffer in
            buffer.append(decimal: customerNumber, width: 9)
        }
        buffer.member("since", date: since)
        buffer.member("segment", traits.supply == .residential ? "residential" : "business")
        buffer.closeObject()
    }

    private var since: CivilDate {
        var random = SplitMix64(key: key, purpose: 15)
        return CivilDate(
            days: Cycle(year: 1998, month: 1).firstDay.days + Int32(random.below(9000)))
    }

    func appendServices(to buffer: inout ByteBuffer) {
        var random = SplitMix64(key: key, purpose: 16)
        buffer.openArray("services")
        buffer.openElement()
        buffer.member("id", "UC1")
        buffer.openText("number")
        buffer.append(decimal: 2_000_000_000 + customerNumber * 7 % 1_000_000_000)
        buffer.closeText()
        buffer.openText("meter")
        buffer.append(random.pick(["E", "L", "N"]))
        buffer.append(decimal: random.any(1_000_000...9_999_999))
        buffer.closeText()
        switch traits.supply {
        case .residential: buffer.member("plan", "B1 Residencial, tarifa convencional")
        case .commercial: buffer.member("plan", "B3 Comercial, tarifa convencional")
        case .groupA: buffer.member("plan", "A4 Comercial, tarifa horária verde")
        }
        buffer.member("status", "active")
        buffer.member("from", date: since)
        buffer.openArray("readings")
        appendReadings(&random, to: &buffer)
        buffer.closeArray()
        buffer.closeObject()
        buffer.closeArray()
    }

    private func appendReadings(_ random: inout SplitMix64, to buffer: inout ByteBuffer) {
        let constant = profile.constant
        guard traits.supply == .groupA else {
            appendReading("Energia consumida", month.used, &random, to: &buffer)
            if traits.generates {
                appendReading("Energia injetada", month.injected, &random, to: &buffer)
            }
            return
        }
        let (peak, offPeak) = EnergyMonth.split(month.used, constant: constant)
        appendReading("Energia na ponta", peak, &random, to: &buffer)
        appendReading("Energia fora de ponta", offPeak, &random, to: &buffer)
        openReading("Demanda máxima", to: &buffer)
        buffer.member("value", decimal: month.demandReading, scale: 3)
        buffer.member("constant", integer: constant)
        buffer.member("unit", "kW")
        buffer.member("measured", decimal: month.demandReading * constant, scale: 3)
        buffer.closeObject()
    }

    private func openReading(_ name: StaticString, to buffer: inout ByteBuffer) {
        buffer.openElement()
        buffer.member("name", name)
        buffer.member("date", date: month.reading)
        buffer.member("previousDate", date: month.previous)
    }

    /// A register of energy: measured = (value − previous) × constant.
    private func appendReading(
        _ name: StaticString, _ kWh: Int, _ random: inout SplitMix64,
        to buffer: inout ByteBuffer
    ) {
        let previous = random.any(1000...79_999)
        openReading(name, to: &buffer)
        buffer.member("value", integer: previous + kWh / profile.constant)
        buffer.member("previous", integer: previous)
        buffer.member("constant", integer: profile.constant)
        buffer.member("unit", "kWh")
        buffer.member("measured", integer: kWh)
        buffer.closeObject()
    }
}
