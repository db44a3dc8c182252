import Compression
import Expansion
import Primitives
import Records
import Rendering
import RunFolders

/// Renders documents again from the records that a run kept, and compares the bytes; one per worker.
final class DocumentVerifier {
    private let paths: RunPaths
    private let plan: RunPlan
    private let renderer: DocumentRenderer
    private let records: ShardRecords
    private var made = ByteBuffer(capacity: 1 << 16, spoolsBeyond: 32 << 20)
    private var kept = ByteBuffer(capacity: 1 << 16, spoolsBeyond: 32 << 20)

    /// A verifier over a shared engine.
    init(_ engine: Engine, _ paths: RunPaths, _ plan: RunPlan) throws(RunFailure) {
        self.paths = paths
        self.plan = plan
        records = ShardRecords(paths, plan)
        do throws(Diagnostics) {
            renderer = try DocumentRenderer(engine: engine)
        } catch {
            throw .template(error)
        }
    }

    /// In what a document is another one when it is rendered now; nil if it is the same.
    ///
    /// - Throws: `RunFailure` for records and packs that cannot be read.
    func difference(
        _ place: DocumentPlace, _ ledger: Ledger
    ) throws(RunFailure) -> Diagnostic? {
        guard let channel = Channel(name: place.channel),
            let record = try inFolder({ () throws(RunFolderError) in try ledger.record(place.record)
            }),
            try records.read(place.shard),
            let line = records.line(offset: record.offset, length: record.length)
        else { return diagnostic(place, "its record is not where the ledger says") }
        made.removeAll()
        renderer.released = plan.released(record: place.record, ofShard: place.shard)
        guard renderer.render(line, number: place.record, channel: channel, into: &made) else {
            let reason = renderer.findings.first { $0.severity != .warn }
            return diagnostic(
                place, "is kept back now: \(reason.map { "\($0.message) [\($0.rule)]" } ?? "")")
        }
        kept.removeAll()
        try withFiles { () throws(FileError) in
            try PackReader(place.pack, of: paths).read(
                place, suffix: place.suffix, into: &kept)
        }
        guard !(made.view == kept.view) else { return nil }
        return diagnostic(place, words)
    }

    /// How the bytes made now differ from those of the pack.
    private var words: String {
        let common = min(made.count, kept.count)
        let (now, then) = (made.view, kept.view)
        let first = (0..<common).first { now[$0] != then[$0] } ?? common
        return "is rendered otherwise now: \(made.count) bytes, was \(kept.count), "
            + "the first that differs is byte \(first)"
    }

    private func diagnostic(_ place: DocumentPlace, _ words: String) -> Diagnostic {
        Diagnostic(
            code: "F798", file: paths.path(place.pack), message: "\(place.words) \(words)",
            cure:
                "the pack is what was sent; where program, libraries, fonts and template are those of "
                + "the run, look after the machine's memory")
    }
}
