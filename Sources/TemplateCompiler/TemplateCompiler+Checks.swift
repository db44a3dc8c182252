import DocumentModel
import Expressions
import Markup
import Primitives
import StyleSheets
import Vocabulary

/// What may stand where: attributes, content, nesting.
extension TemplateCompiler {
    /// Reports unknown and missing attributes of an element.
    func check(_ element: Element, _ context: Context) {
        guard let spec = vocabularyByName[element.name] else { return }
        let known = spec.allAttributes.map(\.name)
        var missing = spec.attributes.filter {
            $0.isRequired && element.attribute($0.name) == nil && !element.isBroken
        }.map(\.name)
        for attribute in element.attributes where !known.contains(attribute.name) {
            if attribute.name == "rowspan" || attribute.name == "colspan" {
                reportSpan(attribute, element, context)
                continue
            }
            let near = meant(by: attribute.name, missing, known)
            // It is there, under another name.
            missing.removeAll { $0 == near }
            draft.report(
                "F104", file: context.file, attribute.nameSpan,
                "<\(element.name)> has no attribute “\(attribute.name)”",
                cure: near.map { "did you mean “\($0)”?" }
                    ?? (known.isEmpty ? "it takes none" : "it has \(known.joined(separator: ", "))")
            )
        }
        for name in missing {
            draft.report(
                "F106", file: context.file, element.span,
                "<\(element.name)> needs the attribute “\(name)”", cure: "write \(name)=\"…\"")
        }
        if case .empty = spec.content, element.children.contains(where: { !$0.isBlank }) {
            draft.report(
                "F107", file: context.file, element.span, "<\(element.name)> has no content",
                cure: "write <\(element.name)/>, and what is in it behind it")
        }
    }

    /// The attribute that an unknown name means: first of those that are missing.
    private func meant(by name: String, _ missing: [String], _ known: [String]) -> String? {
        let words = [
            "of": "in", "items": "in", "var": "as", "item": "as", "cond": "test",
            "condition": "test", "when": "is", "value": "is", "key": "name", "file": "src",
            "href": "src", "url": "href", "type": "kind",
        ]
        if let word = words[name], missing.contains(word) { return word }
        if let word = missing.first(where: { $0.hasPrefix(name) || name.hasPrefix($0) }) {
            return word
        }
        return nearest(to: name, among: missing) ?? nearest(to: name, among: known)
    }

    /// Attributes that tables have elsewhere.
    private func reportSpan(_ attribute: Attribute, _ element: Element, _ context: Context) {
        draft.report(
            "F104", file: context.file, attribute.nameSpan,
            "<\(element.name)> has no attribute “\(attribute.name)”",
            cure: attribute.name == "colspan"
                ? "it is span=\"…\" here"
                : "a cell stands in one row: head the rows with a <tr kind=\"group\"> instead")
    }

    /// The child elements that may stand in an element; reports the others, and text.
    func allowedChildren(of element: Element, _ context: Context) -> [Element] {
        let spec = vocabularyByName[element.name]
        return element.children.compactMap { node in
            switch node {
            case .text(let text):
                if !node.isBlank { reportText(text, in: element, context) }
                return nil
            case .element(let child):
                return isAllowed(child, in: element, spec, context) ? child : nil
            }
        }
    }

    /// Where text belongs, for elements in which no paragraph can stand either.
    private static let textCures = [
        "table": "put it into a <td> of a <tr>", "thead": "put it into a <td> of a <tr>",
        "tbody": "put it into a <td> of a <tr>", "tfoot": "put it into a <td> of a <tr>",
        "tr": "put it into a <td>", "carry": "put it into a <td>",
        "brought-forward": "put it into a <td>", "ul": "put it into an <li>",
        "page": "put it into a <p> of <header> or <footer>",
    ]

    func reportText(_ text: ExpressionText, in element: Element, _ context: Context) {
        let blanks = text.bytes.prefix { $0 <= 32 }.count
        draft.report(
            "F107", file: context.file, Span(text.offset(blanks), text.offset(blanks) + 1),
            "<\(element.name)> cannot contain text",
            cure: TemplateCompiler.textCures[element.name] ?? "put it into a <p>")
    }

    /// The elements that may be turned.
    private static let turnable = [
        "box", "section", "row", "column", "p", "h1", "h2", "h3", "ul", "img", "qr", "barcode",
        "chart", "a", "region", "watermark",
    ]

    /// Reports what the style of an element asks for and nobody draws.
    func checkLook(_ element: Element, _ context: Context) {
        let style = context.draft.style
        let place = element.attribute("class")?.valueSpan ?? element.span
        if style.rotation != 0 {
            if context.isInline || !TemplateCompiler.turnable.contains(element.name) {
                draft.report(
                    "F306", file: context.file, place, "<\(element.name)> cannot be turned",
                    cure: "turn a <box> in it or around it")
            } else if style.rotation % 90 != 0, !context.isFree, element.name != "region" {
                draft.report(
                    "F306", file: context.file, place,
                    "in the flow boxes are turned by quarters, not by \(style.rotation)deg",
                    cure: "write 90deg, -90deg or 180deg, or put it into a <region>")
            }
        }
        let border = style.border
        let isEven =
            border
            == Edges(top: border.top, right: border.top, bottom: border.top, left: border.top)
        if style.radius > .zero, !isEven {
            draft.report(
                "F307", file: context.file, place,
                "borders of different widths have no round corners",
                cure: "give all four the same width, or border-radius: 0")
        }
    }

    /// Reports a value that does not fit its attribute.
    func wrong(_ attribute: Attribute, _ expected: String, _ context: Context) {
        draft.report(
            "F105", file: context.file, attribute.valueSpan,
            "“\(attribute.string)” is no value of \(attribute.name)", cure: "it takes \(expected)")
    }

    /// What stands for elements of HTML.
    private static let foreignElements = [
        "div": "write <box>", "b": "write <span class=\"…\">, and its weight in <style>",
        "strong": "write <span class=\"…\">, and its weight in <style>",
        "i": "write <span class=\"…\">, and its slant in <style>",
        "em": "write <span class=\"…\">, and its slant in <style>",
        "h4": "headings are <h1>, <h2>, <h3>", "elseif": "write <else test=\"…\">",
    ]

    /// Deepest nesting of elements, those of included files counted with their includers'.
    static let maximumDepth = 160

    /// Whether a child may stand in an element whose content is that of `spec`; reports where not.
    func isAllowed(
        _ child: Element, in element: Element, _ spec: ElementSpec?, _ context: Context
    ) -> Bool {
        guard vocabularyByName[child.name] != nil else {
            let near = nearest(to: child.name.lowercased(), among: vocabulary.map(\.name))
            draft.report(
                "F103", file: context.file, child.span, "there is no element <\(child.name)>",
                cure: TemplateCompiler.foreignElements[child.name]
                    ?? near.map { "did you mean <\($0)>?" }
                    ?? "docs/templates.md lists all elements")
            return false
        }
        var allowed: [String]?
        if context.isInline {
            allowed = ElementSpec.inlineElements
        } else if case .only(let names)? = spec?.content {
            allowed = names
        }
        let isSetUp =
            ElementSpec.setUpElements.contains(child.name) && element.name != "template"
        let isMisplaced =
            allowed.map { !$0.contains(child.name) }
            ?? ElementSpec.flowStrangers.contains(child.name)
            || isSetUp
        guard !isMisplaced else {
            draft.report(
                "F107", file: context.file, child.span,
                "<\(child.name)> cannot stand in <\(isSetUp ? element.name : spec?.name ?? "")>",
                cure: allowed.map { "here may stand: \($0.joined(separator: ", "))" }
                    ?? ElementSpec.place(of: child.name))
            return false
        }
        return true
    }
}
