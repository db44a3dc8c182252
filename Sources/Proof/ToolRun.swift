import CChild
import Glibc
import Primitives

/// A program that ran to its end, with what it wrote.
///
/// Output goes to files in memory, so that no program ever waits for its reader.
struct ToolRun {
    /// What it ended with.
    let status: Int
    /// What it wrote to standard output.
    let output: MemoryFile
    /// The first line it wrote to standard error.
    let complaint: String
    /// CPU time of the process, its own and the system's for it.
    let microseconds: Int

    /// A word of the command line.
    enum Word {
        case text(String)
        /// A path by which the child finds the file.
        case file(MemoryFile)
    }

    /// So long may a program take; ours take milliseconds, those of a bill of 30,000 pages a minute.
    static let timeoutMilliseconds: Int32 = 300_000

    /// Runs a program: no shell, no environment but the locale, standard input empty.
    ///
    /// - Parameters:
    ///   - tool: the program.
    ///   - words: its arguments.
    ///   - timeoutMilliseconds: then it is killed.
    /// - Returns: what it wrote, and what it ended with.
    /// - Throws: `ToolFailure` if it cannot be started, takes too long or is ended by a signal.
    static func run(
        _ tool: Tool, _ words: [Word], timeoutMilliseconds: Int32 = timeoutMilliseconds
    ) throws(ToolFailure) -> ToolRun {
        let (output, errors) = (try MemoryFile(), try MemoryFile())
        let child = try start(tool, words, output, errors)
        let isLate = try wait(child, timeoutMilliseconds)
        var status: Int32 = 0
        var usage = rusage()
        while unsafe wait4(child, &status, 0, &usage) < 0 {
            guard errno == EINTR else {
                throw ToolFailure(call: "wait for \(tool.name)", code: errno)
            }
        }
        guard !isLate else {
            throw ToolFailure(
                "\(tool.name) took longer than \(Double(timeoutMilliseconds) / 1000) s")
        }
        // As WIFSIGNALED and WEXITSTATUS have it, which are macros.
        guard status & 0x7F == 0 else {
            throw ToolFailure("\(tool.name) was ended by signal \(status & 0x7F)")
        }
        let text = String(decoding: try errors.contents(), as: UTF8.self)
        return ToolRun(
            status: Int(status >> 8 & 0xFF), output: output,
            complaint: text.split(separator: "\n").first.map(String.init) ?? "",
            microseconds: microseconds(usage.ru_utime) + microseconds(usage.ru_stime))
    }

    private static func microseconds(_ time: timeval) -> Int {
        Int(time.tv_sec) * 1_000_000 + Int(time.tv_usec)
    }

    /// Waits for a child's end; kills it when that takes too long, and says so.
    private static func wait(_ child: pid_t, _ limit: Int32) throws(ToolFailure) -> Bool {
        let descriptor = pidfd_open(child, 0)
        guard descriptor >= 0 else {
            let code = errno
            kill(child, SIGKILL)
            waitpid(child, nil, 0)
            throw ToolFailure(call: "watch a child process", code: code)
        }
        defer { close(descriptor) }
        var watched = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        var ready = unsafe poll(&watched, 1, limit)
        while ready < 0, errno == EINTR { ready = unsafe poll(&watched, 1, limit) }
        if ready <= 0 { kill(child, SIGKILL) }
        return ready <= 0
    }

    // MARK: Starting

    /// Starts a program that ends with the thread that waits for it: a run that is killed leaves none behind.
    private static func start(
        _ tool: Tool, _ words: [Word], _ output: MemoryFile, _ errors: MemoryFile
    ) throws(ToolFailure) -> pid_t {
        var from = [output.descriptor, errors.descriptor]
        var to = [STDOUT_FILENO, STDERR_FILENO]
        // Above all of ours, so that none is overwritten before it is copied.
        var next = words.reduce(max(output.descriptor, errors.descriptor)) { most, word in
            if case .file(let file) = word { max(most, file.descriptor) } else { most }
        }
        var arguments = [tool.name]
        for word in words {
            switch word {
            case .text(let text): arguments.append(text)
            case .file(let file):
                next += 1
                from.append(file.descriptor)
                to.append(next)
                arguments.append(path(next))
            }
        }
        var child: pid_t = 0
        let code = unsafe withCStrings(arguments) { arguments in
            unsafe withCStrings(["LC_ALL=C.UTF-8", "PATH=/usr/bin:/bin"]) { environment in
                unsafe fatura_start(
                    &child, tool.path, from, to, Int32(from.count), arguments, environment)
            }
        }
        guard code == 0 else {
            // One that could not begin its program has ended already.
            if child > 0 { waitpid(child, nil, 0) }
            throw ToolFailure(call: "start \(tool.path)", code: code)
        }
        return child
    }

    /// How a child names a descriptor it got.
    static func path(_ descriptor: Int32) -> String { "/proc/self/fd/\(descriptor)" }

    /// Calls `body` with texts as C wants a program's arguments: pointers, a null at their end.
    @unsafe
    private static func withCStrings(
        _ texts: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Int32
    ) -> Int32 {
        let copies = unsafe texts.map { unsafe strdup($0) }
        defer { unsafe copies.forEach { unsafe free($0) } }
        return unsafe body(copies + [nil])
    }
}
