public import DocumentModel
import Expressions
public import Primitives
public import Records
import Symbology

/// Fills a compiled template with one record after another; one per worker.
///
/// Runs the template's steps once per document, without parsing, look-ups by name or allocation.
public final class TemplateExpander: RunningContent {
    let template: CompiledTemplate
    let evaluator: Evaluator
    let record: Record
    private let qr = QREncoder()
    private let bars = BarcodeEncoder()
    private var loops = Pool<Loop>()
    var open = Pool<Int32>()
    /// The footnotes of the paragraph that is open, and the pieces of their texts.
    var notes = Pool<PendingNote>()
    var notePieces = Pool<Inline>()
    private var channel = Channel.pdf
    /// The node of the box or loop in which the record's steps came to an end; −1 while there are some.
    private var exhaustedNode: Int32 = -1

    /// How many steps of expressions one step of the template counts: it makes boxes, which take memory.
    private static let stepPrice = 8
    /// The amounts of a ring's parts while it is made.
    var parts = Pool<Value>()
    var link: Int32 = -1
    /// What the last document's symbols and locale gave cause to.
    public internal(set) var findings: [Finding] = []

    /// An `each` being gone through.
    private struct Loop: BitwiseCopyable {
        var list: Value
        var index: Int
        /// First step of the body.
        var body: Int
        var slot: Int
        var indexSlot: Int
    }

    /// An expander of a template for the records of one parser.
    public init(template: CompiledTemplate, record: Record) {
        self.template = template
        self.record = record
        evaluator = Evaluator(program: template.program, record: record)
    }

    /// Makes the box tree of the record for a channel.
    public func expand(into tree: BoxTree, channel: Channel) {
        tree.removeAll()
        if !findings.isEmpty { findings.removeAll(keepingCapacity: true) }
        self.channel = channel
        exhaustedNode = -1
        begin(tree)
        run(template.programs[0], into: tree)
        if evaluator.isExhausted { reportExhaustion() }
    }

    private func reportExhaustion() {
        findings.append(
            Finding(
                rule: "template.steps", severity: .reject,
                place: exhaustedNode < 0
                    ? "" : template.resources.place(ofNode: Int(exhaustedNode)),
                message:
                    "the template's loops take too many steps or too much room for this record",
                cure: "let no loop go through a long list again for each element of another"))
    }

    /// Appends a running element with the page's numbers and sums, see `RunningContent`.
    public func expandRunning(_ id: Int, context: RunningContext, into tree: BoxTree) -> Int {
        let locals = template.runningLocals
        evaluator.set(locals[0], to: Value(context.page))
        evaluator.set(locals[1], to: Value(context.pageCount))
        for (offset, isMoney) in [(2, true), (6, false)] {
            evaluator.set(locals[offset], to: Value(context.sums.0, isMoney: isMoney))
            evaluator.set(locals[offset + 1], to: Value(context.sums.1, isMoney: isMoney))
            evaluator.set(locals[offset + 2], to: Value(context.sums.2, isMoney: isMoney))
            evaluator.set(locals[offset + 3], to: Value(context.sums.3, isMoney: isMoney))
        }
        let root = tree.boxes.count
        let wasExhausted = evaluator.isExhausted
        run(template.programs[id], into: tree)
        if evaluator.isExhausted, !wasExhausted { reportExhaustion() }
        return root
    }

    /// Sets locale, language and metadata from the record.
    private func begin(_ tree: BoxTree) {
        let fields = template.fields
        let locale = record.slot(fields.locale, of: record.root)
        let format = LocaleFormat.named(record.text(locale))
        if format == nil {
            findings.append(
                Finding(
                    rule: "record.locale", severity: .reject, path: "locale",
                    message: "there is no locale “\(record.text(locale).string)”",
                    cure: "locales are \(LocaleFormat.tags.joined(separator: ", "))"))
        }
        let customer = record.slot(fields.customer, of: record.root)
        let wanted = record.slot(fields.customerLanguage, of: customer)
        let language = template.program.language(
            nearest: record.text(wanted.count == 0 ? locale : wanted))
        evaluator.begin(
            locale: format ?? LocaleFormat.standard, language: language,
            currency: record.text(record.slot(fields.currency, of: record.root)))
        tree.info.language = tree.append(text: template.program.languageTag(language))
        tree.info.identifier = tree.append(
            text: record.text(record.slot(fields.id, of: record.root)))
        tree.info.date = CivilDate(
            days: Int32(truncatingIfNeeded: record.slot(fields.issued, of: record.root).payload))
        tree.info.title = text(template.title, into: tree)
        if let author = template.author { tree.info.author = text(author, into: tree) }
        if let subject = template.subject { tree.info.subject = text(subject, into: tree) }
    }

    /// Appends what a text expression yields.
    func text(_ code: ExpressionCode, into tree: BoxTree) -> TextRange {
        let value = evaluator.evaluate(code)
        guard value.tag == .text else { return .empty }
        return tree.append(text: evaluator.bytes(value))
    }

    // MARK: Steps

    private func run(_ range: Range<Int>, into tree: BoxTree) {
        loops.removeAll()
        open.removeAll()
        notes.removeAll()
        notePieces.removeAll()
        link = -1
        var next = range.lowerBound
        while next < range.upperBound {
            let step = template.steps[next]
            next += 1
            switch step.operation {
            case .open: openBox(step, tree)
            case .close: closeBox(tree)
            case .sums: addSums(step, tree)
            case .text: appendConstant(step, tree)
            case .value: appendValue(step, tree)
            case .lineBreak:
                tree.inlines.append(
                    Inline(text: .empty, style: step.style, isBreak: true, link: -1, path: -1))
            case .link: openLink(step, tree)
            case .linkEnd: link = -1
            case .area: openArea(step, tree)
            case .mark: appendMark(step, tree)
            case .note: beginNote(step, tree)
            case .noteEnd: endNote(tree)
            case .anchor: appendAnchor(step, tree)
            case .bookmark: appendBookmark(step, tree)
            case .each: next = begin(step, body: next)
            case .next: next = advance(next)
            case .unless: if !evaluate(step.a).isTrue { next = Int(step.b) }
            case .jump: next = Int(step.a)
            case .set: evaluator.set(Int(step.b), to: evaluate(step.a))
            case .channels: if step.a & channel.mask == 0 { next = Int(step.b) }
            case .image: appendImage(step, tree)
            case .symbol: appendSymbol(step, tree)
            case .chart: appendChart(step, tree)
            }
        }
    }

    @inline(__always)
    private func evaluate(_ index: Int32) -> Value {
        evaluator.evaluate(template.expressions[Int(index)])
    }

    /// Gives every second body row of a group the other style; the table counts them.
    private func stripe(_ row: inout Box, _ step: Step, of table: Int, _ tree: BoxTree) {
        if step.role == .groupRow { tree.boxes[table].count = 0 }
        guard step.b > 0, tree.boxes[table].kind == .table else { return }
        tree.boxes[table].count += 1
        if tree.boxes[table].count & 1 == 0 { row.style = UInt16(step.b - 1) }
    }

    private func openBox(_ step: Step, _ tree: BoxTree) {
        var box = Box(kind: step.kind, role: step.role, style: step.style, node: step.node)
        box.first = step.kind == .paragraph ? Int32(tree.inlines.count) : step.a
        let parent = open.last.map(Int.init) ?? -1
        if step.kind == .block { box.count = step.b }
        if step.kind == .tableRow, parent >= 0 { stripe(&box, step, of: parent, tree) }
        let index = tree.append(box, to: parent)
        open.append(Int32(index))
    }

    private func closeBox(_ tree: BoxTree) {
        guard let index = open.popLast() else { return }
        if evaluator.isExhausted { noteExhaustion(tree.boxes[Int(index)].node) }
        guard tree.boxes[Int(index)].kind == .paragraph else { return }
        let first = Int(tree.boxes[Int(index)].first)
        tree.boxes[Int(index)].count = Int32(tree.inlines.count - first)
        // A paragraph of which nothing came takes no room and no gap.
        if tree.inlines.count == first, !open.isEmpty { removeBox(index, tree) }
        if !notes.isEmpty { appendNotes(of: index, tree) }
    }

    private func noteExhaustion(_ node: Int32) {
        if exhaustedNode < 0 { exhaustedNode = node }
    }

    private func addSums(_ step: Step, _ tree: BoxTree) {
        guard let row = open.last else { return }
        tree.boxes[Int(row)].first = Int32(tree.sums.count)
        tree.boxes[Int(row)].count = step.b
        for index in step.a..<step.a + step.b { tree.sums.append(evaluate(index).decimal) }
    }

    private func appendConstant(_ step: Step, _ tree: BoxTree) {
        let bytes = template.program.text(start: Int(step.a), count: Int(step.b))
        // Blanks between elements count only between texts.
        let isBlank = step.b == 1 && bytes[0] == 32
        if isBlank, isAtStart(tree) { return }
        tree.inlines.append(
            Inline(
                text: tree.append(text: bytes), style: step.style, isBreak: false, link: link,
                path: -1))
    }

    private func isAtStart(_ tree: BoxTree) -> Bool {
        guard let paragraph = open.last else { return true }
        return Int(tree.boxes[Int(paragraph)].first) == tree.inlines.count
    }

    private func appendValue(_ step: Step, _ tree: BoxTree) {
        let value = evaluate(step.a)
        guard value.tag == .text, value.count > 0 else { return }
        tree.inlines.append(
            Inline(
                text: tree.append(text: evaluator.bytes(value)), style: step.style, isBreak: false,
                link: link, path: value.path))
    }

    private func openLink(_ step: Step, _ tree: BoxTree) {
        let target = text(template.expressions[Int(step.a)], into: tree)
        guard !target.isEmpty else { return }
        link = Int32(tree.links.count)
        tree.links.append(target)
    }

    private func openArea(_ step: Step, _ tree: BoxTree) {
        let target = text(template.expressions[Int(step.a)], into: tree)
        guard !target.isEmpty, let box = open.last else { return }
        tree.links.append(target)
        tree.boxes[Int(box)].first = Int32(tree.links.count)
    }

    /// Begins an `each`: returns its first step, or the one behind it when the list is empty.
    private func begin(_ step: Step, body: Int) -> Int {
        let list = evaluate(step.a)
        guard list.tag == .list, list.count > 0 else { return Int(step.c) }
        loops.append(
            Loop(list: list, index: 0, body: body, slot: Int(step.b), indexSlot: Int(step.d)))
        setElement(loops.count - 1)
        return body
    }

    private func setElement(_ loop: Int) {
        let state = loops[loop]
        evaluator.set(state.slot, to: evaluator.element(state.index, of: state.list))
        if state.indexSlot >= 0 { evaluator.set(state.indexSlot, to: Value(state.index + 1)) }
    }

    /// Ends a turn of an `each`: returns the step to go on with.
    private func advance(_ next: Int) -> Int {
        let loop = loops.count - 1
        loops[loop].index += 1
        let cost = (next - loops[loop].body) * TemplateExpander.stepPrice
        guard loops[loop].index < Int(loops[loop].list.count), evaluator.spend(cost) else {
            // The `each` itself stands before its body.
            if evaluator.isExhausted { noteExhaustion(template.steps[loops[loop].body - 1].node) }
            loops.popLast()
            return next
        }
        setElement(loop)
        return loops[loop].body
    }

    /// The box that is open, −1 if none.
    func parent() -> Int { open.last.map(Int.init) ?? -1 }

    // MARK: Figures

    private func appendImage(_ step: Step, _ tree: BoxTree) {
        let spec = template.images[Int(step.a)]
        let alternative = text(spec.alternative, into: tree)
        if spec.coarseness > 0 { reportCoarse(step, spec) }
        var box = Box(
            kind: .image, role: alternative.isEmpty ? .artifact : step.role, style: step.style,
            node: step.node)
        box.first = Int32(tree.images.count)
        tree.images.append(
            ImageBox(
                image: spec.image, width: spec.width, height: spec.height,
                alternative: alternative, isVector: spec.isVector))
        tree.append(box, to: parent())
    }

    private func appendSymbol(_ step: Step, _ tree: BoxTree) {
        let spec = template.symbols[Int(step.a)]
        let value = evaluator.evaluate(spec.value)
        guard value.tag == (spec.isPayment ? .object : .text), value.isTrue else {
            report(step, value, "there is nothing to encode")
            return
        }
        let payload: TextRange
        if spec.isPayment {
            guard let made = self.payload(of: value, step, tree) else { return }
            payload = made
        } else {
            payload = tree.append(text: evaluator.bytes(value))
        }
        let shape: SymbolShape
        do throws(SymbologyError) {
            shape = try encode(spec, tree.bytes(payload), into: &tree.modules)
        } catch {
            report(step, value, error.message)
            return
        }
        checkModules(step, value, spec, shape)
        var box = Box(kind: .symbol, role: step.role, style: step.style, node: step.node)
        box.first = Int32(tree.symbols.count)
        box.path = value.path
        tree.symbols.append(
            SymbolBox(
                columns: Int32(shape.columns), rows: Int32(shape.rows),
                quietZone: Int32(shape.quietZone), firstRect: Int32(shape.firstRect),
                rectCount: Int32(shape.rectCount), width: spec.width, height: spec.height,
                reservesQuietZone: spec.reservesQuietZone, payload: payload,
                alternative: text(spec.alternative, into: tree)))
        tree.symbols[tree.symbols.count - 1].mark = spec.mark
        tree.append(box, to: parent())
    }

    private func encode(
        _ spec: SymbolSpec, _ payload: ByteView, into modules: inout Pool<ModuleRect>
    ) throws(SymbologyError) -> SymbolShape {
        let symbology: BarSymbology
        switch spec.symbology {
        case .qr:
            return try qr.encode(
                payload, level: QRLevel(rawValue: spec.level) ?? .medium, into: &modules)
        case .interleaved2of5: symbology = .interleaved2of5
        case .code128: symbology = .code128
        case .gs1_128: symbology = .gs1_128
        case .ean13: symbology = .ean13
        case .dataMatrix: symbology = .dataMatrix
        case .pdf417: symbology = .pdf417
        }
        return try bars.encode(payload, as: symbology, into: &modules)
    }

    private func report(_ step: Step, _ value: Value, _ message: String) {
        findings.append(
            Finding(
                rule: "payment.symbol", severity: .reject,
                path: value.path >= 0 ? record.path(of: Int(value.path)) : "",
                place: template.resources.place(ofNode: Int(step.node)), message: message,
                cure: "give the record a payload that the symbol can hold"))
    }
}
