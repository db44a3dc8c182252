public import Compression
public import Primitives

/// A text in the bytes of a `ShardRows`.
public struct TextSlice: BitwiseCopyable, Sendable, Hashable {
    /// The first byte.
    public let start: UInt32
    /// How many bytes.
    public let count: UInt32

    /// No text.
    public static let empty = TextSlice(start: 0, count: 0)
}

/// What the ledger keeps of a record.
public struct RecordRow: BitwiseCopyable, Sendable {
    /// Of the record in the input, from 1.
    public var number: Int
    /// As far as it could be read.
    public var id = TextSlice.empty
    /// The customer's id.
    public var customer = TextSlice.empty
    /// The month it bills; nil if it could not be read.
    public var cycle: Cycle?
    /// Such as `invoice`.
    public var kind = TextSlice.empty
    /// When it was issued; nil if it could not be read.
    public var issued: CivilDate?
    /// When it is due; nil if it is not.
    public var due: CivilDate?
    /// Three letters of ISO 4217; empty if they could not be read, and then the amounts are 0.
    public var currency = TextSlice.empty
    /// In minor units.
    public var total: Int64 = 0
    /// In minor units.
    public var amountDue: Int64 = 0
    /// What became of it.
    public var verdict: Verdict
    /// Why, where it is not rendered: the rule of the first finding, or the list that excluded it.
    public var rule = TextSlice.empty
    /// What the plan decided about it, as JSON; empty for nothing.
    public var decisions = TextSlice.empty
    /// Which documents it was to become: bit *n* for the channel of that index.
    public var channels: UInt16 = 0
    /// Where its line begins in the shard's records as they were, uncompressed.
    public var offset = 0
    /// The line's bytes, without its end.
    public var length = 0

    /// A record's row; everything else is set afterwards.
    public init(number: Int, verdict: Verdict) {
        self.number = number
        self.verdict = verdict
    }
}

/// What the ledger keeps of a document.
public struct DocumentRow: BitwiseCopyable, Sendable {
    /// The number of its record in the input.
    public var record: Int
    /// The record's id.
    public var id: TextSlice
    /// Index of its channel.
    public var channel: UInt8
    /// Where its bytes begin in the pack; 0 in a pack that is a folder.
    public var offset: Int
    /// How many bytes.
    public var length: Int
    /// Of its bytes.
    public var sha256: SHA256Digest
    /// Its pages; 0 where it has none.
    public var pages: Int
    /// In minor units.
    public var total: Int64
    /// In minor units.
    public var amountDue: Int64
    /// Three letters of ISO 4217.
    public var currency: TextSlice

    /// A document's row.
    public init(
        record: Int, id: TextSlice, channel: UInt8, offset: Int, length: Int, sha256: SHA256Digest,
        pages: Int, total: Int64, amountDue: Int64, currency: TextSlice
    ) {
        self.record = record
        self.id = id
        self.channel = channel
        self.offset = offset
        self.length = length
        self.sha256 = sha256
        self.pages = pages
        self.total = total
        self.amountDue = amountDue
        self.currency = currency
    }
}

/// What the lines of a code cost in the bills of a shard.
public struct ChargeRow: BitwiseCopyable, Sendable {
    /// The lines' code.
    public var code: TextSlice
    /// Three letters of ISO 4217.
    public var currency: TextSlice
    /// How many lines.
    public var count: Int
    /// Of their amounts, in minor units.
    public var sum: Int128

    /// A charge's row.
    public init(code: TextSlice, currency: TextSlice, count: Int, sum: Int128) {
        self.code = code
        self.currency = currency
        self.count = count
        self.sum = sum
    }
}

/// The rows of one shard, gathered while it is rendered; emptied and filled again without giving memory back.
public struct ShardRows: ~Copyable {
    /// The names of the channels, by index.
    public let channels: [String]
    /// In the order of the records.
    public var records = Pool<RecordRow>(capacity: 1024)
    /// In the order of the pack.
    public var documents = Pool<DocumentRow>(capacity: 1024)
    /// Each code and currency once.
    public var charges = Pool<ChargeRow>(capacity: 64)
    /// What the slices are of.
    private(set) var bytes = ByteBuffer(capacity: 1 << 16)

    /// No rows.
    ///
    /// - Parameter channels: names of the run's channels, at most 16, none of them with a comma.
    public init(channels: [String]) {
        precondition(channels.count <= 16 && !channels.contains { $0.contains(",") })
        self.channels = channels
    }

    /// Keeps a text.
    public mutating func text(_ view: ByteView) -> TextSlice {
        let start = bytes.count
        bytes.append(view)
        return TextSlice(start: UInt32(start), count: UInt32(view.count))
    }

    /// Keeps a text that is no record's own.
    public mutating func text(string: String) -> TextSlice {
        let start = bytes.count
        bytes.append(string: string)
        return TextSlice(start: UInt32(start), count: UInt32(bytes.count - start))
    }

    /// A text that was kept.
    public func view(_ slice: TextSlice) -> ByteView {
        bytes.view(Int(slice.start)..<Int(slice.start) + Int(slice.count))
    }

    /// A currency's three letters; none for anything else.
    func currency(_ slice: TextSlice) -> ByteView {
        slice.count == 3 ? view(slice) : ByteView()
    }

    /// Forgets all rows.
    public mutating func removeAll() {
        records.removeAll()
        documents.removeAll()
        charges.removeAll()
        bytes.removeAll()
    }
}
