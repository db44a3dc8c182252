import Primitives

/// The month's tariff flag (bandeira tarifária), the same for the whole country.
enum TariffFlag: Int {
    case green, yellow, red1, red2

    /// The flag of a month: dry winters cost more.
    init(of cycle: Cycle) {
        switch cycle.month {
        case 5, 12: self = .yellow
        case 6, 7, 10, 11: self = .red1
        case 8, 9: self = .red2
        default: self = .green
        }
    }

    /// What a kWh costs more, in 1/100,000 of a real, without taxes; the values of 2024.
    var surcharge: Int {
        switch self {
        case .green: 0
        case .yellow: 1885
        case .red1: 4463
        case .red2: 7877
        }
    }

    var code: StaticString {
        switch self {
        case .green: "green"
        case .yellow: "yellow"
        case .red1: "red1"
        case .red2: "red2"
        }
    }

    var description: StaticString {
        switch self {
        case .green: "Bandeira verde"
        case .yellow: "Bandeira amarela"
        case .red1: "Bandeira vermelha, patamar 1"
        case .red2: "Bandeira vermelha, patamar 2"
        }
    }
}

/// Tariffs without taxes in 1/100,000 of a real, as the regulator fixes them in R$/MWh.
///
/// The figures are invented, their proportions are not.
enum EnergyTariff {
    /// Low voltage: energy, and use of the distribution system.
    static let (te, tusd) = (29_874, 41_352)

    /// What of `tusd` pays the utility's own wires, from which compensated energy is not freed at once.
    static let fioB = 18_609

    /// Medium voltage, green modality: energy and use in the peak, and out of it.
    static let (tePeak, tusdPeak) = (46_215, 98_467)
    static let (teOffPeak, tusdOffPeak) = (28_931, 11_874)

    /// Medium voltage: a kW of demand.
    static let demand = 2_614_000

    /// The part of `fioB` that compensated energy pays, in percent (Lei 14.300/2022, article 27).
    static func fioBShare(_ year: Int) -> Int { min(90, max(0, (year - 2022) * 15)) }

    /// What the use of compensated energy is worth.
    static func compensatedTusd(_ year: Int) -> Int { tusd - (fioB * fioBShare(year) + 50) / 100 }
}

/// Taxes inside the prices, in hundredths of a percent.
struct EnergyTaxRates {
    let icms: Int
    let pis: Int
    let cofins: Int

    /// The rates of a month; ICMS as in São Paulo: homes pay none up to 90 kWh, 12% up to 200 kWh.
    init(supply: EnergyTraits.Supply, kWh: Int, cycle: Cycle) {
        switch (supply, kWh) {
        case (.residential, ...90): icms = 0
        case (.residential, ...200): icms = 1200
        default: icms = 1800
        }
        pis = 88 + Int(cycle.months) * 7 % 23
        cofins = 405 + Int(cycle.months) * 31 % 97
    }

    /// The price of a unit with its taxes inside, in 1/100,000,000 of a real, halves up.
    ///
    /// PIS and COFINS are taken of what ICMS leaves (STF, RE 574.706), so both divide.
    func price(of tariff: Int, bearsICMS: Bool = true) -> Int {
        let rest = (bearsICMS ? 10_000 - icms : 10_000) * (10_000 - pis - cofins)
        return (tariff * 100_000_000_000 + rest / 2) / rest
    }
}
