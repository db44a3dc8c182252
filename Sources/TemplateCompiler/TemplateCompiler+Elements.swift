import DocumentModel
import Expressions
import Primitives

/// From elements to steps: what is common to all, and the flow.
extension TemplateCompiler {
    /// Reports unknown and missing attributes of an element.
    func check(_ element: Element, _ context: Context) {
        guard let spec = vocabularyByName[element.name] else { return }
        let known = spec.attributes + (spec.name == "extra" ? [] : ElementSpec.common)
        for attribute in element.attributes where !known.contains(attribute.name) {
            let near = nearest(to: attribute.name, among: known)
            draft.report(
                "F104", file: context.file, attribute.nameSpan,
                "<\(element.name)> has no attribute “\(attribute.name)”",
                cure: near.map { "did you mean “\($0)”?" }
                    ?? "it has \(known.joined(separator: ", "))")
        }
        for name in spec.required where element.attribute(name) == nil {
            draft.report(
                "F106", file: context.file, element.span,
                "<\(element.name)> needs the attribute “\(name)”")
        }
    }

    /// Reports a value that does not fit its attribute.
    func wrong(_ attribute: Attribute, _ expected: String, _ context: Context) {
        draft.report(
            "F105", file: context.file, attribute.valueSpan,
            "“\(attribute.string)” is no value of \(attribute.name)", cure: "it takes \(expected)")
    }

    /// Makes the context that of an element: its classes, its style.
    func enter(_ element: Element, _ context: inout Context) {
        let classes =
            element.attribute("class")?.string.split(separator: " ").map(String.init) ?? []
        let known = draft.sheet.knownClasses
        for name in classes where !known.contains(name) {
            let near = nearest(to: name, among: known.sorted())
            draft.report(
                "F305", file: context.file, element.attribute("class")?.valueSpan ?? element.span,
                "no rule speaks of the class “\(name)”",
                cure: near.map { "did you mean “\($0)”?" } ?? "write .\(name) { … } in <style>")
        }
        context.ancestry.append(.init(element: element.name, classes: classes))
        var style = context.draft.inherited
        draft.sheet.apply(to: &style, ancestry: context.ancestry)
        context.draft = style
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
        draft.report(
            error.code.rawValue, file: file == 0 ? context.file : file, error.span, error.message,
            cure: error.cure)
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
            report(error, context)
            return nil
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
        let spec = vocabularyByName[element.name]
        let children = element.children.filter { context.isInline || !$0.isBlank }
        var index = 0
        while index < children.count {
            switch children[index] {
            case .text(let text):
                if context.isInline {
                    compileText(text, context)
                } else {
                    draft.report(
                        "F107", file: context.file, Span(text.start, text.start + 1),
                        "<\(element.name)> cannot contain text", cure: "put it into a <p>")
                }
                index += 1
            case .element(let child):
                index += 1
                guard isAllowed(child, in: spec, context) else { continue }
                if child.name == "if" {
                    index = compileChoice(child, children, next: index, context)
                } else {
                    compile(child, &context)
                }
            }
        }
    }

    private static let inlineElements = [
        "span", "a", "br", "each", "if", "else", "let", "include",
    ]
    private static let setUpElements = ["style", "extra", "page"]

    private func isAllowed(_ child: Element, in spec: ElementSpec?, _ context: Context) -> Bool {
        guard let known = vocabularyByName[child.name] else {
            let near = nearest(to: child.name, among: vocabulary.map(\.name))
            draft.report(
                "F103", file: context.file, child.span, "there is no element <\(child.name)>",
                cure: near.map { "did you mean <\($0)>?" } ?? "")
            return false
        }
        var allowed: [String]?
        if context.isInline {
            allowed = TemplateCompiler.inlineElements
        } else if case .only(let names)? = spec?.content {
            allowed = names
        }
        let isMisplaced =
            allowed.map { !$0.contains(child.name) }
            ?? [
                "header", "footer", "li", "col", "thead", "tbody", "tfoot", "tr", "td", "th",
                "carry", "brought-forward", "template", "part", "span", "br",
            ].contains(child.name)
        if case .transparent? = spec?.content, allowed == nil { return true }
        guard !isMisplaced else {
            draft.report(
                "F107", file: context.file, child.span,
                "<\(child.name)> cannot stand in <\(spec?.name ?? "")>",
                cure: allowed.map { "here may stand: \($0.joined(separator: ", "))" } ?? "")
            return false
        }
        _ = known
        return true
    }

    /// Whether a container's content is text: a word, span, link or break at its level.
    private func holdsText(_ element: Element) -> Bool {
        element.children.contains { node in
            switch node {
            case .text: return !node.isBlank
            case .element(let child):
                if ["span", "a", "br"].contains(child.name) { return true }
                return ["each", "if", "else"].contains(child.name) && holdsText(child)
            }
        }
    }

    /// Compiles an element between the jumps of `only` and `except`.
    private func compile(_ element: Element, _ context: inout Context) {
        if TemplateCompiler.setUpElements.contains(element.name) { return }
        check(element, context)
        let guarded = compileChannels(element, context)
        switch element.name {
        case "let": compileLet(element, &context)
        case "each": compileEach(element, context)
        case "include": compileInclude(element, context)
        case "else":
            draft.report(
                "F107", file: context.file, element.span, "this <else> follows no <if>")
        case "span", "a", "br": compileInline(element, context)
        case "tr": compileRow(element, role: rowRole(element, context), context)
        case "thead", "tbody", "tfoot": compileRowGroup(element, context)
        case "table": compileTable(element, context)
        case "col", "carry", "brought-forward": break
        default: compileBox(element, context)
        }
        if let guarded { draft.steps[guarded].b = Int32(draft.steps.count) }
    }

    private func compileChannels(_ element: Element, _ context: Context) -> Int? {
        var mask: Int32 = -1
        for (name, keeps) in [("only", true), ("except", false)] {
            guard let attribute = element.attribute(name) else { continue }
            var bits: Int32 = 0
            for word in attribute.string.split(separator: " ") {
                if let channel = Channel(name: String(word)) {
                    bits |= channel.mask
                } else {
                    wrong(attribute, Channel.allCases.map(\.name).joined(separator: ", "), context)
                }
            }
            mask &= keeps ? bits : ~bits
        }
        guard mask != -1 else { return nil }
        draft.steps.append(Step(operation: .channels, a: mask))
        return draft.steps.count - 1
    }

    // MARK: Flow of control

    private func compileLet(_ element: Element, _ context: inout Context) {
        guard let name = element.attribute("name"),
            let value = expression(element.attribute("value"), context)
        else { return }
        guard isName(name.string) else {
            wrong(name, "a name of letters and digits", context)
            return
        }
        let slot = draft.builder.addLocal()
        draft.steps.append(Step(operation: .set, a: draft.add(value), b: Int32(slot)))
        context.scope.locals[name.string] = .init(slot: slot, type: value.type)
    }

    private func isName(_ text: String) -> Bool {
        guard let first = text.unicodeScalars.first, first.isASCII else { return false }
        return first.properties.isAlphabetic
            && text.unicodeScalars.allSatisfy {
                $0.isASCII && ($0.properties.isAlphabetic || ("0"..."9").contains($0))
            }
    }

    private func compileEach(_ element: Element, _ context: Context) {
        guard let list = expression(element.attribute("in"), context),
            let name = element.attribute("as")
        else { return }
        guard case .list(let type) = list.type else {
            if let attribute = element.attribute("in") {
                wrong(attribute, "a list, not a \(list.type.name)", context)
            }
            return
        }
        var context = context
        var step = Step(operation: .each, a: draft.add(list))
        step.b = Int32(draft.builder.addLocal())
        context.scope.locals[name.string] = .init(slot: Int(step.b), type: type)
        if let index = element.attribute("index") {
            step.d = Int32(draft.builder.addLocal())
            context.scope.locals[index.string] = .init(slot: Int(step.d), type: .number)
        }
        draft.steps.append(step)
        let start = draft.steps.count - 1
        compileTransparent(element, context)
        draft.steps.append(Step(operation: .next))
        draft.steps[start].c = Int32(draft.steps.count)
    }

    /// Children of a transparent element: as if they stood in its parent.
    private func compileTransparent(_ element: Element, _ context: Context) {
        compileChildren(of: element, context)
    }

    /// Compiles an `if` and the `else`s that follow it; returns the index of the first other child.
    private func compileChoice(
        _ first: Element, _ children: [MarkupNode], next: Int, _ context: Context
    ) -> Int {
        var ends: [Int] = []
        var branch: Element? = first
        var next = next
        while let element = branch {
            check(element, context)
            let guarded = compileChannels(element, context)
            let test = expression(element.attribute("test"), context)
            if let test {
                draft.steps.append(Step(operation: .unless, a: draft.add(test)))
            }
            let unless = draft.steps.count - 1
            compileTransparent(element, context)
            var follower = next
            while follower < children.count, children[follower].isBlank { follower += 1 }
            branch = nil
            if element.attribute("test") != nil, follower < children.count,
                case .element(let other) = children[follower], other.name == "else"
            {
                branch = other
                next = follower + 1
                draft.steps.append(Step(operation: .jump))
                ends.append(draft.steps.count - 1)
            }
            if test != nil { draft.steps[unless].b = Int32(draft.steps.count) }
            if let guarded { draft.steps[guarded].b = Int32(draft.steps.count) }
        }
        for end in ends { draft.steps[end].a = Int32(draft.steps.count) }
        return next
    }

    private func compileInclude(_ element: Element, _ context: Context) {
        guard let src = element.attribute("src") else { return }
        guard let bytes = pack.read(src.string) else {
            draft.report(
                "F401", file: context.file, src.valueSpan, "there is no file “\(src.string)”",
                cure: "paths start at the pack's folder")
            return
        }
        let path = pack.path(src.string)
        guard !openFiles.contains(path), openFiles.count < 16 else {
            draft.report(
                "F107", file: context.file, src.valueSpan, "“\(src.string)” includes itself")
            return
        }
        openFiles.append(path)
        defer { openFiles.removeLast() }
        let source = SourceText(file: path, bytes: bytes)
        var scanner = MarkupScanner(source)
        let part = scanner.scan()
        draft.diagnostics += scanner.diagnostics
        guard let part, part.name == "part" else {
            draft.report(
                "F107", file: context.file, src.valueSpan,
                "an included file's outermost element is <part>")
            return
        }
        draft.files.append(source)
        var context = context
        context.file = draft.files.count - 1
        compileTransparent(part, context)
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
            if let from = element.attribute("from") {
                if from.string != "first" { wrong(from, "first", context) }
                step.a = 1
            }
        case "region": setRegion(element, &inner)
        case "td", "th":
            step.kind = .cell
            step.a = Int32(span(element, context))
        case "li": return compileItem(element, inner)
        case "img", "qr", "barcode", "chart": return compileFigure(element, inner)
        default: break
        }
        add(step, element, inner)
        if step.kind == .paragraph {
            inner.isInline = true
            compileContent(of: element, inner)
        } else {
            compileFlow(of: element, inner)
        }
        draft.steps.append(Step(operation: .close))
    }

    /// The content of a box in the flow: other boxes, or text in a paragraph of its own.
    private func compileFlow(of element: Element, _ context: Context) {
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
    private func compileContent(of element: Element, _ context: Context) {
        guard let key = element.attribute("t") else {
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
        call.bytes += key.value.bytes + Array("')".utf8)
        call.offsets = Array(repeating: key.value.start, count: call.bytes.count)
        emitValue(call, context)
    }

    private func role(_ element: Element, _ context: Context) -> BoxRole {
        let named: [String: BoxRole] = [
            "offer": .offer, "payment": .payment, "notice": .notice, "artifact": .artifact,
            "caption": .caption,
        ]
        if let attribute = element.attribute("role") {
            if let role = named[attribute.string] { return role }
            wrong(attribute, named.keys.sorted().joined(separator: ", "), context)
        }
        switch element.name {
        case "section": return .section
        case "h1": return .heading1
        case "h2": return .heading2
        case "h3": return .heading3
        case "p": return .paragraph
        case "ul": return .list
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
        context.draft.style.position = .region
        context.draft.style.region = region
    }

    /// A list item: a bullet, and its content beside it.
    private func compileItem(_ element: Element, _ context: Context) {
        var bullet = context
        bullet.draft = context.draft.inherited
        bullet.draft.style.width = Track(.fixed, context.draft.style.fontSize.milliPoints)
        var content = context
        content.draft = context.draft.inherited
        content.draft.style.width = Track(.fraction, 1000)
        add(Step(operation: .open, kind: .row, role: .listItem), element, context)
        add(Step(operation: .open, kind: .paragraph, role: .artifact), element, bullet)
        let dot = draft.builder.constant(Array("•".utf8))
        draft.steps.append(
            Step(
                operation: .text, style: draft.index(of: bullet.draft), a: dot.start, b: dot.count))
        draft.steps.append(Step(operation: .close))
        add(Step(operation: .open, kind: .block), element, content)
        compileFlow(of: element, content)
        draft.steps.append(Step(operation: .close))
        draft.steps.append(Step(operation: .close))
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
            guard let target = text(element, "href", context) else { return }
            draft.expressions.append(target)
            draft.steps.append(Step(operation: .link, a: Int32(draft.expressions.count - 1)))
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
