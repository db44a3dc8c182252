import Compression
import Primitives
import Records
import Rules

/// A shard's records on their way through the first pass; used again for a later one.
///
/// Owned by one thread at a time.
final class ShardScan {
    /// Its place in the input's order, from 0.
    var sequence = 0
    let chunk = RecordChunk()
    /// Lines in front of it that were too long to be read.
    var overlong: [RecordReader.OverlongLine] = []
    var entries = Pool<Entry>(capacity: 1024)
    /// Ids and customers, one behind the other.
    var texts = ByteBuffer(capacity: 1 << 14)
    var keys = Pool<DuplicateKey>(capacity: 1024)
    var money = MoneySums()
    /// What lines charge for, and the lines of all records; for a run that is compared with an earlier one.
    var charges = ChargeCounter()
    var lines = Pool<ChargeLine>(capacity: 1024)
    /// Of the bytes as they were read.
    var digest = SHA256Digest(of: ByteView())

    /// What is known of one record.
    struct Entry: BitwiseCopyable {
        /// Its id, among `texts`; its customer's stands behind it.
        var idStart: Int
        var idCount: Int
        var customerCount: Int
        /// Its first one of `keys`, and the one behind its last.
        var keyStart: Int
        var keyEnd: Int
        /// Its first one of `lines`, and the one behind its last.
        var lineStart = 0
        var lineEnd = 0
        /// The total of the customer's bill in the earlier run, 0 where there is none, and its month; and whether
        /// this one's is far from it.
        var last: Int64 = 0
        var lastCycle = Cycle(months: 0)
        var isFar = false
    }

    func removeAll() {
        entries.removeAll()
        texts.removeAll()
        keys.removeAll()
        money.removeAll()
        charges.removeAll()
        lines.removeAll()
    }

    /// Adds a record in the order of the chunk.
    func add(_ facts: BillFacts, keyStart: Int) {
        let start = texts.count
        texts.append(facts.id)
        texts.append(facts.customer)
        entries.append(
            Entry(
                idStart: start, idCount: facts.id.count, customerCount: facts.customer.count,
                keyStart: keyStart, keyEnd: keys.count))
        money.add(facts, at: entries.count - 1)
    }

    /// The id of a record, empty where it has none.
    func id(_ entry: Entry) -> ByteView {
        texts.view(entry.idStart..<entry.idStart + entry.idCount)
    }

    /// The customer of a record, empty where it has none.
    func customer(_ entry: Entry) -> ByteView {
        let start = entry.idStart + entry.idCount
        return texts.view(start..<start + entry.customerCount)
    }
}
