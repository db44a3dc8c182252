import Primitives
import RunFolders

/// Money of a shard's records by currency, summed up while they are read.
struct MoneySums: ~Copyable {
    private var sums:
        [(
            currency: UInt32, channels: UInt16,
            count: Int, total: Int128, due: Int128
        )] = []

    /// The record with the largest amount, by its place, and that amount in minor units without its sign.
    private(set) var largest = (place: 0, amount: UInt64(0))

    mutating func removeAll() {
        sums.removeAll(keepingCapacity: true)
        largest = (0, 0)
    }

    /// Adds the record of a place.
    mutating func add(_ facts: BillFacts, at index: Int) {
        let amount = max(facts.total.magnitude, facts.amountDue.magnitude)
        if amount > largest.amount { largest = (index, amount) }
        let letters = MoneySums.letters(facts.currency)
        var place = 0
        while place < sums.count,
            sums[place].currency != letters
                || sums[place].channels != facts.channels
        { place += 1 }
        if place == sums.count { sums.append((letters, facts.channels, 0, 0, 0)) }
        sums[place].count += 1
        guard letters != 0 else { return }
        sums[place].total += Int128(facts.total)
        sums[place].due += Int128(facts.amountDue)
    }

    /// The sums for all records and for each channel, sorted; nil if one is beyond 64 bits.
    func incoming(channels: [String]) -> [IncomingTotal]? {
        var list: [IncomingTotal] = []
        for sum in sums {
            guard let total = Int64(exactly: sum.total), let due = Int64(exactly: sum.due) else {
                return nil
            }
            let wanted = channels.indices.filter { sum.channels & 1 << UInt16($0) != 0 }
            for channel in [""] + wanted.map({ channels[$0] }) {
                list.append(
                    IncomingTotal(
                        channel: channel, currency: MoneySums.name(sum.currency), count: sum.count,
                        total: total, amountDue: due))
            }
        }
        return IncomingTotal.sum(list)
    }

    /// A currency's letters as one number, 0 for none.
    private static func letters(_ currency: ByteView) -> UInt32 {
        guard currency.count == 3 else { return 0 }
        return UInt32(currency[0]) << 16 | UInt32(currency[1]) << 8 | UInt32(currency[2])
    }

    private static func name(_ letters: UInt32) -> String {
        guard letters != 0 else { return "" }
        let bytes = [16, 8, 0].map { UInt8(truncatingIfNeeded: letters >> UInt32($0)) }
        return String(decoding: bytes, as: UTF8.self)
    }
}
