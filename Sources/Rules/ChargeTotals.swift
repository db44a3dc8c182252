import Primitives

/// What lines of one code cost in a run.
public struct ChargeFact: Sendable, Hashable {
    /// How many lines there were.
    public var count: Int
    /// Their sum, in minor units.
    public var sum: Int128

    /// A charge's facts.
    public init(count: Int, sum: Int128) {
        self.count = count
        self.sum = sum
    }

    /// What a line cost on average, in minor units.
    public var mean: Double { count > 0 ? Double(sum) / Double(count) : 0 }
}

/// What the lines of each charge code cost in a run, by currency.
///
/// Each shard counts its own records; here they come together, in any order the same.
public struct ChargeTotals: Sendable {
    private struct Key: Hashable {
        var code: String
        var currency: String
    }

    private var facts: [Key: ChargeFact] = [:]

    /// So many codes are told apart; a run with more has codes that are none.
    public static let mostCodes = 100_000

    /// Nothing charged.
    public init() {}

    /// What a charge cost; nil where it was not charged.
    public subscript(code: String, currency: String) -> ChargeFact? {
        facts[Key(code: code, currency: currency)]
    }

    /// Codes and currencies, in order.
    public var charges: [(code: String, currency: String, fact: ChargeFact)] {
        facts.map { ($0.key.code, $0.key.currency, $0.value) }
            .sorted { ($0.0, $0.1) < ($1.0, $1.1) }
    }

    /// Adds lines of a code.
    public mutating func add(_ fact: ChargeFact, code: String, currency: String) {
        let key = Key(code: code, currency: currency)
        guard facts.count < ChargeTotals.mostCodes || facts[key] != nil else { return }
        facts[key, default: ChargeFact(count: 0, sum: 0)].count += fact.count
        facts[key, default: ChargeFact(count: 0, sum: 0)].sum += fact.sum
    }

    /// Adds what was counted of some records.
    public mutating func merge(_ counted: borrowing ChargeCounter) {
        for place in 0..<counted.count {
            let fact = counted.fact(at: place)
            guard fact.count > 0 else { continue }
            add(
                fact, code: counted.code(at: place).string,
                currency: counted.currency(at: place).string)
        }
    }
}
