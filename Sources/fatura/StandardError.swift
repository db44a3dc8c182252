import Glibc
import Synchronization

/// Standard error, which may be a pipe that nobody reads.
///
/// Whether there is room is asked with poll(2) before each piece, so that the file's flags, which other processes
/// share, stay as they are: a pipe that has room takes `PIPE_BUF` bytes at once (pipe(7)).
enum StandardError {
    /// How long a text waits for a reader.
    enum Patience {
        /// Not at all: another one like it follows.
        case none
        /// Two seconds: it is good to know.
        case short
        /// Until it is told; once the command was asked to end, as `short`.
        case full
    }

    private static let isEnding = Atomic(false)
    private static let pieceBytes = Int(PIPE_BUF)
    private static let stepMilliseconds: Int32 = 100
    private static let shortSteps = 20

    /// From now on nobody is waited for until they read: the command was asked to end.
    static func end() { isEnding.store(true, ordering: .relaxed) }

    /// Writes a text; a full disk or a reader that went away does not end what is being done.
    ///
    /// - Returns: whether all of it was written.
    @discardableResult
    static func write(_ text: String, patience: Patience) -> Bool {
        let bytes = Array(text.utf8)
        var start = 0
        while start < bytes.count {
            // What was begun is worth a moment.
            guard waitForRoom(start > 0 && patience == .none ? .short : patience) else {
                return false
            }
            let count = min(bytes.count - start, pieceBytes)
            let written = unsafe bytes[start..<start + count].withUnsafeBytes { piece in
                unsafe Glibc.write(STDERR_FILENO, piece.baseAddress, count)
            }
            if written < 0, errno != EINTR, errno != EAGAIN { return false }
            start += max(written, 0)
        }
        return true
    }

    private static func waitForRoom(_ patience: Patience) -> Bool {
        var steps = 0
        while true {
            var request = pollfd(fd: STDERR_FILENO, events: Int16(POLLOUT), revents: 0)
            let ready = unsafe poll(&request, 1, patience == .none ? 0 : stepMilliseconds)
            // What cannot be polled is written to, which says why.
            if ready > 0 || ready < 0 && errno != EINTR { return true }
            steps += 1
            switch patience {
            case .none: return false
            case .short: if steps >= shortSteps { return false }
            case .full:
                if !isEnding.load(ordering: .relaxed) {
                    steps = 0
                } else if steps >= shortSteps {
                    return false
                }
            }
        }
    }
}
