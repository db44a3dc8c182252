/// How fast something has gone lately: the difference between now and half a minute ago.
struct RateWindow: Sendable {
    private var samples: [Sample] = []

    struct Sample: Sendable {
        /// Since the beginning.
        var nanoseconds: Int
        var records: Int
        var recordBytes: Int
        var documentBytes: Int
    }

    /// What is done a second.
    struct Rates: Sendable, Hashable {
        var records = 0.0
        var recordBytes = 0.0
        var documentBytes = 0.0
    }

    private static let windowNanoseconds = 30_000_000_000
    /// Samples that come closer together take the place of the last one.
    private static let stepNanoseconds = 1_000_000_000

    mutating func removeAll() { samples.removeAll() }

    /// Adds what is done now.
    mutating func add(_ sample: Sample) {
        if samples.count > 1,
            samples[samples.count - 1].nanoseconds - samples[samples.count - 2].nanoseconds
                < RateWindow.stepNanoseconds
        {
            samples.removeLast()
        }
        samples.append(sample)
        // One sample stays that is older than the window, so that all of it is covered.
        while samples.count > 2,
            sample.nanoseconds - samples[1].nanoseconds >= RateWindow.windowNanoseconds
        {
            samples.removeFirst()
        }
    }

    /// The rates of the window; zero while there is nothing to compare.
    var rates: Rates {
        guard let first = samples.first, let last = samples.last,
            last.nanoseconds > first.nanoseconds
        else { return Rates() }
        let seconds = Double(last.nanoseconds - first.nanoseconds) / 1e9
        return Rates(
            records: Double(last.records - first.records) / seconds,
            recordBytes: Double(last.recordBytes - first.recordBytes) / seconds,
            documentBytes: Double(last.documentBytes - first.documentBytes) / seconds)
    }
}
