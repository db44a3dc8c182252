import BatchEngine
import Foundation
import Primitives
import Synchronization

/// Says on standard error how far a run is: a line that changes on a terminal, else a JSON object a second.
final class BatchPrinter: Sendable {
    private let isTerminal: Bool
    private let isQuiet: Bool
    private let state = Mutex(State())

    private struct State {
        /// Whether the terminal shows a line of ours.
        var isShown = false
        /// Seconds of the last JSON object.
        var last = -1.0
        var phase = ""
    }

    /// A printer; a quiet one says nothing but notes and errors.
    init(isQuiet: Bool, isTerminal: Bool = isatty(STDERR_FILENO) == 1) {
        self.isQuiet = isQuiet
        self.isTerminal = isTerminal
    }

    /// Says something that stays.
    func note(_ text: String) {
        state.withLock { state in
            BatchPrinter.clear(&state)
            remark(text)
        }
    }

    /// Ends the line that changes.
    func clear() { state.withLock { BatchPrinter.clear(&$0) } }

    private static func clear(_ state: inout State) {
        guard state.isShown else { return }
        mutter("\r\u{1B}[K")
        state.isShown = false
    }

    /// Says how far the run is, if it is time to; a new phase is told at once.
    func report(_ figures: RunFigures) {
        guard !isQuiet else { return }
        state.withLock { state in
            guard !isTerminal else {
                let line = BatchLine(figures).text(width: BatchPrinter.width)
                if mutter((state.isShown ? "\r\u{1B}[K" : "") + line) { state.isShown = true }
                return
            }
            let phase = figures.progress.phase.rawValue
            guard phase != state.phase || figures.seconds - state.last >= 0.95 else { return }
            (state.last, state.phase) = (figures.seconds, phase)
            // A pipe that nobody reads holds up no run.
            mutter(figures.json + "\n")
        }
    }

    /// Columns of the terminal; a line that is longer would not be taken back.
    private static var width: Int {
        var size = winsize()
        let isKnown = unsafe ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0
        return isKnown && size.ws_col > 0 ? Int(size.ws_col) : 80
    }
}
