import DocumentModel

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
    let attributes: [AttributeSpec]
    let summary: String

    /// Attributes that every element of the flow may have.
    static let common: [AttributeSpec] = [
        .init("class", .classes, "Classes of the style sheet, parted by blanks."),
        .init("only", .channels, "The only channels that have it."),
        .init("except", .channels, "The channels that do not have it."),
    ]

    init(
        _ name: String, _ content: Content, _ attributes: [AttributeSpec], _ summary: String
    ) {
        self.name = name
        self.content = content
        self.attributes = attributes
        self.summary = summary
    }

    /// An element without attributes of its own.
    init(_ name: String, _ content: Content, _ summary: String) {
        self.init(name, content, [], summary)
    }

    /// Its own attributes and the common ones.
    var allAttributes: [AttributeSpec] {
        name == "extra" ? attributes : attributes + ElementSpec.common
    }
}

/// What companies a pack may bill for.
let packSectors = ["energy", "saas", "telecom"]

/// Every element, by what it is for.
let vocabulary: [ElementSpec] = [
    .init(
        "template", .flow,
        [
            .init("name", .name, "Of the pack, for messages."),
            .init(
                "languages", .languages, .required,
                "BCP 47, parted by blanks; the first is the standard one."),
            .init(
                "sector", .choice(packSectors), "What its sample records are; telecom if absent."),
            .init("title", .text, .required, "The document's title."),
            .init("author", .text, "The document's author."),
            .init("subject", .text, "The document's subject."),
        ],
        "The document; its flow goes from page to page."),
    .init(
        "style", .raw,
        "Rules: selectors and declarations."),
    .init(
        "extra", .empty,
        [
            .init("path", .path, .required, "Where the field stands in the record."),
            .init("type", .fieldKind, .required, "What it holds."),
        ],
        "Declares a field of the pack's own records."),
    .init(
        "page", .only(["background", "header", "footer"]),
        [
            .init("on", .choice(["first", "rest", "all"]), "Which pages; all if absent."),
            .init("size", .paper, "A4, A5, Letter, Legal, or two lengths."),
            .init("margin", .edges, "One to four lengths, as in CSS."),
        ],
        "Paper and margins of the first, the other, or all pages."),
    .init(
        "background", .flow,
        "Lies below everything on its pages, as large as the paper."),
    .init(
        "header", .flow,
        "Runs at the head of its pages."),
    .init(
        "footer", .flow,
        "Runs at the foot of its pages."),
    .init(
        "watermark", .flow,
        [
            .init("test", .expression, "Whether the document has it; always if absent."),
            .init(
                "on", .choice(["all", "first", "last", "rest"]), "Which pages; all if absent."),
            .init(
                "layer", .choice(["below", "above"]),
                "Below the content or over it; below if absent."),
        ],
        "Stands across the middle of the page and says nothing: PAID, SAMPLE. Codes stay clear of it."
    ),
    .init(
        "section", .flow,
        [
            .init("role", .choice(boxRoles.keys.sorted()), "What it means to who does not see it.")
        ],
        "A part of the document."),
    .init(
        "box", .flow,
        [
            .init("role", .choice(boxRoles.keys.sorted()), "What it means to who does not see it.")
        ],
        "A group of boxes below one another."),
    .init(
        "row", .flow,
        [
            .init("role", .choice(boxRoles.keys.sorted()), "What it means to who does not see it.")
        ],
        "Its children stand side by side."),
    .init(
        "column", .flow,
        [
            .init("role", .choice(boxRoles.keys.sorted()), "What it means to who does not see it.")
        ],
        "A child of a row."),
    .init(
        "region", .flow,
        [
            .init("left", .length, .required, "From the page's left edge."),
            .init("top", .length, .required, "From the page's top edge."),
            .init("width", .length, .required, "Of the border box."),
            .init("height", .length, "Free if absent; higher content is a finding."),
            .init("role", .choice(boxRoles.keys.sorted()), "What it means to who does not see it."),
        ],
        "A place on the page, outside the flow."),
    .init(
        "h1", .inline,
        [
            .init("t", .key, "The pack's string of that key.")
        ],
        "Heading."),
    .init(
        "h2", .inline,
        [
            .init("t", .key, "The pack's string of that key.")
        ],
        "Heading."),
    .init(
        "h3", .inline,
        [
            .init("t", .key, "The pack's string of that key.")
        ],
        "Heading."),
    .init(
        "p", .inline,
        [
            .init("t", .key, "The pack's string of that key."),
            .init("role", .choice(boxRoles.keys.sorted()), "What it means to who does not see it."),
        ],
        "Paragraph."),
    .init(
        "span", .inline,
        [
            .init("t", .key, "The pack's string of that key.")
        ],
        "Text of another style."),
    .init(
        "a", .flow,
        [
            .init("t", .key, "The pack's string of that key."),
            .init("href", .text, .required, "Address: https, mailto or tel."),
        ],
        "Hyperlink: text in a line, or boxes and pictures as one."),
    .init(
        "br", .empty,
        "Line break."),
    .init(
        "ul", .only(["li", "each", "if", "else", "let"]),
        "List."),
    .init(
        "li", .flow,
        [
            .init("t", .key, "The pack's string of that key.")
        ],
        "Item of a list."),
    .init(
        "img", .empty,
        [
            .init("src", .file, .required, "The file in the pack."),
            .init("width", .length, .required, "Printed width."),
            .init("height", .length, "Printed height; by the picture's proportions if absent."),
            .init("alt", .text, "What it shows; a decoration if absent."),
            .init("ground", .color, "What transparent parts are laid on; clear if absent."),
        ],
        "Picture of the pack: PNG, JPEG, or SVG of paths and flat colours."),
    .init(
        "hr", .empty,
        "Rule across the width; its top border is drawn."),
    .init(
        "spacer", .empty,
        [
            .init("height", .length, .required, "How much.")
        ],
        "Empty height."),
    .init(
        "pagebreak", .empty,
        [
            .init("from", .choice(["first"]), "Only from the first page.")
        ],
        "The rest goes to a new page; with from=\"first\" only if it is still on the first."),
    .init(
        "table",
        .only([
            "col", "thead", "tbody", "tfoot", "tr", "each", "if", "else", "let", "carry",
            "brought-forward",
        ]),
        "Table."),
    .init(
        "col", .empty,
        [
            .init("width", .track, "Length, share, percentage or auto; 1fr if absent."),
            .init(
                "align", .choice(["start", "left", "center", "end", "right", "decimal"]),
                "How its cells align."),
        ],
        "Column of a table."),
    .init(
        "thead", .only(["tr"]),
        "Rows repeated on each page."),
    .init(
        "tbody", .only(["tr", "each", "if", "else", "let"]),
        "Rows."),
    .init(
        "tfoot", .only(["tr", "if", "else", "let"]),
        "Rows that end the table."),
    .init(
        "tr", .only(["td", "th", "if", "else"]),
        [
            .init("kind", .choice(["group"]), "Heads the rows after it."),
            .init("sum", .expressions, "Up to four, parted by semicolons, added to the carry."),
        ],
        "Row; kind=\"group\" heads the rows after it; sum is added to the table's carry."),
    .init(
        "td", .flow,
        [
            .init("span", .integer, "How many columns it covers."),
            .init("t", .key, "The pack's string of that key."),
        ],
        "Cell."),
    .init(
        "th", .flow,
        [
            .init("span", .integer, "How many columns it covers."),
            .init("t", .key, "The pack's string of that key."),
        ],
        "Heading cell."),
    .init(
        "carry", .only(["td", "th"]),
        "Last row of a page when the table goes on; says carried."),
    .init(
        "brought-forward", .only(["td", "th"]),
        "First row after a page's end; says carried."),
    .init(
        "chart", .empty,
        [
            .init("kind", .choice(["column"]), .required, "How it is drawn."),
            .init("each", .expression, .required, "The list."),
            .init("as", .identifier, .required, "Names the element."),
            .init("value", .expression, .required, "Number or money, from zero up."),
            .init("cycle", .expression, .required, "The element's month."),
            .init("until", .expression, .required, "The last month."),
            .init("cycles", .integer, .required, "How many months, 2 to 60."),
            .init("text", .text, "The value in words."),
            .init("average", .expression, "Where the average line stands."),
            .init("average-text", .text, "What stands at it."),
            .init("height", .length, .required, "Of the whole chart."),
            .init("color", .color, "Of the columns."),
            .init("highlight-color", .color, "Of the last month."),
            .init("line-color", .color, "Of baseline and average."),
            .init("alt", .text, .required, "What it shows, in words."),
        ],
        "Column chart over months."),
    .init(
        "qr", .empty,
        [
            .init("value", .text, "What is encoded."),
            .init(
                "payment", .expression,
                "One of payments instead of value: its payload, checked, or one built of its fields."
            ),
            .init("size", .length, .required, "Of the dark part."),
            .init(
                "mark", .choice(["swiss-cross"]),
                "Drawn over its middle: the cross of Swiss QR-bills."),
            .init("level", .choice(["L", "M", "Q", "H"]), "Error correction; M if absent."),
            .init(
                "quiet", .choice(["keep", "none"]),
                "Whether the quiet zone takes up room; keep if absent."),
            .init("alt", .text, .required, "What it is for."),
        ],
        "QR code."),
    .init(
        "barcode", .empty,
        [
            .init(
                "kind", .choice(["itf", "code128", "gs1-128", "ean13", "datamatrix", "pdf417"]),
                .required, "The symbology."),
            .init("value", .text, .required, "What is encoded."),
            .init("width", .length, .required, "Of the dark part."),
            .init("height", .length, .required, "Of the dark part."),
            .init(
                "quiet", .choice(["keep", "none"]),
                "Whether the quiet zone takes up room; none if absent."),
            .init("alt", .text, .required, "What it is for."),
        ],
        "Bar code."),
    .init(
        "each", .transparent,
        [
            .init("in", .expression, .required, "The list."),
            .init("as", .identifier, .required, "Names the element."),
            .init("index", .identifier, "Names its number, from 1."),
        ],
        "Its content, once for each element of a list."),
    .init(
        "if", .transparent,
        [
            .init("test", .expression, .required, "True or false.")
        ],
        "Its content, if the test holds."),
    .init(
        "else", .transparent,
        [
            .init("test", .expression, "True or false.")
        ],
        "Follows if or else: its content, if nothing before held (and its own test does)."),
    .init(
        "let", .empty,
        [
            .init("name", .identifier, .required, "The name."),
            .init("value", .expression, .required, "What it names."),
        ],
        "Names a value for what follows in the same element."),
    .init(
        "include", .empty,
        [
            .init("src", .file, .required, "The file in the pack.")
        ],
        "The content of another file's <part>."),
    .init(
        "part", .transparent,
        "What an included file holds."),
]

/// What a `role` attribute may say.
let boxRoles: [String: BoxRole] = [
    "offer": .offer, "payment": .payment, "notice": .notice, "artifact": .artifact,
    "caption": .caption,
]

/// The vocabulary by name.
let vocabularyByName: [String: ElementSpec] = Dictionary(
    uniqueKeysWithValues: vocabulary.map { ($0.name, $0) })
