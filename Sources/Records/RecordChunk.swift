import Glibc
public import Primitives

/// Lines of NDJSON read together: their bytes, with padding behind them, and where each line lies.
///
/// Owned by one thread at a time; filled again and again by a `RecordReader` without giving memory back.
@safe
public final class RecordChunk {
    /// How many readable bytes follow the last line.
    public static let padding = 64

    /// The number of the first line's record in the input, from 1; blank lines have no number.
    public internal(set) var firstNumber = 1

    /// The line of the input on which `raw` begins, from 1.
    public internal(set) var firstInputLine = 1

    var bytes: ByteBuffer
    /// Where the bytes of the chunk's own lines lie; what is beside them belongs to no record of it.
    var own = 0..<0
    private var lines = Pool<Line>(capacity: 256)

    private struct Line: BitwiseCopyable {
        var start: Int
        var end: Int
        var inputLine: Int
    }

    /// An empty chunk, to be filled by a reader.
    public init() {
        bytes = ByteBuffer(capacity: 4096, spoolsBeyond: RecordChunk.spoolBytes)
    }

    /// Longer chunks hold one very long line, as a rule.
    static let spoolBytes = 48 << 20

    /// The lines of a text, as a reader would give them; blank ones are left out.
    public init(lines text: [UInt8]) {
        bytes = ByteBuffer(capacity: text.count + RecordChunk.padding)
        bytes.append(text)
        addLines(from: bytes.byteOrderMark)
    }

    /// Fills the chunk with what another one had as its `raw`.
    ///
    /// - Parameters:
    ///   - firstNumber: of the first record, from 1.
    ///   - firstInputLine: of the first line, from 1.
    ///   - append: appends the bytes.
    /// - Throws: what `append` does; the chunk is empty then.
    public func refill<Failure: Error>(
        firstNumber: Int, firstInputLine: Int,
        _ append: (inout ByteBuffer) throws(Failure) -> Void
    ) throws(Failure) {
        bytes.removeAll()
        lines.removeAll()
        own = 0..<0
        self.firstNumber = firstNumber
        self.firstInputLine = firstInputLine
        do throws(Failure) {
            try append(&bytes)
        } catch {
            bytes.removeAll()
            throw error
        }
        addLines(from: 0)
    }

    /// Makes lines of all bytes from `start` on.
    private func addLines(from start: Int) {
        var start = start
        own = start..<bytes.count
        var inputLine = firstInputLine
        while start < bytes.count {
            let end = bytes.lineEnd(from: start) ?? bytes.count
            add(start..<end, inputLine: inputLine)
            inputLine += 1
            start = end + 1
        }
        pad()
    }

    /// One record, with line breaks as it likes: what a service is posted.
    public init(record text: [UInt8]) {
        bytes = ByteBuffer(capacity: text.count + RecordChunk.padding)
        bytes.append(text)
        add(bytes.byteOrderMark..<bytes.count, inputLine: 1)
        pad()
    }

    /// The bytes of the chunk's lines as they were read, blank lines and line ends with them.
    ///
    /// Valid as `line` is.
    public var raw: ByteView { bytes.view(own) }

    /// Where a record's line lies in `raw`, without its line end.
    public func range(_ index: Int) -> Range<Int> {
        lines[index].start - own.lowerBound..<lines[index].end - own.lowerBound
    }

    /// How many records there are.
    public var lineCount: Int { lines.count }

    /// The bytes of a record, without its line end.
    ///
    /// Valid while the chunk lives and until it is filled again; `RecordParser.parse(_:of:)` sees to
    /// that itself.
    public func line(_ index: Int) -> ByteView {
        let line = lines[index]
        return bytes.view(line.start..<line.end)
    }

    /// The number of a record in the input, from 1.
    public func number(_ index: Int) -> Int { firstNumber + index }

    /// The line of the input a record stands on, from 1, counting blank ones: for `file:line:` in messages.
    public func inputLine(_ index: Int) -> Int { lines[index].inputLine }

    /// Forgets the lines; gives memory back that one very long line had needed.
    func removeAll(keeping capacity: Int) {
        if bytes.capacity > 8 * capacity {
            bytes = ByteBuffer(
                capacity: capacity + 4096, spoolsBeyond: RecordChunk.spoolBytes)
        }
        bytes.removeAll()
        lines.removeAll()
    }

    /// Adds a line unless it is blank.
    @discardableResult
    func add(_ range: Range<Int>, inputLine: Int) -> Bool {
        let trimmed = bytes.trimmed(range)
        guard !trimmed.isEmpty else { return false }
        lines.append(Line(start: trimmed.lowerBound, end: trimmed.upperBound, inputLine: inputLine))
        return true
    }

    /// Makes the padding readable.
    func pad() {
        let count = bytes.count
        bytes.append(repeating: 32, count: RecordChunk.padding)
        bytes.truncate(to: count)
    }
}

extension ByteBuffer {
    /// How many bytes of UTF-8 byte order mark the buffer starts with, 0 or 3.
    var byteOrderMark: Int {
        count >= 3 && self[0] == 0xEF && self[1] == 0xBB && self[2] == 0xBF ? 3 : 0
    }

    /// Where the next line feed stands; nil when there is none.
    package func lineEnd(from start: Int) -> Int? { lineEnd(in: start..<count) }

    /// Where the first line feed of a range stands; nil when there is none.
    private func lineEnd(in range: Range<Int>) -> Int? {
        let bytes = view(range)
        return unsafe bytes.withUnsafeBytes { bytes in
            guard let base = bytes.baseAddress,
                let found = unsafe memchr(base, 10, bytes.count)
            else { return nil }
            return unsafe range.lowerBound + (UnsafeRawPointer(found) - UnsafeRawPointer(base))
        }
    }

    /// Where the last line feed at or behind `start` stands; nil when there is none.
    package func lastLineEnd(from start: Int) -> Int? {
        var end = count
        while end > start {
            // A block is gone through forwards, by the machine's widest instructions.
            let first = max(end - 4096, start)
            var found: Int?
            while let next = lineEnd(in: (found.map { $0 + 1 } ?? first)..<end) { found = next }
            if let found { return found }
            end = first
        }
        return nil
    }

    /// A range without the white space at its ends.
    func trimmed(_ range: Range<Int>) -> Range<Int> {
        var start = range.lowerBound
        var end = range.upperBound
        while end > start, isSpace(self[end - 1]) { end -= 1 }
        while start < end, isSpace(self[start]) { start += 1 }
        return start..<end
    }

    private func isSpace(_ byte: UInt8) -> Bool {
        byte == 32 || byte == 9 || byte == 10 || byte == 13
    }
}
