import Primitives

/// What stays the same from month to month for one customer.
struct EnergyProfile {
    let traits: EnergyTraits
    let key: UInt64
    let cycle: Cycle
    /// Hundredths of a kWh a day, over the year.
    let daily: Int
    /// kWh charged at least: 30 with one phase, 50 with two, 100 with three (REN 1000/2021, article 291).
    let availability: Int
    /// What the meter's difference is multiplied by.
    let constant: Int
    /// Day of the month around which the meter is read.
    let readingDay: Int
    /// Contracted demand in kW; 0 in low voltage.
    let contracted: Int
    /// Whether the plant was connected before 2023, so that nothing is taken off compensation.
    let isFirstGeneration: Bool
    /// Centavos a month for another company's service; 0 for none.
    let partner: Int64

    init(traits: EnergyTraits, key: UInt64, cycle: Cycle) {
        (self.traits, self.key, self.cycle) = (traits, key, cycle)
        var random = SplitMix64(key: key, purpose: 2)
        readingDay = random.any(3...18)
        switch traits.supply {
        case .residential:
            daily = random.any(260...1250) + (traits.generates ? 700 : 0)
            availability = daily < 420 ? 30 : daily < 1400 ? 50 : 100
            (constant, contracted) = (1, 0)
        case .commercial:
            daily = random.any(2200...9800)
            (availability, constant, contracted) = (100, random.pick([1, 1, 20, 40]), 0)
        case .groupA:
            contracted = 10 * random.any(8...42)
            daily = contracted * random.any(520...760)
            (availability, constant) = (0, 240)
        }
        isFirstGeneration = random.chance(400)
        partner = traits.supply == .residential && random.chance(120) ? 1290 : 0
    }

    /// The day the meter is read in a month.
    func readingDate(_ month: Cycle) -> CivilDate {
        var random = SplitMix64(key: key, purpose: 5000 + UInt64(month.months))
        return CivilDate(
            days: month.firstDay.days + Int32(readingDay) + Int32(random.below(3)) - 2)
    }

    /// kWh used up to a month's reading: the customer's, the season's, and chance.
    ///
    /// Chance is within ±6% to ±14%, by customer; homes stand empty in a month of twenty-five, and have
    /// guests in one of forty.
    func use(in month: Cycle, days: Int) -> Int {
        if traits.usesNothing, cycle.months - month.months < 3 { return 0 }
        var random = SplitMix64(key: key, purpose: 6000 + UInt64(month.months))
        let spread = 6 + Int(key % 9)
        let share = season(month.month) * random.any(100 - spread...100 + spread)
        var kWh = daily * days * share / 1_000_000
        if traits.supply == .residential {
            switch random.below(1000) {
            case 0..<40: kWh = kWh * random.any(55...85) / 100
            case 40..<65: kWh = kWh * random.any(110...122) / 100
            default: break
            }
        }
        return kWh / constant * constant
    }

    /// Use of a month against the year's mean, in percent; two in five customers heat in winter.
    private func season(_ month: Int) -> Int {
        var random = SplitMix64(key: key, purpose: 6)
        let heats = random.chance(400)
        let strength = random.any(20...(heats ? 130 : 190))
        let year = heats ? EnergyProfile.heating : EnergyProfile.cooling
        return 100 + (year[month - 1] - 100) * strength / 100
    }

    /// kWh fed into the grid up to a month's reading; most in summer.
    func injection(in month: Cycle, days: Int) -> Int {
        guard traits.generates else { return 0 }
        var random = SplitMix64(key: key, purpose: 7000 + UInt64(month.months))
        let sun = EnergyProfile.sun[month.month - 1]
        return daily * days * sun / 100 * random.any(97...119) / 10_000
    }

    /// Use of each month against the year's mean, in percent: cooling in summer.
    private static let cooling = [118, 114, 109, 101, 94, 92, 94, 96, 98, 101, 104, 112]

    /// Use of each month against the year's mean, in percent: hot water and heating in winter.
    private static let heating = [91, 90, 93, 98, 105, 114, 118, 112, 104, 97, 94, 92]

    private static let sun = [121, 112, 104, 92, 84, 76, 80, 93, 98, 108, 116, 122]
}
