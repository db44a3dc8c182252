public import Compression
import Glibc
import Primitives

/// Held records that somebody released together, into a run of their own.
public struct ReleaseEntry: Sendable, Hashable {
    /// Of the manifest of the run that held them.
    public var manifest: SHA256Digest
    /// The folder of the run that they are rendered in, as it was named.
    public var supplement: String
    /// The person's name.
    public var by: String
    /// When, ISO 8601 in UTC.
    public var at: String
    /// Why.
    public var reason: String
    /// Their numbers in the run that held them, ascending.
    public var records: [Int]

    /// A release.
    public init(
        manifest: SHA256Digest, supplement: String, by: String, at: String, reason: String,
        records: [Int]
    ) {
        self.manifest = manifest
        self.supplement = supplement
        self.by = by
        self.at = at
        self.reason = reason
        self.records = records
    }

    /// One line of JSON with its end.
    var line: [UInt8] {
        var text = "{\"manifest\":\(JSONLine.quoted(manifest.hexadecimal))"
        for (name, value) in [
            ("supplement", supplement), ("by", by), ("at", at), ("reason", reason),
        ] {
            text += ",\"\(name)\":\(JSONLine.quoted(value))"
        }
        text += ",\"records\":[" + records.map(String.init).joined(separator: ",") + "]}\n"
        return Array(text.utf8)
    }

    init(reading line: [UInt8], file: String) throws(Diagnostic) {
        var fields = try JSONFields(file: file, bytes: line)
        manifest = try fields.digest("manifest")
        supplement = try fields.text("supplement")
        by = try fields.text("by")
        at = try fields.text("at")
        reason = try fields.text("reason")
        records = try fields.counts("records")
        try fields.finish()
    }
}

/// Which held records of a run were released: `releases.ndjson`, to which lines are added and never changed.
///
/// For the holder of the run's lock. A line counts once its end is there: what a power cut left of one is none, and
/// is cut off before the next.
public struct ReleaseLog: Sendable {
    /// In the order of the releases.
    public private(set) var entries: [ReleaseEntry] = []
    private let path: String
    /// Bytes of whole lines.
    private var bytes = 0

    /// Reads the file of a run; no releases where there is none.
    ///
    /// - Throws: `RunFolderError`; F787 for a whole line that is no release.
    public init(_ paths: RunPaths) throws(RunFolderError) {
        path = paths.releases
        let text: [UInt8]
        do throws(FileError) {
            text = try InputDescriptor.bytes(of: path)
        } catch {
            if error.code == ENOENT { return }
            throw .file(error)
        }
        bytes = text.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
        let lines = text[..<bytes].split(separator: 0x0A, omittingEmptySubsequences: false)
        for (index, line) in lines.dropLast().enumerated() {
            do throws(Diagnostic) {
                entries.append(
                    try ReleaseEntry(reading: Array(line), file: "\(path):\(index + 1)"))
            } catch {
                throw .refused(
                    Diagnostic(
                        code: "F787", file: error.file,
                        message: "this line is no release: \(error.message)",
                        cure:
                            "restore the file from a copy: lines of it are added and never changed")
                )
            }
        }
    }

    /// Adds a release, which is on the disk when this returns.
    ///
    /// - Throws: `RunFolderError.file`; the release does not count then.
    public mutating func append(_ entry: ReleaseEntry) throws(RunFolderError) {
        do throws(FileError) {
            try write(entry.line)
        } catch {
            throw .file(error)
        }
        entries.append(entry)
    }

    private mutating func write(_ line: [UInt8]) throws(FileError) {
        let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw FileError(path: path, call: "open", code: errno) }
        defer { close(descriptor) }
        guard ftruncate(descriptor, bytes) == 0, lseek(descriptor, bytes, SEEK_SET) == bytes else {
            throw FileError(path: path, call: "write", code: errno)
        }
        var buffer = ByteBuffer(capacity: line.count)
        buffer.append(line)
        do throws(FileError) {
            try DurableFile.write(buffer.view, to: descriptor, path: path)
        } catch {
            _ = ftruncate(descriptor, bytes)
            throw error
        }
        guard fsync(descriptor) == 0 else {
            throw FileError(path: path, call: "sync", code: errno)
        }
        try DurableFile.syncFolder(DurableFile.folder(of: path))
        bytes += line.count
    }
}
