import Compression
import Primitives

/// What a few bills left behind: documents, content streams and payloads of QR codes.
///
/// Work that is measured a second time, and the floor, run over these one after the other, so that each finds
/// its code in the CPU's caches as it would without the others; few enough bills to lie there too.
struct Batch: ~Copyable {
    /// So many bills at most.
    static let capacity = 8

    private var documents = Sequence()
    private var streams = Sequence()
    private var payloads = Sequence()
    private var contents = Sequence()
    /// For each bill, where its streams and its payloads end.
    private var streamEnds = Pool<Int>(capacity: Batch.capacity)
    private var payloadEnds = Pool<Int>(capacity: Batch.capacity)

    /// Pieces of bytes, one behind the other.
    private struct Sequence: ~Copyable {
        var bytes = ByteBuffer(capacity: 1 << 20)
        var ends = Pool<Int>(capacity: 256)

        mutating func add(_ piece: ByteView) {
            bytes.append(piece)
            ends.append(bytes.count)
        }

        mutating func removeAll() {
            bytes.removeAll()
            ends.removeAll()
        }

        func piece(_ index: Int) -> ByteView { view(index..<index + 1) }

        /// Neighbouring pieces as one.
        func view(_ range: Range<Int>) -> ByteView {
            bytes.view(start(range.lowerBound)..<start(range.upperBound))
        }

        private func start(_ index: Int) -> Int { index == 0 ? 0 : ends[index - 1] }
    }

    /// How many bills there are.
    var count: Int { documents.ends.count }

    /// Adds the payload of a QR code of the bill that `add` ends.
    mutating func add(payload: ByteView) { payloads.add(payload) }

    /// Adds a compressed content stream of the bill that `add` ends.
    mutating func add(stream: ByteView) { streams.add(stream) }

    /// Ends a bill.
    mutating func add(document: ByteView) {
        documents.add(document)
        streamEnds.append(streams.ends.count)
        payloadEnds.append(payloads.ends.count)
    }

    /// Forgets the bills.
    mutating func removeAll() {
        documents.removeAll()
        streams.removeAll()
        payloads.removeAll()
        contents.removeAll()
        streamEnds.removeAll()
        payloadEnds.removeAll()
    }

    /// Makes the content streams what they were before they were compressed.
    mutating func inflateContents() throws {
        contents.removeAll()
        for index in streams.ends.indices {
            contents.bytes.append(try inflate(streams.piece(index), limit: 1 << 30))
            contents.ends.append(contents.bytes.count)
        }
    }

    /// A bill's file.
    func document(_ bill: Int) -> ByteView { documents.piece(bill) }

    /// How many bytes a bill's content streams have, compressed.
    func deflatedBytes(_ bill: Int) -> Int { streams.view(streamRange(bill)).count }

    /// How many bytes a bill's content streams have.
    func contentBytes(_ bill: Int) -> Int { contents.view(streamRange(bill)).count }

    /// A content stream, inflated.
    func content(_ index: Int) -> ByteView { contents.piece(index) }

    /// A QR code's payload.
    func payload(_ index: Int) -> ByteView { payloads.piece(index) }

    /// Which content streams are a bill's.
    func streamRange(_ bill: Int) -> Range<Int> {
        (bill == 0 ? 0 : streamEnds[bill - 1])..<streamEnds[bill]
    }

    /// Which payloads are a bill's.
    func payloadRange(_ bill: Int) -> Range<Int> {
        (bill == 0 ? 0 : payloadEnds[bill - 1])..<payloadEnds[bill]
    }
}
