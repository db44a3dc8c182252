import Expansion
import Primitives
import Rendering
import RunFolders

/// A shard's documents as one tar, which is written while they are made.
///
/// A document is made at the end of `output`, behind the room that `begin` leaves for its header.
struct TarPack: ~Copyable {
    /// What is not written yet.
    var output = ByteBuffer(capacity: TarPack.blockBytes * 2)
    private var file: DurableFile
    private var framers: [FramerBox]
    private var frameStart = 0

    /// So many bytes are written together.
    private static let blockBytes = 1 << 20

    /// Holds a framer, which cannot be copied.
    private final class FramerBox {
        var framer: DocumentFramer
        init(_ suffix: StaticString) { framer = DocumentFramer(tarWithSuffix: suffix) }
    }

    /// Begins a pack of documents of these channels.
    init(path: String, channels: [Channel], durability: Durability) throws(FileError) {
        file = try DurableFile(path: path, durability: durability)
        framers = channels.map { FramerBox($0.fileSuffix) }
    }

    /// Makes room for a header.
    mutating func begin() {
        frameStart = framers[0].framer.begin(in: &output)
    }

    /// Where the document that was begun stands in `output`.
    var documentStart: Int { frameStart + DocumentFramer.paddedSize(1) }

    /// Forgets what stands in `output` from a place on.
    mutating func rollBack(to mark: Int) { output.truncate(to: mark) }

    /// Ends the document that was begun; it can still be rolled back until `settle`.
    ///
    /// - Parameters:
    ///   - channel: index of its channel.
    ///   - identifier: its record's id.
    ///   - date: its time in the pack.
    /// - Returns: where its bytes begin in the pack.
    mutating func end(channel: Int, identifier: ByteView, date: CivilDate) -> Int {
        let size = output.count - documentStart
        let frame = framers[channel].framer.end(
            frameStart, identifier: identifier, date: date, in: &output)
        if frame.lowerBound > frameStart {
            // A long name's frame was laid down behind the room that was too small for it.
            output.replace(at: frameStart, with: output.view(frame))
            output.truncate(to: frameStart + frame.count)
        }
        return file.count + output.count - DocumentFramer.paddedSize(size)
    }

    /// Writes what has been ended, once it is worth a call.
    mutating func settle() throws(FileError) {
        if output.count >= TarPack.blockBytes { try flush() }
    }

    private mutating func flush() throws(FileError) {
        try file.write(output.view)
        output.removeAll()
    }

    /// Ends the pack and gives it its name.
    mutating func commit(name: String) throws(FileError) -> FileFact {
        DocumentFramer.appendEnd(written: file.count + output.count, to: &output)
        try flush()
        let bytes = file.count
        return FileFact(name: name, bytes: bytes, sha256: try file.commit())
    }
}

extension Channel {
    /// What follows the id in a document's name.
    var fileSuffix: StaticString {
        switch self {
        case .pdf: ".pdf"
        case .portal: ".html"
        }
    }
}
