import Glibc
import Primitives
import Records
import RunFolders

/// Records spread evenly over an input, always the same ones of the same input.
///
/// Blocks at equal distances: a record is taken if its line begins in one, so that all records are as likely,
/// long ones too. A plain file is read at the blocks only; gzip and pipes are read through once, keeping every
/// block, then every second one, every fourth …
struct RecordSample {
    /// Bytes of records in the whole input, uncompressed.
    private(set) var allBytes = 0
    /// Those of the sample.
    private(set) var bytes = 0
    /// How long it took to read the input through, in nanoseconds; 0 where that was not needed.
    private(set) var readNanoseconds = 0

    /// Whether the sample is the whole input.
    private(set) var isWhole = false

    private let blocks: Int
    private let blockBytes: Int

    /// A sample of so many blocks of so many bytes, or somewhat more.
    init(blocks: Int, blockBytes: Int) {
        self.blocks = max(blocks, 1)
        self.blockBytes = max(blockBytes, 1)
    }

    /// Writes the sample of an input into a file.
    ///
    /// - Parameters:
    ///   - input: as the user named it; `-` is standard input.
    ///   - path: of the file; NDJSON, the lines as they were.
    ///   - maximumLineBytes: longer lines are left out.
    /// - Throws: `RunFailure.file`.
    mutating func write(
        of input: String, to path: String, maximumLineBytes: Int
    ) throws(RunFailure) {
        var file = try withFiles { () throws(FileError) in
            try DurableFile(path: path, durability: .none, mode: 0o600)
        }
        if let plain = try PlainInput(input) {
            try spread(over: plain, into: &file, maximumLineBytes: maximumLineBytes)
        } else {
            try thin(input, into: &file, maximumLineBytes: maximumLineBytes)
        }
        do throws(FileError) {
            self.bytes = file.count
            _ = try file.commit()
        } catch {
            throw RunFailure(error)
        }
    }

    // MARK: Files

    /// Takes blocks at equal distances; all of a file that is not much longer than they are.
    private mutating func spread(
        over input: borrowing PlainInput, into file: inout DurableFile, maximumLineBytes: Int
    ) throws(RunFailure) {
        allBytes = input.size
        isWhole = input.size <= blocks * blockBytes
        var block = ByteBuffer(capacity: blockBytes * 2)
        let count = isWhole ? (input.size + blockBytes - 1) / blockBytes : blocks
        for index in 0..<count {
            let start =
                isWhole
                ? index * blockBytes : Int(Int128(input.size) * Int128(index) / Int128(blocks))
            do throws(FileError) {
                let lines = try input.lines(
                    beginningIn: start..<min(start + blockBytes, input.size),
                    maximumLineBytes: maximumLineBytes, scratch: &block)
                try file.write(block.view(lines))
            } catch {
                throw RunFailure(error)
            }
        }
    }

    // MARK: Streams

    /// Reads everything and keeps every *n*-th block, where *n* doubles whenever there are too many.
    private mutating func thin(
        _ input: String, into file: inout DurableFile, maximumLineBytes: Int
    ) throws(RunFailure) {
        let begin = RunClock.now()
        var kept: [[UInt8]] = []
        var (stride, place) = (1, 0)
        do throws(RecordReadError) {
            let reader = try RecordReader(
                path: input, chunkBytes: blockBytes, maximumLineBytes: maximumLineBytes)
            let chunk = RecordChunk()
            while try reader.next(into: chunk) {
                allBytes += chunk.raw.count
                if place % stride == 0 { kept.append(chunk.raw.bytes) }
                place += 1
                guard kept.count > 2 * blocks else { continue }
                kept = kept.indices.filter { $0 % 2 == 0 }.map { kept[$0] }
                stride *= 2
            }
        } catch {
            throw RunFailure(error)
        }
        readNanoseconds = RunClock.now() - begin
        isWhole = stride == 1
        var bytes = ByteBuffer(capacity: blockBytes * 2)
        do throws(FileError) {
            for block in kept {
                bytes.removeAll()
                bytes.append(block)
                if block.last != 10 { bytes.append(10) }
                try file.write(bytes.view)
            }
        } catch {
            throw RunFailure(error)
        }
    }
}
