import Glibc
import Primitives

/// Keeps a run's folder for one process; the operating system lets it go when the process ends, however.
///
/// `flock` on the file `lock`, which also says who holds it: one line of JSON with pid, host, start and boot.
/// The file stays when a run ends and is empty then, so that what stands in it tells of a run that was killed.
@safe
public struct RunLock: ~Copyable {
    private let path: String
    private let descriptor: Int32
    /// The run that held the folder last and was killed; nil if it ended in order.
    public let killed: RunHolder?

    /// Takes the folder.
    ///
    /// - Parameters:
    ///   - paths: of the run; its folder must be there.
    ///   - holder: who takes it.
    /// - Throws: `RunFolderError`: F701 names the run that holds it, F702 says that the file system has no locks.
    public init(_ paths: RunPaths, holder: RunHolder) throws(RunFolderError) {
        let path = paths.lock
        let descriptor = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else {
            throw .file(FileError(path: path, call: "open", code: errno))
        }
        let stored: String
        do throws(RunFolderError) {
            try RunLock.lock(descriptor, path: path, folder: paths.folder)
            stored = RunLock.text(of: descriptor)
            try RunLock.write(holder.text, to: descriptor, path: path)
        } catch {
            close(descriptor)
            throw error
        }
        self.path = path
        self.descriptor = descriptor
        killed = RunHolder(text: stored, file: path)
    }

    deinit { close(descriptor) }

    /// Says that the run ended in order, and lets the folder go.
    ///
    /// - Throws: `RunFolderError.file`; the folder is let go all the same.
    public consuming func release() throws(RunFolderError) {
        try RunLock.write("", to: descriptor, path: path)
    }

    private static func lock(
        _ descriptor: Int32, path: String, folder: String
    ) throws(RunFolderError) {
        while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            switch errno {
            case EINTR: continue
            case EWOULDBLOCK:
                throw .refused(
                    Diagnostic(
                        code: "F701", file: folder,
                        message: "another run works here"
                            + (RunHolder(text: text(of: descriptor), file: path)
                                .map { ": \($0.words)" } ?? ""),
                        cure: "wait until it ends, end it, or name another folder"))
            default: throw .refused(without(path, errno))
            }
        }
    }

    private static func without(_ path: String, _ code: Int32) -> Diagnostic {
        let reason = unsafe String(cString: strerror(code))
        return Diagnostic(
            code: "F702", file: path,
            message:
                "the file system keeps no locks (\(reason)), so that two runs could write here at once",
            cure: "put the folder on a local disk, or mount the network's file system with locks "
                + "(NFS 4; Lustre with -o flock)")
    }

    private static func text(of descriptor: Int32) -> String {
        var bytes = ByteBuffer(capacity: 4096)
        unsafe bytes.appendUnsafe(space: 4096) { space in
            max(0, unsafe pread(descriptor, space, 4096, 0))
        }
        return bytes.view.string
    }

    private static func write(
        _ text: String, to descriptor: Int32, path: String
    ) throws(RunFolderError) {
        let bytes = Array(text.utf8)
        guard ftruncate(descriptor, 0) == 0 else {
            throw .file(FileError(path: path, call: "write", code: errno))
        }
        guard unsafe pwrite(descriptor, bytes, bytes.count, 0) == bytes.count else {
            throw .file(FileError(path: path, call: "write", code: errno == 0 ? ENOSPC : errno))
        }
    }
}

/// A process that holds a run's folder.
public struct RunHolder: Sendable, Hashable {
    /// The process's number on its host.
    public let pid: Int
    /// The host's name.
    public let host: String
    /// When it took the folder, in seconds since 1970.
    public let start: Int
    /// Which start of the machine it runs in; empty where the system does not tell.
    public let boot: String

    /// A process.
    public init(pid: Int, host: String, start: Int, boot: String) {
        self.pid = pid
        self.host = host
        self.start = start
        self.boot = boot
    }

    /// This process, now.
    public static func current() -> RunHolder {
        var name = [CChar](repeating: 0, count: 256)
        _ = unsafe gethostname(&name, name.count - 1)
        let host = name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
        let boot = try? InputDescriptor.bytes(of: "/proc/sys/kernel/random/boot_id")
        let lines = String(decoding: boot ?? [], as: UTF8.self).split(separator: "\n")
        return RunHolder(
            pid: Int(getpid()), host: String(decoding: host, as: UTF8.self),
            start: time(nil), boot: lines.first.map(String.init) ?? "")
    }

    /// Whether this machine was started anew since the other process took the folder, so that what was not
    /// synced may be lost; true also where that cannot be told.
    public func isBeforePowerCut(seenFrom other: RunHolder) -> Bool {
        host != other.host || boot.isEmpty || boot != other.boot
    }

    /// The holder in words.
    public var words: String { "process \(pid) on \(host), since \(startText)" }

    /// The start as ISO 8601 has it, in UTC.
    public var startText: String { RunHolder.text(of: start) }

    /// Seconds since 1970 as ISO 8601 has them, in UTC.
    package static func text(of time: Int) -> String {
        let (days, seconds) = time.quotientAndRemainder(dividingBy: 86_400)
        let (year, month, day) = CivilDate(days: Int32(clamping: days)).parts
        let parts = [(year, 4), (month, 2), (day, 2)].map(RunHolder.padded)
        let clock = [(seconds / 3600, 2), (seconds / 60 % 60, 2), (seconds % 60, 2)]
            .map(RunHolder.padded)
        return parts.joined(separator: "-") + "T" + clock.joined(separator: ":") + "Z"
    }

    private static func padded(_ value: Int, _ width: Int) -> String {
        let digits = String(value)
        return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }

    /// As it stands in the file.
    var text: String {
        var line = JSONLine()
        line.add("pid", pid)
        line.add("host", host)
        line.add("start", startText)
        line.add("seconds", start)
        line.add("boot", boot)
        return line.finish() + "\n"
    }

    /// Reads what `text` wrote; nil for anything else.
    init?(text: String, file: String) {
        guard var fields = try? JSONFields(file: file, bytes: Array(text.utf8)),
            let pid = try? fields.count("pid"), let host = try? fields.text("host"),
            let start = try? fields.count("seconds"), let boot = try? fields.text("boot")
        else { return nil }
        self.init(pid: pid, host: host, start: start, boot: boot)
    }
}
