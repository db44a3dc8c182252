import Glibc

extension RenderOptions {
    /// What is wrong if input, output, quarantine and digests are not files of their own; nil if they are.
    ///
    /// Devices and pipes may be used twice, and a folder holds files of its own.
    var clash: String? {
        if let wrong = wrongDigests { return wrong }
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
        guard let digests, let listed = FileIdentity(digests, standard: STDOUT_FILENO) else {
            return nil
        }
        if listed == input { return "the records and the digests are the same file, \(digests)" }
        if listed == output { return "the output and the digests are the same file, \(digests)" }
        if listed == refused {
            return "the quarantine and the digests are the same file, \(digests)"
        }
        return nil
    }

    /// What is wrong with the place of the digests by itself; nil if nothing is.
    private var wrongDigests: String? {
        guard let digests else { return nil }
        guard dump == nil else { return "dumps have no digests" }
        if digests == "-", output == "-" {
            return "the output and the digests are both standard output"
        }
        let suffix = channel == .pdf ? ".pdf" : ".html"
        let isInside = OutputKind(path: output) == .folder && digests.hasSuffix(suffix)
        return isInside && FileIdentity.isFolder(folderPart(of: digests), sameAs: output)
            ? "the digests could be a document of the output, \(digests)" : nil
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

    /// Whether two paths are one folder, as far as that can be told before it is made.
    static func isFolder(_ path: String, sameAs other: String) -> Bool {
        var (first, second) = (stat(), stat())
        guard unsafe stat(path.isEmpty ? "." : path, &first) == 0,
            unsafe stat(other, &second) == 0
        else { return path == other || path + "/" == other }
        return first.st_dev == second.st_dev && first.st_ino == second.st_ino
    }
}
