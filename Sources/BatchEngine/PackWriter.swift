import Compression
import Expansion
import Primitives
import RunFolders

/// A shard's documents while they are made, on their way into a pack of some kind.
///
/// A document is made at the end of `output`, between `begin` and `end`; it can be forgotten until `settle`, as a
/// record's documents leave together or not at all. What is not committed leaves nothing behind.
protocol PackWriter: ~Copyable {
    /// What is not written yet.
    var output: ByteBuffer { get set }

    /// Where the document that was begun stands in `output`.
    var documentStart: Int { get }

    /// Makes room for what stands before a document.
    ///
    /// - Parameters:
    ///   - channel: index of its channel.
    ///   - identifier: its record's id, which stays valid until `end`.
    mutating func begin(channel: Int, identifier: ByteView)

    /// Ends the document that was begun.
    ///
    /// - Parameters:
    ///   - date: its time in the pack.
    ///   - sha256: of its bytes.
    /// - Returns: where its bytes begin in the pack; 0 in a folder.
    mutating func end(date: CivilDate, sha256: SHA256Digest) -> Int

    /// Forgets what stands in `output` from a place on, where a document was begun.
    mutating func rollBack(to mark: Int)

    /// Writes what has been ended, once it is worth a call.
    mutating func settle() throws(FileError)

    /// Ends the pack and gives it its name.
    mutating func commit() throws(FileError) -> FileFact
}

extension Channel {
    /// What follows the id in a document's name.
    var fileSuffix: StaticString {
        switch self {
        case .pdf: ".pdf"
        case .portal: ".html"
        }
    }
}
