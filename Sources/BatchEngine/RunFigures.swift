import Primitives
import RunFolders

/// How far a run is, and how fast.
public struct RunFigures: Sendable {
    /// What is done.
    public let progress: BatchProgress
    /// Of these figures, in seconds since 1970.
    public let time: Int
    /// When the command began, in seconds since 1970.
    public let start: Int
    /// Since the command began.
    public let seconds: Double
    /// Since its phase began.
    public let phaseSeconds: Double
    /// CPU time of this process.
    public let cpuSeconds: Double
    let rates: RateWindow.Rates

    /// Records a second, in the last half minute.
    public var recordsPerSecond: Double { rates.records }
    /// Bytes of records a second, in the last half minute.
    public var recordBytesPerSecond: Double { rates.recordBytes }
    /// Bytes of documents a second, in the last half minute.
    public var documentBytesPerSecond: Double { rates.documentBytes }

    /// Seconds to the end of the phase at the rate of the last half minute; nil where that is not known.
    public var eta: Double? {
        guard let all = progress.allBytes else { return nil }
        let left = all - progress.bytes
        guard left > 0 else { return left == 0 ? 0 : nil }
        return rates.recordBytes > 0 ? Double(left) / rates.recordBytes : nil
    }

    /// How much of the phase is done, from 0 to 1; nil where that is not known.
    public var share: Double? {
        progress.allBytes.map { $0 > 0 ? min(Double(progress.bytes) / Double($0), 1) : 1 }
    }

    /// One line of JSON without its end: always the same members in the same order.
    public var json: String {
        let tally = progress.tally
        var line = JSONLine()
        line.add("time", RunHolder.text(of: time))
        line.add("phase", progress.phase.rawValue)
        line.add("seconds", seconds, places: 1)
        line.add("phaseSeconds", phaseSeconds, places: 1)
        line.add("bytes", progress.bytes)
        line.add("allBytes", orNull: progress.allBytes)
        line.add("shards", progress.shards)
        line.add("allShards", progress.allShards)
        line.add("shardsBefore", progress.shardsBefore)
        line.add("records", tally.records)
        line.add("rendered", tally.rendered)
        line.add("held", tally.held)
        line.add("rejected", tally.rejected)
        line.add("duplicates", tally.duplicates)
        line.add("unsentDuplicates", progress.unsentDuplicates)
        line.add("excluded", tally.excluded)
        line.add("pages", tally.pages)
        line.add("documentBytes", progress.documentBytes)
        line.add("recordsPerSecond", recordsPerSecond, places: 1)
        line.add("recordBytesPerSecond", Int(recordBytesPerSecond))
        line.add("documentBytesPerSecond", Int(documentBytesPerSecond))
        line.add("eta", eta, places: 1)
        line.add("cpuSeconds", cpuSeconds, places: 1)
        return line.finish()
    }
}
