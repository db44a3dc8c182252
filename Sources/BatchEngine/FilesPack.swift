import Compression
import Expansion
import Primitives
import RunFolders

/// A shard's documents as a folder with a file for each.
struct FilesPack: PackWriter, ~Copyable {
    var output = ByteBuffer(capacity: 1 << 18, spoolsBeyond: 32 << 20)
    private(set) var documentStart = 0
    private let name: String
    private var folder: DurableFolder
    private let suffixes: [StaticString]
    /// Of the document that was begun.
    private var fileName = TextPlace()
    /// Documents in `output` that were ended.
    private var pending = Pool<Document>(capacity: 16)
    private var names = ByteBuffer()

    struct TextPlace: BitwiseCopyable { var start = 0, end = 0 }

    struct Document: BitwiseCopyable {
        var start: Int
        var end: Int
        var name: TextPlace
        var sha256: SHA256Digest
    }

    /// Begins a pack of documents of these channels.
    init(
        _ name: String, in paths: RunPaths, channels: [Channel], durability: Durability
    ) throws(FileError) {
        self.name = name
        folder = try DurableFolder(path: paths.path(name), durability: durability)
        suffixes = channels.map(\.fileSuffix)
    }

    mutating func begin(channel: Int, identifier: ByteView) {
        documentStart = output.count
        fileName.start = names.count
        appendFileName(identifier, suffix: suffixes[channel], to: &names)
        fileName.end = names.count
    }

    mutating func end(date: CivilDate, sha256: SHA256Digest) -> Int {
        pending.append(
            Document(start: documentStart, end: output.count, name: fileName, sha256: sha256))
        return 0
    }

    mutating func rollBack(to mark: Int) {
        while let last = pending.last, last.start >= mark { pending.popLast() }
        output.truncate(to: mark)
    }

    mutating func settle() throws(FileError) {
        for index in pending.indices {
            let document = pending[index]
            try folder.write(
                output.view(document.start..<document.end),
                name: names.view(document.name.start..<document.name.end), sha256: document.sha256)
        }
        pending.removeAll()
        names.removeAll()
        output.removeAll()
    }

    mutating func commit() throws(FileError) -> FileFact {
        try settle()
        return try folder.commit(name: name)
    }
}
