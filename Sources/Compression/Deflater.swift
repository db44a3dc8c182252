import CDeflate
public import Primitives

/// A compressor for zlib streams; owns one libdeflate compressor.
///
/// Not `Sendable`: one deflater, one worker. Equal bytes at an equal level give equal bytes, whatever
/// went through before.
@safe
public final class Deflater {
    private let handle: OpaquePointer

    /// The effort, 0 (stored) to 12 (smallest).
    public let level: Int

    /// A compressor of one level.
    ///
    /// - Parameter level: 0 to 12; another one traps, as does want of memory (1 MB or less).
    public init(level: Int) {
        precondition((0...12).contains(level), "deflate levels are 0 to 12")
        guard let handle = unsafe libdeflate_alloc_compressor(Int32(level)) else {
            fatalError("no memory for a compressor")
        }
        unsafe self.handle = handle
        self.level = level
    }

    deinit { unsafe libdeflate_free_compressor(handle) }

    /// Appends `input` as one zlib stream (RFC 1950) to `output`.
    ///
    /// - Parameters:
    ///   - input: any bytes, none included; must not lie in `output`.
    ///   - output: grows to hold the worst case, `libdeflate_zlib_compress_bound`.
    /// - Complexity: O(*n*); allocates only when `output` must grow.
    public func zlib(_ input: ByteView, into output: inout ByteBuffer) {
        let bound = unsafe libdeflate_zlib_compress_bound(handle, input.count)
        unsafe output.appendUnsafe(space: bound) { space in
            let written = unsafe libdeflate_zlib_compress(
                handle, input.base, input.count, space, bound)
            precondition(written > 0, "libdeflate broke its own bound")
            return written
        }
    }

    /// `input` as one zlib stream.
    public func zlib(_ input: [UInt8]) -> [UInt8] {
        var output = ByteBuffer(capacity: input.count / 2 + 64)
        unsafe input.withUnsafeBufferPointer { buffer in
            let start = unsafe buffer.baseAddress ?? ByteView().base
            zlib(unsafe ByteView(base: start, count: buffer.count), into: &output)
        }
        return output.view.bytes
    }
}
