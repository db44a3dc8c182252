public import Primitives

/// What a run of `fatura check` is asked for.
public struct CheckOptions: Sendable {
    /// Input as the user named it; `-` is standard input.
    public var records: String
    /// How many work at the same time.
    public var workers: Int
    /// About how many bytes of records a worker takes at once.
    public var chunkBytes = 1 << 18
    /// Where the report goes; nil: there is none.
    public var report: String?

    /// Options of a run.
    public init(records: String, workers: Int) {
        self.records = records
        self.workers = workers
    }
}

/// A record as `fatura check` saw it.
public struct CheckedRecord: Sendable {
    /// Its number in the input, from 1; blank lines have none.
    public var number: Int
    /// Its line in the input, from 1.
    public var line: Int
    /// Its id; empty if it has none that can be read.
    public var identifier: String
    /// ISO 4217; empty if the record cannot be read.
    public var currency: String
    /// Digits behind the point of its amounts.
    public var scale: Int
    /// Its total, in minor units; 0 if it cannot be read.
    public var total: Int64
    /// Its total in thousandths of the customer's own median; −1 where that is not known.
    public var share: Int
    /// What was found in it, in order.
    public var findings: [Finding]

    /// Whether it may not leave: something was found that weighs more than a warning.
    public var isKeptBack: Bool { findings.contains { $0.severity > .warn } }

    /// What a finding is about: its own amount, else the bill's total.
    public func stake(of finding: Finding) -> Int64 { finding.stake ?? max(total, 0) }
}
