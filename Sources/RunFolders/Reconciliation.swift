/// Whether what came in is what became of it: records and money in = rendered + held + rejected + duplicate +
/// excluded, by channel and currency.
///
/// Records whose currency could not be read are counted; they have no money that could be added.
public struct Reconciliation: Sendable, Hashable {
    /// What is compared.
    public enum Quantity: String, Sendable {
        /// How many.
        case records
        /// Sums of `total`, in minor units.
        case total
        /// Sums of `amountDue`, in minor units.
        case amountDue
    }

    /// Something that does not add up.
    public struct Difference: Sendable, Hashable {
        /// The shard; nil for the whole run.
        public var shard: Int?
        /// The channel; empty for all records.
        public var channel: String
        /// The currency; empty where it could not be read.
        public var currency: String
        /// What is compared.
        public var quantity: Quantity
        /// What came in.
        public var incoming: Int128
        /// What became of it, by verdict, without those that are 0.
        public var outgoing: [Verdict: Int128]

        /// The difference: above zero where something is missing.
        public var missing: Int128 { incoming - outgoing.values.reduce(0, +) }

        /// The difference in words, with all figures.
        public var words: String {
            let whose = channel.isEmpty ? "" : " for \(channel)"
            let place = shard.map { "shard \($0)" } ?? "the run"
            let parts = outgoing.keys.sorted()
                .map { "\(figure(outgoing[$0] ?? 0)) \($0.name)" }.joined(separator: " + ")
            let sign = missing > 0 ? "missing" : "too much"
            return "\(place), \(quantity.rawValue)\(whose): in \(figure(incoming)), out "
                + "\(parts.isEmpty ? "nothing" : parts), \(sign) \(figure(missing.magnitude))"
        }

        private func figure(_ value: some FixedWidthInteger) -> String {
            guard quantity != .records, let amount = Int64(exactly: value) else {
                let counted = Figures.grouped(value)
                return currency.isEmpty ? counted : "\(counted) in \(currency)"
            }
            return Figures.money(amount, currency)
        }
    }

    /// What does not add up: shards first, by number, then the run.
    public private(set) var differences: [Difference] = []

    /// Whether everything adds up.
    public var isBalanced: Bool { differences.isEmpty }

    /// Compares a whole run.
    ///
    /// - Parameters:
    ///   - incoming: what the plan has counted.
    ///   - shards: what became of it.
    ///   - byShard: what the plan has counted of each shard, by number; empty where only the whole is known. A
    ///     shard of it that is not done is a difference, as is one that it does not have.
    public init(
        incoming: [IncomingTotal], shards: [ShardSummary], byShard: [Int: [IncomingTotal]] = [:]
    ) {
        if !byShard.isEmpty {
            let done = Dictionary(shards.map { ($0.number, $0.money) }, uniquingKeysWith: +)
            for number in Set(byShard.keys).union(done.keys).sorted() {
                compare(byShard[number] ?? [], done[number] ?? [], shard: number)
            }
        }
        compare(incoming, shards.flatMap(\.money), shard: nil)
    }

    private struct Key: Hashable {
        let channel: String
        let currency: String
    }

    private struct Sides {
        var incoming: [Int128] = [0, 0, 0]
        var outgoing: [Verdict: [Int128]] = [:]
    }

    private mutating func compare(
        _ incoming: [IncomingTotal], _ outgoing: [MoneyTotal], shard: Int?
    ) {
        var sides: [Key: Sides] = [:]
        for total in incoming {
            let key = Key(channel: total.channel, currency: total.currency)
            let values = [Int128(total.count), Int128(total.total), Int128(total.amountDue)]
            for index in 0..<3 { sides[key, default: Sides()].incoming[index] += values[index] }
        }
        for total in outgoing {
            let key = Key(channel: total.channel, currency: total.currency)
            let values = [Int128(total.count), Int128(total.total), Int128(total.amountDue)]
            for index in 0..<3 {
                sides[key, default: Sides()].outgoing[total.verdict, default: [0, 0, 0]][index] +=
                    values[index]
            }
        }
        let keys = sides.keys.sorted {
            ($0.channel, $0.currency) < ($1.channel, $1.currency)
        }
        for key in keys {
            guard let sides = sides[key] else { continue }
            append(key, sides, shard: shard)
        }
    }

    private mutating func append(_ key: Key, _ sides: Sides, shard: Int?) {
        for (index, quantity) in [Quantity.records, .total, .amountDue].enumerated() {
            let difference = Difference(
                shard: shard, channel: key.channel, currency: key.currency, quantity: quantity,
                incoming: sides.incoming[index],
                outgoing: sides.outgoing.mapValues { $0[index] }.filter { $0.value != 0 })
            if difference.missing != 0 { differences.append(difference) }
        }
    }
}
