import Compression
import Primitives

/// Writes the rows of shards with statements that are prepared once.
///
/// No allocation and no `String` for a row: texts are bound where they lie in the rows' bytes, dates and digests
/// in `scratch`.
final class ShardInserter {
    private let shard: SQLStatement
    private let money: SQLStatement
    private let charge: SQLStatement
    private let record: SQLStatement
    private let document: SQLStatement
    /// What a row's values are bound in that are not in the rows' bytes; never grows while they are bound.
    private var scratch = ByteBuffer(capacity: 512)
    /// Names of the channels, one after another, and where each ends.
    private var channels = ByteBuffer()
    private var channelEnds = Pool<Int>()
    /// Names of the channels of `mask`, parted by commas.
    private var channelList = ByteBuffer()
    private var mask: UInt16 = 0

    /// Prepares the statements.
    init(_ database: SQLConnection) throws(RunFolderError) {
        func insert(_ table: String, _ columns: Int) throws(RunFolderError) -> SQLStatement {
            let places = Array(repeating: "?", count: columns).joined(separator: ", ")
            return try database.prepare("INSERT INTO \(table) VALUES (\(places))")
        }
        shard = try insert("shard", 17)
        money = try insert("money", 7)
        charge = try insert("charge", 5)
        record = try insert("record", 17)
        document = try insert("document", 11)
    }

    /// Writes a shard's own row and its money.
    func insert(_ summary: ShardSummary) throws(RunFolderError) {
        scratch.removeAll()
        var texts = ByteBuffer(
            capacity: 64
                + [summary.pack, summary.records, summary.quarantine]
                .reduce(0) { $0 + ($1?.name.utf8.count ?? 0) })
        bind(summary.pack, in: shard, at: 2, &texts)
        shard.bind(1, summary.number)
        for (place, file) in [(Int32(5), summary.records), (8, summary.quarantine)] {
            if let file {
                bind(file, in: shard, at: place, &texts)
            } else {
                for offset in 0..<3 { shard.bindNull(place + Int32(offset)) }
            }
        }
        for (index, field) in Tally.fields.enumerated() {
            shard.bind(11 + Int32(index), summary.tally[keyPath: field.path])
        }
        try shard.run()
        for row in summary.money {
            texts.removeAll()
            texts.reserve(row.channel.utf8.count + row.currency.utf8.count)
            money.bind(1, summary.number)
            money.bind(2, keep(row.channel, &texts))
            money.bind(3, row.verdict.name)
            money.bind(4, keep(row.currency, &texts))
            money.bind(5, row.count)
            money.bind(6, row.total)
            money.bind(7, row.amountDue)
            try money.run()
        }
    }

    private func bind(
        _ file: FileFact, in statement: borrowing SQLStatement, at place: Int32,
        _ texts: inout ByteBuffer
    ) {
        statement.bind(place, keep(file.name, &texts))
        statement.bind(place + 1, file.bytes)
        statement.bind(place + 2, blob: keep(file.sha256))
    }

    /// A string's bytes in a buffer that must have the room.
    private func keep(_ text: String, _ texts: inout ByteBuffer) -> ByteView {
        let start = texts.count
        texts.append(string: text)
        return texts.view(start..<texts.count)
    }

    /// A digest's bytes in `scratch`.
    private func keep(_ digest: SHA256Digest) -> ByteView {
        let start = scratch.count
        scratch.append(bytesOf: digest)
        return scratch.view(start..<scratch.count)
    }

    /// Writes the rows of all charges, records and documents.
    func insert(_ rows: borrowing ShardRows, shard number: Int) throws(RunFolderError) {
        channels.removeAll()
        channelEnds.removeAll()
        for name in rows.channels {
            channels.append(string: name)
            channelEnds.append(channels.count)
        }
        list(channels: 0)
        for index in rows.charges.indices { try insert(rows.charges[index], of: rows, number) }
        for index in rows.records.indices { try insert(rows.records[index], of: rows, number) }
        for index in rows.documents.indices { try insert(rows.documents[index], of: rows, number) }
    }

    private func insert(
        _ row: ChargeRow, of rows: borrowing ShardRows, _ number: Int
    ) throws(RunFolderError) {
        charge.bind(1, number)
        charge.bind(2, rows.view(row.code))
        charge.bind(3, rows.currency(row.currency))
        charge.bind(4, row.count)
        charge.bind(5, Int64(clamping: row.sum))
        try charge.run()
    }

    private func insert(
        _ row: RecordRow, of rows: borrowing ShardRows, _ number: Int
    ) throws(RunFolderError) {
        scratch.removeAll()
        if row.channels != mask { list(channels: row.channels) }
        record.bind(1, row.number)
        record.bind(2, number)
        record.bind(3, rows.view(row.id))
        record.bind(4, rows.view(row.customer))
        bind(row.cycle, at: 5)
        record.bind(6, rows.view(row.kind))
        bind(row.issued, at: 7)
        bind(row.due, at: 8)
        record.bind(9, rows.currency(row.currency))
        record.bind(10, row.total)
        record.bind(11, row.amountDue)
        record.bind(12, row.verdict.name)
        record.bind(13, rows.view(row.rule))
        record.bind(14, rows.view(row.decisions))
        record.bind(15, channelList.view)
        record.bind(16, row.offset)
        record.bind(17, row.length)
        try record.run()
    }

    private func insert(
        _ row: DocumentRow, of rows: borrowing ShardRows, _ number: Int
    ) throws(RunFolderError) {
        scratch.removeAll()
        document.bind(1, number)
        document.bind(2, row.record)
        document.bind(3, name(ofChannel: Int(row.channel)))
        document.bind(4, rows.view(row.id))
        document.bind(5, row.offset)
        document.bind(6, row.length)
        document.bind(7, blob: keep(row.sha256))
        document.bind(8, row.pages)
        document.bind(9, rows.currency(row.currency))
        document.bind(10, row.total)
        document.bind(11, row.amountDue)
        try document.run()
    }

    /// Binds a date as `YYYY-MM-DD`.
    private func bind(_ date: CivilDate?, at place: Int32) {
        guard let date else { return record.bindNull(place) }
        let start = scratch.count
        let (year, month, day) = date.parts
        scratch.append(decimal: year, width: 4)
        scratch.append(0x2D)
        scratch.append(decimal: month, width: 2)
        scratch.append(0x2D)
        scratch.append(decimal: day, width: 2)
        record.bind(place, scratch.view(start..<scratch.count))
    }

    /// Binds a month as `YYYY-MM`.
    private func bind(_ cycle: Cycle?, at place: Int32) {
        guard let cycle else { return record.bindNull(place) }
        let start = scratch.count
        scratch.append(cycle: cycle)
        record.bind(place, scratch.view(start..<scratch.count))
    }

    private func name(ofChannel index: Int) -> ByteView {
        channels.view((index == 0 ? 0 : channelEnds[index - 1])..<channelEnds[index])
    }

    /// Fills `channelList`.
    private func list(channels bits: UInt16) {
        mask = bits
        channelList.removeAll()
        for index in channelEnds.indices where bits & 1 << UInt16(index) != 0 {
            if channelList.count > 0 { channelList.append(0x2C) }
            channelList.append(name(ofChannel: index))
        }
    }
}

extension ByteBuffer {
    /// Appends a month as `YYYY-MM`.
    mutating func append(cycle: Cycle) {
        append(decimal: cycle.year, width: 4)
        append(0x2D)
        append(decimal: cycle.month, width: 2)
    }
}
