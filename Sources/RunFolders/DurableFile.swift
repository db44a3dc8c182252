public import Compression
import Glibc
public import Primitives

/// A file that has its name only when it is whole.
///
/// It is written as `NAME.partial`, which a holder of the run's lock shares with nobody; `commit` syncs it,
/// renames it and syncs its folder, as far as the durability asks. One that goes away without that is removed.
public struct DurableFile: ~Copyable {
    /// The name it gets.
    public let path: String
    /// How many bytes were written.
    public private(set) var count = 0
    private let durability: Durability
    private var descriptor: Int32
    private var digest = PackDigest()

    /// What files that are not whole have behind their names.
    public static let partialSuffix = ".partial"

    /// Creates the file under its partial name; one that was left there is emptied.
    ///
    /// - Parameters:
    ///   - path: the name it gets; its folder must be there.
    ///   - durability: what is synced.
    ///   - mode: the file's rights, as far as the process's mask leaves them; for the owner alone, as what a run
    ///     writes holds customers' data.
    /// - Throws: `FileError`.
    public init(
        path: String, durability: Durability, mode: UInt32 = 0o600
    ) throws(FileError) {
        self.path = path
        self.durability = durability
        let partial = path + DurableFile.partialSuffix
        descriptor = unsafe open(partial, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode)
        guard descriptor >= 0 else {
            throw FileError(path: partial, call: "create", code: errno)
        }
    }

    deinit {
        guard descriptor >= 0 else { return }
        Glibc.close(descriptor)
        _ = unsafe unlink(path + DurableFile.partialSuffix)
    }

    /// Writes all bytes.
    ///
    /// - Throws: `FileError`; the file can only be dropped then.
    /// - Complexity: O(*n*): a call of the system, and 0.6 ns a byte for the digest.
    public mutating func write(_ bytes: ByteView) throws(FileError) {
        try DurableFile.write(
            bytes, to: descriptor, path: path + DurableFile.partialSuffix)
        digest.add(bytes)
        count += bytes.count
    }

    /// Writes bytes in which documents lie; their digests stand for them in the file's.
    ///
    /// - Parameters:
    ///   - bytes: what is written.
    ///   - documents: in order, by their places in `bytes`.
    /// - Throws: `FileError`; the file can only be dropped then.
    public mutating func write(
        _ bytes: ByteView, holding documents: borrowing Pool<PackedDocument>
    ) throws(FileError) {
        try DurableFile.write(
            bytes, to: descriptor, path: path + DurableFile.partialSuffix)
        digest.add(bytes, holding: documents)
        count += bytes.count
    }

    /// Writes bytes that nobody asks the digest of: it is that of the others.
    ///
    /// - Throws: `FileError`; the file can only be dropped then.
    public mutating func write(undigested bytes: ByteView) throws(FileError) {
        try DurableFile.write(
            bytes, to: descriptor, path: path + DurableFile.partialSuffix)
        count += bytes.count
    }

    /// Writes all bytes to an open file.
    package static func write(
        _ bytes: ByteView, to descriptor: Int32, path: String
    ) throws(FileError) {
        try unsafe bytes.withUnsafeBytes { (buffer) throws(FileError) in
            var start = 0
            while start < buffer.count {
                let written = unsafe Glibc.write(
                    descriptor, buffer.baseAddress.map { unsafe $0 + start },
                    min(buffer.count - start, DurableFile.blockBytes))
                if written < 0 {
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

    /// Syncs the file and gives it its name.
    ///
    /// - Returns: the digest of all its bytes, or that of a pack where documents were told of.
    /// - Throws: `FileError`; then the old file of that name is as it was, or the new one is there whole.
    public mutating func commit() throws(FileError) -> SHA256Digest {
        let partial = path + DurableFile.partialSuffix
        try close()
        try DurableFile.rename(partial, to: path, durability: durability)
        return digest.finish()
    }

    /// Syncs the file and gives it its name, unless there is a file of that name: that one is left as it is.
    ///
    /// - Returns: whether the file got its name.
    /// - Throws: `FileError`, as `commit`.
    public mutating func commitOnce() throws(FileError) -> Bool {
        let partial = path + DurableFile.partialSuffix
        try close()
        let isFirst = unsafe link(partial, path) == 0
        let code = errno
        if [EPERM, ENOSYS, EOPNOTSUPP].contains(code), !isFirst, unsafe access(path, F_OK) != 0 {
            // No second names here: the holder of the lock is the only one who makes this one.
            try DurableFile.rename(partial, to: path, durability: durability)
            return true
        }
        _ = unsafe unlink(partial)
        guard isFirst || code == EEXIST else {
            throw FileError(path: partial, call: "link to \(path)", code: code)
        }
        if durability.syncsFiles { try DurableFile.syncFolder(DurableFile.folder(of: path)) }
        return isFirst
    }

    /// Syncs the file and closes it.
    private mutating func close() throws(FileError) {
        let partial = path + DurableFile.partialSuffix
        if durability.syncsFiles, fsync(descriptor) != 0 {
            throw FileError(path: partial, call: "sync", code: errno)
        }
        let closing = descriptor
        descriptor = -1
        // Network file systems tell of a full disk here.
        guard Glibc.close(closing) == 0 || errno == EINTR else {
            let code = errno
            _ = unsafe unlink(partial)
            throw FileError(path: partial, call: "close", code: code)
        }
    }

    /// Gives a file or folder its name, and syncs the folder it lies in.
    ///
    /// - Throws: `FileError`.
    public static func rename(
        _ partial: String, to path: String, durability: Durability
    ) throws(FileError) {
        guard unsafe Glibc.rename(partial, path) == 0 else {
            let code = errno
            throw FileError(path: partial, call: "rename to \(path)", code: code)
        }
        if durability.syncsFiles { try syncFolder(folder(of: path)) }
    }

    /// Syncs the names in a folder.
    ///
    /// Some file systems cannot (`EINVAL`), and keep names in order by themselves.
    ///
    /// - Throws: `FileError`.
    public static func syncFolder(_ path: String) throws(FileError) {
        let descriptor = unsafe open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw FileError(path: path, call: "open the folder", code: errno)
        }
        defer { Glibc.close(descriptor) }
        guard fsync(descriptor) == 0 || errno == EINVAL else {
            throw FileError(path: path, call: "sync the folder", code: errno)
        }
    }

    /// Writes a whole small file.
    ///
    /// - Returns: the digest of its bytes.
    /// - Throws: `FileError`.
    @discardableResult
    public static func write(
        _ bytes: [UInt8], to path: String, durability: Durability
    ) throws(FileError) -> SHA256Digest {
        var buffer = ByteBuffer(capacity: bytes.count)
        buffer.append(bytes)
        var file = try DurableFile(path: path, durability: durability)
        try file.write(buffer.view)
        return try file.commit()
    }

    /// The folder a path lies in.
    static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }
}
