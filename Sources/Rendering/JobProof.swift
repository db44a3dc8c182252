import DocumentModel
import PDFBackend
import PageLayout
import Primitives
import Proof

/// The documents of a job that are read back, collected while it is rendered and proved together at its end.
struct JobProof {
    private let prover: Prover
    private let fields: ProofFields
    private let grades: Grades
    private var subjects: [ProofSubject] = []
    /// For each subject, its entry in the job and where its document lies in the job's output.
    private var places: [(entry: Int, document: Range<Int>)] = []

    init(_ prover: Prover, engine: Engine) {
        self.prover = prover
        fields = ProofFields(engine.template.schema)
        grades = engine.template.grades
    }

    /// Takes in the document just rendered, if it is one of those that are proved.
    mutating func add(
        entry: Int, document: Range<Int>, _ identifier: ByteView, of renderer: DocumentRenderer
    ) {
        guard prover.rate.includes(identifier) else { return }
        subjects.append(renderer.proofSubject(fields))
        places.append((entry, document))
    }

    /// Proves what was taken in, and adds to the job's findings what is wrong with it.
    mutating func finish(_ job: RenderJob) {
        guard !subjects.isEmpty else { return }
        let found = prover.prove(subjects) { job.output.view(places[$0].document) }
        for (place, var findings) in zip(places, found) where !findings.isEmpty {
            grades.apply(to: &findings)
            // The writer takes them in the order of the entries.
            let end =
                job.findings.firstIndex { $0.entry > place.entry } ?? job.findings.endIndex
            job.findings.insert(contentsOf: findings.map { (place.entry, $0) }, at: end)
        }
        subjects.removeAll(keepingCapacity: true)
        places.removeAll(keepingCapacity: true)
    }
}

extension Engine {
    /// The fonts that its documents may have.
    var proofFonts: [ProofFont] {
        zip(template.resources.fonts, faces).enumerated().flatMap { font, pair in
            pair.1.slices.enumerated().map { index, slice in
                ProofFont(
                    name: slice.name, scalars: slice.scalars, source: pair.1.path,
                    forms: pair.0.features.tags,
                    specimen: { (try? self.specimen(font: font, slice: index)) ?? [] })
            }
        }
    }

    /// A document of one character, which has a slice of a font in it as every document has.
    private func specimen(font: Int, slice: Int) throws(PDFError) -> [UInt8] {
        let (pages, tree) = (PageSet(), BoxTree())
        let code = faces[font].slices[slice].scalars.firstIndex { $0 != 0 } ?? 0
        pages.glyphs.codes.append(UInt8(truncatingIfNeeded: code))
        var item = PageItem(
            kind: .text, box: -1, x: .points(10), y: .points(50), width: .zero, height: .zero,
            color: .black)
        item.font = UInt16(truncatingIfNeeded: font)
        item.slice = UInt8(truncatingIfNeeded: slice)
        item.isKerned = false
        item.size = .points(10)
        item.count = 1
        pages.items.append(item)
        pages.pages.append(
            Page(width: .points(100), height: .points(100), firstItem: 0, itemCount: 1))
        var file = ByteBuffer(capacity: 1 << 16)
        try PDFRenderer(template: pdf).render(pages, tree: tree, into: &file)
        return file.view.bytes
    }
}
