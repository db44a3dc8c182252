import Compression
import Primitives
import RunFolders

/// Ids that the operator leaves out of a run.
struct ExcludedIds: Sendable {
    private let ids: Set<[UInt8]>

    /// None.
    init() { ids = [] }

    /// The lines of a file, without blanks at their ends; empty ones do not count.
    ///
    /// - Throws: `FileError` if it cannot be read.
    init(reading path: String) throws(FileError) {
        var bytes = try InputDescriptor.bytes(of: path)
        if bytes.starts(with: ExcludedIds.byteOrderMark) { bytes.removeFirst(3) }
        ids = Set(
            bytes.split(separator: 0x0A).map { line in
                var line = line
                while let last = line.last, last <= 0x20 { line.removeLast() }
                return Array(line.drop { $0 <= 0x20 })
            }.filter { !$0.isEmpty })
    }

    /// What editors put in front of UTF-8.
    private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

    /// Stands for the ids, whatever their order in the file and however often each is there.
    var digest: SHA256Digest {
        var lines = ByteBuffer()
        for id in ids.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
            lines.append(id)
            lines.append(0x0A)
        }
        return SHA256Digest(of: lines.view)
    }

    /// How many.
    var count: Int { ids.count }

    /// Whether a record is left out.
    func contains(_ id: ByteView) -> Bool { !ids.isEmpty && ids.contains(id.bytes) }
}
