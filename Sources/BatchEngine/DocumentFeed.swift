import Foundation
import Primitives
public import RunFolders

/// Tells another program of a run's documents, a line of JSON each (`--emit`).
///
/// A line is written once its shard is committed, and shards are told in their order: so what was told is kept,
/// however the run ends. A run that goes on tells of all its documents again, as nobody knows which lines were
/// read. Of one run each document is told once, and of a run that did not end before its time, all. Used by one thread
/// at a time.
public final class DocumentFeed {
    /// What a line has of the document.
    public enum Form: String, Sendable, CaseIterable {
        /// Where its bytes lie.
        case reference
        /// Its bytes themselves.
        case base64
    }

    private let paths: RunPaths
    private let form: Form
    private let descriptor: Int32
    /// Shards that are not told yet, in their order.
    private var waiting: ArraySlice<Int>
    /// Those of them that are to be rendered, though the ledger may have them from before.
    private var pending: Set<Int>
    private var lines = ByteBuffer(capacity: 1 << 16)
    private var document = ByteBuffer(capacity: 1 << 16, spoolsBeyond: 32 << 20)

    /// A feed of shards.
    ///
    /// - Parameters:
    ///   - shards: ascending.
    ///   - pending: those that are not done, or whose files are gone.
    ///   - paths: the run's.
    ///   - form: what a line has of the document.
    ///   - descriptor: an open file, to which lines are written.
    public init(
        _ shards: [Int], pending: [Int], of paths: RunPaths, form: Form, descriptor: Int32
    ) {
        waiting = shards[...]
        self.pending = Set(pending)
        self.paths = paths
        self.form = form
        self.descriptor = descriptor
    }

    /// Tells of the next shards that are done.
    ///
    /// - Parameters:
    ///   - ledger: has what is told.
    ///   - shard: has been rendered and committed just now; nil for none.
    /// - Throws: `RunFolderError`; what was written of a shard before that is written again by the next run.
    public func advance(
        _ ledger: Ledger, committed shard: Int? = nil
    ) throws(RunFolderError) {
        if let shard { pending.remove(shard) }
        while let shard = waiting.first, !pending.contains(shard) {
            let places = try ledger.documents(ofShard: shard)
            do throws(FileError) {
                try tell(places)
            } catch {
                throw .file(error)
            }
            waiting.removeFirst()
        }
    }

    private func tell(_ places: [DocumentPlace]) throws(FileError) {
        guard let first = places.first else { return }
        let pack = try PackReader(first.pack, of: paths)
        for place in places {
            try append(place, from: pack)
            if lines.count >= DocumentFeed.blockBytes { try flush() }
        }
        try flush()
    }

    private func append(
        _ place: DocumentPlace, from pack: borrowing PackReader
    ) throws(FileError) {
        var line = JSONLine()
        line.add("id", place.id)
        line.add("channel", place.channel)
        line.add("record", place.record)
        line.add("shard", place.shard)
        line.add("sha256", place.sha256.hexadecimal)
        line.add("bytes", place.length)
        line.add("pages", place.pages)
        switch form {
        case .reference:
            line.add("run", paths.folder)
            line.add("pack", place.pack)
            line.add("name", place.fileName(place.suffix))
            line.add("offset", place.offset)
        case .base64:
            document.removeAll()
            try pack.read(place, suffix: place.suffix, into: &document)
            line.add("content", Data(document.view.bytes).base64EncodedString())
        }
        lines.append(string: line.finish())
        lines.append(0x0A)
    }

    private func flush() throws(FileError) {
        try DurableFile.write(lines.view, to: descriptor, path: "standard output")
        lines.removeAll()
    }

    private static let blockBytes = 1 << 16
}
