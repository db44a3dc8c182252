import Glibc
import RunFolders

/// What a run would take: estimated from a sample, with how sure that is.
public struct RunEstimate: Sendable {
    /// A number that lies between two others in nineteen of twenty samples.
    public struct Interval: Sendable, Hashable {
        /// What is most likely.
        public var value: Double
        /// Not below.
        public var low: Double
        /// Not above.
        public var high: Double
    }

    /// A channel's documents.
    public struct ChannelEstimate: Sendable {
        /// Its name.
        public let name: String
        /// How many.
        public let documents: Int
        /// Pages of all of them.
        public let pages: Int
        /// Bytes of all of them.
        public let bytes: Interval
    }

    /// Records of the sample.
    public let sampledRecords: Int
    /// Whether all records were in the sample, so that nothing but time is estimated.
    public let isWhole: Bool
    /// Bytes of records, uncompressed.
    public let inputBytes: Int
    /// How many records there are.
    public let records: Interval
    /// How many are held, as a share from 0 to 1.
    public let held: Interval
    /// How many are rejected, as a share from 0 to 1.
    public let rejected: Interval
    /// By name.
    public let channels: [ChannelEstimate]
    /// Bytes of all packs.
    public let packBytes: Interval
    /// Bytes of the print files with their index; 0 but for whole runs of `--pack print`.
    public let printBytes: Interval
    /// Bytes of the records as they are kept.
    public let recordBytes: Int
    /// Bytes of the ledger.
    public let ledgerBytes: Int
    /// Bytes of the kept records, in the shards' files and in the joined one.
    public let quarantineBytes: Int
    /// Bytes that are free where the run would be; nil where that is not known.
    public let freeBytes: Int?
    /// CPU time of all workers together.
    public let cpuSeconds: Double
    /// By how many workers, ascending: how long it takes if nothing else wants the machine more than now.
    public let wallSeconds: [(workers: Int, seconds: Double)]
    /// How many workers are asked for.
    public let workers: Int

    /// Bytes that the run needs on the disk, at the most.
    public var neededBytes: Int {
        Int(packBytes.high) + Int(printBytes.high) + recordBytes + ledgerBytes + quarantineBytes
    }

    /// Whether what is free is enough; true where that is not known.
    public var fits: Bool { freeBytes.map { neededBytes <= $0 } ?? true }

    init(
        _ options: BatchOptions, _ sample: RecordSample, _ facts: SampleFacts, freeBytes: Int?,
        processors: Int
    ) {
        let scale = sample.bytes > 0 ? Double(sample.allBytes) / Double(sample.bytes) : 1
        // The plan is made of all records, documents of the part's only.
        let whole = Scaling(facts.rows, by: sample.isWhole ? 1 : scale)
        let part = whole.part(1 / Double(options.part.count))
        sampledRecords = facts.rows.count
        isWhole = sample.isWhole && options.part.count == 1
        inputBytes = sample.allBytes
        records = whole.total { _ in 1 }
        held = RunEstimate.share(
            facts.count(of: .held), of: facts.rows.count, isExact: isWhole)
        rejected = RunEstimate.share(
            facts.count(of: .rejected), of: facts.rows.count, isExact: isWhole)
        channels = facts.channels.indices.map { index in
            ChannelEstimate(
                name: facts.channels[index], documents: part.scaled(facts.documents[index]),
                pages: part.scaled(facts.pages[index]),
                bytes: part.total { $0.documents[index] })
        }
        let documents = part.total { $0.documents.reduce(0, +) }
        // Frames of a pack grow with its documents.
        packBytes = documents.scaled(to: Double(part.scaled(facts.packBytes)))
        // Parts are printed where they are merged. What print files share is few of them.
        printBytes =
            options.part.count == 1
            ? documents.scaled(to: Double(whole.scaled(facts.printBytes)))
            : Interval(value: 0, low: 0, high: 0)
        recordBytes = part.scaled(facts.recordBytes)
        ledgerBytes = facts.emptyLedgerBytes + part.scaled(facts.ledgerBytes)
        quarantineBytes = part.scaled(2 * facts.quarantineBytes)
        self.freeBytes = freeBytes
        workers = options.workers
        let times = SampleTimes(facts.times, sample, whole: whole.factor, part: part.factor)
        cpuSeconds = times.cpu
        var counts = [options.workers]
        var count = 1
        while count <= processors {
            counts.append(count)
            count *= 2
        }
        wallSeconds = Set(counts + [processors]).sorted().map {
            ($0, times.wall(workers: min($0, processors)))
        }
    }

    /// A share with its 95 % interval (Wilson, 1927), which holds for rare and for none, too.
    static func share(_ count: Int, of all: Int, isExact: Bool) -> Interval {
        guard all > 0 else { return Interval(value: 0, low: 0, high: isExact ? 0 : 1) }
        let (n, p) = (Double(all), Double(count) / Double(all))
        guard !isExact else { return Interval(value: p, low: p, high: p) }
        let z = 1.96
        let middle = (p + z * z / (2 * n)) / (1 + z * z / n)
        let half = z / (1 + z * z / n) * (p * (1 - p) / n + z * z / (4 * n * n)).squareRoot()
        return Interval(value: p, low: max(middle - half, 0), high: min(middle + half, 1))
    }
}

extension RunEstimate.Interval {
    /// The same spread around another value.
    fileprivate func scaled(to other: Double) -> RunEstimate.Interval {
        guard value > 0 else { return .init(value: other, low: other, high: other) }
        let factor = other / value
        return .init(value: other, low: low * factor, high: high * factor)
    }
}

/// How long a run takes, by what its sample took.
private struct SampleTimes {
    private let planning: Double
    private let reading: Double
    private let rendering: Double
    private let closing: Double
    let cpu: Double

    init(_ times: RunTimes, _ sample: RecordSample, whole: Double, part: Double) {
        let plan = times.seconds(of: .planning)
        let close = times.seconds(of: .closing)
        planning = plan.wall * whole
        // One worker at a time reads, whatever their number.
        reading = Double(sample.readNanoseconds) / 1e9
        rendering = Double(times.shardTime.wall) / 1e9 * part
        // What a run does once in the end does not grow, and is small beside what grows.
        closing = close.cpu * part
        cpu = plan.cpu * whole + Double(times.shardTime.cpu) / 1e9 * part + closing
    }

    func wall(workers: Int) -> Double {
        max(planning / Double(workers), reading) + rendering / Double(workers) + closing
    }
}
