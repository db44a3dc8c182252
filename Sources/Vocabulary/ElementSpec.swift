// Nothing enters this room; what leaves is the closed vocabulary of templates: which elements there are, what
// they hold and which attributes they have.

/// The closed vocabulary of `template.xml`: elements, what they hold, and their attributes.
package struct ElementSpec {
    /// What an element's children may be.
    package enum Content {
        /// Boxes below one another; text becomes a paragraph.
        case flow
        /// Text, spans, links.
        case inline
        /// Only the elements named.
        case only([String])
        /// Nothing.
        case empty
        /// Whatever its parent holds: `each`, `if`, `else`.
        case transparent
        /// Text that is not markup: a style sheet.
        case raw
    }

    package let name: String
    package let content: Content
    package let attributes: [AttributeSpec]
    package let summary: String

    /// Attributes that every element of the flow may have.
    static let common: [AttributeSpec] = [
        .init("class", .classes, "Classes of the style sheet, parted by blanks."),
        .init("only", .channels, "The only channels that have it."),
        .init("except", .channels, "The channels that do not have it."),
    ]

    /// Attributes that boxes of the flow may have.
    static let flowing: [AttributeSpec] = [
        .init("id", .identifier, "Names it for links of the document; letters, digits and -."),
        .init("bookmark", .text, "Its entry in the document's outline."),
    ]
    /// The elements that have them.
    static let flowElements: Set<String> = [
        "section", "box", "row", "column", "h1", "h2", "h3", "p", "ul", "ol", "li", "table",
    ]

    package init(
        _ name: String, _ content: Content, _ attributes: [AttributeSpec], _ summary: String
    ) {
        self.name = name
        self.content = content
        self.attributes = attributes
        self.summary = summary
    }

    /// An element without attributes of its own.
    package init(_ name: String, _ content: Content, _ summary: String) {
        self.init(name, content, [], summary)
    }

    /// Elements without a look of their own.
    private static let unstyled: Set<String> = [
        "style", "extra", "page", "col", "series", "each", "if", "else", "switch", "case",
        "default",
        "let", "include", "part",
    ]
    /// Elements that all channels have.
    private static let universal: Set<String> = [
        "template", "style", "extra", "page", "background", "header", "footer", "col", "series",
        "carry", "brought-forward", "part",
    ]

    /// Its own attributes and those of the common ones that mean something for it.
    package var allAttributes: [AttributeSpec] {
        attributes
            + (ElementSpec.flowElements.contains(name) ? ElementSpec.flowing : [])
            + ElementSpec.common.filter {
                let without =
                    $0.name == "class" ? ElementSpec.unstyled : ElementSpec.universal
                return !without.contains(name)
            }
    }
}
