public import Compression
import Primitives

/// Where a finished document stands among bytes on their way into a pack.
public struct PackedDocument: BitwiseCopyable, Sendable {
    /// Its bytes.
    public var start: Int
    /// Behind its last byte.
    public var end: Int
    /// Its digest.
    public var sha256: SHA256Digest

    /// A document with the digest of its bytes.
    public init(start: Int, end: Int, sha256: SHA256Digest) {
        self.start = start
        self.end = end
        self.sha256 = sha256
    }
}

/// The digest of a tar or zip of documents: the SHA-256 of the file where each document stands as the 32 bytes
/// of its own digest.
///
/// It says as much as that of all bytes, and documents, of which each has its digest in the ledger, are not hashed
/// twice: that would be a tenth of a bill's time.
struct PackDigest: ~Copyable {
    private var stream = SHA256Stream()
    private var digest = ByteBuffer(capacity: SHA256Digest.byteCount)

    /// Adds bytes that are no document's.
    mutating func add(_ bytes: ByteView) { stream.update(bytes) }

    /// Adds a document by its digest.
    mutating func add(document: SHA256Digest) {
        digest.removeAll()
        digest.append(bytesOf: document)
        stream.update(digest.view)
    }

    /// Adds bytes in which documents lie, in order.
    mutating func add(_ bytes: ByteView, holding documents: borrowing Pool<PackedDocument>) {
        var place = 0
        for index in documents.indices {
            let document = documents[index]
            add(bytes[place..<document.start])
            add(document: document.sha256)
            place = document.end
        }
        add(bytes[place..<bytes.count])
    }

    /// The digest of all that was added.
    mutating func finish() -> SHA256Digest { stream.finish() }
}
