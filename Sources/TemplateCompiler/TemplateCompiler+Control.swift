import Expansion
import Expressions
import Markup
import Packs
import Primitives

/// Elements that decide what is made: channels, names, loops, choices, included files.
extension TemplateCompiler {
    /// Most files that a template includes, each counted as often as it is.
    private static let maximumIncludes = 1000

    func compileChannels(_ element: Element, _ context: Context) -> Int? {
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

    func compileLet(_ element: Element, _ context: inout Context) {
        let value = expression(element.attribute("value"), context)
        guard let name = element.attribute("name"), checkName(name, context) else { return }
        let slot = draft.builder.addLocal()
        guard let value else {
            context.scope.locals[name.string] = .init(slot: slot, type: .null, isBroken: true)
            return
        }
        adviseOnName(name, slot, context)
        draft.steps.append(Step(operation: .set, a: draft.add(value), b: Int32(slot)))
        context.scope.locals[name.string] = .init(slot: slot, type: value.type)
    }

    /// Whether an attribute is a name that expressions can say; reports what is none.
    @discardableResult
    func checkName(_ attribute: Attribute, _ context: Context) -> Bool {
        if isName(attribute.string) { return true }
        wrong(attribute, "a name of letters and digits", context)
        return false
    }

    private func isName(_ text: String) -> Bool {
        guard let first = text.unicodeScalars.first, first.isASCII else { return false }
        return first.properties.isAlphabetic
            && text.unicodeScalars.allSatisfy {
                $0.isASCII && ($0.properties.isAlphabetic || ("0"..."9").contains($0))
            }
    }

    func compileEach(_ element: Element, _ context: Context) {
        let list = expression(element.attribute("in"), context)
        if let attribute = element.attribute("in") { noteList(attribute, context) }
        let names = ["as", "index"].compactMap { element.attribute($0) }
        for attribute in names { checkName(attribute, context) }
        if let list, case .list = list.type {
        } else if let list,
            let attribute = element.attribute("in")
        {
            wrong(attribute, "a list, not \(list.type.article)", context)
        }
        guard let list, let name = element.attribute("as"), case .list(let type) = list.type else {
            // What stands in it is checked as far as that goes.
            var context = context
            for name in names {
                context.scope.locals[name.string] = .init(slot: 0, type: .null, isBroken: true)
            }
            compileTransparent(element, context)
            return
        }
        var context = context
        var step = Step(operation: .each, a: draft.add(list))
        step.node = draft.addNode(element.span, name: element.name, file: context.file)
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
    func compileTransparent(_ element: Element, _ context: Context) {
        compileChildren(of: element, context)
    }

    /// Compiles an `if` and the `else`s that follow it; returns the index of the first other child.
    func compileChoice(
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

    func compileInclude(_ element: Element, _ context: Context) {
        guard let src = element.attribute("src") else { return }
        draft.includeCount += 1
        guard draft.includeCount <= TemplateCompiler.maximumIncludes else {
            draft.report(
                "F110", file: context.file, src.valueSpan,
                "the template includes more than \(TemplateCompiler.maximumIncludes) files",
                cure: "go through a list with <each> instead")
            return
        }
        guard let source = pack.source(src.string) else {
            let fault = pack.fault(src.string, "file")
            draft.report(
                "F401", file: context.file, src.valueSpan, fault.message, cure: fault.cure)
            return
        }
        notes.files.insert(source.file)
        guard !openFiles.contains(source.file) else {
            draft.report(
                "F107", file: context.file, src.valueSpan, "“\(src.string)” includes itself",
                cure: "a part that repeats is an <each>")
            return
        }
        openFiles.append(source.file)
        defer { openFiles.removeLast() }
        var scanner = MarkupScanner(source)
        let part = scanner.scan()
        draft.diagnostics += scanner.diagnostics
        guard let part else { return }
        guard part.name == "part" else {
            draft.report(
                "F107", file: context.file, src.valueSpan,
                "an included file's outermost element is <part>, not <\(part.name)>",
                cure: "put all of “\(src.string)” into <part>")
            return
        }
        draft.files.append(source)
        var context = context
        context.file = draft.files.count - 1
        compileTransparent(part, context)
    }
}
