public import Primitives
public import RunFolders

/// What `fatura verify` is asked for.
public struct VerifyOptions: Sendable {
    /// The run's folder.
    public var folder: String
    /// The id of the only document that is looked at; nil for everything.
    public var document: String?
    /// What share of the documents is rendered again, in percent; with `document` that one is.
    public var share = 0.0
    /// The folder of the pack that documents are rendered again with; nil for none.
    public var pack: String?
    /// The public key that the manifest must be signed with, PEM; nil for none.
    public var key: String?
    /// How many work at the same time.
    public var workers: Int

    /// Options that look at all files and documents.
    public init(folder: String, workers: Int) {
        self.folder = folder
        self.workers = workers
    }
}

/// What was looked at, and what is wrong.
public struct VerifyOutcome: Sendable {
    /// What is wrong, with shard, document and cure; nothing if all is well.
    public internal(set) var wrong: [Diagnostic] = []
    /// What an operator should know and is no error.
    public internal(set) var notes: [String] = []
    /// Shards of the run.
    public internal(set) var shards = 0
    /// Files whose digests were compared.
    public internal(set) var files = 0
    /// Their bytes.
    public internal(set) var bytes = 0
    /// Documents whose digests were compared.
    public internal(set) var documents = 0
    /// Documents that were rendered again and compared.
    public internal(set) var rendered = 0
    /// Where the document lies that was asked for, by channel.
    public internal(set) var places: [DocumentPlace] = []
    /// What became of the records of the id that was asked for, where it has no document; a line each.
    public internal(set) var kept: [String] = []

    mutating func add(_ other: VerifyOutcome) {
        wrong += other.wrong
        notes += other.notes
        files += other.files
        bytes += other.bytes
        documents += other.documents
        rendered += other.rendered
    }
}
