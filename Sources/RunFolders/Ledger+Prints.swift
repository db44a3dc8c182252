public import Compression
import Primitives

/// A document that goes on paper.
public struct PaperDocument: Sendable, Hashable {
    /// The number of its record in the input, from 1.
    public var record: Int
    /// Its pages.
    public var pages: Int
    /// Where its record's line begins in the shard's records, uncompressed.
    public var offset: Int
    /// The line's bytes.
    public var length: Int
    /// The customer's id.
    public var customer: String
}

/// What putting a run in order for a print shop asks of its ledger.
///
/// Which print files are done stands in the table `run`, by their names: the digest of the index that they were
/// made by, their size and their digest.
extension Ledger {
    /// The channel that goes on paper.
    static let paper: StaticString = "pdf"

    /// The documents of a shard that go on paper, by record.
    public func documentsOnPaper(ofShard number: Int) throws(RunFolderError) -> [PaperDocument] {
        let rows = try database.prepare(
            """
            SELECT d.record, d.pages, r.offset, r.length, r.customer
            FROM document d JOIN record r ON r.number = d.record
            WHERE d.shard = ?1 AND d.channel = ?2 ORDER BY d.record
            """)
        rows.bind(1, number)
        rows.bind(2, Ledger.paper)
        var documents: [PaperDocument] = []
        while try rows.step() {
            documents.append(
                PaperDocument(
                    record: rows.integer(0), pages: rows.integer(1), offset: rows.integer(2),
                    length: rows.integer(3), customer: rows.text(4)))
        }
        return documents
    }

    /// Where a record's document lies that goes on paper; needs no more than a look at an index.
    public func documentOnPaper(
        ofRecord record: Int, inShard shard: Int
    ) throws(RunFolderError) -> DocumentPlace? {
        let rows = try database.prepare(
            Ledger.documents + "WHERE d.shard = ?1 AND d.record = ?2 AND d.channel = ?3")
        rows.bind(1, shard)
        rows.bind(2, record)
        rows.bind(3, Ledger.paper)
        return try rows.step() ? try place(rows) : nil
    }

    /// A print file that is done; nil if it is not, or was made by another index.
    public func printFile(
        _ name: String, index: SHA256Digest
    ) throws(RunFolderError) -> FileFact? {
        guard let words = try fact(name)?.split(separator: " "), words.count == 3,
            SHA256Digest(hexadecimal: String(words[0])) == index, let bytes = Int(words[1]),
            let digest = SHA256Digest(hexadecimal: String(words[2]))
        else { return nil }
        return FileFact(name: name, bytes: bytes, sha256: digest)
    }

    /// Notes that a print file is done, in a transaction of its own.
    public func add(printFile: FileFact, index: SHA256Digest) throws(RunFolderError) {
        let name = printFile.name
        var text = ByteBuffer(capacity: 256)
        text.append(string: name)
        text.append(digest: index)
        text.append(" ")
        text.append(decimal: printFile.bytes)
        text.append(" ")
        text.append(digest: printFile.sha256)
        let insert = try database.prepare("INSERT OR REPLACE INTO run VALUES (?1, ?2)")
        insert.bind(1, text.view(0..<name.utf8.count))
        insert.bind(2, text.view(name.utf8.count..<text.count))
        try insert.run()
    }
}
