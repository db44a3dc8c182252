public import Compression
import Glibc
import Primitives

/// Who lets a run leave: `approval.json`, written once beside the manifest that it names.
public struct RunApproval: Sendable, Hashable {
    /// Of the manifest that was approved.
    public var manifest: SHA256Digest
    /// The person's name.
    public var by: String
    /// When, ISO 8601 in UTC.
    public var at: String
    /// Why, as far as the person said.
    public var reason: String

    /// An approval.
    public init(manifest: SHA256Digest, by: String, at: String, reason: String) {
        self.manifest = manifest
        self.by = by
        self.at = at
        self.reason = reason
    }

    private static let format = 1

    /// The approval of the manifest that is there; nil where nobody approved it.
    ///
    /// What leaves the house asks this first.
    ///
    /// - Throws: `RunFolderError`: F791 for a run that has not ended, F758 for an approval of another manifest,
    ///   F731 to F733 for files that are not as they were written.
    public static func current(_ paths: RunPaths) throws(RunFolderError) -> RunApproval? {
        guard let found = try Manifest.readWithDigest(paths) else {
            throw .refused(
                Diagnostic(
                    code: "F791", file: paths.folder,
                    message: "there is no manifest here: the run has not ended, or this is none",
                    cure: "give its batch command again, which ends it"))
        }
        return try current(paths, manifest: found.digest)
    }

    /// The approval of a manifest of which the digest is known.
    public static func current(
        _ paths: RunPaths, manifest: SHA256Digest
    ) throws(RunFolderError) -> RunApproval? {
        guard let approval = try read(paths) else { return nil }
        guard approval.manifest == manifest else {
            throw .refused(
                Diagnostic(
                    code: "F758", file: paths.approval,
                    message: "\(approval.by) approved another manifest at \(approval.at); "
                        + "the run was changed since",
                    cure:
                        "do not send it before you know why; then move the file away, and approve "
                        + "the run as it is now"))
        }
        return approval
    }

    /// Reads the file of a run; nil if there is none.
    ///
    /// - Throws: `RunFolderError`; F731 for what is no such file.
    public static func read(_ paths: RunPaths) throws(RunFolderError) -> RunApproval? {
        let bytes: [UInt8]
        do throws(FileError) {
            bytes = try InputDescriptor.bytes(of: paths.approval)
        } catch {
            if error.code == ENOENT { return nil }
            throw .file(error)
        }
        do throws(Diagnostic) {
            var fields = try JSONFields(file: paths.approval, bytes: bytes)
            try fields.expect(version: format)
            let approval = RunApproval(
                manifest: try fields.digest("manifest"), by: try fields.text("by"),
                at: try fields.text("at"), reason: try fields.text("reason"))
            try fields.finish()
            return approval
        } catch {
            throw .refused(error)
        }
    }

    /// Writes the file, unless there is one, which is left as it is.
    ///
    /// - Returns: whether it was written.
    /// - Throws: `RunFolderError.file`.
    public func write(to paths: RunPaths) throws(RunFolderError) -> Bool {
        var json = CanonicalJSON()
        json.add("format", RunApproval.format)
        json.add("manifest", manifest.hexadecimal)
        json.add("by", by)
        json.add("at", at)
        json.add("reason", reason)
        var bytes = ByteBuffer()
        bytes.append(json.finish())
        do throws(FileError) {
            var file = try DurableFile(path: paths.approval, durability: .full)
            try file.write(bytes.view)
            return try file.commitOnce()
        } catch {
            throw .file(error)
        }
    }
}
