import Primitives
import RunFolders

/// The private key that a run's manifest is signed with.
///
/// It is read and tried before the first record is read: at the end of a night it would be too late.
struct SigningKey: Sendable {
    /// As the user named it.
    let path: String
    private let pem: [UInt8]

    /// Reads a key, and signs something with it.
    ///
    /// - Throws: `RunFailure`: F757 for a file that cannot be read, F751 for what is no Ed25519 key.
    init(reading path: String) throws(RunFailure) {
        self.path = path
        pem = try optionFile("--sign") { () throws(FileError) in
            try InputDescriptor.bytes(of: path)
        }
        _ = try sign([0])
    }

    /// Signs bytes.
    ///
    /// - Returns: what stands in `manifest.sig`.
    /// - Throws: F751 as `init`.
    func sign(_ bytes: [UInt8]) throws(RunFailure) -> [UInt8] {
        do throws(Diagnostic) {
            return try Signature.sign(bytes, key: pem, file: path)
        } catch {
            throw .refused(Diagnostics([error]))
        }
    }
}
