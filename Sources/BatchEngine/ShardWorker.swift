import Compression
import Expansion
import Glibc
import Primitives
import Records
import Rendering
import Rules
import RunFolders

/// A shard whose files have their names.
struct RenderedShard {
    let number: Int
    let pack: FileFact
    let records: FileFact
    let quarantine: FileFact?
}

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
    /// What follows the id in the names of documents: the longest of the run's channels, so that a record is
    /// rejected in packs of every kind, or in none.
    private let suffixBytes: Int
    private let chunk = RecordChunk()
    private var packed = ByteBuffer(capacity: 1 << 16, spoolsBeyond: 16 << 20)
    private var keys = Pool<DuplicateKey>(capacity: 64)
    private var quarantine = ByteBuffer(capacity: 1 << 12, spoolsBeyond: 16 << 20)
    private var charges = ChargeCounter()
    /// The rows of the last shard.
    var rows: ShardRows
    /// The records of the last shard that took longest.
    private(set) var slowest = SlowList()

    /// A worker over a shared engine.
    init(engine: Engine, options: BatchOptions, paths: RunPaths, plan: RunPlan) throws(RunFailure) {
        self.options = options
        self.paths = paths
        self.plan = plan
        rules = engine.rules
        bills = BillReader(engine: engine, options: options)
        fields = BillFields(options, engine.template.schema)
        rows = ShardRows(channels: options.channels.map(\.name))
        suffixBytes = options.channels.reduce(0) { max($0, $1.fileSuffix.utf8CodeUnitCount) }
        do throws(Diagnostics) {
            renderer = try DocumentRenderer(engine: engine)
        } catch {
            throw .template(error)
        }
        // Nobody looks at the places of items here.
        renderer.isCompact = true
    }

    /// Renders a shard; its files have their names afterwards, and its rows wait in `rows`.
    ///
    /// - Throws: `RunFailure` when a file cannot be read or written, or the shard's records are damaged.
    func render(_ number: Int) throws(RunFailure) -> RenderedShard {
        let name = RunPaths.packName(shard: number, kind: options.packKind)
        let (channels, durability) = (options.channels, options.durability)
        switch options.packKind {
        case .tar, .print:
            var pack = try withFiles { () throws(FileError) in
                try TarPack(name, in: paths, channels: channels, durability: durability)
            }
            return try render(number, into: &pack)
        case .zip:
            var pack = try withFiles { () throws(FileError) in
                try ZipPack(name, in: paths, channels: channels, durability: durability)
            }
            return try render(number, into: &pack)
        case .files:
            var pack = try withFiles { () throws(FileError) in
                try FilesPack(name, in: paths, channels: channels, durability: durability)
            }
            return try render(number, into: &pack)
        }
    }

    private func render<Pack: PackWriter & ~Copyable>(
        _ number: Int, into pack: inout Pack
    ) throws(RunFailure) -> RenderedShard {
        rows.removeAll()
        quarantine.removeAll()
        charges.removeAll()
        slowest.removeAll()
        let records = try read(number)
        do throws(FileError) {
            var begin = RunClock.now()
            var decisions = plan.decisions(ofShard: number)[...]
            for index in 0..<chunk.lineCount {
                let count = decisions.prefix { $0.record == chunk.number(index) }.count
                try render(index, decisions.prefix(count), into: &pack)
                decisions = decisions.dropFirst(count)
                let end = RunClock.now()
                slowest.add(.init(number: chunk.number(index), nanoseconds: end - begin))
                begin = end
            }
            for line in plan.shards[number].overlong { refuse(line) }
            return try finish(number, records, &pack)
        } catch {
            throw RunFailure(error)
        }
    }

    /// Gives the shard's files their names.
    private func finish<Pack: PackWriter & ~Copyable>(
        _ number: Int, _ records: FileFact, _ pack: inout Pack
    ) throws(FileError) -> RenderedShard {
        let documents = try pack.commit()
        appendCharges()
        var kept: FileFact?
        if quarantine.count > 0 {
            let name = RunPaths.quarantineName(shard: number)
            var file = try DurableFile(
                path: paths.path(name), durability: options.durability, mode: 0o600)
            try file.write(quarantine.view)
            let bytes = file.count
            kept = FileFact(name: name, bytes: bytes, sha256: try file.commit())
        }
        return RenderedShard(
            number: number, pack: documents, records: records, quarantine: kept)
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
            throw error.code == ENOENT ? damaged(name) : RunFailure(error)
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
        let fact = FileFact(name: name, bytes: packed.count, sha256: SHA256Digest(of: packed.view))
        // What only a very long bill needs is given back.
        if packed.count > ShardWorker.keptBytes { packed.giveBack() }
        return fact
    }

    /// Packed records of more bytes do not stay in memory while they are rendered.
    private static let keptBytes = 8 << 20

    private func damaged(_ name: String) -> RunFailure {
        .refused(
            Diagnostics([
                Diagnostic(
                    code: "F764", file: paths.path(name),
                    message: "these are not the records that were planned",
                    cure: "move \(paths.planFolder) away and give the command again with the same "
                        + "records: they are kept anew, and what is rendered stays")
            ]))
    }

    // MARK: One record

    private func render<Pack: PackWriter & ~Copyable>(
        _ index: Int, _ decisions: ArraySlice<PlanDecision>, into pack: inout Pack
    ) throws(FileError) {
        let (line, number) = (chunk.line(index), chunk.number(index))
        switch decisions.first?.kind {
        case .excluded: return keep(index, .excluded, [])
        case .duplicate, .billed:
            keys.removeAll()
            let id = bills.read(line, number: number, keys: &keys).id
            let run = decisions.first?.kind == .billed ? "the last run" : "this run"
            return keep(index, .duplicate, [Finding(duplicate: id, run: run)])
        default: break
        }
        renderer.released = released(decisions)
        guard renderer.read(line, number: number) else {
            return keep(index, .rejected, renderer.findings)
        }
        let facts = fields.facts(of: renderer.record)
        let channels = options.channels.indices.filter { facts.channels & 1 << UInt16($0) != 0 }
        let isSound = renderer.judge(for: options.channels[channels[0]])
        var findings = isSound ? shared(decisions, facts) : []
        if !renderer.released.isEmpty { renderer.relieve(&findings) }
        if isSound, !canNameFile(facts.id, suffixBytes: suffixBytes) {
            findings.append(Finding(unnamed: facts.id))
        }
        if isSound, findings.allSatisfy({ $0.severity == .warn }) {
            if make(index, facts, channels, into: &pack) { return try pack.settle() }
        }
        let all = renderer.findings + findings
        keep(index, all.contains { $0.severity == .reject } ? .rejected : .held, all)
    }

    /// Makes the documents of the record that was read; whether all of them may leave.
    private func make<Pack: PackWriter & ~Copyable>(
        _ index: Int, _ facts: BillFacts, _ channels: [Int], into pack: inout Pack
    ) -> Bool {
        let (mark, known) = (pack.output.count, rows.documents.count)
        let (id, currency) = (rows.text(facts.id), rows.text(facts.currency))
        for place in channels {
            let channel = options.channels[place]
            if place != channels[0] { renderer.check(for: channel) }
            pack.begin(channel: place, identifier: facts.id)
            guard renderer.make(channel, into: &pack.output) else {
                pack.rollBack(to: mark)
                rows.documents.truncate(to: known)
                return false
            }
            let document = pack.output.view(pack.documentStart..<pack.output.count)
            var row = DocumentRow(
                record: chunk.number(index), id: id, channel: UInt8(place), offset: 0,
                length: document.count,
                sha256: SHA256Digest(of: document), pages: renderer.pageCount, total: facts.total,
                amountDue: facts.amountDue, currency: currency)
            row.offset = pack.end(date: renderer.tree.info.date, sha256: row.sha256)
            rows.documents.append(row)
        }
        renderer.count(into: &charges)
        add(index, .rendered, facts, id: id, currency: currency)
        return true
    }

    // MARK: Rows

    /// Adds the row of a record.
    private func add(
        _ index: Int, _ verdict: Verdict, _ facts: BillFacts, id: TextSlice, currency: TextSlice,
        rule: TextSlice = .empty
    ) {
        var row = RecordRow(number: chunk.number(index), verdict: verdict)
        row.id = id
        row.customer = rows.text(facts.customer)
        row.cycle = facts.cycle
        row.kind = rows.text(facts.kind)
        (row.issued, row.due) = (facts.issued, facts.due)
        row.currency = currency
        (row.total, row.amountDue) = (facts.total, facts.amountDue)
        row.rule = rule
        row.channels = facts.channels
        let line = chunk.range(index)
        (row.offset, row.length) = (line.lowerBound, line.count)
        rows.records.append(row)
    }

    /// Keeps a record back: its row, and its line of the quarantine unless the operator left it out.
    private func keep(_ index: Int, _ verdict: Verdict, _ findings: [Finding]) {
        // As the plan read it, so that the money that came in is the money that is accounted for.
        keys.removeAll()
        let facts = bills.read(chunk.line(index), number: chunk.number(index), keys: &keys)
        let rule = findings.first { $0.severity != .warn }?.rule ?? verdict.name.description
        add(
            index, verdict, facts, id: rows.text(facts.id), currency: rows.text(facts.currency),
            rule: rows.text(string: rule))
        guard verdict != .excluded else { return }
        QuarantineLine.append(
            number: chunk.number(index), line: chunk.inputLine(index), identifier: facts.id,
            findings: findings, raw: chunk.line(index), to: &quarantine)
    }

    /// Rejects a line that was too long to be read.
    private func refuse(_ line: OverlongRecord) {
        let finding = RecordReader.overlongFinding(options.maximumLineBytes)
        var row = RecordRow(number: line.record, verdict: .rejected)
        row.rule = rows.text(string: finding.rule)
        row.channels = options.fallback == nil ? (1 << UInt16(options.channels.count)) - 1 : 0
        rows.records.append(row)
        QuarantineLine.append(
            number: line.record, line: line.line, identifier: ByteView(), findings: [finding],
            raw: nil, to: &quarantine)
    }

    /// What the plan found that the record shares with others.
    private func shared(_ decisions: ArraySlice<PlanDecision>, _ facts: BillFacts) -> [Finding] {
        decisions.compactMap { decision in
            if decision.kind == .total {
                let last = BillFact(
                    cycle: Cycle(months: Int32(clamping: decision.place)), total: decision.last)
                return rules.finding(
                    facts.total, scale: renderer.record.currencyScale, farFrom: last)
            }
            guard let (subject, run) = decision.kind.subject else { return nil }
            return rules.finding(
                subject, place: decision.place, customer: facts.customer, run: run)
        }
    }

    /// The rules whose findings keep the record back no more.
    private func released(_ decisions: ArraySlice<PlanDecision>) -> Set<String> {
        guard !decisions.isEmpty else { return [] }
        return Set(decisions.lazy.filter { $0.kind == .released }.map(\.rule))
    }

    /// Adds the rows of what the bills of the shard charge for.
    private func appendCharges() {
        for place in 0..<charges.count {
            let fact = charges.fact(at: place)
            rows.charges.append(
                ChargeRow(
                    code: rows.text(charges.code(at: place)),
                    currency: rows.text(charges.currency(at: place)), count: fact.count,
                    sum: fact.sum))
        }
    }
}
