import Compression
import Primitives

/// Finds the documents in a tar or zip, for the digest of the whole.
///
/// What is not as packs are written counts as no document's bytes from there on: the digest is another one then.
struct PackScan: ~Copyable {
    /// How documents lie in a file.
    enum Kind {
        case tar, zip

        /// The kind of a pack by its name in the run; nil for other files.
        init?(name: String) {
            guard name.hasPrefix("packs/") else { return nil }
            if name.hasSuffix(".tar") {
                self = .tar
            } else if name.hasSuffix(".zip") {
                self = .zip
            } else {
                return nil
            }
        }

        /// So many bytes tell where an entry's own bytes lie.
        fileprivate var headerBytes: Int { self == .tar ? 512 : 30 }
    }

    private let file: InputDescriptor
    private let kind: Kind
    private var block = ByteBuffer(capacity: PackScan.blockBytes)
    private var digest = PackDigest()
    private var place = 0

    private static let blockBytes = 1 << 20

    init(_ path: String, _ kind: Kind) throws(FileError) {
        file = try InputDescriptor(path)
        self.kind = kind
    }

    /// Reads the pack to its end: its size and digest.
    ///
    /// - Complexity: O(*n*) in bytes, a megabyte at a time.
    mutating func read() throws(FileError) -> (bytes: Int, sha256: SHA256Digest) {
        while let entry = try entry() {
            try passFrame(to: entry.start)
            guard entry.isDocument else {
                try passFrame(to: entry.end)
                continue
            }
            let document = try hash(to: entry.end)
            // One that is cut off counts as what is there of it.
            digest.add(document: document)
        }
        try passFrame(to: .max)
        return (place, digest.finish())
    }

    // MARK: Bytes

    /// Adds what stands between documents.
    private mutating func passFrame(to end: Int) throws(FileError) {
        while place < end, try fill(end) { digest.add(block.view) }
    }

    /// The digest of a document.
    private mutating func hash(to end: Int) throws(FileError) -> SHA256Digest {
        var stream = SHA256Stream()
        while place < end, try fill(end) { stream.update(block.view) }
        return stream.finish()
    }

    /// Reads on; false at the end of the file.
    private mutating func fill(_ end: Int) throws(FileError) -> Bool {
        block.removeAll()
        try file.read(min(PackScan.blockBytes, end - place), at: place, into: &block)
        place += block.count
        return block.count > 0
    }

    // MARK: Entries

    /// Where the bytes of an entry lie.
    private struct Entry {
        let start: Int
        let end: Int
        let isDocument: Bool
    }

    /// The entry at `place`; nil if none begins there.
    private mutating func entry() throws(FileError) -> Entry? {
        // Documents of a tar are filled up to whole blocks.
        if kind == .tar { try passFrame(to: (place + 511) / 512 * 512) }
        block.removeAll()
        try file.read(kind.headerBytes, at: place, into: &block)
        guard block.count == kind.headerBytes else { return nil }
        return kind == .tar ? tarEntry(block.view) : zipEntry(block.view)
    }

    /// POSIX.1-1988 ustar: size at 124, type at 156; what fills the last block belongs to the next frame.
    private func tarEntry(_ header: ByteView) -> Entry? {
        guard header[0] != 0, let size = PackScan.octal(header[124..<136]) else { return nil }
        let start = place + 512
        let isDocument = header[156] == UInt8(ascii: "0")
        // Long names come as entries of their own, with their padding.
        let end = start + (isDocument ? size : (size + 511) / 512 * 512)
        return Entry(start: start, end: end, isDocument: isDocument)
    }

    /// APPNOTE 4.3.7: signature, size at 22, lengths of name and extra field at 26 and 28.
    private func zipEntry(_ header: ByteView) -> Entry? {
        guard header.littleEndian(0, 4) == 0x0403_4B50 else { return nil }
        let start = place + 30 + header.littleEndian(26, 2) + header.littleEndian(28, 2)
        return Entry(start: start, end: start + header.littleEndian(22, 4), isDocument: true)
    }

    /// A number of up to eleven octal digits behind which a NUL or blank stands.
    private static func octal(_ field: ByteView) -> Int? {
        var value = 0
        for index in 0..<field.count {
            let byte = field[index]
            if byte == 0 || byte == 0x20 { return index > 0 ? value : nil }
            guard byte &- 48 < 8 else { return nil }
            value = value << 3 | Int(byte &- 48)
        }
        return value
    }
}

extension ByteView {
    /// A number of some bytes, the lowest first.
    fileprivate func littleEndian(_ start: Int, _ count: Int) -> Int {
        (0..<count).reduce(0) { $0 | Int(self[start + $1]) << (8 * $1) }
    }
}
