import Glibc
import Primitives
import Records
import RunFolders

/// Records spread evenly over an input, always the same ones of the same input.
///
/// One block of each of so many equal stretches: a record is taken if its line begins in one, so that all records are
/// as likely, long ones too. Where a block lies in its stretch is as good as chance, so that what comes at regular
/// distances is not met each time or never. A plain file is read at the blocks only; gzip and pipes are read through
/// once, keeping all blocks, then one of two, of four …
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
    ///   - isWanted: asked before each block, and while the input has nothing to read; the sample ends with the first
    ///     no.
    /// - Throws: `RunFailure.file`.
    mutating func write(
        of input: String, to path: String, maximumLineBytes: Int,
        while isWanted: @escaping () -> Bool = { true }
    ) throws(RunFailure) {
        var file = try withFiles { () throws(FileError) in
            try DurableFile(path: path, durability: .none, mode: 0o600)
        }
        if let plain = try PlainInput(input) {
            try spread(
                over: plain, into: &file, maximumLineBytes: maximumLineBytes, while: isWanted)
        } else {
            try thin(input, into: &file, maximumLineBytes: maximumLineBytes, while: isWanted)
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
        over input: borrowing PlainInput, into file: inout DurableFile, maximumLineBytes: Int,
        while isWanted: () -> Bool
    ) throws(RunFailure) {
        allBytes = input.size
        isWhole = input.size <= blocks * blockBytes
        var block = ByteBuffer(capacity: blockBytes * 2)
        for range in ranges(of: input.size) where isWanted() {
            do throws(FileError) {
                let lines = try input.lines(
                    beginningIn: range, maximumLineBytes: maximumLineBytes, scratch: &block)
                try file.write(block.view(lines))
            } catch {
                throw RunFailure(error)
            }
        }
    }

    /// Where the blocks of a file lie, ascending, none of them on another.
    func ranges(of size: Int) -> [Range<Int>] {
        guard size > blocks * blockBytes else {
            return stride(from: 0, to: size, by: blockBytes).map {
                $0..<min($0 + blockBytes, size)
            }
        }
        var end = 0
        return (0..<blocks).map { index in
            let first = Int(Int128(size) * Int128(index) / Int128(blocks))
            let next = Int(Int128(size) * Int128(index + 1) / Int128(blocks))
            let place = Int(RecordSample.chance(index) % UInt64(next - first))
            let start = max(first + place, end)
            end = min(start + blockBytes, size)
            return start..<max(start, end)
        }.filter { !$0.isEmpty }
    }

    /// A number that is as good as chance, the same for the same index (SplitMix64; Steele, Lea and Flood, 2014).
    private static func chance(_ index: Int) -> UInt64 {
        var mixed = UInt64(truncatingIfNeeded: index &+ 1) &* 0x9E37_79B9_7F4A_7C15
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }

    // MARK: Streams

    /// Reads everything and keeps one of *n* blocks, where *n* doubles whenever there are too many.
    private mutating func thin(
        _ input: String, into file: inout DurableFile, maximumLineBytes: Int,
        while isWanted: @escaping () -> Bool
    ) throws(RunFailure) {
        let begin = RunClock.now()
        var kept: [(place: Int, bytes: [UInt8])] = []
        var (share, place) = (UInt64(1), 0)
        do throws(RecordReadError) {
            let reader = try RecordReader(
                path: input, chunkBytes: blockBytes, maximumLineBytes: maximumLineBytes,
                isStopped: { !isWanted() })
            let chunk = RecordChunk()
            while isWanted(), try reader.next(into: chunk) {
                allBytes += chunk.raw.count
                if RecordSample.chance(place) % share == 0 {
                    kept.append((place, chunk.raw.bytes))
                }
                place += 1
                guard kept.count > 2 * blocks else { continue }
                share *= 2
                kept = kept.filter { RecordSample.chance($0.place) % share == 0 }
            }
        } catch {
            throw RunFailure(error)
        }
        readNanoseconds = RunClock.now() - begin
        isWhole = share == 1
        var bytes = ByteBuffer(capacity: blockBytes * 2)
        do throws(FileError) {
            for block in kept {
                bytes.removeAll()
                bytes.append(block.bytes)
                if block.bytes.last != 10 { bytes.append(10) }
                try file.write(bytes.view)
            }
        } catch {
            throw RunFailure(error)
        }
    }
}
