import Expressions
import Markup
import Primitives
import Vocabulary

/// After a mistake: what is still looked at, and what is not told again.
extension TemplateCompiler {
    /// Most elements, those of included files counted as often as they are included.
    static let maximumElements = 50_000

    func reportTooMany(_ element: Element, _ context: Context) {
        guard draft.elementCount == TemplateCompiler.maximumElements + 1 else { return }
        draft.report(
            "F110", file: context.file, element.span,
            "the template has more than \(TemplateCompiler.maximumElements) elements",
            cure: "go through a list with <each> instead")
    }

    /// Whether an element holds boxes, also inside of `each`, `if` and `else`.
    func holdsBoxes(_ element: Element) -> Bool {
        element.elements.contains { child in
            if ["each", "if", "else", "switch", "case", "default"].contains(child.name) {
                return holdsBoxes(child)
            }
            return vocabularyByName[child.name] != nil
                && !ElementSpec.inlineElements.contains(child.name)
        }
    }

    /// The children of an element that holds boxes, without the text among them; reports its first.
    ///
    /// Spans and links beside such text belong to it, and are not told apart.
    func withoutText(
        _ children: [MarkupNode], of element: Element, _ context: Context
    ) -> [MarkupNode] {
        for child in children {
            guard case .text(let text) = child else { continue }
            reportText(text, in: element, context)
            return children.filter { node in
                guard case .element(let child) = node else { return false }
                return !["span", "a", "br", "footnote"].contains(child.name)
            }
        }
        return children
    }

    /// Looks for wrong expressions and missing files in an element that was reported itself.
    ///
    /// A misspelt element is taken for the one it probably means. Whatever else is wrong in it may follow
    /// from the mistake, and is not told.
    func checkMisplaced(_ element: Element, _ context: inout Context) {
        var substitute = element
        if vocabularyByName[element.name] == nil {
            let near = nearest(to: element.name, among: vocabulary.map(\.name)) ?? "box"
            substitute = Element(
                name: near, span: element.span, attributes: element.attributes, isBroken: true)
            substitute.children = element.children
        }
        let known = draft.diagnostics.count
        compile(substitute, &context)
        let kept = draft.diagnostics[known...].filter {
            $0.code.hasPrefix("F2") || $0.code.hasPrefix("F4")
        }
        draft.diagnostics.replaceSubrange(known..., with: kept)
    }
}

extension ExpressionError.Code {
    /// What mends such a mistake where nothing better can be said.
    var cure: String {
        switch self {
        case .syntax: "an expression is such as total, customer.name, total > 10 ? 'a' : 'b'"
        case .number: "write fewer digits"
        case .unknownName, .unknownField: "`fatura fields` lists what a record offers"
        case .type: "choose a field or function of the right type"
        case .unknownFunction, .unknownFilter, .arguments:
            "docs/templates.md lists functions and filters with what they take"
        case .missingString: "add it to the pack's strings"
        case .depth: "name parts of it with <let>; let no string name itself"
        case .literal: "write date('2026-11-22'), cycle('2026-11') or time('18:00:00')"
        case .calendar: "name one on <template>, such as calendar=\"BR\""
        case .plural: "each language needs the forms its plural rules know, and “other”"
        case .repeatedCase: "remove one of them: the first is taken"
        }
    }
}
