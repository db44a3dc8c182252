package import Expressions
package import Primitives

// What enters this room is the text of a template, a part or a drawing; what leaves are its elements, each
// with its place, and what is wrong with them as XML.

/// An attribute as written.
package struct Attribute {
    package let name: String
    package let nameSpan: Span
    /// Entities resolved, places kept.
    package let value: ExpressionText
    package let valueSpan: Span

    package var string: String { String(decoding: value.bytes, as: UTF8.self) }
}

/// An element with its place.
package final class Element {
    package let name: String
    /// The name in the start tag.
    package let span: Span
    package let attributes: [Attribute]
    /// Whether attributes were lost to a mistake in the tag.
    package let isBroken: Bool
    package var children: [MarkupNode] = []

    package init(name: String, span: Span, attributes: [Attribute], isBroken: Bool = false) {
        self.isBroken = isBroken
        self.name = name
        self.span = span
        self.attributes = attributes
    }

    package func attribute(_ name: String) -> Attribute? { attributes.first { $0.name == name } }

    /// The child elements.
    package var elements: [Element] {
        children.compactMap { if case .element(let element) = $0 { element } else { nil } }
    }
}

/// What an element contains.
package enum MarkupNode {
    case element(Element)
    case text(ExpressionText)

    /// Whether it is text of white space only.
    package var isBlank: Bool {
        if case .text(let text) = self { return text.bytes.allSatisfy { $0 <= 32 } }
        return false
    }
}
