import Primitives

/// A customer's own months: what is usual for them, and whether the billed month is far above it.
///
/// The middle is the median and the spread the median absolute deviation (Hampel, 1974), times 1.4826 as for
/// a normal distribution: half of the months may be odd without moving either. The same month of earlier
/// years counts several times. What was so a year ago is expected, and so is what was so in two of the months;
/// once may have been a mistake itself. Where another series explains the values twice as well as their
/// median does, as use explains an energy bill, the line through both is taken instead (Theil 1950, Sen 1968:
/// the median of all slopes), but never less than the median.
///
/// Only additions, multiplications, divisions and comparisons of binary fractions, which are the same on
/// every machine.
struct OwnPast: ~Copyable {
    /// A month's value, and what may explain it.
    struct Month: BitwiseCopyable {
        var cycle: Int32
        var value: Double
        /// Use in the same month; below zero where it is not known.
        var use: Double
    }

    /// What is usual, and what the billed month is against it.
    struct Verdict {
        /// The middle of the earlier months.
        var median = 0.0
        /// What the billed month was expected to be at most.
        var expected = 0.0
        /// A deviation around it.
        var spread = 0.0
        /// How many months there were.
        var months = 0
        /// Whether use explains what was expected.
        var isByUse = false
        /// Whether the billed month is far above it.
        var isUnusual = false
    }

    /// Where "far above" begins.
    struct Limits {
        var least: Int
        var deviations: Double
        var leastSpread: Double
        var ratio: Double
        var seasonalWeight: Int

        /// Whether a value may be far above what is expected, which is the median or more.
        func mayPass(_ value: Double, median: Double) -> Bool { value >= ratio * median }
    }

    /// No more months than these are looked at, the latest ones.
    static let mostMonths = 36

    /// Of a normal distribution's standard deviation to its median absolute deviation.
    private static let normal = 1.4826

    private var months = Pool<Month>(capacity: mostMonths)
    private var sorted = Pool<Double>(capacity: mostMonths * mostMonths)

    /// Forgets the months.
    mutating func removeAll() { months.removeAll() }

    /// Whether no more months are taken.
    var isFull: Bool { months.count == OwnPast.mostMonths }

    /// How many months there are.
    var count: Int { months.count }

    /// Adds an earlier month.
    mutating func add(_ month: Month) {
        guard !isFull else { return }
        months.append(month)
    }

    /// Gives the month of that cycle the use that may explain it.
    mutating func explain(cycle: Int32, use: Double) {
        for index in months.indices where months[index].cycle == cycle { months[index].use = use }
    }

    /// The middle of the months before the billed one; nil where they are too few, or it is not above zero.
    mutating func median(before billed: Month, _ limits: Limits) -> Double? {
        guard months.count >= limits.least else { return nil }
        let median = middle(billed.cycle, weight(billed, limits)) { $0.value }
        return median > 0 ? median : nil
    }

    /// How often the same month of earlier years counts.
    private func weight(_ billed: Month, _ limits: Limits) -> Int {
        isSeasonal(billed) ? limits.seasonalWeight : 1
    }

    private func isSeasonal(_ billed: Month) -> Bool {
        months.indices.contains { months[$0].cycle == billed.cycle - 12 }
    }

    /// Judges the billed month by the earlier ones.
    ///
    /// Of one that is near the median no more is worked out than that, and that it is not unusual.
    mutating func judge(_ billed: Month, _ limits: Limits) -> Verdict? {
        guard let median = median(before: billed, limits) else { return nil }
        var verdict = Verdict()
        verdict.months = months.count
        verdict.median = median
        verdict.expected = median
        guard limits.mayPass(billed.value, median: median) else { return verdict }
        let isSeasonal = isSeasonal(billed)
        verdict.spread =
            OwnPast.normal
            * middle(billed.cycle, weight(billed, limits)) { abs($0.value - median) }
        verdict.expected = max(median, secondHighest())
        if isSeasonal { verdict.expected = max(verdict.expected, yearAgo(billed.cycle)) }
        explain(&verdict, billed, limits)
        verdict.spread = max(verdict.spread, limits.leastSpread * verdict.expected)
        let excess = billed.value - verdict.expected
        verdict.isUnusual =
            excess >= limits.deviations * verdict.spread
            && billed.value >= limits.ratio * verdict.expected
        return verdict
    }

    /// Takes the line of values over use instead, if they are twice as near to it as to their median.
    private mutating func explain(_ verdict: inout Verdict, _ billed: Month, _ limits: Limits) {
        guard billed.use >= 0, let line = line(least: limits.least) else { return }
        let spread = OwnPast.normal * distance(from: line)
        guard spread < verdict.spread / 2, line.slope > 0 else { return }
        let expected = max(line.at(billed.use), verdict.median)
        (verdict.spread, verdict.expected, verdict.isByUse) = (spread, expected, true)
    }

    /// The highest value but one.
    private func secondHighest() -> Double {
        var (first, second) = (0.0, 0.0)
        for index in months.indices {
            let value = months[index].value
            if value > first {
                (first, second) = (value, first)
            } else {
                second = max(second, value)
            }
        }
        return second
    }

    /// The highest value of the same month of earlier years.
    private func yearAgo(_ cycle: Int32) -> Double {
        var highest = 0.0
        for index in months.indices where (cycle - months[index].cycle) % 12 == 0 {
            highest = max(highest, months[index].value)
        }
        return highest
    }

    /// The median of what `part` says of each month; the same month of earlier years counts `weight` times.
    private mutating func middle(_ cycle: Int32, _ weight: Int, _ part: (Month) -> Double) -> Double
    {
        sorted.removeAll()
        for index in months.indices {
            let month = months[index]
            let times = (cycle - month.cycle) % 12 == 0 ? weight : 1
            for _ in 0..<times { insert(part(month)) }
        }
        return median()
    }

    // MARK: Lines

    /// A straight line.
    private struct Line {
        var start: Double
        var slope: Double

        func at(_ place: Double) -> Double { start + slope * place }
    }

    /// The line of values over use; nil where too few months have both, or use hardly varies.
    private mutating func line(least: Int) -> Line? {
        sorted.removeAll()
        var count = 0
        for index in months.indices where months[index].use >= 0 {
            count += 1
            for other in index + 1..<months.count where months[other].use >= 0 {
                let run = months[other].use - months[index].use
                guard run != 0 else { continue }
                sorted.append((months[other].value - months[index].value) / run)
            }
        }
        guard count >= max(least, 6), sorted.count >= count else { return nil }
        sort()
        let slope = median()
        sorted.removeAll()
        for index in months.indices where months[index].use >= 0 {
            insert(months[index].value - slope * months[index].use)
        }
        return Line(start: median(), slope: slope)
    }

    /// The median distance of the months from a line.
    private mutating func distance(from line: Line) -> Double {
        sorted.removeAll()
        for index in months.indices where months[index].use >= 0 {
            insert(abs(months[index].value - line.at(months[index].use)))
        }
        return median()
    }

    // MARK: Order

    /// Adds a value where it belongs.
    private mutating func insert(_ value: Double) {
        sorted.append(value)
        sink(sorted.count - 1)
    }

    /// Moves the value at `index` before the larger ones in front of it.
    private mutating func sink(_ index: Int) {
        let value = sorted[index]
        var place = index
        while place > 0, sorted[place - 1] > value {
            sorted[place] = sorted[place - 1]
            place -= 1
        }
        sorted[place] = value
    }

    /// Sorts all values, some hundreds at most (Shell, 1959; gaps of Gonnet and Baeza-Yates, 1991).
    private mutating func sort() {
        var gap = sorted.count
        while gap > 1 {
            gap = max(gap * 5 / 11, 1)
            for index in gap..<sorted.count {
                let value = sorted[index]
                var place = index
                while place >= gap, sorted[place - gap] > value {
                    sorted[place] = sorted[place - gap]
                    place -= gap
                }
                sorted[place] = value
            }
        }
    }

    /// The middle of the sorted values, or the mean of both that are; 0 where there is none.
    private func median() -> Double {
        let count = sorted.count
        guard count > 0 else { return 0 }
        let upper = sorted[count / 2]
        return count & 1 == 1 ? upper : (sorted[count / 2 - 1] + upper) / 2
    }
}
