import CZlib

/// Inflates gzip, one member behind the other (RFC 1952, section 2.2); owns one `z_stream`.
@safe
final class GzipInflater {
    private let path: String
    private let stream: UnsafeMutablePointer<z_stream>
    /// Whether the last member is complete and nothing of a next one was seen.
    private var isBetweenMembers = false

    init(path: String) throws(RecordReadError) {
        self.path = path
        unsafe stream = .allocate(capacity: 1)
        unsafe stream.initialize(to: z_stream())
        // `inflateInit2` is a macro; 16 asks for the gzip wrapper.
        let status = unsafe inflateInit2_(
            stream, 16 + MAX_WBITS, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        guard status == Z_OK else {
            unsafe stream.deallocate()
            throw RecordReadError(path: path, message: "cannot be inflated: no memory")
        }
    }

    deinit {
        unsafe inflateEnd(stream)
        unsafe stream.deallocate()
    }

    /// Takes some of `source` and makes some of `target`; `isEnd` when the input ends as it should.
    ///
    /// - Throws: `RecordReadError` for damaged or truncated data; no `source` means that it ends.
    func inflate(
        _ source: UnsafeMutablePointer<UInt8>, count: Int,
        into target: UnsafeMutablePointer<UInt8>, space: Int
    ) throws(RecordReadError) -> (taken: Int, made: Int, isEnd: Bool) {
        if isBetweenMembers {
            guard count > 0 else { return (0, 0, true) }
            // Zeros may fill up the last block of a tape or disk.
            if unsafe source[0] == 0 { return (1, 0, false) }
            unsafe inflateReset(stream)
            isBetweenMembers = false
        }
        guard count > 0 else { throw damaged("ends in the middle of its gzip data") }
        let room = min(space, Int(UInt32.max))
        unsafe stream.pointee.next_in = source
        unsafe stream.pointee.avail_in = UInt32(count)
        unsafe stream.pointee.next_out = target
        unsafe stream.pointee.avail_out = UInt32(room)
        let status = unsafe CZlib.inflate(stream, Z_NO_FLUSH)
        let taken = unsafe count - Int(stream.pointee.avail_in)
        let made = unsafe room - Int(stream.pointee.avail_out)
        switch status {
        case Z_OK, Z_BUF_ERROR: break
        case Z_STREAM_END: isBetweenMembers = true
        default: throw damaged("holds damaged gzip data")
        }
        return (taken, made, false)
    }

    private func damaged(_ message: String) -> RecordReadError {
        RecordReadError(path: path, message: message, cure: "Fetch or compress the file again")
    }
}
