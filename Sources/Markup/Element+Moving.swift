import Expressions
package import Primitives

extension Element {
    /// The element as if it and all in it stood at another place: what is wrong with it is told there.
    package func moved(to span: Span) -> Element {
        let moved = Element(
            name: name, span: span,
            attributes: attributes.map { attribute in
                Attribute(
                    name: attribute.name, nameSpan: span, value: attribute.value.moved(to: span),
                    valueSpan: span)
            })
        moved.children = children.map { (node: MarkupNode) -> MarkupNode in
            switch node {
            case .element(let element): .element(element.moved(to: span))
            case .text(let text): .text(text.moved(to: span))
            }
        }
        return moved
    }
}

extension ExpressionText {
    fileprivate func moved(to span: Span) -> ExpressionText {
        let start = Int(span.start)
        return ExpressionText(
            bytes: bytes, start: start, offsets: Array(repeating: start, count: bytes.count))
    }
}
