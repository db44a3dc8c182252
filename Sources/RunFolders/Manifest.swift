public import Compression
import Glibc
public import Primitives

/// What a run is, in one file that is written last: `manifest.json`.
///
/// No times, no host, no path: equal input gives equal bytes, however often the run was killed on the way.
public struct Manifest: Sendable, Hashable {
    /// What the documents' bytes depend on.
    public var settings: RunSettings
    /// What the run promised.
    public var durability: Durability
    /// What the packs are.
    public var packs: PackKind
    /// The digest of the plan's files.
    public var plan: SHA256Digest
    /// What came in, by channel and currency: what the plan has counted.
    public var incoming: [IncomingTotal]
    /// Every shard, by number.
    public var shards: [ShardSummary]
    /// What the plan found about the run as a whole.
    public var findings: [RunFinding]
    /// The kept records of the whole run; nil if there are none.
    public var quarantine: FileFact?
    /// What a print shop gets, its index first; of whole runs for print alone.
    public var print: [FileFact]
    /// The digest of the ledger's canonical text.
    public var ledger: SHA256Digest

    /// A manifest.
    public init(
        settings: RunSettings, durability: Durability, packs: PackKind, plan: SHA256Digest,
        incoming: [IncomingTotal], shards: [ShardSummary], findings: [RunFinding] = [],
        quarantine: FileFact?, print: [FileFact] = [], ledger: SHA256Digest
    ) {
        self.settings = settings
        self.durability = durability
        self.packs = packs
        self.plan = plan
        self.incoming = incoming.sorted()
        self.shards = shards
        self.findings = findings
        self.quarantine = quarantine
        self.print = print
        self.ledger = ledger
    }

    /// The file's version.
    static let version = 2

    /// Counts and money of the whole run.
    ///
    /// - Throws: F727 where a sum is beyond 64 bits.
    public func totals() throws(Diagnostic) -> (tally: Tally, money: [MoneyTotal]) {
        var tally = Tally()
        for shard in shards { tally.add(shard.tally) }
        guard let money = MoneyTotal.sum(shards.lazy.flatMap(\.money)) else {
            throw Ledger.overflow("manifest.json")
        }
        return (tally, money)
    }

    /// The file's bytes.
    ///
    /// - Throws: F727 as `totals`.
    public func bytes() throws(Diagnostic) -> [UInt8] {
        let totals = try totals()
        let reconciliation = Reconciliation(incoming: incoming, shards: shards)
        var json = CanonicalJSON()
        json.add("format", Manifest.version)
        json.object("settings", isBroken: true) { settings.write(to: &$0) }
        json.add("durability", durability.rawValue)
        json.add("promise", durability.promise)
        json.add("packs", packs.rawValue)
        json.add("plan", plan.hexadecimal)
        json.list("incoming", incoming, isBroken: true) { json, total in
            json.object { total.write(to: &$0) }
        }
        json.list("shards", shards, isBroken: true) { json, shard in
            json.object { shard.write(to: &$0) }
        }
        if let quarantine {
            json.object("quarantine") { quarantine.write(to: &$0) }
        } else {
            json.addNull("quarantine")
        }
        if packs == .print {
            json.list("print", print, isBroken: true) { json, file in
                json.object { file.write(to: &$0) }
            }
        }
        json.object("counts") { totals.tally.write(to: &$0) }
        json.list("money", totals.money, isBroken: true) { json, total in
            json.object { total.write(to: &$0) }
        }
        json.list("differences", reconciliation.differences, isBroken: true) { json, difference in
            json.add(nil, difference.words)
        }
        json.list("findings", findings, isBroken: true) { json, finding in
            json.object { finding.write(to: &$0) }
        }
        json.add("ledger", ledger.hexadecimal)
        return json.finish()
    }

    /// Reads a manifest.
    ///
    /// Every name must be there and no other, and the file must be the bytes that `bytes` gives: sums that were
    /// changed by hand do not pass.
    ///
    /// - Parameters:
    ///   - file: its name, for diagnostics.
    ///   - bytes: all of it.
    /// - Throws: F731 with line, column and path; F732 for another version; F733 where sums and shards differ.
    public init(file: String, bytes: [UInt8]) throws(Diagnostic) {
        var fields = try JSONFields(file: file, bytes: bytes)
        try fields.expect(version: Manifest.version)
        var settings = try fields.object("settings")
        let durability: Durability = try fields.word("durability")
        _ = try fields.text("promise")
        let packs: PackKind = try fields.word("packs")
        let plan = try fields.digest("plan")
        let incoming = try fields.objects("incoming").map(IncomingTotal.init(reading:))
        let shards = try fields.objects("shards").map(ShardSummary.init(reading:))
        let quarantine = try fields.optionalObject("quarantine").map(FileFact.init(reading:))
        let print =
            packs == .print ? try fields.objects("print").map(FileFact.init(reading:)) : []
        _ = try Tally(reading: try fields.object("counts"))
        _ = try MoneyTotal.list(try fields.objects("money"))
        _ = try fields.texts("differences")
        let findings = try fields.objects("findings").map(RunFinding.init(reading:))
        let ledger = try fields.digest("ledger")
        try fields.finish()
        self.init(
            settings: try RunSettings(reading: &settings), durability: durability, packs: packs,
            plan: plan, incoming: incoming, shards: shards, findings: findings,
            quarantine: quarantine, print: print, ledger: ledger)
        try settings.finish()
        guard try self.bytes() == bytes else {
            throw Diagnostic(
                code: "F733", file: file,
                message: "the manifest's sums are not those of its shards, or it was laid out anew",
                cure: "restore it from a copy: it was changed after the run had written it")
        }
    }

    /// Writes the file.
    ///
    /// - Returns: its bytes, to be signed.
    /// - Throws: `RunFolderError`.
    @discardableResult
    public func write(
        to paths: RunPaths, durability: Durability
    ) throws(RunFolderError) -> [UInt8] {
        let bytes: [UInt8]
        do throws(Diagnostic) { bytes = try self.bytes() } catch { throw .refused(error) }
        do throws(FileError) {
            try DurableFile.write(bytes, to: paths.manifest, durability: durability)
        } catch {
            throw .file(error)
        }
        return bytes
    }

    /// Reads the manifest of a run; nil if it has none, so that it has not ended.
    ///
    /// - Throws: `RunFolderError`.
    public static func read(_ paths: RunPaths) throws(RunFolderError) -> Manifest? {
        try readWithDigest(paths)?.manifest
    }

    /// Reads the manifest of a run, and the digest of its file, which stands for the whole run; nil as `read`.
    ///
    /// - Throws: `RunFolderError`.
    public static func readWithDigest(
        _ paths: RunPaths
    ) throws(RunFolderError) -> (manifest: Manifest, digest: SHA256Digest)? {
        let bytes: [UInt8]
        do throws(FileError) {
            bytes = try InputDescriptor.bytes(of: paths.manifest)
        } catch {
            if error.code == ENOENT { return nil }
            throw .file(error)
        }
        do throws(Diagnostic) {
            var buffer = ByteBuffer(capacity: bytes.count)
            buffer.append(bytes)
            let manifest = try Manifest(file: paths.manifest, bytes: bytes)
            return (manifest, SHA256Digest(of: buffer.view))
        } catch {
            throw .refused(error)
        }
    }

    /// In what two manifests differ, in words; empty if they are the same.
    public func differences(from other: Manifest) -> [String] {
        var words = settings.differences(from: other.settings, file: "").map(\.message)
        func compare<Value: Equatable>(_ path: KeyPath<Manifest, Value>, _ name: String) {
            if self[keyPath: path] != other[keyPath: path] { words.append("\(name) differs") }
        }
        compare(\.durability, "durability")
        compare(\.packs, "the kind of packs")
        compare(\.plan, "the plan")
        compare(\.incoming, "what came in")
        compare(\.shards.count, "the number of shards")
        for (mine, others) in zip(shards, other.shards) where mine != others {
            words.append("shard \(mine.number): \(mine.differingParts(from: others)) differ")
        }
        compare(\.findings, "what was found about the run")
        compare(\.quarantine, "the quarantine")
        compare(\.print, "what is printed")
        compare(\.ledger, "the ledger")
        return words
    }
}

extension ShardSummary {
    /// Names of the parts in which two shards differ.
    public func differingParts(from other: ShardSummary) -> String {
        let parts = [
            ("numbers", number != other.number), ("packs", pack != other.pack),
            ("records", records != other.records), ("quarantines", quarantine != other.quarantine),
            ("counts", tally != other.tally), ("money", money != other.money),
        ]
        return parts.filter(\.1).map(\.0).joined(separator: ", ")
    }
}
