import DocumentModel
import Expressions
import Primitives

/// What may stand where: attributes, content, nesting.
extension TemplateCompiler {
    /// Reports unknown and missing attributes of an element.
    func check(_ element: Element, _ context: Context) {
        guard let spec = vocabularyByName[element.name] else { return }
        let known = spec.allAttributes.map(\.name)
        for attribute in element.attributes where !known.contains(attribute.name) {
            let near = nearest(to: attribute.name, among: known)
            draft.report(
                "F104", file: context.file, attribute.nameSpan,
                "<\(element.name)> has no attribute “\(attribute.name)”",
                cure: near.map { "did you mean “\($0)”?" }
                    ?? "it has \(known.joined(separator: ", "))")
        }
        for attribute in spec.attributes
        where attribute.isRequired && element.attribute(attribute.name) == nil && !element.isBroken
        {
            draft.report(
                "F106", file: context.file, element.span,
                "<\(element.name)> needs the attribute “\(attribute.name)”")
        }
        if case .empty = spec.content, element.children.contains(where: { !$0.isBlank }) {
            draft.report(
                "F107", file: context.file, element.span, "<\(element.name)> has no content",
                cure: "write <\(element.name)/>, and what is in it behind it")
        }
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

    func reportText(_ text: ExpressionText, in element: Element, _ context: Context) {
        let blanks = text.bytes.prefix { $0 <= 32 }.count
        draft.report(
            "F107", file: context.file, Span(text.offset(blanks), text.offset(blanks) + 1),
            "<\(element.name)> cannot contain text", cure: "put it into a <p>")
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

    private static let inlineElements = [
        "span", "a", "br", "each", "if", "else", "let", "include",
    ]
    static let setUpElements = ["style", "extra", "page", "watermark"]

    /// Deepest nesting of elements, those of included files counted with their includers'.
    static let maximumDepth = 160

    /// Whether a child may stand in an element whose content is that of `spec`; reports where not.
    func isAllowed(
        _ child: Element, in element: Element, _ spec: ElementSpec?, _ context: Context
    ) -> Bool {
        guard vocabularyByName[child.name] != nil else {
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
        let isSetUp =
            TemplateCompiler.setUpElements.contains(child.name) && element.name != "template"
        let isMisplaced =
            allowed.map { !$0.contains(child.name) }
            ?? [
                "background", "header", "footer", "li", "col", "thead", "tbody", "tfoot", "tr",
                "td", "th",
                "carry", "brought-forward", "template", "part", "span", "br",
            ].contains(child.name)
            || isSetUp
        guard !isMisplaced else {
            draft.report(
                "F107", file: context.file, child.span,
                "<\(child.name)> cannot stand in <\(isSetUp ? element.name : spec?.name ?? "")>",
                cure: allowed.map { "here may stand: \($0.joined(separator: ", "))" } ?? "")
            return false
        }
        return true
    }
}
