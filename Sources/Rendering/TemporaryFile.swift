import Glibc
import Primitives

/// A file without a name for plain values, gone when it is closed.
///
/// In the folder that the environment variable `TMPDIR` names, else in `/tmp`.
final class TemporaryFile {
    /// The folder it lies in, for messages.
    let path: String
    private let descriptor: Int32

    /// Creates a file.
    init() throws(FileError) {
        let named = unsafe getenv("TMPDIR").map { unsafe String(cString: $0) } ?? ""
        path = named.isEmpty ? "/tmp" : named
        var name = Array("\(path)/fatura-XXXXXX".utf8CString)
        let opened = unsafe name.withUnsafeMutableBufferPointer { name in
            unsafe name.baseAddress.map { unsafe mkstemp($0) } ?? -1
        }
        guard opened >= 0 else {
            throw FileError(path: path, call: "create a temporary file", code: errno)
        }
        descriptor = opened
        _ = fcntl(opened, F_SETFD, FD_CLOEXEC)
        _ = unsafe unlink(name)
    }

    deinit { close(descriptor) }

    /// Reads over all of `values`; what is behind the end of the file is an error.
    func read<Value: BitwiseCopyable>(
        into values: inout Pool<Value>, at offset: Int
    ) throws(FileError) {
        try unsafe values.withUnsafeMutableBytes { (bytes) throws(FileError) in
            try repeated(bytes.count, "read from a temporary file") { done in
                unsafe pread(
                    descriptor, bytes.baseAddress.map { unsafe $0 + done }, bytes.count - done,
                    offset + done)
            }
        }
    }

    /// Writes all of `values`.
    func write<Value: BitwiseCopyable>(
        _ values: borrowing Pool<Value>, at offset: Int
    ) throws(FileError) {
        try unsafe values.withUnsafeBytes { (bytes) throws(FileError) in
            try unsafe write(bytes, at: offset)
        }
    }

    @unsafe
    private func write(_ bytes: UnsafeRawBufferPointer, at offset: Int) throws(FileError) {
        try repeated(bytes.count, "write a temporary file") { done in
            unsafe pwrite(
                descriptor, bytes.baseAddress.map { unsafe $0 + done }, bytes.count - done,
                offset + done)
        }
    }

    /// Calls `step` with the bytes done so far until there are `count`.
    private func repeated(
        _ count: Int, _ call: String, _ step: (Int) -> Int
    ) throws(FileError) {
        var done = 0
        while done < count {
            let result = step(done)
            if result > 0 {
                done += result
            } else if result == 0 || errno != EINTR {
                throw FileError(path: path, call: call, code: result == 0 ? EIO : errno)
            }
        }
    }
}
