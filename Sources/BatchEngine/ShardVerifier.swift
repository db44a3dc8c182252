import Compression
import Expansion
import Glibc
import Primitives
import RunFolders

/// Compares the files and documents of one shard after the other with what the run knows of them; one per worker.
final class ShardVerifier {
    private let paths: RunPaths
    private let ledger: Ledger?
    private let packs: [SHA256Digest: Int]
    private let renderer: DocumentVerifier?
    private let share: Double
    private var document = ByteBuffer(capacity: 1 << 16, spoolsBeyond: 32 << 20)

    /// So many damaged documents of a shard are named.
    private static let mostNamed = 5

    /// A verifier of a run's shards.
    ///
    /// - Parameters:
    ///   - paths: the run's.
    ///   - manifest: the run's.
    ///   - hasLedger: whether the ledger can be read.
    ///   - renderer: renders documents again; nil for none.
    ///   - share: of the documents that are rendered again, in percent.
    /// - Throws: `RunFailure` when the ledger cannot be opened.
    init(
        _ paths: RunPaths, _ manifest: Manifest, hasLedger: Bool, renderer: DocumentVerifier?,
        share: Double
    ) throws(RunFailure) {
        self.paths = paths
        self.renderer = renderer
        self.share = share
        packs = Dictionary(
            manifest.shards.map { ($0.pack.sha256, $0.number) }, uniquingKeysWith: { a, _ in a })
        ledger = try inFolder { () throws(RunFolderError) in
            hasLedger ? try Ledger(reading: paths.ledger) : nil
        }
    }

    /// Looks at a shard.
    func verify(_ shard: ShardSummary) throws(RunFailure) -> VerifyOutcome {
        var outcome = VerifyOutcome()
        var isPackThere = true
        for file in shard.files {
            outcome.files += 1
            outcome.bytes += file.bytes
            let found = try inFolder { () throws(RunFolderError) in try file.difference(in: paths) }
            guard let found else { continue }
            let other = found.found.flatMap { packs[$0.sha256] }
            if file == shard.pack { isPackThere = found.code == "F795" && other == nil }
            outcome.wrong.append(
                Diagnostic(
                    code: found.code, file: paths.path(file.name),
                    message: "shard \(shard.number): "
                        + (other.map { "the file is the pack of shard \($0)" } ?? found.words),
                    cure: RunDamage.cure(shard: shard.number)))
        }
        guard isPackThere, let ledger else { return outcome }
        let places = try inFolder { () throws(RunFolderError) in
            try ledger.documents(ofShard: shard.number)
        }
        try compare(places, of: shard, &outcome)
        if share > 0 { try render(places.filter { $0.isSampled(share) }, ledger, &outcome) }
        return outcome
    }

    // MARK: Documents

    /// Compares documents with their digests in the ledger.
    ///
    /// Where the pack is what the manifest says, a document that differs is one whose row was changed.
    private func compare(
        _ places: [DocumentPlace], of shard: ShardSummary, _ outcome: inout VerifyOutcome
    ) throws(RunFailure) {
        let isPackWhole = !outcome.wrong.contains { $0.file == paths.path(shard.pack.name) }
        var damaged: [DocumentPlace] = []
        try withFiles { () throws(FileError) in
            let pack = try PackReader(shard.pack.name, of: paths)
            for place in places where try !isWhole(place, in: pack) { damaged.append(place) }
        }
        outcome.documents += places.count
        for place in damaged.prefix(ShardVerifier.mostNamed) {
            outcome.wrong.append(diagnostic(place, isPackWhole: isPackWhole))
        }
        if damaged.count > ShardVerifier.mostNamed {
            outcome.notes.append(
                "shard \(shard.number): \(damaged.count) of \(places.count) documents are damaged")
        } else if damaged.isEmpty, !isPackWhole {
            outcome.notes.append(
                "shard \(shard.number): all \(places.count) documents are whole; what is damaged lies "
                    + "between them")
        }
    }

    private func isWhole(
        _ place: DocumentPlace, in pack: borrowing PackReader
    ) throws(FileError) -> Bool {
        document.removeAll()
        do throws(FileError) {
            try pack.read(place, suffix: place.suffix, into: &document)
        } catch {
            // A file of a pack that is a folder.
            guard error.code == ENOENT else { throw error }
            return false
        }
        return document.count == place.length && SHA256Digest(of: document.view) == place.sha256
    }

    private func diagnostic(_ place: DocumentPlace, isPackWhole: Bool) -> Diagnostic {
        let document = "\(place.words), \(place.length) bytes from byte \(place.offset) on"
        guard isPackWhole else {
            return Diagnostic(
                code: "F796", file: paths.path(place.pack), message: "\(document), is damaged",
                cure: RunDamage.cure(shard: place.shard))
        }
        var diagnostic = RunDamage.ledger(paths)
        diagnostic.message = "\(document), is not what its row says, and the pack is whole"
        return diagnostic
    }

    // MARK: Rendering again

    private func render(
        _ places: [DocumentPlace], _ ledger: Ledger, _ outcome: inout VerifyOutcome
    ) throws(RunFailure) {
        guard let renderer else { return }
        for place in places {
            outcome.rendered += 1
            if let wrong = try renderer.difference(place, ledger) { outcome.wrong.append(wrong) }
        }
    }

    /// Looks at some documents alone, each in its pack and, if asked, rendered again.
    func verify(_ places: [DocumentPlace]) throws(RunFailure) -> VerifyOutcome {
        var outcome = VerifyOutcome()
        outcome.places = places
        outcome.documents = places.count
        for place in places {
            let isWhole = try withFiles { () throws(FileError) -> Bool in
                let pack = try PackReader(place.pack, of: paths)
                return try self.isWhole(place, in: pack)
            }
            if !isWhole { outcome.wrong.append(diagnostic(place, isPackWhole: false)) }
        }
        if let ledger { try render(places, ledger, &outcome) }
        return outcome
    }
}

extension DocumentPlace {
    /// The document in messages.
    var words: String { "document \(id) (\(channel)) of shard \(shard)" }

    /// What follows the id in a file's name.
    var suffix: StaticString { Channel(name: channel)?.fileSuffix ?? "" }

    /// Whether the document is among those that are rendered again: a share of all of them, the same ones every
    /// time.
    func isSampled(_ percent: Double) -> Bool {
        var name = ByteBuffer(capacity: id.utf8.count + channel.utf8.count + 1)
        name.append(string: id)
        name.append(0x2F)
        name.append(string: channel)
        let place = Double(name.view.hash(seed: 0) >> 11) / Double(1 << 53)
        return place * 100 < percent
    }
}
