import DocumentModel
import Expansion
import Expressions
import Markup
import Primitives
import StyleSheets

/// Lists: their marks, and what stands beside these.
extension TemplateCompiler {
    /// The numbers of a list's first item and of its last one; a list of a record's is taken to have 99.
    func enterList(_ element: Element, _ step: inout Step, _ context: inout Context) {
        var start = 1
        if let attribute = element.attribute("start") {
            if let number = Int32(attribute.string), number >= 0 {
                start = Int(number)
            } else {
                wrong(attribute, "a number from 0", context)
            }
        }
        step.b = Int32(start - 1)
        let isOpen = element.elements.contains { $0.name == "each" }
        context.lastItem = start + max(element.elements.count - 1, isOpen ? 98 : 0)
    }

    /// A list item: a mark, and its content beside it.
    func compileItem(_ element: Element, _ context: Context) {
        var content = context
        content.draft = context.draft.inherited
        content.draft.style.width = Track(.fraction, 1000)
        add(Step(operation: .open, kind: .row, role: .listItem), element, context)
        mark(element, context)
        if context.draft.listStyle != .none { addMark(element, context) }
        add(Step(operation: .open, kind: .block), element, content)
        compileItemContent(of: element, content)
        draft.steps.append(Step(operation: .close))
        draft.steps.append(Step(operation: .close))
    }

    /// What an item holds: boxes, or text, which lists may follow.
    private func compileItemContent(of element: Element, _ context: Context) {
        let first = element.children.firstIndex { node in
            guard case .element(let child) = node else { return false }
            return child.name == "ul" || child.name == "ol"
        }
        guard let first, first > 0 else { return compileFlow(of: element, context) }
        compileFlow(of: part(of: element, element.children[..<first]), context)
        compileChildren(of: part(of: element, element.children[first...]), context)
    }

    private func part(of element: Element, _ children: ArraySlice<MarkupNode>) -> Element {
        let part = Element(
            name: element.name, span: element.span, attributes: element.attributes,
            isBroken: element.isBroken)
        part.children = Array(children)
        return part
    }

    private func addMark(_ element: Element, _ context: Context) {
        let list = context.draft.listStyle
        let size = Int(context.draft.style.fontSize.milliPoints)
        var mark = context
        mark.draft = context.draft.inherited
        let width = size * list.width(last: context.lastItem) / 100
        mark.draft.style.width = Track(.fixed, Int32(clamping: width))
        if list == .square { return addSquare(element, mark, size: size) }
        if list.isNumbered {
            mark.draft.style.align = .end
            mark.draft.style.padding.right = Length(clamping: size * 2 / 5)
            mark.draft.style.whiteSpace = .nowrap
        }
        add(Step(operation: .open, kind: .paragraph, role: .artifact), element, mark)
        let style = draft.index(of: mark.draft)
        if list.isNumbered {
            draft.steps.append(Step(operation: .mark, style: style, a: Int32(list.rawValue)))
        } else {
            let sign = draft.builder.constant(Array((list == .dash ? "–" : "•").utf8))
            draft.steps.append(Step(operation: .text, style: style, a: sign.start, b: sign.count))
        }
        draft.steps.append(Step(operation: .close))
    }

    /// A square at the height of small letters, painted because few fonts have one.
    private func addSquare(_ element: Element, _ context: Context, size: Int) {
        add(Step(operation: .open, kind: .block, role: .artifact), element, context)
        var square = context
        square.draft = context.draft.inherited
        let side = Length(clamping: size * 32 / 100)
        let line = context.draft.resolved.lineHeight
        square.draft.style.width = Track(.fixed, side.milliPoints)
        square.draft.style.height = side
        square.draft.style.margin.top = max((line - side) / 2, .zero)
        square.draft.style.background = context.draft.style.color
        add(Step(operation: .open, kind: .block, role: .artifact), element, square)
        draft.steps.append(Step(operation: .close))
        draft.steps.append(Step(operation: .close))
    }
}
