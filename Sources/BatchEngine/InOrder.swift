import Synchronization

/// Jobs that threads end in any order, and that are taken in the order of their numbers by one thread at a time.
///
/// A thread that ends the next job takes it, and those behind it that are there already; one that ends a
/// later job leaves it and goes on. So nobody waits, and no thread is there for taking alone.
final class InOrder<Job: AnyObject>: Sendable {
    private let state = Mutex(State())

    private struct State: @unchecked Sendable {
        // Sendable: a job belongs to the thread that took it, and nobody else has it.
        var waiting: [Int: Job] = [:]
        var next = 0
        var isTaking = false

        mutating func take() -> Job? {
            let job = waiting.removeValue(forKey: next)
            if job != nil { next += 1 }
            isTaking = job != nil
            return job
        }
    }

    /// Ends a job, and takes all that are next.
    ///
    /// - Parameters:
    ///   - job: the job.
    ///   - number: its place, from 0; each once.
    ///   - take: called with one job after the other, by one thread at a time.
    func end(_ job: Job, number: Int, _ take: (Job) -> Void) {
        nonisolated(unsafe) let ended = job
        var taken = state.withLock { state in
            unsafe state.waiting[number] = ended
            return Box(state.isTaking ? nil : state.take())
        }
        while let job = taken.job {
            take(job)
            taken = state.withLock { Box($0.take()) }
        }
    }

    private struct Box: @unchecked Sendable {
        let job: Job?
        init(_ job: Job?) { self.job = job }
    }
}
