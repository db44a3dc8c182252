import Compression
import Expansion
import Primitives
import RunFolders

/// A shard's documents as one zip, stored as they are: what a PDF file holds is deflated already.
///
/// A local header is laid down with its name when a document is begun, and filled in when it ends.
struct ZipPack: PackWriter, ~Copyable {
    var output = ByteBuffer(capacity: ZipPack.blockBytes * 2, spoolsBeyond: 32 << 20)
    private(set) var documentStart = 0
    private let name: String
    private var file: DurableFile
    private let suffixes: [StaticString]
    private var directory = ZipDirectory()
    private var headerStart = 0
    /// Documents that can still be forgotten.
    private var pending = Pool<Entry>(capacity: 16)
    /// What `output` holds.
    private var documents = Pool<PackedDocument>(capacity: 64)

    /// So many bytes are written together.
    private static let blockBytes = 1 << 20

    /// Where a document's header stands in `output`, and how long the directory was before it.
    struct Entry: BitwiseCopyable {
        var headerStart: Int
        var mark: ZipDirectory.Mark
    }

    /// Begins a pack of documents of these channels.
    init(
        _ name: String, in paths: RunPaths, channels: [Channel], durability: Durability
    ) throws(FileError) {
        self.name = name
        file = try DurableFile(path: paths.path(name), durability: durability)
        suffixes = channels.map(\.fileSuffix)
    }

    mutating func begin(channel: Int, identifier: ByteView) {
        headerStart = output.count
        output.append(repeating: 0, count: ZipHeader.localBytes)
        appendFileName(identifier, suffix: suffixes[channel], to: &output)
        documentStart = output.count
    }

    mutating func end(date: CivilDate, sha256: SHA256Digest) -> Int {
        let document = output.view(documentStart..<output.count)
        let nameStart = headerStart + ZipHeader.localBytes
        let header = ZipHeader(
            nameBytes: documentStart - nameStart, bytes: document.count, crc: crc32(document),
            date: date)
        header.fillLocal(at: headerStart, in: &output)
        pending.append(Entry(headerStart: headerStart, mark: directory.mark))
        directory.add(
            header, name: output.view(nameStart..<documentStart), offset: file.count + headerStart)
        documents.append(
            PackedDocument(start: documentStart, end: output.count, sha256: sha256))
        return file.count + documentStart
    }

    mutating func rollBack(to mark: Int) {
        while let last = pending.last, last.headerStart >= mark {
            directory.rollBack(to: last.mark)
            pending.popLast()
        }
        while let last = documents.last, last.start >= mark { documents.popLast() }
        output.truncate(to: mark)
    }

    mutating func settle() throws(FileError) {
        pending.removeAll()
        if output.count >= ZipPack.blockBytes { try flush() }
    }

    private mutating func flush() throws(FileError) {
        try file.write(output.view, holding: documents)
        output.removeAll()
        documents.removeAll()
    }

    mutating func commit() throws(FileError) -> FileFact {
        directory.append(at: file.count + output.count, to: &output)
        try flush()
        let bytes = file.count
        return FileFact(name: name, bytes: bytes, sha256: try file.commit())
    }
}
