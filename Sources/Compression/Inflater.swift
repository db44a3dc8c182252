import CDeflate
public import Primitives

/// A decompressor for gzip that is read whole; owns one libdeflate decompressor.
///
/// Not `Sendable`: one inflater, one worker.
@safe
public final class Inflater {
    private let handle: OpaquePointer

    /// A decompressor.
    public init() {
        guard let handle = unsafe libdeflate_alloc_decompressor() else {
            fatalError("no memory for a decompressor")
        }
        unsafe self.handle = handle
    }

    deinit { unsafe libdeflate_free_decompressor(handle) }

    /// Appends what gzip members (RFC 1952, section 2.2) hold, one behind the other.
    ///
    /// - Parameters:
    ///   - members: whole ones, nothing else.
    ///   - size: how many bytes they hold together.
    ///   - output: grows by `size`.
    /// - Throws: `CompressionError.corrupt` for damaged members or those that hold fewer bytes, `tooLong` if they
    ///   hold more; nothing is appended then.
    /// - Complexity: O(`size`), about 1 ns a byte.
    public func gzip(
        _ members: ByteView, size: Int, into output: inout ByteBuffer
    ) throws(CompressionError) {
        try unsafe output.appendUnsafe(space: size) { target throws(CompressionError) in
            var (from, to) = (0, 0)
            while from < members.count {
                let part = members[from..<members.count]
                let (taken, made) = try unsafe member(
                    part, into: target + to, space: size - to, limit: size)
                from += taken
                to += made
                if to / Inflater.blockBytes > (to - made) / Inflater.blockBytes { Spool.trim() }
            }
            guard to == size else { throw .corrupt }
            return size
        }
    }

    /// So many bytes of a very long text are in memory at once.
    private static let blockBytes = 8 << 20

    private func member(
        _ member: ByteView, into target: UnsafeMutablePointer<UInt8>, space: Int, limit: Int
    ) throws(CompressionError) -> (taken: Int, made: Int) {
        var (taken, made) = (0, 0)
        let result = unsafe libdeflate_gzip_decompress_ex(
            handle, member.base, member.count, target, space, &taken, &made)
        switch result {
        case LIBDEFLATE_SUCCESS where taken > 0: return (taken, made)
        case LIBDEFLATE_INSUFFICIENT_SPACE: throw .tooLong(limit: limit)
        default: throw .corrupt
        }
    }
}
