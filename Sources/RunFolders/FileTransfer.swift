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

    /// Brings one file; one of that name is replaced.
    ///
    /// - Parameters:
    ///   - file: what is known of it.
    ///   - mode: the rights of a copy.
    /// - Throws: `RunFolderError`; F794 for a file that is not there, F795 for one of other bytes, and then there
    ///   is nothing under its name that was not there before.
    /// - Complexity: O(*n*) in bytes: the file is read once, a copy twice.
    public func take(_ file: FileFact, mode: UInt32 = 0o644) throws(RunFolderError) {
        if let wrong = try file.difference(in: from) {
            throw .refused(
                Diagnostic(
                    code: wrong.code, file: from.path(file.name), message: wrong.words,
                    cure: "fatura verify says what else is wrong there; the batch command of that "
                        + "part makes a missing file anew"))
        }
        do throws(FileError) {
            let isLinked = copies ? false : try link(file.name)
            if !isLinked { try copy(file, mode: mode) }
        } catch {
            throw .file(error)
        }
    }

    /// Gives the file a second name; false where the file systems do not allow it.
    private func link(_ name: String) throws(FileError) -> Bool {
        let (source, path) = (from.path(name), to.path(name))
        let partial = path + DurableFile.partialSuffix
        try RunPaths.remove(partial)
        guard unsafe Glibc.link(source, partial) == 0 else {
            if [EXDEV, EPERM, EMLINK, ENOSYS, EOPNOTSUPP, EACCES].contains(errno) { return false }
            throw FileError(path: source, call: "link to \(path)", code: errno)
        }
        if durability.syncsFiles { try sync(partial) }
        try DurableFile.rename(partial, to: path, durability: durability)
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

    private func copy(_ file: FileFact, mode: UInt32) throws(FileError) {
        let source = try InputDescriptor(from.path(file.name))
        var target = try DurableFile(path: to.path(file.name), durability: durability, mode: mode)
        var block = ByteBuffer(capacity: FileTransfer.blockBytes)
        repeat {
            block.removeAll()
            try source.read(FileTransfer.blockBytes, at: target.count, into: &block)
            try target.write(block.view)
        } while block.count > 0
        guard target.count == file.bytes else {
            throw FileError(path: from.path(file.name), call: "copy what changes", code: EBUSY)
        }
        _ = try target.commit()
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
        guard let size = FileFact.size(of: paths.path(name)) else {
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
