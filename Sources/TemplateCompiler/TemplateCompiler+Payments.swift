import DocumentModel
import Expansion
import Expressions
import Markup
import PaymentBlocks
import Primitives
import StyleSheets
import Vocabulary

/// Ways to pay: `<payment>` becomes markup of the engine's own, compiled where it stands.
extension TemplateCompiler {
    /// Fewest modules on a side of a QR code that somebody can pay by: version 3 holds 42 bytes at level M.
    private static let leastModules = 29

    /// Compiles a `<payment>`: what its scheme is drawn as, or a finding where that is none of those drawn.
    func compilePayment(_ element: Element, _ context: Context) {
        guard let attribute = element.attribute("of"),
            let payment = paymentEntry(attribute, context)
        else { return }
        var inner = context
        enter(element, &inner)
        let slot = draft.builder.addLocal()
        draft.steps.append(Step(operation: .set, a: draft.add(payment), b: Int32(slot)))
        inner.scope = Scope()
        inner.scope.locals["payment"] = .init(slot: slot, type: payment.type)
        let block = block(of: element, inner)
        let test = block.schemes.map { "payment.scheme == '\($0)'" }.joined(separator: " or ")
        guard let isDrawn = ownExpression(test, inner), let entry = ownExpression("payment", inner)
        else { return }
        draft.steps.append(Step(operation: .unless, a: draft.add(isDrawn)))
        let unless = draft.steps.count - 1
        compile(block, of: element, inner)
        draft.steps.append(Step(operation: .jump))
        draft.steps[unless].b = Int32(draft.steps.count)
        let node = draft.addNode(element.span, name: element.name, file: context.file)
        draft.steps.append(Step(operation: .refuse, node: node, a: draft.add(entry)))
        draft.steps[draft.steps.count - 2].a = Int32(draft.steps.count)
    }

    /// One of the record's payments, or of an installment's; reports what is none.
    func paymentEntry(_ attribute: Attribute, _ context: Context) -> Expression? {
        guard let payment = expression(attribute, context) else { return nil }
        let types = draft.builder.schema.types
        guard case .object(let type) = payment.type, PaymentFields.types.contains(types[type].name)
        else {
            wrong(attribute, "one of payments, not \(payment.type.article)", context)
            return nil
        }
        return payment
    }

    /// An expression of the engine's own.
    private func ownExpression(_ text: String, _ context: Context) -> Expression? {
        let text = ExpressionText(bytes: Array(text.utf8), start: 0)
        return try? draft.builder.compile(text, scope: context.scope)
    }

    private func compile(_ block: PaymentBlock, of element: Element, _ context: Context) {
        var context = context
        var step = Step(operation: .open)
        // One payment is told once, and a bare code is part of what it stands in.
        if block.form != .code, !context.isForPayment { step.role = .payment }
        add(step, element, context)
        context.isBlock = true
        context.isForPayment = true
        context.symbolsGrow = block.size == nil
        context.holder = vocabularyByName["box"]
        context.ground = .white
        if draft.blockSheet == nil { draft.blockSheet = blockSheet() }
        var scanner = MarkupScanner(SourceText(file: "", bytes: Array(block.markup.utf8)))
        if let part = scanner.scan() {
            compileTransparent(part.moved(to: element.span), context)
        }
        draft.steps.append(Step(operation: .close))
    }

    // MARK: What is drawn

    private func block(of element: Element, _ context: Context) -> PaymentBlock {
        var block = PaymentBlock()
        let forms = Dictionary(
            uniqueKeysWithValues: PaymentBlock.Form.allCases.map { ($0.rawValue, $0) })
        block.form = choice(element, "form", forms, context) ?? .block
        block.keepsQuietZone =
            choice(element, "quiet", ["keep": true, "none": false], context) ?? true
        block.size = size(of: element, context)
        block.schemes = schemes(of: element, context)
        let masters = [firstPage, restPage] + (lastPage.map { [$0] } ?? [])
        block.paperHeight = restPage.height
        block.marginBelow = masters.map(\.margin.bottom).reduce(restPage.margin.bottom, min)
        // What has no room is told once.
        if !hasRoomForBars(block, element, context) {
            block.schemes.removeAll { $0 == "arrecadacao" || $0 == "boleto" }
        }
        if !hasRoomForSlip(block, element, masters, context) {
            block.schemes.removeAll { $0 == "swiss" }
        }
        if block.schemes.isEmpty { block.schemes = ["text"] }
        return block
    }

    /// Side of QR codes as written; reports one on which no code can be scanned.
    private func size(of element: Element, _ context: Context) -> String? {
        guard let attribute = element.attribute("size") else { return nil }
        let known = draft.diagnostics.count
        let size = length(element, "size", context)
        let least = Length.millimetres(
            PaymentMeasures.leastModule * Double(TemplateCompiler.leastModules))
        guard draft.diagnostics.count == known else { return nil }
        if size < least {
            draft.report(
                "F105", file: context.file, attribute.valueSpan,
                "no code to pay by can be scanned at \(attribute.string)",
                cure: "such codes have \(TemplateCompiler.leastModules) modules or more, of "
                    + "\(PaymentMeasures.leastModule) mm: write 10mm or more")
        }
        return attribute.string
    }

    private func schemes(of element: Element, _ context: Context) -> [String] {
        guard let attribute = element.attribute("scheme") else { return PaymentBlock.schemes }
        let words = attribute.string.split(whereSeparator: \.isWhitespace).map(String.init)
        let known = words.filter { PaymentBlock.schemes.contains($0) }
        if known.isEmpty || known.count < words.count {
            wrong(attribute, PaymentBlock.schemes.joined(separator: ", "), context)
        }
        var seen: Set<String> = []
        return known.isEmpty ? ["text"] : known.filter { seen.insert($0).inserted }
    }

    // MARK: Whether it has room

    /// What mends a payment that one of its schemes has no place for.
    private func cure(_ words: String, _ element: Element) -> String {
        element.attribute("scheme") == nil
            ? words + "; or say which schemes it may be, such as scheme=\"pix sepa\"" : words
    }

    /// Whether bars are no wider than what they stand in; reports them if they are.
    private func hasRoomForBars(
        _ block: PaymentBlock, _ element: Element, _ context: Context
    ) -> Bool {
        guard let room = context.room else { return true }
        let isFull = block.form == .full && block.schemes.contains("boleto")
        guard isFull || block.schemes.contains("boleto") || block.schemes.contains("arrecadacao")
        else { return true }
        let width = isFull ? 170.0 : block.keepsQuietZone ? 113 : 103
        guard .millimetres(width) > room else { return true }
        let what = isFull ? "the ficha de compensação is" : "the bars to pay by are"
        draft.report(
            "F111", file: context.file, element.span,
            "\(what) \(Int(width)) mm wide, where there are at most \(millimetres(room))",
            cure: cure("give them the width their standard asks for", element))
        return false
    }

    /// Whether a Swiss slip can be at the foot of the paper with nothing else there; reports why not.
    private func hasRoomForSlip(
        _ block: PaymentBlock, _ element: Element, _ masters: [PageMaster], _ context: Context
    ) -> Bool {
        guard block.form != .code, block.schemes.contains("swiss"), context.room != nil else {
            return true
        }
        let fault: (message: String, cure: String)
        if masters.contains(where: { $0.width < PaymentBlock.slipWidth }) {
            fault = (
                "the Swiss payment part is 210 mm wide, and the paper is not",
                "print on A4, or write form=\"code\""
            )
        } else if masters.contains(where: { $0.height != restPage.height }) {
            fault = (
                "the Swiss payment part stands at the foot of pages of one height",
                "give all pages the same size, or write form=\"code\""
            )
        } else if masters.contains(where: { $0.footer >= 0 }) {
            fault = (
                "the page's footer stands where the Swiss payment part does",
                "move what it says into the header, or write form=\"code\""
            )
        } else if slipFamily == nil {
            fault = (
                "no font is at hand that the Swiss payment part may be set in",
                "add Liberation Sans, Arial, Helvetica or Frutiger to the fonts, "
                    + "or write form=\"code\""
            )
        } else if isBesideOthers(context) {
            fault = (
                "the Swiss payment part cannot stand here",
                "let it stand in the document's flow, outside of rows, columns, lists, tables and "
                    + "regions, or write form=\"code\""
            )
        } else {
            return true
        }
        draft.report(
            slipFamily == nil ? "F403" : "F107", file: context.file, element.span, fault.message,
            cure: cure(fault.cure, element))
        return false
    }

    /// Whether something else may stand at the left or right of what stands here.
    private func isBesideOthers(_ context: Context) -> Bool {
        context.isRunning || !context.canFlow
            || context.ancestry.contains { ["row", "li", "td", "th"].contains($0.element) }
    }

    // MARK: How it looks

    /// The family of Swiss slips; nil where the catalogue has none that is allowed.
    private var slipFamily: String? {
        PaymentBlock.slipFamilies.first { families.contains($0) }
    }

    private func blockSheet() -> StyleSheet {
        var sheet = StyleSheet()
        let rules = Array(
            PaymentBlock.rules(slipFamily: slipFamily ?? PaymentBlock.slipFamilies[0]).utf8)
        sheet.add(
            ExpressionText(bytes: rules, start: 0), source: SourceText(file: "", bytes: rules))
        return sheet
    }

    /// Applies the rules that reach an element: the template's, and in the engine's own markup first those
    /// of blocks.
    func applyRules(
        to style: inout StyleDraft, _ ancestry: [StyleSheet.Subject], _ context: Context
    ) {
        guard context.isBlock else { return draft.sheet.apply(to: &style, ancestry: ancestry) }
        draft.blockSheet?.apply(to: &style, ancestry: ancestry)
        draft.sheet.apply(to: &style, ancestry: ancestry, classPrefix: PaymentBlock.openPrefix)
    }

    /// The text of a drawing: a file of the pack, or one of the engine's own.
    func source(ofDrawing name: String, _ context: Context) -> SourceText? {
        guard context.isBlock, name == PaymentBlock.scissors else { return pack.source(name) }
        return SourceText(file: name, bytes: Array(PaymentBlock.scissorsDrawing.utf8))
    }
}

/// The pack's strings with those of payments where it has none of its own.
func withBlockTexts(
    _ strings: [[String: PackString]], of languages: [String]
) -> [[String: PackString]] {
    zip(strings, languages).map { own, language in
        let texts = PaymentBlock.texts(language: language) ?? [:]
        let strings = texts.mapValues {
            PackString(text: ExpressionText(bytes: Array($0.utf8), start: 0), file: 0)
        }
        return own.merging(strings) { own, _ in own }
    }
}
