public import Compression
import Glibc
public import Primitives

/// A folder of files that has its name only when all of them are whole.
///
/// It is for the owner alone, as are its files. It is filled as `NAME.partial`; `commit` syncs it, renames it and syncs the folder it lies in, as far as the
/// durability asks. One that goes away without that is removed.
public struct DurableFolder: ~Copyable {
    /// The name it gets.
    public let path: String
    private let durability: Durability
    private var list = FileList()
    private var isOpen = true

    private var partial: String { path + DurableFile.partialSuffix }

    /// Makes the folder under its partial name; what was left there is removed.
    ///
    /// - Throws: `FileError`.
    public init(path: String, durability: Durability) throws(FileError) {
        self.path = path
        self.durability = durability
        let partial = path + DurableFile.partialSuffix
        try RunPaths.remove(partial)
        guard unsafe mkdir(partial, 0o700) == 0 else {
            throw FileError(path: partial, call: "make the folder", code: errno)
        }
    }

    deinit {
        if isOpen { try? RunPaths.remove(path + DurableFile.partialSuffix) }
    }

    /// Writes a file, and syncs it.
    ///
    /// - Parameters:
    ///   - bytes: all of it.
    ///   - name: a file's name of plain bytes, see `appendFileName`; each once.
    ///   - sha256: of its bytes.
    /// - Throws: `FileError`; the folder can only be dropped then.
    public mutating func write(
        _ bytes: ByteView, name: ByteView, sha256: SHA256Digest
    ) throws(FileError) {
        let name = name.string
        let file = partial + "/" + name
        let descriptor = unsafe open(file, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw FileError(path: file, call: "create", code: errno) }
        do throws(FileError) {
            try DurableFile.write(bytes, to: descriptor, path: file)
            if durability.syncsFiles, fsync(descriptor) != 0 {
                throw FileError(path: file, call: "sync", code: errno)
            }
        } catch {
            close(descriptor)
            throw error
        }
        // Network file systems tell of a full disk here.
        guard close(descriptor) == 0 || errno == EINTR else {
            throw FileError(path: file, call: "close", code: errno)
        }
        list.add(FileFact(name: name, bytes: bytes.count, sha256: sha256))
    }

    /// Gives the folder its name; an older one of that name is removed first.
    ///
    /// - Parameter name: what it is called in the run.
    /// - Returns: its size, and the digest of its list of files.
    /// - Throws: `FileError`.
    public mutating func commit(name: String) throws(FileError) -> FileFact {
        if durability.syncsFiles { try DurableFile.syncFolder(partial) }
        try RunPaths.remove(path)
        try DurableFile.rename(partial, to: path, durability: durability)
        isOpen = false
        return FileFact(name: name, bytes: list.bytes, sha256: list.digest())
    }
}
