import Glibc

/// The bytes of a file, a pipe or standard input, inflated where they are gzip'd.
@safe
final class InputSource {
    let path: String
    /// The file's size; nil for what has none.
    let size: Int?
    /// How many bytes of the file were read, compressed ones where it is.
    private(set) var bytesRead = 0

    private let isStopped: (() -> Bool)?
    private let descriptor: Int32
    private let block: UnsafeMutablePointer<UInt8>
    private var blockStart = 0
    private var blockEnd = 0
    private var inflater: GzipInflater?

    private static let blockBytes = 1 << 18

    /// So long nobody is asked whether the reader shall end while it waits.
    private static let patienceMilliseconds: Int32 = 100

    /// Opens an input.
    ///
    /// - Parameters:
    ///   - path: a file, or `-` for standard input.
    ///   - isStopped: asked before each call of the system, and while one would wait; nil if nothing ends the
    ///     reader before its time.
    /// - Throws: `RecordReadError` if it cannot be opened or read, or the reader shall end.
    init(path: String, isStopped: (() -> Bool)? = nil) throws(RecordReadError) {
        self.path = path
        self.isStopped = isStopped
        descriptor = unsafe path == "-" ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw RecordReadError(opening: path, code: errno)
        }
        var status = stat()
        let isFile =
            unsafe fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
            && path != "-"
        size = isFile ? Int(status.st_size) : nil
        unsafe block = .allocate(capacity: InputSource.blockBytes)
        try detectGzip()
    }

    deinit {
        unsafe block.deallocate()
        if descriptor != STDIN_FILENO { close(descriptor) }
    }

    /// Reads at most `space` bytes; 0 at the end only.
    func read(into target: UnsafeMutablePointer<UInt8>, space: Int) throws(RecordReadError) -> Int {
        if let inflater { return try unsafe inflate(inflater, into: target, space: space) }
        guard blockStart < blockEnd else { return try unsafe readRaw(into: target, space: space) }
        let count = min(space, blockEnd - blockStart)
        unsafe target.update(from: block + blockStart, count: count)
        blockStart += count
        return count
    }

    /// Looks at the first two bytes; they stay in the block (RFC 1952, section 2.3.1).
    private func detectGzip() throws(RecordReadError) {
        while blockEnd < 2 {
            let count = try unsafe readRaw(into: block + blockEnd, space: 4096 - blockEnd)
            if count == 0 { break }
            blockEnd += count
        }
        guard blockEnd >= 2, unsafe block[0] == 0x1F, unsafe block[1] == 0x8B else { return }
        inflater = try GzipInflater(path: path)
    }

    private func inflate(
        _ inflater: GzipInflater, into target: UnsafeMutablePointer<UInt8>, space: Int
    ) throws(RecordReadError) -> Int {
        while true {
            if blockStart == blockEnd {
                blockStart = 0
                blockEnd = try unsafe readRaw(into: block, space: InputSource.blockBytes)
            }
            let step = try unsafe inflater.inflate(
                block + blockStart, count: blockEnd - blockStart, into: target, space: space)
            blockStart += step.taken
            if step.made > 0 || step.isEnd { return step.made }
        }
    }

    /// Reads from the file itself: `pread` on regular files, so that nobody else's position matters.
    private func readRaw(
        into target: UnsafeMutablePointer<UInt8>, space: Int
    ) throws(RecordReadError) -> Int {
        while true {
            try waitForBytes()
            let count =
                size == nil
                ? unsafe Glibc.read(descriptor, target, space)
                : unsafe pread(descriptor, target, space, off_t(bytesRead))
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else {
                throw RecordReadError(
                    path: path, message: "cannot be read: \(errorText(errno))",
                    cure: "Check that it is a file and that its disk is in order")
            }
            bytesRead += count
            if let size, count == 0 && bytesRead < size || bytesRead > size {
                throw RecordReadError(
                    path: path,
                    message: "became \(bytesRead < size ? "shorter" : "longer") while it was read: "
                        + "\(size) bytes, now \(bytesRead)",
                    cure: "Read it again when nobody writes it")
            }
            return count
        }
    }

    /// Returns when there is something to read, or the end of it, unless the reader shall end.
    private func waitForBytes() throws(RecordReadError) {
        guard let isStopped else { return }
        while !isStopped() {
            if size != nil { return }
            var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            // What cannot be polled is read, which says why.
            let ready = unsafe poll(&request, 1, InputSource.patienceMilliseconds)
            if ready > 0 || ready < 0 && errno != EINTR { return }
        }
        throw RecordReadError(
            path: path, message: "ended before its time, while the records were read",
            isInterruption: true)
    }
}

extension RecordReadError {
    /// An input that cannot be opened.
    init(opening path: String, code: Int32) {
        self.init(
            path: path, message: "cannot be opened: \(errorText(code))",
            cure: "Check the path and the permissions")
    }
}

/// What the system says about an error number.
private func errorText(_ number: Int32) -> String { unsafe String(cString: strerror(number)) }
