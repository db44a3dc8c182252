import DocumentModel
import Expansion
import Expressions
import Markup
import Primitives

/// Hyperlinks: where they lead, and those around boxes.
extension TemplateCompiler {
    /// The expression of a link's target; nil where it is missing or wrong.
    func target(of element: Element, _ context: Context) -> Int32? {
        guard let attribute = element.attribute("href"),
            let target = text(element, "href", context)
        else { return nil }
        if context.isLinked {
            draft.report(
                "F107", file: context.file, element.span, "a link cannot stand in a link",
                cure: "end the outer one before it")
        }
        let isInside = attribute.string.hasPrefix("#")
        if !isInside, !attribute.string.contains("{{"), !leadsSomewhere(attribute.value.bytes) {
            wrong(attribute, "an address that begins with https://, mailto: or tel:", context)
        }
        draft.expressions.append(target)
        return Int32(draft.expressions.count - 1)
    }

    private func leadsSomewhere(_ bytes: [UInt8]) -> Bool {
        var target = ByteBuffer()
        target.append(bytes)
        return isLinkTarget(target.view)
    }

    /// A link around boxes: one box of which every point leads there.
    func compileArea(_ element: Element, _ context: Context) {
        var inner = context
        enter(element, &inner)
        guard let target = target(of: element, context) else { return }
        // Lines under whole boxes would say nothing more.
        inner.draft.style.isUnderlined = context.draft.style.isUnderlined
        inner.isLinked = true
        add(Step(operation: .open, kind: .block), element, inner)
        draft.steps.append(Step(operation: .area, a: target))
        compileFlow(of: element, inner)
        draft.steps.append(Step(operation: .close))
    }
}
