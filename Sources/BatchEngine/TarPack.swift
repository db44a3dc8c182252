import Compression
import Expansion
import Primitives
import Rendering
import RunFolders

/// A shard's documents as one tar, which is written while they are made.
struct TarPack: PackWriter, ~Copyable {
    var output = ByteBuffer(capacity: TarPack.blockBytes * 2, spoolsBeyond: 32 << 20)
    private let name: String
    private var file: DurableFile
    private var framers: [FramerBox]
    private var frameStart = 0
    private var channel = 0
    private var identifier = ByteView()
    /// What `output` holds.
    private var documents = Pool<PackedDocument>(capacity: 64)

    /// So many bytes are written together.
    private static let blockBytes = 1 << 20

    /// Holds a framer, which cannot be copied.
    private final class FramerBox {
        var framer: DocumentFramer
        init(_ suffix: StaticString) { framer = DocumentFramer(tarWithSuffix: suffix) }
    }

    /// Begins a pack of documents of these channels.
    init(
        _ name: String, in paths: RunPaths, channels: [Channel], durability: Durability
    ) throws(FileError) {
        self.name = name
        file = try DurableFile(path: paths.path(name), durability: durability)
        framers = channels.map { FramerBox($0.fileSuffix) }
    }

    mutating func begin(channel: Int, identifier: ByteView) {
        (self.channel, self.identifier) = (channel, identifier)
        frameStart = framers[channel].framer.begin(in: &output)
    }

    var documentStart: Int { frameStart + DocumentFramer.paddedSize(1) }

    mutating func rollBack(to mark: Int) {
        while let last = documents.last, last.start >= mark { documents.popLast() }
        output.truncate(to: mark)
    }

    mutating func end(date: CivilDate, sha256: SHA256Digest) -> Int {
        let size = output.count - documentStart
        let frame = framers[channel].framer.end(
            frameStart, identifier: identifier, date: date, in: &output)
        if frame.lowerBound > frameStart {
            // A long name's frame was laid down behind the room that was too small for it.
            output.replace(at: frameStart, with: output.view(frame))
            output.truncate(to: frameStart + frame.count)
        }
        let start = output.count - DocumentFramer.paddedSize(size)
        documents.append(PackedDocument(start: start, end: start + size, sha256: sha256))
        return file.count + start
    }

    mutating func settle() throws(FileError) {
        if output.count >= TarPack.blockBytes { try flush() }
    }

    private mutating func flush() throws(FileError) {
        try file.write(output.view, holding: documents)
        output.removeAll()
        documents.removeAll()
    }

    mutating func commit() throws(FileError) -> FileFact {
        DocumentFramer.appendEnd(written: file.count + output.count, to: &output)
        try flush()
        let bytes = file.count
        return FileFact(name: name, bytes: bytes, sha256: try file.commit())
    }
}
