import Glibc
import Primitives

/// A file open for writing; closed when it goes away.
struct OutputFile: ~Copyable {
    /// The name it has while it is written.
    let path: String
    private let descriptor: Int32

    /// Creates or empties a file.
    init(creating path: String, mode: mode_t = 0o644) throws(FileError) {
        self.path = path
        descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode)
        guard descriptor >= 0 else { throw FileError(path: path, call: "create", code: errno) }
    }

    /// Creates a file that nobody else writes: `STEM.partial`, or `STEM-2.partial` and so on where there is
    /// one already, of a run that ended too early or of a process with the same number elsewhere.
    init(partial stem: String, mode: mode_t = 0o644) throws(FileError) {
        var path = stem + ".partial"
        var number = 1
        while true {
            let opened = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
            if opened >= 0 {
                descriptor = opened
                break
            }
            guard errno == EEXIST, number < 10_000 else {
                throw FileError(path: path, call: "create", code: errno)
            }
            number += 1
            path = "\(stem)-\(number).partial"
        }
        self.path = path
    }

    /// Standard output.
    init() {
        path = "standard output"
        descriptor = dup(STDOUT_FILENO)
    }

    deinit { close(descriptor) }

    /// Writes all bytes.
    func write(_ bytes: ByteView) throws(FileError) {
        try unsafe bytes.withUnsafeBytes { (buffer) throws(FileError) in
            var start = 0
            while start < buffer.count {
                let written = unsafe Glibc.write(
                    descriptor, buffer.baseAddress.map { unsafe $0 + start },
                    min(buffer.count - start, OutputFile.blockBytes))
                guard written >= 0 else {
                    if errno == EINTR { continue }
                    throw FileError(path: path, call: "write", code: errno)
                }
                start += written
                if start < buffer.count { Spool.trim() }
            }
        }
    }

    /// So many bytes of a very long document are in memory at once.
    private static let blockBytes = 8 << 20

    /// Asks the operating system for the outcome of all writes, as some file systems tell it only then.
    func finish() throws(FileError) {
        guard fsync(descriptor) == 0 || errno == EINVAL || errno == EROFS else {
            throw FileError(path: path, call: "sync", code: errno)
        }
    }
}
