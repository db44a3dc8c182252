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
    package var line: [UInt8] {
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
///
/// Where a file that grows has no place, as in a bucket, each line is a file of its own (`RunPaths.releaseName`).
/// They are read as well, so that a run that is copied back knows its releases: lines that the file lacks are
/// theirs, and those that it has must be equal.
public struct ReleaseLog: Sendable {
    /// In the order of the releases.
    public private(set) var entries: [ReleaseEntry] = []
    private let paths: RunPaths
    /// Bytes of whole lines of the file.
    private var bytes = 0
    /// Lines that copies have and the file has not.
    private var unwritten: [UInt8] = []

    /// Reads the releases of a run; none where there is no file of them.
    ///
    /// - Throws: `RunFolderError`; F787 for a whole line that is no release, and for copies of other lines.
    public init(_ paths: RunPaths) throws(RunFolderError) {
        self.paths = paths
        let text = try ReleaseLog.contents(of: paths.releases)
        bytes = text.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
        let lines = text[..<bytes].split(separator: 0x0A, omittingEmptySubsequences: false)
        for (index, line) in lines.dropLast().enumerated() {
            try read(Array(line), of: "\(paths.releases):\(index + 1)")
        }
        try readCopies()
    }

    private static func contents(of path: String) throws(RunFolderError) -> [UInt8] {
        do throws(FileError) {
            return try InputDescriptor.bytes(of: path)
        } catch {
            if error.code == ENOENT { return [] }
            throw .file(error)
        }
    }

    private mutating func read(_ line: [UInt8], of file: String) throws(RunFolderError) {
        do throws(Diagnostic) {
            entries.append(try ReleaseEntry(reading: line, file: file))
        } catch {
            throw .refused(
                ReleaseLog.damaged(error.file, "this line is no release: \(error.message)"))
        }
    }

    private mutating func readCopies() throws(RunFolderError) {
        let names: [String]
        do throws(FileError) {
            names = try RunPaths.names(in: paths.releasesFolder)
        } catch {
            throw .file(error)
        }
        let known = entries.count
        let count = names.count { $0.hasSuffix(RunPaths.releaseSuffix) }
        for number in 1..<count + 1 {
            let path = paths.path(RunPaths.releaseName(number))
            var line = try ReleaseLog.contents(of: path)
            guard !line.isEmpty else {
                throw .refused(ReleaseLog.damaged(path, "release \(number) is not there"))
            }
            if number <= known {
                guard line == entries[number - 1].line else {
                    throw .refused(
                        ReleaseLog.damaged(
                            path, "release \(number) is another one in \(paths.releases)"))
                }
                continue
            }
            if line.last == 0x0A { line.removeLast() }
            try read(line, of: path)
            unwritten += entries[number - 1].line
        }
    }

    /// What is wrong with the releases of a run: lines of another run, and records that are released twice.
    ///
    /// - Parameter manifest: the digest of the run's manifest.
    /// - Throws: F787, in the order of the lines.
    public func check(manifest: SHA256Digest) throws(RunFolderError) {
        var seen: Set<Int> = []
        for (index, entry) in entries.enumerated() {
            let place = "\(paths.releases):\(index + 1)"
            guard entry.manifest == manifest else {
                throw .refused(ReleaseLog.damaged(place, "this release is of another run"))
            }
            for record in entry.records where !seen.insert(record).inserted {
                throw .refused(
                    ReleaseLog.damaged(place, "record \(record) was released before this"))
            }
        }
    }

    /// What the names of the supplements let one fear: releases in front of them that are not in the list.
    public var gaps: [String] {
        entries.enumerated().compactMap { index, entry in
            guard
                let number = entry.supplement.split(separator: "-released-").last.flatMap({
                    Int($0)
                }),
                entry.supplement.hasSuffix("-released-\(number)"), number > index + 1
            else { return nil }
            return
                "release \(index + 1) of the list is in \(entry.supplement): was there another before it?"
        }
    }

    private static func damaged(_ file: String, _ message: String) -> Diagnostic {
        Diagnostic(
            code: "F787", file: file, message: message,
            cure: "restore the file from a copy: lines of it are added and never changed")
    }

    /// How many releases there are, and the digest of their lines: what the settings of a run that is compared with
    /// this one have of them.
    public var words: String {
        var lines = ByteBuffer()
        for entry in entries { lines.append(entry.line) }
        return "\(entries.count) \(SHA256Digest(of: lines.view).hexadecimal)"
    }

    /// Adds a release, which is on the disk when this returns.
    ///
    /// - Throws: `RunFolderError.file`; the release does not count then.
    public mutating func append(_ entry: ReleaseEntry) throws(RunFolderError) {
        do throws(FileError) {
            try write(unwritten + entry.line)
        } catch {
            throw .file(error)
        }
        unwritten = []
        entries.append(entry)
    }

    private mutating func write(_ lines: [UInt8]) throws(FileError) {
        let path = paths.releases
        let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw FileError(path: path, call: "open", code: errno) }
        defer { close(descriptor) }
        guard ftruncate(descriptor, bytes) == 0, lseek(descriptor, bytes, SEEK_SET) == bytes else {
            throw FileError(path: path, call: "write", code: errno)
        }
        var buffer = ByteBuffer(capacity: lines.count)
        buffer.append(lines)
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
        bytes += lines.count
    }
}
