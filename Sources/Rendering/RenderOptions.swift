public import Primitives
public import Proof
public import Expansion

/// What a run of `fatura render` is asked for.
public struct RenderOptions: Sendable {
    /// Input as the user named it; `-` is standard input.
    public var records: String
    /// Folder, `x.tar`, `x.pdf`, `x.html` or `-`.
    public var output: String
    /// Where records go that cannot be rendered.
    public var quarantine: String
    /// Which documents are made.
    public var channel: Channel
    /// How many work at the same time.
    public var workers: Int
    /// Where the documents' SHA-256 digests go; nil for nowhere.
    public var digests: String?
    /// Which documents are read back by other programs before they leave; nil for none.
    ///
    /// For the channel `pdf` and without a dump.
    public var proof: ProofRate?
    /// What is written instead of documents; nil for documents.
    public var dump: DocumentDump?
    /// About how many bytes of records a worker takes at once.
    public var chunkBytes = 1 << 18

    /// Options of a run.
    public init(
        records: String, output: String, quarantine: String, channel: Channel, workers: Int
    ) {
        self.records = records
        self.output = output
        self.quarantine = quarantine
        self.channel = channel
        self.workers = workers
    }
}

/// Counts of a run: records in = rendered + quarantined.
public struct RenderTotals: Sendable, Hashable {
    /// Records read.
    public var records = 0
    /// Records that became documents.
    public var rendered = 0
    /// Records that were refused.
    public var quarantined = 0
    /// Pages of all documents.
    public var pages = 0
    /// Bytes of all documents.
    public var bytes = 0
    /// Findings that kept nothing back.
    public var warnings = 0
    /// Input read so far; the whole of it where it is known.
    public var inputBytes = 0
    /// The whole input's bytes, where known.
    public var inputSize: Int?

    /// Nothing yet.
    public init() {}
}

/// Why a run ended before its records did.
public enum RenderFailure: Error, Sendable {
    /// Two of the paths lead to the same file, or one of them cannot be; nothing was touched.
    case clash(String)
    /// A file could not be read or written.
    case file(String)
    /// The engine cannot work here.
    case setUp(Diagnostics)
    /// More than one record for a single document's file.
    case several
}

/// A finding with the record it belongs to, as it is reported.
public struct RecordFinding: Sendable {
    /// The record's line in the input, from 1.
    public let line: Int
    /// What was found.
    public let finding: Finding
}
