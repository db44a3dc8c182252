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
    /// How many bills' streams that were: one of each batch.
    private(set) var libdeflateBills = 0

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
    func removeAll() { (libdeflateBytes, libdeflateBills) = ([0, 0], 0) }

    /// Measures the floor under the kept bills, whose records begin with one of the chunk.
    func measure(from first: Int, with tally: inout Tally) throws {
        for bill in 0..<pipeline.batch.count {
            let line = pipeline.chunk.line(first + bill)
            tally.measure(.floorParse) { floorParse(line) }
            tally.measure(.floorQR) { pipeline.qr(bill) }
            tally.measure(.floorDeflate) { pipeline.deflate(bill) }
            let document = pipeline.batch.document(bill)
            // What every bill of the pack has in common. A compressor would put the rest into place.
            let common = document.count - pipeline.batch.deflatedBytes(bill)
            tally.measure(.floorCopy) { output.append(document[0..<common]) }
            output.append(document[common..<document.count])
            tally.measure(.floorSHA256) { hash(document, into: &digest) }
            guard output.count >= Floor.blockBytes else { continue }
            try tally.measure(.floorAppend) { () throws in try write() }
            output.removeAll()
        }
        tally.measure(.libdeflate1) { libdeflate(0) }
        tally.measure(.libdeflate6) { libdeflate(1) }
        libdeflateBills += 1
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

    /// Compresses the first kept bill's content streams at one of the levels.
    private func libdeflate(_ index: Int) {
        deflated.removeAll()
        for content in pipeline.batch.streamRange(0) {
            deflaters[index].zlib(pipeline.batch.content(content), into: &deflated)
        }
        libdeflateBytes[index] += deflated.count
    }
}

/// SHA-256 by GnuTLS.
private func hash(_ bytes: ByteView, into digest: inout [UInt8]) {
    unsafe bytes.withUnsafeBytes { input in
        guard let base = input.baseAddress else { return }
        _ = unsafe digest.withUnsafeMutableBufferPointer { output in
            unsafe meter_sha256(base, input.count, output.baseAddress)
        }
    }
}
