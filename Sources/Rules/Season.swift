import Primitives

/// How much a pack's customers use in each month of the year, against the year's mean.
///
/// With it, months are compared as if all of them were ordinary ones: a December in which everybody uses more is
/// nothing unusual, however little was used in the customer's own last one.
public struct Season: Sendable {
    /// What each month is multiplied by, from January.
    private var factors: InlineArray<12, Double> = .init(repeating: 1)

    /// A year without seasons.
    public init() {}

    /// A year from its shares in percent, from January; nil unless there are twelve of 10 to 1,000.
    public init?(percent: [Double]) {
        guard percent.count == 12, percent.allSatisfy({ 10...1000 ~= $0 }) else { return nil }
        for (month, share) in percent.enumerated() { factors[month] = 100 / share }
    }

    /// What the use of a month is multiplied by to compare it.
    ///
    /// - Parameter cycle: the month, see `Cycle.months`; of the year 0 or later.
    /// - Returns: 1 for a usual month, less for one of high use.
    @inline(__always)
    func factor(_ cycle: Int32) -> Double { factors[Int(UInt32(bitPattern: cycle) % 12)] }
}
