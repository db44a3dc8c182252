import RunFolders
import Synchronization

/// Measures a run while it works: phases, speed, what took longest.
///
/// Workers tell of each shard; whoever asks gets figures of this moment and holds nobody up.
final class RunMeter: Sendable {
    private let state: Mutex<State>
    /// When the run began, in seconds since 1970.
    let start: Int

    private struct State {
        var phases: [PhaseTime]
        var speed = SpeedLog()
        var bills = SlowList()
        var shards = SlowList()
        /// Of all shards together, and the CPU time of the threads that did them.
        var shardTime = (wall: 0, cpu: 0)
        var window = RateWindow()
        let begin: Int
        /// Records are rendered from then on.
        var renderingBegin: Int?
    }

    /// How long a run was at something.
    struct PhaseTime: Sendable, Hashable {
        let phase: BatchProgress.Phase
        var nanoseconds = 0
        /// CPU time of the whole process.
        var cpu = 0
        fileprivate let begin: (wall: Int, cpu: Int)

        static func == (a: PhaseTime, b: PhaseTime) -> Bool {
            a.phase == b.phase && a.nanoseconds == b.nanoseconds && a.cpu == b.cpu
        }

        func hash(into hasher: inout Hasher) {
            hasher.combine(phase)
            hasher.combine(nanoseconds)
        }
    }

    init() {
        start = RunClock.time()
        let begin = (wall: RunClock.now(), cpu: RunClock.cpu())
        state = Mutex(
            State(phases: [PhaseTime(phase: .preparing, begin: begin)], begin: begin.wall))
    }

    /// Begins the next phase; does nothing in the one it is in.
    func enter(_ phase: BatchProgress.Phase) {
        state.withLock { state in
            guard state.phases.last?.phase != phase else { return }
            let now = (wall: RunClock.now(), cpu: RunClock.cpu())
            RunMeter.close(&state.phases, at: now)
            state.phases.append(PhaseTime(phase: phase, begin: now))
            guard phase == .rendering else { return }
            // From here on bytes are those that are rendered.
            state.window.removeAll()
            state.renderingBegin = now.wall
        }
    }

    private static func close(_ phases: inout [PhaseTime], at now: (wall: Int, cpu: Int)) {
        guard let last = phases.indices.last else { return }
        phases[last].nanoseconds = now.wall - phases[last].begin.wall
        phases[last].cpu = now.cpu - phases[last].begin.cpu
    }

    /// Tells of a shard that is done.
    ///
    /// - Parameters:
    ///   - number: the shard's.
    ///   - records: how many it has.
    ///   - begin: when this thread took it, by `RunClock.now` and `threadCPU`.
    ///   - bills: the slowest ones of it.
    func add(
        shard number: Int, records: Int, since begin: (wall: Int, cpu: Int), slowest bills: SlowList
    ) {
        let now = (wall: RunClock.now(), cpu: RunClock.threadCPU())
        state.withLock { state in
            let origin = state.renderingBegin ?? state.begin
            state.speed.add(
                records, from: max(begin.wall - origin, 0), to: max(now.wall - origin, 0))
            state.shards.add(
                SlowList.Entry(
                    number: number, nanoseconds: now.wall - begin.wall, records: records))
            state.shardTime.wall += now.wall - begin.wall
            state.shardTime.cpu += now.cpu - begin.cpu
            state.bills.add(bills)
        }
    }

    /// How far the run is, with what time says to it; adds to what later rates are measured by.
    func figures(of progress: BatchProgress, adds: Bool = false) -> RunFigures {
        let now = RunClock.now()
        return state.withLock { state in
            let sample = RateWindow.Sample(
                nanoseconds: now - state.begin, records: progress.recordsNow,
                recordBytes: progress.bytes, documentBytes: progress.documentBytes)
            if adds { state.window.add(sample) }
            return RunFigures(
                progress: progress, time: RunClock.time(), start: start,
                seconds: Double(now - state.begin) / 1e9,
                phaseSeconds: Double(now - (state.phases.last?.begin.wall ?? now)) / 1e9,
                cpuSeconds: Double(RunClock.cpu()) / 1e9, rates: state.window.rates)
        }
    }

    /// Everything that was measured so far.
    func times() -> RunTimes {
        let now = (wall: RunClock.now(), cpu: RunClock.cpu())
        return state.withLock { state in
            var phases = state.phases
            RunMeter.close(&phases, at: now)
            let rendering = now.wall - (state.renderingBegin ?? now.wall)
            let known = phases.first { $0.phase == .rendering }?.nanoseconds ?? rendering
            return RunTimes(
                start: start, end: RunClock.time(), phases: phases,
                speed: state.speed.rates(until: known), slowestBills: state.bills.entries,
                slowestShards: state.shards.entries, shardTime: state.shardTime)
        }
    }
}

/// What was measured of a run, or of the part of it that this command did.
struct RunTimes: Sendable {
    /// Seconds since 1970.
    var start = 0
    /// Seconds since 1970.
    var end = 0
    var phases: [RunMeter.PhaseTime] = []
    /// Records a second, by seconds since the rendering began.
    var speed: [(seconds: Double, rate: Double)] = []
    var slowestBills: [SlowList.Entry] = []
    var slowestShards: [SlowList.Entry] = []
    /// Nanoseconds of all shards together, and the CPU time of the threads that did them.
    var shardTime = (wall: 0, cpu: 0)

    /// Wall and CPU seconds of a phase; zero for one that was not reached.
    func seconds(of phase: BatchProgress.Phase) -> (wall: Double, cpu: Double) {
        let times = phases.filter { $0.phase == phase }
        return (
            times.reduce(0) { $0 + Double($1.nanoseconds) / 1e9 },
            times.reduce(0) { $0 + Double($1.cpu) / 1e9 }
        )
    }
}
