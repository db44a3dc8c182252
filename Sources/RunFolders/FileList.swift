import Compression
import Primitives

/// The files of a pack that is a folder, as one digest stands for them.
///
/// It is that of what `sha256sum *` prints in the folder: a line for each file, in the order of the names' bytes.
struct FileList {
    private var files: [FileFact] = []

    /// No files yet.
    init() {}

    /// Adds a file by its name in the folder, which has no backslash and no line end.
    mutating func add(_ file: FileFact) { files.append(file) }

    /// How many bytes they have together.
    var bytes: Int { files.reduce(0) { $0 + $1.bytes } }

    /// The digest of the list.
    func digest() -> SHA256Digest {
        var lines = ByteBuffer(capacity: 128 * files.count)
        for file in files.sorted(by: { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }) {
            lines.append(digest: file.sha256)
            lines.append("  ")
            lines.append(string: file.name)
            lines.append(0x0A)
        }
        return SHA256Digest(of: lines.view)
    }
}
