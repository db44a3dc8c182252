import Primitives

/// What only an electricity bill says, as the pack declares it.
extension EnergyBill {
    func appendExtra(to buffer: inout ByteBuffer) {
        buffer.openObject("extra")
        appendSupply(to: &buffer)
        appendReadingDays(to: &buffer)
        appendFlags(to: &buffer)
        appendTariffs(to: &buffer)
        if traits.generates { appendGeneration(to: &buffer) }
        appendQuality(to: &buffer)
        if traits.payment != .credit { appendComposition(to: &buffer) }
        buffer.closeObject()
    }

    private func appendSupply(to buffer: inout ByteBuffer) {
        buffer.openObject("supply")
        switch traits.supply {
        case .residential:
            buffer.member("group", "B1")
            buffer.member("class", "Residencial")
        case .commercial:
            buffer.member("group", "B3")
            buffer.member("class", "Comercial")
        case .groupA:
            buffer.member("group", "A4")
            buffer.member("class", "Comercial")
        }
        buffer.member("modality", traits.supply == .groupA ? "Horária verde" : "Convencional")
        switch profile.availability {
        case 0:
            buffer.member("phases", "Trifásico")
            buffer.member("voltage", "13,8 kV")
            buffer.member("limits", "12,83 a 14,49 kV")
            buffer.member("contracted", integer: profile.contracted)
        case 30:
            buffer.member("phases", "Monofásico")
            buffer.member("voltage", "127 V")
            buffer.member("limits", "117 a 133 V")
        case let least:
            buffer.member("phases", least == 50 ? "Bifásico" : "Trifásico")
            buffer.member("voltage", "127/220 V")
            buffer.member("limits", "117 a 133 V, 202 a 231 V")
        }
        if profile.availability > 0 {
            buffer.member("availability", integer: profile.availability)
        }
        buffer.closeObject()
    }

    private func appendReadingDays(to buffer: inout ByteBuffer) {
        buffer.openObject("reading")
        buffer.member("previous", date: month.previous)
        buffer.member("current", date: month.reading)
        buffer.member(
            "next", date: profile.readingDate(Cycle(months: cycle.months + 1)))
        buffer.member("days", integer: month.days)
        buffer.member("kind", traits.isEstimated ? "estimated" : "read")
        buffer.closeObject()
    }

    private func appendFlags(to buffer: inout ByteBuffer) {
        buffer.openArray("flags")
        for flagged in month.flags {
            buffer.openElement()
            buffer.member("flag", flagged.flag.code)
            buffer.member("days", integer: flagged.days)
            buffer.member("quantity", integer: flagged.kWh)
            buffer.member("surcharge", decimal: priced(flagged.flag.surcharge), scale: 5)
            buffer.closeObject()
        }
        buffer.closeArray()
    }

    private func appendTariffs(to buffer: inout ByteBuffer) {
        buffer.openObject("tariffs")
        if traits.supply != .groupA {
            buffer.member("te", decimal: priced(EnergyTariff.te), scale: 5)
            buffer.member("tusd", decimal: priced(EnergyTariff.tusd), scale: 5)
        }
        buffer.member("resolution", "REH 3.477")
        let july = Cycle(year: cycle.month < 7 ? cycle.year - 1 : cycle.year, month: 7)
        buffer.member("from", date: CivilDate(days: july.firstDay.days + 3))
        buffer.closeObject()
    }

    private func priced(_ tariff: Int) -> Int { Int(distortion.priced(Int64(tariff))) }

    private func appendGeneration(to buffer: inout ByteBuffer) {
        buffer.openObject("generation")
        buffer.member("modality", profile.isFirstGeneration ? "GD I" : "GD II")
        buffer.member("injected", integer: month.injected)
        buffer.member("compensated", integer: month.compensated)
        buffer.member("before", integer: month.creditBefore)
        buffer.member("after", integer: month.creditAfter)
        // Credit lapses after 60 months (Lei 14.300/2022, article 13).
        buffer.member("expires", cycle: Cycle(months: cycle.months + 60))
        if !profile.isFirstGeneration {
            buffer.member("fioB", integer: EnergyTariff.fioBShare(cycle.year))
        }
        buffer.closeObject()
    }

    /// Continuity of supply two months before, and its limits (PRODIST, module 8).
    private func appendQuality(to buffer: inout ByteBuffer) {
        var random = SplitMix64(key: key, purpose: 17)
        buffer.openObject("quality")
        buffer.member("set", random.pick(Places.districts))
        buffer.member("cycle", cycle: Cycle(months: cycle.months - 2))
        buffer.member("charge", money: subtotal * Int64(random.any(24...33)) / 100)
        buffer.openArray("indicators")
        let limit = random.any(380...520)
        let value =
            traits.isCompensated ? limit + random.any(80...300) : random.below(limit * 7 / 10)
        appendIndicator("DIC", "h", value, limit, to: &buffer)
        let times = value == 0 ? 0 : 100 * (1 + value / 250)
        appendIndicator("FIC", "vezes", times, 310, to: &buffer)
        appendIndicator("DMIC", "h", value * 6 / 10, limit * 6 / 10, isMonthly: true, to: &buffer)
        buffer.closeArray()
        buffer.closeObject()
    }

    /// Hundredths; limits of quarter and year are twice and four times the month's.
    private func appendIndicator(
        _ code: StaticString, _ unit: StaticString, _ value: Int, _ limit: Int,
        isMonthly: Bool = false, to buffer: inout ByteBuffer
    ) {
        buffer.openElement()
        buffer.member("code", code)
        buffer.member("unit", unit)
        buffer.member("value", decimal: value, scale: 2)
        buffer.member("month", decimal: limit, scale: 2)
        if !isMonthly {
            buffer.member("quarter", decimal: limit * 2, scale: 2)
            buffer.member("year", decimal: limit * 4, scale: 2)
        }
        buffer.closeObject()
    }

    /// What the bill pays for; the parts add up to the total.
    private func appendComposition(to buffer: inout ByteBuffer) {
        let tributes = taxes.reduce(0) { $0 + $1.amount }
        let taxed = month.lines.reduce(0) { $0 + ($1.isTaxed ? $1.amount : 0) }
        let net = taxed - tributes
        let shares: [(name: StaticString, perCent: Int64)] = [
            ("Energia", 36), ("Transmissão", 9), ("Distribuição", 29), ("Encargos setoriais", 17),
        ]
        var rest = net
        buffer.openArray("composition")
        for share in shares {
            let amount = net * share.perCent / 100
            rest -= amount
            appendPart(share.name, amount, to: &buffer)
        }
        appendPart("Perdas", rest, to: &buffer)
        appendPart("Tributos", tributes, to: &buffer)
        appendPart("Iluminação pública e outros", total - taxed, to: &buffer)
        buffer.closeArray()
    }

    private func appendPart(
        _ name: StaticString, _ amount: Int64, to buffer: inout ByteBuffer
    ) {
        buffer.openElement()
        buffer.member("name", name)
        buffer.member("amount", money: amount)
        buffer.closeObject()
    }
}
