import Compression
import Expansion
import Primitives
import Records
import Rendering
import Rules
import RunFolders

/// Renders one shard after the other; one per worker, owns all its scratch.
///
/// What it makes of a shard depends on the shard's records and the plan alone.
final class ShardWorker {
    private let options: BatchOptions
    private let paths: RunPaths
    private let plan: RunPlan
    private let rules: RuleSet
    private let renderer: DocumentRenderer
    private let bills: BillReader
    private let fields: BillFields
    private let inflater = Inflater()
    private let chunk = RecordChunk()
    private var packed = ByteBuffer(capacity: 1 << 16)
    private var keys = Pool<DuplicateKey>(capacity: 64)
    private var quarantine = ByteBuffer(capacity: 1 << 12)
    /// The rows of the last shard.
    var rows: ShardRows

    /// A worker over a shared engine.
    init(engine: Engine, options: BatchOptions, paths: RunPaths, plan: RunPlan) throws(RunFailure) {
        self.options = options
        self.paths = paths
        self.plan = plan
        rules = engine.rules
        bills = BillReader(engine: engine)
        fields = BillFields(engine.template.schema)
        rows = ShardRows(channels: options.channels.map(\.name))
        do throws(Diagnostics) {
            renderer = try DocumentRenderer(engine: engine)
        } catch {
            throw .template(error)
        }
    }

    /// Renders a shard; its files have their names afterwards, and its rows wait in `rows`.
    ///
    /// - Throws: `RunFailure` when a file cannot be read or written, or the shard's records are damaged.
    func render(_ number: Int) throws(RunFailure) -> ShardSummary {
        rows.removeAll()
        quarantine.removeAll()
        let records = try read(number)
        do throws(FileError) {
            let name = RunPaths.packName(shard: number, kind: options.packKind)
            var pack = try TarPack(
                path: paths.path(name), channels: options.channels, durability: options.durability)
            var decisions = plan.decisions(ofShard: number)[...]
            for index in 0..<chunk.lineCount {
                let count = decisions.prefix { $0.record == chunk.number(index) }.count
                try render(index, decisions.prefix(count), into: &pack)
                decisions = decisions.dropFirst(count)
            }
            for line in plan.shards[number].overlong { refuse(line) }
            return try finish(number, records, &pack, name: name)
        } catch {
            throw RunFailure(error)
        }
    }

    /// Gives the shard's files their names.
    private func finish(
        _ number: Int, _ records: FileFact, _ pack: inout TarPack, name: String
    ) throws(FileError) -> ShardSummary {
        let documents = try pack.commit(name: name)
        var kept: FileFact?
        if quarantine.count > 0 {
            let name = RunPaths.quarantineName(shard: number)
            var file = try DurableFile(
                path: paths.path(name), durability: options.durability, mode: 0o600)
            try file.write(quarantine.view)
            let bytes = file.count
            kept = FileFact(name: name, bytes: bytes, sha256: try file.commit())
        }
        return ShardSummary(
            number: number, pack: documents, records: records, quarantine: kept, rows: rows)
    }

    // MARK: Records

    /// Reads the shard's records back.
    private func read(_ number: Int) throws(RunFailure) -> FileFact {
        let shard = plan.shards[number]
        let name = RunPaths.recordsName(shard: number)
        packed.removeAll()
        do throws(FileError) {
            try InputDescriptor.read(paths.path(name), into: &packed)
        } catch {
            throw RunFailure(error)
        }
        do throws(CompressionError) {
            try chunk.refill(firstNumber: shard.firstRecord, firstInputLine: shard.firstLine) {
                (bytes) throws(CompressionError) in
                try inflater.gzip(packed.view, size: shard.bytes, into: &bytes)
            }
        } catch {
            throw damaged(name)
        }
        guard chunk.lineCount == shard.records else { throw damaged(name) }
        return FileFact(name: name, bytes: packed.count, sha256: SHA256Digest(of: packed.view))
    }

    private func damaged(_ name: String) -> RunFailure {
        .refused(
            Diagnostics([
                Diagnostic(
                    code: "F744", file: paths.path(name),
                    message: "these are not the records that were planned",
                    cure: "look after the disk, and run again in a new folder")
            ]))
    }

    // MARK: One record

    private func render(
        _ index: Int, _ decisions: ArraySlice<PlanDecision>, into pack: inout TarPack
    ) throws(FileError) {
        let (line, number) = (chunk.line(index), chunk.number(index))
        switch decisions.first?.kind {
        case .excluded: return keep(index, .excluded, [])
        case .duplicate:
            let finding = Finding(duplicate: bills.read(line, number: number).facts.id)
            return keep(index, .duplicate, [finding])
        default: break
        }
        let documents = rows.documents.count
        let start = pack.output.count
        var isMade = renderer.read(line, number: number, channel: options.channels[0])
        let facts = fields.facts(of: renderer.record)
        var findings = isMade ? shared(decisions, facts) : []
        let id = rows.text(facts.id)
        let currency = rows.text(facts.currency)
        isMade = isMade && findings.allSatisfy { $0.severity == .warn }
        for (place, channel) in options.channels.enumerated() where isMade {
            if place > 0 { renderer.check(for: channel) }
            pack.begin()
            guard renderer.make(channel, into: &pack.output) else {
                isMade = false
                pack.drop()
                break
            }
            let document = pack.output.view(pack.documentStart..<pack.output.count)
            var row = DocumentRow(
                record: number, id: id, channel: UInt8(place), offset: 0, length: document.count,
                sha256: SHA256Digest(of: document), pages: renderer.pageCount, total: facts.total,
                amountDue: facts.amountDue, currency: currency)
            row.offset = try pack.end(
                channel: place, identifier: facts.id, date: renderer.tree.info.date)
            rows.documents.append(row)
        }
        _ = (documents, start)
        findings = renderer.findings + findings
        guard isMade else {
            let verdict: Verdict =
                findings.contains { $0.severity == .reject } ? .rejected : .held
            return keep(index, verdict, findings)
        }
        add(index, .rendered, facts, id: id, currency: currency, rule: .empty)
    }

    /// What the plan found that the record shares with others.
    private func shared(_ decisions: ArraySlice<PlanDecision>, _ facts: BillFacts) -> [Finding] {
        decisions.compactMap { decision in
            guard let subject = decision.kind.subject else { return nil }
            return rules.finding(
                subject, place: decision.place, customer: facts.customer, run: "this run")
        }
    }
}
