/// How many records were done in each stretch of a run, in bounded memory: stretches become longer with it.
struct SpeedLog: Sendable {
    /// Records of each stretch, the first one from the beginning on.
    private(set) var records: [Double] = []
    /// How long a stretch is, in nanoseconds.
    private(set) var width = SpeedLog.firstWidth

    private static let firstWidth = 1 << 28
    private static let mostStretches = 160

    /// Counts records that a worker did between two moments, spread evenly over the time.
    ///
    /// - Parameters:
    ///   - count: how many.
    ///   - from: nanoseconds since the beginning.
    ///   - to: not before `from`.
    mutating func add(_ count: Int, from: Int, to: Int) {
        guard count > 0, from >= 0, to >= from else { return }
        while to / width >= SpeedLog.mostStretches { halve() }
        while records.count <= to / width { records.append(0) }
        let all = Double(max(to - from, 1))
        for place in from / width...to / width {
            let start = max(from, place * width)
            let end = min(max(to, from + 1), (place + 1) * width)
            records[place] += Double(count) * Double(max(end - start, 0)) / all
        }
    }

    /// Makes one stretch of two.
    private mutating func halve() {
        width *= 2
        records = stride(from: 0, to: records.count, by: 2).map {
            records[$0] + ($0 + 1 < records.count ? records[$0 + 1] : 0)
        }
    }

    /// Records a second in each stretch up to a moment, in nanoseconds since the beginning.
    ///
    /// The last stretch, which may just have begun, counts with the time that it had.
    func rates(until end: Int) -> [(seconds: Double, rate: Double)] {
        records.enumerated().compactMap { place, count in
            let (start, stop) = (place * width, min((place + 1) * width, max(end, 0)))
            guard stop - start >= width / 4 else { return nil }
            return (Double(start + stop) / 2e9, count * 1e9 / Double(stop - start))
        }
    }
}
