import Primitives

/// One kind of use in a bill: its rows are drawn again whenever asked for, and never kept.
struct UsageGroup {
    enum Kind: Int { case local, longDistance, messages, data, roaming }

    /// One row.
    struct Detail {
        /// Seconds since the period began.
        let moment: Int
        /// Seconds of a call, messages, or tenths of a megabyte.
        let amount: Int
        /// Units that are charged: begun minutes, messages, megabytes.
        let charged: Int
        /// Draws what the row says.
        var random: SplitMix64
    }

    let kind: Kind
    let rows: Int
    let days: Int
    private let key: UInt64
    private let distortion: Distortion

    /// Units charged in all rows.
    let charged: Int

    /// The number of the line that charges them; nil when nothing is charged.
    private(set) var line: Int?

    /// Price of a unit in centavos.
    var price: Int64 {
        switch kind {
        case .local: distortion.priced(35)
        case .longDistance: distortion.priced(65)
        case .messages: distortion.priced(15)
        case .data: 0
        case .roaming: distortion.priced(50)
        }
    }

    /// What all rows cost, in centavos.
    var subtotal: Int64 { Int64(charged) * price }

    private init(kind: Kind, rows: Int, days: Int, key: UInt64) {
        self.init(
            kind: kind, rows: rows, days: days,
            key: SplitMix64.mixed(key &+ UInt64(kind.rawValue) &+ 1), Distortion())
    }

    /// `key` is the group's own.
    private init(kind: Kind, rows: Int, days: Int, key: UInt64, _ distortion: Distortion) {
        (self.kind, self.rows, self.days, self.key) = (kind, rows, days, key)
        self.distortion = distortion
        var charged = 0
        for row in 0..<rows {
            charged +=
                UsageGroup.detail(kind, row, of: rows, days: days, key: key, distortion).charged
        }
        self.charged = kind == .data ? 0 : charged
    }

    /// The same group at the prices and for the use of a fault.
    func distorted(by distortion: Distortion) -> UsageGroup {
        guard distortion != self.distortion else { return self }
        return UsageGroup(kind: kind, rows: rows, days: days, key: key, distortion)
    }

    /// The groups of a bill, which share `rows` rows; none is empty.
    ///
    /// A journey has at most six rows of roaming, but for lean bills.
    static func groups(rows: Int, days: Int, isLean: Bool, key: UInt64) -> [UsageGroup] {
        var random = SplitMix64(key: key, purpose: 6)
        let roaming = random.chance(120) ? min(rows / 8, isLean ? rows : 6) : 0
        let rest = rows - roaming
        let longDistance = rest * 12 / 100
        let messages = rest * 12 / 100
        let data = rest * 46 / 100
        let shares: [(Kind, Int)] = [
            (.local, rest - longDistance - messages - data), (.longDistance, longDistance),
            (.messages, messages), (.data, data), (.roaming, roaming),
        ]
        return shares.filter { $0.1 > 0 }.map {
            UsageGroup(kind: $0.0, rows: $0.1, days: days, key: key)
        }
    }

    /// The same group, knowing the line that charges it.
    func linked(to lines: [ChargeLine]) -> UsageGroup {
        var group = self
        group.line = lines.firstIndex { $0.usage == kind }.map { $0 + 1 }
        return group
    }

    /// A row; rows follow each other in time.
    func detail(_ row: Int) -> Detail {
        UsageGroup.detail(kind, row, of: rows, days: days, key: key, distortion)
    }

    private static func detail(
        _ kind: Kind, _ row: Int, of rows: Int, days: Int, key: UInt64, _ distortion: Distortion
    ) -> Detail {
        var random = SplitMix64(key: key &+ UInt64(row) &* 0xD1B5_4A32_D192_ED03)
        // Strata keep the rows in order; the day is drawn together, from 7 to 24 o'clock.
        let step = days * 61_200 / rows
        let waking = row * step + random.below(max(step, 1))
        let moment = waking / 61_200 * 86_400 + 25_200 + waking % 61_200
        switch kind {
        case .local, .longDistance:
            let seconds = distortion.used(3 + min(random.below(1500), random.below(1500)))
            let isCharged = random.chance(kind == .local ? 550 : 800)
            let minutes = (seconds + 59) / 60
            return Detail(
                moment: moment, amount: seconds, charged: isCharged ? minutes : 0, random: random)
        case .messages:
            let isCharged = random.chance(700)
            return Detail(moment: moment, amount: 1, charged: isCharged ? 1 : 0, random: random)
        case .data:
            return Detail(
                moment: moment, amount: distortion.used(random.any(3...9000)), charged: 0,
                random: random)
        case .roaming:
            let megabytes = distortion.used(random.any(1...24))
            return Detail(
                moment: moment, amount: megabytes * 10, charged: megabytes, random: random)
        }
    }
}
