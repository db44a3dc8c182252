import Glibc
import Synchronization

/// What the proofs of a run came to and cost.
public struct ProofTotals: Sendable, Hashable {
    /// Bills that were read back.
    public var proved = 0
    /// Fonts that were compared with their source, each once.
    public var fonts = 0
    /// Child processes.
    public var children = 0
    /// CPU time of the child processes.
    public var childMicroseconds = 0
    /// CPU time of this process for the proofs.
    public var ownMicroseconds = 0

    /// Nothing yet.
    public init() {}

    /// CPU time of the proofs, all in.
    public var microseconds: Int { childMicroseconds + ownMicroseconds }
}

/// Adds up what the proofs of all workers cost.
final class ProofMeter: Sendable {
    private let state = Mutex(ProofTotals())
    private let timeoutMilliseconds: Int32

    /// - Parameter timeoutMilliseconds: so long may a program take.
    init(timeoutMilliseconds: Int32 = ToolRun.timeoutMilliseconds) {
        self.timeoutMilliseconds = timeoutMilliseconds
    }

    /// The totals so far.
    var totals: ProofTotals { state.withLock { $0 } }

    /// Runs a program and counts it.
    func run(_ tool: Tool, _ words: [ToolRun.Word]) throws(ToolFailure) -> ToolRun {
        let run = try ToolRun.run(tool, words, timeoutMilliseconds: timeoutMilliseconds)
        state.withLock { totals in
            totals.children += 1
            totals.childMicroseconds += run.microseconds
        }
        return run
    }

    func add(_ change: (inout ProofTotals) -> Void) { state.withLock { change(&$0) } }

    /// CPU time of the calling thread.
    static var threadMicroseconds: Int {
        var time = timespec()
        guard unsafe clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time) == 0 else { return 0 }
        return Int(time.tv_sec) * 1_000_000 + Int(time.tv_nsec) / 1000
    }
}
