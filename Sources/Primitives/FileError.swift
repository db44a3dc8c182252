import Glibc

/// A failed call of the operating system on a file.
public struct FileError: Error, Sendable, Hashable {
    /// The file, as the user knows it.
    public let path: String
    /// What was tried.
    public let call: String
    /// As in `errno.h`.
    public let code: Int32

    /// A failed call.
    ///
    /// - Parameters:
    ///   - path: the file, as the user knows it.
    ///   - call: what was tried, as it stands after “cannot”.
    ///   - code: as in `errno.h`.
    public init(path: String, call: String, code: Int32) {
        self.path = path
        self.call = call
        self.code = code
    }

    /// What is wrong, in words.
    public var message: String {
        let reason = unsafe String(cString: strerror(code))
        return "\(path): cannot \(call): \(reason)"
    }

    /// What would mend it; empty where nothing can be said.
    public var cure: String {
        switch code {
        case ENOSPC, EDQUOT: "make room there, then give the same command again"
        case EROFS: "mount the file system for writing, or name another folder"
        case EACCES, EPERM: "let this user write there, or name another folder"
        case ENOENT: "make the folder it lies in, or look who removed it"
        case ENOTDIR: "a part of the path is a file: name another folder"
        case EISDIR, EEXIST, ENOTEMPTY: "something else has this name: move it away"
        case EMFILE, ENFILE: "allow more open files (ulimit -n), or take fewer workers"
        case EFBIG: "allow larger files (ulimit -f), or take another file system"
        case ENAMETOOLONG: "take a shorter path"
        case EIO, ENODEV, ENXIO, ESTALE, ETIMEDOUT:
            "look after the disk or the network behind it, then give the same command again"
        default: ""
        }
    }
}
