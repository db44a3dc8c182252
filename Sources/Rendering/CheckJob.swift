import Primitives
import Records
import Rules

/// A chunk of records on its way: read, checked, told in order.
final class CheckJob: RecordJob {
    var sequence = 0
    let chunk = RecordChunk()
    /// Ids, customers and currencies, one behind the other.
    var texts = ByteBuffer(capacity: 1 << 12)
    var keys = Pool<DuplicateKey>(capacity: 1024)
    var entries = Pool<Entry>(capacity: 256)
    /// Findings of the entries, in their order.
    var findings: [(entry: Int, finding: Finding)] = []

    /// One record.
    struct Entry: BitwiseCopyable {
        /// Where its texts begin, and how long each of them is.
        var start: Int
        var idCount: Int
        var customerCount: Int
        var currencyCount: Int
        var keyStart: Int
        var keyEnd: Int
        var total: Int64
        var scale: Int
        var share: Int
        var isRead: Bool
    }

    func removeAll() {
        texts.removeAll()
        keys.removeAll()
        entries.removeAll()
        if !findings.isEmpty { findings.removeAll() }
    }
}
