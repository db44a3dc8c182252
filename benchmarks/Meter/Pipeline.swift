import Rendering
import Compression
import DocumentModel
import Expansion
import PDFBackend
import PageLayout
import Primitives
import Records
import Rules
import Symbology

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
    private let checker: RuleChecker
    private let expander: TemplateExpander
    private let layouter: PageLayouter
    private let pdf: PDFRenderer
    private let tree = BoxTree()
    private let pages = PageSet()
    private let encoder = QREncoder()
    private let deflater: StreamDeflater
    private let sink: DocumentSink
    private var framer: DocumentFramer
    private var modules = Pool<ModuleRect>(capacity: 4096)
    private var deflated = ByteBuffer(capacity: 1 << 20)

    /// The records read last.
    let chunk = RecordChunk()
    /// The bills kept since it was emptied.
    private(set) var batch = Batch()
    /// The documents of a chunk, framed.
    private var output = ByteBuffer(capacity: 1 << 21)
    /// The lines of their digests.
    private var digests = ByteBuffer(capacity: 1 << 14)
    private var frameStart = 0
    private var document = 0..<0

    /// Why a run cannot be taken.
    struct Failure: Error { let message: String }

    /// The stages of a pack's bills, from a file of records to a tar.
    init(engine: Engine, records: String, tar: String) throws {
        reader = try RecordReader(path: records, chunkBytes: 1 << 18)
        secondReader = try RecordReader(path: records, chunkBytes: 1 << 18)
        parser = RecordParser(schema: engine.template.schema)
        checker = RuleChecker(rules: engine.rules, record: parser.record)
        expander = TemplateExpander(template: engine.template, record: parser.record)
        layouter = PageLayouter(
            resources: engine.template.resources, faces: engine.faces,
            hyphenation: engine.hyphenation)
        pdf = try PDFRenderer(template: engine.pdf, codes: engine.codes)
        deflater = StreamDeflater(codes: engine.codes)
        sink = try DocumentSink(path: tar, suffix: ".pdf")
        framer = DocumentFramer(sink)
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
    func rules() { _ = checker.check(channel: Int(Channel.pdf.rawValue)) }

    @inline(never)
    func expand() { expander.expand(into: tree, channel: .pdf, isCompact: true) }

    @inline(never)
    func layout() { layouter.layOut(tree, running: expander, into: pages) }

    @inline(never)
    func emit() throws { try pdf.addContents(pages, tree: tree) }

    @inline(never)
    func assemble() throws {
        try pdf.assemble(pages, tree: tree, into: &output)
        document = document.lowerBound..<output.count
    }

    @inline(never)
    func sha256() {
        framer.appendDigest(of: output.view(document), identifier: identifier, to: &digests)
    }

    /// Frames the document.
    @inline(never)
    func append() {
        _ = framer.end(frameStart, identifier: identifier, date: tree.info.date, in: &output)
    }

    /// Writes the frames.
    @inline(never)
    func append(documents: Int) throws { try sink.write(framed: output.view, documents: documents) }

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

    private var identifier: ByteView { tree.bytes(tree.info.identifier) }

    /// Forgets what was written.
    func removeOutput() {
        output.removeAll()
        digests.removeAll()
    }

    /// Makes room for a document.
    func beginDocument() {
        frameStart = framer.begin(in: &output)
        document = output.count..<output.count
    }

    /// Emits once more, so that a document can be assembled again.
    func restore() throws {
        output.truncate(to: document.lowerBound)
        try pdf.addContents(pages, tree: tree)
    }

    /// Keeps what the last bill left behind.
    func keep() {
        for index in tree.symbols.indices where tree.symbols[index].rows > 1 {
            batch.add(payload: tree.bytes(tree.symbols[index].payload))
        }
        for page in pages.pages.indices { batch.add(stream: pdf.contentStream(ofPage: page)) }
        batch.add(document: output.view(document))
    }

    /// Takes the content streams of the kept bills apart.
    func inflateContents() throws { try batch.inflateContents() }

    /// Forgets the kept bills.
    func removeBatch() { batch.removeAll() }
}
