import Primitives

/// How many records of a channel and currency the plan has counted, and their money.
public struct IncomingTotal: Sendable, Hashable, Comparable {
    /// The channel they are to be made for; empty for records whatever their channels.
    public var channel: String
    /// Three letters of ISO 4217; empty for records whose currency could not be read.
    public var currency: String
    /// How many.
    public var count: Int
    /// Sum of the totals, in minor units.
    public var total: Int64
    /// Sum of the amounts due, in minor units.
    public var amountDue: Int64

    /// What the plan has counted.
    public init(
        channel: String, currency: String, count: Int, total: Int64, amountDue: Int64
    ) {
        self.channel = channel
        self.currency = currency
        self.count = count
        self.total = total
        self.amountDue = amountDue
    }

    /// Whether `a` comes before `b` in the manifest.
    public static func < (a: IncomingTotal, b: IncomingTotal) -> Bool {
        if a.channel != b.channel {
            return a.channel.utf8.lexicographicallyPrecedes(b.channel.utf8)
        }
        return a.currency.utf8.lexicographicallyPrecedes(b.currency.utf8)
    }

    /// Sums up totals of the same channel and currency.
    ///
    /// - Returns: sorted; nil if a sum is beyond 64 bits.
    public static func sum(_ totals: some Sequence<IncomingTotal>) -> [IncomingTotal]? {
        var sums: [String: IncomingTotal] = [:]
        for part in totals {
            let key = part.channel + "," + part.currency
            guard var sum = sums[key] else {
                sums[key] = part
                continue
            }
            let (total, isOver) = sum.total.addingReportingOverflow(part.total)
            let (due, isDueOver) = sum.amountDue.addingReportingOverflow(part.amountDue)
            guard !isOver, !isDueOver else { return nil }
            (sum.count, sum.total, sum.amountDue) = (sum.count + part.count, total, due)
            sums[key] = sum
        }
        return sums.values.sorted()
    }

    func write(to json: inout CanonicalJSON) {
        json.add("channel", channel)
        json.add("currency", currency)
        json.add("count", count)
        json.add("total", total)
        json.add("amountDue", amountDue)
    }

    init(reading fields: JSONFields) throws(Diagnostic) {
        var fields = fields
        channel = try fields.text("channel")
        currency = try fields.text("currency")
        count = try fields.count("count")
        total = try fields.integer("total")
        amountDue = try fields.integer("amountDue")
        try fields.finish()
    }
}
