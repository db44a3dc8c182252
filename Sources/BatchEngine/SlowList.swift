/// The things that took longest, the slowest first; holds a few of any number.
///
/// Not more than a comparison for what is not among them.
struct SlowList: Sendable {
    /// What took long.
    struct Entry: Sendable, Hashable {
        /// Of the record or shard.
        let number: Int
        /// How long it took.
        let nanoseconds: Int
        /// Records that were done in that time.
        var records = 1
    }

    /// Slowest first.
    private(set) var entries: [Entry] = []

    /// So many are kept.
    static let most = 10

    init() { entries.reserveCapacity(SlowList.most + 1) }

    mutating func add(_ entry: Entry) {
        if entries.count == SlowList.most, let last = entries.last,
            entry.nanoseconds <= last.nanoseconds
        {
            return
        }
        let place = entries.firstIndex { $0.nanoseconds < entry.nanoseconds } ?? entries.count
        entries.insert(entry, at: place)
        if entries.count > SlowList.most { entries.removeLast() }
    }

    mutating func add(_ other: SlowList) {
        for entry in other.entries { add(entry) }
    }

    mutating func removeAll() { entries.removeAll(keepingCapacity: true) }
}
