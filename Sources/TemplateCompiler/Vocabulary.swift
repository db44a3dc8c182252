/// The closed vocabulary of `template.xml`: elements, what they hold, and their attributes.
struct ElementSpec {
    /// What an element's children may be.
    enum Content {
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

    let name: String
    let content: Content
    let attributes: [String]
    let required: [String]
    let summary: String

    /// Attributes that every element of the flow may have.
    static let common = ["class", "only", "except"]

    init(
        _ name: String, _ content: Content, _ attributes: [String], required: [String] = [],
        _ summary: String
    ) {
        self.name = name
        self.content = content
        self.attributes = attributes
        self.required = required
        self.summary = summary
    }
}

extension ElementSpec {
    /// An element without attributes of its own.
    init(_ name: String, _ content: Content, _ summary: String) {
        self.init(name, content, [], summary)
    }
}

/// Every element, by what it is for.
let vocabulary: [ElementSpec] = [
    .init(
        "template", .flow, ["name", "languages", "title", "author", "subject"],
        required: ["languages", "title"], "The document; its flow goes from page to page."),
    .init("style", .raw, "Rules: selectors and declarations."),
    .init(
        "extra", .empty, ["path", "type"], required: ["path", "type"],
        "Declares a field of the pack's own records."),
    .init(
        "page", .only(["header", "footer"]), ["on", "size", "margin"],
        "Paper and margins of the first, the other, or all pages."),
    .init("header", .flow, "Runs at the head of its pages."),
    .init("footer", .flow, "Runs at the foot of its pages."),
    .init("section", .flow, ["role"], "A part of the document."),
    .init("box", .flow, ["role"], "A group of boxes below one another."),
    .init("row", .flow, ["role"], "Its children stand side by side."),
    .init("column", .flow, ["role"], "A child of a row."),
    .init(
        "region", .flow, ["left", "top", "width", "height", "role"],
        required: ["left", "top", "width"], "A place on the page, outside the flow."),
    .init("h1", .inline, ["t"], "Heading."),
    .init("h2", .inline, ["t"], "Heading."),
    .init("h3", .inline, ["t"], "Heading."),
    .init("p", .inline, ["t", "role"], "Paragraph."),
    .init("span", .inline, ["t"], "Text of another style."),
    .init("a", .inline, ["t", "href"], required: ["href"], "Hyperlink."),
    .init("br", .empty, "Line break."),
    .init("ul", .only(["li", "each", "if", "else", "let"]), "List."),
    .init("li", .flow, ["t"], "Item of a list."),
    .init(
        "img", .empty, ["src", "width", "height", "alt"], required: ["src", "width"],
        "Picture of the pack, PNG or JPEG."),
    .init("hr", .empty, "Rule across the width; its top border is drawn."),
    .init("spacer", .empty, ["height"], required: ["height"], "Empty height."),
    .init(
        "pagebreak", .empty, ["from"],
        "The rest goes to a new page; with from=\"first\" only if it is still on the first."),
    .init(
        "table",
        .only([
            "col", "thead", "tbody", "tfoot", "tr", "each", "if", "else", "let", "carry",
            "brought-forward",
        ]), "Table."),
    .init("col", .empty, ["width", "align"], "Column of a table."),
    .init("thead", .only(["tr"]), "Rows repeated on each page."),
    .init("tbody", .only(["tr", "each", "if", "else", "let"]), "Rows."),
    .init("tfoot", .only(["tr", "if", "else", "let"]), "Rows that end the table."),
    .init(
        "tr", .only(["td", "th", "if", "else"]), ["kind", "sum"],
        "Row; kind=\"group\" heads the rows after it; sum is added to the table's carry."),
    .init("td", .flow, ["span", "t"], "Cell."),
    .init("th", .flow, ["span", "t"], "Heading cell."),
    .init(
        "carry", .only(["td", "th"]), "Last row of a page when the table goes on; says carried."),
    .init("brought-forward", .only(["td", "th"]), "First row after a page's end; says carried."),
    .init(
        "chart", .empty,
        [
            "kind", "each", "as", "value", "cycle", "until", "cycles", "text", "average",
            "average-text", "height", "color", "highlight-color", "line-color", "alt",
        ], required: ["kind", "each", "as", "value", "cycle", "until", "cycles", "height", "alt"],
        "Column chart over months."),
    .init(
        "qr", .empty, ["value", "size", "level", "quiet", "alt"],
        required: ["value", "size", "alt"], "QR code."),
    .init(
        "barcode", .empty, ["kind", "value", "width", "height", "quiet", "alt"],
        required: ["kind", "value", "width", "height", "alt"], "Bar code."),
    .init(
        "each", .transparent, ["in", "as", "index"], required: ["in", "as"],
        "Its content, once for each element of a list."),
    .init("if", .transparent, ["test"], required: ["test"], "Its content, if the test holds."),
    .init(
        "else", .transparent, ["test"],
        "Follows if or else: its content, if nothing before held (and its own test does)."),
    .init(
        "let", .empty, ["name", "value"], required: ["name", "value"],
        "Names a value for what follows in the same element."),
    .init("include", .empty, ["src"], required: ["src"], "The content of another file's <part>."),
    .init("part", .transparent, "What an included file holds."),
]

/// The vocabulary by name.
let vocabularyByName: [String: ElementSpec] = Dictionary(
    uniqueKeysWithValues: vocabulary.map { ($0.name, $0) })
