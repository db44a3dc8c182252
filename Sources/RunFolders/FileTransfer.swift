import Compression
import Glibc
import Primitives

/// Brings the files of one run's folder into another's, each only if it is what the run knows it to be.
public struct FileTransfer: Sendable {
    private let from: RunPaths
    private let to: RunPaths
    private let durability: Durability
    private let copies: Bool

    /// A way from folder to folder.
    ///
    /// - Parameters:
    ///   - from: where the files are.
    ///   - to: where they shall be, under the same names.
    ///   - durability: what is synced.
    ///   - copies: whether each file gets bytes of its own; otherwise it is the same file under two names where
    ///     the file systems allow that, and a copy where they do not.
    public init(from: RunPaths, to: RunPaths, durability: Durability, copies: Bool) {
        self.from = from
        self.to = to
        self.durability = durability
        self.copies = copies
    }

    /// Brings one file, or a folder of files; one of that name is replaced.
    ///
    /// - Parameter file: what is known of it.
    /// - Throws: `RunFolderError`; F794 for a file that is not there, F795 for one of other bytes, and then there
    ///   is nothing under its name that was not there before.
    /// - Complexity: O(*n*) in bytes: the file is read once, a copy twice.
    public func take(_ file: FileFact) throws(RunFolderError) {
        if let wrong = try file.difference(in: from) {
            throw .refused(
                Diagnostic(
                    code: wrong.code, file: from.path(file.name), message: wrong.words,
                    cure: "fatura verify says what else is wrong there; the batch command of that "
                        + "part makes a missing file anew"))
        }
        let (source, target) = (from.path(file.name), to.path(file.name))
        do throws(FileError) {
            if FileFact.isFolder(source) {
                try bring(folder: source, as: target)
            } else {
                try RunPaths.remove(target + DurableFile.partialSuffix)
                try bring(source, as: target, durability: durability)
            }
        } catch {
            throw .file(error)
        }
    }

    /// Brings the files of a folder, which gets its name when all of them are there.
    private func bring(folder source: String, as target: String) throws(FileError) {
        let partial = target + DurableFile.partialSuffix
        try RunPaths.remove(partial)
        try RunPaths.makeFolder(partial, mode: 0o700)
        for name in try RunPaths.names(in: source) {
            try bring(
                source + "/" + name, as: partial + "/" + name, durability: .none)
            if durability.syncsFiles { try sync(partial + "/" + name) }
        }
        if durability.syncsFiles { try DurableFile.syncFolder(partial) }
        try RunPaths.remove(target)
        try DurableFile.rename(partial, to: target, durability: durability)
    }

    private func bring(
        _ source: String, as target: String, durability: Durability
    ) throws(FileError) {
        let isLinked = copies ? false : try link(source, as: target, durability)
        if !isLinked { try copy(source, to: target, durability) }
    }

    /// Gives the file a second name; false where the file systems do not allow it.
    private func link(
        _ source: String, as target: String, _ durability: Durability
    ) throws(FileError) -> Bool {
        let partial = target + DurableFile.partialSuffix
        // A name that stands for a file elsewhere is followed: it would lead nowhere from here.
        guard unsafe linkat(AT_FDCWD, source, AT_FDCWD, partial, AT_SYMLINK_FOLLOW) == 0 else {
            if [EXDEV, EPERM, EMLINK, ENOSYS, EOPNOTSUPP, EACCES].contains(errno) { return false }
            throw FileError(path: source, call: "link to \(target)", code: errno)
        }
        if durability.syncsFiles { try sync(partial) }
        try DurableFile.rename(partial, to: target, durability: durability)
        // Two names of one file are left as they are by rename(2).
        try RunPaths.remove(partial)
        return true
    }

    private func sync(_ path: String) throws(FileError) {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw FileError(path: path, call: "open", code: errno) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else {
            throw FileError(path: path, call: "sync", code: errno)
        }
    }

    private func copy(
        _ source: String, to target: String, _ durability: Durability
    ) throws(FileError) {
        let input = try InputDescriptor(source)
        var output = try DurableFile(path: target, durability: durability)
        var block = ByteBuffer(capacity: FileTransfer.blockBytes)
        repeat {
            block.removeAll()
            try input.read(FileTransfer.blockBytes, at: output.count, into: &block)
            try output.write(block.view)
        } while block.count > 0
        _ = try output.commit()
    }

    private static let blockBytes = 1 << 20
}

/// A file beside what is known of it.
extension FileFact {
    /// In what a run's file is not what is known of it; nil if it is.
    ///
    /// - Returns: F794 where it is not there, F795 where its bytes are others, with words for a message.
    /// - Throws: `RunFolderError.file` for a file that cannot be read.
    public func difference(
        in paths: RunPaths
    ) throws(RunFolderError) -> (code: String, words: String, found: FileFact?)? {
        guard let size = FileFact.sizeOfPack(paths.path(name)) else {
            return ("F794", "the file is not there", nil)
        }
        guard size == bytes else {
            return (
                "F795",
                "the file has \(Figures.grouped(size)) bytes, not \(Figures.grouped(bytes))", nil
            )
        }
        let found: FileFact
        do throws(FileError) {
            found = try FileFact(reading: paths.path(name), name: name)
        } catch {
            throw .file(error)
        }
        return found == self ? nil : ("F795", "the file has other bytes than the run wrote", found)
    }
}
