import CGnuTLS
public import Primitives

/// The SHA-256 of bytes that come one after another.
///
/// Gives what `SHA256Digest(of:)` gives for all of them at once.
@safe
public struct SHA256Stream: ~Copyable {
    private let handle: gnutls_hash_hd_t

    /// The digest of nothing yet.
    public init() {
        var handle: gnutls_hash_hd_t?
        let status = unsafe gnutls_hash_init(&handle, GNUTLS_DIG_SHA256)
        guard status == 0, let handle = unsafe handle else {
            preconditionFailure("GnuTLS has no SHA-256")
        }
        unsafe self.handle = handle
    }

    deinit { unsafe gnutls_hash_deinit(handle, nil) }

    /// Adds bytes.
    ///
    /// - Complexity: O(*n*), 0.6 ns a byte; allocates nothing.
    public mutating func update(_ bytes: ByteView) {
        var start = 0
        repeat {
            let count = min(bytes.count - start, SHA256Stream.blockBytes)
            _ = unsafe gnutls_hash(handle, bytes.base + start, count)
            start += count
            if start < bytes.count { Spool.trim() }
        } while start < bytes.count
    }

    /// So many bytes of a very long document are in memory at once.
    static let blockBytes = 8 << 20

    /// The digest of all bytes so far; what is added next begins a new one.
    public mutating func finish() -> SHA256Digest {
        unsafe SHA256Digest { space in unsafe gnutls_hash_output(handle, space) }
    }
}
