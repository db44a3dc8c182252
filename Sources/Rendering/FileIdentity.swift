import Glibc

/// Which file a path leads to, however it is spelt.
enum FileIdentity: Equatable {
    case existing(device: dev_t, number: ino_t)
    case new(folderDevice: dev_t, folderNumber: ino_t, name: String)

    /// Nil for what is no regular file and for what cannot be one, as its folder is missing.
    ///
    /// - Parameters:
    ///   - path: as the user named it.
    ///   - standard: the stream that `-` stands for, if it stands for one.
    init?(_ path: String, standard: Int32?) {
        var status = stat()
        let isThere: Bool
        if path == "-", let standard {
            isThere = unsafe fstat(standard, &status) == 0
            guard isThere else { return nil }
        } else {
            isThere = unsafe stat(path, &status) == 0
        }
        if isThere {
            guard status.st_mode & S_IFMT == S_IFREG else { return nil }
            self = .existing(device: status.st_dev, number: status.st_ino)
            return
        }
        let folder = folderPart(of: path)
        guard unsafe stat(folder.isEmpty ? "." : folder, &status) == 0 else { return nil }
        let name = path.utf8.split(separator: 0x2F).last.flatMap(String.init) ?? ""
        self = .new(
            folderDevice: status.st_dev, folderNumber: status.st_ino, name: name)
    }

    /// Whether two paths are one folder, as far as that can be told before it is made.
    static func isFolder(_ path: String, sameAs other: String) -> Bool {
        var (first, second) = (stat(), stat())
        guard unsafe stat(path.isEmpty ? "." : path, &first) == 0,
            unsafe stat(other, &second) == 0
        else { return path == other || path + "/" == other }
        return first.st_dev == second.st_dev && first.st_ino == second.st_ino
    }
}
