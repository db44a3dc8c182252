import Glibc
import Primitives

/// Keeps a run's folder for one process; the operating system lets it go when the process ends, however.
///
/// `flock` on the file `lock`, which also says who holds it: one line of JSON with pid, host, start and boot.
/// The file stays when a run ends and is empty then, so that what stands in it tells of a run that was killed.
/// It is synced whatever the run's durability, as it alone tells of a power cut.
@safe
public struct RunLock: ~Copyable {
    private let path: String
    private let descriptor: Int32
    private var holder: RunHolder
    /// The run that held the folder last and was killed; nil if it ended in order.
    public let killed: RunHolder?

    /// Whether files may have been lost in a power cut, and nobody has compared them since.
    public var isSuspect: Bool { !holder.suspects.isEmpty }

    /// Takes the folder.
    ///
    /// - Parameters:
    ///   - paths: of the run; its folder must be there.
    ///   - holder: who takes it.
    /// - Throws: `RunFolderError`: F701 names the run that holds it, F702 says that the file system has no locks.
    public init(_ paths: RunPaths, holder: RunHolder) throws(RunFolderError) {
        let path = paths.lock
        let descriptor = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw .file(FileError(path: path, call: "open", code: errno))
        }
        let killed: RunHolder?
        var holder = holder
        do throws(RunFolderError) {
            try RunLock.lock(descriptor, path: path, folder: paths.folder)
            killed = RunHolder(text: RunLock.text(of: descriptor), file: path)
            holder.suspects = killed?.lost(seenFrom: holder) ?? ""
            try RunLock.write(holder.text, to: descriptor, path: path)
            try RunLock.sync(descriptor, path: path, folder: paths.folder)
        } catch {
            close(descriptor)
            throw error
        }
        self.path = path
        self.descriptor = descriptor
        self.holder = holder
        self.killed = killed
    }

    deinit { close(descriptor) }

    /// Says that what a power cut may have taken has been compared: the next run need not do so again.
    ///
    /// - Throws: `RunFolderError.file`.
    public mutating func settle() throws(RunFolderError) {
        guard isSuspect else { return }
        holder.suspects = ""
        try RunLock.write(holder.text, to: descriptor, path: path)
    }

    /// Says that the run ended in order, and lets the folder go.
    ///
    /// - Throws: `RunFolderError.file`; the folder is let go all the same.
    public consuming func release() throws(RunFolderError) {
        try RunLock.write("", to: descriptor, path: path)
    }

    /// Makes sure that no run works in a folder, without taking it; one that was never locked is free.
    ///
    /// - Throws: `RunFolderError`: F701 names the run that holds it.
    public static func checkFree(_ paths: RunPaths) throws(RunFolderError) {
        let descriptor = unsafe open(paths.lock, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else {
            guard errno != ENOENT else { return }
            throw .file(FileError(path: paths.lock, call: "open", code: errno))
        }
        defer { close(descriptor) }
        while flock(descriptor, LOCK_SH | LOCK_NB) != 0 {
            if errno == EINTR { continue }
            // Where there are no locks nobody holds one.
            guard errno == EWOULDBLOCK else { return }
            throw .refused(held(descriptor, path: paths.lock, folder: paths.folder))
        }
    }

    private static func held(_ descriptor: Int32, path: String, folder: String) -> Diagnostic {
        Diagnostic(
            code: "F701", file: folder,
            message: "another run works here"
                + (RunHolder(text: text(of: descriptor), file: path)
                    .map { ": \($0.words)" } ?? ""),
            cure: "wait until it ends, end it, or name another folder")
    }

    private static func lock(
        _ descriptor: Int32, path: String, folder: String
    ) throws(RunFolderError) {
        while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            switch errno {
            case EINTR: continue
            case EWOULDBLOCK: throw .refused(held(descriptor, path: path, folder: folder))
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

    /// Writes over what stands there before it is shortened, so that a full disk takes no name away.
    private static func write(
        _ text: String, to descriptor: Int32, path: String
    ) throws(RunFolderError) {
        let bytes = Array(text.utf8)
        let written = unsafe pwrite(descriptor, bytes, bytes.count, 0)
        guard written == bytes.count else {
            throw .file(FileError(path: path, call: "write", code: written < 0 ? errno : ENOSPC))
        }
        guard ftruncate(descriptor, bytes.count) == 0 else {
            throw .file(FileError(path: path, call: "write", code: errno))
        }
    }

    private static func sync(
        _ descriptor: Int32, path: String, folder: String
    ) throws(RunFolderError) {
        guard fsync(descriptor) == 0 else {
            throw .file(FileError(path: path, call: "sync", code: errno))
        }
        do throws(FileError) {
            try DurableFile.syncFolder(folder)
        } catch {
            throw .file(error)
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
    /// The start of a machine whose unsynced files may be lost and were not compared yet; empty for none.
    var suspects: String

    /// A process.
    public init(pid: Int, host: String, start: Int, boot: String) {
        self.init(pid: pid, host: host, start: start, boot: boot, suspects: "")
    }

    private init(pid: Int, host: String, start: Int, boot: String, suspects: String) {
        self.pid = pid
        self.host = host
        self.start = start
        self.boot = boot
        self.suspects = suspects
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

    /// Whether the machine of this process was started anew since, or is another one than the other's, so that
    /// what was not synced may be lost; true also where that cannot be told.
    ///
    /// Names of hosts say nothing: a container that is started again has another one, and lost nothing.
    public func isBeforePowerCut(seenFrom other: RunHolder) -> Bool {
        boot.isEmpty || boot != other.boot
    }

    /// The start of a machine whose unsynced files may be lost, as the next holder sees it; empty for none.
    fileprivate func lost(seenFrom next: RunHolder) -> String {
        guard suspects.isEmpty else { return suspects }
        return isBeforePowerCut(seenFrom: next) ? (boot.isEmpty ? "unknown" : boot) : ""
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
        if !suspects.isEmpty { line.add("suspects", suspects) }
        return line.finish() + "\n"
    }

    /// Reads what `text` wrote; nil for anything else.
    init?(text: String, file: String) {
        guard var fields = try? JSONFields(file: file, bytes: Array(text.utf8)),
            let pid = try? fields.count("pid"), let host = try? fields.text("host"),
            let start = try? fields.count("seconds"), let boot = try? fields.text("boot")
        else { return nil }
        let suspects = fields.has("suspects") ? try? fields.text("suspects") : nil
        self.init(pid: pid, host: host, start: start, boot: boot, suspects: suspects ?? "")
    }
}
