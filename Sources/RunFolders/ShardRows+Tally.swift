import Primitives

/// What the rows of a shard sum up to.
extension ShardRows {
    /// How many records became what, and the pages of all documents.
    func tally() -> Tally {
        var tally = Tally()
        for index in records.indices { tally.add(records[index].verdict) }
        for index in documents.indices { tally.pages += documents[index].pages }
        return tally
    }

    /// The records' money: of all of them, and of those of each channel.
    ///
    /// - Returns: sorted; nil if a sum is beyond 64 bits.
    /// - Complexity: O(rows × different groups); allocates for each group, not for each row.
    func money() -> [MoneyTotal]? {
        var groups: [(group: MoneyGroup, sum: MoneySum)] = []
        for index in records.indices {
            let row = records[index]
            let group = MoneyGroup(row, currency: letters(row.currency))
            var place = 0
            while place < groups.count, groups[place].group != group { place += 1 }
            if place == groups.count { groups.append((group, MoneySum())) }
            groups[place].sum.add(total: row.total, amountDue: row.amountDue)
        }
        var totals: [MoneyTotal] = []
        for (group, sum) in groups {
            for channel in [""] + names(of: group.channels) {
                let key = MoneyKey(
                    channel: channel, verdict: group.verdict, currency: group.currencyName)
                guard let total = sum.total(of: key) else { return nil }
                totals.append(total)
            }
        }
        return MoneyTotal.sum(totals)
    }

    /// Whether what each charge sums up to has 64 bits.
    var hasBoundedCharges: Bool {
        charges.indices.allSatisfy { Int64(exactly: charges[$0].sum) != nil }
    }

    /// The names of the channels whose bits are set.
    private func names(of bits: UInt16) -> [String] {
        channels.indices.filter { bits & 1 << UInt16($0) != 0 }.map { channels[$0] }
    }

    /// A currency's letters as one number, 0 for none.
    private func letters(_ slice: TextSlice) -> UInt32 {
        guard slice.count == 3 else { return 0 }
        let view = view(slice)
        return UInt32(view[0]) << 16 | UInt32(view[1]) << 8 | UInt32(view[2])
    }
}

/// What records are summed up by before channels have names.
private struct MoneyGroup: Equatable {
    let channels: UInt16
    let verdict: Verdict
    let currency: UInt32

    init(_ row: RecordRow, currency: UInt32) {
        channels = row.channels
        verdict = row.verdict
        self.currency = currency
    }

    var currencyName: String {
        guard currency != 0 else { return "" }
        let letters = [16, 8, 0].map { UInt8(truncatingIfNeeded: currency >> UInt32($0)) }
        return String(decoding: letters, as: UTF8.self)
    }
}
