import Dispatch
import Primitives
import RunFolders

/// Says how far a run is, on a thread of its own: to whoever listens, and in `progress.json`.
///
/// What a listener or a disk does slowly holds up no worker; what cannot be written is not told, as it says nothing
/// about the run.
final class RunWatch: @unchecked Sendable {
    // Sendable: the timer is made ready in `init` and only cancelled afterwards, which any thread may do.
    private let queue = DispatchQueue(label: "fatura.watch")
    private let timer: any DispatchSourceTimer
    private let path: String
    private let figures: @Sendable () -> RunFigures
    private let told: @Sendable (RunFigures) -> Void

    /// Five times a second is as often as somebody can read.
    private static let stepMilliseconds = 200
    private static let stepsPerFile = 5

    /// Begins to watch.
    ///
    /// - Parameters:
    ///   - path: of the file, in the folder that the run holds.
    ///   - figures: gives those of the moment.
    ///   - told: called about five times a second, by one thread at a time.
    init(
        _ path: String, figures: @escaping @Sendable () -> RunFigures,
        told: @escaping @Sendable (RunFigures) -> Void
    ) {
        self.path = path
        self.figures = figures
        self.told = told
        let timer = DispatchSource.makeTimerSource(queue: queue)
        self.timer = timer
        let step = DispatchTimeInterval.milliseconds(RunWatch.stepMilliseconds)
        timer.schedule(deadline: .now() + step, repeating: step)
        nonisolated(unsafe) var steps = 0
        timer.setEventHandler {
            let now = figures()
            told(now)
            unsafe steps += 1
            if unsafe steps % RunWatch.stepsPerFile == 0 { RunWatch.write(now, to: path) }
        }
        timer.resume()
    }

    /// Ends the watch: the last figures are told and written when it returns.
    func end() {
        timer.cancel()
        // Behind a step that may be under way.
        queue.sync {
            let last = figures()
            told(last)
            RunWatch.write(last, to: path)
        }
    }

    private static func write(_ figures: RunFigures, to path: String) {
        do throws(FileError) {
            try DurableFile.write(
                Array((figures.json + "\n").utf8), to: path, durability: .none)
        } catch {
            // A disk that is full stops the run where it matters.
        }
    }
}
