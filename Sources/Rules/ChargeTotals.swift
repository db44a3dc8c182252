import Primitives

/// What the lines of each charge code cost in a run, by currency.
///
/// Each worker counts its own records; `merge` brings them together, in any order the same.
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

    /// Adds a line.
    public mutating func add(_ amount: Int64, code: String, currency: String) {
        add(ChargeFact(count: 1, sum: Int128(amount)), Key(code: code, currency: currency))
    }

    /// Adds what another worker counted.
    public mutating func merge(_ other: ChargeTotals) {
        for (key, fact) in other.facts { add(fact, key) }
    }

    private mutating func add(_ fact: ChargeFact, _ key: Key) {
        guard facts.count < ChargeTotals.mostCodes || facts[key] != nil else { return }
        facts[key, default: ChargeFact(count: 0, sum: 0)].count += fact.count
        facts[key, default: ChargeFact(count: 0, sum: 0)].sum += fact.sum
    }
}
