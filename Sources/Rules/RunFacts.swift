public import Primitives

/// What an earlier run knows, as far as this one is compared with it: its bills and its charges.
///
/// A ledger answers from its tables; `RunFacts` answers from memory.
public protocol EarlierRun {
    /// The customer's bill of a kind in that run; nil where it had none.
    func bill(ofCustomer customer: ByteView, kind: ByteView) -> BillFact?
    /// Whether a bill had that key, hashed with the secret of that run: whom it billed for what, or how it was paid.
    func contains(_ key: DuplicateKey) -> Bool
    /// What a charge cost in that run; nil where it was not charged.
    func charge(_ code: String, currency: String) -> ChargeFact?
}

/// A bill of an earlier run.
public struct BillFact: Sendable, Hashable {
    /// Its month.
    public var cycle: Cycle
    /// In minor units of its currency.
    public var total: Int64
    /// ISO 4217.
    public var currency: String

    /// A bill's facts.
    public init(cycle: Cycle, total: Int64, currency: String) {
        self.cycle = cycle
        self.total = total
        self.currency = currency
    }
}

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

/// A run's facts in memory.
public struct RunFacts: EarlierRun, Sendable {
    private var bills: [UInt64: BillFact] = [:]
    private var keys: Set<KeyedHash> = []
    private var charges: ChargeTotals

    /// A run without bills, in which charges cost so much.
    public init(charges: ChargeTotals = ChargeTotals()) { self.charges = charges }

    /// Adds a customer's bill with what no other bill may share with it.
    public mutating func add(
        _ bill: BillFact, customer: ByteView, kind: ByteView, keys: borrowing Pool<DuplicateKey>
    ) {
        bills[RunFacts.hash(customer, kind)] = bill
        for index in keys.indices { self.keys.insert(keys[index].hash) }
    }

    /// The customer's bill of a kind.
    public func bill(ofCustomer customer: ByteView, kind: ByteView) -> BillFact? {
        bills[RunFacts.hash(customer, kind)]
    }

    /// Whether a bill had that key.
    public func contains(_ key: DuplicateKey) -> Bool { keys.contains(key.hash) }

    /// What a charge cost.
    public func charge(_ code: String, currency: String) -> ChargeFact? {
        charges[code, currency]
    }

    private static func hash(_ customer: ByteView, _ kind: ByteView) -> UInt64 {
        kind.hash(seed: customer.hash(seed: 0))
    }
}
