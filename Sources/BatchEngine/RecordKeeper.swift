import Compression
import Primitives
import RunFolders

/// Writes a shard's records as they were, in gzip members of one megabyte; one per worker.
struct RecordKeeper: ~Copyable {
    private let deflater: StreamDeflater
    private var output = ByteBuffer(capacity: 1 << 16)

    /// So many bytes are compressed on their own, so that memory does not grow with a shard.
    private static let memberBytes = 1 << 20
    /// So many bytes at the input's start say which codes are short.
    private static let sampleBytes = 1 << 18

    init(codes: HuffmanCodes) { deflater = StreamDeflater(codes: codes) }

    /// Codes fitted to the start of an input; they depend on nothing else.
    static func codes(for input: ByteView) -> HuffmanCodes {
        HuffmanCodes(samples: [input[0..<min(input.count, sampleBytes)]])
    }

    /// Writes the records of a shard.
    mutating func write(
        _ records: ByteView, to path: String, durability: Durability
    ) throws(FileError) {
        var file = try DurableFile(path: path, durability: durability)
        var start = 0
        repeat {
            let end = min(start + RecordKeeper.memberBytes, records.count)
            output.removeAll()
            deflater.gzip(records[start..<end], into: &output)
            // Who reads the file again takes its digest then.
            try file.write(undigested: output.view)
            start = end
            if start / RecordKeeper.memberBytes & 7 == 0 { Spool.trim() }
        } while start < records.count
        _ = try file.commit()
    }
}
