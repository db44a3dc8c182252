import Primitives

/// How many records of a channel, verdict and currency there are, and their money.
public struct MoneyTotal: Sendable, Hashable, Comparable {
    /// The channel that was to be made; empty for records whatever their channels.
    public var channel: String
    /// What became of them.
    public var verdict: Verdict
    /// Three letters of ISO 4217; empty for records whose currency could not be read.
    public var currency: String
    /// How many.
    public var count: Int
    /// Sum of the totals, in minor units.
    public var total: Int64
    /// Sum of the amounts due, in minor units.
    public var amountDue: Int64

    /// A sum.
    public init(
        channel: String, verdict: Verdict, currency: String, count: Int, total: Int64,
        amountDue: Int64
    ) {
        self.channel = channel
        self.verdict = verdict
        self.currency = currency
        self.count = count
        self.total = total
        self.amountDue = amountDue
    }

    /// Whether `a` comes before `b` in ledger and manifest.
    public static func < (a: MoneyTotal, b: MoneyTotal) -> Bool {
        if a.channel != b.channel {
            return a.channel.utf8.lexicographicallyPrecedes(b.channel.utf8)
        }
        if a.verdict != b.verdict { return a.verdict < b.verdict }
        return a.currency.utf8.lexicographicallyPrecedes(b.currency.utf8)
    }

    /// Sums up totals of the same channel, verdict and currency.
    ///
    /// - Returns: sorted; nil if a sum is beyond 64 bits, which no currency's minor units need.
    public static func sum(_ totals: some Sequence<MoneyTotal>) -> [MoneyTotal]? {
        var sums: [MoneyKey: MoneySum] = [:]
        for total in totals {
            sums[MoneyKey(total), default: MoneySum()].add(
                count: total.count, total: total.total, amountDue: total.amountDue)
        }
        var list: [MoneyTotal] = []
        for (key, sum) in sums {
            guard let total = sum.total(of: key) else { return nil }
            list.append(total)
        }
        return list.sorted()
    }

    func write(to json: inout CanonicalJSON) {
        json.add("channel", channel)
        json.add("verdict", verdict.name.description)
        json.add("currency", currency)
        json.add("count", count)
        json.add("total", total)
        json.add("amountDue", amountDue)
    }

    /// Reads a list, which must be sorted without repetition.
    static func list(_ objects: [JSONFields]) throws(Diagnostic) -> [MoneyTotal] {
        var list: [MoneyTotal] = []
        for object in objects {
            let total = try MoneyTotal(reading: object)
            if let last = list.last, !(last < total) {
                throw object.wrong("the list is not in order")
            }
            list.append(total)
        }
        return list
    }

    private init(reading fields: JSONFields) throws(Diagnostic) {
        var fields = fields
        channel = try fields.text("channel")
        let name = try fields.text("verdict")
        guard let verdict = Verdict(name: name) else {
            throw fields.wrong("there is no verdict “\(name)”")
        }
        self.verdict = verdict
        currency = try fields.text("currency")
        count = try fields.count("count")
        total = try fields.integer("total")
        amountDue = try fields.integer("amountDue")
        try fields.finish()
    }
}

/// What totals are summed up by.
struct MoneyKey: Hashable {
    let channel: String
    let verdict: Verdict
    let currency: String

    init(channel: String, verdict: Verdict, currency: String) {
        self.channel = channel
        self.verdict = verdict
        self.currency = currency
    }

    init(_ total: MoneyTotal) {
        self.init(channel: total.channel, verdict: total.verdict, currency: total.currency)
    }
}

/// A sum on its way, wider than any that may stand at its end.
struct MoneySum {
    private var count: Int128 = 0
    private var total: Int128 = 0
    private var amountDue: Int128 = 0

    mutating func add(count: Int = 1, total: Int64, amountDue: Int64) {
        self.count += Int128(count)
        self.total += Int128(total)
        self.amountDue += Int128(amountDue)
    }

    /// The finished sum; nil beyond 64 bits.
    func total(of key: MoneyKey) -> MoneyTotal? {
        guard let total = Int64(exactly: total), let amountDue = Int64(exactly: amountDue),
            let count = Int(exactly: count)
        else { return nil }
        return MoneyTotal(
            channel: key.channel, verdict: key.verdict, currency: key.currency, count: count,
            total: total, amountDue: amountDue)
    }
}
