public import Compression
public import DocumentModel
import Fonts
import Haru
public import PageLayout
public import Primitives

/// Turns pages into PDF files, one after the other, for one template.
///
/// One per worker: owns a compressor, libharu's arena and every buffer on the way. Equal pages give equal
/// bytes, whatever was rendered before.
public final class PDFRenderer {
    private let template: PDFTemplate
    private let haru: HaruWorker
    private let deflater: StreamDeflater
    private var draft: DocumentDraft

    /// A renderer of documents of a template.
    ///
    /// - Parameters:
    ///   - template: what all its documents share.
    ///   - codes: of the content streams; bytes depend on them.
    /// - Throws: `PDFError.haru` when another libharu is loaded than this program was written for.
    public init(
        template: PDFTemplate, codes: HuffmanCodes = usualCodes
    ) throws(PDFError) {
        do throws(HaruError) { haru = try HaruWorker() } catch { throw .haru(error) }
        self.template = template
        deflater = StreamDeflater(codes: codes)
        draft = DocumentDraft(optionalParts: template.optional.count)
    }

    /// Appends a document's file to `output`.
    ///
    /// Metadata, links and symbols come from the tree the pages were laid out from. On an error `output` is as
    /// it was.
    ///
    /// - Throws: `PDFError` for items that refer to nothing, page sizes, lengths and counts beyond what a
    ///   file can hold.
    /// - Complexity: O(items); no allocation once the buffers have grown, except by slices that are used for
    ///   the first time.
    public func render(
        _ pages: PageSet, tree: BoxTree, into output: inout ByteBuffer
    ) throws(PDFError) {
        try addContents(pages, tree: tree)
        try assemble(pages, tree: tree, into: &output)
    }

    /// The first half of `render`: writes and compresses the content streams.
    package func addContents(_ pages: PageSet, tree: BoxTree) throws(PDFError) {
        draft.removeAll()
        draft.content.useGlyphs(pages.glyphs)
        try draft.addContents(
            pages.pages, pages.items, pages.glyphs.codes, pages.texts, pages.segments,
            symbols: tree.symbols, modules: tree.modules,
            targets: tree.links, text: tree.text, template: template, deflater: deflater)
    }

    /// The second half: makes objects of the streams and appends the file.
    package func assemble(
        _ pages: PageSet, tree: BoxTree, into output: inout ByteBuffer
    ) throws(PDFError) {
        try draft.addObjects(
            pages.pages, pages.items, pages.destinations, tree: tree, template: template)
        try draft.addEntries(tree.info, text: tree.text)
        do throws(HaruError) {
            try draft.write(with: haru, template: template, into: &output)
        } catch {
            throw .haru(error)
        }
    }

    /// The compressed content stream of a page of the document rendered last.
    package func contentStream(ofPage page: Int) -> ByteView {
        let start = page == 0 ? 0 : draft.streamEnds[page - 1]
        return draft.streams.view(start..<draft.streamEnds[page])
    }
}
