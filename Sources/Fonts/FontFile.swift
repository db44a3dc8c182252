import Glibc

/// A font file's identity and age: equal stamps mean that the file was not touched in between.
struct FileStamp: Hashable, Sendable {
    let device: UInt64
    let inode: UInt64
    let size: Int
    let modifiedSeconds: Int
    let modifiedNanoseconds: Int

    fileprivate init(_ status: stat) {
        device = UInt64(status.st_dev)
        inode = UInt64(status.st_ino)
        size = Int(status.st_size)
        modifiedSeconds = status.st_mtim.tv_sec
        modifiedNanoseconds = status.st_mtim.tv_nsec
    }
}

/// The bytes and the stamp of a font file.
///
/// The file is read, not mapped: a mapped file that shrinks would end the process.
///
/// - Parameters:
///   - path: the file's path.
///   - limit: the most bytes it may have.
/// - Returns: the bytes, and the stamp the file had when they were read.
/// - Throws: `FontError` with `noFile`, `unreadable`, `notAFile` or `tooLarge`.
func readFontFile(
    _ path: String, limit: Int = 64 << 20
) throws(FontError) -> (bytes: [UInt8], stamp: FileStamp) {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw failure(path) }
    defer { close(descriptor) }
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else { throw failure(path) }
    guard status.st_mode & S_IFMT == S_IFREG else { throw FontError(path, .notAFile) }
    let size = Int(status.st_size)
    guard size <= limit else { throw FontError(path, .tooLarge(limit: limit)) }
    var got = 0
    var failed = false
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: max(size, 1)) { space, count in
        while got < size, let start = space.baseAddress {
            let part = unsafe read(descriptor, start + got, size - got)
            if part < 0, errno == EINTR { continue }
            failed = part < 0
            guard part > 0 else { break }
            got += part
        }
        count = got
    }
    if failed { throw failure(path) }
    return (bytes, FileStamp(status))
}

/// The stamp of a file, nil if it cannot be asked.
func fileStamp(_ path: String) -> FileStamp? {
    var status = stat()
    guard unsafe stat(path, &status) == 0 else { return nil }
    return FileStamp(status)
}

private func failure(_ path: String) -> FontError {
    FontError(path, errno == ENOENT || errno == ENOTDIR ? .noFile : .unreadable(errno: errno))
}
