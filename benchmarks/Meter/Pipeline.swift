import BatchEngine
import CMeter
import Compression
import DocumentModel
import PDFBackend
import PageLayout
import Primitives
import Records
import Symbology
import TemplateCompiler

/// The engine's stages one by one; the only file of the meter that knows the engine's seams.
///
/// Each stage is one function that is never inlined, named as its `Stage`: `scripts/gate` reads from callgrind's
/// output what was executed below it.
final class Pipeline {
    private let reader: RecordReader
    /// The same input once more, for a stage that is repeated.
    private let secondReader: RecordReader
    private let secondChunk = RecordChunk()
    private let parser: RecordParser
    private let expander: TemplateExpander
    private let layouter: PageLayouter
    private let pdf: PDFRenderer
    private let tree = BoxTree()
    private let pages = PageSet()
    private let encoder = QREncoder()
    private let deflater: StreamDeflater
    private let sink: DocumentSink
    private var modules = Pool<ModuleRect>(capacity: 4096)
    private var deflated = ByteBuffer(capacity: 1 << 20)
    private var digest = [UInt8](repeating: 0, count: 32)

    /// The records read last.
    let chunk = RecordChunk()
    /// The bills kept since it was emptied.
    private(set) var batch = Batch()
    private var document = ByteBuffer(capacity: 1 << 20)

    /// Why a run cannot be taken.
    struct Failure: Error { let message: String }

    /// The stages of a pack's bills, from a file of records to a tar.
    init(engine: Engine, records: String, tar: String) throws {
        reader = try RecordReader(path: records, chunkBytes: 1 << 18)
        secondReader = try RecordReader(path: records, chunkBytes: 1 << 18)
        parser = RecordParser(schema: engine.template.schema)
        expander = TemplateExpander(template: engine.template, record: parser.record)
        layouter = PageLayouter(
            resources: engine.template.resources, faces: engine.faces,
            hyphenation: engine.hyphenation)
        pdf = try PDFRenderer(template: engine.pdf, codes: engine.codes)
        deflater = StreamDeflater(codes: engine.codes)
        sink = try DocumentSink(path: tar, suffix: ".pdf")
    }

    /// How many pages the last document has.
    var pageCount: Int { pages.pages.count }

    /// Removes the tar.
    func finish() { sink.abandon() }

    // MARK: Stages

    @inline(never)
    func read(again: Bool) throws {
        _ = try again ? secondReader.next(into: secondChunk) : reader.next(into: chunk)
    }

    @inline(never)
    func parse(_ index: Int) throws {
        guard parser.parse(chunk.line(index), number: chunk.number(index)) else {
            throw Failure(message: "record \(chunk.number(index)) is broken")
        }
    }

    @inline(never)
    func expand() { expander.expand(into: tree, channel: .pdf) }

    @inline(never)
    func layout() { layouter.layOut(tree, running: expander, into: pages) }

    @inline(never)
    func emit() throws { try pdf.addContents(pages, tree: tree) }

    @inline(never)
    func assemble() throws { try pdf.assemble(pages, tree: tree, into: &document) }

    @inline(never)
    func sha256() { hash(document.view, into: &digest) }

    @inline(never)
    func append() throws {
        try sink.write(
            document.view, identifier: tree.bytes(tree.info.identifier), date: tree.info.date)
    }

    // MARK: Stages measured once more, by themselves

    /// Encodes a kept bill's QR codes, as `expand` did.
    @inline(never)
    func qr(_ bill: Int) {
        for index in batch.payloadRange(bill) {
            modules.removeAll()
            _ = try? encoder.encode(batch.payload(index), level: .medium, into: &modules)
        }
    }

    /// Compresses a kept bill's content streams, as `emit` did.
    @inline(never)
    func deflate(_ bill: Int) {
        deflated.removeAll()
        for index in batch.streamRange(bill) {
            deflater.zlib(batch.content(index), into: &deflated)
        }
    }

    // MARK: Between stages

    /// Makes room for a document.
    func removeDocument() { document.removeAll() }

    /// Emits once more, so that a document can be assembled again.
    func restore() throws {
        document.removeAll()
        try pdf.addContents(pages, tree: tree)
    }

    /// Keeps what the last bill left behind.
    func keep() {
        for index in tree.symbols.indices where tree.symbols[index].rows > 1 {
            batch.add(payload: tree.bytes(tree.symbols[index].payload))
        }
        for page in pages.pages.indices { batch.add(stream: pdf.contentStream(ofPage: page)) }
        batch.add(document: document.view)
    }

    /// Takes the content streams of the kept bills apart.
    func inflateContents() throws { try batch.inflateContents() }

    /// Forgets the kept bills.
    func removeBatch() { batch.removeAll() }
}

/// SHA-256 by GnuTLS.
func hash(_ bytes: ByteView, into digest: inout [UInt8]) {
    unsafe bytes.withUnsafeBytes { input in
        guard let base = input.baseAddress else { return }
        _ = unsafe digest.withUnsafeMutableBufferPointer { output in
            unsafe meter_sha256(base, input.count, output.baseAddress)
        }
    }
}
