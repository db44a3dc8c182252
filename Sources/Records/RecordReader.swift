import Glibc
public import Primitives

/// Reads NDJSON in chunks cut at line ends: plain or gzip, from files, pipes or standard input.
///
/// Gzip is told by its first bytes, with several members too. A byte order mark, blank lines and `CR` at
/// line ends are passed over; the last line needs no line end. Memory is flat: a chunk, or the longest
/// line allowed.
///
/// Not `Sendable`: workers that share one take turns.
@safe
public final class RecordReader {
    /// A line that was passed over because it is too long.
    public struct OverlongLine: Sendable, Hashable {
        /// The record's place in the input, from 1.
        public let number: Int
        /// The line of the input, from 1.
        public let inputLine: Int
        /// What is wrong with it; it rejects the record.
        public let finding: Finding
    }

    /// Records that were passed over, in the order of the input.
    public private(set) var overlongLines: [OverlongLine] = []
    /// How many lines of the input were read so far, blank and overlong ones too.
    public private(set) var inputLine = 0

    private let source: InputSource
    private let chunkBytes: Int
    private let maximumLineBytes: Int
    private var rest = ByteBuffer(capacity: 4096, spoolsBeyond: RecordChunk.spoolBytes)
    private var isAtEnd = false
    private var isAtStart = true
    private var number = 0

    /// Opens an input.
    ///
    /// - Parameters:
    ///   - path: a file, or `-` for standard input.
    ///   - chunkBytes: about how many bytes are read together.
    ///   - maximumLineBytes: longer lines are passed over and listed in `overlongLines`.
    ///   - isStopped: asked again and again, also while the input has nothing to read; once it says so, reading
    ///     throws an interruption. Nil if nothing ends it before its time.
    /// - Throws: `RecordReadError` if it cannot be opened or read.
    public init(
        path: String, chunkBytes: Int = 1 << 20,
        maximumLineBytes: Int = RecordReader.maximumLineBytes, isStopped: (() -> Bool)? = nil
    ) throws(RecordReadError) {
        source = try InputSource(path: path, isStopped: isStopped)
        self.chunkBytes = max(chunkBytes, 16)
        self.maximumLineBytes = maximumLineBytes
    }

    /// Makes sure that an input can be opened, as far as that can be told without opening it.
    ///
    /// - Parameter path: a file, or `-` for standard input, which always can.
    /// - Throws: `RecordReadError` for what is not there, may not be read or is a folder.
    public static func check(_ path: String) throws(RecordReadError) {
        guard path != "-" else { return }
        var status = stat()
        let isReadable = unsafe access(path, R_OK) == 0 && stat(path, &status) == 0
        guard !isReadable || status.st_mode & S_IFMT == S_IFDIR else { return }
        throw RecordReadError(opening: path, code: isReadable ? EISDIR : errno)
    }

    /// How many bytes of the input were read, compressed ones where it is.
    public var bytesRead: Int { source.bytesRead }

    /// The input's size in bytes; nil for pipes.
    public var totalBytes: Int? { source.size }

    /// Fills a chunk with the next lines.
    ///
    /// - Returns: whether there are any; false at the end of the input.
    /// - Throws: `RecordReadError` if the input cannot be read on; lines given before are good.
    public func next(into chunk: RecordChunk) throws(RecordReadError) -> Bool {
        repeat {
            chunk.removeAll(keeping: chunkBytes)
            // What the chunk before left over begins this one, and its bytes' memory takes what this one leaves.
            swap(&chunk.bytes, &rest)
            chunk.firstNumber = number + 1
            let end = try fill(chunk)
            split(chunk, end: end)
        } while chunk.lineCount == 0 && !(isAtEnd && rest.count == 0)
        chunk.pad()
        Spool.trim()
        return chunk.lineCount > 0
    }

    /// Reads until the chunk is full and holds a line end; returns where its whole lines end.
    private func fill(_ chunk: RecordChunk) throws(RecordReadError) -> Int {
        var target = chunkBytes
        var searched = 0
        while true {
            try read(chunk, until: target)
            removeByteOrderMark(chunk)
            // A line longer than a chunk has one of its own: what follows it need not wait for it.
            if searched > 0, let first = chunk.bytes.lineEnd(from: searched) { return first + 1 }
            if let last = chunk.bytes.lastLineEnd(from: searched) { return last + 1 }
            if isAtEnd { return chunk.bytes.count }
            if chunk.bytes.count > maximumLineBytes { return try skipLine(chunk) }
            searched = chunk.bytes.count
            let step = min(searched, max(chunkBytes, RecordReader.stepBytes))
            target = min(searched + step, maximumLineBytes + 1)
            Spool.trim()
        }
    }

    private func read(_ chunk: RecordChunk, until target: Int) throws(RecordReadError) {
        while chunk.bytes.count < target, !isAtEnd {
            let before = chunk.bytes.count
            let space = target - before
            try unsafe chunk.bytes.appendUnsafe(space: space) { pointer throws(RecordReadError) in
                try unsafe source.read(into: pointer, space: space)
            }
            isAtEnd = chunk.bytes.count == before
        }
    }

    private func removeByteOrderMark(_ chunk: RecordChunk) {
        guard isAtStart, chunk.bytes.count >= 3 || isAtEnd else { return }
        isAtStart = false
        let mark = chunk.bytes.byteOrderMark
        for index in 0..<mark { chunk.bytes[index] = 32 }  // blank, and trimmed with the line
    }

    /// Passes over a line that is too long and of which the chunk holds the start.
    private func skipLine(_ chunk: RecordChunk) throws(RecordReadError) -> Int {
        inputLine += 1
        reportOverlong()
        var passed = chunk.bytes.count
        while true {
            chunk.bytes.removeAll()
            try read(chunk, until: chunkBytes)
            passed += chunk.bytes.count
            if let end = chunk.bytes.lineEnd(from: 0) {
                rest.append(chunk.bytes.view(end + 1..<chunk.bytes.count))
                break
            }
            if isAtEnd { break }
            guard passed / RecordReader.mostPassed <= maximumLineBytes else {
                throw RecordReadError(
                    path: source.path,
                    message: "line \(inputLine) has \(passed) bytes and no end",
                    cure: "Write NDJSON, a record on each line; this is something else")
            }
        }
        chunk.bytes.removeAll()
        chunk.firstNumber = number + 1
        return 0
    }

    /// Makes lines of the whole ones; keeps the rest for the next chunk.
    private func split(_ chunk: RecordChunk, end: Int) {
        var start = 0
        var first = 0
        chunk.firstInputLine = inputLine + 1
        while start < end {
            let lineEnd = chunk.bytes.lineEnd(from: start) ?? end
            if lineEnd - start > maximumLineBytes {
                // Numbers in a chunk go up by one, so it ends in front of such a line.
                if chunk.lineCount > 0 { break }
                inputLine += 1
                reportOverlong()
                chunk.firstNumber = number + 1
                chunk.firstInputLine = inputLine + 1
                first = lineEnd + 1
            } else {
                inputLine += 1
                if chunk.add(start..<lineEnd, inputLine: inputLine) { number += 1 }
            }
            start = lineEnd + 1
        }
        start = min(start, chunk.bytes.count)
        chunk.own = min(first, start)..<start
        guard start < chunk.bytes.count else { return }
        rest.append(chunk.bytes.view(start..<chunk.bytes.count))
    }

    private func reportOverlong() {
        number += 1
        overlongLines.append(
            OverlongLine(
                number: number, inputLine: inputLine,
                finding: RecordReader.overlongFinding(maximumLineBytes)))
    }

    /// A very long line is read in steps of so many bytes at most, or of a chunk.
    private static let stepBytes = 4 << 20

    /// A line is passed over, and the records behind it are read, if it has at most so many times the bytes of a
    /// line that is read: what is longer is no NDJSON, such as a device that never ends.
    private static let mostPassed = 16

    /// A line is read if it has at most so many bytes.
    public static let maximumLineBytes = 1 << 28

    /// What is said of a line that is too long to be read.
    public static func overlongFinding(_ maximumBytes: Int = maximumLineBytes) -> Finding {
        Finding(
            rule: "record.length", severity: .reject,
            message: "the line is longer than \(maximumBytes) bytes",
            cure: "Split the record, or write one record on each line")
    }
}
