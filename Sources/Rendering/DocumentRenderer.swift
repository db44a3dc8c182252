public import DocumentModel
public import Expansion
import HTMLBackend
public import PageLayout
import PDFBackend
import PaymentDesk
public import Primitives
import Proof
package import Records
public import Rules
import TextShaping

/// A text that shows one of the two seams instead of a finished document.
public enum DocumentDump: String, Sendable, CaseIterable {
    /// The box tree, with styles.
    case boxes
    /// The placed items of each page.
    case pages
}

/// Makes documents of records, one after the other; one per worker, owns all its scratch.
public final class DocumentRenderer {
    private let engine: Engine
    private let parser: RecordParser
    /// The slot of the record's id; −1 if the schema has none.
    private let idSlot: Int
    private let payments: RecordPayments
    private let checker: RuleChecker
    private let expander: TemplateExpander
    /// The box tree of the last record.
    public let tree = BoxTree()
    /// The pages of the last record, for channels that have pages.
    public let pages = PageSet()
    /// Whether rows of tables may be kept as texts on their way to pages: faster, with the same document, but
    /// their cells are no boxes to be looked at afterwards.
    package var isCompact = false
    private let layouter: PageLayouter
    private let pdf: PDFRenderer
    private let html: HTMLRenderer
    /// Rules whose findings keep the record back no more, as somebody released it; they warn.
    package var released: Set<String> = []
    /// What was found in the last record and its document, in the order it was found.
    public private(set) var findings: [Finding] = []

    /// A renderer over a shared engine.
    ///
    /// - Throws: when libharu is not the one the program was written for.
    public init(engine: Engine) throws(Diagnostics) {
        self.engine = engine
        parser = RecordParser(schema: engine.template.schema)
        idSlot = engine.template.schema.types[0].field("id")?.slot ?? -1
        payments = RecordPayments(record: parser.record)
        checker = RuleChecker(rules: engine.rules, record: parser.record)
        expander = TemplateExpander(template: engine.template, record: parser.record)
        layouter = PageLayouter(
            resources: engine.template.resources, faces: engine.faces,
            hyphenation: engine.hyphenation)
        html = HTMLRenderer(template: engine.html)
        do throws(PDFError) {
            pdf = try PDFRenderer(template: engine.pdf, codes: engine.codes)
        } catch {
            throw Diagnostics([
                Diagnostic(code: "F601", file: "libhpdf", message: error.message, cure: error.cure)
            ])
        }
    }

    /// The id of the last record; empty if it has none.
    public var identifier: ByteView {
        let node = parser.record.slot(idSlot, of: parser.record.root)
        return node.tag == .string ? parser.record.text(node) : ByteView()
    }

    /// The last record's customer; empty if there is none.
    public var customer: ByteView { checker.facts.customer }

    /// Appends what no other bill of a run may share with the last record.
    public func appendDuplicateKeys(to keys: inout Pool<DuplicateKey>) {
        checker.appendDuplicateKeys(to: &keys)
    }

    /// Counts what the last record's lines cost.
    package func count(into charges: inout ChargeCounter) { checker.count(into: &charges) }

    /// The record that was read last.
    package var record: Record { parser.record }

    /// How many pages the last document has; 0 where it has none.
    public var pageCount: Int { pages.pages.count }

    /// Appends the document of one record to `output`.
    ///
    /// - Parameters:
    ///   - line: the record, followed by `RecordChunk.padding` readable bytes.
    ///   - number: of the record in its input, from 1.
    ///   - channel: which document is made.
    ///   - dump: which seam is shown instead of the document; nil for the document.
    ///   - output: receives the document.
    /// - Returns: whether there is a document that may leave; if not, `findings` say why and `output` is as
    ///   it was.
    public func render(
        _ line: ByteView, number: Int, channel: Channel, dump: DocumentDump? = nil,
        into output: inout ByteBuffer
    ) -> Bool {
        guard read(line, number: number), judge(for: channel) else { return false }
        return make(channel, dump: dump, into: &output)
    }

    /// Reads a record.
    ///
    /// - Parameters:
    ///   - line: the record, followed by `RecordChunk.padding` readable bytes.
    ///   - number: of the record in its input, from 1.
    /// - Returns: whether it could be read; if not, `findings` say why.
    package func read(_ line: ByteView, number: Int) -> Bool {
        if !findings.isEmpty { findings.removeAll(keepingCapacity: true) }
        pages.removeAll()
        guard parser.parse(line, number: number) else {
            findings += parser.findings
            return false
        }
        if !parser.findings.isEmpty { findings += parser.findings }
        return true
    }

    /// Checks the record that was read, and completes its payments.
    ///
    /// - Parameter channel: which document is made first.
    /// - Returns: whether documents can be made of it; if not, `findings` say why.
    package func judge(for channel: Channel) -> Bool {
        Spool.trim()
        if checker.check(channel: Int(channel.rawValue)) { findings += checker.findings }
        guard settlePayments() else {
            engine.template.grades.apply(to: &findings)
            return false
        }
        return true
    }

    /// Checks the record that was read for another channel's document; what is known already is not told again.
    package func check(for channel: Channel) {
        guard checker.check(channel: Int(channel.rawValue)) else { return }
        for finding in checker.findings where !findings.contains(finding) {
            findings.append(finding)
        }
    }

    /// Appends a document of the record that was read.
    ///
    /// - Returns: whether all that was found so far lets it leave; if not, `output` is as it was.
    package func make(
        _ channel: Channel, dump: DocumentDump? = nil, into output: inout ByteBuffer
    ) -> Bool {
        pages.removeAll()
        Spool.trim()
        expander.expand(
            into: tree, channel: channel, isCompact: isCompact && channel == .pdf && dump == nil)
        for finding in expander.findings where !findings.contains(finding) {
            findings.append(finding)
        }
        let start = output.count
        switch channel {
        case .pdf: renderPages(into: &output)
        case .portal: html.render(tree, into: &output)
        }
        if let dump {
            output.truncate(to: start)
            show(dump, into: &output)
        }
        if !findings.isEmpty { grade() }
        guard findings.allSatisfy({ $0.severity == .warn }) else {
            output.truncate(to: start)
            return false
        }
        return true
    }

    /// Gives the findings the weight that the pack wants, and those that were released no more than a warning's.
    private func grade() {
        engine.template.grades.apply(to: &findings)
        if !released.isEmpty { relieve(&findings) }
    }

    /// Makes warnings of findings that were released.
    package func relieve(_ findings: inout [Finding]) {
        for index in findings.indices
        where findings[index].severity == .hold && released.contains(findings[index].rule) {
            findings[index].severity = .warn
        }
    }

    /// What the last document has to show an outside reader.
    func proofSubject(_ fields: ProofFields) -> ProofSubject {
        ProofSubject(parser.record, fields, tree, pages)
    }

    /// Completes and checks the payments; whether the document is made, which one without its code is not.
    private func settlePayments() -> Bool {
        payments.settle()
        guard !payments.findings.isEmpty else { return true }
        var graded = payments.findings
        engine.template.grades.apply(to: &graded)
        let isMade = graded.allSatisfy { $0.severity != .reject }
        findings += isMade ? payments.findings : graded
        return isMade
    }

    /// Appends a seam of the last document as text.
    private func show(_ dump: DocumentDump, into output: inout ByteBuffer) {
        let resources = engine.template.resources
        let text =
            switch dump {
            case .boxes: tree.dump(resources: resources, isComplete: true)
            case .pages: pages.dump(tree: tree, resources: resources, faces: engine.faces)
            }
        output.append(Array(text.utf8))
    }

    private func renderPages(into output: inout ByteBuffer) {
        let known = expander.findings.count
        Spool.trim()
        layouter.layOut(tree, running: expander, into: pages)
        // Running boxes are filled while pages are laid out, several times.
        for finding in expander.findings.dropFirst(known) where !findings.contains(finding) {
            findings.append(finding)
        }
        for index in layouter.findings.indices { add(layouter.findings[index]) }
        Spool.trim()
        do throws(PDFError) {
            try pdf.render(pages, tree: tree, into: &output)
        } catch {
            findings.append(
                Finding(rule: "pdf", severity: .reject, message: error.message, cure: error.cure))
        }
    }

    /// Turns what layout found into words, with the record's path and the template's place.
    private func add(_ found: LayoutFinding) {
        var finding = Finding(rule: "", severity: .hold, message: "")
        if found.path >= 0 { finding.path = parser.record.path(of: Int(found.path)) }
        if found.node >= 0 {
            finding.place = engine.template.resources.place(ofNode: Int(found.node))
        }
        let points = "\(Double(found.amount / 10) / 100) pt"
        switch found.kind {
        case .missingGlyph:
            finding.rule = "text.glyph"
            finding.message =
                "no font of the template has the character "
                + named(UInt32(bitPattern: found.amount))
            finding.cure = "correct the field, or let the pack bring a font that has it"
        case .script:
            let script = ComplexScript(rawValue: UInt8(clamping: found.amount))?.name ?? ""
            finding.rule = "text.script"
            finding.severity = .warn
            finding.message = "the text is in the script \(script), which is not set"
            finding.cure = "write it in Latin, Greek or Cyrillic letters"
        case .tooManyPages:
            finding.rule = "layout.pages"
            finding.severity = .reject
            finding.message = "the document is longer than \(found.amount) pages"
            finding.cure = "split the record, or show less of its details"
        case .overflow:
            finding.rule = "layout.overflow"
            finding.message = "the content is \(points) higher than its box"
            finding.cure = "give the box more room or the text a smaller size"
        case .brokenWord:
            finding.rule = "layout.word"
            finding.severity = .warn
            finding.message = "a word was broken where no break is allowed, by \(points)"
        case .tooWide:
            finding.rule = "layout.width"
            finding.message = "the content is \(points) wider than its box"
            finding.cure = "give the box more width"
        case .bottomDoesNotFit:
            finding.rule = "layout.bottom"
            finding.message = "the box at the page's foot is \(points) higher than its page"
            finding.cure = "make it lower, or let it flow"
        case .quietZone:
            finding.rule = "payment.quiet"
            finding.message =
                "something stands \(points) deep in the quiet zone of a code to pay by"
            finding.cure = "move it away, or let the quiet zone take up room"
        }
        // A box that is laid out on every page, or line by line, is not told again.
        guard !findings.contains(finding) else { return }
        findings.append(finding)
    }
}

/// A character for a message, with its number; itself only if it leaves terminals as they are.
func named(_ scalar: UInt32) -> String {
    let digits = String(scalar, radix: 16, uppercase: true)
    let code = "U+" + String(repeating: "0", count: max(4 - digits.count, 0)) + digits
    guard let character = Unicode.Scalar(scalar) else { return code }
    switch character.properties.generalCategory {
    case .control, .format, .surrogate, .lineSeparator, .paragraphSeparator, .unassigned:
        return code
    default: return "“\(character)” \(code)"
    }
}
