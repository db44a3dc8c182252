import Calendars
package import DocumentModel
import PaymentBlocks
package import Primitives

/// What companies a pack may bill for.
package let packSectors = ["energy", "saas", "telecom"]

/// Every element, by what it is for.
package let vocabulary: [ElementSpec] = [
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
            .init(
                "calendar", .choice(BusinessCalendar.names),
                "Whose holidays are no business days; holidays.json adds more."),
            .init(
                "rounding", .choice(roundings.map(\.name)),
                "How numbers lose digits; half-up if absent."),
            .init(
                "bookmarks", .choice(["true", "false"]),
                "Whether headings make the document's outline; false if absent."),
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
            .init("meaning", .name, "What it means, one sentence."),
            .init("example", .name, "A value, as it stands in a record."),
        ],
        "Declares a field of the pack's own records."),
    .init(
        "page", .only(["background", "header", "footer"]),
        [
            .init("on", .choice(["first", "rest", "last", "all"]), "Which pages; all if absent."),
            .init("size", .paper, "A4, A5, Letter, Legal, or two lengths."),
            .init("margin", .edges, "One to four lengths, as in CSS."),
        ],
        "Paper and margins of the first, the other, the last, or all pages."),
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
            .init("t", .key, "The pack's string of that key."),
            .init("count", .expression, "A number that chooses the string's plural form."),
        ],
        "Heading."),
    .init(
        "h2", .inline,
        [
            .init("t", .key, "The pack's string of that key."),
            .init("count", .expression, "A number that chooses the string's plural form."),
        ],
        "Heading."),
    .init(
        "h3", .inline,
        [
            .init("t", .key, "The pack's string of that key."),
            .init("count", .expression, "A number that chooses the string's plural form."),
        ],
        "Heading."),
    .init(
        "p", .inline,
        [
            .init("t", .key, "The pack's string of that key."),
            .init("count", .expression, "A number that chooses the string's plural form."),
            .init("role", .choice(boxRoles.keys.sorted()), "What it means to who does not see it."),
        ],
        "Paragraph."),
    .init(
        "span", .inline,
        [
            .init("t", .key, "The pack's string of that key."),
            .init("count", .expression, "A number that chooses the string's plural form."),
        ],
        "Text of another style."),
    .init(
        "a", .flow,
        [
            .init("t", .key, "The pack's string of that key."),
            .init("count", .expression, "A number that chooses the string's plural form."),
            .init("href", .text, .required, "Address: https, mailto or tel; #id in the document."),
        ],
        "Hyperlink: text in a line, or boxes and pictures as one."),
    .init(
        "br", .empty,
        "Line break."),
    .init(
        "footnote", .inline,
        [
            .init("t", .key, "The pack's string of that key."),
            .init("count", .expression, "A number that chooses the string's plural form."),
        ],
        "A number in the text, and this note of the same number at the foot of its page."),
    .init(
        "ul", .only(["li", "each", "if", "else", "switch", "let"]),
        "List."),
    .init(
        "ol", .only(["li", "each", "if", "else", "switch", "let"]),
        [
            .init("start", .integer, "Number of the first item; 1 if absent.")
        ],
        "Numbered list."),
    .init(
        "li", .flow,
        [
            .init("t", .key, "The pack's string of that key."),
            .init("count", .expression, "A number that chooses the string's plural form."),
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
            "col", "thead", "tbody", "tfoot", "tr", "each", "if", "else", "switch", "let", "carry",
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
        "tbody", .only(["tr", "each", "if", "else", "switch", "let"]),
        "Rows."),
    .init(
        "tfoot", .only(["tr", "if", "else", "switch", "let"]),
        "Rows that end the table."),
    .init(
        "tr", .only(["td", "th", "if", "else", "switch"]),
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
            .init("count", .expression, "A number that chooses the string's plural form."),
        ],
        "Cell."),
    .init(
        "th", .flow,
        [
            .init("span", .integer, "How many columns it covers."),
            .init("t", .key, "The pack's string of that key."),
            .init("count", .expression, "A number that chooses the string's plural form."),
        ],
        "Heading cell."),
    .init(
        "carry", .only(["td", "th"]),
        "Last row of a page when the table goes on; says carried."),
    .init(
        "brought-forward", .only(["td", "th"]),
        "First row after a page's end; says carried."),
    .init(
        "chart", .only(["series"]),
        [
            .init(
                "kind",
                .choice(["area", "bar", "column", "donut", "line", "sparkline", "stacked"]),
                .required, "How it is drawn."),
            .init("each", .expression, .required, "The list."),
            .init("as", .identifier, .required, "Names the element."),
            .init("value", .expression, "Number or money, unless there are series."),
            .init("cycle", .expression, "The element's month."),
            .init("until", .expression, "The last month."),
            .init("cycles", .integer, "How many months, 2 to 60."),
            .init("label", .text, "What a point is called, instead of months."),
            .init("text", .text, "The value in words."),
            .init("highlight", .expression, "Whether it stands out; the last month if absent."),
            .init("axis", .choice(["value", "none"]), "Round numbers with lines; none if absent."),
            .init("average", .expression, "Where the average line stands."),
            .init("average-text", .text, "What stands at it."),
            .init(
                "compare", .expression,
                "An earlier value: of the element 12 months before, or, with label, its own."),
            .init("compare-text", .text, "What the earlier values are called."),
            .init("other", .text, "What is left beside six parts of a donut."),
            .init("center", .text, "What stands in the middle of a donut."),
            .init("height", .length, .required, "Of the whole chart."),
            .init("color", .color, "Of columns, bars and the ground of an area."),
            .init("colors", .colors, "Of a donut's parts; tints if absent."),
            .init("highlight-color", .color, "Of what stands out, and of lines."),
            .init("line-color", .color, "Of baseline, average and comparison."),
            .init("alt", .text, .required, "What it shows, in words; its data follow by itself."),
        ],
        "Chart over months or words; points that are missing leave a gap."),
    .init(
        "series", .empty,
        [
            .init("value", .expression, .required, "Number or money."),
            .init("name", .text, .required, "What it is called."),
            .init("color", .color, "Of its columns or line; a tint if absent."),
        ],
        "One of several series of a line or stacked chart."),
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
        "payment", .empty,
        [
            .init("of", .expression, .required, "One of payments."),
            .init(
                "form", .choice(PaymentBlock.Form.allCases.map(\.rawValue)),
                "code: what is scanned and typed; block: with its facts; full: the scheme's whole form, if it has one. block if absent."
            ),
            .init(
                "scheme", .schemes, "Which it may be; any if absent, and all must have room then."),
            .init(
                "size", .length, "Of the dark part of QR codes; as large as they need if absent."),
            .init(
                "quiet", .choice(["keep", "none"]),
                "Whether quiet zones take up room; keep if absent."),
        ],
        "A way to pay, to the size and with the parts its standard asks for."),
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
        "switch", .only(["case", "default"]),
        [
            .init("value", .expression, .required, "What the cases are compared with.")
        ],
        "The content of the first case that has the value."),
    .init(
        "case", .transparent,
        [
            .init("is", .expressions, .required, "One or more values, parted by commas.")
        ],
        "Its content, if the value of the switch is one of its own."),
    .init(
        "default", .transparent,
        "Last in a switch: its content, if no case has the value."),
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
package let boxRoles: [String: BoxRole] = [
    "offer": .offer, "payment": .payment, "notice": .notice, "artifact": .artifact,
    "caption": .caption,
]

/// What the `rounding` of a template may say.
package let roundings: [(name: String, rule: ExactDecimal.Rounding)] = [
    ("half-up", .halfUp), ("half-even", .halfEven), ("down", .down),
]

/// The vocabulary by name.
package let vocabularyByName: [String: ElementSpec] = Dictionary(
    uniqueKeysWithValues: vocabulary.map { ($0.name, $0) })
