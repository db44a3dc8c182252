public import RunFolders

/// How far a run is.
public struct BatchProgress: Sendable, Hashable {
    /// What the run is at.
    public enum Phase: String, Sendable, CaseIterable {
        /// Template, fonts and settings are compared or written down.
        case preparing
        /// The first pass reads the input.
        case planning
        /// Shards are rendered.
        case rendering
        /// The ledger is sealed and checked, the manifest written.
        case closing
        /// The run is done.
        case done
        /// It was told to end, and goes on with the same command.
        case interrupted
        /// It ended before it was done.
        case failed
    }

    /// What the run is at.
    public var phase = Phase.preparing
    /// Bytes of records that were read in the first pass, or rendered in the second.
    public var bytes = 0
    /// How many there are; nil where that is not known.
    public var allBytes: Int?
    /// Shards of this part that are done.
    public var shards = 0
    /// Shards of this part.
    public var allShards = 0
    /// Those that were done when the command was given.
    public var shardsBefore = 0
    /// What became of the records so far.
    public var tally = Tally()
    /// Duplicates of bills that did not leave; known at the end of a whole run.
    public var unsentDuplicates = 0
    /// Bytes of documents that this command made.
    public var documentBytes = 0
    /// Records that this command rendered, held or rejected.
    public var recordsNow = 0

    /// Nothing yet.
    public init() {}
}

/// What a run that is done came to.
public struct BatchOutcome: Sendable {
    /// What became of its part's records.
    public let tally: Tally
    /// Money by channel, verdict and currency.
    public let money: [MoneyTotal]
    /// What was found about the run as a whole.
    public let findings: [RunFinding]
    /// How far it got.
    public let progress: BatchProgress
}
