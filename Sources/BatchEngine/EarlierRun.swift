import Compression
import Dispatch
import Primitives
import Rendering
import Rules
import RunFolders
import Synchronization

/// The folder of a finished run that another one is compared with (`--against`).
///
/// What its bills share with nobody is not kept anywhere: it is read again from the records that the run kept,
/// once, before the other run is planned.
struct EarlierRun {
    let paths: RunPaths
    /// Of its manifest, which names all else.
    let digest: SHA256Digest
    let manifest: Manifest
    /// What was released from it since.
    let releases: ReleaseLog

    /// Reads the manifest and the list of releases.
    ///
    /// - Throws: `RunFailure.refused`: F791 for a run that has not ended, F755 for one that cannot be compared
    ///   with: a part, or one that does not add up; F787 and F790 for a list of releases that is not whole.
    init(folder: String) throws(RunFailure) {
        let paths = RunPaths(folder: folder)
        (manifest, digest) = try inFolder { () throws(RunFolderError) in
            guard let found = try Manifest.readWithDigest(paths) else {
                throw .refused(Diagnostics([RunDamage.unfinished(paths)]))
            }
            guard try RunPart.read(paths) == .whole else {
                throw .refused(
                    Diagnostics([
                        EarlierRun.unfit(
                            paths, "it is a part of a run, and does not know the other bills",
                            cure: "merge the parts, and name the folder of all of them")
                    ]))
            }
            return found
        }
        self.paths = paths
        releases = try FinishedRun.releases(of: paths, manifest: digest)
        guard Reconciliation(incoming: manifest.incoming, shards: manifest.shards).isBalanced else {
            throw .refused(
                Diagnostics([
                    EarlierRun.unfit(
                        paths, "it does not add up", cure: "fatura verify says what is wrong there")
                ]))
        }
    }

    private static func unfit(_ paths: RunPaths, _ message: String, cure: String) -> Diagnostic {
        Diagnostic(
            code: "F755", file: paths.folder,
            message: "the run cannot be compared with this one: \(message)", cure: cure)
    }

    /// Reads what another run is compared with.
    ///
    /// - Parameters:
    ///   - engine: of the run that is planned.
    ///   - options: of that run.
    /// - Returns: what bills and charges of it are known by.
    /// - Throws: `RunFailure`: as `FinishedRun`, and F795 for records that are not those of the run.
    func facts(_ engine: Engine, _ options: BatchOptions) throws(RunFailure) -> EarlierFacts {
        let run = try FinishedRun(folder: paths.folder)
        guard run.digest == digest else {
            throw .refused(Diagnostics([RunDamage.foreign(paths)]))
        }
        var charges = ChargeTotals()
        try inFolder { () throws(RunFolderError) in
            try Ledger(reading: paths.ledger).forEachCharge { code, currency, count, sum in
                charges.add(
                    ChargeFact(count: count, sum: Int128(sum)), code: code, currency: currency)
            }
        }
        let facts = EarlierFacts(ledger: paths.ledger, charges: charges)
        try read(
            into: facts, run.plan, Set(releases.entries.flatMap(\.records)), engine, options)
        return facts
    }

    /// Reads the bills of all shards over the workers; their order does not matter.
    private func read(
        into facts: EarlierFacts, _ plan: RunPlan, _ released: Set<Int>, _ engine: Engine,
        _ options: BatchOptions
    ) throws(RunFailure) {
        let next = Atomic(0)
        let failure = Mutex<RunFailure?>(nil)
        let group = DispatchGroup()
        for number in 0..<min(options.workers, plan.shards.count) {
            DispatchQueue(label: "fatura.earlier.\(number)").async(group: group) {
                do throws(RunFailure) {
                    let reader = try EarlierReader(paths, plan, released, engine, options)
                    while failure.withLock({ $0 == nil }) {
                        let shard = next.wrappingAdd(1, ordering: .relaxed).oldValue
                        guard shard < plan.shards.count else { return }
                        try reader.read(shard, into: facts)
                    }
                } catch {
                    failure.withLock { if $0 == nil { $0 = error } }
                }
            }
        }
        group.wait()
        if let failure = failure.withLock({ $0 }) { throw failure }
    }
}

/// Reads what the bills of an earlier run share with nobody, shard by shard; one per worker.
private final class EarlierReader {
    private let paths: RunPaths
    private let plan: RunPlan
    private let released: Set<Int>
    private let records: ShardRecords
    private let ledger: Ledger
    private let bills: BillReader
    private var keys = Pool<DuplicateKey>(capacity: 1024)

    init(
        _ paths: RunPaths, _ plan: RunPlan, _ released: Set<Int>, _ engine: Engine,
        _ options: BatchOptions
    ) throws(RunFailure) {
        self.paths = paths
        self.plan = plan
        self.released = released
        records = ShardRecords(paths, plan)
        ledger = try inFolder { () throws(RunFolderError) in try Ledger(reading: paths.ledger) }
        bills = BillReader(engine: engine, options: options)
    }

    /// Reads the bills of a shard that went out, with the run or after they were released.
    func read(_ number: Int, into facts: EarlierFacts) throws(RunFailure) {
        guard try records.read(number) else {
            throw .refused(
                Diagnostics([
                    Diagnostic(
                        code: "F795", file: paths.path(RunPaths.recordsName(shard: number)),
                        message: "these are not the records that the earlier run planned",
                        cure: "restore the file from a copy; fatura verify says what else is wrong")
                ]))
        }
        let shard = plan.shards[number]
        let range = shard.firstRecord..<shard.firstRecord + shard.records
        var places: [(offset: Int, length: Int, number: Int)] = []
        try inFolder { () throws(RunFolderError) in
            try ledger.forEachLine(ofRendered: range) { places.append(($0, $1, $2)) }
            for number in released where range.contains(number) {
                guard let entry = try ledger.record(number) else { continue }
                places.append((entry.offset, entry.length, number))
            }
        }
        for place in places {
            guard let line = records.line(offset: place.offset, length: place.length) else {
                throw .refused(Diagnostics([RunDamage.ledger(paths)]))
            }
            keys.removeAll()
            let id = bills.read(line, number: place.number, keys: &keys).id
            try withFiles { () throws(FileError) in try facts.add(id, keys) }
        }
    }
}

/// What is known of an earlier run while another one is planned.
final class EarlierFacts: Sendable {
    /// What charges cost.
    let charges: ChargeTotals
    private let path: String
    private let shared = Mutex(SharedKeys())

    init(ledger path: String, charges: ChargeTotals) {
        self.path = path
        self.charges = charges
    }

    /// Adds a bill.
    func add(_ id: ByteView, _ keys: borrowing Pool<DuplicateKey>) throws(FileError) {
        _ = try hasNot(id)
        for index in keys.indices { _ = try hasNot(keys[index]) }
    }

    /// Whether no bill had that id.
    ///
    /// To be asked once for an id: it is added, as what is in a set of bounded memory cannot be asked for.
    func hasNot(_ id: ByteView) throws(FileError) -> Bool {
        let result = shared.withLock { shared in
            Result { () throws(FileError) in try shared.insert(identifier: id) }
        }
        return try result.get()
    }

    /// Whether no bill had that key; to be asked once for a key, as for an id.
    func hasNot(_ key: DuplicateKey) throws(FileError) -> Bool {
        let result = shared.withLock { shared in
            Result { () throws(FileError) in try shared.insert(key) }
        }
        return try result.get()
    }

    /// Asks for bills of customers; one per worker.
    func bills() throws(RunFailure) -> EarlierBills {
        try inFolder { () throws(RunFolderError) in try EarlierBills(ledger: path) }
    }
}
