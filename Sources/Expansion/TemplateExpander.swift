public import DocumentModel
import Expressions
import PaymentDesk
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
    let payments: RecordPayments
    let qr = QREncoder()
    let bars = BarcodeEncoder()
    private var loops = Pool<Loop>()
    /// The box that is open, −1 if none; the tree knows those it lies in.
    var open = -1
    /// The footnotes of the paragraph that is open, and the pieces of their texts.
    var notes = Pool<PendingNote>()
    var notePieces = Pool<Inline>()
    private var channel = Channel.pdf
    /// The node of the box or loop in which the record's steps came to an end; −1 while there are some.
    private var exhaustedNode: Int32 = -1

    /// How many steps of expressions one step of the template counts: it makes boxes, which take memory.
    static let stepPrice = 8
    /// The rows of the document's language that are made as a whole; nil where each is a box of boxes.
    private var rows: RowPrograms?
    /// What the lists of the last document's tree are made by.
    var lists: RowPrograms?
    /// A field's text that is not written in place.
    var rowText = ByteBuffer(capacity: 256)
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
        payments = RecordPayments(record: record)
        evaluator = Evaluator(program: template.program, record: record)
    }

    /// Makes the box tree of the record for a channel.
    ///
    /// - Parameters:
    ///   - tree: emptied, then filled.
    ///   - channel: what the document is made for.
    ///   - isCompact: whether rows of tables whose cells are short texts are kept as texts, see `TextRow`; for
    ///     page layout, which takes them as it takes boxes.
    public func expand(into tree: BoxTree, channel: Channel, isCompact: Bool = false) {
        tree.removeAll()
        if !findings.isEmpty { findings.removeAll(keepingCapacity: true) }
        self.channel = channel
        exhaustedNode = -1
        begin(tree)
        let steps = isCompact ? template.pageSteps[evaluator.language] : template.steps
        rows = isCompact ? template.rows[evaluator.language] : nil
        lists = rows
        run(template.programs[0], of: steps.elements, into: tree)
        rows = nil
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
        let steps = template.pageSteps[evaluator.language]
        run(template.programs[id], of: steps.elements, into: tree)
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
        let start = tree.text.count
        _ = evaluator.write(code, to: &tree.text)
        return TextRange(start: start, count: tree.text.count - start)
    }

    // MARK: Steps

    private func run(_ range: Range<Int>, of steps: PoolView<Step>, into tree: BoxTree) {
        loops.removeAll()
        open = -1
        notes.removeAll()
        notePieces.removeAll()
        link = -1
        var next = range.lowerBound
        while next < range.upperBound {
            // Of a step each case reads what it needs.
            let place = next
            next += 1
            switch steps[place].operation {
            case .open: openBox(steps[place], tree)
            case .close:
                for _ in 0...steps[place].repeats { closeBox(tree) }
                next = place + 1 + Int(steps[place].repeats)
            case .leaf:
                appendLeaf(steps, place, tree)
                next = place + 3
            case .leafCell:
                appendLeafCell(steps, place, tree)
                next = place + 5
            case .textRow: openTextRow(steps[place], tree)
            case .textCell:
                appendTextCell(steps, place, tree)
                next = place + 5
            case .beginCell:
                tree.cellPieces.append(
                    CellPieces(
                        cell: steps[place].c, first: Int32(truncatingIfNeeded: tree.inlines.count),
                        count: 0))
                next = place + 2
            case .endCell:
                endTextCell(steps[place], tree)
                next = place + 2
            case .sums: addSums(steps[place], tree)
            case .text: appendText(steps[place], tree)
            case .blank: appendBlank(steps[place], tree)
            case .constant: appendConstant(steps[place], tree)
            case .value: appendValue(steps[place], tree)
            case .lineBreak:
                tree.inlines.append(
                    Inline(
                        text: .empty, style: steps[place].style, isBreak: true, link: -1, path: -1))
            case .link: openLink(steps[place], tree)
            case .linkEnd: link = -1
            case .area: openArea(steps[place], tree)
            case .mark: appendMark(steps[place], tree)
            case .note: beginNote(steps[place], tree)
            case .noteEnd: endNote(tree)
            case .anchor: appendAnchor(steps[place], tree)
            case .bookmark: appendBookmark(steps[place], tree)
            case .each: next = begin(steps[place], body: next, tree)
            case .next: next = advance(next)
            case .unless: if !isTrue(steps[place].a) { next = Int(steps[place].b) }
            case .jump: next = Int(steps[place].a)
            case .set: evaluator.set(Int(steps[place].b), to: evaluate(steps[place].a))
            case .channels: if steps[place].a & channel.mask == 0 { next = Int(steps[place].b) }
            case .image: appendImage(steps[place], tree)
            case .symbol: appendSymbol(steps[place], tree)
            case .chart: appendChart(steps[place], tree)
            case .refuse: refusePayment(steps[place])
            }
        }
    }

    @inline(__always)
    private func evaluate(_ index: Int32) -> Value {
        evaluator.evaluate(template.expressions[Int(index)])
    }

    @inline(__always)
    private func isTrue(_ index: Int32) -> Bool {
        evaluator.isTrue(template.expressions[Int(index)])
    }

    /// Gives every second body row of a group the other style; the table counts them.
    @inline(__always)
    func stripe(_ row: inout Box, _ step: Step, of table: Int, _ tree: BoxTree) {
        if step.role == .groupRow { tree.boxes[table].count = 0 }
        guard step.b > 0, tree.boxes[table].kind == .table else { return }
        tree.boxes[table].count += 1
        if tree.boxes[table].count & 1 == 0 { row.style = UInt16(step.b - 1) }
    }

    @inline(__always)
    func openBox(_ step: Step, _ tree: BoxTree) {
        var box = Box(kind: step.kind, role: step.role, style: step.style, node: step.node)
        switch step.kind {
        case .paragraph: box.first = Int32(truncatingIfNeeded: tree.inlines.count)
        case .block:
            box.first = step.a
            box.count = step.b
        default:
            box.first = step.a
            if step.kind == .tableRow, open >= 0 { stripe(&box, step, of: open, tree) }
        }
        open = tree.append(box, to: open)
    }

    @inline(__always)
    private func closeBox(_ tree: BoxTree) {
        guard open >= 0 else { return }
        let index = open
        let isParagraph = tree.boxes[index].kind == .paragraph
        open = Int(tree.boxes[index].parent)
        if evaluator.isExhausted { noteExhaustion(tree.boxes[index].node) }
        if isParagraph { closeParagraph(index, tree) }
    }

    @inline(__always)
    private func closeParagraph(_ index: Int, _ tree: BoxTree) {
        let count = Int32(truncatingIfNeeded: tree.inlines.count) - tree.boxes[index].first
        tree.boxes[index].count = count
        // A paragraph of which nothing came takes no room and no gap.
        if count == 0, open >= 0 { removeBox(Int32(index), tree) }
        if !notes.isEmpty { appendNotes(of: Int32(index), tree) }
    }

    /// Appends a paragraph of one value, unless nothing comes of it and it lies in a box.
    private func appendLeaf(_ steps: PoolView<Step>, _ place: Int, _ tree: BoxTree) {
        let box = makeLeaf(steps, place, tree)
        if box.count > 0 || open < 0 { tree.append(box, to: open) }
    }

    /// Appends a cell with a paragraph of one value, or without it if nothing comes of the value.
    private func appendLeafCell(_ steps: PoolView<Step>, _ place: Int, _ tree: BoxTree) {
        var leaf = makeLeaf(steps, place + 1, tree)
        var cell = Box(
            kind: .cell, role: steps[place].role, style: steps[place].style,
            node: steps[place].node)
        cell.first = steps[place].a
        guard leaf.count > 0 else {
            tree.append(cell, to: open)
            return
        }
        // The two lie side by side, and know each other before they do.
        let index = Int32(truncatingIfNeeded: tree.boxes.count)
        cell.firstChild = index + 1
        cell.lastChild = index + 1
        tree.append(cell, to: open)
        leaf.parent = index
        tree.boxes.append(leaf)
    }

    /// A paragraph of one value, whose piece is appended.
    @inline(__always)
    private func makeLeaf(_ steps: PoolView<Step>, _ place: Int, _ tree: BoxTree) -> Box {
        var box = Box(
            kind: .paragraph, role: steps[place].role, style: steps[place].style,
            node: steps[place].node)
        box.first = Int32(truncatingIfNeeded: tree.inlines.count)
        box.count = appendValue(steps[place + 1], tree)
        if evaluator.isExhausted { noteExhaustion(box.node) }
        return box
    }

    func noteExhaustion(_ node: Int32) {
        if exhaustedNode < 0 { exhaustedNode = node }
    }

    private func addSums(_ step: Step, _ tree: BoxTree) {
        guard open >= 0 else { return }
        tree.boxes[open].first = Int32(truncatingIfNeeded: tree.sums.count)
        tree.boxes[open].count = step.b
        for index in step.a..<step.a + step.b { tree.sums.append(evaluate(index).decimal) }
    }

    /// Begins an `each`: returns its first step, or the one behind it when the list is empty.
    private func begin(_ step: Step, body: Int, _ tree: BoxTree) -> Int {
        let list = evaluate(step.a)
        guard list.tag == .list, list.count > 0 else { return Int(step.c) }
        // Rows that are made as a whole leave the others, if there are any, to the steps.
        var made = 0
        if let rows, rows.places[body - 1] >= 0 {
            made = makeRows(Int(rows.places[body - 1]), rows, of: list, into: tree)
            if made == Int(list.count) { return Int(step.c) }
        }
        loops.append(
            Loop(list: list, index: made, body: body, slot: Int(step.b), indexSlot: Int(step.d)))
        setElement(loops.count - 1)
        return body
    }

    private func setElement(_ loop: Int) {
        let index = loops[loop].index
        evaluator.set(loops[loop].slot, toElement: index, of: loops[loop].list)
        let indexSlot = loops[loop].indexSlot
        if indexSlot >= 0 { evaluator.set(indexSlot, to: Value(index + 1)) }
    }

    /// Ends a turn of an `each`: returns the step to go on with.
    private func advance(_ next: Int) -> Int {
        let loop = loops.count - 1
        loops[loop].index += 1
        if loops[loop].index & 0xFFF == 0 { Spool.trim() }
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
}
