import BatchEngine
import CMeter
import Compression
import DocumentModel
import Expansion
import PageLayout
import PDFBackend
import Primitives
import Records
import Symbology

/// Takes records through the stages one by one and measures each; the floor is measured on the same bytes,
/// record by record, so that a slow moment of the machine hits both.
final class StageRun {
    private let parser: RecordParser
    private let expander: TemplateExpander
    private let layouter: PageLayouter
    private let pdf: PDFRenderer
    private let tree = BoxTree()
    private let pages = PageSet()
    private let qr = QREncoder()
    private let deflater: StreamDeflater
    private let sink: DocumentSink
    private let floorSink: DocumentSink
    private var document = ByteBuffer(capacity: 1 << 20)
    private var scratch = ByteBuffer(capacity: 1 << 20)
    private var copy = ByteBuffer(capacity: 1 << 20)
    private var modules = Pool<ModuleRect>(capacity: 4096)
    private var digest: [UInt8] = Array(repeating: 0, count: 32)
    private(set) var tally = Tally()
    private(set) var records = 0
    private(set) var documentBytes = 0
    private(set) var pageCount = 0

    /// Why a run cannot be taken.
    struct Failure: Error { let message: String }

    /// A run that appends its documents to `folder`.
    init(engine: Engine, folder: String) throws {
        parser = RecordParser(schema: engine.template.schema)
        expander = TemplateExpander(template: engine.template, record: parser.record)
        layouter = PageLayouter(
            resources: engine.template.resources, faces: engine.faces,
            hyphenation: engine.hyphenation)
        pdf = try PDFRenderer(template: engine.pdf, codes: engine.codes)
        deflater = StreamDeflater(codes: engine.codes)
        sink = try DocumentSink(path: folder + "/stages.tar", suffix: ".pdf")
        floorSink = try DocumentSink(path: folder + "/floor.tar", suffix: ".pdf")
    }

    /// Forgets what was measured, as after warming up.
    func reset() {
        tally = Tally()
        (records, documentBytes, pageCount) = (0, 0, 0)
    }

    /// Removes the tars.
    func finish() {
        sink.abandon()
        floorSink.abandon()
    }

    /// Takes one record through every stage, and through the floor.
    func measure(_ chunk: RecordChunk, _ index: Int) throws {
        let line = chunk.line(index)
        var isRecord = false
        tally.measure(.parse) { isRecord = parser.parse(line, number: chunk.number(index)) }
        guard isRecord else { throw Failure(message: "record \(index + 1) is broken") }
        tally.measure(.expand) { expander.expand(into: tree, channel: .pdf) }
        tally.measure(.layout) { layouter.layOut(tree, running: expander, into: pages) }
        document.removeAll()
        try tally.measure(.emit) { try pdf.addContents(pages, tree: tree) }
        try tally.measure(.assemble) { try pdf.assemble(pages, tree: tree, into: &document) }
        tally.measure(.hash) { hash() }
        let name = tree.bytes(tree.info.identifier)
        try tally.measure(.append) {
            try sink.write(document.view, identifier: name, date: tree.info.date)
        }
        records += 1
        documentBytes += document.count
        pageCount += pages.pages.count
        tally.measure(.qr) { encodeSymbols() }
        try measureFloor(line, name)
    }

    private func hash() {
        unsafe document.view.withUnsafeBytes { bytes in
            guard let base = bytes.baseAddress else { return }
            _ = unsafe digest.withUnsafeMutableBufferPointer { out in
                unsafe meter_sha256(base, bytes.count, out.baseAddress)
            }
        }
    }

    /// Encodes the document's QR codes once more.
    private func encodeSymbols() {
        for index in tree.symbols.indices where tree.symbols[index].rows > 1 {
            modules.removeAll()
            _ = try? qr.encode(
                tree.bytes(tree.symbols[index].payload), level: .medium, into: &modules)
        }
    }

    private func measureFloor(_ line: ByteView, _ name: ByteView) throws {
        tally.measure(.floorParse) {
            unsafe line.withUnsafeBytes { bytes in
                guard let base = bytes.baseAddress else { return }
                _ = unsafe meter_parse(base, bytes.count)
            }
        }
        tally.measure(.floorQR) { encodeSymbols() }
        var streamBytes = 0
        for page in pages.pages.indices {
            let stream = pdf.contentStream(ofPage: page)
            streamBytes += stream.count
            let content = try inflate(stream, limit: 1 << 30)
            scratch.removeAll()
            scratch.append(content)
            copy.removeAll()
            tally.measure(.floorDeflate) { deflater.zlib(scratch.view, into: &copy) }
        }
        // What every bill of the pack has in common.
        let common = document.view(0..<max(document.count - streamBytes, 0))
        copy.removeAll()
        tally.measure(.floorCopy) { copy.append(common) }
        tally.measure(.floorHash) { hash() }
        try tally.measure(.floorAppend) {
            try floorSink.write(document.view, identifier: name, date: tree.info.date)
        }
    }
}
