import Primitives

/// The totals of a telecom customer's earlier bills: what is charged each month, and use by season.
///
/// Prices rose once in the year for some, an extra is new for others; months with a journey cost more.
struct EarlierBills {
    private let cycle: Cycle
    private let key: UInt64
    /// What is charged each month now.
    private let fixed: Int64
    /// What use costs in the billed month, without roaming.
    private let used: Int64
    /// A price adjustment applies since so many months; 0 for none.
    private let adjustedSince: Int
    /// An extra was taken so many months ago, and what it costs.
    private let extraSince: Int
    private let extra: Int64

    /// The past of a customer who is now charged these lines.
    init(_ lines: [ChargeLine], cycle: Cycle, key: UInt64) {
        (self.cycle, self.key) = (cycle, key)
        var (fixed, used, extra): (Int64, Int64, Int64) = (0, 0, 0)
        for line in lines {
            if line.usage == .roaming { continue }
            if line.usage != nil {
                used += line.amount
            } else if line.hasPeriod || line.group != .plans || line.amount < 0 {
                fixed += line.amount
                if line.group == .extras, line.amount < 3500 { extra = line.amount }
            }
        }
        (self.fixed, self.used, self.extra) = (fixed, used, extra)
        var random = SplitMix64(key: key, purpose: 18)
        adjustedSince = random.chance(500) ? random.any(2...11) : 0
        extraSince = random.chance(250) ? random.any(1...10) : 0
    }

    /// The total of the bill so many months before, in centavos.
    func total(_ monthsAgo: Int) -> Int64 {
        var random = SplitMix64(key: key, purpose: 1000 + UInt64(monthsAgo))
        let month = Cycle(months: cycle.months - Int32(monthsAgo)).month
        let season = Catalogue.callSeason[month - 1] * random.any(72...128)
        var total =
            fixed + used * Int64(season) / Int64(100 * Catalogue.callSeason[cycle.month - 1])
        if extraSince > 0, monthsAgo > extraSince { total -= extra }
        if adjustedSince > 0, monthsAgo > adjustedSince { total -= fixed * 6 / 100 }
        if random.chance(60) { total += Int64(random.any(700...3600)) }  // a journey
        return max(total, 990)
    }
}
