import DocumentModel
import Expansion
import Expressions
import Markup
import Primitives
import StyleSheets
import Vocabulary

/// From elements to steps: what is common to all, and the flow.
extension TemplateCompiler {
    /// Makes the context that of an element: its classes, its style.
    func enter(_ element: Element, _ context: inout Context) {
        let classes =
            element.attribute("class")?.string.split(separator: " ").map(String.init) ?? []
        let known = draft.sheet.knownClasses
        draft.usedClasses.formUnion(classes)
        for name in classes where !known.contains(name) && !draft.isFull && !context.isBlock {
            let near = nearest(to: name, among: known.sorted())
            draft.report(
                "F305", file: context.file, element.attribute("class")?.valueSpan ?? element.span,
                "no rule speaks of the class “\(name)”",
                cure: near.map { "did you mean “\($0)”?" } ?? "write .\(name) { … } in <style>")
        }
        context.ancestry.append(.init(element: element.name, classes: classes))
        context.element = element.span
        var style = context.draft.inherited
        applyRules(to: &style, context.ancestry, context)
        context.draft = style
        checkLook(element, context)
        enterFlow(element, &context)
        if !style.style.background.isNone { context.ground = style.style.background }
        enterRoom(of: element, &context)
        enterClearance(of: element, &context)
    }

    /// Appends a step that stands for an element, with its node and style.
    func add(_ step: Step, _ element: Element, _ context: Context) {
        var step = step
        let classes = context.ancestry.last?.classes ?? []
        step.node = draft.addNode(
            element.span, name: ([element.name] + classes).joined(separator: "."),
            file: context.file)
        step.style = draft.index(of: context.draft)
        draft.steps.append(step)
    }

    func report(_ error: ExpressionError, _ context: Context) {
        let file = draft.builder.takeErrorFile()
        guard !error.isEcho else { return }
        draft.report(
            error.code.rawValue, file: file == 0 ? context.file : file, error.span, error.message,
            cure: error.cure.isEmpty ? error.code.cure : error.cure)
    }

    /// Compiles an attribute that is an expression; nil if it is missing or wrong.
    func expression(_ attribute: Attribute?, _ context: Context) -> Expression? {
        guard let attribute else { return nil }
        do throws(ExpressionError) {
            return try draft.builder.compile(attribute.value, scope: context.scope)
        } catch {
            report(error, context)
            return nil
        }
    }

    /// Compiles an attribute that is text with `{{ }}`; nil if it is missing or wrong.
    func text(_ element: Element, _ name: String, _ context: Context) -> ExpressionCode? {
        guard let attribute = element.attribute(name) else { return nil }
        do throws(ExpressionError) {
            return try draft.builder.compileText(attribute.value, scope: context.scope).code
        } catch {
            reportAll(attribute.value, error, context)
            return nil
        }
    }

    /// Reports what is wrong with each expression of a text, of which `first` is known.
    private func reportAll(_ text: ExpressionText, _ first: ExpressionError, _ context: Context) {
        guard let parts = try? splitText(text) else { return report(first, context) }
        _ = draft.builder.takeErrorFile()
        for case .expression(let part) in parts {
            do throws(ExpressionError) {
                _ = try draft.builder.compilePrintable(part, scope: context.scope)
            } catch {
                report(error, context)
            }
        }
    }

    /// A length in an attribute; reports what is none.
    func length(_ element: Element, _ name: String, _ context: Context) -> Length {
        guard let attribute = element.attribute(name) else { return .zero }
        let value = StyleValue(words: [attribute.string])
        guard let length = try? value.length(size: context.draft.style.fontSize) else {
            wrong(attribute, "a length, such as 30mm", context)
            return .zero
        }
        return length
    }

    // MARK: Children

    /// Compiles what an element contains, in order; `let` holds for what follows.
    func compileChildren(of element: Element, _ context: Context) {
        var context = context
        depth += 1
        defer { depth -= 1 }
        guard depth <= TemplateCompiler.maximumDepth else {
            draft.report(
                "F110", file: context.file, element.span,
                "elements and included files are nested more than \(TemplateCompiler.maximumDepth) deep",
                cure: "nest fewer")
            return
        }
        var spec = vocabularyByName[element.name]
        if case .transparent? = spec?.content { spec = context.holder ?? spec }
        context.holder = spec
        var children = element.children.filter { context.isInline || !$0.isBlank }
        if !context.isInline { children = withoutText(children, of: element, context) }
        var index = 0
        while index < children.count {
            switch children[index] {
            case .text(let text):
                if context.isInline {
                    compileText(text, context)
                }
                index += 1
            case .element(let child):
                index += 1
                draft.elementCount += 1
                guard draft.elementCount <= TemplateCompiler.maximumElements else {
                    reportTooMany(child, context)
                    return
                }
                guard isAllowed(child, in: element, spec, context) else {
                    checkMisplaced(child, &context)
                    continue
                }
                if child.name == "if" {
                    index = compileChoice(child, children, next: index, context)
                } else {
                    compile(child, &context)
                }
            }
        }
    }

    /// Whether a container's content is text: a word, span, link or break at its level.
    func holdsText(_ element: Element) -> Bool {
        if holdsBoxes(element) { return false }
        return element.children.contains { node in
            switch node {
            case .text: return !node.isBlank
            case .element(let child):
                if ["span", "br", "footnote"].contains(child.name) { return true }
                // A link with nothing but boxes in it is a box itself.
                if child.name == "a", child.elements.isEmpty { return true }
                return ["a", "each", "if", "else", "switch", "case", "default"].contains(child.name)
                    && holdsText(child)
            }
        }
    }

    /// Compiles an element between the jumps of `only` and `except`.
    func compile(_ element: Element, _ context: inout Context) {
        if ElementSpec.setUpElements.contains(element.name) { return }
        check(element, context)
        let guarded = compileChannels(element, context)
        switch element.name {
        case "let": compileLet(element, &context)
        case "each": compileEach(element, context)
        case "switch": compileSwitch(element, context)
        case "include": compileInclude(element, context)
        case "else":
            draft.report(
                "F107", file: context.file, element.span, "this <else> follows no <if>",
                cure: "let it stand directly behind </if> or </else>")
            compileChildren(of: element, context)
        case "a" where !context.isInline: compileArea(element, context)
        case "footnote": compileNote(element, context)
        case "span", "a", "br": compileInline(element, context)
        case "tr": compileRow(element, role: rowRole(element, context), context)
        case "thead", "tbody", "tfoot": compileRowGroup(element, context)
        case "table": compileTable(element, context)
        case "payment": compilePayment(element, context)
        case "col", "carry", "brought-forward": break
        default: compileBox(element, context)
        }
        if let guarded { draft.steps[guarded].b = Int32(draft.steps.count) }
    }

    // MARK: Boxes

    private func compileBox(_ element: Element, _ context: Context) {
        var inner = context
        enter(element, &inner)
        var step = Step(operation: .open)
        step.role = role(element, context)
        switch element.name {
        case "row": step.kind = .row
        case "h1", "h2", "h3", "p": step.kind = .paragraph
        case "hr": (step.kind, step.role) = (.rule, .artifact)
        case "spacer":
            (step.kind, step.role) = (.spacer, .artifact)
            inner.draft.style.height = length(element, "height", inner)
        case "pagebreak":
            (step.kind, step.role) = (.pageBreak, .artifact)
            if context.isRunning || context.ancestry.last?.element == "row" {
                draft.report(
                    "F107", file: context.file, element.span, "no page can end here",
                    cure: "let it stand between boxes that stand below one another")
            }
            if let from = element.attribute("from") {
                if from.string != "first" { wrong(from, "first", context) }
                step.a = 1
            }
        case "region": setRegion(element, &inner)
        case "ol": enterList(element, &step, &inner)
        case "td", "th":
            step.kind = .cell
            step.a = Int32(span(element, context))
        case "li": return compileItem(element, inner)
        case "img", "qr", "barcode", "chart": return compileFigure(element, inner)
        default: break
        }
        if step.role == .payment { inner.isForPayment = true }
        add(step, element, inner)
        mark(element, inner)
        enterBookmark(element, &inner)
        noteBox(element, inner)
        if step.kind == .row { checkRow(element, inner) }
        if step.kind == .paragraph {
            inner.isInline = true
            compileContent(of: element, inner)
        } else {
            compileFlow(of: element, inner)
        }
        draft.steps.append(Step(operation: .close))
    }

    /// The content of a box in the flow: other boxes, or text in a paragraph of its own.
    func compileFlow(of element: Element, _ context: Context) {
        if case .empty? = vocabularyByName[element.name]?.content { return }
        guard element.attribute("t") != nil || holdsText(element) else {
            compileChildren(of: element, context)
            return
        }
        var inner = context
        inner.draft = context.draft.inherited
        inner.draft.style.width = Track(.auto)
        inner.isInline = true
        add(Step(operation: .open, kind: .paragraph, role: .none), element, inner)
        compileContent(of: element, inner)
        draft.steps.append(Step(operation: .close))
    }

    /// The text of an element: the string its `t` names, or its children.
    func compileContent(of element: Element, _ context: Context) {
        guard let key = element.attribute("t") else {
            if let count = element.attribute("count") {
                draft.report(
                    "F106", file: context.file, count.nameSpan,
                    "<\(element.name)> has a count and no string",
                    cure: "name the string with t=\"…\"")
            }
            compileChildren(of: element, context)
            return
        }
        if element.children.contains(where: { !$0.isBlank }) {
            draft.report(
                "F107", file: context.file, key.nameSpan,
                "<\(element.name)> has a string and content of its own",
                cure: "remove one of them")
        }
        var call = ExpressionText(bytes: Array("t('".utf8), start: key.value.start)
        call.bytes += key.value.bytes + Array("'".utf8)
        call.offsets = Array(repeating: key.value.start, count: call.bytes.count)
        if let count = element.attribute("count")?.value {
            call.bytes += Array(", ".utf8) + count.bytes
            call.offsets += [count.start, count.start] + count.bytes.indices.map(count.offset)
        }
        call.bytes += Array(")".utf8)
        call.offsets.append(call.offsets.last ?? key.value.start)
        emitValue(call, context)
    }

    private func role(_ element: Element, _ context: Context) -> BoxRole {
        if let attribute = element.attribute("role") {
            if let role = boxRoles[attribute.string] { return role }
            wrong(attribute, boxRoles.keys.sorted().joined(separator: ", "), context)
        }
        switch element.name {
        case "section": return .section
        case "h1": return .heading1
        case "h2": return .heading2
        case "h3": return .heading3
        case "p": return .paragraph
        case "ul": return .list
        case "ol": return .orderedList
        case "td": return .cell
        case "th": return .headerCell
        default: return .none
        }
    }

    private func setRegion(_ element: Element, _ context: inout Context) {
        var region = Style.Region()
        region.left = length(element, "left", context)
        region.top = length(element, "top", context)
        region.width = length(element, "width", context)
        region.height = length(element, "height", context)
        context.isFree = true
        context.draft.style.position = .region
        context.draft.style.region = region
        if context.room != nil {
            checkRegion(region, element, context)
            context.room = region.width
        }
        context.isRoomExact = false
    }

    // MARK: Text

    private func compileInline(_ element: Element, _ context: Context) {
        var inner = context
        enter(element, &inner)
        switch element.name {
        case "br":
            draft.steps.append(
                Step(operation: .lineBreak, style: draft.index(of: context.draft)))
        case "a":
            guard let target = target(of: element, context) else { return }
            if let href = element.attribute("href") { noteLink(href, context) }
            draft.steps.append(Step(operation: .link, a: target))
            inner.isLinked = true
            inner.canNote = false
            compileContent(of: element, inner)
            draft.steps.append(Step(operation: .linkEnd))
        default:
            compileContent(of: element, inner)
        }
    }

    private func compileText(_ text: ExpressionText, _ context: Context) {
        do throws(ExpressionError) {
            for part in try splitText(text) {
                switch part {
                case .literal(let bytes):
                    if bytes.contains(where: { $0 > 32 }) { adviseOnText(text, context) }
                    let constant = draft.builder.constant(collapsed(bytes))
                    draft.steps.append(
                        Step(
                            operation: .text, style: draft.index(of: context.draft),
                            a: constant.start, b: constant.count))
                case .expression(let text): emitValue(text, context)
                }
            }
        } catch {
            report(error, context)
        }
    }

    private func emitValue(_ text: ExpressionText, _ context: Context) {
        adviseOnText(text, context)
        do throws(ExpressionError) {
            let value = try draft.builder.compilePrintable(text, scope: context.scope)
            draft.steps.append(
                Step(
                    operation: .value, style: draft.index(of: context.draft), a: draft.add(value)))
        } catch {
            report(error, context)
        }
    }

    /// White space runs become one blank each.
    private func collapsed(_ bytes: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        for byte in bytes {
            let isBlank = byte == 32 || (9...13).contains(byte)
            if isBlank, result.last == 32 { continue }
            result.append(isBlank ? 32 : byte)
        }
        return result
    }
}
