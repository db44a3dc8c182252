import Primitives
import Records
import Rules

/// A chunk of records on its way: read, rendered, written.
final class RenderJob: RecordJob {
    var sequence = 0
    let chunk = RecordChunk()
    /// The documents, one behind the other, framed as they will be written.
    var output = ByteBuffer(capacity: 1 << 20, spoolsBeyond: 32 << 20)
    /// The ids of all records and of their customers, one behind the other.
    var identifiers = ByteBuffer(capacity: 1 << 12)
    /// Lines of the documents' digests.
    var digests = ByteBuffer(capacity: 1 << 12)
    /// What no other bill of the run may share with each rendered one.
    var keys = Pool<DuplicateKey>(capacity: 1024)
    var entries = Pool<Entry>(capacity: 256)
    /// Findings of the entries, in their order.
    var findings: [(entry: Int, finding: Finding)] = []

    /// What became of one record.
    struct Entry: BitwiseCopyable {
        var number: Int
        /// Its id, among `identifiers`.
        var idStart: Int
        var idCount: Int
        /// Its customer's id, among `identifiers`.
        var customerCount: Int
        /// Its first one of `keys`, and the one behind its last.
        var keyStart: Int
        var keyEnd: Int
        /// Its document as it is written, in `output`; none where `isRendered` is false.
        var frameStart: Int
        var frameEnd: Int
        /// Bytes of the document alone.
        var count: Int
        /// Its line, in `digests`.
        var digestStart: Int
        var digestEnd: Int
        var pages: Int
        var issued: CivilDate
        var isRendered: Bool
    }

    func removeAll() {
        output.removeAll()
        identifiers.removeAll()
        digests.removeAll()
        keys.removeAll()
        entries.removeAll()
        if !findings.isEmpty { findings.removeAll() }
    }
}
