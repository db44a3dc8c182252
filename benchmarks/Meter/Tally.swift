import CMeter
import Glibc

/// CPU time and allocations by stage, and CPU time by bill.
struct Tally {
    private var nanoseconds = [Int](repeating: 0, count: Stage.allCases.count)
    private var allocations = [Int](repeating: 0, count: Stage.allCases.count)
    /// What the engine took for each bill in nanoseconds, without reading.
    private(set) var bills: [Int] = []
    /// What the measuring itself takes, to be taken off again.
    private let overhead: Int

    init(expecting count: Int) {
        var least = Int.max
        for _ in 0..<1000 {
            let start = Tally.now()
            least = min(least, Tally.now() - start)
        }
        overhead = least
        bills.reserveCapacity(count)
    }

    /// CPU time of this thread in nanoseconds.
    static func now() -> Int {
        var time = timespec()
        unsafe clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return time.tv_sec * 1_000_000_000 + time.tv_nsec
    }

    /// Forgets what was measured.
    mutating func removeAll() {
        for index in nanoseconds.indices { (nanoseconds[index], allocations[index]) = (0, 0) }
        bills.removeAll(keepingCapacity: true)
    }

    /// Runs a stage and adds what it took; returns the time in nanoseconds.
    @discardableResult
    mutating func measure<Failure: Error>(
        _ stage: Stage, _ body: () throws(Failure) -> Void
    ) throws(Failure) -> Int {
        let before = meter_allocations()
        let start = Tally.now()
        try body()
        let time = max(Tally.now() - start - overhead, 0)
        nanoseconds[stage.rawValue] += time
        allocations[stage.rawValue] += Int(meter_allocations() - before)
        return time
    }

    /// Ends a bill that took so many nanoseconds.
    mutating func endBill(nanoseconds: Int) { bills.append(nanoseconds) }

    /// What a stage took in all, without the stage that is measured by itself.
    func total(_ stage: Stage) -> (nanoseconds: Int, allocations: Int) {
        var total = (nanoseconds[stage.rawValue], allocations[stage.rawValue])
        for inner in Stage.allCases where inner.container == stage {
            total.0 = max(total.0 - nanoseconds[inner.rawValue], 0)
            total.1 = max(total.1 - allocations[inner.rawValue], 0)
        }
        return total
    }

    /// The median of the first and the last tenth of the bills, in nanoseconds.
    var tenths: (first: Int, last: Int) {
        let count = max(bills.count / 10, 1)
        return (Tally.median(bills.prefix(count)), Tally.median(bills.suffix(count)))
    }

    /// The median of all bills, in nanoseconds.
    var middle: Int { Tally.median(bills) }

    /// The middle one of some values; 0 of none.
    static func median(_ values: some Collection<Int>) -> Int {
        let sorted = values.sorted()
        return sorted.isEmpty ? 0 : sorted[sorted.count / 2]
    }
}
