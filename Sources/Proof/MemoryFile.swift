import CChild
import Glibc
import Primitives

/// A file in memory, without a name or a place: gone when nobody holds it, whatever ends the process.
///
/// Children open it by its descriptor, so that bills that are looked at leave nothing on any disk.
final class MemoryFile {
    let descriptor: Int32

    /// An empty file.
    ///
    /// - Throws: `ToolFailure` when the process has no descriptor left.
    init() throws(ToolFailure) {
        descriptor = unsafe memfd_create("fatura-proof", FATURA_MEMFD_CLOEXEC)
        guard descriptor >= 0 else { throw ToolFailure(call: "make a file in memory", code: errno) }
    }

    /// A file of some bytes.
    convenience init(_ bytes: ByteView) throws(ToolFailure) {
        try self.init()
        try append(bytes)
    }

    deinit { close(descriptor) }

    /// Writes behind what is there.
    func append(_ bytes: ByteView) throws(ToolFailure) {
        try unsafe bytes.withUnsafeBytes { (buffer) throws(ToolFailure) in
            var done = 0
            while done < buffer.count {
                let count = unsafe write(
                    descriptor, buffer.baseAddress.map { unsafe $0 + done }, buffer.count - done)
                if count >= 0 {
                    done += count
                } else if errno != EINTR {
                    throw ToolFailure(call: "write to a file in memory", code: errno)
                }
            }
        }
    }

    /// All bytes.
    func contents() throws(ToolFailure) -> [UInt8] {
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0 else {
            throw ToolFailure(call: "ask for the size of a file in memory", code: errno)
        }
        let size = Int(status.st_size)
        var failure: Int32 = 0
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: max(size, 1)) { space, count in
            while count < size {
                let got = unsafe pread(
                    descriptor, space.baseAddress.map { unsafe $0 + count }, size - count,
                    off_t(count))
                if got < 0, errno == EINTR { continue }
                if got < 0 { failure = errno }
                guard got > 0 else { break }
                count += got
            }
        }
        guard failure == 0 else {
            throw ToolFailure(call: "read from a file in memory", code: failure)
        }
        return bytes
    }
}
