import Compression
import DocumentModel
import Expansion
import Fonts
import Packs
import PageLayout
import PDFBackend
import Primitives
import Records
import TextShaping

extension Engine {
    /// Huffman codes fitted to the documents of the pack's samples: a pack decides its documents' bytes alone.
    ///
    /// Samples that make no document are passed over; without any, the codes are the usual ones.
    ///
    /// - Complexity: renders each sample once.
    static func codes(
        _ pack: Pack, template: CompiledTemplate, faces: [FontFace],
        hyphenation: Hyphenation, pdf: PDFTemplate
    ) throws(Diagnostics) -> HuffmanCodes {
        let parser = RecordParser(schema: template.schema)
        let expander = TemplateExpander(template: template, record: parser.record)
        let layouter = PageLayouter(
            resources: template.resources, faces: faces, hyphenation: hyphenation)
        let (tree, pages) = (BoxTree(), PageSet())
        var contents: [[UInt8]] = []
        do throws(PDFError) {
            let renderer = try PDFRenderer(template: pdf)
            for name in pack.sampleNames {
                guard let json = pack.read(name) else { continue }
                guard parser.parse(0, of: RecordChunk(record: json)) else { continue }
                expander.expand(into: tree, channel: .pdf)
                layouter.layOut(tree, running: expander, into: pages)
                try renderer.addContents(pages, tree: tree)
                for page in pages.pages.indices.prefix(16) {
                    let stream = renderer.contentStream(ofPage: page)
                    contents.append((try? inflate(stream, limit: 1 << 24)) ?? [])
                }
            }
        } catch {
            throw Diagnostics([
                Diagnostic(code: "F601", file: "libhpdf", message: error.message, cure: error.cure)
            ])
        }
        guard !contents.isEmpty else { return PDFRenderer.usualCodes }
        var samples = ByteBuffer(capacity: 1 << 16)
        for content in contents { samples.append(content) }
        return HuffmanCodes(samples: [samples.view])
    }
}
