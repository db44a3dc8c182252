/// Totals of all records from those of a sample: ratios to the bytes of records, which are known of all.
///
/// The sample's records in their order are taken as up to 64 groups, and how much these differ says how sure a total
/// is (ratio estimator of a cluster sample; Cochran, Sampling Techniques, section 6.3): neighbours may be alike.
struct Scaling {
    private let rows: [SampleFacts.Row]
    /// By how much the sample's totals are multiplied.
    let factor: Double
    /// By how much those of the sample are multiplied for all records, whatever the part.
    private let wholeFactor: Double

    /// A sample of which all records have so many times the bytes.
    init(_ rows: [SampleFacts.Row], by factor: Double) {
        self.init(rows, factor, of: factor)
    }

    private init(_ rows: [SampleFacts.Row], _ factor: Double, of wholeFactor: Double) {
        self.rows = rows
        self.factor = factor
        self.wholeFactor = wholeFactor
    }

    /// The same for a share of all records.
    func part(_ share: Double) -> Scaling { Scaling(rows, factor * share, of: wholeFactor) }

    /// A total that nothing more is known about.
    func scaled(_ total: Int) -> Int { Int((Double(total) * factor).rounded()) }

    private static let mostGroups = 64
    /// Of Student's distribution with some 60 degrees of freedom, 95 %.
    private static let t = 2.0

    /// The total of what each record has, with its interval.
    func total(_ value: (SampleFacts.Row) -> Int) -> RunEstimate.Interval {
        let sum = rows.reduce(0) { $0 + value($1) }
        let estimate = Double(sum) * factor
        let half = spread(value, sum: sum) * Scaling.t
        return RunEstimate.Interval(
            value: estimate, low: max(estimate - half, 0), high: estimate + half)
    }

    /// The standard error of a total.
    private func spread(_ value: (SampleFacts.Row) -> Int, sum: Int) -> Double {
        guard rows.count > 1 else { return 0 }
        let groups = min(rows.count, Scaling.mostGroups)
        let bytes = rows.reduce(0) { $0 + $1.bytes }
        let ratio = bytes > 0 ? Double(sum) / Double(bytes) : 0
        var squares = 0.0
        for group in 0..<groups {
            let own = rows[rows.count * group / groups..<rows.count * (group + 1) / groups]
            let error = own.reduce(0.0) { $0 + Double(value($1)) - ratio * Double($1.bytes) }
            squares += error * error
        }
        let variance = squares * Double(groups) / Double(groups - 1)
        // What is not in the sample, and what falls into the part of it all.
        let share = factor / wholeFactor
        let unknown = max(1 - 1 / wholeFactor, 0)
        return (variance * (factor * factor * unknown + wholeFactor * share * (1 - share)))
            .squareRoot()
    }
}
