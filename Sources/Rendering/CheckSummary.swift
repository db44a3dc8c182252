public import Primitives

/// What a run of `fatura check` found, by rule.
public struct CheckSummary: Sendable {
    /// What one rule found.
    public struct RuleCount: Sendable {
        /// The rule's id.
        public let rule: String
        /// The heaviest weight it had.
        public internal(set) var severity: Severity
        /// How many findings.
        public internal(set) var count = 0
        /// In how many bills.
        public internal(set) var bills = 0
        /// What they are about: minor units by currency.
        public internal(set) var stakes: [String: Amount] = [:]
        /// The first ones.
        public internal(set) var examples: [Example] = []
    }

    /// A sum of minor units.
    public struct Amount: Sendable, Hashable {
        /// The sum.
        public internal(set) var minor: Int128
        /// Digits behind the point.
        public internal(set) var scale: Int

        /// A sum, with so many digits behind the point.
        package init(minor: Int128, scale: Int) {
            self.minor = minor
            self.scale = scale
        }
    }

    /// A finding with its record.
    public struct Example: Sendable {
        /// The record's number, from 1.
        public let number: Int
        /// The record's id.
        public let identifier: String
        /// What was found.
        public let finding: Finding
    }

    /// So many examples of each rule are kept.
    public static let mostExamples = 3

    /// Records checked.
    public private(set) var records = 0
    /// Those in which nothing was found.
    public private(set) var clean = 0
    /// Those that have warnings only.
    public private(set) var warned = 0
    /// Those that wait for a release: the heaviest finding is `hold`.
    public private(set) var held = 0
    /// Those that must not leave: the heaviest finding is `reject`.
    public private(set) var rejected = 0
    /// All findings.
    public private(set) var findings = 0
    /// The totals of records that are kept back, by currency; credits lower them.
    public private(set) var keptBack: [String: Amount] = [:]
    /// Bills by total ÷ the customer's own median, in tenths: 0 to 0.1, … 2.9 to 3, 3 and more.
    public private(set) var shares = [Int](repeating: 0, count: 31)
    private var rulesById: [String: RuleCount] = [:]

    /// Nothing checked.
    public init() {}

    /// Adds a record.
    public mutating func add(_ record: CheckedRecord) {
        records += 1
        if record.share >= 0 { shares[min(record.share / 100, shares.count - 1)] += 1 }
        switch record.findings.map(\.severity).max() {
        case nil: clean += 1
        case .warn?: warned += 1
        case .hold?: held += 1
        case .reject?: rejected += 1
        }
        if record.isKeptBack, !record.currency.isEmpty {
            keptBack[record.currency, default: Amount(minor: 0, scale: record.scale)].minor +=
                Int128(record.total)
        }
        findings += record.findings.count
        var seen: Set<String> = []
        for finding in record.findings {
            add(finding, of: record, isFirst: seen.insert(finding.rule).inserted)
        }
    }

    private mutating func add(_ finding: Finding, of record: CheckedRecord, isFirst: Bool) {
        var count =
            rulesById[finding.rule] ?? RuleCount(rule: finding.rule, severity: finding.severity)
        count.severity = max(count.severity, finding.severity)
        count.count += 1
        if isFirst { count.bills += 1 }
        if !record.currency.isEmpty {
            let stake = Int128(record.stake(of: finding))
            count.stakes[record.currency, default: Amount(minor: 0, scale: record.scale)].minor +=
                stake
        }
        if count.examples.count < CheckSummary.mostExamples {
            count.examples.append(
                Example(number: record.number, identifier: record.identifier, finding: finding))
        }
        rulesById[finding.rule] = count
    }

    /// What each rule found: held first, then rejected, then warnings; of each weight what is about most in
    /// the currency of most bills' findings, then the most frequent, then by name.
    public var rules: [RuleCount] {
        let counts = rulesById.values
        let currencies = Set(counts.flatMap(\.stakes.keys)).sorted()
        func bills(in currency: String) -> Int {
            counts.reduce(0) { $1.stakes[currency] == nil ? $0 : $0 + $1.bills }
        }
        let main = currencies.max { bills(in: $0) < bills(in: $1) } ?? ""
        return counts.sorted { a, b in
            if a.severity != b.severity { return a.severity.rank < b.severity.rank }
            let (one, two) = (a.stakes[main]?.minor ?? 0, b.stakes[main]?.minor ?? 0)
            if one != two { return one > two }
            return a.count != b.count ? a.count > b.count : a.rule < b.rule
        }
    }

    /// Whether some record may not leave.
    public var keepsBack: Bool { held + rejected > 0 }
}

extension Severity {
    /// Where findings of the weight stand in a summary: first what somebody has to decide.
    fileprivate var rank: Int {
        switch self {
        case .hold: 0
        case .reject: 1
        case .warn: 2
        }
    }
}

extension CheckSummary.Amount {
    /// The amount, `1234.50`.
    public var text: String {
        let sign = minor < 0 ? "-" : ""
        var digits = String(minor.magnitude)
        guard scale > 0 else { return sign + digits }
        digits = String(repeating: "0", count: max(scale + 1 - digits.count, 0)) + digits
        return sign + digits.dropLast(scale) + "." + digits.suffix(scale)
    }
}

extension CheckSummary.RuleCount {
    /// What is at stake, currency by currency: `BRL 12.30, USD 4.00`.
    public var stake: String {
        stakes.keys.sorted().map { "\($0) \(stakes[$0]?.text ?? "")" }.joined(separator: ", ")
    }
}
