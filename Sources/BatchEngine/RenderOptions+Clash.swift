import Glibc

extension RenderOptions {
    /// What is wrong if input, output and quarantine are not three files; nil if they are.
    ///
    /// Devices and pipes may be used twice, and a folder holds files of its own.
    var clash: String? {
        let input = FileIdentity(records, standard: STDIN_FILENO)
        let output = FileIdentity(self.output, standard: STDOUT_FILENO)
        let refused = FileIdentity(quarantine, standard: nil)
        if input != nil, input == output {
            return "the records and the output are the same file, \(self.output)"
        }
        if input != nil, input == refused {
            return "the records and the quarantine are the same file, \(quarantine)"
        }
        if output != nil, output == refused {
            return "the output and the quarantine are the same file, \(quarantine)"
        }
        return nil
    }
}

/// Which file a path leads to, however it is spelt.
private enum FileIdentity: Equatable {
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
}
