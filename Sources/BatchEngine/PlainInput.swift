import Glibc
import Primitives
import RunFolders

/// A file of NDJSON that can be read at any place.
struct PlainInput: ~Copyable {
    /// In bytes.
    let size: Int
    private let descriptor: InputDescriptor

    private static let stepBytes = 1 << 16

    /// Opens an input; nil for what must be read from its beginning: standard input, pipes, gzip, and what is not there.
    ///
    /// - Throws: `RunFailure.file`.
    init?(_ input: String) throws(RunFailure) {
        var status = stat()
        guard input != "-", unsafe stat(input, &status) == 0, status.st_mode & S_IFMT == S_IFREG
        else { return nil }
        do throws(FileError) {
            let descriptor = try InputDescriptor(input)
            var start = ByteBuffer(capacity: 16)
            try descriptor.read(2, at: 0, into: &start)
            // RFC 1952, section 2.3.1.
            guard start.count < 2 || start[0] != 0x1F || start[1] != 0x8B else { return nil }
            self.descriptor = descriptor
            size = Int(status.st_size)
        } catch {
            throw RunFailure(error)
        }
    }

    /// Reads the lines that begin in a range of the file.
    ///
    /// - Parameters:
    ///   - range: within the file, not empty.
    ///   - maximumLineBytes: a last line that is longer is left out.
    ///   - scratch: holds them afterwards.
    /// - Returns: where they lie in `scratch`, each with its line end.
    /// - Throws: `FileError`.
    func lines(
        beginningIn range: Range<Int>, maximumLineBytes: Int, scratch: inout ByteBuffer
    ) throws(FileError) -> Range<Int> {
        scratch.removeAll()
        // The byte in front says whether a line begins with the range.
        let first = max(range.lowerBound - 1, 0)
        try fill(&scratch, from: first, count: range.upperBound - first)
        let inside = scratch.count
        let start =
            range.lowerBound == 0 ? 0 : (scratch.lineEnd(from: 0).map { $0 + 1 } ?? inside)
        guard start < inside else { return 0..<0 }
        var searched = inside - 1
        while true {
            if let end = scratch.lineEnd(from: searched) { return start..<end + 1 }
            searched = scratch.count
            guard searched - start <= inside + maximumLineBytes else {
                scratch.truncate(to: inside)
                return start..<max((scratch.lastLineEnd(from: start) ?? -1) + 1, start)
            }
            try descriptor.read(PlainInput.stepBytes, at: first + searched, into: &scratch)
            guard scratch.count > searched else {
                scratch.append(10)
                return start..<scratch.count
            }
        }
    }

    private func fill(
        _ buffer: inout ByteBuffer, from offset: Int, count: Int
    ) throws(FileError) {
        while buffer.count < count {
            let before = buffer.count
            try descriptor.read(count - before, at: offset + before, into: &buffer)
            guard buffer.count > before else { return }
        }
    }
}
