import CMeter
import Glibc

/// CPU time and allocations by stage.
struct Tally {
    private(set) var nanoseconds: [Stage: Int] = [:]
    private(set) var allocations: [Stage: Int] = [:]
    /// What the measuring itself takes, to be taken off again.
    private let overhead: Int

    init() {
        var least = Int.max
        for _ in 0..<1000 {
            let start = Tally.now()
            least = min(least, Tally.now() - start)
        }
        overhead = least
    }

    /// CPU time of this thread in nanoseconds.
    static func now() -> Int {
        var time = timespec()
        unsafe clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return time.tv_sec * 1_000_000_000 + time.tv_nsec
    }

    /// Runs a stage and adds what it took.
    mutating func measure<Failure: Error>(
        _ stage: Stage, _ body: () throws(Failure) -> Void
    ) throws(Failure) {
        let before = meter_allocations()
        let start = Tally.now()
        try body()
        let time = Tally.now() - start - overhead
        nanoseconds[stage, default: 0] += max(time, 0)
        allocations[stage, default: 0] += Int(meter_allocations() - before)
    }
}
