import CDeflate
public import Primitives

/// The bytes of one zlib stream (RFC 1950).
///
/// For set-up, tools and tests: it makes a decompressor for each call.
///
/// - Parameters:
///   - stream: the whole stream, header and checksum included.
///   - limit: the most bytes it may hold, so that a small file cannot fill the memory.
/// - Returns: what was deflated, `limit` bytes at most.
/// - Throws: `CompressionError`: `corrupt`, `tooLong`, or `trailingBytes` behind the stream.
public func inflate(_ stream: ByteView, limit: Int) throws(CompressionError) -> [UInt8] {
    guard let handle = unsafe libdeflate_alloc_decompressor() else {
        fatalError("no memory for a decompressor")
    }
    defer { unsafe libdeflate_free_decompressor(handle) }
    var capacity = min(limit, max(stream.count, 64) * 4)
    while true {
        var used = 0
        var filled = 0
        var result = LIBDEFLATE_BAD_DATA
        let output = unsafe [UInt8](unsafeUninitializedCapacity: max(capacity, 1)) { space, count in
            unsafe result = libdeflate_zlib_decompress_ex(
                handle, stream.base, stream.count, space.baseAddress, capacity, &used, &filled)
            count = result == LIBDEFLATE_SUCCESS ? filled : 0
        }
        switch result {
        case LIBDEFLATE_SUCCESS:
            guard used == stream.count else { throw .trailingBytes(used: used) }
            return output
        case LIBDEFLATE_INSUFFICIENT_SPACE where capacity < limit:
            capacity = min(limit, capacity * 4)
        case LIBDEFLATE_INSUFFICIENT_SPACE: throw .tooLong(limit: limit)
        default: throw .corrupt
        }
    }
}

/// The bytes of one zlib stream held in an array.
///
/// - Parameters: as for a view.
/// - Returns: what was deflated, `limit` bytes at most.
/// - Throws: as `inflate(_:limit:)` for a view.
public func inflate(_ stream: [UInt8], limit: Int) throws(CompressionError) -> [UInt8] {
    try unsafe stream.withUnsafeBufferPointer { buffer throws(CompressionError) in
        let start = unsafe buffer.baseAddress ?? ByteView().base
        return try inflate(unsafe ByteView(base: start, count: buffer.count), limit: limit)
    }
}
