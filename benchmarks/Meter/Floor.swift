import CMeter
import Compression
import Glibc
import Primitives
import Records

/// What no engine can do without, on the bytes of one bill: parse the line, encode its QR codes, compress its
/// content streams, copy what all bills share, hash the file, write it.
///
/// Nothing else is counted: documents are gathered in a buffer and leave in blocks of 256 kB.
@safe
final class Floor {
    private let pipeline: Pipeline
    private let deflaters = [Deflater(level: 1), Deflater(level: 6)]
    private var digest = [UInt8](repeating: 0, count: 32)
    private var output = ByteBuffer(capacity: 1 << 21)
    private var deflated = ByteBuffer(capacity: 1 << 20)
    private let descriptor: Int32
    private let path: String
    /// What each level of libdeflate makes of the content streams, in bytes.
    private(set) var libdeflateBytes = [0, 0]

    private static let blockBytes = 1 << 18

    /// The floor under what a pipeline does, written to a file.
    init(under pipeline: Pipeline, path: String) throws {
        self.pipeline = pipeline
        self.path = path
        descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw Pipeline.Failure(message: "\(path): cannot create") }
    }

    deinit {
        close(descriptor)
        _ = unsafe unlink(path)
    }

    /// Forgets what was measured, as after warming up.
    func removeAll() { libdeflateBytes = [0, 0] }

    /// Measures the floor under the pipeline's last bill.
    func measure(_ line: ByteView, with tally: inout Tally) throws {
        tally.measure(.floorParse) { floorParse(line) }
        tally.measure(.floorQR) { pipeline.qr() }
        tally.measure(.floorDeflate) { pipeline.deflate() }
        // What every bill of the pack has in common. It lies between the content streams, which a compressor
        // would have put into place.
        let document = pipeline.document.view
        let common = document.count - pipeline.deflatedBytes
        tally.measure(.floorCopy) { output.append(document[0..<common]) }
        output.append(document[common..<document.count])
        tally.measure(.floorSHA256) { hash(document, into: &digest) }
        if output.count >= Floor.blockBytes {
            try tally.measure(.floorAppend) { () throws in try write() }
            output.removeAll()
        }
        tally.measure(.libdeflate1) { libdeflate(0) }
        tally.measure(.libdeflate6) { libdeflate(1) }
    }

    private func floorParse(_ line: ByteView) {
        unsafe line.withUnsafeBytes { bytes in
            guard let base = bytes.baseAddress else { return }
            _ = unsafe meter_parse(base, bytes.count)
        }
    }

    private func write() throws {
        let isWritten = unsafe output.view.withUnsafeBytes { bytes in
            unsafe Glibc.write(descriptor, bytes.baseAddress, bytes.count) == bytes.count
        }
        guard isWritten else { throw Pipeline.Failure(message: "\(path): cannot write") }
    }

    private func libdeflate(_ index: Int) {
        deflated.removeAll()
        var start = 0
        for content in pipeline.contentEnds.indices {
            let end = pipeline.contentEnds[content]
            deflaters[index].zlib(pipeline.contents.view(start..<end), into: &deflated)
            start = end
        }
        libdeflateBytes[index] += deflated.count
    }
}
