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
        zip(template.resources.fonts, faces).flatMap { font, face in
            face.slices.map {
                ProofFont(
                    name: $0.name, scalars: $0.scalars, source: face.path,
                    forms: font.features.tags)
            }
        }
    }
}
