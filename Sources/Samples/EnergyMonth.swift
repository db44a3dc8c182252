import Primitives

/// What one month costs a customer: dates, kWh and lines, all from the profile and the credit before.
struct EnergyMonth {
    let cycle: Cycle
    /// The reading before, this one, and the days between.
    let previous: CivilDate
    let reading: CivilDate
    var days: Int { Int(reading.days - previous.days) }

    /// kWh.
    let used: Int
    let injected: Int
    let compensated: Int
    /// kWh of credit before and after.
    let creditBefore: Int
    var creditAfter: Int { creditBefore + injected - compensated }

    /// Thousandths of what the demand register shows; times the constant it is kW.
    let demandReading: Int

    let rates: EnergyTaxRates
    let flags: [Flagged]
    let lines: [EnergyLine]

    var total: Int64 { lines.reduce(0) { $0 + $1.amount } }

    /// Days and kWh under a flag.
    struct Flagged {
        let flag: TariffFlag
        let days: Int
        let kWh: Int
    }

    /// What a fault changes in this month.
    let distortion: Distortion

    /// The month's bill; `estimate` stands for a reading that could not be taken.
    init(
        _ profile: EnergyProfile, cycle: Cycle, credit: Int, estimate: Int? = nil,
        distortion: Distortion = Distortion()
    ) {
        (self.cycle, self.distortion) = (cycle, distortion)
        let previous = profile.readingDate(Cycle(months: cycle.months - 1))
        let reading = profile.readingDate(cycle)
        let days = Int(reading.days - previous.days)
        (self.previous, self.reading) = (previous, reading)
        let trueUse = estimate ?? profile.use(in: cycle, days: days)
        let used =
            distortion.use == 100
            ? trueUse : distortion.used(trueUse / profile.constant) * profile.constant
        injected = profile.injection(in: cycle, days: days)
        creditBefore = credit
        compensated = max(0, min(used - profile.availability, injected + credit))
        let charged = max(used, profile.availability)
        rates = EnergyTaxRates(supply: profile.traits.supply, kWh: charged, cycle: cycle)
        var random = SplitMix64(key: profile.key, purpose: 8000 + UInt64(cycle.months))
        demandReading = profile.contracted * random.any(820...1110) / profile.constant
        self.used = used
        flags = EnergyMonth.flags(
            from: previous, to: reading, kWh: charged - compensated)
        let all =
            profile.traits.supply == .groupA
            ? EnergyMonth.mediumVoltage(
                profile, kWh: used, demand: demandReading * profile.constant, rates, flags)
            : EnergyMonth.lowVoltage(
                profile, charged: charged, isLeast: used < profile.availability,
                compensated: compensated, cycle, rates, flags)
        lines = distortion.repeating(
            distortion.prices == 100 ? all : all.map { [rates] in $0.priced(by: distortion, rates) }
        )
    }

    /// The flags of the days after `previous`, up to `reading`; kWh by days, the rest to the last.
    private static func flags(
        from previous: CivilDate, to reading: CivilDate, kWh: Int
    ) -> [Flagged] {
        let turn = reading.cycle.firstDay
        let days = Int(reading.days - previous.days)
        let before = Int(turn.days - 1 - previous.days)
        let flag = TariffFlag(of: reading.cycle)
        let flagBefore = TariffFlag(of: previous.cycle)
        guard flag != flagBefore, before > 0 else {
            return [Flagged(flag: flag, days: days, kWh: kWh)]
        }
        let share = (2 * kWh * before + days) / (2 * days)
        return [
            Flagged(flag: flagBefore, days: before, kWh: share),
            Flagged(flag: flag, days: days - before, kWh: kWh - share),
        ]
    }

    private static func lowVoltage(
        _ profile: EnergyProfile, charged: Int, isLeast: Bool, compensated: Int, _ cycle: Cycle,
        _ rates: EnergyTaxRates, _ flags: [Flagged]
    ) -> [EnergyLine] {
        var lines = [
            kWh(
                "TE", isLeast ? "Custo de disponibilidade: energia (TE)" : "Energia (TE)",
                charged, EnergyTariff.te, rates),
            kWh(
                "TUSD",
                isLeast
                    ? "Custo de disponibilidade: distribuição (TUSD)" : "Distribuição (TUSD)",
                charged, EnergyTariff.tusd, rates),
        ]
        lines += surcharges(flags, rates)
        if compensated > 0 {
            let tusd =
                profile.isFirstGeneration
                ? EnergyTariff.tusd : EnergyTariff.compensatedTusd(cycle.year)
            lines.append(
                kWh(
                    "GDTE", "Energia compensada (TE)", -compensated, EnergyTariff.te, rates,
                    .generation))
            lines.append(
                kWh(
                    "GDTUSD",
                    profile.isFirstGeneration
                        ? "Energia compensada (TUSD), GD I"
                        : "Energia compensada (TUSD), GD II",
                    -compensated, tusd, rates, .generation))
        }
        lines.append(lighting(profile, charged))
        if profile.partner > 0 {
            var line = EnergyLine(
                "PAR001", "Lar Protegido: assistência residencial", amount: profile.partner)
            (line.seller, line.sellerRoot) = ("Lar Protegido Assistência Ltda.", 45_667_788)
            lines.append(line)
        }
        return lines
    }

    private static func mediumVoltage(
        _ profile: EnergyProfile, kWh used: Int, demand: Int, _ rates: EnergyTaxRates,
        _ flags: [Flagged]
    ) -> [EnergyLine] {
        let (peak, offPeak) = split(used, constant: profile.constant)
        var lines = [
            kWh("TEP", "Energia na ponta (TE)", peak, EnergyTariff.tePeak, rates),
            kWh("TUSDP", "Distribuição na ponta (TUSD)", peak, EnergyTariff.tusdPeak, rates),
            kWh("TEF", "Energia fora de ponta (TE)", offPeak, EnergyTariff.teOffPeak, rates),
            kWh(
                "TUSDF", "Distribuição fora de ponta (TUSD)", offPeak, EnergyTariff.tusdOffPeak,
                rates),
        ]
        lines += surcharges(flags, rates)
        let contracted = profile.contracted * 1000
        lines.append(kW("DEM", "Demanda medida", demand, EnergyTariff.demand, rates))
        if demand < contracted {
            lines.append(
                kW(
                    "DEMC", "Demanda contratada e não usada, sem ICMS", contracted - demand,
                    EnergyTariff.demand, rates, bearsICMS: false))
        } else if demand * 100 > contracted * 105 {
            lines.append(
                kW(
                    "DEMU", "Ultrapassagem da demanda contratada", demand - contracted,
                    2 * EnergyTariff.demand, rates))
        }
        lines.append(EnergyLine("CIP", lightingName, amount: 14_820))
        return lines
    }

    /// kWh in the peak hours and out of them, both multiples of the constant.
    static func split(_ used: Int, constant: Int) -> (peak: Int, offPeak: Int) {
        let peak = used * 9 / 100 / constant * constant
        return (peak, used - peak)
    }

    private static func surcharges(
        _ flags: [Flagged], _ rates: EnergyTaxRates
    ) -> [EnergyLine] {
        flags.filter { $0.flag != .green && $0.kWh > 0 }.map {
            kWh("BAND", $0.flag.description, $0.kWh, $0.flag.surcharge, rates)
        }
    }

    private static let lightingName: StaticString = "Contribuição de iluminação pública (CIP)"

    /// Public lighting: the city's, by use, without taxes.
    private static func lighting(_ profile: EnergyProfile, _ kWh: Int) -> EnergyLine {
        let isHome = profile.traits.supply == .residential
        let amount: Int64
        switch kWh {
        case ...50: amount = 458
        case ...100: amount = 811
        case ...200: amount = 1349
        case ...500: amount = isHome ? 2142 : 3187
        default: amount = isHome ? 3680 : 5870
        }
        return EnergyLine("CIP", lightingName, amount: amount)
    }

    private static func kWh(
        _ code: StaticString, _ description: StaticString, _ quantity: Int, _ tariff: Int,
        _ rates: EnergyTaxRates, _ group: EnergyLine.Group = .energy
    ) -> EnergyLine {
        EnergyLine(
            group, code, description, thousandths: quantity * 1000, unit: "kWh", tariff: tariff,
            rates: rates)
    }

    private static func kW(
        _ code: StaticString, _ description: StaticString, _ thousandths: Int, _ tariff: Int,
        _ rates: EnergyTaxRates, bearsICMS: Bool = true
    ) -> EnergyLine {
        EnergyLine(
            .demand, code, description, thousandths: thousandths, unit: "kW", tariff: tariff,
            rates: rates, bearsICMS: bearsICMS)
    }
}
