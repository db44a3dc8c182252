public import Expansion
import Primitives
public import Prints
import Records
public import RunFolders

/// What `fatura batch` is asked for.
public struct BatchOptions: Sendable {
    /// The pack's folder, as the user named it.
    public var pack: String
    /// Input as the user named it; `-` is standard input.
    public var records: String
    /// The run's folder.
    public var folder: String
    /// Which documents the run makes.
    public var channels: [Channel] = [.pdf]
    /// What a record becomes whose customer prefers none of `channels`; nil if every record becomes all of them.
    public var fallback: Channel?
    /// How many work at the same time.
    public var workers: Int
    /// About how many bytes of records make a shard.
    public var shardBytes = BatchOptions.standardShardBytes
    /// Which part of the shards is rendered here.
    public var part = RunPart.whole
    /// What survives a power cut.
    public var durability = Durability.full
    /// What documents are kept in.
    public var packKind = PackKind.tar
    /// How a print run is put on paper; nil for all other runs.
    public var preset: PrintPreset?
    /// Longer lines are rejected.
    var maximumLineBytes = RecordReader.maximumLineBytes
    /// A file of ids that are left out, one a line; nil for none.
    public var excluded: String?
    /// The folder of a finished run that this one is compared with; nil for none.
    public var earlier: String?
    /// What the run releases of another one; nil for a run of its own.
    var release: Release?
    /// What the operator knows of the input from elsewhere; nil for nothing.
    public var expectation: Expectation?
    /// The run ends when more of all records are held or rejected, in percent; nil for no limit.
    public var mostKept: Double?
    /// The private key the manifest is signed with, PEM; nil for none.
    public var key: String?

    /// How documents are told of as their shards are committed; nil if they are not.
    public var feed: DocumentFeed.Form?
    /// An open file that they are told to.
    public var feedDescriptor: Int32 = 1

    /// Shards of 4 MiB of records: 500 bills of two pages, a quarter of a second's work.
    public static let standardShardBytes = 1 << 22

    /// Options of a run of everything.
    public init(pack: String, records: String, folder: String, workers: Int) {
        self.pack = pack
        self.records = records
        self.folder = folder
        self.workers = workers
    }
}

extension BatchOptions {
    /// What changes the bytes of a run's files, by name.
    ///
    /// The durability is among them: what a power cut may have taken must be known to whoever goes on. Files count
    /// by what stands in them, so that it does not matter where they lie.
    ///
    /// - Throws: `RunFailure` for files that cannot be read.
    func entries() throws(RunFailure) -> [RunSettings.Entry] {
        var entries = ownEntries
        if let excluded {
            let ids = try optionFile("--exclude") { () throws(FileError) in
                try ExcludedIds(reading: excluded)
            }
            entries.append(RunSettings.Entry(name: "--exclude", sha256: ids.digest))
        }
        if let earlier {
            let run = try EarlierRun(folder: earlier)
            entries.append(RunSettings.Entry(name: "--against", sha256: run.digest))
            entries.append(
                RunSettings.Entry(name: RunSettings.earlierReleases, value: run.releases.words))
        }
        return entries + (release?.entries ?? [])
    }

    private var ownEntries: [RunSettings.Entry] {
        [
            RunSettings.Entry(
                name: "--channel",
                value: fallback.map { "auto:\($0.name)" }
                    ?? channels.map(\.name).joined(separator: ",")),
            RunSettings.Entry(name: "--durability", value: durability.rawValue),
            RunSettings.Entry(name: "--pack", value: packKind.rawValue),
            RunSettings.Entry(name: "--shard-size", value: String(shardBytes)),
        ] + (preset.map { [RunSettings.Entry(name: PrintPreset.option, value: $0.text)] } ?? [])
    }
}
