public import Compression
import Primitives

/// What the first pass decided: which records each shard has, and which records are not simply rendered.
///
/// Equal for an input wherever it is planned, on however many machines.
public struct RunPlan: Sendable, Hashable {
    /// In the order of the input; a shard's number is its index.
    public var shards: [PlannedShard]
    /// In the order of the records.
    public var decisions: [PlanDecision]
    /// About the run as a whole.
    public var findings: [RunFinding]

    /// A plan of its parts.
    public init(
        shards: [PlannedShard] = [], decisions: [PlanDecision] = [], findings: [RunFinding] = []
    ) {
        self.shards = shards
        self.decisions = decisions
        self.findings = findings
    }

    /// How many records there are.
    public var records: Int { shards.reduce(0) { $0 + $1.records + $1.overlong.count } }

    /// How many bytes of records there are, uncompressed.
    public var bytes: Int { shards.reduce(0) { $0 + $1.bytes } }

    /// What the records of some shards ask for, by channel and currency; nil if a sum is beyond 64 bits.
    public func incoming(of numbers: some Sequence<Int>) -> [IncomingTotal]? {
        IncomingTotal.sum(numbers.lazy.flatMap { shards[$0].incoming })
    }

    /// A digest of the whole input: that of the digests of all shards, a line each as in the plan's file.
    public var inputDigest: SHA256Digest {
        var lines = ByteBuffer()
        for shard in shards {
            lines.append(digest: shard.sha256)
            lines.append(0x20)
            lines.append(decimal: shard.bytes)
            lines.append(0x0A)
        }
        return SHA256Digest(of: lines.view)
    }

    /// What is known of the whole input.
    public var input: RunSettings.Input {
        RunSettings.Input(bytes: bytes, sha256: inputDigest, parts: shards.map(\.sha256))
    }

    /// The numbers of the records that something was decided about.
    public func records(_ kind: PlanDecision.Kind) -> some Sequence<Int> {
        decisions.lazy.filter { $0.kind == kind }.map(\.record)
    }

    /// The decisions about records of a shard.
    public func decisions(ofShard shard: Int) -> ArraySlice<PlanDecision> {
        let first = decisions.partition { $0.shard < shard }
        let end = decisions.partition { $0.shard <= shard }
        return decisions[first..<end]
    }
}

extension RunPlan {
    /// The rules whose findings keep a record back no more.
    public func released(record: Int, ofShard shard: Int) -> Set<String> {
        Set(
            decisions(ofShard: shard).lazy.filter { $0.record == record && $0.kind == .released }
                .map(\.rule))
    }
}

/// Records that are rendered together: a run of whole lines of the input.
public struct PlannedShard: Sendable, Hashable {
    /// The number of the first record, from 1.
    public var firstRecord: Int
    /// How many records it has.
    public var records: Int
    /// The line of the input on which it begins, from 1.
    public var firstLine: Int
    /// Its size as it was read, uncompressed.
    public var bytes: Int
    /// Of these bytes.
    public var sha256: SHA256Digest
    /// Lines beside it that were too long to be read; they are rejected.
    public var overlong: [OverlongRecord]
    /// What its records ask for, by channel and currency, sorted.
    public var incoming: [IncomingTotal]

    /// A shard.
    public init(
        firstRecord: Int, records: Int, firstLine: Int, bytes: Int, sha256: SHA256Digest,
        overlong: [OverlongRecord] = [], incoming: [IncomingTotal] = []
    ) {
        self.firstRecord = firstRecord
        self.records = records
        self.firstLine = firstLine
        self.bytes = bytes
        self.sha256 = sha256
        self.overlong = overlong
        self.incoming = incoming
    }
}

/// A line that was too long to be read.
public struct OverlongRecord: Sendable, Hashable {
    /// The number of its record, from 1.
    public var record: Int
    /// The line of the input, from 1.
    public var line: Int

    /// A line.
    public init(record: Int, line: Int) {
        self.record = record
        self.line = line
    }
}

/// What the plan decided about a record.
public struct PlanDecision: Sendable, Hashable {
    /// What was decided.
    public enum Kind: String, Sendable, CaseIterable {
        /// Its id was already used: it is not rendered.
        case duplicate
        /// The operator left it out.
        case excluded
        /// Its customer has another bill of the cycle and kind.
        case cycle
        /// Another bill is paid by the same payload, code or digits.
        case payload, code, digits
        /// Its id is that of a bill of the last run: it is not rendered.
        case billed
        /// Its customer had another bill of the cycle and kind in the last run.
        case lastCycle
        /// A bill of the last run is paid by the same payload, code or digits.
        case lastPayload, lastCode, lastDigits
        /// Its total is far from that of the customer's bill in the last run.
        case total
        /// Somebody released it: what it was held for keeps it back no more.
        case released
    }

    /// The shard it is in.
    public var shard: Int
    /// The number of the record, from 1.
    public var record: Int
    /// What was decided.
    public var kind: Kind
    /// The payment's index; of a cycle, and of the last run's total, its months since year 0; else 0.
    public var place: Int
    /// The last run's total, in minor units; else 0.
    public var last: Int64
    /// The rule whose findings were released; else empty.
    public var rule: String

    /// A decision.
    public init(
        shard: Int, record: Int, kind: Kind, place: Int = 0, last: Int64 = 0, rule: String = ""
    ) {
        self.shard = shard
        self.record = record
        self.kind = kind
        self.place = place
        self.last = last
        self.rule = rule
    }
}

extension [PlanDecision] {
    /// The first index where a condition that holds at the start only does not hold.
    fileprivate func partition(_ holds: (PlanDecision) -> Bool) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if holds(self[middle]) { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
