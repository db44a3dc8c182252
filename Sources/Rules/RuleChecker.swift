import Expressions
public import Primitives
public import Records

/// Checks one record after another against a pack's rules; one per worker.
///
/// Slots are resolved once; sums are exact in 128 bits. For a record in order nothing is allocated.
///
/// Not `Sendable`.
public final class RuleChecker {
    /// What was found in the last record.
    public internal(set) var findings: [Finding] = []
    /// The last record's total in thousandths of the customer's own median; −1 where too few earlier bills say so.
    public internal(set) var totalShare = -1

    let rules: RuleSet
    let record: Record
    let fields: RuleFields
    let limits: RuleLimits
    var services = KeyTable()
    var lineIds = KeyTable()
    var lineKeys = KeyTable()
    /// What usage groups say of each line.
    var explained = Pool<ExplainedLine>()
    var past = OwnPast()
    let evaluator: Evaluator?
    /// Digits behind the point of the record's currency.
    var scale = 2
    /// What all lines sum up to.
    var linesSum: Int128 = 0
    /// What is to be paid: the amount due, or else the total.
    var owed: Int64 = 0

    /// Findings of one record that are listed; what is beyond says nothing new.
    static let mostFindings = 50

    /// A checker of the records that one parser reads.
    public init(rules: RuleSet, record: Record) {
        self.rules = rules
        self.record = record
        fields = rules.fields
        limits = RuleLimits(rules.thresholds)
        evaluator = rules.program.map { Evaluator(program: $0, record: record) }
    }

    /// Checks the record that was read last.
    ///
    /// - Parameter channel: which document is made of it, as a number among the rules' channels; nil for any.
    /// - Returns: whether something was found, see `findings`.
    /// - Complexity: O(nodes); some ten thousand instructions for a bill of two pages.
    public func check(channel: Int? = nil) -> Bool {
        if !findings.isEmpty { findings.removeAll(keepingCapacity: true) }
        totalShare = -1
        let root = record.root
        scale = record.currencyScale
        owed = amountOwed
        checkDates(root)
        checkLines(root)
        checkTaxes(root)
        checkRepeatedTaxes(root)
        checkSums(root)
        checkPayments(root)
        checkUsage(root)
        checkPast(root)
        checkParties(root)
        checkFiscal(root)
        if !rules.obligations.isEmpty { checkObligations(root, channel) }
        if !rules.own.isEmpty { checkOwn() }
        return !findings.isEmpty
    }

    /// What the record that was read last asks for: the amount due, or else the total.
    var amountOwed: Int64 {
        let due = record.slot(fields.amountDue, of: record.root)
        return due.isAbsent ? record.slot(fields.total, of: record.root).payload : due.payload
    }

    /// Lists a finding of a built-in rule.
    func report(
        _ rule: BuiltInRule, _ path: String, _ message: String, cure: String? = nil,
        stake: Int128? = nil
    ) {
        guard findings.count < RuleChecker.mostFindings else { return }
        let stake = stake.map { Int64(clamping: Int128(clamping: $0.magnitude)) }
        findings.append(
            Finding(
                rule: rule.id, severity: rule.severity, path: path, message: message,
                cure: cure ?? rule.cure, stake: stake))
    }

    /// An amount in a message.
    func amount(_ minor: Int128) -> String { Figure.amount(minor, scale: scale) }

    /// An amount in a message.
    func amount(_ minor: Int64) -> String { Figure.amount(Int128(minor), scale: scale) }

    /// A text of the record in a message, cut where it is long.
    func quoted(_ text: ByteView) -> String {
        let string = text.string
        return "“\(string.count > 40 ? string.prefix(39) + "…" : string[...])”"
    }

    /// Whether a rule is asked.
    @inline(__always)
    func asks(_ rule: BuiltInRule) -> Bool { rules.mask.contains(rule) }
}

/// What usage groups say of a line.
struct ExplainedLine: BitwiseCopyable {
    var sum: Int128
    var groups: Int32
    /// The last of the groups.
    var group: Int32
}

/// The thresholds as the checker compares with them.
struct RuleLimits: Sendable {
    let daysBefore, daysAfter, daysLong: Int64
    let lineTolerance, taxTolerance, sumTolerance: Int128
    let total, usage: OwnPast.Limits
    let usageSeason: Season

    init(_ thresholds: RuleThresholds) {
        daysBefore = Int64(thresholds[.lineDaysBefore])
        daysAfter = Int64(thresholds[.lineDaysAfter])
        daysLong = Int64(thresholds[.lineDaysLong])
        lineTolerance = Int128(thresholds[.lineTolerance])
        taxTolerance = Int128(thresholds[.taxTolerance])
        sumTolerance = Int128(thresholds[.sumTolerance])
        func limits(_ ratio: RuleThreshold) -> OwnPast.Limits {
            OwnPast.Limits(
                least: Int(thresholds[.historyLeast]), deviations: thresholds[.deviations],
                leastSpread: thresholds[.leastSpread], ratio: thresholds[ratio],
                seasonalWeight: Int(thresholds[.seasonalWeight]))
        }
        total = limits(.totalRatio)
        usage = limits(.usageRatio)
        usageSeason = thresholds.usageSeason
    }
}
