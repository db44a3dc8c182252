public import Compression
import Glibc
public import Primitives

/// A file of a run as ledger and manifest know it.
public struct FileFact: Sendable, Hashable {
    /// Its name, relative to the run's folder.
    public let name: String
    /// Its size.
    public let bytes: Int
    /// The digest of its bytes; of a pack, see `init(reading:name:)`.
    public let sha256: SHA256Digest

    /// What is known of a file.
    public init(name: String, bytes: Int, sha256: SHA256Digest) {
        self.name = name
        self.bytes = bytes
        self.sha256 = sha256
    }

    /// Reads a file for its size and digest.
    ///
    /// Of a pack that is a folder the digest is that of the list of its files; of one that is a tar or zip that of
    /// the file where each document stands as the 32 bytes of its own digest.
    ///
    /// - Parameters:
    ///   - path: where it lies.
    ///   - name: what it is called in the run.
    /// - Throws: `FileError` if it cannot be read to its end.
    /// - Complexity: O(*n*) in bytes, a megabyte at a time.
    public init(reading path: String, name: String) throws(FileError) {
        guard !FileFact.isFolder(path) else {
            var list = FileList()
            for file in try RunPaths.names(in: path) {
                list.add(try FileFact(readingFile: path + "/" + file, name: file))
            }
            self.init(name: name, bytes: list.bytes, sha256: list.digest())
            return
        }
        guard let kind = PackScan.Kind(name: name) else {
            try self.init(readingFile: path, name: name)
            return
        }
        var scan = try PackScan(path, kind)
        let found = try scan.read()
        self.init(name: name, bytes: found.bytes, sha256: found.sha256)
    }

    private init(readingFile path: String, name: String) throws(FileError) {
        let file = try InputDescriptor(path)
        var digest = SHA256Stream()
        var block = ByteBuffer(capacity: FileFact.blockBytes)
        var bytes = 0
        repeat {
            block.removeAll()
            try file.read(FileFact.blockBytes, at: bytes, into: &block)
            digest.update(block.view)
            bytes += block.count
        } while block.count > 0
        self.init(name: name, bytes: bytes, sha256: digest.finish())
    }

    /// The size of a regular file; nil if there is none.
    package static func size(of path: String) -> Int? {
        var status = stat()
        return unsafe stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
            ? Int(status.st_size) : nil
    }

    /// The size of a regular file, or that of all files in a folder; nil if there is neither.
    package static func sizeOfPack(_ path: String) -> Int? {
        guard isFolder(path) else { return size(of: path) }
        return try? RunPaths.names(in: path).reduce(0) { $0 + (size(of: path + "/" + $1) ?? 0) }
    }

    static func isFolder(_ path: String) -> Bool {
        var status = stat()
        return unsafe stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    private static let blockBytes = 1 << 20

    /// Writes the members of a JSON object.
    func write(to json: inout CanonicalJSON) {
        json.add("name", name)
        json.add("bytes", bytes)
        json.add("sha256", sha256.hexadecimal)
    }

    /// Reads what `write` wrote.
    init(reading fields: JSONFields) throws(Diagnostic) {
        var fields = fields
        name = try fields.text("name")
        bytes = try fields.count("bytes")
        sha256 = try fields.digest("sha256")
        try fields.finish()
    }
}

/// A file open for reading; closed when it goes away.
package struct InputDescriptor: ~Copyable {
    private let path: String
    private let descriptor: Int32

    /// Opens a file.
    package init(_ path: String) throws(FileError) {
        self.path = path
        descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw FileError(path: path, call: "open", code: errno) }
    }

    deinit { close(descriptor) }

    /// Appends up to so many bytes from `offset` on; none at the end of the file.
    package func read(
        _ count: Int, at offset: Int, into buffer: inout ByteBuffer
    ) throws(FileError) {
        try unsafe buffer.appendUnsafe(space: count) { (space) throws(FileError) in
            while true {
                let got = unsafe pread(descriptor, space, count, offset)
                if got >= 0 { return got }
                guard errno == EINTR else {
                    throw FileError(path: path, call: "read", code: errno)
                }
            }
        }
    }

    /// Appends all bytes of a file.
    package static func read(_ path: String, into buffer: inout ByteBuffer) throws(FileError) {
        let file = try InputDescriptor(path)
        let start = buffer.count
        var before = -1
        while buffer.count > before {
            before = buffer.count
            try file.read(1 << 18, at: before - start, into: &buffer)
        }
    }

    /// All bytes of a file of up to `limit`.
    package static func bytes(of path: String, limit: Int = 1 << 30) throws(FileError) -> [UInt8] {
        let file = try InputDescriptor(path)
        var buffer = ByteBuffer(capacity: 1 << 16)
        var before = -1
        while buffer.count > before {
            before = buffer.count
            guard before <= limit else { throw FileError(path: path, call: "read", code: EFBIG) }
            try file.read(1 << 16, at: before, into: &buffer)
        }
        return buffer.view.bytes
    }
}
